"""The page of one dossier, its list and its forms: what stands there, and that a refusal keeps the text."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from interventieladder.models import Afspraak, Beoordeling, Dossier, Stuk
from interventieladder.services import dossiers as dossierservice
from interventieladder.services import feiten
from interventieladder.urls import urlpatterns
from signalen.services.signalen import registreer_signaal
from tests.factories import UserFactory
from tests.interventieladder.paginawereld import PEIL, bouw, pdf
from toezicht.core import logboek
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def w(db):
    return bouw()


@pytest.fixture
def browser(client, w):
    client.force_login(w.noor)
    return client


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


# -- who may see it ----------------------------------------------------------------------------------

ARGUMENTEN = {"nummer": "2026-0001", "stap": "vraag_informatie", "pk": 1, "soort": "L2", "actie": "akkoord"}


@pytest.mark.parametrize("patroon", urlpatterns, ids=lambda p: p.name)
def test_an_outsider_gets_403_or_404_on_every_address(client, w, patroon):
    assert isinstance(patroon, URLPattern)
    naam = patroon.name
    waarden = {k: v for k, v in ARGUMENTEN.items() if k in patroon.pattern.converters}
    adres = reverse(naam, kwargs={**waarden, **({"nummer": w.dossier.nummer} if "nummer" in waarden else {})})
    client.force_login(UserFactory())
    assert {client.get(adres).status_code, client.post(adres).status_code} <= {403, 404, 405}
    assert client.post(adres).status_code in {403, 404, 405}
    client.logout()
    anoniem = client.get(adres)
    assert anoniem.status_code in {302, 405}


def test_who_only_reads_gets_the_page_without_acts(client, w):
    client.force_login(w.marijke)
    antwoord = client.get(w.pad)
    assert antwoord.status_code == 200
    assert "Stel voorstel op" not in tekst(antwoord)
    assert "Voeg stuk toe" not in tekst(antwoord)
    for naam in ("dossier_grondslag", "stuk_nieuw", "afspraak_nieuw", "dossier_beoordeling"):
        assert client.get(reverse(naam, args=[w.dossier.nummer])).status_code == 403


def test_a_number_that_nobody_gave_out_is_not_found(browser):
    for nummer in ("2026-9999", "x" * 60, "%00", "..%2f"):
        assert browser.get(f"/dossiers/{nummer}/").status_code == 404
        assert browser.get(f"/voorstellen/{nummer}/").status_code == 404


# -- the page ----------------------------------------------------------------------------------------


def test_the_page_shows_ladder_steps_guards_and_where_to_mend_them(browser, w):
    antwoord = browser.get(w.pad)
    pagina = tekst(antwoord)
    assert 'aria-current="step"' in pagina
    assert "Naar T2: informatie opvragen" in pagina
    assert "nog 1 van 2" in pagina
    assert f"{w.pad}beoordeling/?soort=weging" in pagina
    assert "Weeg het signaal" in pagina
    assert "Archiefwet 1995, artikel 3 en 30" in pagina
    assert "tweede lezer Joost van Dam" in pagina
    assert "ladder.md" not in pagina
    w.weeg()
    pagina = tekst(browser.get(w.pad))
    assert "kan nu" in pagina
    assert f"/dossiers/{w.dossier.nummer}/voorstel/vraag_informatie/" in pagina
    assert "Signaal gewogen" in pagina


def test_the_page_stays_within_its_queries_with_two_thousand_lines(browser, w):
    for nummer in range(3):
        w.stuk(titel=f"Stuk {nummer}")
    w.op_t2()
    dossier = w.dossier
    for nummer in range(2000):
        logboek.schrijf(
            onderwerp=logboek.Onderwerp("dossier", str(dossier.pk), "GM9907"),
            handeling="notitie",
            door=w.noor,
            reden=f"regel {nummer}",
        )
    pad = w.pad
    browser.get(pad)
    with CaptureQueriesContext(connection) as vragen:
        antwoord = browser.get(pad)
    assert antwoord.status_code == 200
    assert len(vragen) <= 20, "\n".join(v["sql"][:160] for v in vragen)


def test_the_time_line_goes_on_without_gaps_or_doubles(browser, w):
    for nummer in range(60):
        logboek.schrijf(
            onderwerp=logboek.Onderwerp("dossier", str(w.dossier_id), "GM9907"),
            handeling="notitie",
            door=w.noor,
            reden=f"regel-{nummer:03d}.",
            gebeurd_op=PEIL - dt.timedelta(days=nummer % 7),
        )
    gezien, adres = [], f"{w.pad}tijdlijn/"
    while adres:
        pagina = browser.get(adres, headers={"HX-Request": "true"}).content.decode()
        gezien += [deel.split(".")[0] for deel in pagina.split("regel-")[1:]]
        adres = (
            f"{w.pad}tijdlijn/{pagina.split('tijdlijn/')[1].split(chr(34))[0]}" if "?tot=" in pagina else ""
        )
    assert sorted(gezien) == [f"{n:03d}" for n in range(60)]
    assert "<html" in browser.get(f"{w.pad}tijdlijn/?tot=onzin").content.decode()


def test_lines_that_a_reader_may_not_see_are_not_in_the_time_line(browser, w):
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("dossier", str(w.dossier_id), "GM9907"),
        handeling="notitie",
        door=w.rik,
        reden="besloten zaak",
        vertrouwelijkheid="cdk",
    )
    assert "besloten zaak" not in tekst(browser.get(w.pad))


# -- the list ----------------------------------------------------------------------------------------

TAKEN = ("archiefbewaarplaats", "uitvoeringsprogramma_vth", "huisvesting_vergunninghouders", "omgevingsplan")


def test_the_list_filters_and_counts(client, w):
    for taak in TAKEN:
        w.open(taak=taak, titel=f"Over {taak}")
    client.force_login(w.noor)
    for vraag, aantal in (
        ({}, 5),
        ({"wie": "mijn"}, 5),
        ({"wie": "lezer"}, 0),
        ({"domein": "informatie_archief"}, 2),
        ({"stand": "t1"}, 5),
        ({"stand": "t2"}, 0),
        ({"open": "gesloten"}, 0),
        ({"zoek": "omgevings"}, 1),
        ({"zoek": w.dossier.nummer}, 1),
        ({"overheid": "GM9907"}, 5),
        ({"stand": "onzin", "na": "x", "voor": "-4"}, 5),
    ):
        pagina = client.get("/dossiers/", vraag).content.decode()
        assert pagina.count('<th scope="row">') == aantal, vraag
    with CaptureQueriesContext(connection) as vragen:
        client.get("/dossiers/")
    assert len(vragen) <= 12, "\n".join(v["sql"][:160] for v in vragen)
    client.force_login(w.joost)
    assert client.get("/dossiers/", {"wie": "lezer"}).content.decode().count('<th scope="row">') == 1


def test_pages_of_the_list_follow_each_other_both_ways(browser, w, monkeypatch):
    dossiers = [w.dossier, *(w.open(taak=taak) for taak in TAKEN)]
    nummers = [d.nummer for d in reversed(dossiers)]
    from interventieladder.selectors import dossiers as lezen

    eerste = lezen.lijst(w.noor, lezen.Filter(), aantal=2)
    tweede = lezen.lijst(w.noor, lezen.Filter(), na=eerste.volgende, aantal=2)
    derde = lezen.lijst(w.noor, lezen.Filter(), na=tweede.volgende, aantal=2)
    assert [r.nummer for p in (eerste, tweede, derde) for r in p.rijen] == nummers
    assert (eerste.vorige, derde.volgende) == ("", "")
    terug = lezen.lijst(w.noor, lezen.Filter(), voor=tweede.vorige, aantal=2)
    assert [r.nummer for r in terug.rijen] == nummers[:2]
    assert browser.get("/dossiers/", {"na": tweede.volgende}).content.decode().count('<th scope="row">') == 1


# -- opening -----------------------------------------------------------------------------------------

NIEUW = {
    "taak": "omgevingsplan",
    "titel": "Omgevingsplan te laat",
    "omschrijving": "Tekst die niet weg mag.",
    "datum_feit": "2026-11-01",
}


@pytest.fixture
def signaal(w):
    return registreer_signaal(
        overheid_id=w.gemeente.pk,
        soort="IBT-OVERIG",
        domein="ruimtelijke_ordening",
        ernst="licht",
        titel="Plan niet vastgesteld",
        toelichting="",
        bron="regiomanager",
        datum_feit=dt.date(2026, 11, 1),
        kennisname_op=PEIL,
        betrouwbaarheid="B",
        door=w.noor,
    )


def dossier_van(signaal):
    return type(signaal).objects.get(pk=signaal.pk).dossier_id


def test_opening_from_a_signal(browser, w, signaal):
    pagina = tekst(browser.get("/dossiers/nieuw/", {"signaal": signaal.nummer}))
    assert 'value="Plan niet vastgesteld"' in pagina
    assert f'<option value="{w.gemeente.pk}" selected>' in pagina
    antwoord = browser.post(
        "/dossiers/nieuw/", {**NIEUW, "overheid": w.gemeente.pk, "signaal": signaal.nummer}
    )
    nieuw = Dossier.objects.latest("pk")
    assert (antwoord.status_code, antwoord["Location"]) == (303, f"/dossiers/{nieuw.nummer}/")
    assert dossier_van(signaal) == nieuw.pk
    assert "Plan niet vastgesteld" in tekst(browser.get(antwoord["Location"]))


def test_a_second_dossier_on_the_same_duty_offers_to_couple_the_signal(browser, w, signaal):
    antwoord = browser.post(
        "/dossiers/nieuw/",
        {**NIEUW, "taak": "archiefzorg", "overheid": w.gemeente.pk, "signaal": signaal.nummer},
    )
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert "Tekst die niet weg mag." in pagina
    assert f"Koppel signaal {signaal.nummer} aan {w.dossier.nummer}" in pagina
    gekoppeld = browser.post(f"{w.pad}signaal/", {"signaal": signaal.pk})
    assert gekoppeld.status_code == 303
    assert dossier_van(signaal) == w.dossier_id


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"titel": ""}, "verplicht"),
        ({"taak": "onzin"}, "geldige keuze"),
        ({"datum_feit": "2027-01-01"}, "in de toekomst"),
        ({"orgaan": "db"}, "Kies een orgaan van deze organisatie"),
    ],
)
def test_a_refused_dossier_keeps_its_text(browser, w, anders, melding):
    antwoord = browser.post("/dossiers/nieuw/", {**NIEUW, "overheid": w.gemeente.pk, **anders})
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert "Tekst die niet weg mag." in tekst(antwoord)
    assert Dossier.objects.count() == 1


# -- forms on the dossier ----------------------------------------------------------------------------


def test_the_ground_is_refused_on_an_older_version_and_can_be_sent_again(browser, w):
    gegevens = {"orgaan": "college", "gevorderd": "handeling", "gebrek": "niet", "versie": w.dossier.versie}
    feiten_versie = w.dossier.versie
    dossierservice.zet_grondslag(
        dossier_id=w.dossier_id, orgaan="raad", gevorderd="resultaat", gebrek="niet", door=w.joost
    )
    antwoord = browser.post(f"{w.pad}grondslag/", gegevens)
    assert antwoord.status_code == 409
    assert "intussen gewijzigd" in tekst(antwoord)
    assert '<option value="handeling" selected>' in antwoord.content.decode()
    assert f'name="versie" value="{feiten_versie + 1}"' in antwoord.content.decode()
    opnieuw = browser.post(f"{w.pad}grondslag/", {**gegevens, "versie": feiten_versie + 1})
    assert opnieuw.status_code == 303
    assert (w.dossier.orgaan, w.dossier.gevorderd) == ("college", "handeling")


def test_niet_tijdig_is_refused_with_its_reason(browser, w):
    gegevens = {"orgaan": "college", "gevorderd": "handeling", "gebrek": "niet_tijdig"}
    antwoord = browser.post(f"{w.pad}grondslag/", {**gegevens, "versie": w.dossier.versie})
    assert antwoord.status_code == 422
    assert "kan alleen bij een resultaat" in tekst(antwoord)


def test_an_assessment_is_recorded_with_its_papers_and_verified_by_another(client, w):
    stuk = w.stuk()
    client.force_login(w.noor)
    adres = f"{w.pad}beoordeling/?soort=eindbeoordeling"
    slecht = client.post(adres, {"soort": "eindbeoordeling", "toelichting": "Lang verhaal.", "datum": ""})
    assert slecht.status_code == 422
    assert "Lang verhaal." in tekst(slecht)
    goed = client.post(
        adres,
        {
            "soort": "eindbeoordeling",
            "uitkomst": "opgelost",
            "toelichting": "Alles is er.",
            "datum": str(PEIL),
            "stukken": [stuk.pk],
        },
    )
    assert goed["Location"] == f"{w.pad}#beoordelingen"
    beoordeling = Beoordeling.objects.get(soort="eindbeoordeling")
    assert list(beoordeling.stukken.all()) == [stuk]
    verifieer = f"{w.pad}beoordeling/{beoordeling.pk}/verifieren/"
    assert client.post(verifieer).status_code == 403
    client.force_login(w.joost)
    assert verifieer in tekst(client.get(w.pad))
    assert client.post(verifieer).status_code == 303
    assert client.post(verifieer).status_code == 409
    beoordeling.refresh_from_db()
    assert beoordeling.geverifieerd_door == w.joost


def test_every_kind_of_assessment_and_paper_has_its_form(browser, w):
    from interventieladder.models.feiten import BeoordelingSoort
    from interventieladder.models.stukken import StukSoort

    for soort in ["", *BeoordelingSoort.values, "onzin"]:
        assert browser.get(f"{w.pad}beoordeling/", {"soort": soort}).status_code == 200
    for soort in ["", *StukSoort.values, "onzin"]:
        assert browser.get(f"{w.pad}stuk/", {"soort": soort}).status_code == 200


def test_agreements_are_made_and_judged(browser, w):
    gegevens = {"actie": "Plan vaststellen", "eigenaar": "secretaris", "bewijs": "besluit"}
    laat = browser.post(f"{w.pad}afspraak/", {**gegevens, "gereed_op": str(PEIL)})
    assert laat.status_code == 422
    assert "Plan vaststellen" in tekst(laat)
    assert browser.post(f"{w.pad}afspraak/", {**gegevens, "gereed_op": "2026-12-01"}).status_code == 303
    afspraak = Afspraak.objects.get()
    adres = f"{w.pad}afspraak/{afspraak.pk}/"
    assert "Plan vaststellen" in tekst(browser.get(adres))
    geweigerd = {"status": "geweigerd", "op": str(PEIL), "toelichting": "Zij willen niet."}
    assert browser.post(adres, {**geweigerd, "status": "niet_nagekomen"}).status_code == 422
    assert browser.post(adres, geweigerd).status_code == 303
    assert "geweigerd door de organisatie" in tekst(browser.get(w.pad))


def test_people_are_assigned_by_the_coordinator_only(client, w):
    adres = f"{w.pad}toewijzen/"
    client.force_login(w.noor)
    assert client.get(adres).status_code == 403
    client.force_login(w.rik)
    gegevens = {"behandelaar": w.joost.pk, "tweede_lezer": w.joost.pk, "versie": w.dossier.versie}
    zelfde = client.post(adres, {**gegevens, "reden": "Verlof van Noor."})
    assert zelfde.status_code == 422
    assert "Verlof van Noor." in tekst(zelfde)
    oud = client.post(adres, {**gegevens, "tweede_lezer": "", "versie": w.dossier.versie - 1})
    assert oud.status_code == 409
    assert client.post(adres, {**gegevens, "tweede_lezer": w.noor.pk}).status_code == 303
    assert (w.dossier.behandelaar, w.dossier.tweede_lezer) == (w.joost, w.noor)


def test_urgency_is_established_by_the_gedeputeerde(client, w):
    client.force_login(w.noor)
    assert client.get(f"{w.pad}spoed/").status_code == 403
    client.force_login(w.marijke)
    assert "Stel spoed vast" in tekst(client.get(w.pad))
    gegevens = {"reden": "gevaar", "toelichting": "Dak stort in.", "gebeld": ""}
    assert "Dak stort in." in tekst(client.post(f"{w.pad}spoed/", gegevens))
    assert client.post(f"{w.pad}spoed/", {**gegevens, "gebeld": "Wethouder, 9.00 uur"}).status_code == 303


# -- papers ------------------------------------------------------------------------------------------


def test_a_paper_is_added_verified_and_downloaded_safely(client, w):
    client.force_login(w.noor)
    gegevens = {"soort": "bewijs", "titel": "Foto's", "datum": str(PEIL)}
    leeg = client.post(f"{w.pad}stuk/?soort=bewijs", gegevens)
    assert leeg.status_code == 422
    vals = client.post(f"{w.pad}stuk/?soort=bewijs", {**gegevens, "bestand": pdf("virus.exe")})
    assert vals.status_code == 422
    assert "soort die niet mag" in tekst(vals)
    assert client.post(f"{w.pad}stuk/?soort=bewijs", {**gegevens, "bestand": pdf()}).status_code == 303
    stuk = Stuk.objects.get()
    verifieer = f"{w.pad}stuk/{stuk.pk}/verifieren/"
    assert verifieer not in tekst(client.get(w.pad))
    assert client.post(verifieer).status_code == 403
    client.force_login(w.joost)
    assert verifieer in tekst(client.get(w.pad))
    assert client.post(verifieer).status_code == 303
    antwoord = client.get(f"{w.pad}stuk/{stuk.pk}/")
    assert b"".join(antwoord.streaming_content).startswith(b"%PDF")
    assert antwoord["Content-Disposition"] == 'attachment; filename="bewijs.pdf"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_paper_is_only_reached_through_its_own_dossier(browser, w):
    stuk = w.stuk()
    ander = w.open(taak="omgevingsplan")
    assert browser.get(f"/dossiers/{ander.nummer}/stuk/{stuk.pk}/").status_code == 404
    stuk.bestand.storage.delete(stuk.bestand.name)
    assert browser.get(f"{w.pad}stuk/{stuk.pk}/").status_code == 404


def test_a_zienswijze_is_answered(browser, w):
    stuk = w.stuk(soort="zienswijze", titel="Zienswijze college", ontvangen_op=PEIL)
    adres = f"{w.pad}stuk/{stuk.pk}/reactie/"
    assert adres in tekst(browser.get(w.pad))
    assert browser.post(adres, {"reactie": " "}).status_code == 422
    assert browser.post(adres, {"reactie": "Wij volgen dit niet."}).status_code == 303
    assert "beantwoord" in tekst(browser.get(w.pad))


def test_a_closed_dossier_takes_nothing_more_but_keeps_the_text(browser, w):
    feiten.leg_beoordeling_vast(
        dossier_id=w.dossier_id, soort="weging", uitkomst="ongegrond", toelichting="Niets.", door=w.noor
    )
    Dossier.objects.filter(pk=w.dossier_id).update(
        stand="afgesloten", gesloten_op=PEIL, sluitreden="ongegrond"
    )
    pagina = tekst(browser.get(w.pad))
    assert "Gesloten op" in pagina
    assert "Wat kan nu" not in pagina
    antwoord = browser.post(
        f"{w.pad}afspraak/",
        {"actie": "Toch nog iets", "eigenaar": "x", "bewijs": "y", "gereed_op": "2026-12-01"},
    )
    assert antwoord.status_code == 409
    assert "Toch nog iets" in tekst(antwoord)
