"""The pages: everybody with the right sees what runs, nobody else sees anything."""

import datetime as dt

import pytest
from django.urls import reverse

from reports import services
from reports.models import Rapport, Rapportstatus, Schema, Schemaronde
from tests.factories import BeheerderFactory, GedeputeerdeFactory, ToezichthouderFactory, UserFactory
from tests.reports.wereld import PEILDATUM
from toezicht.core import clock
from toezicht.core.models import Logboekregel


@pytest.fixture
def rapport(wereld):
    return services.maak_nu(soort="kwartaaldashboard", peildatum=PEILDATUM)


def adressen(rapport):
    return [
        reverse("rapportages"),
        reverse("rapport", args=[rapport.pk]),
        reverse("rapport_bestand", args=[rapport.pk]),
    ]


def als(client, fabriek):
    user = fabriek()
    client.force_login(user)
    return user


def haal(client, rapport, **vraag):
    """The response and the whole file; reading it to the end closes it."""
    antwoord = client.get(reverse("rapport_bestand", args=[rapport.pk]), vraag)
    return antwoord, b"".join(antwoord.streaming_content)


@pytest.mark.parametrize("wie", [UserFactory, BeheerderFactory])
def test_an_outsider_sees_nothing(client, rapport, wie):
    als(client, wie)
    assert [client.get(adres).status_code for adres in adressen(rapport)] == [403, 403, 403]
    assert client.post(reverse("rapportages"), {"soort": "kwartaaldashboard"}).status_code == 403
    assert client.post(reverse("rapport", args=[rapport.pk]), {"reden": "x"}).status_code == 403


def test_a_visitor_goes_to_the_log_in_page(client, rapport):
    for adres in adressen(rapport):
        antwoord = client.get(adres)
        assert antwoord.status_code == 302
        assert antwoord.url.startswith(reverse("inloggen"))


def test_the_list_shows_every_kind_of_run(client, rapport):
    schema = Schema.objects.create(
        naam="Kwartaal", soort="kwartaaldashboard", ritme="kwartaal", dag=10, van=dt.date(2026, 1, 1)
    )
    for plek, status in enumerate(["gepland", "draait", "klaar", "mislukt", "gemist"]):
        Schemaronde.objects.create(
            schema=schema, periode=f"202{plek}-K1", gepland_op=clock.nu(), status=status
        )
    als(client, ToezichthouderFactory)
    tekst = client.get(reverse("rapportages")).content.decode()
    for woord in (
        "gepland",
        "draait",
        "klaar",
        "mislukt",
        "gemist",
        "derde kwartaal 2026",
        "Maak het rapport",
    ):
        assert woord in tekst


def test_who_may_read_but_not_run_has_no_form_and_no_act(client, rapport):
    als(client, GedeputeerdeFactory)
    tekst = client.get(reverse("rapportages")).content.decode()
    assert "Maak het rapport" not in tekst
    assert haal(client, rapport)[1].startswith(b"%PDF-")
    assert client.post(reverse("rapport", args=[rapport.pk]), {"reden": "ik wil het"}).status_code == 403
    vraag = {"soort": "kwartaaldashboard", "peildatum": "2026-06-30"}
    assert client.post(reverse("rapportages"), vraag).status_code == 403
    assert Rapport.objects.count() == 1


def test_asking_puts_it_in_the_queue(client, wereld):
    user = als(client, ToezichthouderFactory)
    antwoord = client.post(
        reverse("rapportages"), {"soort": "toezichtbeeld", "overheid": "gm9901", "peildatum": "2026-09-30"}
    )
    gevraagd = Rapport.objects.get()
    assert antwoord.url == reverse("rapport", args=[gevraagd.pk])
    assert (gevraagd.status, gevraagd.gevraagd_door, gevraagd.overheid_code) == ("gepland", user, "GM9901")
    assert "wordt gemaakt" in client.get(antwoord.url).content.decode()
    assert client.get(reverse("rapport_bestand", args=[gevraagd.pk])).status_code == 404


@pytest.mark.parametrize(
    ("waarden", "status", "melding"),
    [
        ({"soort": "toezichtbeeld", "overheid": "", "peildatum": "2026-09-30"}, 422, "Noem haar code"),
        ({"soort": "toezichtbeeld", "overheid": "GM0000", "peildatum": "2026-09-30"}, 422, "GM0000"),
        ({"soort": "kwartaaldashboard", "peildatum": "2027-01-01"}, 422, "toekomst"),
        ({"soort": "onzin", "peildatum": "2026-09-30"}, 400, "onzin"),
        ({"soort": "kwartaaldashboard", "peildatum": "gisteren"}, 400, "gisteren"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, wereld, waarden, status, melding):
    als(client, ToezichthouderFactory)
    antwoord = client.post(reverse("rapportages"), {**waarden, "reden": "bewaar deze tekst"})
    assert antwoord.status_code == status
    tekst = antwoord.content.decode()
    assert melding in tekst
    assert "bewaar deze tekst" in tekst
    assert not Rapport.objects.exists()


def test_again_asks_why_and_then_makes_a_new_version(client, rapport):
    als(client, ToezichthouderFactory)
    adres = reverse("rapport", args=[rapport.pk])
    zonder = client.post(adres, {"reden": ""})
    assert zonder.status_code == 400
    assert "Schrijf waarom" in zonder.content.decode()
    assert client.post(adres, {"reden": "De raad vroeg erom"}).status_code == 302
    assert Rapport.objects.get(versie=2).reden == "De raad vroeg erom"


def test_the_page_shows_sums_and_checks_them(client, rapport):
    als(client, GedeputeerdeFactory)
    adres = reverse("rapport", args=[rapport.pk])
    tekst = client.get(adres).content.decode()
    assert rapport.sha256 in tekst
    assert rapport.snapshot_sha256 in tekst
    assert "Het rapport klopt" not in tekst
    assert "Het rapport klopt" in client.get(adres, {"controle": "ja"}).content.decode()


def test_a_failed_report_says_what_went_wrong(client, wereld):
    door = als(client, ToezichthouderFactory)
    mis = services.vraag_rapport(soort="kwartaaldashboard", peildatum=PEILDATUM, by=door)
    Rapport.objects.filter(pk=mis.pk).update(
        status=Rapportstatus.MISLUKT, laatste_fout="PdfMislukt: plaatje <weg>"
    )
    tekst = client.get(reverse("rapport", args=[mis.pk])).content.decode()
    assert "PdfMislukt: plaatje &lt;weg&gt;" in tekst
    assert "Probeer opnieuw" in tekst


def test_the_file_comes_as_pdf_with_a_name_and_the_reading_is_noted(client, rapport):
    user = als(client, GedeputeerdeFactory)
    antwoord, inhoud = haal(client, rapport, opslaan="")
    assert inhoud.startswith(b"%PDF-")
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="kwartaaldashboard-2026-K3-v1.pdf"'
    regel = Logboekregel.objects.get(handeling="rapport_gelezen")
    assert regel.door_id == user.pk


def test_a_lost_file_is_not_found(client, rapport):
    als(client, GedeputeerdeFactory)
    rapport.bestand.storage.delete(rapport.bestand.name)
    assert client.get(reverse("rapport_bestand", args=[rapport.pk])).status_code == 404


def test_a_schedule_is_switched_by_who_may(client, db):
    schema = Schema.objects.create(
        naam="Kwartaal", soort="kwartaaldashboard", ritme="kwartaal", van=dt.date(2026, 1, 1)
    )
    adres = reverse("schema", args=[schema.pk])
    als(client, GedeputeerdeFactory)
    assert client.post(adres, {"actief": "nee"}).status_code == 403
    als(client, ToezichthouderFactory)
    assert client.get(adres).status_code == 405
    client.post(adres, {"actief": "nee"})
    schema.refresh_from_db()
    assert schema.actief is False


def test_the_list_stays_flat(client, wereld, django_assert_max_num_queries):
    als(client, ToezichthouderFactory)
    for code in ("GM9901", "GM9902", "GM9903", "GM9904"):
        services.maak_nu(soort="toezichtbeeld", overheid_code=code, peildatum=PEILDATUM)
    with django_assert_max_num_queries(12):
        client.get(reverse("rapportages"))
