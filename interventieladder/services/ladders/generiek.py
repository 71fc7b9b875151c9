"""What follows by itself on the general ladder: the minister's term, an oral decision put in writing."""

from collections.abc import Iterable

from interventieladder.models import Dossier, Feit
from interventieladder.services import termijnen
from interventieladder.services.laddergevolg import Stapgevolg, na_feit, na_stap
from interventieladder.services.laddertermijnen import begin_termijn, stop_bij_feit
from interventieladder.standen import GENERIEK
from interventieladder.treden import Stand
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte
from toezicht.core.woorden import klein

MAX_WEKEN_MINISTER = 104


def _na_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    """A request of the minister starts the minister's term; its withdrawal stops it (Gw 124a)."""
    if feit.soort == "minister_verzoek":
        weken = feit.waarden["termijn_weken"]
        if not 1 <= weken <= MAX_WEKEN_MINISTER:
            raise Weigering(
                f"Geef de termijn van de minister in 1 tot en met {MAX_WEKEN_MINISTER} weken.",
                veld="termijn_weken",
            )
        begin_termijn(
            dossier,
            "minister",
            start=feit.datum,
            lengte=Lengte.weken(weken),
            gebeurtenis="Verzoek ontvangen",
            door=door,
        )
    elif feit.soort == "minister_ingetrokken":
        stop_bij_feit(dossier, feit, soort="minister", reden="verzoek ingetrokken", door=door)


def _na_stap(gevolg: Stapgevolg) -> Iterable[str]:
    """T5 answers the minister; what was decided orally must be in writing within P_spoed_schrift."""
    dossier, voorstel = gevolg.dossier, gevolg.voorstel
    if dossier.stand in (Stand.T5, Stand.AFGESLOTEN):
        termijnen.stop_soort(
            dossier, soort="minister", op=gevolg.datum, reden=klein(gevolg.regels.titel), door=gevolg.door
        )
    if voorstel is not None and voorstel.besluit.mondeling_op is not None:
        begin_termijn(
            dossier,
            "op_schrift",
            start=voorstel.besluit.besloten_op,
            lengte=Lengte.dagen(dossier.beleid.spoed_schrift_dagen),
            gebeurtenis="Mondeling besloten",
            omschrijving=f"besluit {voorstel.besluit.nummer}",
            door=gevolg.door,
        )
    return ()


na_feit(GENERIEK, _na_feit)
na_stap(GENERIEK, _na_stap)
