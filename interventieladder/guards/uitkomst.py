"""Guards about what happened on the rung: terms, sendings, evidence of recovery, hold, execution."""

import datetime as dt
from decimal import Decimal
from typing import Any

from interventieladder.guards.overname import brief_ontbreekt
from interventieladder.guards.spoed import zonder_termijn
from interventieladder.guards.zaak import dag, herkomst, spoed_van
from interventieladder.treden import DOCUMENTEN
from toezicht.core.transitions import Mist, Toets, guard
from toezicht.core.woorden import euro, in_dagen


def einde_van(t: Toets, soort: str) -> dt.date | None:
    """Effective end of the running term of this kind, or None."""
    termijn = t.zaak.feiten.termijn(soort)
    return termijn.effectief_einde if termijn else None


@guard(
    "G-VERZONDEN",
    "Stukken van de huidige trede verzonden",
    "Awb 3:41; Gemeentewet 124 lid 4",
    herstel="verzenden",
)
def g_verzonden(t: Toets) -> str | None:
    """Every letter of the step that began this rung was sent to all its addressees (I3, 10.6.2).

    What stays in the dossier is not sent; after an oral decision the letters are yet to be written.
    """
    stap = t.zaak.feiten.stap
    if stap is not None and stap.bron:
        return _overgenomen_verzonden(t, stap)
    if stap is None or stap.voorstel_id is None:
        t.bewijs["G-VERZONDEN"] = "deze trede begon zonder brief"
        return None
    mondeling = t.zaak.feiten.mondeling
    if mondeling is not None and mondeling.voorstel_id == stap.voorstel_id:
        return (
            f"Besluit {mondeling.nummer} staat nog niet op schrift: stel het op schrift en verzend het dan."
        )
    brieven = [b for b in t.zaak.feiten.brieven if b.voorstel_id == stap.voorstel_id and b.gaat_uit]
    open_ = [b.soort for b in brieven if b.status != "verzonden"]
    if open_:
        return f"Registreer eerst de verzending van {', '.join(open_)} aan alle geadresseerden."
    if dagen := [b.laatst_verzonden for b in brieven if b.laatst_verzonden]:
        t.bewijs["G-VERZONDEN"] = f"verzonden op {dag(max(dagen))}"
    return None


def _overgenomen_verzonden(t: Toets, stap: Any) -> str | None:
    """A stay that was taken over: its letters went out before, and that must be on record."""
    if mist := brief_ontbreekt(t.zaak, stap):
        namen = ", ".join(f"{s} {DOCUMENTEN[s].naam}" for s in mist)
        return f"Van de overgenomen trede ontbreekt de verzending van: {namen}. Vul de overname aan."
    brieven = [b for b in t.zaak.feiten.overgenomen_brieven if b.stap_id == stap.pk]
    t.bewijs["G-VERZONDEN"] = (
        f"verzonden op {dag(max(b.verzonden_op for b in brieven))}{herkomst(stap)}"
        if brieven
        else f"deze trede begon zonder brief{herkomst(stap)}"
    )
    return None


@guard(
    "G-HERSTELD",
    "Herstel bewezen en door een tweede geverifieerd",
    "Awb 3:2; ladder.md 1.8",
    herstel="beoordeling:eindbeoordeling",
)
def g_hersteld(t: Toets) -> str | None:
    """An end assessment `opgelost` that rests on papers and was verified by a second person."""
    eind = t.zaak.feiten.laatste("eindbeoordeling")
    if eind is None or eind.uitkomst != "opgelost":
        return "Leg de eindbeoordeling “opgelost” vast, met het bewijs van herstel."
    if not eind.stukken.exists():
        return "Koppel aan de eindbeoordeling het stuk waaruit het herstel blijkt."
    if eind.geverifieerd_op is None or eind.geverifieerd_op > t.datum:
        return "Laat een collega het herstel verifiëren; dat mag niet de opsteller zijn."
    t.bewijs["G-HERSTELD"] = f"geverifieerd door {eind.geverifieerd_door.naam} op {dag(eind.geverifieerd_op)}"
    return None


@guard("G-VERLENGING", "Nog een verlenging mogelijk", "ladder.md 1.5 rij 8 (P_max_verleng)")
def g_max_verlenging(t: Toets) -> str | None:
    """The number of prolongations of this rung is under the limit of the policy."""
    stap = t.zaak.feiten.stap
    maximum = t.zaak.beleid.verlengingen(stap.trede if stap else "")
    gebruikt = stap.verlengingen if stap else 0
    if gebruikt >= maximum:
        return f"De trede is al {gebruikt} keer verlengd; het beleid staat er {maximum} toe."
    t.bewijs["G-VERLENGING"] = f"{gebruikt} van {maximum} gebruikt"
    return None


@guard(
    "G-RESULTAAT",
    "Resultaattermijn verstreken of naleving uitgesloten",
    "Gemeentewet 124 lid 2",
    herstel="beoordeling:feitencheck",
)
def g_resultaat_verstreken(t: Toets) -> str | None:
    """The result term of the voornemen ended, or it is recorded that compliance is refused or impossible."""
    check = t.zaak.feiten.laatste("feitencheck")
    if check is not None and check.uitkomst == "naleving_uitgesloten":
        t.bewijs["G-RESULTAAT"] = f"naleving uitgesloten, vastgelegd op {dag(check.datum)}{herkomst(check)}"
        return None
    einde = einde_van(t, "resultaat")
    if einde is None:
        return Mist(
            "De resultaattermijn loopt nog niet: registreer de verzending van het voornemen.", "verzenden"
        )
    if t.datum <= einde and not spoed_van(t):
        return f"De resultaattermijn loopt tot en met {dag(einde)}."
    t.bewijs["G-RESULTAAT"] = f"verstreken op {dag(einde)}"
    return None


@guard("G-ACTUEEL", "Actuele feitencheck: niet voldaan", "Awb 3:2", herstel="beoordeling:feitencheck")
def g_actueel(t: Toets) -> str | None:
    """A fact check of at most P days old says the duty is still not met."""
    dagen = t.zaak.beleid.feitencheck_max_dagen
    check = t.zaak.feiten.laatste("feitencheck")
    if check is None or check.datum < t.datum - dt.timedelta(days=dagen) or check.datum > t.datum:
        return f"Doe een feitencheck van ten hoogste {in_dagen(dagen)} oud."
    if check.uitkomst == "voldaan":
        return "Volgens de laatste feitencheck is voldaan; deze stap past daar niet bij."
    t.bewijs["G-ACTUEEL"] = f"feitencheck van {dag(check.datum)}{herkomst(check)}"
    return None


@guard(
    "G-UITV-GLOBAAL",
    "Wie voert uit als de organisatie niet levert?",
    "Gemeentewet 124c",
    herstel="stuk:uitvoeringsplan",
)
def g_uitvoering_globaal(t: Toets) -> str | None:
    """There is at least a rough plan for execution by the province."""
    plannen = t.zaak.feiten.stukken_van("uitvoeringsplan")
    if not plannen:
        return "Voeg een globaal uitvoeringsplan toe: kunnen wij het zelf, en wie doet het?"
    t.bewijs["G-UITV-GLOBAAL"] = f"{plannen[-1].titel}, {dag(plannen[-1].datum)}{herkomst(plannen[-1])}"
    return None


@guard(
    "G-UITV",
    "Uitvoeringsplan met kostenraming",
    "Gemeentewet 124 lid 1 en 124c",
    herstel="stuk:uitvoeringsplan",
)
def g_uitvoering(t: Toets) -> str | None:
    """There is an execution plan with a cost estimate."""
    plannen = [s for s in t.zaak.feiten.stukken_van("uitvoeringsplan") if s.kostenraming is not None]
    if not plannen:
        return "Voeg een uitvoeringsplan met kostenraming toe."
    t.bewijs["G-UITV"] = f"{plannen[-1].titel}, raming {euro(plannen[-1].kostenraming, 0)}"
    return None


VOLDAAN = {"feitencheck": "voldaan", "eindbeoordeling": "opgelost", "toets_124d": "zonder_voorbehoud"}
"""What says that the duty is met, per kind of assessment."""


@guard(
    "G-NAGEKOMEN",
    "Voldaan of aannemelijk, geverifieerd",
    "Gemeentewet 124; ladder.md 1.5 rij 11 en 13",
    herstel="beoordeling:feitencheck",
)
def g_voldaan(t: Toets) -> str | None:
    """A fact check or end assessment says the duty is met, verified by a second person."""
    stap = t.zaak.feiten.stap
    for gevonden in reversed(t.zaak.feiten.beoordelingen):
        if gevonden.soort not in VOLDAAN or stap is None or gevonden.stap_id != stap.pk:
            continue
        if gevonden.uitkomst != VOLDAAN[gevonden.soort]:
            return "Volgens de laatste beoordeling is niet voldaan; deze stap past daar niet bij."
        if gevonden.geverifieerd_op and gevonden.geverifieerd_op <= t.datum:
            t.bewijs["G-NAGEKOMEN"] = (
                f"{gevonden.get_uitkomst_display()}, geverifieerd op {dag(gevonden.geverifieerd_op)}"
            )
            return None
    return "Leg een feitencheck “voldaan” vast en laat een collega die verifiëren."


@guard(
    "G-BINNEN-TERMIJN",
    "Voldaan binnen de begunstigingstermijn",
    "Gemeentewet 124 lid 2",
    herstel="beoordeling:feitencheck",
)
def g_binnen_termijn(t: Toets) -> str | None:
    """The fact that the duty was met lies on or before the end of the term of the decision."""
    einde = einde_van(t, "begunstiging")
    check = t.zaak.feiten.laatste("feitencheck")
    if zonder_termijn(t) is not None:
        return Mist(
            "Het besluit heeft geen termijn. Gebruik de intrekking na de toets van artikel 124d.",
            "beoordeling:toets_124d",
        )
    if einde is None:
        return Mist(
            "De begunstigingstermijn loopt nog niet: registreer de verzending van het besluit.", "verzenden"
        )
    if check is None or check.uitkomst != "voldaan" or check.datum > einde:
        return f"Er is geen feitencheck “voldaan” van uiterlijk {dag(einde)}."
    t.bewijs["G-BINNEN-TERMIJN"] = (
        f"voldaan op {dag(check.datum)}{herkomst(check)}, termijn tot en met {dag(einde)}"
    )
    return None


@guard(
    "G-124D",
    "Aannemelijk dat zonder voorbehoud wordt voorzien",
    "Gemeentewet 124d",
    herstel="beoordeling:toets_124d",
)
def g_124d(t: Toets) -> str | None:
    """The test of article 124d was done, with that outcome, verified by a second person."""
    toets = t.zaak.feiten.laatste("toets_124d")
    if toets is None or toets.uitkomst != "zonder_voorbehoud" or not toets.geverifieerd_op:
        return "Leg de toets van artikel 124d vast (“zonder voorbehoud”) en laat een collega die verifiëren."
    t.bewijs["G-124D"] = f"toets van {dag(toets.datum)}{herkomst(toets)}"
    return None


@guard(
    "G-TERMIJN-VOORBIJ",
    "Begunstigingstermijn verstreken, controle gedaan",
    "Gemeentewet 124 lid 2",
    herstel="beoordeling:feitencheck",
)
def g_begunstiging_voorbij(t: Toets) -> str | None:
    """The term of the decision has passed and a fact check from after its end says: not met.

    A decision taken under urgency without a term may be carried out at once, after a check (Gw 124 lid 2).
    """
    if zonder_termijn(t) is not None:
        return _uitvoerbaar_zonder_termijn(t)
    einde = einde_van(t, "begunstiging")
    if einde is None:
        return Mist(
            "De begunstigingstermijn loopt nog niet: registreer de verzending van het besluit.", "verzenden"
        )
    if t.datum <= einde:
        return Mist(f"De begunstigingstermijn loopt tot en met {dag(einde)}; eerder uitvoeren mag niet.", "")
    check = t.zaak.feiten.laatste("feitencheck")
    if check is None or check.datum <= einde or check.uitkomst == "voldaan":
        return f"Doe een feitencheck na {dag(einde)} met de uitkomst “niet voldaan”."
    t.bewijs["G-TERMIJN-VOORBIJ"] = (
        f"verstreken op {dag(einde)}, controle op {dag(check.datum)}{herkomst(check)}"
    )
    return None


def _uitvoerbaar_zonder_termijn(t: Toets) -> str | None:
    check = t.zaak.feiten.laatste("feitencheck")
    if check is None or check.datum > t.datum or check.uitkomst == "voldaan":
        return "Doe na het besluit een feitencheck met de uitkomst “niet voldaan”."
    t.bewijs["G-TERMIJN-VOORBIJ"] = f"besluit zonder termijn (spoed), controle op {dag(check.datum)}"
    return None


@guard(
    "G-KOSTEN",
    "Kosten vastgesteld en gelijk aan de regels",
    "Gemeentewet 124 lid 1",
    herstel="feit:kosten_vastgesteld",
)
def g_kosten(t: Toets) -> str | None:
    """A second person verified the total, and it is the sum of the lines as they stand (L12)."""
    totaal = t.zaak.feiten.kostentotaal
    feit = t.zaak.feiten.feit("kosten_vastgesteld", tot=t.datum)
    if feit is None:
        return f"Stel de kosten vast ({euro(totaal)} volgens de regels) en laat een collega dat verifiëren."
    if Decimal(feit.waarden["bedrag"]) != totaal:
        return (
            f"Vastgesteld is {euro(Decimal(feit.waarden['bedrag']))}, maar de regels tellen op tot {euro(totaal)}. "
            "Stel de kosten opnieuw vast."
        )
    t.bewijs["G-KOSTEN"] = f"{euro(totaal)}, vastgesteld op {dag(feit.datum)}"
    return None


@guard(
    "G-UITGEVOERD",
    "Resultaat bereikt, geverifieerd, geëvalueerd",
    "Gemeentewet 124 lid 1",
    herstel="stuk:evaluatie",
)
def g_uitgevoerd(t: Toets) -> str | None:
    """A verified fact check says the result is reached, and there is an evaluation."""
    check = t.zaak.feiten.laatste("feitencheck")
    if check is None or check.uitkomst != "voldaan" or not check.geverifieerd_op:
        return Mist(
            "Leg een feitencheck “voldaan” vast en laat een collega die verifiëren.",
            "beoordeling:feitencheck",
        )
    if not t.zaak.feiten.stukken_van("evaluatie"):
        return "Voeg de evaluatie van de uitvoering toe."
    t.bewijs["G-UITGEVOERD"] = f"geverifieerd op {dag(check.geverifieerd_op)}"
    return None
