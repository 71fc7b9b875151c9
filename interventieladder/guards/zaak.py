"""Guards about the case itself: right organisation, right law, right organ, facts established."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from interventieladder.treden import (
    MINSTENS_RISICO,
    Conclusie,
    Gebrek,
    Gevorderd,
    hoogte,
    organen_van,
    tekort_in_woorden,
)
from toezicht.core.transitions import Mist, Toets, guard
from toezicht.core.woorden import in_weken, klein


def dag(datum: dt.date) -> str:
    """A date as a short Dutch text."""
    return f"{datum.day}-{datum.month}-{datum.year}"


def herkomst(feit: Any) -> str:
    """*, overgenomen uit Zaaksysteem*, for behind a fact that came from elsewhere; else empty."""
    bron = getattr(feit, "bron", "")
    return f", overgenomen uit {bron}" if bron else ""


def maanden_terug(datum: dt.date, maanden: int) -> dt.date:
    """The day so many months before `datum` (last day of the month when the day does not exist)."""
    totaal = datum.year * 12 + datum.month - 1 - maanden
    jaar, maand = divmod(totaal, 12)
    eerste_volgende = dt.date(jaar + (maand == 11), (maand + 1) % 12 + 1, 1)
    laatste = (eerste_volgende - dt.timedelta(days=1)).day
    return dt.date(jaar, maand + 1, min(datum.day, laatste))


@guard("G-ORG", "Juiste organisatie en juist orgaan", "Gemeentewet 124 lid 1", herstel="grondslag")
def g_org(t: Toets) -> str | None:
    """The organisation or its predecessor existed on the day of the fact, it exists now; the organ is its own."""
    overheid = t.zaak.overheid
    if not overheid.bestond_op(t.zaak.datum_feit):
        return f"{overheid.naam} bestond niet op de datum van het feit ({dag(t.zaak.datum_feit)})."
    if not overheid.bestaat_op(t.datum):
        return Mist(f"{overheid.naam} bestaat niet meer; zet het dossier over naar de opvolger.", "")
    if t.zaak.orgaan not in organen_van(overheid.soort):
        return "Het gekozen orgaan past niet bij deze organisatie. Kies het juiste orgaan."
    t.bewijs["G-ORG"] = f"{overheid.naam}, {t.zaak.get_orgaan_display()}"
    return None


@guard("G-GRONDSLAG", "Wettelijke taak en gebrek benoemd", "Gemeentewet 124 lid 1", herstel="grondslag")
def g_grondslag(t: Toets) -> str | None:
    """Article, object and kind of neglect are filled; `niet tijdig` only fits a result."""
    if not (t.zaak.gevorderd and t.zaak.gebrek):
        return "Vul in wat de wet vordert en waarin de organisatie tekortschiet."
    if t.zaak.gebrek == Gebrek.NIET_TIJDIG and t.zaak.gevorderd != Gevorderd.RESULTAAT:
        return "“Niet tijdig” kan alleen bij een gevorderd resultaat. Pas de grondslag aan."
    t.bewijs["G-GRONDSLAG"] = tekort_in_woorden(t.zaak.gevorderd, t.zaak.gebrek)
    return None


@guard("G-WEGING", "Signaal gewogen", "Awb 3:2; ladder.md 1.4 (T1)", herstel="beoordeling:weging")
def g_weging(t: Toets) -> str | None:
    """A weighing of the signal was recorded at T1."""
    weging = t.zaak.feiten.laatste("weging", deze_stap=False)
    if weging is None or weging.datum > t.datum:
        return "Leg eerst de weging van het signaal vast: feiten, bron, risico en advies."
    t.bewijs["G-WEGING"] = f"weging van {dag(weging.datum)}{herkomst(weging)}"
    return None


@guard("G-ONGEGROND", "Weging: ongegrond", "ladder.md 1.5 rij 2", herstel="beoordeling:weging")
def g_ongegrond(t: Toets) -> str | None:
    """The newest weighing says unfounded."""
    weging = t.zaak.feiten.laatste("weging", deze_stap=False)
    if weging is None or weging.uitkomst != "ongegrond":
        return "Leg een weging vast met de uitkomst “ongegrond” en de reden."
    t.bewijs["G-ONGEGROND"] = f"weging van {dag(weging.datum)}{herkomst(weging)}"
    return None


def _mist_validatie(t: Toets) -> Mist | None:
    """What is missing of a validation: its report, a colleague who verified that, the conclusion."""
    verslagen = t.zaak.feiten.stukken_van("validatieverslag")
    if not verslagen:
        return Mist("Voeg het validatieverslag toe en leg de conclusie vast.", "stuk:validatieverslag")
    if not _geverifieerd(t, verslagen):
        return Mist("Laat een collega het validatieverslag verifiëren; eerder telt het niet.", "stukken")
    if t.zaak.feiten.laatste("validatie", deze_stap=False) is None:
        return Mist("Leg de conclusie van de validatie vast.", "beoordeling:validatie")
    return None


def _geverifieerd(t: Toets, stukken: Sequence[Any]) -> list[Any]:
    """Those of the papers that a second person verified by then."""
    return [s for s in stukken if s.geverifieerd_op and s.geverifieerd_op <= t.datum]


def _validatie(t: Toets) -> tuple[str, str]:
    """(conclusion, description) of the newest validation; only where `_mist_validatie` finds nothing missing."""
    validatie = t.zaak.feiten.laatste("validatie", deze_stap=False)
    verslag = _geverifieerd(t, t.zaak.feiten.stukken_van("validatieverslag"))[-1]
    return (
        validatie.uitkomst,
        f"{klein(validatie.get_uitkomst_display())}, verslag van {dag(verslag.datum)}{herkomst(validatie)}",
    )


def _gehoord(t: Toets) -> str:
    """How the organisation was heard on this rung: its answer, or the term for it that passed; else empty."""
    feiten = t.zaak.feiten
    antwoorden = feiten.stukken_van("antwoord", vanaf=feiten.stap.van if feiten.stap else None)
    ontvangen = [s for s in antwoorden if (s.ontvangen_op or s.datum) <= t.datum]
    if ontvangen:
        return f"antwoord van {dag(ontvangen[-1].datum)}{herkomst(ontvangen[-1])}"
    termijn = feiten.termijn("antwoord")
    if termijn is not None and termijn.effectief_einde < t.datum:
        return f"geen antwoord binnen de termijn, die liep tot en met {dag(termijn.effectief_einde)}"
    return ""


def _niet_gehoord(t: Toets) -> Mist:
    termijn = t.zaak.feiten.termijn("antwoord")
    wacht = f" of wacht de termijn af (tot en met {dag(termijn.effectief_einde)})" if termijn else ""
    return Mist(f"Leg het antwoord van de organisatie vast{wacht}: zij is nog niet gehoord.", "stuk:antwoord")


@guard(
    "G-VALIDATIE",
    "Feiten gevalideerd, organisatie gehoord",
    "Awb 3:2 en 4:8",
    herstel="stuk:validatieverslag",
)
def g_minstens_risico(t: Toets) -> str | None:
    """A verified report concludes at least a risk; the organisation answered or let its term pass."""
    if mist := _mist_validatie(t):
        return mist
    conclusie, bewijs = _validatie(t)
    if conclusie not in MINSTENS_RISICO:
        return Mist(
            "De conclusie van de validatie is geen risico of verwaarlozing; deze stap past daar niet bij.",
            "beoordeling:validatie",
        )
    gehoord = _gehoord(t)
    if not gehoord:
        return _niet_gehoord(t)
    t.bewijs["G-VALIDATIE"] = f"{bewijs}; {gehoord}"
    return None


@guard("G-GEEN", "Conclusie: geen verwaarlozing", "ladder.md 1.5 rij 4", herstel="stuk:validatieverslag")
def g_geen_verwaarlozing(t: Toets) -> str | None:
    """The validation, on a verified report, concludes that there is no neglect."""
    if mist := _mist_validatie(t):
        return mist
    conclusie, bewijs = _validatie(t)
    if conclusie != Conclusie.GEEN_VERWAARLOZING:
        return Mist(
            "De conclusie van de validatie is niet “geen verwaarlozing”; deze stap past daar niet bij.",
            "beoordeling:validatie",
        )
    t.bewijs["G-GEEN"] = bewijs
    return None


@guard("G-BEWIJS", "Geverifieerd en actueel bewijs", "Awb 3:2", herstel="stuk:bewijs")
def g_bewijs(t: Toets) -> str | None:
    """At least one verified piece of evidence that is not too old (P_bewijs_max)."""
    weken = t.zaak.beleid.bewijs_max_weken
    grens = t.datum - dt.timedelta(weeks=weken)
    for stuk in reversed(t.zaak.feiten.stukken_van("bewijs", "validatieverslag", vanaf=grens)):
        if stuk.geverifieerd_op and stuk.geverifieerd_op <= t.datum:
            t.bewijs["G-BEWIJS"] = (
                f"{stuk.titel}, geverifieerd op {dag(stuk.geverifieerd_op)}{herkomst(stuk)}"
            )
            return None
    return f"Voeg bewijs toe van ten hoogste {in_weken(weken)} oud en laat een collega het verifiëren."


def _recidive(t: Toets) -> Any:
    """The predecessor that makes this a repeat, or None (same duty, T3a or higher, P_recidive)."""
    maanden = t.zaak.beleid.recidive_maanden
    grens = maanden_terug(t.datum, maanden)
    for eerder in t.zaak.feiten.voorgangers:
        if eerder.gesloten_op and eerder.gesloten_op >= grens and hoogte(eerder.trede) >= hoogte("t3a"):
            return eerder
    return None


def recidive_van(t: Toets) -> str:
    """Description of the repeat, or empty."""
    eerder = _recidive(t)
    return f"herhaling van dossier {eerder.nummer}, gesloten op {dag(eerder.gesloten_op)}" if eerder else ""


def spoed_van(t: Toets) -> str:
    """Description of the urgency established by at least the gedeputeerde, or empty."""
    for spoed in t.zaak.feiten.spoed:
        if spoed.vastgesteld_op <= t.datum:
            return f"spoed vastgesteld door {spoed.vastgesteld_door.naam} op {dag(spoed.vastgesteld_op)}"
    return ""


@guard(
    "G-VORIGE",
    "Lichtere trede doorlopen en onvoldoende",
    "Awb 3:4 (evenredigheid)",
    herstel="beoordeling:eindbeoordeling",
)
def g_vorige(t: Toets) -> str | None:
    """The present rung was assessed as insufficient; urgency or a repeat may stand in its place."""
    eind = t.zaak.feiten.laatste("eindbeoordeling")
    if eind is not None and eind.uitkomst == "onvoldoende":
        t.bewijs["G-VORIGE"] = f"eindbeoordeling van {dag(eind.datum)}{herkomst(eind)}"
        return None
    if reden := spoed_van(t) or recidive_van(t):
        t.bewijs["G-VORIGE"] = reden
        return None
    return "Leg de eindbeoordeling van de huidige trede vast met de uitkomst “onvoldoende”."


@guard(
    "G-SPOED",
    "Spoed of herhaling vastgesteld",
    "Gemeentewet 124 lid 2; ladder.md 1.5 rij 18",
    herstel="spoed",
)
def g_spoed_of_recidive(t: Toets) -> str | None:
    """Skipping rungs needs urgency established by at least the gedeputeerde, or a repeat."""
    reden = spoed_van(t) or recidive_van(t)
    if not reden:
        return "Een trede overslaan kan alleen bij spoed (vastgesteld door de gedeputeerde) of bij herhaling."
    t.bewijs["G-SPOED"] = reden
    return None


@guard(
    "G-OVERLEG", "Bestuurlijk gesprek gevoerd", "Awb 4:8; ladder.md 1.4 (T4)", herstel="stuk:gespreksverslag"
)
def g_overleg(t: Toets) -> str | None:
    """A signed report of the talk at T3b, or a documented refusal.

    Elsewhere urgency replaces it, and a repeat does when the predecessor's report is there (ladder.md 1.5).
    """
    op_t3b = t.zaak.trede == "t3b"
    stuk = _bestuurlijk_gesprek(t.zaak.feiten, t.zaak.trede_sinds if op_t3b else None)
    if stuk is None and not op_t3b:
        if reden := spoed_van(t):
            t.bewijs["G-OVERLEG"] = reden
            return None
        if eerder := _recidive(t):
            stuk = _bestuurlijk_gesprek(eerder.feiten, None)
    if stuk is None:
        return "Voeg het gespreksverslag toe met het akkoord van de organisatie, of de weigering van overleg."
    t.bewijs["G-OVERLEG"] = f"{stuk.titel}, {dag(stuk.datum)}{herkomst(stuk)}"
    return None


def _bestuurlijk_gesprek(feiten: Any, vanaf: dt.date | None) -> Any:
    """The signed report of a talk held at T3b (from `vanaf`, when that is its first day), or a refusal to talk."""
    for stuk in feiten.stukken_van("weigering_overleg", vanaf=vanaf):
        return stuk
    for stuk in feiten.stukken_van("gespreksverslag", vanaf=vanaf):
        op_t3b = vanaf is not None or any(
            s.trede == "t3b" and s.van <= stuk.datum <= (s.tot or stuk.datum) for s in feiten.stappen
        )
        if stuk.ondertekend_op and op_t3b:
            return stuk
    return None


@guard("G-GESPREK", "Ambtelijk gesprek gevoerd", "ladder.md 1.4 (T3a)", herstel="stuk:gespreksverslag")
def g_gesprek(t: Toets) -> str | None:
    """A report of the talk, or a documented refusal, within the present rung."""
    stap = t.zaak.feiten.stap
    stukken = t.zaak.feiten.stukken_van(
        "gespreksverslag", "weigering_overleg", vanaf=stap.van if stap else None
    )
    if not stukken:
        return "Voeg het verslag toe van het gesprek waarin de afspraken zijn gemaakt."
    t.bewijs["G-GESPREK"] = f"{stukken[-1].titel}, {dag(stukken[-1].datum)}{herkomst(stukken[-1])}"
    return None


@guard("G-AFSPRAKEN", "Afspraken met actie, eigenaar en datum", "ladder.md 1.4 (T3)", herstel="afspraak")
def g_afspraken(t: Toets) -> str | None:
    """At least one open agreement that is due later."""
    open_ = [a for a in t.zaak.feiten.afspraken if a.status == "open"]
    if not open_:
        return "Leg minstens één afspraak vast: wie doet wat, wanneer, en met welk bewijs."
    t.bewijs["G-AFSPRAKEN"] = f"{len(open_)} vastgelegd"
    return None


@guard("G-MISLUKT", "Afspraken niet nagekomen of geweigerd", "ladder.md 1.5 rij 6", herstel="afspraak")
def g_afspraken_mislukt(t: Toets) -> str | None:
    """An agreement failed or was refused on a recorded day, or it is a repeat."""
    for afspraak in t.zaak.feiten.afspraken:
        if (
            afspraak.status in ("niet_nagekomen", "geweigerd")
            and afspraak.status_op
            and afspraak.status_op <= t.datum
        ):
            hoe = f"{klein(afspraak.get_status_display())}, {dag(afspraak.status_op)}{herkomst(afspraak)}"
            t.bewijs["G-MISLUKT"] = f"{afspraak.actie}: {hoe}"
            return None
    if reden := recidive_van(t):
        t.bewijs["G-MISLUKT"] = reden
        return None
    return "Leg vast welke afspraak niet is nagekomen of geweigerd, met datum en toelichting."


@guard(
    "G-T3B-DIRECT", "Direct bestuurlijk overleg mag", "ladder.md 1.5 rij 27 (P_t3b_direct)", herstel="spoed"
)
def g_t3b_direct(t: Toets) -> str | None:
    """The policy allows it, or urgency, a repeat, or a weighing that asks for political action."""
    weging = t.zaak.feiten.laatste("weging", deze_stap=False)
    reden = spoed_van(t) or recidive_van(t)
    if not reden and weging is not None and weging.uitkomst == "optreden":
        reden = f"bestuurlijk gewicht, weging van {dag(weging.datum)}"
    if not reden and t.zaak.beleid.t3b_direct:
        reden = "beleidskader staat dit toe"
    if not reden:
        return "Alleen bij spoed, herhaling of bestuurlijk gewicht (weging “direct bestuurlijk optreden”)."
    t.bewijs["G-T3B-DIRECT"] = reden
    return None


@guard(
    "G-RECHTSGANG",
    "Geen bezwaar of beroep over hetzelfde",
    "Awb 10:38; ladder.md 1.6",
    hard=False,
    herstel="beoordeling:rechtsgang",
)
def g_rechtsgang(t: Toets) -> str | None:
    """Recorded whether objection or appeal is open on the same decision (soft for article 124)."""
    rechtsgang = t.zaak.feiten.laatste("rechtsgang", deze_stap=False)
    if rechtsgang is None:
        return "Leg vast of er bezwaar of beroep loopt over hetzelfde."
    if rechtsgang.uitkomst == "open":
        return (
            f"Er loopt bezwaar of beroep (sinds {dag(rechtsgang.datum)}). Motiveer waarom dat niet hindert."
        )
    t.bewijs["G-RECHTSGANG"] = f"vastgelegd op {dag(rechtsgang.datum)}{herkomst(rechtsgang)}"
    return None
