"""The interventieladder as a figure: small boxes in lists, a strip in reports."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.safestring import SafeString

from toezicht.core.templatetags import svgbouw as svg


@lru_cache(maxsize=256)  # a list draws the same few bars on every line
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
    treden: Sequence[object], titel: str = "Interventieladder", breedte: int = 640
) -> SafeString:
    """The ladder as a strip for reports.

    `treden`: items with `code`, `naam`, `status` (past, nu, mogelijk, toekomst) and `regels` (short texts).
    """
    if not treden:
        return svg.figuur(breedte, 24, titel, "Er is geen ladder.", svg.tekst(0, 16, "Er is geen ladder."))
    vak = breedte / len(treden)
    teksten = [_teksten(trede, vak - 13) for trede in treden]
    hoogte = 22.0 + max(len(namen) * 12 + len(onder) * 11 for namen, onder in teksten)
    delen = [
        _trede(str(svg.lees(trede, "status", "toekomst")), tekst, (plek * vak, vak - 3, hoogte))
        for plek, (trede, tekst) in enumerate(zip(treden, teksten, strict=True))
    ]
    nu = [f"{svg.lees(t, 'code')} {svg.lees(t, 'naam')}" for t in treden if svg.lees(t, "status") == "nu"]
    woorden = f"Het dossier staat op {nu[0]}." if nu else "Er is geen huidige trede."
    return svg.figuur(breedte, hoogte, titel, woorden, *delen)


def _teksten(trede: object, breed: float) -> tuple[list[str], list[str]]:
    """The name of a step in at most three lines, and what stands under it in at most five."""
    kop = f"{svg.lees(trede, 'code')} {svg.lees(trede, 'naam')}".strip()
    bij = svg.lees(trede, "regels", ())
    onder: list[str] = []
    for regel in bij if isinstance(bij, list | tuple) else ():
        onder += svg.regels(str(regel), breed, 8.5, 2)
    return svg.regels(kop, breed, 9.5, 3), onder[:5]


def _trede(status: str, tekst: tuple[list[str], list[str]], vak: tuple[float, float, float]) -> SafeString:
    x, breed, hoogte = vak
    vlak, vlakklasse = (svg.NU, "fig-nu") if status == "nu" else (svg.VLAK, "fig-vlak")
    inkt, klasse = (svg.WIT, "fig-op-nu") if status == "nu" else (svg.INKT, "fig-inkt")
    namen, onder = tekst
    begin = 18 + len(namen) * 12
    return svg.element(
        "g",
        svg.element("rect", x=x, y=4, width=breed, height=hoogte - 4, fill=vlak, klasse=vlakklasse),
        _streep(status, x, breed),
        *(
            svg.tekst(x + 5, 17 + nr * 12, regel, grootte=9.5, kleur=inkt, klasse=klasse, font_weight=700)
            for nr, regel in enumerate(namen)
        ),
        *(
            svg.tekst(x + 5, begin + nr * 11, regel, grootte=8.5, kleur=inkt, klasse=klasse)
            for nr, regel in enumerate(onder)
        ),
    )


def _streep(status: str, x: float, breed: float) -> SafeString:
    """The line over a step: dark for the present, blue for the past, dashed for what can come next."""
    if status == "mogelijk":
        maten = {"x1": x, "y1": 2, "x2": x + breed, "y2": 2}
        streepjes = {"stroke_width": 3, "stroke_dasharray": "6 4", "klasse": "fig-nu-lijn"}
        return svg.element("line", stroke=svg.NU, **maten, **streepjes)
    kleuren = {"nu": (svg.NU, "fig-nu"), "past": (svg.VOORBIJ, "fig-voorbij")}
    kleur, klasse = kleuren.get(status, (svg.LEEG, "fig-leeg"))
    return svg.element("rect", x=x, y=0, width=breed, height=4, fill=kleur, klasse=klasse)
