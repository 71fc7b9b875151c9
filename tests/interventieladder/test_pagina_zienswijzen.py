"""The pages of a zienswijze: its card in the dossier, registering, points, answers, and who may look."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interventieladder.models import Stuk, Zienswijze, ZienswijzePunt
from interventieladder.services import zienswijzen
from tests.factories import KabinetFactory, SecretariaatFactory, TeamleiderFactory, UserFactory
from tests.interventieladder.bouw import (
    VANDAAG,
    dagen,
    klaar_voor,
    maak_dossier,
    maak_stuk,
    maak_termijn,
    ontvangen_zienswijze,
)
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def b():
    bouw = maak_dossier("t4")
    maak_termijn(bouw, "zienswijze", dagen(-1))
    return bouw


def als(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(b):
    return als(b.mensen.opsteller)


def tekst(antwoord):
    return antwoord.content.decode()


def adres(b, naam, *args):
    return reverse(naam, args=[b.dossier.nummer, *args])


def invoer(**anders):
    return {
        "wijze": "schriftelijk",
        "gegeven_door": "het college",
        "datum": "2026-10-01",
        "ontvangen_op": "2026-10-02",
        "punten": "De termijn is te kort.\n\nEr loopt een aanbesteding.",
        "bestand": SimpleUploadedFile("brief.pdf", PDF, "application/pdf"),
        **anders,
    }


def test_from_receipt_to_the_last_answer(b, browser):
    pagina = tekst(browser.get(adres(b, "dossier")))
    assert "er is niets geregistreerd" in pagina
    assert adres(b, "zienswijze_nieuw") in pagina
    assert "Leg vast: geen zienswijze ontvangen" in pagina
    antwoord = browser.post(adres(b, "zienswijze_nieuw"), invoer())
    z = Zienswijze.objects.get()
    assert antwoord["Location"] == adres(b, "zienswijze", z.pk)
    pagina = tekst(browser.get(antwoord["Location"]))
    assert "Er loopt een aanbesteding." in pagina
    assert "binnen de termijn" in pagina
    assert "2 van 2 punten te beantwoorden" in tekst(browser.get(adres(b, "dossier")))
    for punt in z.punten.all():
        gegevens = {"oordeel": "deels", "reactie": f"Antwoord {punt.nummer}.", "versie": "1"}
        assert browser.post(adres(b, "zienswijze_antwoord", z.pk, punt.nummer), gegevens).status_code == 303
    assert "2 punten beantwoord" in tekst(browser.get(adres(b, "dossier")))
    assert "Antwoord 2." in tekst(browser.get(adres(b, "zienswijze", z.pk)))


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"wijze": ""}, "verplicht"),
        ({"gegeven_door": ""}, "verplicht"),
        ({"bestand": ""}, "verplicht"),
        ({"datum": "2026-10-99"}, "geldige datum"),
        ({"ontvangen_op": ""}, "wanneer wij de zienswijze ontvingen"),
        ({"ontvangen_op": "2026-10-05"}, "na de termijn"),
        ({"ontvangen_op": "2026-10-05", "meegewogen": "nee"}, "waarom u dat kiest"),
        ({"bestand": SimpleUploadedFile("x.exe", b"MZ" + b"0" * 90)}, "bestand"),
    ],
)
def test_what_is_wrong_stands_on_the_form_with_the_text(b, browser, anders, melding):
    antwoord = browser.post(adres(b, "zienswijze_nieuw"), invoer(**anders))
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert "Er loopt een aanbesteding." in tekst(antwoord)
    assert not Stuk.objects.filter(soort="zienswijze").exists()


def test_a_late_one_asks_whether_it_is_weighed(b, browser):
    browser.post(
        adres(b, "zienswijze_nieuw"),
        invoer(ontvangen_op="2026-10-05", meegewogen="nee", meegewogen_reden="Niets nieuws."),
    )
    z = Zienswijze.objects.get()
    assert "te laat, weegt niet mee" in tekst(browser.get(adres(b, "dossier")))
    assert "nee: Niets nieuws." in tekst(browser.get(adres(b, "zienswijze", z.pk)))
    form = adres(b, "zienswijze_laat", z.pk)
    assert browser.post(form, {"meegewogen": "ja", "meegewogen_reden": ""}).status_code == 422
    assert browser.post(form, {"meegewogen": "ja", "meegewogen_reden": "Toch."}).status_code == 303
    assert "te laat, weegt mee" in tekst(browser.get(adres(b, "dossier")))


def test_who_answers_second_keeps_the_text_and_sees_the_first(b, browser):
    z = ontvangen_zienswijze(b, "onbeantwoord")
    form = adres(b, "zienswijze_antwoord", z.pk, 1)
    eerste = {"oordeel": "deels", "reactie": "Wij geven drie weken extra.", "versie": "1"}
    assert als(b.mensen.jurist).post(form, eerste).status_code == 303
    tweede = {"oordeel": "ongegrond", "reactie": "Mijn eigen tekst.", "versie": "1"}
    antwoord = browser.post(form, tweede)
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "Mijn eigen tekst." in pagina
    assert "Wij geven drie weken extra." in pagina
    assert b.mensen.jurist.naam in pagina
    assert 'name="versie" value="2"' in pagina
    assert browser.post(form, {**tweede, "versie": "2"}).status_code == 303
    assert ZienswijzePunt.objects.get(zienswijze=z, nummer=1).reactie == "Mijn eigen tekst."


def test_points_are_added_and_written_better(b, browser):
    z = ontvangen_zienswijze(b, "zonder punten")
    assert "Nog geen punten" in tekst(browser.get(adres(b, "zienswijze", z.pk)))
    assert browser.post(adres(b, "zienswijze_punten", z.pk), {"punten": " \n "}).status_code == 422
    assert browser.post(adres(b, "zienswijze_punten", z.pk), {"punten": "Te duur."}).status_code == 303
    form = adres(b, "zienswijze_punt", z.pk, 1)
    assert browser.post(form, {"tekst": "Het is te duur.", "versie": "x"}).status_code == 422
    assert browser.post(form, {"tekst": "Het is te duur.", "versie": "1"}).status_code == 303
    assert ZienswijzePunt.objects.get().tekst == "Het is te duur."
    assert browser.post(form, {"tekst": "Toch niet.", "versie": "1"}).status_code == 409


def test_that_nothing_came_is_recorded_with_one_button(b, browser):
    knop = adres(b, "zienswijze_geen")
    assert browser.get(knop).status_code == 405
    assert browser.post(knop).status_code == 303
    pagina = tekst(browser.get(adres(b, "dossier")))
    assert "geen zienswijze ontvangen" in pagina
    assert "Leg vast: geen zienswijze" not in pagina
    assert browser.post(knop, follow=True).status_code == 200
    assert Zienswijze.objects.count() == 1


def test_a_paper_that_was_here_already_is_worked_out_without_a_file(b, browser):
    stuk = maak_stuk(b, "zienswijze", ontvangen_op=dagen(-7), afzender="College", titel="Oude brief")
    link = f"{adres(b, 'zienswijze_nieuw')}?stuk={stuk.pk}"
    assert link in tekst(browser.get(adres(b, "dossier")))
    form = tekst(browser.get(link))
    assert 'value="College"' in form
    assert 'type="file"' not in form
    gegevens = invoer(datum="2026-09-28", ontvangen_op="2026-09-28")
    del gegevens["bestand"]
    assert browser.post(link, gegevens).status_code == 303
    assert Zienswijze.objects.get().stuk == stuk
    assert browser.get(f"{adres(b, 'zienswijze_nieuw')}?stuk=999999").status_code == 404
    kopie = f"{adres(b, 'stuk_nieuw')}?soort=zienswijze"
    assert f'value="{stuk.pk}"' in tekst(browser.get(kopie))


def test_who_may_not_work_on_dossiers_reads_only_and_outsiders_nothing(b):
    z = ontvangen_zienswijze(b, "onbeantwoord")
    lezer, buiten = als(TeamleiderFactory()), als(UserFactory())
    pagina = tekst(lezer.get(adres(b, "zienswijze", z.pk)))
    assert "Er loopt een aanbesteding." in pagina
    assert "Beantwoord" not in pagina
    assert "Registreer zienswijze" not in tekst(lezer.get(adres(b, "dossier")))
    adressen = [
        adres(b, "zienswijze_nieuw"),
        adres(b, "zienswijze_punten", z.pk),
        adres(b, "zienswijze_laat", z.pk),
        adres(b, "zienswijze_antwoord", z.pk, 1),
        adres(b, "zienswijze_punt", z.pk, 1),
    ]
    for pad in adressen:
        assert lezer.get(pad).status_code == 403
        assert buiten.get(pad).status_code == 403
    assert lezer.post(adres(b, "zienswijze_geen")).status_code == 403
    assert buiten.get(adres(b, "zienswijze", z.pk)).status_code == 403


def test_the_room_of_the_cdk_and_other_dossiers_do_not_exist_here(b, browser):
    z = ontvangen_zienswijze(b, "onbeantwoord")
    ander = maak_dossier("t4")
    assert browser.get(adres(ander, "zienswijze", z.pk)).status_code == 404
    kamer, kabinet = maak_dossier("t4", kamer="cdk", orgaan="burgemeester"), KabinetFactory()
    maak_termijn(kamer, "zienswijze", dagen(10))
    geheim = zienswijzen.registreer(
        dossier_id=kamer.dossier.pk,
        nieuw=zienswijzen.NieuweZienswijze(
            "schriftelijk", "de burgemeester", dagen(-3), dagen(-2), ("Geheim.",)
        ),
        bestand=SimpleUploadedFile("brief.pdf", PDF, "application/pdf"),
        door=kabinet,
    )
    assert browser.get(adres(kamer, "zienswijze", geheim.pk)).status_code == 404
    assert browser.get(adres(kamer, "zienswijze_antwoord", geheim.pk, 1)).status_code == 404
    assert als(SecretariaatFactory()).get(adres(kamer, "zienswijze", geheim.pk)).status_code == 404
    assert "Geheim." in tekst(als(kabinet).get(adres(kamer, "zienswijze", geheim.pk)))


def test_the_proposal_shows_what_the_decision_will_say():
    b = klaar_voor("t4", "besluit_indeplaatsstelling")
    pagina = tekst(als(b.mensen.lezer).get(reverse("voorstel", args=[b.voorstel.nummer])))
    assert "Zienswijze en ons antwoord" in pagina
    assert "Er loopt een aanbesteding." in pagina
    assert "Gewogen." in pagina


def test_the_page_asks_as_many_queries_for_many_points(b, browser, django_assert_max_num_queries):
    z = ontvangen_zienswijze(b, "zonder punten")
    zienswijzen.voeg_punten_toe(
        zienswijze_id=z.pk, punten=[f"Punt {n}" for n in range(60)], door=b.mensen.opsteller
    )
    pad = adres(b, "zienswijze", z.pk)
    browser.get(pad)
    with django_assert_max_num_queries(14):
        assert "Punt 59" in tekst(browser.get(pad))
