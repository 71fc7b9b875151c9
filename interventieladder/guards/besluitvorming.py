"""Guards about the proposal and the decision: reasons, letters, legal check, consent."""

import datetime as dt
from typing import Any

from interventieladder.guards.zaak import dag
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core.termijnen import Basis, Lengte, Start, bereken_einde
from toezicht.core.transitions import BESLUIT, VOORSTEL, Guard, Toets, guard
from toezicht.core.woorden import in_weken
from toezicht.mandaten.selectors import belang_van


def _tekst(t: Toets, veld: str) -> str:
    return str(getattr(t.voorstel, veld, "") or "").strip()


@guard("G-MOTIVERING", "Aanleiding en gevolgen beschreven", "Awb 3:46", fase=VOORSTEL, herstel="voorstel")
def g_motivering(t: Toets) -> str | None:
    """What is asked, why now, and what yes and no lead to."""
    leeg = [v for v in ("gevraagd", "waarom_nu", "gevolg_ja", "gevolg_nee") if not _tekst(t, v)]
    return (
        "Vul in het voorstel in wat wordt gevraagd, waarom nu, en wat ja en nee betekenen." if leeg else None
    )


@guard("G-PROP", "Lichter middel volstaat niet", "Awb 3:4 lid 2", fase=VOORSTEL, herstel="voorstel")
def g_prop(t: Toets) -> str | None:
    """The proposal says why a lighter tool fails."""
    return (
        None
        if _tekst(t, "lichter_middel")
        else "Leg in het voorstel uit waarom een lichter middel niet volstaat."
    )


@guard(
    "G-BELEIDSRUIMTE",
    "Geen beleidskeuze van de organisatie",
    "Gemeentewet 124; ladder.md 1.6",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_beleidsruimte(t: Toets) -> str | None:
    """The proposal states that this is no policy choice of the organisation."""
    return (
        None
        if _tekst(t, "beleidsruimte")
        else "Leg in het voorstel uit dat dit geen beleidskeuze van de organisatie is."
    )


@guard(
    "G-UITVRAAG",
    "Gegevens nodig en nog niet beschikbaar",
    "Gemeentewet 118; Besluit verstrekking systematische toezichtinformatie 4",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_uitvraag(t: Toets) -> str | None:
    """Necessity and subsidiarity of the question."""
    return (
        None
        if _tekst(t, "noodzaak_uitvraag")
        else "Leg uit waarom deze gegevens nodig en nog niet beschikbaar zijn."
    )


@guard("G-DATUM", "Datum van herbeoordeling", "ladder.md 1.5 rij 20", fase=VOORSTEL, herstel="voorstel")
def g_herbeoordeling(t: Toets) -> str | None:
    """A hold has a review date in the future."""
    datum = getattr(t.voorstel, "herbeoordeling_op", None)
    if datum is None or datum <= t.datum:
        return "Kies een datum van herbeoordeling in de toekomst."
    return None


@guard("G-NAZORG", "Datum van de nazorgcontrole", "ladder.md 1.8", fase=VOORSTEL, herstel="voorstel")
def g_nazorg(t: Toets) -> str | None:
    """Closing as solved has a date for the after-care check."""
    datum = getattr(t.voorstel, "nazorg_op", None)
    if datum is None or datum <= t.datum:
        return "Kies een datum voor de nazorgcontrole in de toekomst."
    return None


@guard("G-REDEN", "Sluitreden gekozen", "ladder.md 1.5 rij 23", fase=VOORSTEL, herstel="voorstel")
def g_sluitreden(t: Toets) -> str | None:
    """Closing from a hold names one of the three reasons that fit."""
    passend = ("vervallen_grondslag", "vernietigd_rechter", "opgelost")
    return (
        None
        if _tekst(t, "sluitreden") in passend
        else "Kies de sluitreden: grondslag vervallen, vernietigd of opgelost."
    )


@guard(
    "G-TERMIJN", "Lengte van de termijn bepaald", "Gemeentewet 124 lid 2", fase=VOORSTEL, herstel="voorstel"
)
def g_termijn(t: Toets) -> str | None:
    """The proposal gives the length of the term: whole weeks, so never within seven days of the sending."""
    return _lengte_bepaald(t)


def _lengte_bepaald(t: Toets) -> str | None:
    weken = getattr(t.voorstel, "termijn_weken", None)
    if not weken:
        return "Geef in het voorstel de lengte van de termijn in weken."
    t.bewijs["G-TERMIJN"] = f"bij verzending vandaag tot en met {dag(einde_bij_verzending(t, weken))}"
    return None


def g_langere_termijn(soort: str) -> Guard:
    """Guard: the length is given, and a term that runs from the sending ends later than the one of this kind."""

    @guard(
        "G-TERMIJN",
        "Nieuwe termijn eindigt later dan de oude",
        "Awb 4:84; Gemeentewet 124 lid 2",
        fase=VOORSTEL,
        herstel="voorstel",
    )
    def g(t: Toets) -> str | None:
        """Counted from the day of the test: a later sending only moves the end further."""
        if mist := _lengte_bepaald(t):
            return mist
        oud, nieuw = t.zaak.feiten.termijn(soort), einde_bij_verzending(t, t.voorstel.termijn_weken)
        if oud is None or nieuw > oud.effectief_einde:
            return None
        return (
            f"De nieuwe termijn loopt vanaf de verzending en eindigt dan op {dag(nieuw)}, niet later dan de oude "
            f"({dag(oud.effectief_einde)}). Geef in het voorstel meer weken."
        )

    return g


def einde_bij_verzending(t: Toets, weken: int) -> dt.date:
    """Effective end of a term in weeks if the letter left on the day of the test."""
    begin = Start(t.datum, Basis.BRIEF, Lengte.weken(weken), overeenkomstig=t.zaak.beleid.atw_overeenkomstig)
    return bereken_einde([begin], t.zaak.feiten.kalender).uitkomst.effectief_einde


@guard("G-ZW-TERMIJN", "Termijn voor de zienswijze bepaald", "Awb 4:8", fase=VOORSTEL, herstel="voorstel")
def g_zienswijze_termijn(t: Toets) -> str | None:
    """The voornemen gives time for a zienswijze: at least what the policy asks."""
    weken = getattr(t.voorstel, "zienswijze_weken", None) or 0
    minimum = t.zaak.beleid.zienswijze_min_weken
    return (
        None
        if weken >= minimum
        else f"Geef in het voorstel ten minste {in_weken(minimum)} voor de zienswijze."
    )


WEEK = 7
"""Days around a municipal election in which no term should end."""


@guard(
    "G-RECES",
    "Einde van de termijn buiten het reces",
    "ladder.md 1.6 (G-TERMIJN)",
    hard=False,
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_reces(t: Toets) -> str | None:
    """Warns when the term, sent today, would end in a recess or in the week of an election."""
    weken = getattr(t.voorstel, "termijn_weken", None)
    if not weken:
        return None
    einde = einde_bij_verzending(t, weken)
    for verkiezing in t.zaak.beleid.verkiezingen:
        if abs((einde - verkiezing).days) <= WEEK:
            return f"De termijn eindigt omstreeks {dag(einde)}, in de week van de verkiezingen ({dag(verkiezing)})."
    for reces in t.zaak.beleid.reces:
        if reces.bevat(einde):
            return (
                f"De termijn eindigt omstreeks {dag(einde)}, in {reces.naam}. "
                "Kies een andere lengte of motiveer."
            )
    return None


@guard("G-JURIST", "Juridische toets", "Awb 3:2 en 3:46", fase=BESLUIT, herstel="voorstel")
def g_jurist(t: Toets) -> str | None:
    """A jurist other than the drafter agreed with this version."""
    for paraaf in t.zaak.feiten.parafen if t.voorstel is not None else ():
        if (
            paraaf.voorstel_id == t.voorstel.pk
            and paraaf.versie == t.voorstel.versie
            and paraaf.onderdeel == "jurist"
            and paraaf.akkoord
            and paraaf.door_id != t.voorstel.opgesteld_door_id
        ):
            t.bewijs["G-JURIST"] = f"{paraaf.door.naam}, {dag(paraaf.op)}"
            return None
    return "Een jurist die niet zelf de opsteller is, moet deze versie akkoord bevinden."


def g_akkoord(niveau_van: Any) -> Guard:
    """Guard: the sealed bundle was approved at the level of the step, and the decision is not used yet."""

    @guard(
        "G-AKKOORD",
        "Besluit op het juiste niveau",
        "Provinciewet 158 en 166; ladder.md 5.2",
        fase=BESLUIT,
        herstel="voorstel",
    )
    def g(t: Toets) -> str | None:
        besluit = t.zaak.feiten.besluit_van(t.voorstel)
        if besluit is None or besluit.uitkomst != "goedgekeurd":
            return "Er is nog geen goedgekeurd besluit over dit voorstel."
        gevraagd = niveau_van(t.zaak) if callable(niveau_van) else niveau_van
        gevraagd = t.zaak.beslisniveau(t.voorstel.stap, t.zaak.stand, gevraagd)
        if not niveau_past(besluit, gevraagd):
            return f"Deze stap vraagt een besluit van {Niveau(gevraagd).label}."
        if besluit.verbruikt_op is not None:
            return f"Dit besluit is al gebruikt op {dag(besluit.verbruikt_op)}; vraag een nieuw besluit."
        if besluit.besloten_op > t.datum:
            return "Het besluit heeft een datum in de toekomst."
        t.bewijs["G-AKKOORD"] = f"besluit {besluit.nummer} van {dag(besluit.besloten_op)}"
        return None

    return g


def niveau_past(besluit: Any, gevraagd: str) -> bool:
    """GS for whatever is theirs to mandate (Awb 10:7), the deputy with the authorisation on record; else exactly
    the level that was asked (the cdK too)."""
    if besluit.niveau == Niveau.GS:
        return gevraagd in (Niveau.GS, *MANDAAT)
    if gevraagd == Niveau.GS_OF_GEMACHTIGDE:
        return besluit.niveau == Niveau.GEDEPUTEERDE and bool(besluit.machtiging)
    return bool(besluit.niveau == gevraagd)


@guard(
    "G-ONPARTIJDIG",
    "Geen beslisser met een eigen belang",
    "Awb 2:4",
    fase=BESLUIT,
    herstel="voorstel",
)
def g_onpartijdig(t: Toets) -> str | None:
    """Nobody who decided has a declared interest in the organisation on the day of the decision."""
    besluit = t.zaak.feiten.besluit_van(t.voorstel)
    if besluit is None:
        return None
    for gebruiker_id, naam in _beslissers(besluit):
        if belang := belang_van(gebruiker_id, t.zaak.overheid_id, besluit.besloten_op):
            wie = f"{naam} heeft een belang bij {t.zaak.overheid.naam} ({belang})"
            return f"{wie}. Laat een ander opnieuw beslissen."
    t.bewijs["G-ONPARTIJDIG"] = "geen opgegeven belang"
    return None


def _beslissers(besluit: Any) -> list[tuple[int, str]]:
    """(account, name) of who decided: the person, or in meeting those present who did not step aside."""
    if besluit.besloten_door_id:
        return [(besluit.besloten_door_id, besluit.besloten_door.naam)]
    if besluit.vergadering_id is None:
        return []
    return [(lid.gebruiker_id, lid.naam) for lid in besluit.beslissende_leden if lid.gebruiker_id]
