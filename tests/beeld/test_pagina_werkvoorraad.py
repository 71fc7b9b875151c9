"""The start page per role: what waits, why, how late, and one act; never more queries with more work."""

import datetime as dt

import pytest
from django.test import Client

from interventieladder.models import Dossier, Stuk
from interventieladder.services import brieven, feiten, stapzetting, stukken, voorstellen
from interventieladder.termijnsoorten import alle_soorten
from signalen.selectors import werk as signaalwerk
from signalen.services import herwegingen, signalen
from signalen.services.huisvesting import stel_vast
from tests import huisvestingwereld
from tests.beeld import besluitwereld
from tests.beeld.besluitwereld import dag, vers
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    FinancieelToezichthouderFactory,
    OverheidFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.paginatekst import tekst
from toezicht.beeld.selectors.werkvoorraad import Werkrij
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db):
    return besluitwereld.wereld()


def als(user):
    client = Client()
    client.force_login(user)
    return client


def rijen(user, **vraag):
    """{act: row} of everything on the page of this user."""
    stand = als(user).get("/werkvoorraad/", vraag).context["stand"]
    return {rij.daad: rij for groep in stand.groepen for rij in groep.rijen}


def tel(user):
    """The number beside Werkvoorraad in the menu, and how many rows its page shows."""
    antwoord = als(user).get("/werkvoorraad/", {"alles": "1"})
    punt = next(p for p in antwoord.context["site"].navigatie if p.naam == "Werkvoorraad")
    return punt.aantal, sum(groep.aantal for groep in antwoord.context["stand"].groepen)


def meld(w, door, **anders):
    velden = {
        "overheid_id": w.gemeente.pk,
        "soort": "IBT-OVERIG",
        "domein": "informatie_archief",
        "ernst": "licht",
        "titel": "Kelder onder water",
        "toelichting": "Gemeld door de archivaris.",
        "bron": "regiomanager",
        "datum_feit": dag(0),
        "kennisname_op": dag(0),
        "betrouwbaarheid": "B",
    }
    return signalen.registreer_signaal(**{**velden, **anders}, door=door)


def test_the_root_leads_to_the_work_of_today(w):
    assert als(w.noor).get("/").url == "/werkvoorraad/"


def test_nothing_to_do_says_what_is_next(w):
    pagina = als(w.tess).get("/werkvoorraad/").content.decode()
    assert "Er wacht nu niets op u" in pagina


def test_a_new_dossier_asks_its_behandelaar_to_weigh(w):
    with klok_op(dag(2)):
        rij = rijen(w.noor)["Weeg"]
        assert (rij.datum, rij.plek, rij.trede) == (dag(28), 1, "T1 Signaleren")
        assert rij.titel.startswith("Duinrand — signaal wegen")
        assert rijen(w.joost) == {}
        assert "Behandelaar: Noor Ambtsma." in rijen(w.rik, team="1")["Weeg"].waarom
        assert rijen(w.rik) == {}
        assert rijen(w.joost, team="1") == {}


def test_a_proposal_goes_from_hand_to_hand(w):
    with klok_op(dag(1)):
        concept = w.concept()
        assert rijen(w.noor)["Maak af"].url == f"/voorstellen/{concept.nummer}/"
        voorstellen.trek_in(voorstel_id=concept.pk, reden="Anders.", door=w.noor)
        voorstel = w.ingediend()
        assert rijen(w.joost)["Lees mee"].url == f"/besluiten/{voorstel.nummer}/"
        assert rijen(w.tess) == {}
        assert "Lees mee" not in rijen(w.farah)
        assert rijen(w.joost)["Lees mee"].sinds == dag(1)
    with klok_op(dag(3)):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
    with klok_op(dag(4)):
        rij = rijen(w.tess)["Beslis"]
        assert (rij.groep, rij.sinds, rij.datum) == ("beslissen", dag(3), None)  # since it came to her
        assert "Opgesteld door Noor Ambtsma" in rij.waarom
        voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag="Hoeveel meter?", door=w.tess)
        assert "“Hoeveel meter?”" in rijen(w.noor)["Pas aan"].waarom
        assert rijen(w.tess) == {}


def test_an_approved_step_and_its_letters(w):
    with klok_op(dag(1)):
        voorstel = w.ingediend()
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
        besluitwereld.besluiten.beslis(
            voorstel_id=voorstel.pk, goedkeuren=True, door=w.tess, zegel=vers(voorstel).zegel
        )
        assert rijen(w.noor)["Zet de stap"].url == w.pad
        stapzetting.zet_stap(dossier_id=w.dossier_id, stap=voorstel.stap, door=w.noor)
    with klok_op(dag(3)):
        rij = rijen(w.noor)["Verstuur"]
        assert (rij.datum, rij.kleur, rij.url) == (dag(1), "rood", f"{w.pad}#versturen")
        assert list(rijen(w.noor)) == ["Verstuur"]
        assert als(w.noor).get("/werkvoorraad/").context["site"].navigatie[0].urgent
        besluitwereld.verstuur(w, vers(voorstel))
        assert rijen(w.noor) == {}
    with klok_op(dag(25)):
        assert rijen(w.noor)["Vraag na"].titel.endswith("antwoord op het informatieverzoek")
    with klok_op(dag(40)):
        rij = rijen(w.noor)["Bepaal vervolg"]
        assert rij.kleur == "rood"
        assert "Stel vast of het gevraagde er is" in rij.waarom


def test_the_second_reader_verifies(w):
    with klok_op(dag(1)):
        w.op_t2()
        besluitwereld.stuk(w, "validatieverslag")
        assert rijen(w.joost)["Verifieer"].url == f"{w.pad}#stukken"
        assert "Verifieer" not in rijen(w.noor)
        stukken.verifieer_stuk(stuk_id=Stuk.objects.get(soort="validatieverslag").pk, door=w.joost)
        assert "Verifieer" not in rijen(w.joost)
        afspraak = feiten.maak_afspraak(
            dossier_id=w.dossier_id,
            actie="Plan",
            eigenaar="secretaris",
            gereed_op=dag(5),
            bewijs="besluit",
            door=w.noor,
        )
    with klok_op(dag(6)):
        assert rijen(w.noor)["Vraag na"].datum == afspraak.gereed_op
        besluitwereld.beoordeel(w, "eindbeoordeling", "opgelost")
        rij = rijen(w.joost)["Toets"]
        assert "Noor Ambtsma oordeelde: opgelost." in rij.waarom


def test_without_a_second_reader_it_waits_for_who_allocates(w):
    with klok_op(dag(1)):
        w.op_t2()
        Dossier.objects.filter(pk=w.dossier_id).update(tweede_lezer=None)
        besluitwereld.stuk(w, "bewijs")
        assert "Verifieer" in rijen(w.rik)
        assert "Verifieer" not in rijen(w.joost)


def test_zienswijze_hold_and_after_care(w):
    with klok_op(dag(1)):
        w.op_t2()
        besluitwereld.zienswijze(w)
        assert rijen(w.noor)["Antwoord"].sinds == dag(1)
        Dossier.objects.filter(pk=w.dossier_id).update(
            stand="aangehouden", aangehouden_op=dag(1), herbeoordeling_op=dag(10), aanhoudgrond="Formatie."
        )
        assert rijen(w.noor)["Herbeoordeel"].datum == dag(10)
        Dossier.objects.filter(pk=w.dossier_id).update(
            stand="afgesloten",
            aangehouden_op=None,
            gesloten_op=dag(1),
            sluitreden="opgelost",
            nazorg_op=dag(12),
        )
        assert rijen(w.noor)["Controleer"].datum == dag(12)


def test_gs_roles_see_their_part(w):
    voorstel = besluitwereld.tot_gs(w)
    with klok_op(dag(43)):
        assert rijen(w.marijke)["Beoordeel"].groep == "beslissen"
        assert rijen(w.sofie) == {}
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.marijke)
        assert rijen(w.sofie)["Beslis"].url == f"/besluiten/{voorstel.nummer}/"


def test_signals_to_weigh_and_to_weigh_again(w):
    pieter = FinancieelToezichthouderFactory(first_name="Pieter", last_name="Terpstra")
    with klok_op(dag(1)):
        signaal = meld(w, pieter)
        assert rijen(w.joost)["Weeg"].datum == dag(28)
        signalen.neem_in_behandeling(signaal_id=signaal.pk, door=pieter)
        assert "Weeg" not in rijen(w.joost)
        assert "Weeg" in rijen(pieter)
        herwegingen.stel_herweging_voor(signaal_id=signaal.pk, naar="zwaar", reden="Derde keer.", door=pieter)
        rij = rijen(w.joost)["Weeg mee"]
        assert "Voorgesteld door Pieter Terpstra: Derde keer." in rij.waarom
        assert "Weeg mee" not in rijen(pieter)
        assert tel(w.joost) == (1, 1)
        nieuws = als(w.joost).get("/werkvoorraad/").context["stand"].nieuws
        assert [n.tekst for n in nieuws] == ["Duinrand: Kelder onder water"]


def test_housing_figures_wait_for_a_second_person(w):
    huisvestingwereld.gemeente("GM9911", "Waterlo")
    huisvestingwereld.laad(huisvestingwereld.taak("2026-2", "GM9911", 12), door=w.noor, naam="najaar.csv")
    tweede = CoordinatorFactory(last_name="Bos")
    rij = rijen(tweede)["Stel vast"]
    assert rij.titel == "Huisvestingscijfers vaststellen: najaar.csv"
    assert rij.waarom.startswith(f"Geladen door {w.noor.naam}, 1 regel.")
    assert als(tweede).get(rij.url).status_code == 200
    # Who loaded it is not the second person, and others cannot establish.
    for ander in (w.noor, w.marijke):
        assert "Stel vast" not in rijen(ander)
    assert tel(tweede) == (1, 1)
    stel_vast(levering_id=int(rij.doel[1]), door=tweede, toelichting="Nagerekend.")
    assert tel(tweede) == (0, 0)


def test_the_number_in_the_menu_is_the_number_of_rows(w):
    with klok_op(dag(1)):
        w.op_t2()
        besluitwereld.stuk(w, "bewijs")
        meld(w, w.farah)
        for user in (w.noor, w.joost, w.rik, w.tess, w.marijke, w.sofie, w.farah):
            menu, pagina = tel(user)
            assert menu == pagina, user
        assert tel(w.joost) == (2, 2)


def test_the_page_says_when_there_is_more_than_it_shows(w, monkeypatch):
    for nummer in range(3):
        meld(w, w.noor, titel=f"Kelder {nummer}")
    woorden = "Er ligt meer dan hier past"
    assert woorden not in tekst(als(w.rik).get("/werkvoorraad/"))
    monkeypatch.setattr(signaalwerk, "MAX", 2)
    pagina = tekst(als(w.rik).get("/werkvoorraad/"))
    assert f"{woorden}: u ziet 2 van de 3 rijen, van elke soort de oudste." in pagina
    assert woorden not in tekst(als(w.rik).get("/werkvoorraad/", {"team": "1"}))


def test_beheer_sees_what_failed(w):
    bas = BeheerderFactory()
    with klok_op(dag(1)):
        Bericht.objects.create(
            sleutel="x",
            adres="noor@voorbeeldland.example",
            onderwerp="Voorstel wacht",
            tekst="…",
            status="mislukt",
            niet_voor=clock.nu(),
            gemaakt_op=clock.nu(),
            laatste_fout="mailserver weigert",
        )
        rij = rijen(bas)["Bekijk"]
        assert "mailserver weigert" in rij.waarom
        assert rij.url == "/beheer/gezondheid/"
        assert "Bekijk" not in rijen(w.noor)


def test_an_outsider_and_a_stranger(w):
    assert als(UserFactory()).get("/werkvoorraad/").status_code == 403
    assert rijen(ToezichthouderFactory()) == {}


def test_queries_stay_the_same_with_more_work(w, django_assert_max_num_queries):
    with klok_op(dag(1)):
        w.op_t2()
        for nummer in range(25):
            w.gemeente = OverheidFactory(provincie=w.gemeente.provincie)
            dossier = w.open(titel=f"Zaak {nummer}")
            besluitwereld.zienswijze(w, dossier)
            meld(w, w.noor)
        client = als(w.noor)
        client.get("/werkvoorraad/")
        with django_assert_max_num_queries(27):  # one per source of work, whatever waits
            antwoord = client.get("/werkvoorraad/")
        groep = next(g for g in antwoord.context["stand"].groepen if g.code == "versturen")
        assert (len(groep.rijen), groep.aantal) == (10, 51)
        assert "Toon alle 51" in antwoord.content.decode()
        alles = client.get("/werkvoorraad/", {"alles": "1"}).context["stand"].groepen
        assert sum(len(g.rijen) for g in alles) == 51
        assert brieven.brieven_van(vers(Dossier.objects.get(pk=w.dossier_id).voorstellen.get()).pk)


def test_only_a_term_of_another_party_asks_to_inquire():
    """The three ways to start a row of a term: others deliver, we act, or a proposal is under way."""
    anderen = {s.code for s in alle_soorten() if s.bewaakt and not s.daad}
    assert anderen == {
        "antwoord",
        "afspraken",
        "zienswijze",
        "resultaat",
        "begunstiging",
        "deelresultaat",
        "a8_zienswijze",
        "a8_advies",
        "a8_minister",
        "aanvraag_art12",
        "besluit_art12",
        "mededeling_273a",
        "nieuw_besluit",
    }


def test_what_is_late_stands_above_what_only_waits_long():
    with klok_op(dag(10)):
        wacht = Werkrij(
            "beslissen", "Oud signaal", "", ("werkvoorraad",), "", sinds=dag(10) - dt.timedelta(days=74)
        )
        laat = Werkrij("beslissen", "Begroting niet ontvangen", "", ("werkvoorraad",), "", datum=dag(3))
        straks = Werkrij("beslissen", "Antwoord", "", ("werkvoorraad",), "", datum=dag(30))
        assert sorted([straks, wacht, laat], key=lambda rij: rij.volgorde) == [laat, wacht, straks]
