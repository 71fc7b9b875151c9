"""Our own figures as SVG, the same on the page and in the PDF (design D8).

Every figure has a `<title>` (PDF/UA fails without it) and a description that says in words what it shows.
Colours stand as presentation attributes, so no style sheet is needed on paper; on the screen the classes let
the theme (dark, forced colours) take over. The same input gives the same bytes. A value that is None or not a
number means *niet te beoordelen* and never gets a colour.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString, mark_safe

from toezicht.core.clock import vandaag
from toezicht.core.templatetags import svgbouw as svg
from toezicht.core.templatetags.weergave import als_getal, nederlands

register = template.Library()

NIET_TE_BEOORDELEN = "niet te beoordelen"
BAND = {"groen": "#cdead7", "amber": "#fde1b0", "rood": "#f7c8c4", "grijs": "#dce4ec"}
TEGEL = {
    "groen": ("#e5f4ea", "#1d7a45", "#155c33"),
    "amber": ("#fef1de", "#c17a1a", "#7d4400"),
    "rood": ("#fdebe9", "#a61b14", "#8f1a13"),
    "blauw": ("#e8effa", "#164273", "#164273"),
    "grijs": ("#f4f6f8", "#77838f", "#586575"),
}


def _decimalen(waarden: Iterable[Decimal | None]) -> int:
    """How many decimals the most precise of the values has, two at the most."""
    exponenten = [waarde.normalize().as_tuple().exponent for waarde in waarden if waarde is not None]
    return max([0, *(min(2, -exp) for exp in exponenten if isinstance(exp, int))])


def _schaal(waarde: Decimal, laag: Decimal, hoog: Decimal) -> float:
    """Where `waarde` lies between `laag` (0) and `hoog` (1), held within them; the middle when they are equal."""
    if hoog <= laag:
        return 0.5
    return float(min(Decimal(1), max(Decimal(0), (waarde - laag) / (hoog - laag))))


@register.simple_tag
def sparkline(
    punten: Sequence[object] | None, titel: str, omschrijving: str = "", breedte: int = 120, hoogte: int = 28
) -> SafeString:
    """A small line of values in time order; None leaves a gap, the last value gets a dot."""
    waarden = [als_getal(punt) for punt in punten or []]
    bekend = [waarde for waarde in waarden if waarde is not None]
    if not bekend:
        leeg = svg.tekst(0, hoogte / 2 + 4, "geen gegevens", kleur=svg.ZACHT, klasse="fig-zacht")
        return svg.figuur(breedte, hoogte, titel, omschrijving or "Er zijn geen gegevens.", leeg)
    laag, hoog, rand = min(bekend), max(bekend), 4.0
    stap = (breedte - 2 * rand) / max(1, len(waarden) - 1)
    plekken = [
        None
        if waarde is None
        else (rand + plek * stap, hoogte - rand - _schaal(waarde, laag, hoog) * (hoogte - 2 * rand))
        for plek, waarde in enumerate(waarden)
    ]
    delen = [_lijn(stuk) for stuk in _stukken(plekken) if len(stuk) > 1]
    delen += [_punt(*stuk[0], straal=1.5) for stuk in _stukken(plekken) if len(stuk) == 1]
    if plekken[-1] is not None:
        delen.append(_punt(*plekken[-1], straal=3))
    dec = _decimalen(bekend)
    woorden = f"Van {nederlands(bekend[0], dec)} naar {nederlands(bekend[-1], dec)}; laagste {nederlands(laag, dec)}, hoogste {nederlands(hoog, dec)}."
    return svg.figuur(breedte, hoogte, titel, omschrijving or woorden, *delen)


def _stukken(plekken: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The runs of points without a gap between them."""
    uit: list[list[tuple[float, float]]] = [[]]
    for plek in plekken:
        if plek is None:
            uit.append([])
        else:
            uit[-1].append(plek)
    return [stuk for stuk in uit if stuk]


def _lijn(stuk: Sequence[tuple[float, float]]) -> SafeString:
    punten = " ".join(f"{svg.maat(x)},{svg.maat(y)}" for x, y in stuk)
    return svg.element(
        "polyline",
        points=punten,
        fill="none",
        stroke=svg.NU,
        stroke_width=1.5,
        stroke_linejoin="round",
        klasse="fig-nu-lijn",
    )


def _punt(x: float, y: float, *, straal: float) -> SafeString:
    return svg.element("circle", cx=x, cy=y, r=straal, fill=svg.NU, klasse="fig-nu")


@register.simple_tag
def staafdiagram(
    staven: Sequence[object] | None,
    titel: str,
    omschrijving: str = "",
    eenheid: str = "",
    breedte: int = 640,
    hoogte: int = 220,
) -> SafeString:
    """Vertical bars from a zero line. `staven`: (label, value) pairs or items with `label`, `waarde`, `nadruk`.

    The last bar is dark, unless one or more say `nadruk`. None is written as n.t.b. without a bar.
    """
    rijen = [_staaf(staaf) for staaf in staven or []]
    waarden = [waarde for _, waarde, _ in rijen]
    bekend = [waarde for waarde in waarden if waarde is not None]
    if not rijen:
        leeg = svg.tekst(8, 24, "Er zijn geen gegevens.", grootte=12, kleur=svg.ZACHT, klasse="fig-zacht")
        return svg.figuur(breedte, 40, titel, omschrijving or "Er zijn geen gegevens.", leeg)
    laag, hoog = min([Decimal(0), *bekend]), max([Decimal(0), *bekend])
    dec = _decimalen(bekend)
    boven, onder, vak = 22.0, hoogte - 40.0, breedte / len(rijen)
    nul = onder - _schaal(Decimal(0), laag, hoog) * (onder - boven) if hoog > laag else onder
    donker = {plek for plek, rij in enumerate(rijen) if rij[2]} or {len(rijen) - 1}
    delen: list[SafeString] = []
    for plek, (label, waarde, _) in enumerate(rijen):
        top = nul if waarde is None or hoog <= laag else onder - _schaal(waarde, laag, hoog) * (onder - boven)
        woord = "n.t.b." if waarde is None else nederlands(waarde, dec)
        delen.append(
            _een_staaf(vak * plek, vak, (nul, top), (label, woord), hoogte=hoogte, donker=plek in donker)
        )
    delen.append(
        svg.element(
            "line", x1=0, y1=nul, x2=breedte, y2=nul, stroke=svg.INKT, stroke_width=1, klasse="fig-as"
        )
    )
    return svg.figuur(breedte, hoogte, titel, omschrijving or _in_woorden(rijen, dec, eenheid), *delen)


def _staaf(staaf: object) -> tuple[str, Decimal | None, bool]:
    if isinstance(staaf, tuple | list):
        return str(staaf[0]), als_getal(staaf[1]), False
    return (
        str(svg.lees(staaf, "label")),
        als_getal(svg.lees(staaf, "waarde", None)),
        bool(svg.lees(staaf, "nadruk")),
    )


def _in_woorden(rijen: Sequence[tuple[str, Decimal | None, bool]], dec: int, eenheid: str) -> str:
    bij = f" {eenheid}" if eenheid else ""
    delen = [
        f"{label}: {NIET_TE_BEOORDELEN if waarde is None else nederlands(waarde, dec) + bij}"
        for label, waarde, _ in rijen
    ]
    return "; ".join(delen) + "."


def _een_staaf(
    x: float,
    vak: float,
    hoogten: tuple[float, float],
    woorden: tuple[str, str],
    *,
    hoogte: float,
    donker: bool,
) -> SafeString:
    """One bar with its value at its end and its label under the figure."""
    nul, top = hoogten
    label, woord = woorden
    midden, breed = x + vak / 2, min(vak * 0.62, 56)
    kleur, klasse = (svg.NU, "fig-nu") if donker else (svg.VOORBIJ, "fig-voorbij")
    waarde_y = min(nul, top) - 6 if top <= nul else top + 14
    return svg.element(
        "g",
        svg.element(
            "rect",
            x=midden - breed / 2,
            y=min(nul, top),
            width=breed,
            height=abs(nul - top),
            fill=kleur,
            klasse=klasse,
        ),
        svg.tekst(midden, waarde_y, svg.pas_in(woord, max(vak, 24), 11), text_anchor="middle"),
        svg.tekst(
            midden,
            hoogte - 8,
            svg.pas_in(label, vak - 2, 11),
            text_anchor="middle",
            kleur=svg.ZACHT,
            klasse="fig-zacht",
        ),
    )


@register.simple_tag
def kengetalband(
    waarde: object,
    banden: Sequence[object],
    titel: str,
    minimum: object = None,
    maximum: object = None,
    eenheid: str = "%",
    breedte: int = 320,
) -> SafeString:
    """Coloured bands with the value marked. `banden` from low to high: items with `tot` (upper bound or None) and `kleur`.

    Without `minimum` or `maximum` the outer bands get the width of the inner ones. A value outside the scale
    is marked at its edge with an arrow; None shows grey bands and says *niet te beoordelen*.
    """
    cijfer, grenzen = als_getal(waarde), [als_getal(svg.lees(band, "tot", None)) for band in banden]
    laag, hoog = _bereik(
        [grens for grens in grenzen if grens is not None], als_getal(minimum), als_getal(maximum)
    )
    delen: list[SafeString] = []
    begin = 0.0
    for plek, band in enumerate(banden):
        grens = grenzen[plek]
        einde = 1.0 if grens is None or plek == len(banden) - 1 else _schaal(grens, laag, hoog)
        kleur = str(svg.lees(band, "kleur", "grijs")) if cijfer is not None else "grijs"
        kleur = kleur if kleur in BAND else "grijs"
        delen.append(
            svg.element(
                "rect",
                x=8 + begin * (breedte - 16),
                y=6,
                width=max(0.0, einde - begin) * (breedte - 16),
                height=8,
                fill=BAND[kleur],
                klasse=f"fig-band-{kleur}",
            )
        )
        begin = max(begin, einde)
    if cijfer is None:
        return svg.figuur(breedte, 18, f"{titel}: {NIET_TE_BEOORDELEN}", "", *delen, klasse="figuur--band")
    delen.append(_merk(8 + _schaal(cijfer, laag, hoog) * (breedte - 16), cijfer < laag, cijfer > hoog))
    woorden = f"{nederlands(cijfer, max(1, _decimalen([cijfer])))}{eenheid}"
    oordeel = _band_van(cijfer, banden, grenzen)
    return svg.figuur(breedte, 18, f"{titel}: {woorden}{oordeel}", "", *delen, klasse="figuur--band")


def _bereik(
    grenzen: Sequence[Decimal], minimum: Decimal | None, maximum: Decimal | None
) -> tuple[Decimal, Decimal]:
    """The ends of the scale: as given, or one band's width beyond the outer bounds."""
    if not grenzen:
        return minimum or Decimal(0), maximum if maximum is not None else Decimal(100)
    stap = (grenzen[-1] - grenzen[0]) / max(1, len(grenzen) - 1) or abs(grenzen[0]) or Decimal(1)
    return (
        grenzen[0] - stap if minimum is None else minimum,
        grenzen[-1] + stap if maximum is None else maximum,
    )


def _band_van(cijfer: Decimal, banden: Sequence[object], grenzen: Sequence[Decimal | None]) -> str:
    """The name of the band the value falls in, for the title; empty when the bands carry no `naam`."""
    for band, grens in zip(banden, grenzen, strict=True):
        if grens is None or cijfer <= grens or band is banden[-1]:
            naam = svg.lees(band, "naam")
            return f", {naam}" if naam else ""
    return ""


def _merk(x: float, onder: bool, boven: bool) -> SafeString:
    """The marker of a value: a pin, or an arrow at the edge when the value lies beyond the scale."""
    if onder or boven:
        punt = -6 if onder else 6
        pad = f"M{svg.maat(x - punt)} 4L{svg.maat(x + punt)} 10L{svg.maat(x - punt)} 16z"
    else:
        pad = f"M{svg.maat(x - 4)} 2h8l-3 5v11h-2v-11z"
    return svg.element("path", d=pad, fill=svg.INKT, klasse="fig-inkt")


@register.simple_tag
def ladderbalkje(plek: int | None, aantal: int = 8, naam: str = "") -> SafeString:
    """Small boxes for the steps of a ladder; `plek` is the 0-based place of the present one, None for none."""
    kleuren = {-1: (svg.VOORBIJ, "lb-voorbij"), 0: (svg.NU, "lb-nu"), 1: (svg.LEEG, "lb-leeg")}
    delen = []
    for nummer in range(aantal):
        stand = 1 if plek is None else (nummer > plek) - (nummer < plek)
        kleur, klasse = kleuren[stand]
        delen.append(svg.element("rect", x=nummer * 13, y=0, width=11, height=9, fill=kleur, klasse=klasse))
    waar = "nog geen trede" if plek is None else f"trede {plek + 1} van {aantal}"
    titel = f"{naam}: {waar}" if naam else waar
    return svg.figuur(aantal * 13 - 2, 9, titel[:1].upper() + titel[1:], "", *delen, klasse="figuur--balkje")


@register.simple_tag
def ladderfiguur(
    treden: Sequence[object], titel: str = "Interventieladder", breedte: int = 720
) -> SafeString:
    """The ladder as a strip for reports: items with `code`, `naam`, `status` (past, nu, mogelijk, toekomst) and `regels`."""
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


@register.simple_tag
def tegelkaart(
    tegels: Sequence[object] | None, titel: str, omschrijving: str = "", maat: int = 50
) -> SafeString:
    """One square per organisation, all of the same size. Items: `kolom`, `rij` (whole numbers), `label`, `symbool`,
    `klasse` (groen, amber, rood, blauw; else grijs), and if wanted `naam` (full name), `oordeel` (word) and `href`.
    """
    rijen = list(tegels or [])
    if not rijen:
        leeg = svg.tekst(0, 20, "Er is niets te tonen.", kleur=svg.ZACHT, klasse="fig-zacht")
        return svg.figuur(300, 32, titel, omschrijving or "Er is niets te tonen.", leeg)
    plekken = [(_heel(svg.lees(tegel, "kolom", 0)), _heel(svg.lees(tegel, "rij", 0))) for tegel in rijen]
    links, boven = min(kolom for kolom, _ in plekken), min(rij for _, rij in plekken)
    breed = (max(kolom for kolom, _ in plekken) - links + 1) * maat
    hoog = (max(rij for _, rij in plekken) - boven + 1) * maat
    delen = [
        _tegel(tegel, (kolom - links) * maat, (rij - boven) * maat, maat - 3)
        for tegel, (kolom, rij) in zip(rijen, plekken, strict=True)
    ]
    rol = "group" if any(svg.lees(tegel, "href") for tegel in rijen) else "img"
    return svg.figuur(breed, hoog, titel, omschrijving or _telling(rijen), *delen, rol=rol)


def _heel(waarde: object) -> int:
    cijfer = als_getal(waarde)
    return 0 if cijfer is None else int(cijfer)


def _telling(rijen: Sequence[object]) -> str:
    """How many tiles there are of each judgement, in words."""
    tel: dict[str, int] = {}
    for tegel in rijen:
        woord = str(svg.lees(tegel, "oordeel") or svg.lees(tegel, "klasse", "grijs"))
        tel[woord] = tel.get(woord, 0) + 1
    return "; ".join(f"{woord}: {aantal}" for woord, aantal in sorted(tel.items())) + "."


def _tegel(tegel: object, x: float, y: float, zijde: float) -> SafeString:
    klasse = str(svg.lees(tegel, "klasse", "grijs"))
    klasse = klasse if klasse in TEGEL else "grijs"
    vlak, rand, inkt = TEGEL[klasse]
    naam = str(svg.lees(tegel, "naam") or svg.lees(tegel, "label"))
    oordeel = str(svg.lees(tegel, "oordeel"))
    vol = f"{naam}: {oordeel}" if oordeel else naam
    delen = (
        svg.element("title", vol),
        svg.element(
            "rect",
            x=x + 0.5,
            y=y + 0.5,
            width=zijde,
            height=zijde,
            rx=3,
            fill=vlak,
            stroke=rand,
            klasse=f"fig-tegel-{klasse}",
        ),
        svg.tekst(
            x + zijde / 2,
            y + zijde * 0.42,
            svg.pas_in(str(svg.lees(tegel, "label")), zijde, 10.5),
            grootte=10.5,
            text_anchor="middle",
            font_weight=600,
        ),
        svg.tekst(
            x + zijde / 2,
            y + zijde * 0.78,
            svg.pas_in(str(svg.lees(tegel, "symbool")), zijde, 12),
            grootte=12,
            kleur=inkt,
            klasse=f"fig-tekst-{klasse}",
            text_anchor="middle",
            font_weight=700,
        ),
    )
    href = str(svg.lees(tegel, "href"))
    if href.startswith("/"):
        return svg.element("a", *delen, href=href, aria_label=vol)
    return svg.element("g", *delen)


@register.simple_tag
def gewichtbalk(fractie: object) -> SafeString:
    """How much a signal still counts, 0 to 1, as a thin bar; None is an empty bar."""
    cijfer = als_getal(fractie)
    deel = 0.0 if cijfer is None else _schaal(cijfer, Decimal(0), Decimal(1))
    titel = f"Weging {NIET_TE_BEOORDELEN}" if cijfer is None else f"Telt nog voor {round(deel * 100)}% mee"
    return _balk(deel, titel, "gewicht", svg.VOORBIJ, "fig-voorbij")


@register.simple_tag
def looptijdbalk(start: object, einde: object, voldaan: bool = False) -> SafeString:
    """How far a term has run on the business date; red when it is over and not met."""
    begin, slot = svg.als_dag(start), svg.als_dag(einde)
    if begin is None or slot is None:
        return mark_safe("")
    dagen, voorbij = max(1, (slot - begin).days), (vandaag() - begin).days
    deel = min(1.0, max(0.0, voorbij / dagen))
    te_laat = vandaag() > slot and not voldaan
    titel = "De termijn is verstreken" if te_laat else f"{round(deel * 100)}% van de termijn is voorbij"
    kleur = ("#a61b14", "fig-te-laat") if te_laat else (svg.NU, "fig-nu")
    return _balk(deel, titel, "looptijd__balk", *kleur)


def _balk(deel: float, titel: str, klasse: str, kleur: str, kleurklasse: str) -> SafeString:
    """A bar that fills its box, for `deel` of its width."""
    return svg.element(
        "svg",
        svg.element("title", titel),
        svg.element("rect", x=0, y=0, width=100, height=10, fill=svg.LEEG, klasse="fig-leeg"),
        svg.element("rect", x=0, y=0, width=deel * 100, height=10, fill=kleur, klasse=kleurklasse),
        klasse=klasse,
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        role="img",
    )
