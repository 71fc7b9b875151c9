"""Guards of annulment by GS of decisions of a waterschap (ladder.md 2.5)."""

import datetime as dt

from interventieladder.guards.feiten import g_feit, g_feit_waarde, g_termijn_voorbij
from interventieladder.guards.mededelingen import brieven
from interventieladder.guards.schorsing import dag_van, g_niet_vervallen_op, uiterste_schorsing
from interventieladder.guards.vernietiging import g_kennisgeving_bij
from interventieladder.guards.zaak import dag
from interventieladder.standen.vernietiging_termijnen import STILSTAND
from toezicht.core.transitions import BESLUIT, VOORSTEL, Toets, guard


def _geen_redenen(t: Toets) -> str:
    """The answer of GS that ends the standstill before its four weeks have passed, or empty."""
    feit = t.zaak.feiten.feit("antwoord_gs", tot=t.datum)
    if feit is None or feit.waarden["uitkomst"] != "geen_redenen":
        return ""
    return f"GS zagen geen redenen, {dag(feit.datum)}"


g_stilstand_voorbij = g_termijn_voorbij(
    STILSTAND,
    "Vier weken voorbij, of GS zien geen redenen",
    "Waterschapswet 158",
    code="G-STILSTAND-VOORBIJ",
    of=_geen_redenen,
    herstel="feit:antwoord_gs",
)
g_kennisgeving = g_kennisgeving_bij(
    "VW-L1",
    titel="Besluit gericht aan het orgaan van het waterschap",
    grondslag="Waterschapswet 161; Awb 3:41",
)


def _besloten_op(t: Toets) -> dt.date | None:
    besluit = t.zaak.feiten.besluit_van(t.voorstel)
    return besluit.besloten_op if besluit else None


g_niet_vervallen_gs = g_niet_vervallen_op(_besloten_op)
g_niet_vervallen_kb = g_niet_vervallen_op(dag_van("kb_waterschap"))
g_kennisgeving_minister = g_feit(
    "kennisgeving_minister",
    "Schriftelijke kennisgeving aan de minister gedaan",
    "Waterschapswet 164",
)


@guard("G-SCHORSING-TOT", "Duur van de schorsing vastgelegd", "Awb 10:44", herstel="feit:besluit_bekend")
def g_schorsing_tot(t: Toets) -> str | None:
    """The suspension by GS was made known with its last day, at most a year later."""
    bekend = t.zaak.feiten.feiten_van("besluit_bekend", tot=t.datum)
    feit = next((f for f in reversed(bekend) if f.waarden.get("geschorst_tot")), None)
    if feit is None:
        return "Leg vast wanneer de schorsing bekend is gemaakt en tot wanneer zij duurt."
    tot = dt.date.fromisoformat(feit.waarden["geschorst_tot"])
    if tot > uiterste_schorsing(feit.datum):
        return "Een schorsing duurt ten hoogste een jaar. Corrigeer de bekendmaking."
    t.bewijs["G-SCHORSING-TOT"] = f"tot en met {dag(tot)}"
    return None


@guard("G-OVEREENSTEMMING", "Provincies zijn het eens", "Waterschapswet 164", herstel="feit:overeenstemming")
def g_overeenstemming(t: Toets) -> str | None:
    """Where provinces share the supervision they decide together."""
    if not t.zaak.vernietiging.interprovinciaal:
        return None
    feit = t.zaak.feiten.feit("overeenstemming", tot=t.datum)
    if feit is None or feit.waarden["uitkomst"] != "eens":
        return "Leg de overeenstemming met de andere colleges vast, of leg het voor aan de minister."
    t.bewijs["G-OVEREENSTEMMING"] = f"{dag(feit.datum)}, {feit.waarden['colleges']}"
    return None


@guard(
    "G-ONEENS",
    "Geen overeenstemming tussen de provincies",
    "Waterschapswet 164",
    herstel="feit:overeenstemming",
)
def g_oneens(t: Toets) -> str | None:
    """Only without agreement it goes to the minister."""
    if not t.zaak.vernietiging.interprovinciaal:
        return "Alleen bij toezicht door meer provincies gaat dit naar de minister."
    feit = t.zaak.feiten.feit("overeenstemming", tot=t.datum)
    if feit is None or feit.waarden["uitkomst"] != "oneens":
        return "Leg vast dat de colleges het niet eens werden."
    t.bewijs["G-ONEENS"] = f"{dag(feit.datum)}, {feit.waarden['colleges']}"
    return None


@guard("G-GEEN-MANDAAT", "GS beslissen zelf", "Awb 10:3 lid 2", fase=BESLUIT, herstel="voorstel")
def g_geen_mandaat(t: Toets) -> str | None:
    """Annulling a decision of another body cannot be mandated."""
    besluit = t.zaak.feiten.besluit_van(t.voorstel)
    if besluit is None or besluit.niveau != "gs" or besluit.machtiging:
        return "Dit besluit nemen Gedeputeerde Staten zelf, in vergadering; mandaat is uitgesloten."
    return None


@guard("G-KB-VERNIETIGD", "KB vernietigt het besluit", "Waterschapswet 164", herstel="feit:kb_waterschap")
def g_kb_vernietigd(t: Toets) -> str | None:
    """The royal decree annuls, and the day it was made known, which opens the appeal, is on record."""
    feit = t.zaak.feiten.feit("kb_waterschap", tot=t.datum)
    if feit is None or feit.waarden["uitkomst"] != "vernietigd":
        return "Leg het koninklijk besluit tot vernietiging vast en laat een collega het verifiëren."
    if not feit.waarden.get("bekend_op"):
        return "Corrigeer het koninklijk besluit: vul in wanneer het bekend is gemaakt."
    t.bewijs["G-KB-VERNIETIGD"] = f"KB {feit.waarden['nummer']} van {dag(feit.datum)}"
    return None


g_kb_niet_vernietigd = g_feit_waarde(
    "kb_waterschap",
    "uitkomst",
    ("niet_vernietigd",),
    "KB vernietigt het besluit niet",
    "Waterschapswet 164",
    wat="Leg het koninklijk besluit vast en laat een collega het verifiëren.",
    code="G-KB-NIET-VERNIETIGD",
)


@guard(
    "G-PUB",
    "Kennisgeving klaar voor het provinciaal blad",
    "Waterschapswet 161",
    fase=VOORSTEL,
    herstel="brieven",
)
def g_publicatie(t: Toets) -> str | None:
    """The notice text is ready and addressed to the gazette."""
    for brief in brieven(t):
        if brief.soort == "L9" and any(g["rol"] == "publicatie" for g in brief.geadresseerden):
            return None
    return "Maak de kennisgeving (L9) voor het provinciaal blad."
