"""Guards of Wet arhi 21: the abolition is announced, kinds of decisions are chosen, and when it ends."""

import datetime as dt
from typing import Any

from interventieladder.guards.feiten import g_feit
from interventieladder.guards.zaak import dag
from interventieladder.standen.arhi_toezicht import CATEGORIEEN
from toezicht.core.transitions import Toets, guard

ARHI21 = "Wet arhi 21"

g_minister = g_feit("besluit_minister", "Minister beëindigde de goedkeuring", ARHI21)
g_vervallen = g_feit("opheffing_vervallen", "Opheffing gaat niet door", ARHI21)


@guard("G-OPHEFFING", "Opheffing aangekondigd", ARHI21, herstel="feit:opheffing")
def g_opheffing(t: Toets) -> str | None:
    """A gemeente that is to be abolished according to an ontwerp, advies or bill."""
    feit = t.zaak.feiten.feit("opheffing", tot=t.datum)
    if t.zaak.overheid.soort != "gemeente":
        return "Artikel 21 geldt alleen voor een gemeente die wordt opgeheven."
    if feit is None:
        return "Leg vast in welk ontwerp, advies of wetsvoorstel de opheffing staat, en van welke dag dat is."
    t.bewijs["G-OPHEFFING"] = f"{feit.waarden['stuk']} van {dag(feit.datum)}"
    return None


@guard("G-CATEGORIEEN", "Soorten besluiten gekozen", ARHI21, herstel="feit:categorieen")
def g_categorieen(t: Toets) -> str | None:
    """At least one of the kinds that the law names."""
    feit = t.zaak.feiten.feit("categorieen", tot=t.datum)
    gekozen = [naam for code, naam in CATEGORIEEN if feit and feit.waarden[code]]
    if not gekozen:
        return "Kies ten minste één soort besluiten die goedkeuring vraagt."
    t.bewijs["G-CATEGORIEEN"] = "; ".join(gekozen).lower()
    return None


def ingang_van(zaak: Any, datum: dt.date) -> dt.date | None:
    """The day of the merger according to the law that was recorded and verified, or None."""
    feit = zaak.feiten.feit("herindeling", tot=datum)
    return dt.date.fromisoformat(feit.waarden["ingang"]) if feit else None


@guard("G-NIET-HERINGEDEELD", "Herindeling is nog niet ingegaan", ARHI21)
def g_niet_heringedeeld(t: Toets) -> str | None:
    """The designation is sent before the gemeente ceases to exist."""
    ingang = ingang_van(t.zaak, t.datum)
    return None if ingang is None or t.datum < ingang else f"De herindeling is op {dag(ingang)} ingegaan."


@guard("G-HERINDELING", "Datum van herindeling bereikt", ARHI21, herstel="feit:herindeling")
def g_herindeling(t: Toets) -> str | None:
    """The overlay lasts until the merger."""
    ingang = ingang_van(t.zaak, t.datum)
    if ingang is None:
        return "Leg de wet en de datum van herindeling vast, en laat een collega dit verifiëren."
    if t.datum < ingang:
        return f"De herindeling gaat in op {dag(ingang)}."
    t.bewijs["G-HERINDELING"] = dag(ingang)
    return None
