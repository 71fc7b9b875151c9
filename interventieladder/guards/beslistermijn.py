"""Guards about a term in which we must decide and send; when it ends unsent, the law decides (Awb 4:20b, 10:31)."""

from interventieladder.guards.zaak import dag
from interventieladder.treden import DOCUMENTEN
from toezicht.core.transitions import Guard, Toets, guard


def g_op_tijd(soort: str, grondslag: str) -> Guard:
    """Guard: the term to decide still runs today; its last day counts."""

    @guard("G-TERMIJN-LOOPT", "Beslistermijn loopt nog", grondslag)
    def g(t: Toets) -> str | None:
        termijn = t.zaak.feiten.termijn(soort)
        if termijn is None:
            return "Er loopt geen beslistermijn. Leg eerst vast wanneer het stuk is verzonden."
        einde = termijn.effectief_einde
        if t.datum > einde:
            return f"De beslistermijn eindigde op {dag(einde)}; de wet heeft al beslist."
        t.bewijs["G-TERMIJN-LOOPT"] = f"tot en met {dag(einde)}; dan moet het besluit verzonden zijn"
        return None

    return g


def g_verstreken(soort: str, grondslag: str) -> Guard:
    """Guard of a step by the clock: the last day has passed and nothing was sent in time."""

    @guard("G-TERMIJN-VOORBIJ", "Beslistermijn voorbij zonder verzonden besluit", grondslag)
    def g(t: Toets) -> str | None:
        termijn = t.zaak.feiten.termijn(soort)
        if termijn is None:
            return "Er loopt geen beslistermijn."
        if t.datum <= termijn.effectief_einde:
            return f"De beslistermijn loopt tot en met {dag(termijn.effectief_einde)}."
        t.bewijs["G-TERMIJN-VOORBIJ"] = f"verstreken op {dag(termijn.effectief_einde)}"
        return None

    return g


def g_verzonden_op_tijd(soort: str, grondslag: str, *stappen: str) -> Guard:
    """Guard: the decision of one of these steps went out on the last day of the term or before."""

    @guard("G-OP-TIJD-VERZONDEN", "Besluit op tijd verzonden", grondslag, herstel="verzenden")
    def g(t: Toets) -> str | None:
        feiten = t.zaak.feiten
        besluit = feiten.uitgevoerd(*stappen)
        verzonden = feiten.verzonden_aan_orgaan(besluit)
        termijn = feiten.laatste_termijn(soort)
        if besluit is None or verzonden is None or termijn is None:
            return "Registreer de verzending van het besluit. Pas de verzending telt, niet de vergadering."
        einde = termijn.effectief_einde
        if verzonden > einde:
            return (
                f"Het besluit is verzonden op {dag(verzonden)}, na de laatste dag ({dag(einde)}). "
                "De wet heeft dan al beslist: maak dat bekend."
            )
        t.bewijs["G-OP-TIJD-VERZONDEN"] = f"verzonden op {dag(verzonden)}, uiterlijk {dag(einde)}"
        return None

    return g


def g_stuk_bij_feit(feit: str, document: str, titel: str, grondslag: str) -> Guard:
    """Guard: a document of ours that is no part of a proposal went out, as a fact with its paper."""
    code = f"G-{feit.upper().replace('_', '-')}"

    @guard(code, titel, grondslag, herstel=f"feit:{feit}")
    def g(t: Toets) -> str | None:
        gevonden = t.zaak.feiten.feit(feit, tot=t.datum)
        if gevonden is None:
            return f"Leg vast wanneer het stuk is verzonden: {document} {DOCUMENTEN[document].naam.lower()}."
        t.bewijs[code] = dag(gevonden.datum)
        return None

    return g
