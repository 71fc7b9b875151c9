"""What `ladder_controle` asks of a ladder beyond its graph: that every word it uses exists (see `machines`)."""

from collections.abc import Iterator, Sequence

from interventieladder.models import Dossier, Ladderstap
from interventieladder.standen import GENERIEK
from interventieladder.standen.plan import Ladderplan
from interventieladder.termijnsoorten import alle_soorten
from interventieladder.treden import BUITEN_DE_LADDER, DIRECT, DOCUMENTEN, VANZELF
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.machines import Ladder
from toezicht.core.transitions import Machine, Overgang

AKKOORD = "G-AKKOORD"


def fouten_in(plan: Ladderplan, ladder: Ladder) -> Sequence[str]:
    """What is wrong with a ladder of this plan, each with what to do about it; empty when nothing is."""
    machine = ladder.machine()
    per_overgang = [
        f"{o.van} → {o.stap}: {fout}" for o in machine.overgangen for fout in _in_overgang(plan, ladder, o)
    ]
    return [*_in_standen(plan, machine), *per_overgang, *_in_plan(plan, machine)]


def _in_standen(plan: Ladderplan, machine: Machine) -> Iterator[str]:
    lengtes = (Dossier._meta.get_field("stand").max_length, Ladderstap._meta.get_field("trede").max_length)
    lengte = min(n for n in lengtes if n is not None)
    for code, _ in machine.toestanden:
        if len(code) > lengte:
            yield f"stand “{code}” is langer dan {lengte} tekens: kort de code in"
        if plan.code != GENERIEK and code in set(BUITEN_DE_LADDER):
            yield f"stand “{code}” hoort bij de algemene ladder: kies een eigen woord"


def _in_overgang(plan: Ladderplan, ladder: Ladder, o: Overgang) -> Iterator[str]:
    for document in o.documenten:
        if document not in DOCUMENTEN:
            yield f"document “{document}” bestaat niet: voeg het toe aan DOCUMENTEN in treden.py"
    bekend = {soort.code for soort in alle_soorten()}
    for termijn in o.termijnen:
        if termijn not in bekend:
            yield f"termijn “{termijn}” bestaat niet: registreer haar met termijnsoorten.registreer in het plan"
    met_voorstel = set(ladder.niveaus(o)) - {*DIRECT, *VANZELF}
    if met_voorstel and AKKOORD not in {g.code for g in o.guards}:
        yield f"{min(met_voorstel)} beslist op een voorstel: voeg g_akkoord(…) toe aan de guards"
    for g in o.guards:
        wat, _, soort = g.herstel.partition(":")
        if wat == "feit" and plan.feitsoort(soort) is None:
            yield f"guard {g.code} verwijst naar feit “{soort}”: voeg die Feitsoort toe aan het plan"


def _in_plan(plan: Ladderplan, machine: Machine) -> Iterator[str]:
    if plan.code != GENERIEK and plan.domein not in DOMEINEN:
        yield f"domein “{plan.domein}” bestaat niet: kies er een uit toezicht/core/domeinen.py"
    for stap in sorted(set(plan.stap_bij_verzending) - {o.stap for o in machine.overgangen}):
        yield f"stap_bij_verzending noemt “{stap}”: die stap is er niet, verbeter de naam in het plan"
