"""What follows from facts and steps of a budget year: the regime, its terms, and what the law does on 1 January."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from interventieladder.financieel.kalender import WATERSCHAP, Jaarkalender, regimebeleid
from interventieladder.financieel.regimetoets import Saldi
from interventieladder.guards.begrotingsregime import toetsing_van
from interventieladder.models import Begrotingsjaar, Dossier, Feit, Paraaf, Verzendcorrectie, Voorstel
from interventieladder.models.begrotingsjaar import BESLUITGRONDEN, Intensiteit, JuridischRegime, Regimegrond
from interventieladder.services.begrotingsjaren import log_jaar
from interventieladder.services.klok import Klokstap, registreer_klokstap
from interventieladder.services.laddergevolg import Stapgevolg, na_correctie, na_feit, na_stap
from interventieladder.services.laddertermijnen import begin_termijn, stop_bij_feit, telt
from interventieladder.services.termijnen import stop_soort
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, VOOR_REGIME
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.fouten import Weigering
from toezicht.core.mensen import met_rol
from toezicht.core.models import User
from toezicht.core.woorden import euro, klein

R, G = JuridischRegime, Regimegrond
REGIMESTAPPEN: dict[str, tuple[str, str]] = {
    "stel_repressief_vast": (R.REPRESSIEF, G.GEEN_BESLUIT_NODIG),
    "stel_preventief_lid1_vast": (R.PREVENTIEF, G.LID1),
    "stel_preventief_lid2_vast": (R.PREVENTIEF, G.LID2),
    "repressief_van_rechtswege": (R.REPRESSIEF, G.RECHTSWEGE),
    "neem_repressief_over": (R.REPRESSIEF, G.GEEN_BESLUIT_NODIG),
    "neem_lid1_over": (R.PREVENTIEF, G.LID1),
    "neem_lid2_over": (R.PREVENTIEF, G.LID2),
}
OVERNAME = ("neem_repressief_over", "neem_lid1_over", "neem_lid2_over")
"""Steps that take over a year that ran already; its list and notice of article 205 are past."""
STOPT = {"publicatie": "publicatie_205", "bericht_minister": "minister_205"}

# -- facts -------------------------------------------------------------------------------------------


def _na_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    _eis_volgorde(feit)
    _eis_correctiereden(feit)
    if soort := STOPT.get(feit.soort):
        stop_bij_feit(dossier, feit, soort=soort, reden="vastgelegd in het dossier", door=door)
    if feit.soort == "inzending":  # whatever its day: a budget that was sent asks no rappel
        stop_soort(dossier, soort="rappel_begroting", op=feit.datum, reden="begroting ingezonden", door=door)
    if feit.soort == "brief" and feit.waarden["welke"] == "rappel":
        stop_bij_feit(dossier, feit, soort="rappel_begroting", reden="rappel verzonden", door=door)
    if feit.soort == "saldo" and telt(feit):
        _meld_herrekening(dossier, feit, door)


def _eis_volgorde(feit: Feit) -> None:
    """What is adopted is sent after it, and received after that."""
    gegeven = {
        naam: dt.date.fromisoformat(w) for naam, w in feit.waarden.items() if naam.endswith("_op") and w
    }
    for naam in ("raadsbesluit_op", "vastgesteld_op", "aangeboden_op", "besloten_op"):
        if naam in gegeven and gegeven[naam] > feit.datum:
            raise Weigering("Dit kan niet later zijn dan de dag hierboven. Controleer de datums.", veld=naam)
    ontvangen = gegeven.get("ontvangen_op")
    if ontvangen is not None and not feit.datum <= ontvangen <= clock.vandaag():
        raise Weigering(
            "Ontvangen is na verzenden, en niet in de toekomst. Controleer de datums.", veld="ontvangen_op"
        )


def _eis_correctiereden(feit: Feit) -> None:
    """A correction of a stated balance says why."""
    if feit.soort != "saldo" or feit.waarden.get("correctiereden"):
        return
    if any(Saldi.uit(feit.waarden).correcties):
        raise Weigering("Vul de reden van de correcties in.", veld="correctiereden")


def _meld_herrekening(dossier: Dossier, feit: Feit, door: User) -> None:
    """Figures that changed after the decision: the old snapshot stays, everybody who relied on it hears it (S6)."""
    jaar = dossier.begrotingsjaar
    verschil = verschil_na_besluit(jaar.cijferbeeld, feit.waarden)
    if not verschil:
        return
    nieuw_besluit = (
        f"Een nieuw besluit op grond van artikel 203 kan voor {jaar.jaar} niet meer. "
        if jaar.kent_goedkeuring
        else ""
    )
    log_jaar(dossier, jaar, "cijfers_na_besluit", door=door, reden=f"Verschil met het besluit: {verschil}")
    for ontvanger in _wie_rekende_ermee(dossier):
        plaats_bericht(
            sleutel=f"herrekening:{feit.pk}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=f"{dossier.nummer}: cijfers gewijzigd na het besluit",
            tekst=(
                f"De cijfers van {dossier.overheid.naam} voor {jaar.jaar} zijn gewijzigd na het besluit over het "
                f"regime. Verschil: {verschil}.\n{nieuw_besluit}"
                "Overweeg intensief volgen en vraag zo nodig een begrotingswijziging. "
                "Het cijferbeeld van het besluit blijft bewaard."
            ),
        )


def verschil_na_besluit(cijferbeeld: dict[str, Any], waarden: dict[str, Any]) -> str:
    """Where the balance differs from the snapshot of the decision, per year in words; empty when nowhere."""
    if not cijferbeeld.get("saldo"):
        return ""
    oud, nieuw = Saldi.uit(cijferbeeld["saldo"]).saldi, Saldi.uit(waarden).saldi
    namen = ("T", "T+1", "T+2", "T+3")
    return ", ".join(f"{naam} {euro(n - o)}" for naam, o, n in zip(namen, oud, nieuw, strict=True) if o != n)


def _wie_rekende_ermee(dossier: Dossier) -> list[User]:
    """Behandelaar and second reader, and whoever drafted, checked or registered a decision in this dossier."""
    gevonden = {dossier.behandelaar, *([dossier.tweede_lezer] if dossier.tweede_lezer else [])}
    for voorstel in Voorstel.objects.filter(dossier=dossier).select_related(
        "opgesteld_door", "besluit__geregistreerd_door"
    ):
        gevonden.add(voorstel.opgesteld_door)
        if besluit := getattr(voorstel, "besluit", None):
            gevonden.add(besluit.geregistreerd_door)
    parafen = Paraaf.objects.filter(voorstel__dossier=dossier).select_related("door")
    gevonden |= {paraaf.door for paraaf in parafen}
    return sorted(gevonden, key=lambda u: u.pk)


# -- steps -------------------------------------------------------------------------------------------


def _na_stap(g: Stapgevolg) -> Iterable[str]:
    jaar = Begrotingsjaar.objects.select_for_update(of=("self",)).get(dossier_id=g.dossier.pk)
    g.dossier.begrotingsjaar = jaar
    if g.regels.stap == "trek_preventief_in":
        _trek_in(jaar, g)
    elif g.regels.stap in REGIMESTAPPEN:
        _stel_vast(jaar, g)
    return []


def _stel_vast(jaar: Begrotingsjaar, g: Stapgevolg) -> None:
    """The regime, with the day of deciding and that of sending, and the snapshot of the figures."""
    regime, grond = REGIMESTAPPEN[g.regels.stap]
    if jaar.van_rechtswege and g.datum >= jaar.begin:
        grond = G.RECHTSWEGE  # a letter afterwards does not change what the law did on 1 January
    jaar.juridisch_regime, jaar.regimegrond, jaar.vastgelegd_op = regime, grond, clock.nu()
    if g.voorstel is not None:
        jaar.besloten_op, jaar.verzonden_op = g.voorstel.besluit.besloten_op, g.datum
    elif g.regels.stap in OVERNAME and (feit := g.dossier.feiten.feit("bekend_regime")):
        jaar.besloten_op, jaar.verzonden_op = dt.date.fromisoformat(feit.waarden["besloten_op"]), feit.datum
    jaar.cijferbeeld = _cijferbeeld(g.dossier, g.datum)
    if jaar.toezichtintensiteit == Intensiteit.AFGESLANKT and regime != R.PREVENTIEF:
        jaar.toezichtintensiteit = Intensiteit.NORMAAL
    jaar.save()
    for soort in ("besluit_203", "rappel_begroting"):
        stop_soort(
            g.dossier, soort=soort, op=g.datum, reden=klein(jaar.get_regimegrond_display()), door=g.door
        )
    log_jaar(
        g.dossier,
        jaar,
        "regime_vastgesteld",
        door=g.door,
        naar=jaar.get_juridisch_regime_display(),
        reden=jaar.get_regimegrond_display(),
        gebeurd_op=g.datum,
    )
    if regime == R.PREVENTIEF and g.regels.stap not in OVERNAME:
        _start_205(jaar, g)
    if g.regels.stap == "repressief_van_rechtswege":
        _meld_incident(jaar, g.dossier)


def _na_correctie(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    """The letter that set or withdrew the regime went out on another day. A withdrawal follows; a regime stands.

    Raises `Weigering` for a day on which the law had decided already.
    """
    brief = correctie.verzending.brief
    dossier, stap = brief.dossier, brief.voorstel.stap if brief.voorstel else ""
    jaar = Begrotingsjaar.objects.select_for_update(of=("self",)).get(dossier=dossier)
    preventief = REGIMESTAPPEN.get(stap, ("", ""))[1] in BESLUITGRONDEN
    if preventief and correctie.verzonden_op >= jaar.begin:
        raise Weigering(
            f"Preventief toezicht geldt alleen als het besluit vóór {jaar.begin:%d-%m-%Y} is verzonden "
            "(Gemeentewet 203). Leg dit voor aan de jurist: met deze datum houdt het besluit geen stand.",
            veld="verzonden_op",
        )
    if stap != "trek_preventief_in" or jaar.ingetrokken_op != van:
        return
    jaar.ingetrokken_op = correctie.verzonden_op
    jaar.save(update_fields=["ingetrokken_op"])
    log_jaar(
        dossier,
        jaar,
        "regime_ingetrokken",
        door=door,
        naar=jaar.get_juridisch_regime_display(),
        reden=correctie.reden,
        gebeurd_op=max(van, correctie.verzonden_op),  # after the line it corrects
    )


def _cijferbeeld(dossier: Dossier, datum: dt.date) -> dict[str, Any]:
    """What was known of the figures, and the answers of the order of tests; never changed afterwards."""
    saldo = dossier.feiten.feit("saldo", tot=datum)
    toetsing = toetsing_van(dossier, datum)
    return {
        "op": datum.isoformat(),
        "saldo": saldo.waarden if saldo else {},
        "advies": toetsing.advies.value,
        "uitleg": toetsing.uitleg,
        "procedureel": list(toetsing.procedureel),
        "vragen": [
            {"vraag": v.vraag, "antwoord": v.antwoord.value, "uitleg": v.uitleg, "grondslag": v.grondslag}
            for v in toetsing.vragen
        ],
    }


def _start_205(jaar: Begrotingsjaar, g: Stapgevolg) -> None:
    """Publish the list at the start of the year, and tell the minister with reasons within a month (205)."""
    for soort, dag in dagen_205(jaar.kalender).items():
        begin_termijn(g.dossier, soort, start=g.datum, voor=dag, door=g.door)


def dagen_205(kalender: Jaarkalender) -> dict[str, dt.date]:
    """Per kind of term the first day on which it is too late."""
    return {
        "publicatie_205": dt.date(kalender.jaar, *regimebeleid().publicatie_voor),
        "minister_205": kalender.minister_voor,
    }


def _trek_in(jaar: Begrotingsjaar, g: Stapgevolg) -> None:
    jaar.juridisch_regime, jaar.ingetrokken_op, jaar.vastgelegd_op = R.REPRESSIEF, g.datum, clock.nu()
    if jaar.toezichtintensiteit == Intensiteit.AFGESLANKT:
        jaar.toezichtintensiteit, jaar.intensiteit_sinds = Intensiteit.NORMAAL, g.datum
    jaar.save()
    log_jaar(
        g.dossier,
        jaar,
        "regime_ingetrokken",
        door=g.door,
        naar=jaar.get_juridisch_regime_display(),
        gebeurd_op=g.datum,
    )


def _meld_incident(jaar: Begrotingsjaar, dossier: Dossier) -> None:
    """Nothing was sent: who can learn from it hears it, and the dossier asks a report."""
    leiding = met_rol(rollen.COORDINATOR, rollen.TEAMLEIDER)
    for ontvanger in sorted({dossier.behandelaar, *leiding}, key=lambda u: u.pk):
        plaats_bericht(
            sleutel=f"van_rechtswege:{jaar.pk}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=f"{dossier.nummer}: incident, niets verzonden vóór 1 januari",
            tekst=(
                f"Over de begroting {jaar.jaar} van {dossier.overheid.naam} is vóór 1 januari niets verzonden. "
                f"Het toezicht is vanaf {jaar.begin:%d-%m-%Y} van rechtswege repressief (Gemeentewet 203 lid 4). "
                "Leg in het dossier vast hoe dit kwam en wat wij anders doen."
            ),
        )


# -- the clock ---------------------------------------------------------------------------------------


def _rijp_rechtswege(dag: dt.date) -> list[tuple[int, dt.date]]:
    """Budget years that began while nothing was sent; the day of the law is 1 January.

    Not those that were opened after it: of those nobody here knows what was sent. Not those of a waterschap:
    article 203 is not about them.
    """
    return list(
        Begrotingsjaar.objects.filter(
            begin__lte=dag, dossier__stand__in=VOOR_REGIME, dossier__geopend_op__lt=F("begin")
        )
        .exclude(soort_overheid=WATERSCHAP)
        .order_by("pk")
        .values_list("dossier_id", "begin")
    )


def _rijp_verlopen(dag: dt.date) -> list[tuple[int, dt.date]]:
    """Budget years that are over; the regime ended by itself on 1 January T+1."""
    return list(
        Begrotingsjaar.objects.filter(einde__lte=dag, dossier__stand__in=MET_REGIME)
        .order_by("pk")
        .values_list("dossier_id", "einde")
    )


na_feit(PLAN.code, _na_feit)
na_stap(PLAN.code, _na_stap)
na_correctie(PLAN.code, _na_correctie)
registreer_klokstap(Klokstap(PLAN.code, "repressief_van_rechtswege", _rijp_rechtswege))
registreer_klokstap(Klokstap(PLAN.code, "jaar_verloopt", _rijp_verlopen))
