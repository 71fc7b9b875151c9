"""The pages of the beleidskader: who sees what, from file to adopted version, comparing, and moving dossiers."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from interventieladder.beleid import hash_van, lees_toml, naar_toml
from interventieladder.models import Beleidskader
from interventieladder.models.beleidskader import beleid_van
from interventieladder.selectors.ladderstrip import strip as strip_van
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.beleidwereld import stel_vast, voorbeeld
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db
VORIG = "2026-10-01"
PAGINAS = (
    "/beleidskader/",
    "/beleidskader/2026-1/",
    "/beleidskader/2026-1/bestand/",
    "/beleidskader/vergelijken/?links=2026-1&rechts=2026-1",
)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def bestand(inhoud):
    ruw = naar_toml(inhoud) if isinstance(inhoud, dict) else inhoud
    return SimpleUploadedFile("beleid.toml", ruw if isinstance(ruw, bytes) else ruw.encode())


@pytest.mark.parametrize("factory", [UserFactory, ToezichthouderFactory, GedeputeerdeFactory])
def test_who_has_no_right_sees_no_page(client, factory):
    client.force_login(factory())
    for pad in (*PAGINAS, "/beleidskader/inlezen/", "/beleidskader/2026-1/dossiers/"):
        assert client.get(pad).status_code == 403
    assert client.post("/beleidskader/2026-1/actie/trek_in/", {"intrek-reden": "x"}).status_code == 403


@pytest.mark.parametrize("factory", [CoordinatorFactory, JuristFactory, TeamleiderFactory, BeheerderFactory])
def test_who_works_with_policy_reads_it(client, factory):
    client.force_login(factory())
    for pad in PAGINAS:
        assert client.get(pad).status_code == 200
    assert "Beleidskaders" in tekst(client.get("/beleidskader/"))


def test_reading_in_is_not_for_the_coordinator_and_moving_not_for_the_beheerder(client):
    client.force_login(CoordinatorFactory())
    assert client.get("/beleidskader/inlezen/").status_code == 403
    client.force_login(BeheerderFactory())
    assert client.get("/beleidskader/2026-1/dossiers/").status_code == 403
    assert "overzetten" not in tekst(client.get("/beleidskader/2026-1/"))


def test_a_version_that_is_not_there_is_404(client):
    client.force_login(TeamleiderFactory())
    for pad in ("/beleidskader/x/", "/beleidskader/x/bestand/", "/beleidskader/x/dossiers/"):
        assert client.get(pad).status_code == 404
    assert client.post("/beleidskader/2026-1/actie/feest/").status_code == 404


def test_the_page_reads_as_tables_and_not_as_json(client):
    client.force_login(TeamleiderFactory())
    pagina = tekst(client.get("/beleidskader/2026-1/"))
    for woorden in ("T3b", "Voornemen tot indeplaatsstelling", "wet: niet lager", "dinsdag", "artikel 28"):
        assert woorden in pagina
    for code in ("termijn_weken", "gs_of_gemachtigde", "&quot;", "{&#x27;"):
        assert code not in pagina


def test_from_file_by_preview_to_draft_to_adopted(client):
    inhoud = voorbeeld("zes-2026-1", geldig_van=VORIG)
    beheerder, teamleider = BeheerderFactory(), TeamleiderFactory()
    client.force_login(beheerder)
    antwoord = client.post("/beleidskader/inlezen/", {"bestand": bestand(inhoud)})
    assert antwoord.status_code == 200
    assert "T2, termijn (weken)" in tekst(antwoord)
    assert not Beleidskader.objects.filter(versie="zes-2026-1").exists()
    bewaard = antwoord.context["bevestig"].initial["tekst"]
    antwoord = client.post("/beleidskader/inlezen/", {"tekst": bewaard, "bevestig": "1"})
    assert antwoord.status_code == 303
    assert client.post("/beleidskader/zes-2026-1/actie/dien_in/").status_code == 303
    geldig = {"kenmerk": "GS-2026-0412", "besloten_op": VORIG, "sha256": hash_van(inhoud)}
    assert client.post("/beleidskader/zes-2026-1/actie/stel_vast/", geldig).status_code == 403
    client.force_login(teamleider)
    fout = client.post("/beleidskader/zes-2026-1/actie/stel_vast/", {**geldig, "besloten_op": "2026-10-04"})
    assert fout.status_code == 422
    assert "werkt niet terug" in tekst(fout)
    assert client.post("/beleidskader/zes-2026-1/actie/stel_vast/", geldig).status_code == 303
    assert client.post("/beleidskader/zes-2026-1/actie/stel_vast/", geldig).status_code == 409
    assert "In werking" in tekst(client.get("/beleidskader/zes-2026-1/"))
    assert beleid_van("zes-2026-1").trap()[-1].nummer == "6"


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"versie = ", "geen geldige TOML"),
        (b"\xff\xfe", "UTF-8"),
        (b"versie = 'x'", "ontbreekt"),
        (voorbeeld(afschrift_raad=[], versie="2027-1"), "Gemeentewet 124 lid 4"),
        (voorbeeld(vier_ogen=False, versie="2027-1"), "Awb 2:4"),
        (b"x" * 250_000, "te groot"),
    ],
)
def test_a_bad_file_is_refused_on_the_page_with_the_reason(client, inhoud, zegt):
    client.force_login(BeheerderFactory())
    antwoord = client.post("/beleidskader/inlezen/", {"bestand": bestand(inhoud)})
    assert antwoord.status_code == 422
    assert zegt in tekst(antwoord)
    assert Beleidskader.objects.count() == 1


def test_no_file_and_a_version_name_in_use_are_told(client):
    client.force_login(BeheerderFactory())
    assert client.post("/beleidskader/inlezen/", {}).status_code == 422
    anders = naar_toml(voorbeeld(max_weken=52))
    antwoord = client.post("/beleidskader/inlezen/", {"tekst": anders, "bevestig": "1"})
    assert antwoord.status_code == 409
    assert "nieuwe versienaam" in tekst(antwoord)


def test_the_file_of_the_page_reads_back(client):
    client.force_login(JuristFactory())
    antwoord = client.get("/beleidskader/2026-1/bestand/")
    assert hash_van(lees_toml(antwoord.content)) == Beleidskader.objects.get(versie="2026-1").sha256
    assert "attachment" in antwoord.headers["Content-Disposition"]
    assert "sandbox" in antwoord.headers["Content-Security-Policy"]


def test_two_versions_beside_each_other(client):
    stel_vast("zes-2026-1", geldig_van=VORIG)
    client.force_login(JuristFactory())
    pagina = tekst(client.get("/beleidskader/vergelijken/?links=2026-1&rechts=zes-2026-1"))
    assert "Vooraankondiging van indeplaatsstelling" in pagina
    assert client.get("/beleidskader/vergelijken/?links=2026-1&rechts=weg").status_code == 422
    assert "twee keer dezelfde versie" in tekst(client.get(PAGINAS[3]))


def test_one_version_is_not_compared_with_itself(client):
    client.force_login(JuristFactory())
    for pad in ("/beleidskader/", "/beleidskader/2026-1/", "/beleidskader/vergelijken/", PAGINAS[3]):
        pagina = tekst(client.get(pad))
        assert "nog maar één versie" in pagina
        assert "zeggen hetzelfde" not in pagina
        assert 'name="rechts"' not in client.get(pad).content.decode()


def test_moving_on_the_page_what_was_previewed(client):
    stel_vast("zes-2026-1", geldig_van=VORIG)
    mee = maak_dossier("t3a")
    vast = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    voorstel = dienst.dien_in(vast, "vraag_informatie")
    client.force_login(TeamleiderFactory())
    pagina = client.get("/beleidskader/zes-2026-1/dossiers/")
    assert voorstel.nummer in tekst(pagina)
    assert "4 Vooraankondiging van indeplaatsstelling" in tekst(pagina)
    sleutel = f"{mee.dossier.pk}:{mee.vers().versie}"
    pad = "/beleidskader/zes-2026-1/dossiers/"
    assert client.post(pad, {"dossiers": [sleutel], "reden": ""}).status_code == 422
    assert client.post(pad, {"dossiers": [f"{vast.dossier.pk}:1"], "reden": "x"}).status_code == 422
    assert client.post(pad, {"dossiers": [sleutel], "reden": "Nieuw beleid."}).status_code == 303
    assert mee.vers().beleid_versie == "zes-2026-1"
    assert vast.vers().beleid_versie == "2026-1"
    assert client.post(pad, {"dossiers": [sleutel], "reden": "Nieuw beleid."}).status_code == 422


def test_withdrawing_and_giving_back_ask_a_reason(client):
    straks = (VANDAAG + dt.timedelta(days=60)).isoformat()
    stel_vast(versie="2027-1", geldig_van=straks, besloten_op=VANDAAG)
    client.force_login(TeamleiderFactory())
    pad = "/beleidskader/2027-1/actie/trek_in/"
    assert client.post(pad, {"intrek-reden": " "}).status_code == 422
    assert client.post(pad, {"intrek-reden": "Komt later."}).status_code == 303
    assert "Ingetrokken" in tekst(client.get("/beleidskader/2027-1/"))


def test_a_dossier_page_names_the_rungs_of_its_own_policy(client):
    stel_vast("vijf-2026-1", geldig_van=VORIG)
    b = maak_dossier("t5", beleid_versie="vijf-2026-1")
    client.force_login(b.mensen.opsteller)
    pagina = tekst(client.get(f"/dossiers/{b.dossier.nummer}/"))
    strip = [(t.code, t.naam, t.status) for t in strip_van(b.vers(), [])]
    assert [code for code, _, _ in strip] == ["T0", "1", "2", "3", "4", "5"]
    assert strip[-1] == ("5", "Indeplaatsstelling", "nu")
    assert "Indeplaatsstelling" in pagina
    assert "T5" not in pagina


def test_lists_do_not_grow_with_versions(client, django_assert_max_num_queries):
    client.force_login(TeamleiderFactory())
    client.get("/beleidskader/")
    with django_assert_max_num_queries(14) as een:
        client.get("/beleidskader/")
    for maand in range(2, 9):
        stel_vast(versie=f"2026-{maand}", geldig_van=f"2026-0{maand}-01")
    client.get("/beleidskader/")  # the version of today is read once
    with django_assert_max_num_queries(14) as meer:
        client.get("/beleidskader/")
    assert len(meer) <= len(een)
