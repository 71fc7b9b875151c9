"""A proposal over its pages: from the first word to a sent letter, and everything that is refused on the way."""

import contextvars
import threading

import pytest
from django.db import connection
from django.test import Client

from interventieladder.models import Brief, Voorstel
from interventieladder.services import besluiten, stapzetting, voorstellen
from tests.interventieladder.paginawereld import PEIL, TEKST, bouw, pdf
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op
from toezicht.core.models import Logboekregel

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


def velden_van(pagina):
    """What a browser would send back of the first form with class formulier: names and values."""
    import html
    import re

    form = re.search(r'<form class="formulier".*?</form>', pagina, re.DOTALL)[0]
    uit = {}
    for tag in re.findall(r"<(?:input|textarea)[^>]*>(?:[^<]*)", form):
        naam = re.search(r'name="([^"]+)"', tag)
        if naam and 'type="submit"' not in tag:
            waarde = re.search(r'value="([^"]*)"', tag)
            kaal = tag.split(">", 1)[1].strip("\n") if tag.startswith("<textarea") else ""
            uit[naam[1]] = html.unescape(waarde[1] if waarde else kaal)
    return uit


def test_the_whole_way_by_forms(client, w):
    client.force_login(w.noor)
    w.weeg()
    stap = f"{w.pad}voorstel/vraag_informatie/"
    begin = client.get(stap).content.decode()
    assert "T2 Informatie opvragen en valideren voor Duinrand" in begin
    assert 'value="4"' in begin  # the term of the policy
    antwoord = client.post(stap, TEKST)
    voorstel = Voorstel.objects.get()
    pad = f"/voorstellen/{voorstel.nummer}/"
    assert antwoord["Location"] == f"{pad}#brieven"
    assert "nog 1 punt" in tekst(client.get(pad))
    brief = velden_van(client.get(f"{pad}brief/L2/").content.decode())
    assert client.post(f"{pad}brief/L2/", {**brief, "vragen": "Eén?\nTwee?"}).status_code == 303
    assert Brief.objects.get().velden["vragen"] == ["Eén?", "Twee?"]
    assert "compleet" in tekst(client.get(pad))
    assert client.post(pad, {**TEKST, "daad": "indienen"}).status_code == 303
    assert "de tweede lezer, Joost van Dam" in tekst(client.get(w.pad))
    client.force_login(w.joost)
    assert "Akkoord met deze versie" in tekst(client.get(pad))
    assert client.post(f"{pad}actie/akkoord/", {"akkoord-opmerking": "Helder."}).status_code == 303
    zegel = voorstellen.zegel_van(voorstel.pk)
    besluiten.beslis(voorstel_id=voorstel.pk, goedkeuren=True, door=w.tess, zegel=zegel)
    client.force_login(w.noor)
    assert "Zet de stap" in tekst(client.get(w.pad))
    gezet = client.post(f"{w.pad}stap/vraag_informatie/", {"versie": w.dossier.versie})
    assert (gezet.status_code, gezet["Location"]) == (303, w.pad)
    pagina = tekst(client.get(w.pad))
    assert "Registreer verzending" in pagina
    assert "Het dossier staat nu op T2" in pagina
    verzenden = f"{pad}stuk/{Brief.objects.get().pk}/verzenden/"
    assert verzenden in pagina
    gegevens = {"verzonden_op": str(PEIL), "wie_0": "on", "kanaal_0": "post"}
    zonder = client.post(verzenden, gegevens)
    assert zonder.status_code == 422
    assert "Vul het bewijs van verzending" in tekst(zonder)
    assert client.post(verzenden, {**gegevens, "bewijs_0": "3SABC"}).status_code == 303
    pagina = tekst(client.get(w.pad))
    assert "Termijn antwoord op het informatieverzoek" in pagina
    assert "Hoe berekend" in pagina
    assert client.post(verzenden, {**gegevens, "bewijs_0": "3SABC"}).status_code == 409


# -- drafting ----------------------------------------------------------------------------------------


def test_a_draft_may_be_incomplete_and_only_asks_what_the_step_asks(browser, w):
    w.weeg()
    pagina = browser.get(f"{w.pad}voorstel/vraag_informatie/").content.decode()
    assert 'name="noodzaak_uitvraag"' in pagina
    assert 'name="lichter_middel"' not in pagina
    assert browser.post(f"{w.pad}voorstel/vraag_informatie/", {"gevraagd": "Alleen dit."}).status_code == 303
    assert Voorstel.objects.get().gevraagd == "Alleen dit."


def test_a_step_whose_facts_lack_is_refused_with_the_text_kept(browser, w):
    antwoord = browser.post(f"{w.pad}voorstel/vraag_informatie/", {"gevraagd": "Deze tekst blijft."})
    assert antwoord.status_code == 422
    assert "Leg eerst de weging" in tekst(antwoord)
    assert "Deze tekst blijft." in tekst(antwoord)
    assert not Voorstel.objects.exists()


def test_a_second_proposal_is_a_conflict_with_the_text_kept(browser, w):
    eerste = w.concept()
    antwoord = browser.post(f"{w.pad}voorstel/houd_aan/", {"gevraagd": "Deze tekst blijft."})
    assert antwoord.status_code == 409
    assert eerste.nummer in tekst(antwoord)
    assert "Deze tekst blijft." in tekst(antwoord)


def test_a_step_that_does_not_begin_here_is_a_conflict(browser, w):
    assert browser.get(f"{w.pad}voorstel/start_uitvoering/").status_code == 409
    assert browser.get(f"{w.pad}voorstel/save/").status_code == 409


def test_submitting_lists_every_objection_and_keeps_the_text(browser, w):
    voorstel = w.concept()
    antwoord = browser.post(
        f"/voorstellen/{voorstel.nummer}/",
        {"gevraagd": "Nieuwe vraag.", "waarom_nu": "Bewaard.", "daad": "indienen"},
    )
    pagina = tekst(antwoord)
    assert antwoord.status_code == 422
    for deel in ("wat ja en nee betekenen", "lengte van de termijn", "L2 Informatieverzoek", "Bewaard."):
        assert deel in pagina
    voorstel = Voorstel.objects.get()
    assert (voorstel.gevraagd, voorstel.status) == ("Nieuwe vraag.", "concept")


def test_a_wrong_number_is_refused_with_the_text_kept(browser, w):
    voorstel = w.concept()
    antwoord = browser.post(
        f"/voorstellen/{voorstel.nummer}/", {"gevraagd": "Mijn woorden.", "termijn_weken": "500"}
    )
    assert antwoord.status_code == 422
    assert "Mijn woorden." in tekst(antwoord)


def test_what_was_typed_after_submitting_elsewhere_is_not_lost(browser, w):
    voorstel = w.ingediend()
    antwoord = browser.post(f"/voorstellen/{voorstel.nummer}/", {"gevraagd": "Te laat getypt."})
    assert antwoord.status_code == 409
    assert "Te laat getypt." in tekst(antwoord)
    assert "Haal het eerst terug" in tekst(antwoord)


def test_an_older_tab_does_not_overwrite_and_keeps_its_text(browser, w):
    """Two tabs: the first saves, the second is refused with its text, what is stored, and may save again."""
    voorstel = w.concept()
    pad = f"/voorstellen/{voorstel.nummer}/"
    eerste, tweede = (velden_van(browser.get(pad).content.decode()) for _ in range(2))
    assert browser.post(pad, {**eerste, "waarom_nu": "Uit tab een."}).status_code == 303
    antwoord = browser.post(pad, {**tweede, "waarom_nu": "Uit tab twee."})
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert "Iemand was u voor" in pagina
    assert "Uit tab twee." in pagina
    assert "Zo is het intussen bewaard" in pagina
    assert "Uit tab een." in pagina
    assert Voorstel.objects.get().waarom_nu == "Uit tab een."
    ook_indienen = browser.post(pad, {**tweede, "waarom_nu": "Uit tab twee.", "daad": "indienen"})
    assert (ook_indienen.status_code, Voorstel.objects.get().status) == (409, "concept")
    weer = velden_van(antwoord.content.decode())
    assert weer["waarom_nu"] == "Uit tab twee."
    assert browser.post(pad, weer).status_code == 303
    assert Voorstel.objects.get().waarom_nu == "Uit tab twee."


def test_another_than_the_drafter_reads_but_does_not_write(client, w):
    voorstel = w.concept()
    client.force_login(w.joost)
    pagina = tekst(client.get(f"/voorstellen/{voorstel.nummer}/"))
    assert "Bewaar concept" not in pagina
    assert client.post(f"/voorstellen/{voorstel.nummer}/", TEKST).status_code == 403
    assert client.get(f"/voorstellen/{voorstel.nummer}/brief/L2/").status_code == 403


# -- letters -----------------------------------------------------------------------------------------


def test_a_letter_with_a_table_keeps_rows_and_gets_new_ones(browser, w):
    voorstel = w.concept()
    pad = f"/voorstellen/{voorstel.nummer}/brief/L5/"
    begin = velden_van(browser.get(pad).content.decode())
    assert "afspraken__1__actie" in begin
    leeg = browser.post(pad, begin)
    assert leeg.status_code == 422
    vol = {
        **begin,
        "gesprek": "Wij spraken.",
        "bevindingen": "Feiten.",
        "peildatum": str(PEIL),
        "rapportage": "Maandelijks.",
        "vervolg": "Daarna.",
        "afspraken__0__actie": "Plan",
        "afspraken__0__eigenaar": "College",
        "afspraken__0__gereed_op": "2026-12-01",
        "afspraken__0__bewijs": "Besluit",
    }
    half = browser.post(pad, {**vol, "afspraken__0__bewijs": ""})
    assert half.status_code == 422
    assert "in rij 1" in tekst(half)
    assert "Wij spraken." in tekst(half)
    assert browser.post(pad, {**vol, "daad": "rijen"})["Location"] == pad
    assert "afspraken__2__actie" in browser.get(pad).content.decode()


def test_a_document_without_template_is_uploaded_replaced_and_taken_out(browser, w):
    voorstel = w.concept()
    pad = f"/voorstellen/{voorstel.nummer}/"
    assert browser.get(f"{pad}brief/", {"soort": "notitie"})["Location"] == f"{pad}brief/notitie/"
    assert browser.get(f"{pad}brief/", {"soort": "onzin"}).status_code == 404
    assert browser.post(f"{pad}brief/notitie/", {"onderwerp": "Notitie"}).status_code == 422
    goed = browser.post(f"{pad}brief/notitie/", {"onderwerp": "Notitie", "bestand": pdf("notitie.pdf")})
    assert goed.status_code == 303
    brief = Brief.objects.get(soort="notitie")
    antwoord = browser.get(f"{pad}stuk/{brief.pk}/")
    assert b"".join(antwoord.streaming_content).startswith(b"%PDF")
    assert antwoord["Content-Disposition"].startswith("attachment")
    assert "notitie.pdf" in tekst(browser.get(pad))
    assert browser.post(f"{pad}brief/notitie/verwijderen/").status_code == 303
    assert browser.post(f"{pad}brief/notitie/verwijderen/").status_code == 404
    assert "notitie.pdf" not in tekst(browser.get(pad))


def test_a_concept_letter_is_a_pdf_to_save(browser, w):
    voorstel = w.ingediend()
    antwoord = browser.get(f"/voorstellen/{voorstel.nummer}/stuk/{Brief.objects.get().pk}/")
    assert antwoord.content.startswith(b"%PDF")
    assert antwoord["Content-Disposition"].startswith("attachment; filename=")
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"


# -- checking ----------------------------------------------------------------------------------------


def test_the_drafter_does_not_check_and_a_reader_may_send_back(client, w):
    voorstel = w.ingediend()
    pad = f"/voorstellen/{voorstel.nummer}/"
    client.force_login(w.noor)
    assert "Akkoord met deze versie" not in tekst(client.get(pad))
    assert client.post(f"{pad}actie/akkoord/").status_code == 403
    client.force_login(w.joost)
    assert client.post(f"{pad}actie/retour/", {"retour-vraag": " "}).status_code == 422
    assert client.post(f"{pad}actie/retour/", {"retour-vraag": "Hoeveel meter?"}).status_code == 303
    weer = client.post(f"{pad}actie/retour/", {"retour-vraag": "Nog een vraag."})
    assert weer.status_code == 409
    client.force_login(w.noor)
    assert "Hoeveel meter?" in tekst(client.get(w.pad))
    assert client.post(f"{pad}actie/terughalen/").status_code == 303
    assert client.post(pad, {**TEKST, "gevraagd": "Andere vraag.", "daad": "indienen"}).status_code == 303
    assert "tekst gewijzigd: wat wordt gevraagd" in tekst(client.get(pad))
    assert client.post(f"{pad}actie/intrekken/", {"intrekken-reden": "Niet meer nodig."}).status_code == 303
    assert client.post(f"{pad}actie/onzin/").status_code == 404
    assert "ingetrokken" in tekst(client.get(pad))


def test_an_approved_proposal_can_lapse(browser, w):
    voorstel = w.goedgekeurd()
    pad = f"/voorstellen/{voorstel.nummer}/"
    assert "Zet de stap" in tekst(browser.get(pad))
    assert browser.post(f"{pad}actie/vervallen/", {"vervallen-reden": "Nieuwe feiten."}).status_code == 303
    assert voorstel.nummer in tekst(browser.get(w.pad))


# -- taking the step ---------------------------------------------------------------------------------


def test_a_step_without_its_facts_is_refused_with_every_objection(browser, w):
    antwoord = browser.post(f"{w.pad}stap/vraag_informatie/", {"versie": w.dossier.versie})
    assert antwoord.status_code == 422
    for deel in ("Leg eerst de weging", "goedgekeurd besluit", "L2 Informatieverzoek"):
        assert deel in tekst(antwoord)
    assert "ladder.md" not in tekst(antwoord)
    assert w.dossier.stand == "t1"


def test_who_comes_too_late_reads_who_was_first_and_when(client, w):
    w.goedgekeurd()
    versie = w.dossier.versie
    stapzetting.zet_stap(dossier_id=w.dossier_id, stap="vraag_informatie", door=w.joost, versie=versie)
    client.force_login(w.noor)
    antwoord = client.post(f"{w.pad}stap/vraag_informatie/", {"versie": versie})
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert "Joost van Dam" in pagina
    assert "23 november 2026, 9.00 uur" in pagina
    assert "T2 Informatie opvragen" in pagina
    assert w.pad in pagina


def test_a_changed_bundle_voids_the_decision(browser, w):
    stuk = w.stuk()
    w.goedgekeurd()
    w.stuk(titel="Betere foto", vervangt_id=stuk.pk)
    antwoord = browser.post(f"{w.pad}stap/vraag_informatie/", {"versie": w.dossier.versie})
    assert antwoord.status_code == 409
    assert "Foto van de kelder is vervangen" in tekst(antwoord)


def test_broken_requests_for_a_step(browser, w):
    assert browser.post(f"{w.pad}stap/vraag_informatie/").status_code == 400
    assert browser.post(f"{w.pad}stap/vraag_informatie/", {"versie": "x"}).status_code == 400
    assert browser.post(f"{w.pad}stap/delete/", {"versie": 1}).status_code == 404
    assert browser.get(f"{w.pad}stap/vraag_informatie/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_takes_the_step_and_nineteen_read_why_not(w):
    w.goedgekeurd()
    adres, versie = f"{w.pad}stap/vraag_informatie/", w.dossier.versie
    start, uitkomsten, slot = threading.Barrier(20, timeout=60), [], threading.Lock()

    def probeer(client):
        try:
            start.wait()
            antwoord = client.post(adres, {"versie": versie})
            with slot:
                uitkomsten.append((antwoord.status_code, tekst(antwoord)))
        finally:
            connection.close()

    clients = [Client() for _ in range(20)]
    for nummer, client in enumerate(clients):
        client.force_login((w.noor, w.joost)[nummer % 2])
    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(probeer, client)) for client in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    assert sorted(status for status, _ in uitkomsten) == [303, *[409] * 19]
    for status, pagina in uitkomsten:
        if status == 409:
            assert "Iemand was u voor" in pagina
            assert "Bekijk hoe het dossier nu staat" in pagina
    regels = Logboekregel.objects.filter(keten=f"dossier:{w.dossier_id}", handeling="vraag_informatie")
    assert regels.count() == 1
    assert w.dossier.stand == "t2"
