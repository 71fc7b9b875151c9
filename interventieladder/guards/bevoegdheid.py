"""Guards about competence: whose duty, under which law, in which province, and whether a minister took over."""

import datetime as dt
from typing import Any

from django.conf import settings

from interventieladder.guards.zaak import dag
from interventieladder.treden import KAMER_CDK, Gevorderd, Orgaan
from toezicht.core.transitions import Toets, guard
from toezicht.organisaties.selectors import provincies_die_meekijken

OVERLEG_GENOEG = ("eens", "geen_bezwaar", "oneens")
"""Outcomes of a consultation under Wgr 29: the law asks to consult, not to agree."""


@guard(
    "G-BEV",
    "Bevoegdheid om op te treden",
    "Gemeentewet 124 lid 1 en 124b; Wet gemeenschappelijke regelingen 29; Waterschapswet 60 en 164",
    herstel="grondslag",
)
def g_bev(t: Toets) -> str | None:
    """Another law than the Gemeentewet, off the annex; an organ GS may act for; our province, others consulted."""
    taak = t.zaak.beleid.taken[t.zaak.taak]
    bezwaar = _wet(taak) or _orgaan(t) or _provincie(t) or _andere_provincies(t)
    if bezwaar is None:
        t.bewijs["G-BEV"] = taak.grondslag
    return bezwaar


def _wet(taak: object) -> str | None:
    wet = str(getattr(taak, "wet", ""))
    if "gemeentewet" in wet.lower():
        return "De taak volgt uit de Gemeentewet zelf; daarvoor geldt artikel 124 niet."
    if getattr(taak, "bijlage_124b", False):
        return f"Op de {wet} houdt de minister toezicht (bijlage bij 124b). Verwijs het dossier door."
    return None


def _orgaan(t: Toets) -> str | None:
    zaak = t.zaak
    besloten = zaak.kamer == KAMER_CDK
    if zaak.orgaan == Orgaan.BURGEMEESTER and not besloten:
        return (
            "Dit is een taak van de burgemeester: niet Gedeputeerde Staten maar de commissaris van de Koning "
            "beslist. Draag het over aan het kabinet van de commissaris; dat opent een eigen dossier."
        )
    if besloten and zaak.orgaan != Orgaan.BURGEMEESTER:
        return "De commissaris beslist alleen bij taken van de burgemeester. Draag het dossier over."
    if zaak.overheid.soort == "gr_centrumregeling":
        return (
            "Een centrumregeling heeft geen eigen bestuur: de taak blijft bij een gemeente. Open het dossier "
            "bij de centrumgemeente."
        )
    if zaak.regime.organen and zaak.orgaan not in zaak.regime.organen:
        return (
            "Bij verzuim van het algemeen bestuur voorziet het dagelijks bestuur zelf (Waterschapswet 60 lid 1); "
            "Gedeputeerde Staten treden alleen op voor het dagelijks bestuur."
        )
    if zaak.regime.alleen_beslissingen and zaak.gevorderd not in ("", Gevorderd.BESLISSING):
        return (
            "Waterschapswet 60 geldt alleen voor gevorderde beslissingen, niet voor een handeling of een "
            "resultaat. Pas de grondslag aan of kies een ander middel."
        )
    return None


def _provincie(t: Toets) -> str | None:
    provincie = t.zaak.overheid.provincie
    if provincie is None or provincie.code != settings.PROVINCIE_CODE:
        return f"{t.zaak.overheid.naam} valt onder het toezicht van een andere provincie."
    return None


def _andere_provincies(t: Toets) -> str | None:
    """Over several provinces: a consultation of each of the others is recorded, for a waterschap with agreement."""
    uitkomst = uitkomst_per_provincie(t)
    mist = [naam for naam, wat in uitkomst.items() if wat not in OVERLEG_GENOEG]
    if mist:
        return f"Leg vast wat het overleg opleverde met Gedeputeerde Staten van: {', '.join(mist)}."
    if oneens := _oneens(t, uitkomst):
        return (
            f"Met {', '.join(oneens)} is geen overeenstemming. Meld dit schriftelijk aan de minister en draag het "
            "dossier over; de Kroon beslist (Waterschapswet 164)."
        )
    return None


def uitkomst_per_provincie(t: Toets) -> dict[str, str]:
    """The newest outcome of the consultation with each province that shares the supervision; empty: none yet."""
    overheid = t.zaak.overheid
    anderen = (
        provincies_die_meekijken(overheid.pk, t.datum)
        if overheid.is_gr or overheid.soort == "waterschap"
        else ()
    )
    nieuwste = {
        f.waarden["provincie"].strip().casefold(): str(f.waarden["uitkomst"])
        for f in (t.zaak.feiten.feiten_van("raadpleging", tot=t.datum) if anderen else ())
    }
    return {naam: nieuwste.get(naam.casefold(), "") for naam in anderen}


def provincies_oneens(t: Toets) -> list[str]:
    """Provinces whose newest outcome is no agreement about a waterschap; then the Crown decides (Wsw 164)."""
    return _oneens(t, uitkomst_per_provincie(t))


def _oneens(t: Toets, uitkomst: dict[str, str]) -> list[str]:
    """Only for a waterschap: about a regeling the law asks to consult, not to agree."""
    if t.zaak.overheid.soort != "waterschap":
        return []
    return [naam for naam, wat in uitkomst.items() if wat == "oneens"]


@guard(
    "G-124A",
    "Verzoek van de minister: afschriften gedaan, termijn niet verstreken",
    "Gemeentewet 124a",
    herstel="feit:minister_afschriften",
)
def g_minister(t: Toets) -> str | None:
    """With a request of the minister: copies to raad and PS are registered, and the power has not moved yet."""
    verzoek = verzoek_van(t)
    if verzoek is None:
        t.bewijs["G-124A"] = "geen verzoek van een minister"
        return None
    if mist := afschriften_missen(t):
        return mist
    einde = einde_minister(t)
    if einde is not None and t.datum > einde:
        return (
            f"De termijn van de minister liep tot en met {dag(einde)}; sindsdien is de minister bevoegd. "
            "Draag het dossier over."
        )
    t.bewijs["G-124A"] = f"verzoek van {dag(verzoek.datum)}" + (
        f", termijn tot en met {dag(einde)}" if einde else ""
    )
    return None


def verzoek_van(t: Toets) -> Any:
    """The request of the minister that still stands, or None."""
    verzoek = t.zaak.feiten.feit("minister_verzoek", tot=t.datum)
    ingetrokken = t.zaak.feiten.feit("minister_ingetrokken", tot=t.datum)
    if verzoek is None or (ingetrokken is not None and ingetrokken.datum >= verzoek.datum):
        return None
    return verzoek


def einde_minister(t: Toets) -> dt.date | None:
    """Last day of the minister's term, or None when none runs."""
    termijn = t.zaak.feiten.termijn("minister")
    return termijn.effectief_einde if termijn else None


def afschriften_missen(t: Toets) -> str:
    """What is missing of the copies of the request, or empty (Gw 124a)."""
    verzoek = verzoek_van(t)
    gedaan = t.zaak.feiten.feit("minister_afschriften", tot=t.datum)
    if verzoek is None:
        return ""
    if gedaan is not None and gedaan.datum >= verzoek.datum:
        op = [dt.date.fromisoformat(gedaan.waarden[veld]) for veld in ("raad_op", "ps_op")]
        if all(verzoek.datum <= dag_ <= t.datum for dag_ in op):
            return ""
    return (
        "Leg vast wanneer de raad en Provinciale Staten een afschrift kregen van het verzoek van de minister."
    )
