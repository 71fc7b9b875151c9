"""Agreements, terms, roles and inzet over the API."""

import datetime as dt

import pytest

from interventieladder.models import Afspraak, Inzet
from tests.api.wereld import Beller, bouw_wereld, probleem
from tests.factories import GedeputeerdeFactory, OverheidFactory
from tests.interventieladder.bouw import dagen, maak_dossier, maak_termijn
from toezicht.core import clock
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db
AFSPRAAK = {
    "actie": "Achterstand wegwerken",
    "eigenaar": "gemeentesecretaris",
    "gereed_op": "2026-12-01",
    "bewijs": "Voortgangsverslag",
}


class TestAfspraken:
    def test_making_reading_settling(self, api, wereld):
        pad = f"/dossiers/{wereld.dossier.nummer}/afspraken"
        uit = api.maak(pad, AFSPRAAK)
        assert uit.status_code == 201, uit.content
        afspraak = uit.json()
        assert uit.headers["Location"] == afspraak["url"]
        assert api.lees(afspraak["url"]) == afspraak
        assert [r["id"] for r in api.lees(pad)["resultaten"]] == [afspraak["id"]]
        assert [r["id"] for r in api.lees("/afspraken?status=open")["resultaten"]] == [afspraak["id"]]
        status = {"status": "nagekomen", "toelichting": "Verslag ontvangen."}
        klaar = api.doe("PUT", afspraak["url"] + "/status", status, versie=afspraak["versie"])
        assert klaar.json()["status"] == "nagekomen"
        opnieuw = api.doe("PUT", afspraak["url"] + "/status", status, versie=afspraak["versie"])
        probleem(opnieuw, 412, "verouderd")
        probleem(api.stuur("PUT", afspraak["url"] + "/status", status), 428)
        assert api.lees("/afspraken?status=open")["resultaten"] == []

    def test_what_will_not_do(self, api, wereld):
        pad = f"/dossiers/{wereld.dossier.nummer}/afspraken"
        for anders, veld in (
            ({"gereed_op": "2026-01-01"}, "gereed_op"),
            ({"actie": ""}, "actie"),
            ({"actie": "x" * 301}, "actie"),
            ({"eigenaar": "x" * 161}, "eigenaar"),
        ):
            fout = probleem(api.maak(pad, {**AFSPRAAK, **anders}), 422)
            assert [v["veld"] for v in fout["velden"]] == [veld]
        gemaakt = api.maak(pad, AFSPRAAK).json()
        fout = api.doe(
            "PUT", gemaakt["url"] + "/status", {"status": "weg", "toelichting": "x"}, versie=gemaakt["versie"]
        )
        assert probleem(fout, 422)["velden"][0]["veld"] == "status"
        for pk in ("0", "x", "9" * 30):
            probleem(api.get(f"{pad}/{pk}"), 404)
        ander = maak_dossier("t2", mensen=wereld.mensen).dossier
        probleem(api.get(f"/dossiers/{ander.nummer}/afspraken/{gemaakt['id']}"), 404)
        versie = gemaakt["versie"]
        status = {"status": "nagekomen", "toelichting": "x"}
        elders = f"/dossiers/{ander.nummer}/afspraken/{gemaakt['id']}/status"
        probleem(api.doe("PUT", elders, status, versie=versie), 404)

    def test_who_reads_does_not_write(self, wereld):
        lezer = Beller(GedeputeerdeFactory())
        pad = f"/dossiers/{wereld.dossier.nummer}/afspraken"
        assert lezer.get(pad).status_code == 200
        probleem(lezer.maak(pad, AFSPRAAK), 403, "geen_recht")
        assert not Afspraak.objects.exists()


class TestTermijnen:
    def test_in_order_of_their_end_page_by_page(self, api, wereld, django_assert_num_queries):
        soorten = ("antwoord", "afspraken", "zienswijze", "resultaat", "begunstiging")
        for plek, soort in enumerate(soorten):
            maak_termijn(wereld.bouw, soort, dagen(10 + plek // 2))
        url, gezien = "/termijnen?aantal=2&status=loopt", []
        while url:
            inhoud = api.lees(url)
            gezien += inhoud["resultaten"]
            url = inhoud["volgende"]
        assert sorted(rij["soort"] for rij in gezien) == sorted(soorten)
        assert [rij["einde"] for rij in gezien] == sorted(rij["einde"] for rij in gezien)
        assert {rij["dossier"] for rij in gezien} == {wereld.dossier.nummer}
        tot = api.lees(f"/termijnen?tot={dagen(10).isoformat()}")["resultaten"]
        assert len(tot) == 2
        with django_assert_num_queries(2):
            api.lees("/termijnen")
        assert len(api.lees(f"/dossiers/{wereld.dossier.nummer}")["termijnen"]) == 5

    def test_those_of_the_closed_room_stay_there(self, api, wereld):
        kamer = maak_dossier("t2", mensen=wereld.mensen, kamer="cdk", orgaan="burgemeester")
        maak_termijn(kamer, "antwoord", dagen(10))
        assert api.lees("/termijnen")["resultaten"] == []
        assert len(Beller(wereld.kabinet).lees("/termijnen")["resultaten"]) == 1


def test_roles_that_were_chosen(api, wereld):
    from interventieladder.models import Rolkeuze, Situatieschets
    from tests.interventieladder.bouw import maak_besluit, maak_voorstel

    voorstel = maak_voorstel(wereld.bouw, "kies_rol", "teamleider", "vastgesteld")
    besluit = maak_besluit(wereld.bouw, voorstel, "teamleider")
    schets = Situatieschets.objects.create(
        dossier=wereld.bouw.dossier,
        versie=1,
        opgesteld_door=wereld.mensen.opsteller,
        opgesteld_op=clock.nu(),
    )
    Rolkeuze.objects.create(
        dossier=wereld.bouw.dossier,
        schets=schets,
        besluit=besluit,
        rol="gesprek",
        motivering="Te weinig mensen.",
        besluit_niveau="teamleider",
        geldig_van=clock.vandaag(),
        geldig_tot=dagen(300),
        evaluatiedatum=dagen(150),
    )
    (rij,) = api.lees("/rolkeuzes?geldig=true&overheid=GM9907")["resultaten"]
    assert (rij["rol"], rij["besluit"], rij["overheid"]) == ("gesprek", besluit.nummer, "GM9907")
    assert api.lees("/rolkeuzes?overheid=GM0000")["resultaten"] == []


def inzet(**anders):
    return {
        "soort": "jaargesprek",
        "onderwerp": "Jaargesprek over de begroting",
        "overheden": ["GM9907"],
        "van": "2026-10-05",
        **anders,
    }


class TestInzet:
    def test_its_whole_life(self, api, wereld):
        afspraak = {"wat": "Verslag bespreken", "uiterlijk": "2026-12-01"}
        uit = api.maak("/inzet", inzet(afspraken=[afspraak]))
        assert uit.status_code == 201, uit.content
        gemaakt = uit.json()
        assert uit.headers["ETag"] == f'"{gemaakt["versie"]}"'
        assert gemaakt["eigenaar"] == api.account.username
        pad = gemaakt["url"]
        anders = {**inzet(onderwerp="Ander onderwerp"), "reden": "Verzet."}
        gewijzigd = api.doe("PUT", pad, anders, versie=gemaakt["versie"]).json()
        assert gewijzigd["onderwerp"] == "Ander onderwerp"
        probleem(api.doe("PUT", pad, anders, versie=gemaakt["versie"]), 412, "verouderd")
        gestart = api.doe("POST", pad + "/start", versie=gewijzigd["versie"]).json()
        assert gestart["status"] == "lopend"
        klaar = api.doe("POST", pad + "/afronding", {"resultaat": "Besproken."}, versie=gestart["versie"])
        assert klaar.json()["status"] == "afgerond"
        (volgt,) = klaar.json()["afspraken"]
        assert api.lees(volgt["url"]) == volgt
        gedaan = api.doe(
            "POST", volgt["url"] + "/afronding", {"resultaat": "Gedaan."}, versie=volgt["versie"]
        )
        assert gedaan.json()["gedaan_op"] == clock.vandaag().isoformat()
        weer = api.doe("POST", volgt["url"] + "/afronding", {"resultaat": "x"}, versie=volgt["versie"])
        probleem(weer, 412, "verouderd")
        nieuw = api.maak(pad + "/afspraken", afspraak)
        assert nieuw.status_code == 201, nieuw.content
        assert len(api.lees(pad)["afspraken"]) == 2

    def test_amounts_are_text(self, api, wereld):
        subsidie = inzet(soort="subsidie", tot="2026-12-31", bedrag="25000.50")
        uit = api.maak("/inzet", subsidie)
        assert uit.status_code == 201, uit.content
        assert uit.json()["bedrag"] == "25000.50"
        assert api.lees("/inzet?soort=subsidie")["resultaten"][0]["bedrag"] == "25000.50"
        for bedrag in (25000.5, 25000, "25.000", "1e3", "NaN", "-1", "1.234"):
            fout = probleem(api.maak("/inzet", {**subsidie, "bedrag": bedrag}), 422)
            assert fout["velden"][0]["veld"] == "bedrag"

    @pytest.mark.parametrize(
        ("anders", "veld"),
        [
            ({"soort": "feest"}, "soort"),
            ({"overheden": []}, "overheden"),
            ({"overheden": ["GM0000"]}, "overheden"),
            ({"eigenaar": "niemand"}, "eigenaar"),
            ({"tot": "2026-01-01"}, "tot"),
            ({"vertrouwelijkheid": "open"}, "vertrouwelijkheid"),
            ({"bedrag": "5.00"}, "bedrag"),
        ],
    )
    def test_a_wrong_field_is_named(self, api, wereld, anders, veld):
        fout = probleem(api.maak("/inzet", inzet(**anders)), 422)
        assert [v["veld"] for v in fout["velden"]] == [veld]
        assert not Inzet.objects.exists()

    def test_confidential_ones_and_called_off(self, api, wereld):
        gemaakt = api.maak("/inzet", inzet(vertrouwelijkheid="vertrouwelijk", van="2026-11-01")).json()
        from tests.factories import SecretariaatFactory

        buiten = Beller(SecretariaatFactory())
        probleem(buiten.get(gemaakt["url"]), 404)
        assert buiten.lees("/inzet")["resultaten"] == []
        probleem(Beller(wereld.kabinet).get("/inzet"), 403, "geen_recht")
        weg = api.doe("POST", gemaakt["url"] + "/afzegging", {"reden": "Uitstel."}, versie=gemaakt["versie"])
        assert (weg.json()["status"], weg.json()["resultaat"]) == ("afgezegd", "Uitstel.")


def test_the_last_page_of_a_list_is_read_like_the_first(db, django_assert_num_queries):
    """No counting and no skipping: the same queries, with the place of the neighbour in the condition."""
    wereld = bouw_wereld()
    for nummer in range(30):
        OverheidFactory(naam=f"Naam {nummer:02d}")
    api = Beller(wereld.mensen.opsteller)
    url = "/overheden?aantal=5"
    while verder := api.lees(url)["volgende"]:
        url = verder
    with django_assert_num_queries(2) as gedaan:
        api.lees(url)
    assert not any("OFFSET" in q["sql"] or "COUNT(" in q["sql"] for q in gedaan.captured_queries)


def test_last_use_is_written_once_an_hour(db):
    wereld = bouw_wereld()
    api = Beller(wereld.mensen.opsteller)
    api.get("/overheden")
    eerst = clock.nu()
    for minuten, verwacht in ((30, 0), (90, 90)):
        with klok_op(eerst + dt.timedelta(minutes=minuten)):
            api.get("/overheden")
        api.sleutel.refresh_from_db()
        assert api.sleutel.laatst_gebruikt_op == eerst + dt.timedelta(minutes=verwacht)
