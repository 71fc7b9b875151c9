"""The interventieladder as a figure: small boxes in lists, a strip in reports."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from toezicht.core.templatetags import svgbouw as svg


def ladderbalkje(plek: int | None, aantal: int = 8, naam: str = "") -> SafeString:
    """Small boxes for the steps of a ladder; `plek` is the place of the present one from 0, or None."""
    kleuren = {-1: (svg.VOORBIJ, "lb-voorbij"), 0: (svg.NU, "lb-nu"), 1: (svg.LEEG, "lb-leeg")}
    delen = []
    for nummer in range(aantal):
        stand = 1 if plek is None else (nummer > plek) - (nummer < plek)
        kleur, klasse = kleuren[stand]
        delen.append(svg.element("rect", x=nummer * 13, y=0, width=11, height=9, fill=kleur, klasse=klasse))
    waar = "nog geen trede" if plek is None else f"trede {plek + 1} van {aantal}"
    titel = f"{naam}: {waar}" if naam else waar
    return svg.figuur(aantal * 13 - 2, 9, titel[:1].upper() + titel[1:], "", *delen, klasse="figuur--balkje")


def ladderfiguur(
    treden: Sequence[object], titel: str = "Interventieladder", breedte: int = 720
) -> SafeString:
    """The ladder as a strip for reports.

    `treden`: items with `code`, `naam`, `status` (past, nu, mogelijk, toekomst) and `regels` (short texts).
    """
    if not treden:
        return svg.figuur(breedte, 24, titel, "Er is geen ladder.", svg.tekst(0, 16, "Er is geen ladder."))
    vak = breedte / len(treden)
    delen = [_trede(trede, plek * vak, vak - 3) for plek, trede in enumerate(treden)]
    nu = [f"{svg.lees(t, 'code')} {svg.lees(t, 'naam')}" for t in treden if svg.lees(t, "status") == "nu"]
    woorden = f"Het dossier staat op {nu[0]}." if nu else "Er is geen huidige trede."
    return svg.figuur(breedte, 84, titel, woorden, *delen)


def _trede(trede: object, x: float, breed: float) -> SafeString:
    status = str(svg.lees(trede, "status", "toekomst"))
    vlak, vlakklasse = (svg.NU, "fig-nu") if status == "nu" else (svg.VLAK, "fig-vlak")
    rand, randklasse = {
        "nu": (svg.NU, "fig-nu"),
        "past": (svg.VOORBIJ, "fig-voorbij"),
    }.get(status, (svg.LEEG, "fig-leeg"))
    inkt, klasse = (svg.WIT, "fig-op-nu") if status == "nu" else (svg.INKT, "fig-inkt")
    kop = f"{svg.lees(trede, 'code')} {svg.lees(trede, 'naam')}".strip()
    streep = svg.element("rect", x=x, y=0, width=breed, height=4, fill=rand, klasse=randklasse)
    if status == "mogelijk":
        streep = svg.element(
            "line",
            x1=x,
            y1=2,
            x2=x + breed,
            y2=2,
            stroke=svg.NU,
            stroke_width=3,
            stroke_dasharray="6 4",
            klasse="fig-nu-lijn",
        )
    namen = svg.regels(kop, breed - 10, 9.5, 3)
    bij = svg.lees(trede, "regels", ())
    onder = [
        svg.pas_in(str(regel), breed - 10, 8.5) for regel in (bij if isinstance(bij, list | tuple) else ())
    ][:2]
    return svg.element(
        "g",
        svg.element("rect", x=x, y=4, width=breed, height=80, fill=vlak, klasse=vlakklasse),
        streep,
        *(
            svg.tekst(x + 5, 18 + nr * 12, regel, grootte=9.5, kleur=inkt, klasse=klasse, font_weight=700)
            for nr, regel in enumerate(namen)
        ),
        *(
            svg.tekst(x + 5, 20 + (len(namen) + nr) * 12, regel, grootte=8.5, kleur=inkt, klasse=klasse)
            for nr, regel in enumerate(onder)
        ),
    )
