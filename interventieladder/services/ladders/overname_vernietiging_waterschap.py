"""The same for a decision of a waterschap, on which GS decide themselves: what they made known runs on here."""

from collections.abc import Iterator

from interventieladder.services.ladders.overname_vernietiging import (
    VELDEN,
    eigen_feiten,
    eis_besluit,
    eis_schorsing,
    maak,
    meldingstermijn,
    onderdeel,
    schorsingstermijn,
)
from interventieladder.services.ladders.vernietiging import GESCHORST
from interventieladder.services.ladders.vernietiging_waterschap import (
    BESLUIT_BEKEND,
    SCHORSING_BEKEND,
    STAAT_STIL,
    VERNIETIGD,
)
from interventieladder.services.overname_gegevens import Bronfeit, Overnamefout
from interventieladder.services.overname_zaak import Wetstermijn, Zaak, Zaakovername, registreer_zaakovername
from interventieladder.standen.vernietiging_termijnen import (
    BEROEPSTERMIJN,
    KB_BEKEND,
    MELDING,
    MELDING_GEDAGTEKEND,
    SCHORSING,
    STILSTAND,
    VIER_WEKEN,
    ZES_WEKEN,
)
from interventieladder.standen.vernietiging_waterschap import PLAN


def _bekend(zaak: Zaak, *, geschorst: bool) -> Bronfeit | None:
    """The newest announcement of a decision of GS: of a suspension, or of an annulment."""
    passend = [
        feit
        for feit in zaak.gegevens.feiten
        if feit.soort == "besluit_bekend" and bool(feit.waarden.get("geschorst_tot")) == geschorst
    ]
    return max(passend, key=lambda feit: feit.datum, default=None)


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    yield from eis_besluit(zaak)
    feit, tot = _bekend(zaak, geschorst=True), zaak.dag_uit("besluit_bekend", "geschorst_tot")
    if zaak.stand in GESCHORST and feit is not None and tot is not None:
        yield from eis_schorsing(zaak, "besluit_bekend", feit.datum, feit.datum, tot)


def _termijnen(zaak: Zaak) -> Iterator[Wetstermijn]:
    yield from meldingstermijn(zaak)
    gemeld = zaak.waarden["gemeld_op"]
    if zaak.stand in STAAT_STIL and gemeld:
        yield Wetstermijn(STILSTAND, gemeld, VIER_WEKEN, gebeurtenis=MELDING_GEDAGTEKEND)
    feit, tot = _bekend(zaak, geschorst=True), zaak.dag_uit("besluit_bekend", "geschorst_tot")
    if zaak.stand in GESCHORST and feit is not None and tot is not None:
        yield schorsingstermijn(zaak, feit.datum, tot, SCHORSING_BEKEND)
    if zaak.stand in VERNIETIGD:
        yield from _beroep(zaak)


def _beroep(zaak: Zaak) -> Iterator[Wetstermijn]:
    """Six weeks from the day the annulment was made known; none yet while nothing was (Awb 6:8)."""
    kb, eigen = zaak.dag_uit("kb_waterschap", "bekend_op"), _bekend(zaak, geschorst=False)
    if kb is not None:
        yield Wetstermijn(BEROEPSTERMIJN, kb, ZES_WEKEN, gebeurtenis=KB_BEKEND)
    elif eigen is not None:
        yield Wetstermijn(BEROEPSTERMIJN, eigen.datum, ZES_WEKEN, gebeurtenis=BESLUIT_BEKEND)


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=onderdeel,
        orgaan=lambda zaak: zaak.gegevens.orgaan,
        controleer=_controleer,
        termijnen=_termijnen,
        maak=maak,
        wettelijk=frozenset({MELDING, STILSTAND, SCHORSING, BEROEPSTERMIJN}),
        feiten=eigen_feiten,
    ),
)
