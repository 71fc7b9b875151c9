"""Proposals and decisions over the API: on the version that was read, by the rules of the services."""

import pytest

from interventieladder.models import Besluit, Paraaf, Voorstel
from interventieladder.services import brieven
from tests.api.wereld import STAP, Beller, bouw_wereld, klaar_voor, probleem, ter_besluit
from tests.draden import in_draden
from tests.interventieladder import dienst
from tests.interventieladder.bouw import maak_gs
from toezicht.core import clock
from toezicht.core.clock import klok_op

TEKST = {
    "gevraagd": "Akkoord met het informatieverzoek.",
    "waarom_nu": "Het verslag ontbreekt.",
    "noodzaak_uitvraag": "Wij hebben deze cijfers niet.",
    "gevolg_ja": "De brief gaat uit.",
    "gevolg_nee": "Wij weten het niet.",
    "termijn_weken": 4,
}


def opgesteld(api, wereld, **anders):
    klaar_voor(wereld)
    uit = api.maak("/voorstellen", {"dossier": wereld.dossier.nummer, "stap": STAP, **TEKST, **anders})
    assert uit.status_code == 201, uit.content
    return uit.json()


def met_brief(api, wereld):
    """A draft with its letter, which is made on the page."""
    nummer = opgesteld(api, wereld)["nummer"]
    brieven.upload_brief(
        voorstel_id=Voorstel.objects.get(nummer=nummer).pk,
        soort="L2",
        onderwerp="Verzoek om informatie",
        bestand=dienst.bestand(),
        door=wereld.mensen.opsteller,
    )
    return api.lees(f"/voorstellen/{nummer}")


@pytest.mark.django_db
class TestOpstellen:
    def test_drafting_reading_changing(self, api, wereld):
        concept = opgesteld(api, wereld)
        assert (concept["status"], concept["stap"], concept["u_kunt"]) == ("concept", STAP, "lezen")
        assert concept["termijn_weken"] == 4
        pad = concept["url"]
        uit = api.doe("PUT", pad, {**TEKST, "waarom_nu": "Twee rappels."}, versie=concept["versie"])
        assert uit.status_code == 200, uit.content
        assert uit.json()["waarom_nu"] == "Twee rappels."
        assert uit.headers["ETag"] != f'"{concept["versie"]}"'
        assert api.lees(pad) == uit.json()

    @pytest.mark.parametrize(
        ("veld", "waarde"),
        [("mondeling", True), ("embargo_tot", "2026-12-01T10:00:00+01:00"), ("nazorg_op", "2027-01-05")],
    )
    def test_a_field_that_the_step_does_not_ask_is_refused_on_drafting_and_on_changing(
        self, api, wereld, veld, waarde
    ):
        """Gw 124 lid 2: no oral decision without urgency; whatever no guard looks at stays empty."""
        concept = opgesteld(api, wereld)
        uit = api.doe("PUT", concept["url"], {**TEKST, veld: waarde}, versie=concept["versie"])
        (fout,) = probleem(uit, 422)["velden"]
        assert fout == {"veld": veld, "melding": "Deze stap vraagt dit veld niet. Laat het leeg."}
        assert api.lees(concept["url"])["versie"] == concept["versie"]
        Voorstel.objects.all().delete()
        uit = api.maak(
            "/voorstellen", {"dossier": wereld.dossier.nummer, "stap": STAP, **TEKST, veld: waarde}
        )
        assert probleem(uit, 422)["velden"][0]["veld"] == veld
        assert not Voorstel.objects.exists()

    def test_an_older_version_never_overwrites(self, api, wereld):
        concept = opgesteld(api, wereld)
        pad, versie = concept["url"], concept["versie"]
        api.doe("PUT", pad, {**TEKST, "waarom_nu": "Eerst."}, versie=versie)
        probleem(api.doe("PUT", pad, {**TEKST, "waarom_nu": "Te laat."}, versie=versie), 412, "verouderd")
        probleem(api.stuur("PUT", pad, TEKST), 428, "versie_ontbreekt")
        assert api.lees(pad)["waarom_nu"] == "Eerst."

    def test_the_case_file_must_be_ready(self, api, wereld):
        gegevens = {"dossier": wereld.dossier.nummer, "stap": STAP, **TEKST}
        inhoud = probleem(api.maak("/voorstellen", gegevens), 422, "stap_geweigerd")
        assert "G-WEGING" in [b["code"] for b in inhoud["bezwaren"]]
        assert all(b["fase"] == "dossier" for b in inhoud["bezwaren"])

    @pytest.mark.parametrize(
        ("anders", "veld"),
        [
            ({"termijn_weken": 0}, "termijn_weken"),
            ({"termijn_weken": "vier"}, "termijn_weken"),
            ({"termijn_weken": 400}, "termijn_weken"),
            ({"mondeling": "ja"}, "mondeling"),
            ({"nazorg_op": "2026-13-01"}, "nazorg_op"),
            ({"nazorg_op": "9999-01-01"}, "nazorg_op"),
            ({"embargo_tot": "2026-10-05T10:00:00"}, "embargo_tot"),
            ({"sluitreden": "zomaar"}, "sluitreden"),
            ({"bewijsstukken": [12]}, "bewijsstukken.0"),
            ({"bewijsstukken": ["x"]}, "bewijsstukken.0"),
            ({"niveau": "gs"}, "niveau"),
        ],
    )
    def test_a_wrong_field_is_named(self, api, wereld, anders, veld):
        klaar_voor(wereld)
        gegevens = {"dossier": wereld.dossier.nummer, "stap": STAP, **TEKST, **anders}
        inhoud = probleem(api.maak("/voorstellen", gegevens), 422)
        assert [fout["veld"] for fout in inhoud["velden"]] == [veld]
        assert not Voorstel.objects.exists()

    def test_another_cannot_change_it(self, api, wereld):
        concept = met_brief(api, wereld)
        ander = Beller(wereld.mensen.lezer)
        versie = ander.lees(concept["url"])["versie"]
        probleem(ander.doe("PUT", concept["url"], TEKST, versie=versie), 403, "geen_recht")
        probleem(ander.doe("POST", concept["url"] + "/indiening", versie=versie), 403, "geen_recht")


@pytest.mark.django_db
class TestRoute:
    def test_submitting_asks_what_is_missing(self, api, wereld):
        concept = opgesteld(api, wereld)
        uit = api.doe("POST", concept["url"] + "/indiening", versie=concept["versie"])
        (bezwaar,) = probleem(uit, 422, "stap_geweigerd")["bezwaren"]
        assert (bezwaar["code"], bezwaar["titel"]) == ("G-DOCUMENT", "Stukken klaar: L2")

    def test_submitted_checked_sent_back_taken_back_withdrawn(self, api, wereld):
        concept = met_brief(api, wereld)
        pad = concept["url"]
        ingediend = api.doe("POST", pad + "/indiening", versie=concept["versie"]).json()
        assert (ingediend["status"], len(ingediend["zegel"])) == ("ter_toetsing", 64)
        lezer = Beller(wereld.mensen.lezer)
        gelezen = lezer.lees(pad)
        assert gelezen["u_kunt"] == "toetsen"
        oud = {"zegel": "0" * 64}
        probleem(lezer.doe("POST", pad + "/parafen", oud, versie=gelezen["versie"]), 412, "verouderd")
        goed = {"zegel": gelezen["zegel"], "opmerking": "Duidelijk."}
        uit = lezer.doe("POST", pad + "/parafen", goed, versie=gelezen["versie"])
        assert uit.status_code == 200, uit.content
        assert [a["opmerking"] for a in uit.json()["akkoord"]] == ["Duidelijk."]
        probleem(lezer.doe("POST", pad + "/parafen", goed, versie=gelezen["versie"]), 412)
        tess = Beller(wereld.mensen.teamleider)
        nu = tess.lees(pad)
        assert (nu["status"], nu["u_kunt"]) == ("ter_besluit", "beslissen")
        probleem(tess.doe("POST", pad + "/retour", {"vraag": " "}, versie=nu["versie"]), 422)
        terug = tess.doe("POST", pad + "/retour", {"vraag": "Welke rappels?"}, versie=nu["versie"]).json()
        assert (terug["status"], terug["retour_reden"]) == ("retour", "Welke rappels?")
        weer = api.doe("POST", pad + "/terughaling", versie=api.lees(pad)["versie"]).json()
        assert (weer["status"], weer["ronde"], weer["akkoord"]) == ("concept", 2, [])
        weg = api.doe("POST", pad + "/intrekking", {"reden": "Toch niet."}, versie=weer["versie"]).json()
        assert weg["status"] == "ingetrokken"

    def test_the_drafter_never_checks(self, api, wereld):
        concept = met_brief(api, wereld)
        ingediend = api.doe("POST", concept["url"] + "/indiening", versie=concept["versie"]).json()
        zegel = {"zegel": ingediend["zegel"]}
        uit = api.doe("POST", concept["url"] + "/parafen", zegel, versie=ingediend["versie"])
        probleem(uit, 403, "geen_recht")
        assert not Paraaf.objects.exists()

    def test_the_list_by_state_and_by_turn(self, api, wereld, django_assert_max_num_queries):
        voorstel = ter_besluit(wereld)
        tess = Beller(wereld.mensen.teamleider)
        tess.get("/voorstellen")
        with django_assert_max_num_queries(6):
            rijen = tess.lees("/voorstellen?wacht_op_mij=true")["resultaten"]
        assert [rij["nummer"] for rij in rijen] == [voorstel.nummer]
        assert api.lees("/voorstellen?wacht_op_mij=true")["resultaten"] == []
        assert api.lees("/voorstellen?status=concept")["resultaten"] == []
        assert len(api.lees(f"/voorstellen?dossier={wereld.dossier.nummer}")["resultaten"]) == 1

    def test_what_does_not_exist(self, api, wereld):
        probleem(api.get("/voorstellen/V-2026-9999"), 404)
        for daad in ("indiening", "terughaling"):
            probleem(api.doe("POST", f"/voorstellen/V-2026-9999/{daad}", versie="x"), 404)


@pytest.mark.django_db
class TestBesluit:
    def test_approving(self, wereld, django_assert_max_num_queries):
        voorstel = ter_besluit(wereld)
        tess = Beller(wereld.mensen.teamleider)
        pad = f"/voorstellen/{voorstel.nummer}"
        nu = tess.lees(pad)
        probleem(tess.get(pad + "/besluit"), 404)
        ja = {"goedkeuren": True, "zegel": nu["zegel"]}
        with django_assert_max_num_queries(
            28
        ):  # transactions, savepoints and the lock on its number among them
            uit = tess.doe("POST", pad + "/besluit", ja, versie=nu["versie"])
        assert uit.status_code == 201, uit.content
        besluit = uit.json()
        assert (besluit["uitkomst"], besluit["niveau"]) == ("goedgekeurd", "teamleider")
        assert besluit["besloten_door"] == wereld.mensen.teamleider.naam
        assert tess.lees(pad + "/besluit") == besluit
        assert tess.lees(pad)["besluit_url"] == besluit["url"]
        probleem(tess.doe("POST", pad + "/besluit", ja, versie=nu["versie"]), 412)
        weer = tess.lees(pad)["versie"]
        probleem(tess.doe("POST", pad + "/besluit", ja, versie=weer), 409, "stap_niet_mogelijk")

    def test_refusing_asks_a_reason(self, wereld):
        pad = f"/voorstellen/{ter_besluit(wereld).nummer}"
        tess = Beller(wereld.mensen.teamleider)
        nu = tess.lees(pad)
        nee = {"goedkeuren": False, "zegel": nu["zegel"]}
        fout = probleem(tess.doe("POST", pad + "/besluit", nee, versie=nu["versie"]), 422)
        assert fout["velden"][0]["veld"] == "reden"
        uit = tess.doe("POST", pad + "/besluit", {**nee, "reden": "Te vroeg."}, versie=nu["versie"])
        assert uit.json()["uitkomst"] == "afgewezen"

    def test_nothing_that_was_sent_is_left_aside(self, wereld):
        """One decision is of one body, oral only of a body, and on the version that was read."""
        pad = f"/voorstellen/{ter_besluit(wereld).nummer}"
        tess = Beller(wereld.mensen.teamleider)
        nu = tess.lees(pad)
        ja = {"goedkeuren": True, "zegel": nu["zegel"]}
        gs = {"datum": "2026-11-24", "agendapunt": "7", "nummer": "GS-1", "aanwezig": ["1"]}
        cdk = {"datum": "2026-11-24", "nummer": "CDK-1"}
        for invoer, veld in (
            ({**ja, "vergadering": gs, "cdk": cdk}, "cdk"),
            ({**ja, "mondeling_op": "2026-11-24T10:00:00+01:00"}, "mondeling_op"),
            ({**ja, "mondeling_wijze": "per telefoon"}, "mondeling_op"),
            ({"goedkeuren": True}, "zegel"),
        ):
            fout = probleem(tess.doe("POST", pad + "/besluit", invoer, versie=nu["versie"]), 422)
            assert fout["velden"][0]["veld"] == veld
        for invoer in ({**ja, "zegel": "anders"}, {"goedkeuren": True, "zegel": "anders", "vergadering": gs}):
            probleem(tess.doe("POST", pad + "/besluit", invoer, versie=nu["versie"]), 412, "verouderd")
        assert not Besluit.objects.exists()

    def test_a_changed_bundle_says_what_changed(self, wereld):
        voorstel = ter_besluit(wereld)
        tess = Beller(wereld.mensen.teamleider)
        pad = f"/voorstellen/{voorstel.nummer}"
        wereld.bouw.dossier.voorstellen.filter(pk=voorstel.pk).update(waarom_nu="Heel anders.")
        nu = tess.lees(pad)
        uit = tess.doe(
            "POST", pad + "/besluit", {"goedkeuren": True, "zegel": nu["zegel"]}, versie=nu["versie"]
        )
        assert "tekst gewijzigd: waarom nu" in probleem(uit, 409, "bundel_gewijzigd")["wijzigingen"]
        assert not Besluit.objects.exists()

    def test_only_who_may_decide(self, api, wereld):
        pad = f"/voorstellen/{ter_besluit(wereld).nummer}"
        for wie in ("opsteller", "jurist", "secretariaat"):
            beller = Beller(getattr(wereld.mensen, wie))
            nu = beller.lees(pad)
            ja = {"goedkeuren": True, "zegel": nu["zegel"]}
            probleem(beller.doe("POST", pad + "/besluit", ja, versie=nu["versie"]), 403, "geen_recht")

    def test_a_decision_of_gs_comes_from_a_meeting(self, wereld):
        from tests.interventieladder.bouw import maak_dossier

        bouw = maak_dossier("t4", mensen=wereld.mensen)
        wereld.bouw = bouw
        stap = "neem_besluit_indeplaatsstelling"
        namen = {r.stap: r for r in _gs_stappen()}
        stap = stap if stap in namen else next(iter(namen))
        voorstel = ter_besluit(wereld, stap)
        assert voorstel.niveau == "gs"
        sec = Beller(wereld.mensen.secretariaat)
        maak_gs()
        leden = sec.lees("/gs-leden")["resultaten"]
        pad = f"/voorstellen/{voorstel.nummer}"
        nu = sec.lees(pad)
        vergadering = {
            "datum": clock.vandaag().isoformat(),
            "agendapunt": "7",
            "nummer": "GS-2026-0412",
            "aanwezig": [lid["id"] for lid in leden[:1]],
        }
        invoer = {"goedkeuren": True, "vergadering": vergadering}
        fout = probleem(sec.doe("POST", pad + "/besluit", invoer, versie=nu["versie"]), 422)
        assert fout["velden"][0]["veld"] == "aanwezig"
        vergadering["aanwezig"] = [lid["id"] for lid in leden[:3]]
        uit = sec.doe("POST", pad + "/besluit", invoer, versie=nu["versie"])
        assert uit.status_code == 201, uit.content
        assert (uit.json()["niveau"], len(uit.json()["aanwezig"])) == ("gs", 3)


def _gs_stappen():
    """Steps from T4 that GS decide."""
    from interventieladder.ladders import machine_op

    return [r for r in machine_op("generiek").vanuit("t4") if r.niveau == "gs"]


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_on_one_version_one_counts():
    wereld = bouw_wereld()
    pad = f"/voorstellen/{ter_besluit(wereld).nummer}"
    bellers = [Beller(wereld.mensen.teamleider) for _ in range(2)]
    nu = bellers[0].lees(pad)
    dag = clock.nu()

    def daad(beller, goedkeuren):
        def doe():
            with klok_op(dag):
                invoer = {"goedkeuren": goedkeuren, "zegel": nu["zegel"], "reden": "Nu."}
                return beller.doe("POST", pad + "/besluit", invoer, versie=nu["versie"]).status_code

        return doe

    assert sorted(in_draden(daad(bellers[0], True), daad(bellers[1], False))) == [201, 412]
    assert Besluit.objects.count() == 1
