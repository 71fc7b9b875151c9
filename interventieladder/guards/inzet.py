"""Guards of an inzet: what must be known before it starts or ends."""

from toezicht.core.transitions import Toets, guard

_WERKWIJZE = "ladder.md 4.3; design.md 4"


@guard("G-INZET-BEGONNEN", "De begindatum is er", _WERKWIJZE)
def g_inzet_begonnen(t: Toets) -> str | None:
    """Nothing starts or ends before its first day."""
    van = t.zaak.van
    if van > t.datum:
        return (
            f"De begindatum is {van.day}-{van.month}-{van.year}; dat is nog niet. Wijzig zo nodig de datum."
        )
    t.bewijs["G-INZET-BEGONNEN"] = f"begonnen op {van.day}-{van.month}-{van.year}"
    return None


@guard("G-INZET-RESULTAAT", "Het resultaat is vastgelegd", _WERKWIJZE)
def g_inzet_resultaat(t: Toets) -> str | None:
    """What came out of it is said on closing."""
    return None if t.zaak.resultaat.strip() else "Leg eerst vast wat de inzet heeft opgeleverd."


@guard("G-INZET-REDEN", "De reden van afzeggen is vastgelegd", _WERKWIJZE)
def g_inzet_reden(t: Toets) -> str | None:
    """Why it does not happen is said."""
    return None if t.zaak.resultaat.strip() else "Leg vast waarom de inzet niet doorgaat."
