"""Pages of taking over: one by form, many by file, and the card on the dossier with its acts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interventieladder.models import Dossier, OvergenomenTermijn
from tests.interventieladder.overnamewereld import BRON, PEIL, bestand, bouw
from tests.interventieladder.test_overname import met_briefeinde
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db):
    with klok_op(PEIL):
        yield bouw()


def als(user):
    client = Client()
    client.force_login(user)
    return client


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def blad(w, **anders):
    """The form of a dossier on T2, as a browser sends it."""
    velden = {
        "bron": BRON,
        "bronsoort": "bron_systeem",
        "zaaknummer": "Z-1",
        "overheid": w.duinrand.code,
        "taak": "archiefzorg",
        "titel": "Archiefachterstand",
        "omschrijving": "Uit het register.",
        "datum": "2026-02-20",
        "stappen-aantal": "2",
        "stappen-0-trede": "t1",
        "stappen-0-van": "2026-03-02",
        "stappen-0-tot": "2026-03-16",
        "stappen-1-trede": "t2",
        "stappen-1-van": "2026-03-16",
        "stappen-1-niveau": "teamleider",
        "stappen-1-nummer": "TL-17",
        "stappen-1-besloten_op": "2026-03-13",
        "brieven-aantal": "2",
        "brieven-0-soort": "L2",
        "brieven-0-titel": "Verzoek",
        "brieven-0-geadresseerde": "College",
        "brieven-0-datum": "2026-03-17",
        "termijnen-aantal": "1",
        "termijnen-0-soort": "antwoord",
        "termijnen-0-datum": "2026-03-17",
        "termijnen-0-weken": "4",
    }
    return {**velden, **anders}


def test_one_by_form(w):
    leeg = als(w.noor).get("/dossiers/overnemen/?overheid=GM9907")
    assert leeg.status_code == 200
    assert "de klok" not in tekst(leeg), "no decision was ever taken by the clock"
    antwoord = als(w.noor).post("/dossiers/overnemen/", blad(w))
    dossier = Dossier.objects.get()
    assert (antwoord.status_code, antwoord.url) == (303, f"/dossiers/{dossier.nummer}/")
    assert (dossier.stand, dossier.termijnen.get().weken) == ("t2", 4)


def test_another_row_keeps_what_was_typed_and_blames_nobody(w):
    antwoord = als(w.noor).post("/dossiers/overnemen/", blad(w, meer="stappen", titel=""))
    pagina = tekst(antwoord)
    assert antwoord.status_code == 200
    assert 'name="stappen-2-trede"' in pagina
    assert 'value="Z-1"' in pagina
    assert "Vul “Titel” in." not in pagina
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"titel": ""}, "Vul “Titel” in."),
        ({"brieven-0-datum": ""}, "Vul dit in, of maak de hele rij leeg."),
        ({"stappen-1-van": "2026-04-01"}, "Er zit een gat na de vorige trede"),
        ({"taak": "maatschappelijke_ondersteuning"}, "minister"),
        ({"stappen-1-trede": "t6"}, "De ladder kent geen stap van T1"),
        ({"stappen-aantal": "x" * 50, "stappen-1-van": "morgen"}, "geldige datum"),
    ],
)
def test_a_refusal_keeps_the_text_and_says_what_to_do(w, anders, melding):
    antwoord = als(w.noor).post("/dossiers/overnemen/", blad(w, **anders))
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert "Uit het register." in tekst(antwoord)
    assert not Dossier.objects.exists()


def test_a_fault_in_a_row_stands_in_that_row_not_at_the_head(w):
    antwoord = als(w.noor).post("/dossiers/overnemen/", blad(w, **{"brieven-0-datum": "2026-01-05"}))
    assert antwoord.status_code == 422
    kop, rijen = antwoord.context["blad"].kop, antwoord.context["blad"].groepen[1][2]
    assert kop.errors == {}
    assert "vóór het begin" in rijen[0].errors["datum"][0]


def upload(client, inhoud):
    return client.post("/dossiers/overnemen/bestand/", {"bestand": SimpleUploadedFile("z.csv", inhoud)})


def test_many_by_file_with_preview_and_confirmation(w):
    client = als(w.noor)
    assert client.get("/dossiers/overnemen/bestand/").status_code == 200
    antwoord = upload(client, bestand(w.duinrand.code))
    assert "Neem 1 dossier over" in tekst(antwoord)
    assert not Dossier.objects.exists()
    antwoord = client.post("/dossiers/overnemen/bestand/", {"inhoud": antwoord.context["inhoud"]})
    assert antwoord.status_code == 303
    assert Dossier.objects.get().stand == "t2"
    assert "waren al overgenomen" in tekst(upload(client, bestand(w.duinrand.code)))


def test_faults_of_a_file_stand_in_a_table_and_nothing_is_saved(w):
    client = als(w.noor)
    for antwoord in (
        upload(client, bestand("GM0000")),
        client.post("/dossiers/overnemen/bestand/", {"inhoud": bestand("GM0000").decode()}),
    ):
        assert antwoord.status_code == 422
        assert "is niet bekend" in tekst(antwoord)
    assert client.post("/dossiers/overnemen/bestand/", {}).status_code == 422
    assert not Dossier.objects.exists()


def test_the_dossier_says_from_where_and_a_second_person_confirms(w):
    dossier = w.neem_over()
    pad = f"/dossiers/{dossier.nummer}/"
    van_noor = tekst(als(w.noor).get(pad))
    assert f"Overgenomen uit {BRON}" in van_noor
    assert "Wacht op bevestiging door een ander" in van_noor
    assert "Bevestig overname</button>" not in van_noor
    assert 'href="https://zaken.voorbeeldland.example/Z-2026-0412"' in van_noor
    assert "documentnummer D-61" in van_noor
    assert "Bevestig overname</button>" in tekst(als(w.joost).get(pad))
    assert als(w.noor).post(f"{pad}overname/bevestigen/").status_code == 403
    assert als(w.joost).post(f"{pad}overname/bevestigen/").status_code == 303
    assert "Wacht op bevestiging" not in tekst(als(w.noor).get(pad))
    assert als(w.joost).post(f"{pad}overname/bevestigen/").status_code == 409


def test_choosing_an_end_adding_and_withdrawing_on_the_page(w):
    dossier = met_briefeinde(w)
    client, pad = als(w.noor), f"/dossiers/{dossier.nummer}/"
    keuze = f"{pad}overname/termijn/{OvergenomenTermijn.objects.get().pk}/"
    assert "24-11-2026" in tekst(client.get(keuze))
    assert client.post(keuze, {"keuze": "einde_brief", "reden": ""}).status_code == 422
    assert client.post(keuze, {"keuze": "einde_brief", "reden": "Vertrouwen."}).status_code == 303
    assert "Vertrouwen." in tekst(client.get(pad))
    brief = {"soort": "L3", "titel": "Rappel", "geadresseerde": "College", "datum": "2026-04-20"}
    assert client.get(f"{pad}overname/aanvullen/").status_code == 200
    assert client.get(f"{pad}overname/aanvullen/?soort=besluit").status_code == 200
    assert client.post(f"{pad}overname/aanvullen/", {**brief, "datum": "2027-01-01"}).status_code == 422
    assert client.post(f"{pad}overname/aanvullen/", brief).status_code == 303
    assert client.post(f"{pad}overname/intrekken/", {"reden": ""}).status_code == 422
    assert client.post(f"{pad}overname/intrekken/", {"reden": "Verkeerd."}).status_code == 303
    assert "Ingetrokken" in tekst(client.get(pad))


def test_a_paper_that_stayed_elsewhere_leads_there_or_says_where_it_is(w):
    dossier = w.neem_over()
    stuk = dossier.stukken.first()
    pad = f"/dossiers/{dossier.nummer}/stuk/{stuk.pk}/"
    assert als(w.noor).get(pad).status_code == 404
    type(stuk).objects.filter(pk=stuk.pk).update(documentadres="https://dms.example/61")
    antwoord = als(w.noor).get(pad)
    assert (antwoord.status_code, antwoord.url) == (302, "https://dms.example/61")


def test_an_outsider_gets_nothing(w):
    dossier = w.neem_over()
    pad = f"/dossiers/{dossier.nummer}/overname/"
    for adres in (
        "/dossiers/overnemen/",
        "/dossiers/overnemen/bestand/",
        f"{pad}intrekken/",
        f"{pad}aanvullen/",
    ):
        assert als(w.buiten).get(adres).status_code == 403
        assert als(w.marijke).get(adres).status_code == 403
    assert als(w.buiten).post(f"{pad}bevestigen/").status_code == 403
    assert als(w.marijke).post(f"{pad}bevestigen/").status_code == 403


def test_the_page_costs_no_more_with_more_past(w):
    kort = w.neem_over(brieven=(), beoordelingen=(), stukken=(), afspraken=())
    client = als(w.joost)

    def vragen(dossier):
        client.get(f"/dossiers/{dossier.nummer}/")
        with CaptureQueriesContext(connection) as geteld:
            client.get(f"/dossiers/{dossier.nummer}/")
        return len(geteld)

    lang = w.neem_over(zaaknummer="Z-2", taak="archiefbewaarplaats")
    assert vragen(lang) <= vragen(kort)
