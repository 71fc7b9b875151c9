"""The pages about housing: the table, one municipality, loading with a preview, judging a delivery."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from interventieladder.models import Dossier, Verschoonbaarheid
from signalen.models import Huisvestinglevering
from tests import huisvestingwereld as w
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    GedeputeerdeFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op

VANDAAG = dt.date(2026, 7, 20)
AARLO, BERGMEER = "GM9901", "GM9902"


@pytest.fixture(autouse=True)
def klok(db):
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def rik():
    return CoordinatorFactory(username="rik", first_name="Rik", last_name="Vos")


@pytest.fixture
def noor(client):
    noor = ToezichthouderFactory(username="noor", first_name="Noor", last_name="Ambtsma")
    client.force_login(noor)
    return noor


@pytest.fixture
def wereld(rik):
    """Aarlo 8 behind for the second time; Bergmeer has a lead."""
    w.gemeente(AARLO, "Aarlo")
    w.gemeente(BERGMEER, "Bergmeer")
    w.laad_en_stel_vast(
        *w.reeks(AARLO, ("2025-2", 20, 12), ("2026-1", 20, 20)),
        *w.reeks(BERGMEER, ("2025-2", 10, 12), ("2026-1", 10, 10)),
        tweede=rik,
    )


def upload(*rijen, naam="cijfers.csv"):
    return SimpleUploadedFile(naam, w.csv(*rijen), "text/csv")


# -- the table -------------------------------------------------------------------------------------------


def test_the_table_shows_figures_rung_and_proposal(client, noor, wereld):
    antwoord = client.get("/huisvesting/")
    html = tekst(antwoord)
    assert antwoord.status_code == 200
    assert "Eerste halfjaar 2026" in html
    assert "1 van 2 gemeenten heeft de opgave gehaald" in html
    assert "T3a Ambtelijk overleg" in html
    assert "Provincie, 2 gemeenten" in html
    assert 'aria-current="true"' in html, "the page lies under Overheden"


def test_an_earlier_half_year_shows_figures_without_a_proposal(client, noor, wereld):
    html = tekst(client.get("/huisvesting/?halfjaar=2025-2"))
    assert "Tweede halfjaar 2025" in html
    assert "Trede en voorstel staan bij het nieuwste halfjaar" in html
    assert "T3a" not in html


def test_filters_and_a_fragment_for_htmx(client, noor, wereld):
    html = tekst(client.get("/huisvesting/?kies=voldaan", headers={"HX-Request": "true"}))
    assert "Bergmeer" in html
    assert "Aarlo" not in html
    assert "<html" not in html
    leeg = tekst(client.get("/huisvesting/?zoek=zzz%00"))
    assert "Geen gemeente voldoet aan deze filters" in leeg
    assert client.get("/huisvesting/?halfjaar=kapot&kies=raar").status_code == 200


def test_without_figures_the_page_says_what_is_next(client, noor):
    assert "Laad een bestand en laat een collega het vaststellen" in tekst(client.get("/huisvesting/"))


def test_beheer_loads_and_sees_figures_but_no_dossiers(client, wereld):
    client.force_login(BeheerderFactory())
    html = tekst(client.get("/huisvesting/"))
    assert "Laad cijfers" in html
    assert "T3a" not in html
    een = tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert "Voorstel voor een trede" not in een
    assert "Verschoonbaarheid" not in een
    assert "Boekhouding per halfjaar" in een


@pytest.mark.parametrize(
    "pad",
    ["", f"{AARLO}/", "laden/", "leveringen/1/", f"{AARLO}/verschoning/", f"{AARLO}/verschoning/1/"],
)
def test_an_outsider_sees_nothing(client, wereld, pad):
    client.force_login(UserFactory())
    assert client.get(f"/huisvesting/{pad}").status_code in {403, 404}


# -- one municipality ------------------------------------------------------------------------------------


def test_one_municipality_shows_each_step_of_the_calculation_and_why(client, noor, wereld):
    html = tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert "Achterstand van 8 op" in html
    assert "20 + 8 achterstand uit het vorige halfjaar" in html
    assert "28 − 20 gehuisvest" in html
    assert "Tweede halfjaar op rij" in html
    assert "meer dan 3 personen en meer dan 10% van de taak" in html
    assert "versie 2026-1" in html
    assert "vastgesteld door Rik Vos" in html
    assert client.get("/huisvesting/GM0000/").status_code == 404
    assert client.get("/huisvesting/PV99/").status_code == 404


def test_a_correction_stands_beside_the_first_figure(client, noor, wereld, rik):
    w.laad_en_stel_vast(w.correctie("2026-1", AARLO, 23, "2026-07-01"), tweede=rik)
    html = tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert "later verbeterd" in html
    assert "correctie: late melding van het COA" in html
    assert "Drie mensen later gemeld." in html
    assert "Achterstand van 5 op" in html


def test_the_button_opens_a_dossier_and_then_leads_to_it(client, noor, wereld):
    antwoord = client.post(f"/huisvesting/{AARLO}/dossier/")
    dossier = Dossier.objects.get()
    assert (antwoord.status_code, antwoord.url) == (303, f"/dossiers/{dossier.nummer}/")
    html = tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert f"Ga naar dossier {dossier.nummer}" in html
    weer = client.post(f"/huisvesting/{AARLO}/dossier/")
    assert weer.status_code == 409
    assert f"loopt al dossier {dossier.nummer}" in tekst(weer)
    assert client.post(f"/huisvesting/{BERGMEER}/dossier/").status_code == 422


def test_an_excuse_from_form_to_decision(client, noor, wereld):
    pad = f"/huisvesting/{AARLO}/verschoning/"
    form = tekst(client.get(pad))
    assert "Nooit genoeg: een algemeen tekort aan woningen, bestuurlijke onwil" in form
    assert 'value="woningtekort"' not in form
    gegevens = {
        "grond": "tijdelijke_huisvesting",
        "toelichting": "Twintig flexwoningen.",
        "bewijs": "Plan van mei",
    }
    fout = client.post(pad, gegevens | {"grond": "woningtekort"})
    assert (fout.status_code, Verschoonbaarheid.objects.count()) == (422, 0)
    assert "Twintig flexwoningen." in tekst(fout)
    assert client.post(pad, gegevens).status_code == 303
    grond = Verschoonbaarheid.objects.get()
    assert "wacht op besluit van teamleider" in tekst(client.get(f"/huisvesting/{AARLO}/"))
    besluit = f"{pad}{grond.pk}/"
    client.force_login(TeamleiderFactory())
    assert "Beslis" in tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert "Zonder verschoning volgt T3a" in tekst(client.get(besluit))
    assert client.post(besluit, {"akkoord": "ja", "reden": ""}).status_code == 422
    assert client.post(besluit, {"akkoord": "ja", "reden": "Inspanning."}).status_code == 303
    assert client.post(besluit, {"akkoord": "nee", "reden": "Toch niet."}).status_code == 409
    html = tekst(client.get(f"/huisvesting/{AARLO}/"))
    assert "Voldoet niet, doch verschoonbaar" in html
    assert "Zonder deze reden zou het voorstel T3a Ambtelijk overleg zijn" in html


def test_who_may_not_decide_gets_a_refusal_with_words(client, noor, wereld):
    grond = {"grond": "tijdelijke_huisvesting", "toelichting": "Flex.", "bewijs": "Plan"}
    client.post(f"/huisvesting/{AARLO}/verschoning/", grond)
    pad = f"/huisvesting/{AARLO}/verschoning/{Verschoonbaarheid.objects.get().pk}/"
    client.force_login(GedeputeerdeFactory())
    antwoord = client.post(pad, {"akkoord": "ja", "reden": "Ja."})
    assert antwoord.status_code == 403
    assert "Hierover beslist: teamleider" in tekst(antwoord)
    assert (
        client.get(f"/huisvesting/{BERGMEER}/verschoning/{Verschoonbaarheid.objects.get().pk}/").status_code
        == 404
    )


# -- loading and judging ---------------------------------------------------------------------------------


def test_a_file_is_looked_through_first_and_then_loaded(client, noor, wereld):
    rij = w.gehuisvest("2026-1", AARLO, 9, "2026-04-01")
    zien = client.post("/huisvesting/laden/", {"bestand": upload(rij)})
    assert "Dit zou cijfers.csv wijzigen" in tekst(zien)
    assert Huisvestinglevering.objects.count() == 1, "only what the world loaded"
    verborgen = zien.context["bevestig"].initial
    door = client.post(
        "/huisvesting/laden/bevestigen/", {"inhoud": verborgen["inhoud"], "naam": "cijfers.csv"}
    )
    levering = Huisvestinglevering.objects.get(bestandsnaam="cijfers.csv", geladen_door=noor)
    assert (door.status_code, door.url) == (303, f"/huisvesting/leveringen/{levering.pk}/")
    weer = client.post("/huisvesting/laden/bevestigen/", {"inhoud": verborgen["inhoud"], "naam": "x.csv"})
    assert weer.url == door.url
    assert Huisvestinglevering.objects.count() == 2


def test_a_wrong_file_shows_its_lines_and_stores_nothing(client, noor, wereld):
    antwoord = client.post(
        "/huisvesting/laden/", {"bestand": upload(w.gehuisvest("2026-1", "GM9999", 9, "2026-04-01"))}
    )
    assert antwoord.status_code == 422
    assert "kan zo niet worden geladen" in tekst(antwoord)
    assert "gemeente GM9999 is niet bekend" in tekst(antwoord)
    assert "Laad deze cijfers" not in tekst(antwoord)


@pytest.mark.parametrize("inhoud", ["geen base64!", "", "YWJj"])
def test_what_is_tampered_with_is_refused(client, noor, inhoud):
    antwoord = client.post("/huisvesting/laden/bevestigen/", {"inhoud": inhoud, "naam": "x.csv"})
    assert antwoord.status_code == 422
    assert not Huisvestinglevering.objects.exists()


def test_without_a_file_or_with_a_huge_one_the_form_says_so(client, noor):
    assert client.post("/huisvesting/laden/", {}).status_code == 422
    groot = SimpleUploadedFile("groot.csv", b"x" * (1024 * 1024 + 1), "text/csv")
    assert "groter dan 1 MB" in tekst(client.post("/huisvesting/laden/", {"bestand": groot}))


def test_a_second_person_judges_and_the_loader_cannot(client, noor, wereld, rik):
    levering = w.laad(w.correctie("2026-1", AARLO, 23, "2026-07-01"), door=noor).levering
    pad = f"/huisvesting/leveringen/{levering}/"
    assert "Stel vast of wijs af" not in tekst(client.get(pad))
    weigering = client.post(f"{pad}vaststellen/")
    assert weigering.status_code == 403
    client.force_login(rik)
    assert "1 levering wacht op vaststelling" in tekst(client.get("/huisvesting/"))
    assert "Late melding van het COA" in tekst(client.get(pad))
    assert client.post(f"{pad}weggooien/").status_code == 404
    assert client.post(f"{pad}afwijzen/", {"toelichting": ""}).status_code == 422
    assert client.post(f"{pad}vaststellen/").status_code == 303
    assert client.post(f"{pad}afwijzen/", {"toelichting": "Te laat."}).status_code == 409
    assert "vastgesteld" in tekst(client.get("/huisvesting/laden/"))


def test_the_page_of_one_overheid_shows_housing_beside_finance(client, noor, wereld):
    html = tekst(client.get(f"/overheden/{AARLO}/"))
    assert "Huisvesting vergunninghouders" in html
    assert "achterstand 8" in html
    eerder = tekst(client.get(f"/overheden/{AARLO}/?op=2026-07-02&toen=on"))
    assert "Geen vastgestelde cijfers op deze datum" in eerder, "they were established on 20 July"
    assert "achterstand 8" in tekst(client.get(f"/overheden/{AARLO}/?op=2026-01-05"))
