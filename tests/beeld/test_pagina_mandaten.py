"""The pages of the register: reading, drafting, adopting, ending; rights, bad input, what a change moves."""

import pytest
from django.test import Client

from interventieladder.models import Voorstel
from tests.factories import (
    BeheerderFactory,
    JuristFactory,
    OverheidFactory,
    SecretariaatFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier
from tests.mandaatwereld import afwezig, mandaat, vervang
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, RegelStatus, Vervangregel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def als(user):
    client = Client()
    client.force_login(user)
    return client


def velden(**anders):
    return {
        "niveau": "teamleider",
        "handeling": "generiek:vraag_informatie",
        "functie": "directeur",
        "van": "2026-10-05",
        "grondslag": "Mandaatbesluit 2026",
        **anders,
    }


def test_a_draft_waits_for_a_second_person_and_then_counts():
    jurist, beheerder = JuristFactory(), BeheerderFactory()
    antwoord = als(jurist).post("/mandaten/nieuw/", velden())
    concept = Mandaat.objects.get(status=RegelStatus.CONCEPT)
    assert antwoord.url == f"/mandaten/{concept.pk}/"
    pagina = tekst(als(jurist).get(antwoord.url))
    assert "wacht op een tweede persoon" in pagina
    assert "Stel vast" not in pagina
    assert "Stel vast" in tekst(als(beheerder).get(antwoord.url))
    assert als(beheerder).post(antwoord.url, {"daad": "vast"}).status_code == 302
    assert Mandaat.objects.get(pk=concept.pk).status == RegelStatus.VASTGESTELD
    assert als(beheerder).post(antwoord.url, {"daad": "vast"}).status_code == 409


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"niveau": ""}, "Kies “Niveau van beslissen”."),
        ({"grondslag": ""}, "Vul “Besluit waarop het mandaat rust” in."),
        ({"tot": "2026-10-05"}, "na de begindatum"),
        ({"handeling": "generiek:kondig_voornemen_aan"}, "bij machtiging"),
        ({"functie": ""}, "een functie of een persoon"),
        ({"bedrag_tot": "veel"}, "getal"),
        ({"van": "geen datum"}, "datum"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(anders, zin):
    antwoord = als(JuristFactory()).post("/mandaten/nieuw/", velden(**anders))
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert "Mandaatbesluit 2026" in antwoord.content.decode() or anders.get("grondslag") == ""
    assert not Mandaat.objects.filter(functie="directeur").exists()


def test_the_end_shows_what_it_moves_before_it_moves_it():
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    regel, jurist = Mandaat.objects.get(niveau="teamleider"), JuristFactory()
    invoer = {"tot": "2026-10-05", "reden": "Nieuw besluit"}
    bekeken = tekst(als(jurist).post(f"/mandaten/{regel.pk}/", {**invoer, "daad": "bekijk"}))
    assert (
        f"{voorstel.nummer}</a> ({b.dossier.overheid.naam}): van {b.mensen.teamleider.naam} naar" in bekeken
    )
    assert Mandaat.objects.get(pk=regel.pk).tot is None
    gedaan = als(jurist).post(f"/mandaten/{regel.pk}/", {**invoer, "daad": "einde"}, follow=True)
    assert f"1 open voorstel ligt nu bij een ander: {voorstel.nummer}" in tekst(gedaan)
    assert Voorstel.objects.get(pk=voorstel.pk).naar_gs


def test_replacement_and_absence_move_a_decision_and_say_so():
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    secretariaat, vervanger = SecretariaatFactory(), JuristFactory()
    invoer = {
        "voor": b.mensen.teamleider.pk,
        "door": vervanger.pk,
        "volgorde": 1,
        "van": "2026-10-05",
        "grondslag": "R",
    }
    pad = als(secretariaat).post("/mandaten/vervanging/nieuw/", invoer).url
    als(BeheerderFactory()).post(pad, {"daad": "vast"})
    assert Vervangregel.objects.get().status == RegelStatus.VASTGESTELD
    gemeld = als(b.mensen.teamleider).post(
        "/mandaten/afwezigheid/nieuw/",
        {"gebruiker": b.mensen.teamleider.pk, "van": "2026-10-05", "tot": "2026-10-12"},
        follow=True,
    )
    assert voorstel.nummer in tekst(gemeld)
    brief = tekst(als(vervanger).get(f"/besluiten/{voorstel.nummer}/"))
    assert f"namens {b.mensen.teamleider.naam}" in brief
    assert "Goedkeuren" in brief
    terug = als(b.mensen.teamleider).post(
        f"/mandaten/afwezigheid/{Afwezigheid.objects.get().pk}/", {"tot": "2026-10-06"}
    )
    assert terug.status_code == 302


def test_an_interest_is_declared_by_oneself_and_its_words_are_for_few():
    noor, gemeente = ToezichthouderFactory(), OverheidFactory()
    invoer = {"overheid": gemeente.pk, "toelichting": "Zus is wethouder", "van": "2026-10-05"}
    assert als(noor).post("/mandaten/belang/nieuw/", invoer).status_code == 302
    assert "Zus is wethouder" in tekst(als(noor).get("/mandaten/"))
    assert "Zus is wethouder" in tekst(als(SecretariaatFactory()).get("/mandaten/"))
    assert "Zus is wethouder" not in tekst(als(ToezichthouderFactory()).get("/mandaten/"))
    assert als(noor).get(f"/mandaten/belang/{Belang.objects.get().pk}/").status_code == 403


def test_the_register_says_in_words_who_decides_and_what_nobody_is_mandated_for():
    mandaat("teamleider", functie="directeur", handeling="vraag_informatie", ladder="generiek")
    pagina = tekst(als(ToezichthouderFactory()).get("/mandaten/"))
    for zin in (
        "directeur",
        "Informatie opvragen",
        "noem hier nog het besluit",
        "Wat nooit gemandateerd wordt",
    ):
        assert zin in pagina
    assert "Stel een mandaat op" not in pagina


def test_every_address_is_closed_to_an_outsider_and_drafting_to_a_reader():
    regel = Mandaat.objects.order_by("pk").first()
    vervanging = vervang(ToezichthouderFactory(), ToezichthouderFactory())
    weg = afwezig(ToezichthouderFactory(), VANDAAG)
    lezen = ["/mandaten/", f"/mandaten/{regel.pk}/", f"/mandaten/vervanging/{vervanging.pk}/"]
    schrijven = ["/mandaten/nieuw/", "/mandaten/vervanging/nieuw/"]
    for pad in [*lezen, *schrijven, "/mandaten/afwezigheid/nieuw/", "/mandaten/belang/nieuw/"]:
        assert als(UserFactory()).get(pad).status_code == 403, pad
    lezer = als(ToezichthouderFactory())
    assert {lezer.get(pad).status_code for pad in lezen} == {200}
    assert {lezer.get(pad).status_code for pad in schrijven} == {403}
    for daad in ("vast", "einde"):
        geprobeerd = lezer.post(f"/mandaten/{regel.pk}/", {"daad": daad, "tot": "2026-10-06", "reden": "x"})
        assert geprobeerd.status_code in (403, 409)
    assert lezer.post(f"/mandaten/afwezigheid/{weg.pk}/", {"tot": "2026-10-05"}).status_code == 403
    assert Mandaat.objects.get(pk=regel.pk).tot is None


def test_the_register_reads_in_few_queries_however_long(django_assert_max_num_queries):
    client = als(JuristFactory())
    client.get("/mandaten/")
    for n in range(12):
        mandaat("teamleider", gebruiker=UserFactory(), handeling="vraag_informatie")
        vervang(UserFactory(), UserFactory(), volgorde=1 + n % 3)
    with django_assert_max_num_queries(12):
        client.get("/mandaten/")
