"""Each row of the ladder once through the real services, and the terms that run from the sending."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from interventieladder.models import (
    Afspraak,
    Beoordeling,
    Besluit,
    Brief,
    Stuk,
    Termijn,
    Verzending,
    Voorstel,
)
from interventieladder.services import briefverzending, brieven, dossiers, feiten, voorstellen
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from signalen.models import Signaal
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    VANDAAG,
    dagen,
    klaar_voor,
    leg_dossierfeiten,
    maak_beoordeling,
    maak_dossier,
    maak_gemeente,
    maak_mensen,
    maak_termijn,
    overgang,
)
from tests.interventieladder.test_ladder_tabel import GEZET
from toezicht.core import logboek
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db

TERMIJNEN = {
    "vraag_informatie": {"antwoord"},
    "maak_ambtelijke_afspraken": {"afspraken"},
    "start_bestuurlijk_overleg": {"afspraken"},
    "ga_direct_naar_bestuurlijk_overleg": {"afspraken"},
    "verleng_afspraken": {"afspraken"},
    "bouw_af_naar_t3a": {"afspraken"},
    "schaal_af_naar_t3a": {"afspraken"},
    "schaal_af_naar_t3b": {"afspraken"},
    "kondig_voornemen_aan": {"zienswijze", "resultaat"},
    "sla_over_naar_voornemen": {"zienswijze", "resultaat"},
    "verleng_voornemen": {"resultaat"},
    "zend_voornemen_opnieuw": {"zienswijze", "resultaat"},
    "besluit_indeplaatsstelling": {"begunstiging", "beroep"},
    "besluit_met_spoed": {"begunstiging", "beroep"},
    "schaal_af_naar_t4": {"zienswijze", "resultaat"},
}
"""Which terms run after the letters of a step went out."""


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def lopend(b):
    return {t.soort: t for t in Termijn.objects.filter(dossier=b.dossier, status="loopt")}


@pytest.mark.parametrize(("rij", "van", "stap", "naar", "niveau", "documenten"), GEZET)
def test_a_row_from_proposal_to_sending(rij, van, stap, naar, niveau, documenten):
    b = leg_dossierfeiten(maak_dossier(van), stap)
    voorstel = dienst.hele_stap(b, stap)
    doel = b.dossier.trede if stap in ("hervat", "neem_terug") else naar
    assert (b.dossier.stand, voorstel.status) == (doel, "uitgevoerd")
    assert Besluit.objects.get(voorstel=voorstel).verbruikt_op == VANDAAG
    assert {x.status for x in brieven.brieven_van(voorstel.pk)} == {"verzonden"}
    nieuw = {t.soort for t in Termijn.objects.filter(dossier=b.dossier, verzending__isnull=False)}
    assert nieuw == TERMIJNEN.get(stap, set())
    if not {doel, van} & {"afgesloten", "aangehouden", "overgedragen"}:
        assert b.stap.voorstel_id == voorstel.pk
    assert logboek.controleer().in_orde


def test_a_dossier_opens_on_t1_with_its_signals_and_row_1_is_the_log():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    nieuw = NieuwDossier(
        overheid_id=gemeente.pk,
        taak="archiefzorg",
        titel="Achterstand",
        omschrijving="1,8 kilometer.",
        datum_feit=dagen(-9),
    )
    dossier = open_dossier(nieuw=nieuw, door=mensen.opsteller)
    assert (dossier.stand, dossier.stappen.get().trede) == ("t1", "t1")
    with pytest.raises(Conflict, match=dossier.nummer):
        open_dossier(nieuw=nieuw, door=mensen.lezer)


def naar_t4(verzonden, **anders):
    b = leg_dossierfeiten(maak_dossier("t3b"), "kondig_voornemen_aan")
    voorstel = dienst.ter_besluit(b, "kondig_voornemen_aan", **anders)
    dienst.besluit(b, voorstel)
    dienst.zet(b, "kondig_voornemen_aan")
    with klok_op(verzonden):
        dienst.verstuur(b, voorstel.pk)
    return b


def test_the_terms_of_the_voornemen_run_from_the_sending():
    b = naar_t4(dt.date(2026, 11, 13), zienswijze_weken=6, termijn_weken=17)
    termijnen = lopend(b)
    assert set(termijnen) == {"zienswijze", "resultaat"}
    zienswijze, resultaat = termijnen["zienswijze"], termijnen["resultaat"]
    assert (zienswijze.start, zienswijze.ruw_einde) == (dt.date(2026, 11, 13), dt.date(2026, 12, 25))
    assert zienswijze.effectief_einde == dt.date(2026, 12, 28)
    assert resultaat.effectief_einde == resultaat.ruw_einde == dt.date(2027, 3, 12)


def test_a_term_over_twelve_weeks_does_not_roll():
    b = naar_t4(dt.date(2026, 12, 29), zienswijze_weken=4, termijn_weken=17)
    resultaat = lopend(b)["resultaat"]
    assert resultaat.ruw_einde == dt.date(2027, 4, 27)  # Koningsdag
    assert resultaat.effectief_einde == resultaat.ruw_einde


def test_a_copy_does_not_start_or_move_a_term_and_cannot_go_first():
    b = leg_dossierfeiten(maak_dossier("t3b"), "kondig_voornemen_aan")
    voorstel = dienst.ter_besluit(b, "kondig_voornemen_aan")
    dienst.besluit(b, voorstel)
    dienst.zet(b, "kondig_voornemen_aan")
    brief = next(x for x in brieven.brieven_van(voorstel.pk) if x.soort == "L7")
    orgaan = next(g for g in brief.geadresseerden if g["rol"] == "orgaan")
    raad = next(g for g in brief.geadresseerden if g["rol"] == "afschrift_raad")
    door = b.mensen.opsteller
    with pytest.raises(Weigering, match="orgaan"):
        briefverzending.verzend(brief_id=brief.pk, zendingen=[dienst.zending(raad)], door=door)
    briefverzending.verzend(brief_id=brief.pk, zendingen=[dienst.zending(orgaan)], door=door)
    voor = {s: t.effectief_einde for s, t in lopend(b).items()}
    assert Brief.objects.get(pk=brief.pk).status == "klaar"
    with klok_op(dagen(3)):
        briefverzending.verzend(brief_id=brief.pk, zendingen=[dienst.zending(raad)], door=door)
    assert {s: t.effectief_einde for s, t in lopend(b).items()} == voor
    assert Brief.objects.get(pk=brief.pk).status == "verzonden"
    with pytest.raises(Conflict):
        briefverzending.verzend(brief_id=brief.pk, zendingen=[dienst.zending(raad)], door=door)


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"verzonden_op": VANDAAG + dt.timedelta(days=1)}, "toekomst"),
        ({"verzonden_op": VANDAAG - dt.timedelta(days=1)}, "vóór het besluit"),
        ({"bewijs": " "}, "bewijs"),
        ({"geadresseerde": "Iemand anders"}, "staat niet bij"),
        ({"kanaal": "postduif"}, "verzonden"),
    ],
)
def test_a_sending_that_cannot_be_is_refused(anders, woord):
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    dienst.besluit(b, voorstel)
    brief = brieven.brieven_van(voorstel.pk)[0]
    goed = dienst.zending(brief.geadresseerden[0], VANDAAG)
    with pytest.raises(Conflict, match="stap is gezet"):
        briefverzending.verzend(brief_id=brief.pk, zendingen=[goed], door=b.mensen.opsteller)
    dienst.zet(b, "vraag_informatie")
    fout = replace(goed, **anders)
    with pytest.raises(Weigering, match=woord):
        briefverzending.verzend(brief_id=brief.pk, zendingen=[fout], door=b.mensen.opsteller)
    assert not Verzending.objects.exists()
    assert lopend(b) == {}


@pytest.mark.parametrize(
    ("stand", "naar", "soort"),
    [("t3a", "verleng_afspraken", "afspraken"), ("t4", "verleng_voornemen", "resultaat")],
)
def test_a_prolongation_that_ends_no_later_is_refused(stand, naar, soort):
    """The new term runs from the sending of its letter, not from the end of the old one."""
    b = leg_dossierfeiten(maak_dossier(stand), naar)
    Termijn.objects.filter(dossier=b.dossier, soort=soort).update(status="gestopt", gestopt_op=VANDAAG)
    maak_termijn(b, soort, VANDAAG + dt.timedelta(weeks=8))
    b.regels = overgang(stand, naar)
    with pytest.raises(OvergangGeweigerd, match="niet later dan de oude"):
        dienst.dien_in(b, naar, termijn_weken=8)
    Voorstel.objects.filter(status="concept").update(status="ingetrokken")
    assert dienst.dien_in(b, naar, termijn_weken=9).zegel


def test_a_prolongation_counts_and_replaces_the_term_twice_at_most():
    b = leg_dossierfeiten(maak_dossier("t2"), "maak_ambtelijke_afspraken")
    dienst.hele_stap(b, "maak_ambtelijke_afspraken")
    eerste = lopend(b)["afspraken"]
    for keer in (1, 2):
        b.regels = overgang("t3a", "verleng_afspraken")
        dienst.hele_stap(b, "verleng_afspraken", termijn_weken=6 + keer)
        assert b.stap.verlengingen == keer
        nieuw = lopend(b)["afspraken"]
        assert nieuw.vorige_id == eerste.pk
        assert Termijn.objects.get(pk=eerste.pk).status == "verlengd"
        eerste = nieuw
    b.regels = overgang("t3a", "verleng_afspraken")
    with pytest.raises(Weigering, match="2 keer verlengd"):
        dienst.stel_op(b, "verleng_afspraken")
    assert [s.uitkomst for s in b.dossier.stappen.all()] == [
        "hoger",
        "gelijk_verlengd",
        "gelijk_verlengd",
        "",
    ]
    assert b.dossier.trede_sinds == VANDAAG


def test_a_hold_moves_the_terms_by_the_days_really_held():
    b = maak_dossier("t3a")
    op_zaterdag = {"start": dagen(-9), "overeenkomstig": True, "effectief_einde": dagen(42)}
    oud = maak_termijn(b, "afspraken", dagen(40), **op_zaterdag)
    leg_dossierfeiten(b, "houd_aan")
    dienst.hele_stap(b, "houd_aan")
    assert Termijn.objects.get(pk=oud.pk).status == "opgeschort"
    assert b.dossier.herbeoordeling_op == dagen(60)
    with klok_op(dagen(21)):
        maak_beoordeling(b, "aanhouding", "grond_weg", datum=dagen(0))
        b.regels = overgang("aangehouden", "hervat")
        dienst.hele_stap(b, "hervat")
    nieuw = lopend(b)["afspraken"]
    assert nieuw.ruw_einde == oud.ruw_einde + dt.timedelta(days=21)
    assert nieuw.effectief_einde >= oud.effectief_einde + dt.timedelta(days=21)
    assert nieuw.effectief_einde.weekday() < 5
    assert any("21 dagen" in regel for regel in nieuw.uitleg)
    assert Termijn.objects.get(pk=oud.pk).status == "verlengd"


def test_complying_on_the_last_day_is_in_time():
    b = leg_dossierfeiten(maak_dossier("t5"), "sluit_voldaan")
    dienst.hele_stap(b, "sluit_voldaan")
    assert (b.dossier.stand, b.dossier.sluitreden) == ("afgesloten", "opgelost")


def test_execution_waits_for_the_day_after_the_term_and_a_check_from_after_it():
    b = klaar_voor("t5", "start_uitvoering", {"G-TERMIJN-VOORBIJ": "loopt nog"})
    with pytest.raises(Weigering, match="eerder uitvoeren mag niet"):
        dienst.zet(b, "start_uitvoering")
    with klok_op(dagen(1)):
        with pytest.raises(Weigering, match="feitencheck na"):
            dienst.zet(b, "start_uitvoering")
        feiten.leg_beoordeling_vast(
            dossier_id=b.dossier.pk,
            soort="feitencheck",
            uitkomst="niet_voldaan",
            toelichting="Niets gedaan.",
            door=b.mensen.opsteller,
        )
        assert dienst.zet(b, "start_uitvoering").stand == "t6"


def signaal_bij(b, ernst="licht"):
    signaal = registreer_signaal(
        overheid_id=b.dossier.overheid_id,
        soort="IBT-OVERIG",
        domein="informatie_archief",
        ernst=ernst,
        titel="Achterstand",
        toelichting="De archivaris meldt achterstallige zorg.",
        bron="regiomanager",
        datum_feit=dagen(-9),
        kennisname_op=dagen(-8),
        betrouwbaarheid="B",
        door=b.mensen.lezer,
    )
    dossiers.koppel(dossier_id=b.dossier.pk, signaal_id=signaal.pk, door=b.mensen.opsteller)
    if signaal.status == "nieuw":
        neem_in_behandeling(signaal_id=signaal.pk, door=b.mensen.opsteller)
    weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Nagegaan.", door=b.mensen.opsteller)
    return signaal.pk


@pytest.mark.parametrize(
    ("van", "stap", "status"),
    [("t1", "sluit_ongegrond", "ongegrond"), ("t3a", "sluit_hersteld", "afgehandeld")],
)
def test_closing_settles_the_signals_of_the_dossier(van, stap, status):
    b = klaar_voor(van, stap)
    signaal = signaal_bij(b)
    dienst.zet(b, stap)
    assert Signaal.objects.get(pk=signaal).status == status


# -- nothing changes in what is closed, sent or decided ----------------------------------------------


def test_nothing_changes_in_a_closed_dossier():
    b = klaar_voor("t3a", "sluit_hersteld")
    maak_termijn(b, "afspraken", dagen(5))
    dienst.zet(b, "sluit_hersteld")
    door, pk = b.mensen.opsteller, b.dossier.pk
    beoordeling = Beoordeling.objects.filter(dossier=pk).first()
    pogingen = (
        lambda: feiten.maak_afspraak(
            dossier_id=pk, actie="a", eigenaar="b", gereed_op=dagen(9), bewijs="c", door=door
        ),
        lambda: feiten.leg_beoordeling_vast(
            dossier_id=pk, soort="weging", uitkomst="volgen", toelichting="x", door=door
        ),
        lambda: feiten.verifieer_beoordeling(beoordeling_id=beoordeling.pk, door=b.mensen.jurist),
        lambda: feiten.stel_spoed_vast(
            dossier_id=pk, reden="gevaar", toelichting="x", gebeld="y", door=b.mensen.gedeputeerde
        ),
        lambda: voorstellen.stel_op(
            dossier_id=pk, stap="houd_aan", tekst=dienst.tekst(b, "houd_aan"), door=door
        ),
        lambda: dossiers.zet_grondslag(
            dossier_id=pk, orgaan="college", gevorderd="resultaat", gebrek="niet", door=door
        ),
        lambda: dossiers.wijs_toe(
            dossier_id=pk,
            behandelaar_id=b.mensen.lezer.pk,
            tweede_lezer_id=None,
            door=b.mensen.coordinator,
        ),
    )
    for poging in pogingen:
        with pytest.raises(Conflict):
            poging()
    assert not Termijn.objects.filter(dossier=pk, status="loopt").exists()


def geweigerd(handeling):
    with pytest.raises(DatabaseError), transaction.atomic():
        handeling()


def test_the_database_refuses_changes_in_what_is_closed_sent_or_decided():
    b = leg_dossierfeiten(maak_dossier("t3a"), "sluit_hersteld")
    oude_termijn = maak_termijn(b, "afspraken", dagen(5))
    voorstel = dienst.hele_stap(b, "sluit_hersteld")
    rijen = {
        type(b.dossier)._default_manager.filter(pk=b.dossier.pk): {"titel": "Anders"},
        b.dossier.stappen.all(): {"uitkomst": "lager"},
        Termijn.objects.filter(pk=oude_termijn.pk): {"effectief_einde": dagen(99)},
        Brief.objects.filter(voorstel=voorstel): {"onderwerp": "Anders"},
        Verzending.objects.filter(brief__voorstel=voorstel): {"bewijs": "anders"},
        Besluit.objects.filter(voorstel=voorstel): {"machtiging": "anders"},
        type(voorstel)._default_manager.filter(pk=voorstel.pk): {"gevraagd": "Anders"},
        voorstel.parafen.all(): {"opmerking": "anders"},
        Beoordeling.objects.filter(dossier=b.dossier): {"toelichting": "anders"},
        Stuk.objects.filter(dossier=b.dossier): {"titel": "anders"},
    }
    for rij, wijziging in rijen.items():
        assert rij.exists()
        geweigerd(lambda rij=rij, wijziging=wijziging: rij.update(**wijziging))
    geweigerd(lambda: Stuk.objects.filter(dossier=b.dossier)._raw_delete(using="default"))
    geweigerd(lambda: Verzending.objects.all()._raw_delete(using="default"))
    geweigerd(
        lambda: Afspraak.objects.create(
            dossier=b.dossier, trede="t3a", actie="a", eigenaar="b", gereed_op=VANDAAG, vastgelegd_op=VANDAAG
        )
    )
