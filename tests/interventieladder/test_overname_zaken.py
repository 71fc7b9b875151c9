"""Taking over, in the middle, a dossier with data of its own: what holds on all six ladders, and a budget year."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from interventieladder.models import Begrotingsjaar, Dossier, Overname
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.selectors.overname import overnamekaart
from interventieladder.services.begrotingsjaren import open_begrotingsjaar
from interventieladder.services.bewaking import controle_beslistermijnen, controle_overnames
from interventieladder.services.klok import draai_klok
from interventieladder.services.overname import trek_overname_in
from interventieladder.services.overname_zaak import veldnamen
from interventieladder.services.regimebewaking import controle_begrotingsjaren
from interventieladder.standen import PLANNEN
from tests.interventieladder.ladders.financieel import einde
from tests.interventieladder.ladders.kit import bezwaren, dag, stap
from tests.interventieladder.overnamewereld import PEIL as GENERIEK_PEIL
from tests.interventieladder.overnamewereld import bouw as bouw_generiek
from tests.interventieladder.zaakwereld import (
    BEGROTING,
    BRON,
    GOEDKEURING,
    PEIL,
    PREVENTIEF,
    ZAKEN,
    bouw,
    csv,
    laatste_stap,
    verifieer,
    voor,
)
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def w():
    return bouw()


# -- every ladder ------------------------------------------------------------------------------------

LADDERS = sorted(ZAKEN)
TOONT = {
    "begrotingsregime": "15 december 2026",
    "goedkeuring": "R-1",
    "toestemming": "Wegen",
    "spoeduitgave": "B. Smit",
    "vernietiging": "Gemeentewet 229b",
    "vernietiging_waterschap": "Gemeentewet 229b",
}


def test_every_ladder_with_data_of_its_own_can_be_taken_over():
    assert sorted(code for code, plan in PLANNEN.items() if plan.eigen_zaak) == LADDERS


@pytest.mark.parametrize("ladder", LADDERS)
def test_the_page_of_the_dossier_shows_the_case(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    b = w.neem(bestand)
    assert b.dossier.stand == bestand.stappen[-1][0]
    client = Client()
    client.force_login(w.mensen.opsteller)
    antwoord = client.get(reverse("dossier", args=[b.dossier.nummer]))
    assert antwoord.status_code == 200
    assert TOONT[ladder] in antwoord.content.decode()
    assert f"Overgenomen uit {BRON}" in antwoord.content.decode()


@pytest.mark.parametrize("ladder", LADDERS)
def test_every_line_in_the_logboek_names_its_source(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    b = w.neem(bestand)
    regels = Logboekregel.objects.exclude(handeling__startswith="termijn_")
    assert [r.handeling for r in regels if f"Overgenomen uit {BRON}, zaak Z-1." not in r.reden] == []
    laatste = regels.get(handeling="overname_vastgelegd")
    assert laatste.gegevens["zaak"] == {k: str(v) for k, v in bestand.zaak.items() if v != ""}
    assert laatste.onderwerp_id == str(b.dossier.pk)


@pytest.mark.parametrize("ladder", LADDERS)
def test_a_preview_saves_nothing_and_the_same_file_twice_changes_nothing(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    assert w.lees(bestand, proef=True).gelukt
    assert not Dossier.objects.exists()
    w.neem(bestand)
    regels = Logboekregel.objects.count()
    verslag = w.lees(bestand)
    assert verslag.gelukt
    assert verslag.nieuw == []
    assert (Dossier.objects.count(), Logboekregel.objects.count()) == (1, regels)


@pytest.mark.parametrize("ladder", LADDERS)
def test_withdrawn_it_closes_and_the_case_is_taken_over_anew(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    b = w.neem(bestand)
    trek_overname_in(dossier_id=b.dossier.pk, reden="Verkeerde zaak.", door=w.mensen.opsteller)
    weg = b.vers()
    assert (weg.gesloten, weg.sluitreden) == (True, "overname_ingetrokken")
    assert weg.stand in PLANNEN[ladder].eind
    assert not weg.termijnen.filter(status="loopt").exclude(soort__startswith="beroep").exists()
    client = Client()
    client.force_login(w.mensen.opsteller)
    assert client.get(reverse("dossier", args=[weg.nummer])).status_code == 200
    nieuw = w.neem(bestand)
    assert nieuw.dossier.pk != weg.pk
    assert nieuw.dossier.onderdeel == weg.onderdeel
    assert Overname.objects.count() == 2


@pytest.mark.parametrize("ladder", LADDERS)
def test_exactly_one_row_with_the_case_is_asked_and_every_wrong_value_named(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    rijen = bestand.rijen(w.overheid.code)
    zonder = csv(*[rij for rij in rijen if rij["rij"] != "zaak"])
    assert "precies één rij “zaak”" in w.fouten(zonder)["rij"]
    assert "precies één rij “zaak”" in w.fouten(csv(*rijen, rijen[1]))["rij"]
    gevonden = w.fouten(bestand.met(zaak={**dict.fromkeys(bestand.zaak, "koek"), "vlag": "rood"}))["waarden"]
    assert "“vlag” hoort niet bij deze ladder" in gevonden
    dagen = [naam for naam in bestand.zaak if naam.endswith("_op") and bestand.zaak[naam]]
    assert dagen
    assert all(f"{naam}: “koek” is geen geldige waarde" in gevonden for naam in dagen), gevonden
    eerste = next(iter(bestand.zaak))
    leeg = w.fouten(bestand.met(zaak={naam: "" for naam in bestand.zaak if naam != eerste}))["waarden"]
    assert ": Vul " in leeg


@pytest.mark.parametrize("ladder", LADDERS)
def test_part_and_organ_follow_from_the_case(ladder):
    w, (bestand, _) = voor(ladder), ZAKEN[ladder]
    gevonden = w.fouten(bestand.met(kop={**bestand.kop, "onderdeel": "iets anders"}))
    assert "volgt uit de rij “zaak”" in gevonden["onderdeel"]


def test_a_ladder_without_data_of_its_own_has_no_such_row():
    with klok_op(GENERIEK_PEIL):
        w = bouw()
        rijen = [
            {
                "rij": "dossier",
                "zaaknummer": "Z-1",
                "bron": BRON,
                "overheid": w.overheid.code,
                "taak": "archiefzorg",
                "titel": "x",
                "omschrijving": "y",
                "datum": "2026-03-02",
            },
            {"rij": "stap", "zaaknummer": "Z-1", "trede": "t1", "van": "2026-03-02"},
            {"rij": "zaak", "zaaknummer": "Z-1", "waarden": "jaar=2026"},
        ]
        assert "Laat de rij “zaak” weg" in w.fouten(csv(*rijen))["rij"]


def test_a_name_twice_in_one_cell_is_refused(w):
    rijen = GOEDKEURING.rijen(w.overheid.code)
    rijen[1]["waarden"] += "|jaar=2028"
    assert "“jaar” staat er twee keer" in w.fouten(csv(*rijen))["waarden"]


def test_the_form_says_where_such_a_dossier_is_taken_over():
    with klok_op(GENERIEK_PEIL):
        w = bouw_generiek()
        client = Client()
        client.force_login(w.noor)
        assert "bestand met één dossier" in client.get(reverse("overnemen")).content.decode()
        pagina = client.get(reverse("overnemen_bestand")).content.decode()
    assert [
        naam for code in LADDERS for naam in veldnamen(code) if f"<code>{naam}</code>" not in pagina
    ] == []


def test_the_documentation_names_every_field_of_every_ladder(settings):
    tekst = (settings.BASE_DIR / "docs" / "overname.md").read_text(encoding="utf-8")
    assert [naam for code in LADDERS for naam in veldnamen(code) if f"`{naam}`" not in tekst] == []


def test_the_example_of_the_documentation_is_taken_over(w, settings):
    tekst = (settings.BASE_DIR / "docs" / "overname.md").read_text(encoding="utf-8")
    voorbeeld = next(deel for deel in tekst.split("```csv\n")[1:] if "\nzaak;" in deel).split("```")[0]
    b = w.neem(voorbeeld.replace("GM9907", w.overheid.code).encode())
    assert (b.dossier.stand, b.dossier.begrotingsjaar.regimegrond) == ("preventief_lid1", "lid1")


def test_nothing_happens_by_law_on_a_takeover_that_nobody_confirmed(w):
    b = w.neem(GOEDKEURING)
    with klok_op(dag("2027-05-10")):
        assert draai_klok() == 0
        assert b.vers().stand == "ter_goedkeuring"
        assert [t.soort for t in overnamekaart(b.vers(), w.mensen.lezer).wet_besliste] == ["goedkeuring"]
        client = Client()
        client.force_login(w.mensen.lezer)
        pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
        assert "De wet heeft al beslist" in pagina
        goed, melding = controle_overnames()
        assert not goed
        assert b.dossier.nummer in melding
        assert controle_beslistermijnen()[0] or b.dossier.nummer not in controle_beslistermijnen()[1]
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("van_rechtswege", dag("2027-04-29"))
        assert b.vers().goedkeuring.uitkomst_op == dag("2027-04-29")
        assert controle_overnames()[0]


# -- budget year -------------------------------------------------------------------------------------


def test_a_budget_year_goes_on_where_it_stood(w):
    with klok_op(dag("2026-11-23")):
        b = w.neem(BEGROTING)
        assert (b.dossier.onderdeel, b.dossier.orgaan, b.dossier.geopend_op) == (
            "2027",
            "raad",
            dag("2026-09-01"),
        )
        assert einde(b, "besluit_203") == dag("2026-12-31")
        assert "G-OVERNAME" in bezwaren(b, "maak_concept")
        w.bevestig(b)
        assert bezwaren(b, "maak_concept") == {"G-SALDO"}
        verifieer(b, "saldo")
        assert stap(b, "maak_concept") == "concept"
        with pytest.raises(Conflict, match="al geopend"):
            open_begrotingsjaar(overheid_id=w.overheid.pk, jaar=2027, door=w.mensen.opsteller)


def test_of_a_year_that_had_begun_the_clock_takes_the_step_with_its_legal_day(w):
    with klok_op(dag("2027-01-12")):
        b = w.neem(BEGROTING)
        assert draai_klok() == 0
        assert controle_begrotingsjaren()[0]
        assert not controle_overnames()[0]
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("repressief", dag("2027-01-01"))
        assert Begrotingsjaar.objects.get().regimegrond == "rechtswege"
        assert draai_klok() == 0


def test_a_preventive_year_has_its_regime_from_the_day_it_was_sent(w):
    b = w.neem(PREVENTIEF)
    jaar = Begrotingsjaar.objects.get()
    assert (jaar.juridisch_regime, jaar.regimegrond) == ("preventief", "lid1")
    assert (jaar.besloten_op, jaar.verzonden_op) == (dag("2026-12-08"), dag("2026-12-15"))
    assert regime_van(w.overheid.pk, 2027).preventief
    assert regime_van(w.overheid.pk, 2027, dag("2026-12-14")).juridisch_regime == ""
    assert einde(b, "minister_205") == dag("2027-01-31")
    regels = Logboekregel.objects.filter(handeling="regime_vastgesteld")
    assert [(r.gebeurd_op, BRON in r.reden) for r in regels] == [(dag("2026-12-15"), True)]
    w.bevestig(b)
    assert bezwaren(b, "trek_preventief_in") == {"G-HERSTELPLAN"}
    with klok_op(dag("2028-01-03")):
        assert draai_klok() == 1
        assert b.vers().stand == "verlopen"


def test_the_notices_of_article_205_do_not_run_once_they_are_facts(w):
    feiten = [
        ("publicatie", "2026-12-20", {"vindplaats": "Provinciaal blad 2026, 812"}),
        ("bericht_minister", "2027-01-12", {"kenmerk": "FT-12"}),
    ]
    b = w.neem(PREVENTIEF.met(feiten=feiten))
    assert not b.dossier.termijnen.exists()


def test_a_preventive_year_may_be_told_by_its_last_stay_alone(w):
    b = w.neem(PREVENTIEF.met(zaak={"regimegrond": ""}, stappen=[("preventief_lid1", "2026-12-15")]))
    assert Begrotingsjaar.objects.get().regimegrond == "lid1"
    assert b.dossier.stappen.get().overgang == "neem_lid1_over"
    w.bevestig(b)
    assert bezwaren(b, "trek_preventief_in") == {"G-HERSTELPLAN"}


def test_repressief_by_law_is_told_from_repressief_by_decision(w):
    stappen = [*BEGROTING.stappen, ("repressief", "2027-01-01")]
    b = w.neem(BEGROTING.met(zaak={"regimegrond": "rechtswege"}, stappen=stappen))
    assert b.dossier.stappen.get(tot__isnull=True).overgang == "repressief_van_rechtswege"
    besluit = {"regimegrond": "repressief_gs", "besloten_op": "2026-12-08", "verzonden_op": "2026-12-15"}
    stappen = [("wacht", "2026-09-01"), ("repressief", "2026-12-15")]
    b = bouw().neem(BEGROTING.met(zaak=besluit, stappen=stappen, zaaknummer="Z-2"))
    assert b.dossier.stappen.get(tot__isnull=True).overgang == "neem_repressief_over"


def test_a_withdrawn_regime_keeps_what_it_rested_on(w):
    stappen = [*PREVENTIEF.stappen, ("ingetrokken", "2027-02-10", "gs", "GS-2027-0081", "2027-02-09")]
    w.neem(PREVENTIEF.met(zaak={"ingetrokken_op": "2027-02-10"}, stappen=stappen))
    jaar = Begrotingsjaar.objects.get()
    assert (jaar.juridisch_regime, jaar.regimegrond, jaar.ingetrokken_op) == (
        "repressief",
        "lid1",
        dag("2027-02-10"),
    )
    assert regime_van(w.overheid.pk, 2027, dag("2027-02-09")).preventief
    assert not regime_van(w.overheid.pk, 2027).preventief


REPRESSIEF = [*BEGROTING.stappen, ("repressief", "2027-01-01")]
INGETROKKEN = [*PREVENTIEF.stappen, ("ingetrokken", "2027-02-10", "gs", "GS-2027-0081", "2027-02-09")]


@pytest.mark.parametrize(
    ("bestand", "woorden"),
    [
        (PREVENTIEF.met(zaak={"besloten_op": ""}), "besloten_op: Vul de dag in"),
        (PREVENTIEF.met(zaak={"verzonden_op": ""}), "verzonden_op: Vul de dag in"),
        (PREVENTIEF.met(zaak={"regimegrond": "lid2"}), "regimegrond: Kies bij deze trede: lid1"),
        (PREVENTIEF.met(zaak={"besloten_op": "2026-12-16"}), "Verzenden kan niet vóór het besluit"),
        (PREVENTIEF.met(zaak={"verzonden_op": "2027-01-04"}), "is vóór 01-01-2027 verzonden"),
        (PREVENTIEF.met(zaak={"verzonden_op": "2026-12-16"}), "begint op de dag van verzending"),
        (PREVENTIEF.met(zaak={"besloten_op": "2026-12-01"}), "een andere dag dan die van het besluit"),
        (PREVENTIEF.met(zaak={"ingetrokken_op": "2027-02-01"}), "niet ingetrokken"),
        (PREVENTIEF.met(zaak={"verzonden_op": "2027-06-01"}), "ligt in de toekomst"),
        (PREVENTIEF.met(zaak={"jaar": 1999}), "een getal in van 2016"),
        (BEGROTING.met(zaak={"regimegrond": "lid1"}), "regimegrond: Het regime is op deze trede nog niet"),
        (BEGROTING.met(zaak={"intensiteit": "afgeslankt"}), "Afgeslankt preventief kan alleen"),
        (BEGROTING.met(zaak={"intensiteit": "intensief_volgen"}), "samen met de dag"),
        (BEGROTING.met(stappen=REPRESSIEF), "regimegrond: Kies bij deze trede"),
        (
            BEGROTING.met(zaak={"regimegrond": "rechtswege"}, stappen=[("repressief", "2027-01-01")]),
            "Geef ook de treden van vóór 01-01-2027",
        ),
        (
            BEGROTING.met(
                zaak={"regimegrond": "rechtswege"},
                stappen=[*BEGROTING.stappen, ("repressief", "2027-01-05")],
            ),
            "begint repressief toezicht op 01-01-2027",
        ),
        (PREVENTIEF.met(stappen=INGETROKKEN), "ingetrokken_op: Vul de dag in"),
        (PREVENTIEF.met(stappen=INGETROKKEN, zaak={"ingetrokken_op": "2027-02-11"}), "niet op 10-02-2027"),
        (
            PREVENTIEF.met(stappen=INGETROKKEN, zaak={"ingetrokken_op": "2026-12-31"}),
            "alleen in de loop van 2027",
        ),
    ],
)
def test_a_budget_year_does_not_contradict_itself_or_the_law(w, bestand, woorden):
    assert woorden in w.fouten(bestand).get("waarden", ""), w.fouten(bestand)


def test_a_waterschap_has_no_article_203():
    w = bouw("waterschap")
    assert "kent geen preventief toezicht" in w.fouten(PREVENTIEF)["waarden"]
    rechtswege = BEGROTING.met(zaak={"regimegrond": "rechtswege"}, stappen=REPRESSIEF)
    assert "kent geen regime van rechtswege" in w.fouten(rechtswege)["waarden"]
    b = w.neem(BEGROTING)
    assert b.dossier.orgaan == "ab"
    assert not b.dossier.termijnen.exists()


def test_a_second_dossier_on_the_same_year_is_refused(w):
    open_begrotingsjaar(overheid_id=w.overheid.pk, jaar=2027, door=w.mensen.opsteller)
    assert "Begrotingsjaar 2027" in w.fouten(BEGROTING)["waarden"]


def test_what_a_withdrawn_takeover_brought_counts_nowhere_and_stays_as_it_was(w):
    b = w.neem(PREVENTIEF)
    trek_overname_in(dossier_id=b.dossier.pk, reden="Verkeerd.", door=w.mensen.opsteller)
    assert regime_van(w.overheid.pk, 2027) is None
    jaar = Begrotingsjaar._base_manager.get(dossier=b.dossier)
    assert jaar.teruggedraaid
    with pytest.raises(ProgrammingError, match="geweigerd"), transaction.atomic():
        Begrotingsjaar._base_manager.filter(pk=jaar.pk).update(teruggedraaid=False)


def test_all_that_is_wrong_is_named_at_once(w):
    stappen = [("wacht", "2026-09-01"), ("concept", "2026-11-17"), ("preventief_lid1", "2026-12-15")]
    gevonden = w.fouten(
        PREVENTIEF.met(
            zaak={"regimegrond": "lid2", "jaar": ""}, stappen=stappen, kop={"bronsoort": "gerucht"}
        )
    )
    assert set(gevonden) == {"waarden", "trede", "bronsoort"}
