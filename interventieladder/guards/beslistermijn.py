"""Guards about a term in which we must decide and send; when it ends unsent, the law decides (Awb 4:20b, 10:31)."""

from interventieladder.guards.zaak import dag
from interventieladder.treden import DOCUMENTEN
from toezicht.core.transitions import Guard, Toets, guard
from toezicht.core.woorden import klein


def g_op_tijd(soort: str, grondslag: str) -> Guard:
    """Guard: the day of the step (for a step by sending: the sending) lies within the term; its last day counts.

    Also met by a sending within the term that is registered after the law had decided.
    """

    @guard("G-TERMIJN-LOOPT", "Binnen de beslistermijn verzonden", grondslag)
    def g(t: Toets) -> str | None:
        """The day of the step lies within the term."""
        termijn = t.zaak.feiten.laatste_termijn(soort)
        if termijn is None:
            return "Er loopt geen beslistermijn. Leg eerst vast wanneer het stuk is verzonden."
        einde = termijn.effectief_einde
        if t.datum > einde:
            return (
                f"De beslistermijn eindigde op {dag(einde)}. Wat daarna wordt verzonden, telt niet: "
                "de wet heeft al beslist."
            )
        t.bewijs["G-TERMIJN-LOOPT"] = f"tot en met {dag(einde)}; dan moet het besluit verzonden zijn"
        return None

    return g


def g_verstreken(soort: str, grondslag: str) -> Guard:
    """Guard of a step by the clock: the last day has passed and nothing was sent in time."""

    @guard("G-TERMIJN-VOORBIJ", "Beslistermijn voorbij zonder verzonden besluit", grondslag)
    def g(t: Toets) -> str | None:
        """The term has passed."""
        termijn = t.zaak.feiten.termijn(soort)
        if termijn is None:
            return "Er loopt geen beslistermijn."
        if t.datum <= termijn.effectief_einde:
            return f"De beslistermijn loopt tot en met {dag(termijn.effectief_einde)}."
        t.bewijs["G-TERMIJN-VOORBIJ"] = f"verstreken op {dag(termijn.effectief_einde)}"
        return None

    return g


def g_stuk_bij_feit(feit: str, document: str, titel: str, grondslag: str) -> Guard:
    """Guard: a document of ours that is no part of a proposal went out, as a fact with its paper."""
    code = f"G-{feit.upper().replace('_', '-')}"

    @guard(code, titel, grondslag, herstel=f"brief:{document}")
    def g(t: Toets) -> str | None:
        """The fact with the paper is there."""
        gevonden = t.zaak.feiten.feit(feit, tot=t.datum)
        if gevonden is None:
            naam = f"{document} {klein(DOCUMENTEN[document].naam)}"
            return (
                f"Stel op en verstuur: {naam}. Is de brief elders gemaakt, leg dan vast wanneer hij wegging."
            )
        t.bewijs[code] = dag(gevonden.datum)
        return None

    return g
