"""Pages of inzet: the list, registering, one, changing; rights, refusals that keep text, steady query counts."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interventieladder.models import Inzet, InzetAfspraak
from interventieladder.services import inzet as service
from interventieladder.services.inzet import NieuweAfspraak
from tests.interventieladder.inzetwereld import PEIL, bouw, dag
from tests.paginatekst import tekst
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


def formulier(w, **anders):
    velden = {
        "soort": "advies",
        "onderwerp": "Advies over de ambtelijke fusie",
        "overheden": [w.duinrand.pk, w.waterlo.pk],
        "van": PEIL.isoformat(),
        "eigenaar": w.noor.pk,
        "vertrouwelijkheid": "intern",
    }
    return {**velden, **anders}


def test_register_for_two_with_a_follow_up(w):
    antwoord = als(w.noor).post(
        "/inzet/nieuw/",
        formulier(w, wat="Nabellen", afspraak_eigenaar=w.joost.pk, uiterlijk=dag(5).isoformat()),
    )
    inzet = Inzet.objects.get()
    assert (antwoord.status_code, antwoord.url) == (303, f"/inzet/{inzet.nummer}/")
    assert {o.code for o in inzet.overheden.all()} == {"GM9907", "GM9937"}
    assert inzet.afspraken.get().eigenaar == w.joost


@pytest.mark.parametrize("getypt", ["24.500,50", "24500,50", "€ 24.500,50"])
def test_an_amount_is_typed_the_dutch_way(w, getypt):
    velden = formulier(w, soort="subsidie", bedrag=getypt, tot=dag(90).isoformat())
    assert als(w.noor).post("/inzet/nieuw/", velden).status_code == 303
    inzet = Inzet.objects.get()
    assert str(inzet.bedrag) == "24500.50"
    assert "€ 24.500,50" in tekst(als(w.noor).get(f"/inzet/{inzet.nummer}/"))


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"soort": "subsidie", "tot": "2027-01-01"}, "Vul het bedrag van de subsidie in."),
        ({"soort": "opclassificatie"}, "Een opclassificatie heeft altijd een einddatum."),
        ({"wat": "Nabellen"}, "Vul bij een afspraak alle drie de velden in, of geen."),
        ({"overheden": []}, "Kies “Overheden”."),
        ({"van": "gisteren"}, "geldige datum"),
    ],
)
def test_a_refusal_keeps_the_text_and_stands_at_its_field(w, anders, melding):
    antwoord = als(w.noor).post("/inzet/nieuw/", formulier(w, **anders))
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert "Advies over de ambtelijke fusie" in tekst(antwoord)
    assert not Inzet.objects.exists()


def test_the_form_comes_filled_in_from_the_page_of_an_organisation(w):
    antwoord = als(w.noor).get("/inzet/nieuw/?overheid=GM9937&soort=contactmoment")
    form = antwoord.context["form"]
    assert [o.code for o in form.initial["overheden"]] == ["GM9937"]
    assert form.initial["soort"] == "contactmoment"
    assert als(w.noor).get("/inzet/nieuw/?overheid=%00&soort=x").status_code == 200


def test_the_list_filters(w):
    noor = w.inzet(onderwerp="Advies fusie")
    joost = w.inzet(
        soort="werkbezoek",
        onderwerp="Bezoek haven",
        eigenaar_id=w.joost.pk,
        overheid_ids=[w.waterlo.pk],
        van=dag(-40),
        tot=dag(-39),
        afspraken=[NieuweAfspraak("Bellen", w.noor.pk, dag(1)), NieuweAfspraak("Mailen", w.noor.pk, dag(2))],
    )
    service.rond_inzet_af(inzet_id=joost.pk, versie=1, resultaat="Geweest.", door=w.joost, op=dag(-39))
    for vraag, verwacht in (
        ({}, [joost, noor]),
        ({"overheid": "GM9937"}, [joost]),
        ({"soort": "advies"}, [noor]),
        ({"rol": "rol_kennis"}, [joost]),
        ({"status": "open"}, [noor]),
        ({"status": "afgerond"}, [joost]),
        ({"wie": "mijn"}, [joost, noor]),
        ({"zoek": "haven"}, [joost]),
        ({"zoek": noor.nummer}, [noor]),
        ({"tot": dag(-30).isoformat()}, [joost]),
        ({"van": dag(-30).isoformat()}, [noor]),
        ({"van": "onzin", "soort": "onzin", "na": "x", "voor": "-4"}, [joost, noor]),
    ):
        pagina = als(w.noor).get("/inzet/", vraag).context["pagina"]
        assert [r.nummer for r in pagina.rijen] == [i.nummer for i in verwacht], vraag


def test_the_list_in_pages_costs_no_more_with_more(w):
    for nummer in range(3):
        w.inzet(onderwerp=f"Advies {nummer}", overheid_ids=[w.duinrand.pk, w.waterlo.pk])
    client = als(w.noor)
    client.get("/inzet/")
    with CaptureQueriesContext(connection) as weinig:
        client.get("/inzet/")
    for nummer in range(60):
        w.inzet(onderwerp=f"Meer {nummer}", overheid_ids=[w.duinrand.pk, w.waterlo.pk])
    with CaptureQueriesContext(connection) as veel:
        eerste = client.get("/inzet/").context["pagina"]
    assert len(veel) <= len(weinig)
    tweede = client.get("/inzet/", {"na": eerste.volgende}).context["pagina"]
    assert (len(eerste.rijen), len(tweede.rijen)) == (50, 13)
    terug = client.get("/inzet/", {"voor": tweede.vorige}).context["pagina"]
    assert [r.nummer for r in terug.rijen] == [r.nummer for r in eerste.rijen]


def test_htmx_gets_the_rows_only(w):
    w.inzet()
    antwoord = als(w.noor).get("/inzet/", headers={"hx-request": "true"})
    assert "<html" not in tekst(antwoord)
    assert "Advies over de ambtelijke fusie" in tekst(antwoord)


def test_close_and_follow_up_on_the_page(w):
    inzet = w.inzet()
    client, pad = als(w.noor), f"/inzet/{inzet.nummer}/"
    assert "Rond af met het resultaat" in tekst(client.get(pad))
    antwoord = client.post(
        f"{pad}actie/afspraak/",
        {
            "afspraak-wat": "Stuk sturen",
            "afspraak-afspraak_eigenaar": w.sofie.pk,
            "afspraak-uiterlijk": dag(3).isoformat(),
        },
    )
    assert antwoord.status_code == 303
    antwoord = client.post(
        f"{pad}actie/afronden/",
        {"afronden-versie": 1, "afronden-op": PEIL.isoformat(), "afronden-resultaat": "Gegeven."},
    )
    assert antwoord.status_code == 303
    afspraak = InzetAfspraak.objects.get()
    antwoord = als(w.sofie).post(
        f"{pad}afspraak/{afspraak.pk}/resultaat/",
        {f"resultaat{afspraak.pk}-op": PEIL.isoformat(), f"resultaat{afspraak.pk}-resultaat": "Verstuurd."},
    )
    assert antwoord.status_code == 303
    pagina = tekst(client.get(pad))
    assert "Gegeven." in pagina
    assert "Verstuurd." in pagina
    assert "Rond af met het resultaat" not in pagina


def test_a_refused_act_keeps_its_text_and_gets_the_present_version(w):
    inzet = w.inzet()
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.joost)
    pad = f"/inzet/{inzet.nummer}/actie/afronden/"
    velden = {
        "afronden-versie": 1,
        "afronden-op": PEIL.isoformat(),
        "afronden-resultaat": "Mijn lange tekst.",
    }
    antwoord = als(w.noor).post(pad, velden)
    assert antwoord.status_code == 409
    assert "Mijn lange tekst." in tekst(antwoord)
    assert antwoord.context["formulieren"]["afronden"]["versie"].value() == "2"
    assert als(w.noor).post(pad, {**velden, "afronden-versie": 2}).status_code == 303


def test_change_on_the_page(w):
    inzet = w.inzet()
    client, pad = als(w.noor), f"/inzet/{inzet.nummer}/wijzigen/"
    velden = formulier(w, onderwerp="Beter onderwerp", reden="Was onduidelijk.", versie=1)
    assert client.get(pad).status_code == 200
    assert client.post(pad, {**velden, "reden": ""}).status_code == 422
    assert client.post(pad, velden).status_code == 303
    pagina = tekst(client.get(f"/inzet/{inzet.nummer}/"))
    assert "Beter onderwerp" in pagina
    assert "Eerdere tekst" in pagina
    assert client.post(pad, velden).status_code == 409


def test_what_runs_stands_on_the_page_of_each_organisation_and_in_its_time_line(w):
    inzet = w.inzet(overheid_ids=[w.duinrand.pk, w.waterlo.pk])
    w.inzet(soort="contactmoment", onderwerp="Gebeld", resultaat="Alles goed.", overheid_ids=[w.waterlo.pk])
    duinrand, waterlo = (als(w.noor).get(f"/overheden/{code}/") for code in ("GM9907", "GM9937"))
    for pagina in (duinrand, waterlo):
        assert "Wat de provincie doet" in tekst(pagina)
        regel = next(r for r in pagina.context["beeld"].tijdlijn if r.url == f"/inzet/{inzet.nummer}/")
        assert regel.titel == "Advies gepland: Advies over de ambtelijke fusie"
    assert "Laatst gesproken" in tekst(waterlo)
    assert "Gebeld" not in tekst(duinrand)
    assert "Wat de provincie doet" not in tekst(als(w.bas).get("/overheden/GM9907/"))


def test_the_page_of_an_organisation_costs_no_more_with_more(w):
    client = als(w.noor)

    def vragen():
        with CaptureQueriesContext(connection) as geteld:
            client.get("/overheden/GM9907/")
        return len(geteld)

    w.inzet()
    vragen()
    eerst = vragen()
    for _ in range(12):
        w.inzet(overheid_ids=[w.duinrand.pk, w.waterlo.pk])
    assert vragen() <= eerst


def test_an_outsider_gets_nothing_and_a_hidden_one_does_not_exist(w):
    stil = w.inzet(vertrouwelijkheid="vertrouwelijk")
    pad = f"/inzet/{stil.nummer}/"
    for adres in ("/inzet/", "/inzet/nieuw/", pad, f"{pad}wijzigen/"):
        assert als(w.buiten).get(adres).status_code == 403
        assert als(w.bas).get(adres).status_code == 403
    for adres in (pad, f"{pad}wijzigen/"):
        assert als(w.sofie).get(adres).status_code == 404
    assert als(w.sofie).post(f"{pad}actie/afronden/", {}).status_code == 404
    assert stil.nummer not in tekst(als(w.sofie).get("/inzet/"))
    assert stil.onderwerp not in tekst(als(w.sofie).get("/overheden/GM9907/"))
    assert als(w.sofie).get("/inzet/nieuw/").status_code == 403


def test_unknown_acts_and_numbers_are_404(w):
    inzet = w.inzet()
    client = als(w.noor)
    assert client.get("/inzet/I-1999-0001/").status_code == 404
    assert client.post(f"/inzet/{inzet.nummer}/actie/verscheuren/").status_code == 404
    assert client.post(f"/inzet/{inzet.nummer}/afspraak/987/resultaat/").status_code == 404
    assert client.get("/inzet/%00/").status_code == 404
