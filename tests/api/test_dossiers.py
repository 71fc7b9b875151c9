"""Dossiers over the API: opening, the list, one with its time line, steps with their reasons."""

import pytest

from interventieladder.models import Dossier
from tests.api.wereld import STAP, Beller, klaar_voor, probleem, ter_besluit, vastgesteld
from tests.factories import OverheidFactory, UserFactory
from tests.interventieladder.bouw import maak_dossier

pytestmark = pytest.mark.django_db


def nieuw(**anders):
    return {
        "overheid": "GM9907",
        "taak": "omgevingsvisie",
        "titel": "Geen visie vastgesteld",
        "omschrijving": "De raad heeft geen omgevingsvisie vastgesteld.",
        "datum_feit": "2026-06-01",
        **anders,
    }


def een_taak():
    """A duty of the policy in force that is not the one of the world."""
    from interventieladder.selectors.beleid import geldende_taken
    from toezicht.core import clock

    return next(taak.code for taak, _ in geldende_taken(clock.vandaag()) if taak.code != "archiefzorg")


class TestOpenen:
    def test_opening_one_and_reading_it(self, api, wereld):
        uit = api.maak("/dossiers", nieuw(taak=een_taak(), signalen=[wereld.signaal.nummer]))
        assert uit.status_code == 201, uit.content
        inhoud = uit.json()
        assert uit.headers["Location"] == inhoud["url"]
        assert uit.headers["ETag"] == f'"{inhoud["versie"]}"'
        assert (inhoud["stand"], inhoud["overheid"], inhoud["datum_feit"]) == ("t1", "GM9907", "2026-06-01")
        assert inhoud["tijdlijn"]["resultaten"][0]["titel"] == "Dossier geopend"
        assert api.lees(inhoud["url"]) == inhoud
        wereld.signaal.refresh_from_db(fields=["dossier"])
        assert wereld.signaal.dossier.nummer == inhoud["nummer"]

    def test_a_second_on_the_same_duty_is_a_conflict(self, api):
        probleem(api.maak("/dossiers", nieuw(taak="archiefzorg")), 409, "conflict")

    @pytest.mark.parametrize(
        ("anders", "veld"),
        [
            ({"overheid": "GM0000"}, "overheid"),
            ({"taak": "bestaat_niet"}, "taak"),
            ({"titel": " "}, "titel"),
            ({"titel": "x" * 201}, "titel"),
            ({"datum_feit": "2030-01-01"}, "datum_feit"),
            ({"datum_feit": "gisteren"}, "datum_feit"),
            ({"datum_feit": 20260601}, "datum_feit"),
            ({"signalen": ["S-2026-9999"]}, "signalen"),
            ({"signalen": "S-2026-0001"}, "signalen"),
            ({"behandelaar": "noor"}, "behandelaar"),
            ({"gebrek": "weg"}, "gebrek"),
        ],
    )
    def test_a_wrong_field_is_named(self, api, anders, veld):
        taak = {} if "taak" in anders else {"taak": een_taak()}
        inhoud = probleem(api.maak("/dossiers", nieuw(**taak, **anders)), 422)
        assert [fout["veld"] for fout in inhoud["velden"]] == [veld]
        assert Dossier.objects.count() == 1

    def test_bad_json_is_told(self, api):
        for rommel in (b"{", b"[]", b"null", b"\xff", b'{"a":' * 2000):
            probleem(api.stuur("POST", "/dossiers", rommel, idempotency_key="a"), 422)

    def test_the_closed_room_is_for_the_cabinet(self, api, wereld):
        from interventieladder.selectors.beleid import geldende_taken
        from toezicht.core import clock

        taak = next(t.code for t, _ in geldende_taken(clock.vandaag()) if t.code != "archiefzorg")
        kamer = nieuw(taak=taak, kamer="cdk", orgaan="burgemeester")
        probleem(api.maak("/dossiers", kamer), 403, "geen_recht")
        kabinet = Beller(wereld.kabinet)
        nummer = kabinet.maak("/dossiers", kamer).json()["nummer"]
        assert kabinet.get(f"/dossiers/{nummer}").status_code == 200
        for pad in ("", "/stappen", "/tijdlijn", "/afspraken"):
            probleem(api.get(f"/dossiers/{nummer}{pad}"), 404)
        assert nummer not in str(api.lees("/dossiers"))
        assert nummer in str(kabinet.lees("/dossiers"))


class TestLijst:
    def test_pages_by_links_there_and_back(self, api, wereld):
        nummers = [wereld.dossier.nummer] + [
            maak_dossier("t2", mensen=wereld.mensen).dossier.nummer for _ in range(4)
        ]
        url, gezien, paginas = "/dossiers?aantal=2", [], []
        while url:
            uit = api.get(url)
            inhoud = uit.json()
            paginas.append(inhoud["resultaten"])
            gezien += [rij["nummer"] for rij in inhoud["resultaten"]]
            if inhoud["volgende"]:
                assert f'<{inhoud["volgende"]}>; rel="next"' in uit.headers["Link"]
            url, vorige = inhoud["volgende"], inhoud["vorige"]
        assert gezien == nummers[::-1]
        assert api.lees(vorige)["resultaten"] == paginas[-2]

    def test_filters(self, api, wereld):
        maak_dossier("t2", mensen=wereld.mensen)
        maak_dossier("afgesloten", mensen=wereld.mensen)
        assert [r["stand"] for r in api.lees("/dossiers?stand=t2")["resultaten"]] == ["t2"]
        assert [r["overheid"] for r in api.lees("/dossiers?overheid=GM9907")["resultaten"]] == ["GM9907"]
        assert len(api.lees("/dossiers?open=alle")["resultaten"]) == 3
        assert len(api.lees("/dossiers?zoek=archief&open=gesloten")["resultaten"]) == 1

    def test_a_place_that_does_not_exist(self, api):
        assert probleem(api.get("/dossiers?na=%21%21"), 422)["velden"][0]["veld"] == "na"
        probleem(api.get("/dossiers?aantal=0"), 422)
        probleem(api.get("/dossiers?aantal=101"), 422)

    def test_the_list_costs_no_more_with_more_rows(self, api, wereld, django_assert_num_queries):
        api.get("/dossiers")
        with django_assert_num_queries(3):
            api.get("/dossiers")
        for _ in range(5):
            maak_dossier("t2", mensen=wereld.mensen)
        with django_assert_num_queries(3):
            assert len(api.lees("/dossiers")["resultaten"]) == 6


class TestEen:
    def test_one_costs_at_most_six_queries(self, api, wereld, django_assert_max_num_queries):
        vastgesteld(wereld)
        api.get("/dossiers")
        with django_assert_max_num_queries(6):
            inhoud = api.lees(f"/dossiers/{wereld.dossier.nummer}")
        assert inhoud["lopend_voorstel"]

    def test_the_time_line_pages(self, api, wereld):
        ter_besluit(wereld)
        url, titels = f"/dossiers/{wereld.dossier.nummer}/tijdlijn?aantal=2", []
        while url:
            inhoud = api.lees(url)
            titels += [regel["titel"] for regel in inhoud["resultaten"]]
            url = inhoud["volgende"]
        geheel = api.lees(f"/dossiers/{wereld.dossier.nummer}/tijdlijn?aantal=100")["resultaten"]
        assert titels == [regel["titel"] for regel in geheel]
        assert len(titels) > 3

    def test_what_does_not_exist(self, api):
        for nummer in ("2026-9999", "x" * 200, "%20", "💥"):
            probleem(api.get(f"/dossiers/{nummer}"), 404, "niet_gevonden")


class TestStappen:
    def test_every_step_with_its_reasons(self, api, wereld):
        inhoud = api.lees(f"/dossiers/{wereld.dossier.nummer}/stappen")
        stap = next(rij for rij in inhoud["resultaten"] if rij["stap"] == STAP)
        assert (stap["kan"], stap["beslist"]) == (False, "teamleider")
        mist = [v for v in stap["voorwaarden"] if not v["gehaald"]]
        assert "G-WEGING" in [v["code"] for v in mist]
        assert all(v["titel"] and v["melding"] and v["grondslag"] for v in mist)
        assert stap["waarom_niet"] == mist[0]["melding"]
        klaar_voor(wereld)
        stap = next(
            rij
            for rij in api.lees(f"/dossiers/{wereld.dossier.nummer}/stappen")["resultaten"]
            if rij["stap"] == STAP
        )
        assert stap["kan"]
        assert stap["waarom_niet"] == ""

    def test_taking_a_step(self, api, wereld):
        vastgesteld(wereld)
        pad = f"/dossiers/{wereld.dossier.nummer}"
        versie = api.lees(pad)["versie"]
        uit = api.doe("POST", f"{pad}/stappen", {"stap": STAP}, versie=versie)
        assert uit.status_code == 201, uit.content
        inhoud = uit.json()
        assert (inhoud["stand"], inhoud["trede"]) == ("t2", "t2")
        na = api.lees(pad)
        assert (na["stand"], na["versie"]) == ("t2", inhoud["versie"])
        assert uit.headers["ETag"] == f'"{na["versie"]}"' != f'"{versie}"'

    def test_a_step_costs_at_most_twenty_queries(self, api, wereld, django_assert_max_num_queries):
        vastgesteld(wereld)
        pad = f"/dossiers/{wereld.dossier.nummer}"
        versie = api.lees(pad)["versie"]
        with django_assert_max_num_queries(24) as gedaan:
            assert api.doe("POST", f"{pad}/stappen", {"stap": STAP}, versie=versie).status_code == 201
        echt = [q for q in gedaan.captured_queries if "SAVEPOINT" not in q["sql"]]
        assert len(echt) <= 20, [q["sql"][:60] for q in echt]

    def test_a_step_on_an_older_version_is_refused(self, api, wereld):
        vastgesteld(wereld)
        pad = f"/dossiers/{wereld.dossier.nummer}/stappen"
        probleem(api.stuur("POST", pad, {"stap": STAP}), 428, "versie_ontbreekt")
        probleem(api.stuur("POST", pad, {"stap": STAP}, if_match="*"), 428)
        for versie in ("0", "99", "x", 'W/"1', "1e3"):
            probleem(api.doe("POST", pad, {"stap": STAP}, versie=versie), 412, "verouderd")
        assert wereld.dossier.stand == "t1"

    def test_a_step_that_is_refused_names_every_guard(self, api, wereld):
        pad = f"/dossiers/{wereld.dossier.nummer}"
        versie = api.lees(pad)["versie"]
        uit = api.doe("POST", f"{pad}/stappen", {"stap": STAP}, versie=versie)
        inhoud = probleem(uit, 422, "stap_geweigerd")
        codes = [bezwaar["code"] for bezwaar in inhoud["bezwaren"]]
        assert {"G-WEGING", "G-MOTIVERING"} <= set(codes)
        weging = next(b for b in inhoud["bezwaren"] if b["code"] == "G-WEGING")
        assert weging["titel"] != weging["code"]
        assert weging["melding"]
        assert weging["grondslag"]
        assert weging["fase"] == "dossier"

    def test_a_step_from_elsewhere_or_unknown(self, api, wereld):
        pad = f"/dossiers/{wereld.dossier.nummer}/stappen"
        versie = wereld.dossier.versie
        probleem(api.doe("POST", pad, {"stap": "save"}, versie=versie), 422)
        uit = api.doe("POST", pad, {"stap": "start_bestuurlijk_overleg"}, versie=versie)
        probleem(uit, 409, "stap_niet_mogelijk")


def test_an_outsider_sees_nothing(wereld):
    buiten = Beller(UserFactory())
    for pad in ("/dossiers", f"/dossiers/{wereld.dossier.nummer}", "/termijnen", "/afspraken", "/rolkeuzes"):
        probleem(buiten.get(pad), 403, "geen_recht")
    probleem(buiten.maak("/dossiers", nieuw(taak=een_taak())), 403, "geen_recht")


def test_organisations(api, wereld, django_assert_num_queries):
    for naam in ("Aakerk", "Zandwijk", "Éénrum"):
        OverheidFactory(naam=naam)
    url, namen = "/overheden?soort=gemeente&aantal=2", []
    while url:
        inhoud = api.lees(url)
        namen += [rij["naam"] for rij in inhoud["resultaten"]]
        url = inhoud["volgende"]
    assert namen == ["Aakerk", "Duinrand", "Éénrum", "Zandwijk"]
    assert [r["naam"] for r in api.lees("/overheden?zoek=eenr")["resultaten"]] == ["Éénrum"]
    assert api.lees("/overheden?peildatum=1999-12-31")["resultaten"] == []
    assert api.lees("/overheden/GM9907")["naam"] == "Duinrand"
    probleem(api.get("/overheden/GM0000"), 404)
    probleem(api.get("/overheden?peildatum=morgen"), 422)
    with django_assert_num_queries(2):
        api.lees("/overheden")
