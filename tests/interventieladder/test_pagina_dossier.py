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
from tests.factories import UserFactory
from tests.interventieladder.paginawereld import PEIL, bouw, pdf
from tests.paginatekst import tekst
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


# -- who may see it ----------------------------------------------------------------------------------

ARGUMENTEN = {
    "versie": "2026-1",
    "nummer": "2026-0001",
    "stap": "vraag_informatie",
    "pk": 1,
    "punt": 1,
    "soort": "L2",
    "actie": "akkoord",
    "ladder": "generiek",
    "jaar": 2027,
    "code": "GM9907",
    "oordeel": "vaststellen",
}


@pytest.mark.parametrize("patroon", urlpatterns, ids=lambda p: p.name)
def test_an_outsider_gets_403_or_404_on_every_address(client, w, patroon):
    assert isinstance(patroon, URLPattern)
    naam = patroon.name
    waarden = {k: ARGUMENTEN.get(k, 1) for k in patroon.pattern.converters}
    if "<int:versie>" in str(patroon.pattern):
        waarden["versie"] = 1
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
    assert "nog 1 van 3" in pagina
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


def test_who_read_along_without_being_assigned_is_named_in_the_header(browser, w):
    Dossier.objects.filter(pk=w.dossier.pk).update(tweede_lezer=None)
    assert "nog geen tweede lezer toegewezen ·" in tekst(browser.get(w.pad))
    w.weeg()
    Beoordeling.objects.filter(dossier=w.dossier.pk).update(geverifieerd_door=w.joost, geverifieerd_op=PEIL)
    assert "nog geen tweede lezer toegewezen (Joost van Dam las mee) ·" in tekst(browser.get(w.pad))


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


def test_the_kind_of_assessment_is_asked_first_and_only_its_outcomes_follow(browser, w):
    kiezen = tekst(browser.get(f"{w.pad}beoordeling/"))
    assert "?soort=weging" in kiezen
    assert "Ongegrond" not in kiezen
    assert browser.post(f"{w.pad}beoordeling/", {"uitkomst": "opgelost"}).status_code == 422
    weging = browser.get(f"{w.pad}beoordeling/", {"soort": "weging"}).context["form"]
    assert [c for c, _ in weging.fields["uitkomst"].choices] == [
        "volgen",
        "onderzoeken",
        "optreden",
        "ongegrond",
    ]
    invoer = {"soort": "weging", "uitkomst": "opgelost", "datum": str(PEIL), "toelichting": "x"}
    antwoord = browser.post(f"{w.pad}beoordeling/", invoer)
    assert set(antwoord.context["form"].errors) == {"uitkomst"}
    assert browser.post(f"{w.pad}beoordeling/", {**invoer, "uitkomst": "volgen"}).status_code == 303


def test_all_errors_of_a_paper_come_in_one_round_and_the_file_is_asked_again(browser, w):
    antwoord = browser.post(
        f"{w.pad}stuk/?soort=bewijs", {"soort": "bewijs", "datum": "2099-01-01", "bestand": pdf()}
    )
    assert antwoord.status_code == 422
    fouten = antwoord.context["form"].errors
    assert fouten["titel"] == ["Vul “Titel” in."]
    assert "ligt in de toekomst" in fouten["datum"][0]
    assert "Kies het bestand opnieuw: uw keuze kon niet worden bewaard." in tekst(antwoord)


def test_no_page_names_a_place_in_the_specification(browser, w):
    pagina = tekst(browser.get(f"{w.pad}feit/", {"soort": "overdracht"}))
    assert "Grondslag: werkwijze van de provincie." in pagina
    assert "ladder.md" not in pagina


def test_what_the_law_demands_reads_as_a_sentence(browser, w):
    Dossier.objects.filter(pk=w.dossier_id).update(gevorderd="beslissing", gebrek="niet")
    assert "Een beslissing die de wet vordert, is niet genomen" in tekst(browser.get(w.pad))


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
