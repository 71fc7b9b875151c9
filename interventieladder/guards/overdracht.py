"""Guards about handing over: why and to whom, received, given back (ladder.md 1.5 rows 19, 24, 25)."""

from interventieladder.guards.bevoegdheid import (
    afschriften_missen,
    einde_minister,
    provincies_oneens,
    verzoek_van,
)
from interventieladder.guards.zaak import dag
from interventieladder.standen.generiek import CDK, MINISTER, OPVOLGER
from interventieladder.treden import Orgaan
from toezicht.core.transitions import Toets, guard


@guard(
    "G-OVERDRACHT",
    "Grond voor overdracht vastgelegd",
    "ladder.md 1.5 rij 19; Gemeentewet 124a en 124b",
    herstel="feit:overdracht",
)
def g_overdracht(t: Toets) -> str | None:
    """A recorded ground that fits who takes over: minister, successor, cdK or another body."""
    feit = t.zaak.feiten.feit("overdracht", tot=t.datum)
    if feit is None:
        return "Leg vast wie het dossier overneemt en waarom."
    ontvanger = feit.waarden["ontvanger"]
    bezwaar = {MINISTER: _minister, OPVOLGER: _opvolger, CDK: _cdk}.get(ontvanger, _ander)(t)
    if bezwaar is None:
        t.bewijs["G-OVERDRACHT"] = f"aan {feit.waarden['instantie']}, {dag(feit.datum)}"
    return bezwaar


def _minister(t: Toets) -> str | None:
    """The annex of 124b, a request whose term has passed, or no agreement about a waterschap."""
    taak = t.zaak.beleid.taken.get(t.zaak.taak)
    if taak is not None and taak.bijlage_124b:
        return None
    if provincies_oneens(t):
        return None
    if verzoek_van(t) is None:
        return "De minister neemt alleen over na een verzoek (124a) of bij een wet uit de bijlage (124b)."
    einde = einde_minister(t)
    if einde is not None and t.datum <= einde:
        return f"De termijn van de minister loopt tot en met {dag(einde)}; tot dan beslissen Gedeputeerde Staten."
    return afschriften_missen(t) or None


def _opvolger(t: Toets) -> str | None:
    if t.zaak.overheid.geldig_tot is None:
        return f"{t.zaak.overheid.naam} gaat niet over in een andere organisatie."
    return None


def _cdk(t: Toets) -> str | None:
    if t.zaak.orgaan != Orgaan.BURGEMEESTER:
        return "De commissaris neemt alleen over bij een taak van de burgemeester. Pas zo nodig de grondslag aan."
    return None


def _ander(t: Toets) -> str | None:
    return None


@guard(
    "G-ONTVANGST",
    "Ontvangst door het andere bestuur vastgelegd",
    "ladder.md 1.5 rij 24",
    herstel="feit:ontvangst",
)
def g_ontvangst(t: Toets) -> str | None:
    """The other body confirmed that it received the dossier, since it was handed over."""
    return _sinds_overdracht(t, "ontvangst", "G-ONTVANGST", "Leg vast wanneer het daar is ontvangen.")


@guard(
    "G-TERUGGAVE",
    "Teruggave met datum en reden vastgelegd",
    "ladder.md 1.5 rij 25",
    herstel="feit:teruggave",
)
def g_teruggave(t: Toets) -> str | None:
    """It was given back since it was handed over, with a day and a reason; not when the other keeps it."""
    return _sinds_overdracht(
        t, "teruggave", "G-TERUGGAVE", "Leg vast wanneer en waarom het dossier terugkwam."
    )


def _sinds_overdracht(t: Toets, soort: str, code: str, mist: str) -> str | None:
    sinds = t.zaak.overgedragen_op
    feit = t.zaak.feiten.feit(soort, tot=t.datum)
    if feit is None or sinds is None or feit.datum < sinds:
        return mist
    t.bewijs[code] = dag(feit.datum)
    return None
