"""Our own figures as SVG, the same on the page and in the PDF (design D8).

Every figure has a `<title>` (PDF/UA fails without it) and a description that says in words what it shows.
Colours stand as presentation attributes, so no style sheet is needed on paper; on the screen the classes let
the theme (dark, forced colours) take over. The same input gives the same bytes. A value that is None or not a
number means *niet te beoordelen* and never gets a colour.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from toezicht.core.templatetags import svgbouw as svg
from toezicht.core.templatetags.svgbalken import gewichtbalk, looptijdbalk, ruimtebalk
from toezicht.core.templatetags.svgladder import ladderbalkje, ladderfiguur
from toezicht.core.templatetags.svgsaldi import saldobalken
from toezicht.core.templatetags.svgtegels import tegelkaart
from toezicht.core.templatetags.weergave import als_getal
from toezicht.core.woorden import nederlands

register = template.Library()
for figuurtag in (ladderbalkje, ladderfiguur, tegelkaart, gewichtbalk, looptijdbalk, ruimtebalk, saldobalken):
    register.simple_tag(figuurtag)

NIET_TE_BEOORDELEN = "niet te beoordelen"
BAND = {"groen": "#cdead7", "amber": "#fde1b0", "rood": "#f7c8c4", "grijs": "#dce4ec"}


def _decimalen(waarden: Iterable[Decimal | None]) -> int:
    """How many decimals the most precise of the values has, two at the most."""
    exponenten = [waarde.normalize().as_tuple().exponent for waarde in waarden if waarde is not None]
    return max([0, *(min(2, -exp) for exp in exponenten if isinstance(exp, int))])


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
    hoog_px = hoogte - 2 * rand
    plekken = [
        None
        if waarde is None
        else (rand + nr * stap, hoogte - rand - svg.deel_van(waarde, laag, hoog) * hoog_px)
        for nr, waarde in enumerate(waarden)
    ]
    delen = [_lijn(stuk) for stuk in _stukken(plekken) if len(stuk) > 1]
    delen += [_punt(*stuk[0], straal=1.5) for stuk in _stukken(plekken) if len(stuk) == 1]
    if plekken[-1] is not None:
        delen.append(_punt(*plekken[-1], straal=3))
    dec = _decimalen(bekend)
    eerst, laatst, minst, meest = (nederlands(waarde, dec) for waarde in (bekend[0], bekend[-1], laag, hoog))
    woorden = f"Van {eerst} naar {laatst}; laagste {minst}, hoogste {meest}."
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
    """Vertical bars from a zero line.

    `staven`: (label, value) pairs or items with `label`, `waarde`, `nadruk`.
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
    boven, onder, vak = 22.0, hoogte - (40.0 if laag < 0 else 26.0), breedte / len(rijen)
    nul = onder - svg.deel_van(Decimal(0), laag, hoog) * (onder - boven) if hoog > laag else onder
    donker = {plek for plek, rij in enumerate(rijen) if rij[2]} or {len(rijen) - 1}
    delen: list[SafeString] = []
    for plek, (label, waarde, _) in enumerate(rijen):
        top = (
            nul
            if waarde is None or hoog <= laag
            else onder - svg.deel_van(waarde, laag, hoog) * (onder - boven)
        )
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
    """Coloured bands with the value marked.

    `banden` from low to high: items with `tot` (upper bound or None), `kleur` and if wanted `naam`.
    Without `minimum` or `maximum` the outer bands get the width of the inner ones. A value off the scale is
    marked at its edge with an arrow; None shows grey bands and says *niet te beoordelen*.
    """
    cijfer, grenzen = als_getal(waarde), [als_getal(svg.lees(band, "tot", None)) for band in banden]
    laag, hoog = _bereik(
        [grens for grens in grenzen if grens is not None], als_getal(minimum), als_getal(maximum)
    )
    delen: list[SafeString] = []
    begin = 0.0
    for plek, band in enumerate(banden):
        grens = grenzen[plek]
        einde = 1.0 if grens is None or plek == len(banden) - 1 else svg.deel_van(grens, laag, hoog)
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
    delen.append(_merk(8 + svg.deel_van(cijfer, laag, hoog) * (breedte - 16), cijfer < laag, cijfer > hoog))
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
