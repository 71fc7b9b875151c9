"""Guards of kasgeldlimiet and renterisiconorm (finance.md 1.9): figures are facts, limits policy data."""

import datetime as dt
from decimal import Decimal
from typing import Any

from interventieladder.financieel.fido import (
    OPEENVOLGEND,
    Kwartaal,
    Kwartaaltoets,
    Limiet,
    opeenvolgend_overschreden,
    renterisiconorm,
    toets_kwartalen,
)
from interventieladder.guards.beslistermijn import g_stuk_bij_feit, g_verstreken
from interventieladder.guards.feiten import g_feit, g_feit_waarde
from interventieladder.guards.zaak import dag
from interventieladder.standen.fido import MAX_KWARTALEN_ONTHEFFING, TERMIJN_ONTHEFFING
from toezicht.core.transitions import Guard, Toets, guard
from toezicht.core.woorden import euro, hoeveel

FIDO4, FIDO6 = "Wet fido 4", "Wet fido 6"

g_onthoudgrond = g_feit("onthoudingsgrond", "Waarom het plan niet voldoet", "Awb 10:27")
g_overleg = g_stuk_bij_feit("overleg_aangeboden", "FIN-L8", "Overleg aangeboden", "Awb 10:30")


def g_plan(artikel: str) -> Guard:
    """Guard: the plan that this article asks came in, with the report."""
    return g_feit_waarde(
        "plan",
        "rapportage",
        (True,),
        "Plan met rapportage ontvangen",
        artikel,
        wat="Leg vast wanneer het plan met de rapportage is ontvangen.",
    )


def g_plan_gevolgd(artikel: str) -> Guard:
    """Guard: a second person saw that the plan was carried out."""
    return g_feit("plan_gevolgd", "Plan uitgevoerd", artikel)


def g_ontheffing_voorbij(artikel: str) -> Guard:
    """Guard of the step by the clock: the last day of the exemption has passed."""
    return g_verstreken(TERMIJN_ONTHEFFING, artikel)


def kwartaaltoetsen(zaak: Any, op: dt.date) -> list[Kwartaaltoets]:
    """Every recorded quarter against its limit, oldest first."""
    kwartalen = [
        Kwartaal(
            jaar=f.waarden["jaar"],
            kwartaal=int(f.waarden["kwartaal"]),
            maanden=(
                Decimal(f.waarden["maand1"]),
                Decimal(f.waarden["maand2"]),
                Decimal(f.waarden["maand3"]),
            ),
            begrotingstotaal=Decimal(f.waarden["begrotingstotaal"]),
        )
        for f in zaak.feiten.feiten_van("kwartaal", tot=op)
    ]
    return toets_kwartalen(zaak.overheid.soort, kwartalen)


def renterisico_van(zaak: Any, op: dt.date) -> tuple[Decimal, Limiet] | None:
    """(risk, norm) of the newest yearly figure, or None."""
    feit = zaak.feiten.feit("jaarcijfer", tot=op)
    if feit is None:
        return None
    risico = Decimal(feit.waarden["renteherziening"]) + Decimal(feit.waarden["aflossing"])
    totaal = Decimal(feit.waarden["begrotingstotaal"])
    norm = renterisiconorm(soort=zaak.overheid.soort, jaar=feit.waarden["jaar"], begrotingstotaal=totaal)
    return risico, norm


@guard(
    "G-DERDE-KWARTAAL",
    "Derde kwartaal op rij boven de limiet",
    f"{FIDO4}, eerste lid",
    herstel="feit:kwartaal",
)
def g_derde_kwartaal(t: Toets) -> str | None:
    """The three newest quarters follow each other and all lie above the limit."""
    toetsen = kwartaaltoetsen(t.zaak, t.datum)
    aantal = opeenvolgend_overschreden(toetsen)
    if aantal < OPEENVOLGEND:
        stand = " ".join(k.zin for k in toetsen[-OPEENVOLGEND:])
        return f"Nu {aantal} van {OPEENVOLGEND} kwartalen op rij boven de limiet. {stand}".strip()
    t.bewijs["G-DERDE-KWARTAAL"] = " ".join(k.zin for k in toetsen[-OPEENVOLGEND:])
    return None


@guard("G-KASGELD-BINNEN", "Laatste kwartaal binnen de limiet", FIDO4, herstel="feit:kwartaal")
def g_kasgeld_binnen(t: Toets) -> str | None:
    """The newest quarter lies within the limit."""
    toetsen = kwartaaltoetsen(t.zaak, t.datum)
    if not toetsen or toetsen[-1].overschreden:
        return toetsen[-1].zin if toetsen else "Leg eerst kwartaalcijfers vast."
    t.bewijs["G-KASGELD-BINNEN"] = toetsen[-1].zin
    return None


@guard("G-RENTERISICO-OVER", "Renterisico boven de norm", f"{FIDO6}, eerste lid", herstel="feit:jaarcijfer")
def g_renterisico_over(t: Toets) -> str | None:
    """The newest yearly figure lies above the norm."""
    gevonden = renterisico_van(t.zaak, t.datum)
    if gevonden is None:
        return "Leg eerst het renterisico van een jaar vast."
    risico, norm = gevonden
    zin = f"Renterisico {euro(risico)}. {norm.uitleg}"
    if risico <= norm.bedrag:
        return f"{zin} Dat is binnen de norm."
    t.bewijs["G-RENTERISICO-OVER"] = zin
    return None


@guard("G-RENTERISICO-BINNEN", "Renterisico binnen de norm", FIDO6, herstel="feit:jaarcijfer")
def g_renterisico_binnen(t: Toets) -> str | None:
    """The newest yearly figure lies within the norm."""
    gevonden = renterisico_van(t.zaak, t.datum)
    if gevonden is None or gevonden[0] > gevonden[1].bedrag:
        return (
            f"{gevonden[1].uitleg} Het risico is {euro(gevonden[0])}."
            if gevonden
            else "Leg eerst een jaarcijfer vast."
        )
    t.bewijs["G-RENTERISICO-BINNEN"] = f"{euro(gevonden[0])}. {gevonden[1].uitleg}"
    return None


def g_ontheffing(artikel: str) -> Guard:
    """Guard: the exemption has a last day; of the kasgeldlimiet at most two quarters from its first day."""

    @guard("G-ONTHEFFING", "Duur van de ontheffing bepaald", artikel, herstel="feit:ontheffing")
    def g(t: Toets) -> str | None:
        """The last day is known, lies ahead, and within the quarters that were given."""
        feit = t.zaak.feiten.feit("ontheffing")
        if feit is None:
            return "Leg vast tot en met welke dag de ontheffing geldt."
        einde = dt.date.fromisoformat(feit.waarden["tot_en_met"])
        if einde < max(t.datum, feit.datum):
            return (
                f"De ontheffing eindigt op {dag(einde)}, dus vóór vandaag of vóór haar begin. "
                "Corrigeer het feit."
            )
        kwartalen = int(feit.waarden.get("kwartalen") or 0)
        if kwartalen and _kwartalen(feit.datum, einde) > min(kwartalen, MAX_KWARTALEN_ONTHEFFING):
            hoogstens = hoeveel(kwartalen, "kwartaal", "kwartalen")
            return f"Deze ontheffing duurt ten hoogste {hoogstens}; {dag(einde)} is later."
        t.bewijs["G-ONTHEFFING"] = f"tot en met {dag(einde)}"
        return None

    return g


def _kwartalen(van: dt.date, tot: dt.date) -> int:
    """How many calendar quarters the days from `van` up to and including `tot` touch."""
    return (tot.year - van.year) * 4 + (tot.month - 1) // 3 - (van.month - 1) // 3 + 1


@guard("G-EERSTE-ONTHEFFING", "Niet eerder ontheffing in deze overschrijding", FIDO4)
def g_eerste_ontheffing(t: Toets) -> str | None:
    """Two exemptions in a row would be more than two quarters."""
    if any(s.trede == "ontheffing" for s in t.zaak.feiten.stappen):
        return "Voor deze overschrijding is al ontheffing verleend. Langer dan twee kwartalen kan niet."
    return None
