"""What happened in a dossier so far, as the rows of a letter."""

from typing import TYPE_CHECKING

from interventieladder.models.stukken import Ontvangerrol, StukSoort

if TYPE_CHECKING:
    import datetime as dt

    from interventieladder.models import Dossier

_ONTVANGEN = {
    StukSoort.ANTWOORD: "Antwoord ontvangen",
    StukSoort.GESPREKSVERSLAG: "Gesprek gevoerd",
    StukSoort.WEIGERING_OVERLEG: "Bericht dat overleg niet plaatsvindt",
    StukSoort.VERBETERPLAN: "Verbeterplan ontvangen",
}


def geschiedenis(dossier: "Dossier") -> list[dict[str, str]]:
    """Rungs, letters to the organ and what came back, oldest first."""
    feiten, treden = dossier.feiten, dossier.beleid.treden

    def naam(trede: str) -> str:
        return f"Trede {treden[trede].volledig}" if trede in treden else dossier.plan.naam(trede)

    rijen: list[tuple[dt.date, str]] = [
        (stap.van, naam(stap.trede) + (" (verlengd)" if stap.verlengingen else "")) for stap in feiten.stappen
    ]
    brieven = {brief.pk: brief for brief in feiten.brieven}
    rijen += [
        (v.verzenddatum, f"Brief “{brieven[v.brief_id].onderwerp}” ({brieven[v.brief_id].kenmerk})")
        for v in feiten.verzendingen
        if v.rol == Ontvangerrol.ORGAAN and v.brief_id in brieven
    ]
    rijen += [
        (s.datum, f"{_ONTVANGEN[StukSoort(s.soort)]}: {s.titel}") for s in feiten.stukken_van(*_ONTVANGEN)
    ]
    rijen.sort(key=lambda rij: rij[0])
    return [{"datum": datum.isoformat(), "stap": wat[:300]} for datum, wat in rijen]
