"""The structural balance of four years as small bars around a zero line: up is a surplus, down is a shortage."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from toezicht.core.templatetags import svgbouw as svg
from toezicht.core.templatetags.weergave import als_getal, bedrag

BREEDTE, HOOGTE, BALK, TUSSEN = 72.0, 30.0, 14.0, 4.0
KLEINSTE = 1.5
TEKORT = "#a61b14"


def saldobalken(saldi: Sequence[object] | None, jaar: int, naam: str = "") -> SafeString:
    """Bars for budget year `jaar` and the years after it, in euros; an empty sequence says it is not known."""
    waarden = [als_getal(saldo) for saldo in saldi or ()]
    van = f" van {naam}" if naam else ""
    if not waarden or any(waarde is None for waarde in waarden):
        return svg.figuur(
            BREEDTE, HOOGTE, f"Structureel saldo{van}: niet bekend", "", _nullijn(), klasse="saldobalken"
        )
    getallen = [waarde or Decimal(0) for waarde in waarden]
    woorden = "; ".join(f"{jaar + nr}: {bedrag(getal)}" for nr, getal in enumerate(getallen))
    hoogst = max(abs(getal) for getal in getallen) or Decimal(1)
    delen = [_balk(nr, getal, hoogst) for nr, getal in enumerate(getallen)]
    return svg.figuur(
        BREEDTE, HOOGTE, f"Structureel saldo{van}. {woorden}", "", *delen, _nullijn(), klasse="saldobalken"
    )


def _balk(nr: int, getal: Decimal, hoogst: Decimal) -> SafeString:
    midden = HOOGTE / 2
    lengte = max(KLEINSTE, float(abs(getal) / hoogst) * (midden - 1))
    tekort = getal < 0
    return svg.element(
        "rect",
        x=nr * (BALK + TUSSEN) + TUSSEN / 2,
        y=midden if tekort else midden - lengte,
        width=BALK,
        height=lengte,
        fill=TEKORT if tekort else svg.NU,
        klasse="fig-te-laat" if tekort else "fig-nu",
    )


def _nullijn() -> SafeString:
    midden = HOOGTE / 2
    return svg.element(
        "line", x1=0, y1=midden, x2=BREEDTE, y2=midden, stroke=svg.LIJN, stroke_width=1, klasse="fig-lijn"
    )
