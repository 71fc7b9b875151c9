"""Guards about urgency, oral decisions, terms left out, and going down the ladder (ladder.md 1.7, 1.8)."""

from typing import Any

from interventieladder.guards.zaak import dag, spoed_van
from interventieladder.treden import TREDEN, Stand
from toezicht.core.transitions import DOSSIER, VOORSTEL, Guard, Toets, guard

BESLUITEN_T5 = ("besluit_indeplaatsstelling", "besluit_met_spoed")
"""The steps that end in a decision of GS (rows 12 and 17)."""

TREDE_PER_BEOORDELING = "trede_per_beoordeling"
"""P_afbouw: one rung down at a time, each after an assessment; the other value is `direct`."""


@guard(
    "G-SPOED",
    "Spoed vastgesteld door ten minste de gedeputeerde",
    "Gemeentewet 124 lid 2; ladder.md 1.5 rij 17",
    herstel="spoed",
)
def g_spoed(t: Toets) -> str | None:
    """Urgency with its ground and who was called; a repeat does not replace it here."""
    if reden := spoed_van(t):
        t.bewijs["G-SPOED"] = reden
        return None
    return "Direct naar T5 kan alleen bij spoed, vastgesteld door ten minste de gedeputeerde."


@guard(
    "G-TERMIJN",
    "Begunstigingstermijn bepaald, of spoed",
    "Gemeentewet 124 lid 2",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_begunstiging_of_spoed(t: Toets) -> str | None:
    """The decision names its term; one without a term needs an established ground of urgency."""
    if getattr(t.voorstel, "termijn_weken", None):
        return None
    if reden := spoed_van(t):
        t.bewijs["G-TERMIJN"] = f"zonder termijn: {reden}"
        return None
    return (
        "Een besluit zonder termijn kan alleen bij spoed. Geef de lengte van de termijn in weken, of laat de "
        "gedeputeerde de spoed met reden vaststellen."
    )


@guard(
    "G-MONDELING",
    "Mondeling besluit alleen bij spoed",
    "Gemeentewet 124 lid 2",
    fase=VOORSTEL,
    herstel="spoed",
)
def g_mondeling(t: Toets) -> str | None:
    """A proposal to decide orally rests on urgency."""
    if not getattr(t.voorstel, "mondeling", False):
        t.bewijs["G-MONDELING"] = "schriftelijk besluit"
        return None
    if reden := spoed_van(t):
        t.bewijs["G-MONDELING"] = reden
        return None
    return "Mondeling besluiten kan alleen bij spoed. Laat de gedeputeerde de spoed vaststellen."


@guard(
    "G-SCHRIFT",
    "Mondeling besluit op schrift gesteld",
    "Gemeentewet 124 lid 2; ladder.md 1.5 (P_spoed_schrift)",
    herstel="schrift",
)
def g_schrift(t: Toets) -> str | None:
    """No step follows an oral decision before it is in writing."""
    besluit = t.zaak.feiten.mondeling
    if besluit is None:
        t.bewijs["G-SCHRIFT"] = "geen mondeling besluit open"
        return None
    termijn = t.zaak.feiten.termijn("op_schrift")
    uiterlijk = f", uiterlijk {dag(termijn.effectief_einde)}" if termijn else ""
    nog = f"Besluit {besluit.nummer} is mondeling genomen en staat nog niet op schrift."
    return f"{nog} Stel het op schrift{uiterlijk}."


@guard(
    "G-EMBARGO",
    "Vrijgave van de stukken bepaald",
    "ladder.md 5.3 (embargo)",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_embargo(t: Toets) -> str | None:
    """The day and hour are set before which nothing is published."""
    tot = getattr(t.voorstel, "embargo_tot", None)
    if tot is None:
        return "Kies in het voorstel de dag en het uur tot wanneer de stukken onder embargo zijn."
    return None


def g_afbouw(naar: str = "") -> Guard:
    """Guard: how far down at once is what the policy allows (P_afbouw). `naar` empty: closing altogether."""

    @guard("G-AFBOUW", "Afschalen volgens het beleid", "Awb 3:4; ladder.md 1.8 (P_afbouw)", fase=DOSSIER)
    def g(t: Toets) -> str | None:
        """The rung is one that the policy allows to go down to."""
        if t.zaak.beleid.afbouw != TREDE_PER_BEOORDELING:
            return _alleen_stapsgewijs(t, naar)
        lager = een_lager(t.zaak.trede)
        if naar == lager:
            t.bewijs["G-AFBOUW"] = "één trede lager, na een beoordeling"
            return None
        return f"Het beleid vraagt één trede tegelijk omlaag. Schaal eerst af naar {Stand(lager).label}."

    return g


def _alleen_stapsgewijs(t: Toets, naar: str) -> str | None:
    """With `direct`, going down one rung from T3 has no place: the dossier closes (row 7)."""
    if naar and t.zaak.trede in (Stand.T3A, Stand.T3B):
        return (
            "Volgens het beleid sluit het dossier als het herstel is bewezen; een trede lager bestaat niet."
        )
    t.bewijs["G-AFBOUW"] = "beleid: direct"
    return None


def een_lager(trede: str) -> str:
    """The rung under this one; T1 for the lowest."""
    plek = TREDEN.index(Stand(trede))
    return TREDEN[max(plek - 1, 0)].value


def zonder_termijn(t: Toets) -> Any:
    """The proposal of the running stay when its decision named no term, or None."""
    stap = t.zaak.feiten.stap
    besloten = stap is not None and stap.voorstel_id and stap.overgang in BESLUITEN_T5
    voorstel = stap.voorstel if besloten else None
    return voorstel if voorstel is not None and voorstel.termijn_weken is None else None
