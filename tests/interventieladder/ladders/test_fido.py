"""Kasgeldlimiet and renterisiconorm (finance.md 1.9, 2.3): limits per kind, three quarters in a row, the ladder."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import settings

from interventieladder.financieel.fido import (
    Kwartaal,
    kasgeldlimiet,
    opeenvolgend_overschreden,
    renterisiconorm,
    toets_kwartalen,
)
from interventieladder.guards.fido import FIDO4, g_ontheffing
from interventieladder.ladders import machine_op
from interventieladder.models import Feit
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.klok import draai_klok
from interventieladder.standen import plan_van
from tests.factories import OverheidFactory
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import einde, vers
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering
from toezicht.core.transitions import Toets
from toezicht.organisaties.models import Overheid

pytestmark = pytest.mark.django_db
MLN = Decimal(1_000_000)
GEDEELD = {
    ("volgen", "stel_overschrijding_vast"): "overschreden",
    ("volgen", "sluit_binnen_limiet"): "beeindigd",
    **{(van, "ontvang_plan"): "plan_ingediend" for van in ("aanwijzing", "toestemming_vereist")},
    ("plan_ingediend", "keur_plan_goed"): "plan_goedgekeurd",
    **{
        (van, "geef_aanwijzing"): "aanwijzing"
        for van in ("overschreden", "plan_ingediend", "plan_goedgekeurd")
    },
    **{
        (van, "eis_toestemming"): "toestemming_vereist"
        for van in ("plan_ingediend", "plan_goedgekeurd", "aanwijzing")
    },
    **{(van, "verleen_ontheffing"): "ontheffing" for van in ("overschreden", "plan_ingediend")},
    ("ontheffing", "laat_ontheffing_verlopen"): "overschreden",
    **{(van, "beeindig"): "beeindigd" for van in ("plan_goedgekeurd", "aanwijzing", "toestemming_vereist")},
}
KASGELD = {
    **GEDEELD,
    ("overschreden", "ontvang_plan"): "plan_ingediend",
    ("overschreden", "eis_toestemming"): "toestemming_vereist",
    ("plan_ingediend", "keur_plan_af"): "overschreden",
}
"""The plan comes by itself with the third quarter; consent until it is carried out (Wet fido 4)."""
RENTERISICO = {**GEDEELD, ("plan_ingediend", "keur_plan_af"): "aanwijzing"}
"""A direction first, then the plan it asks, then consent (Wet fido 6)."""


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2027-10-15")):
        yield


@pytest.mark.parametrize(
    ("ladder", "verwacht", "artikel", "ander"),
    [
        ("kasgeldlimiet", KASGELD, "Wet fido 4", "fido 6"),
        ("renterisiconorm", RENTERISICO, "Wet fido 6", "fido 4"),
    ],
)
def test_the_declarations_are_the_table_and_cite_their_own_article(ladder, verwacht, artikel, ander):
    assert tabel(ladder) == verwacht
    stappen = machine_op(ladder).overgangen
    assert {o.grondslag for o in stappen if "Awb" not in o.grondslag} == {artikel, f"{artikel}, eerste lid"}
    gronden = {g.grondslag for o in stappen for g in o.guards}
    gronden |= {f.grondslag for f in plan_van(ladder).feitsoorten}
    assert not [grond for grond in gronden if ander in grond or "4 en 6" in grond]


@pytest.mark.parametrize(
    ("soort", "kasgeld", "renterisico"),
    [
        ("gemeente", "8500000", "20000000"),
        ("gr_openbaar_lichaam", "8200000", "20000000"),
        ("gr_centrumregeling", "8200000", "20000000"),
        ("provincie", "7000000", "20000000"),
        ("waterschap", "23000000", "30000000"),
    ],
)
def test_limits_per_kind_of_body(soort, kasgeld, renterisico):
    velden = {"soort": soort, "jaar": 2027, "begrotingstotaal": 100 * MLN}
    assert kasgeldlimiet(**velden).bedrag == Decimal(kasgeld)
    assert renterisiconorm(**velden).bedrag == Decimal(renterisico)


def test_minima_and_years_without_norm():
    klein = {"soort": "gemeente", "jaar": 2027, "begrotingstotaal": 3 * MLN}
    assert kasgeldlimiet(**klein).bedrag == Decimal(300_000)
    assert renterisiconorm(**klein).bedrag == Decimal(2_500_000)
    assert "minimum" in kasgeldlimiet(**klein).uitleg
    with pytest.raises(KeyError):
        kasgeldlimiet(soort="gemeente", jaar=2000, begrotingstotaal=MLN)


def kwartalen(*waarden):
    """(year, quarter, mean in millions) against a limit of 8,5 million."""
    return toets_kwartalen(
        "gemeente",
        [Kwartaal(j, k, (MLN * g, MLN * (g + 1), MLN * (g - 1)), 100 * MLN) for j, k, g in waarden],
    )


@pytest.mark.parametrize(
    ("waarden", "aantal"),
    [
        ([(2026, 4, 9), (2027, 1, 9), (2027, 2, 9)], 3),
        ([(2027, 1, 9), (2027, 2, 8), (2027, 3, 9)], 1),
        ([(2026, 3, 9), (2027, 1, 9), (2027, 2, 9)], 2),  # a quarter is missing
        ([(2027, 1, 9), (2027, 2, 9), (2027, 3, 8)], 0),
        ([(2027, 3, 9), (2027, 1, 9), (2027, 2, 9)], 3),  # entered out of order
        ([], 0),
    ],
)
def test_only_quarters_in_a_row_count(waarden, aantal):
    assert opeenvolgend_overschreden(kwartalen(*waarden)) == aantal


def test_equal_to_the_limit_is_within():
    gelijk = Kwartaal(2027, 1, (Decimal(8_500_000),) * 3, 100 * MLN)
    assert not toets_kwartalen("gemeente", [gelijk])[0].overschreden


# -- the ladder --------------------------------------------------------------------------------------


def open_fido(ladder="kasgeldlimiet", overheid=None, onderdeel=""):
    mensen = maak_mensen()
    dossier = open_op_ladder(
        ladder=ladder,
        overheid_id=(overheid or maak_gemeente()).pk,
        onderdeel=onderdeel,
        titel="Kasgeld",
        omschrijving="Uit de kwartaalrapportage.",
        datum_feit=dag("2027-04-01"),
        door=mensen.opsteller,
    )
    return Bouw(dossier, mensen, stap=dossier.stappen.get(tot__isnull=True))


EIND = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}


def kwartaal(b, jaar, nummer, bedrag, totaal="100000000"):
    maanden = {f"maand{n}": str(bedrag) for n in (1, 2, 3)}
    return feit(
        b,
        "kwartaal",
        dag(f"{jaar}-{EIND[nummer]}"),
        jaar=jaar,
        kwartaal=str(nummer),
        begrotingstotaal=totaal,
        **maanden,
    )


def naar_overschreden(**velden):
    b = open_fido(**velden)
    for jaar, nummer in ((2027, 1), (2027, 2)):
        kwartaal(b, jaar, nummer, 24_000_000)
        assert bezwaren(b, "stel_overschrijding_vast") == {"G-DERDE-KWARTAAL"}
    kwartaal(b, 2027, 3, 24_000_000)
    assert stap(b, "stel_overschrijding_vast") == "overschreden"
    return b


@pytest.mark.parametrize("soort", ["gemeente", "waterschap", "gr_openbaar_lichaam"])
def test_the_third_quarter_in_a_row_for_every_kind_of_body(soort):
    provincie = Overheid.objects.filter(code=settings.PROVINCIE_CODE).first()
    overheid = OverheidFactory(code="XX01", soort=soort, naam="Proef", provincie=provincie)
    naar_overschreden(overheid=overheid)


def test_a_province_is_not_ours_to_supervise():
    maak_gemeente()
    with pytest.raises(Weigering, match="Kies een overheid"):
        open_fido(overheid=Overheid.objects.get(code=settings.PROVINCIE_CODE))


def test_a_quarter_within_the_limit_closes_the_watching():
    b = open_fido()
    assert bezwaren(b, "sluit_binnen_limiet") == {"G-KASGELD-BINNEN"}
    kwartaal(b, 2027, 1, 8_000_000)
    assert stap(b, "sluit_binnen_limiet") == "beeindigd"


def test_plan_approved_followed_and_ended():
    b = naar_overschreden()
    feit(b, "plan", rapportage=False)
    assert bezwaren(b, "ontvang_plan") == {"G-PLAN-RAPPORTAGE"}
    feit(b, "plan", rapportage=True)
    assert stap(b, "ontvang_plan") == "plan_ingediend"
    assert stap(b, "keur_plan_goed") == "plan_goedgekeurd"
    assert bezwaren(b, "beeindig") == {"G-KASGELD-BINNEN", "G-PLAN-GEVOLGD"}
    with klok_op(dag("2028-01-20")):
        kwartaal(b, 2027, 4, 7_000_000)
        feit(b, "plan_gevolgd", bevinding="De korte schuld is omgezet.")
        assert stap(b, "beeindig") == "beeindigd"


def test_a_plan_is_refused_by_gs_after_consultation_only():
    b = naar_overschreden()
    feit(b, "plan", rapportage=True)
    stap(b, "ontvang_plan")
    assert bezwaren(b, "keur_plan_af") == {"G-OVERLEG-AANGEBODEN", "G-ONTHOUDINGSGROND"}
    feit(b, "overleg_aangeboden")
    feit(b, "onthoudingsgrond", motivering="Het plan heeft geen einddatum.")
    assert stap(b, "keur_plan_af") == "overschreden"


def test_direction_then_consent_for_new_loans():
    b = naar_overschreden()
    assert stap(b, "geef_aanwijzing") == "aanwijzing"
    assert stap(b, "eis_toestemming") == "toestemming_vereist"


def test_consent_also_while_an_approved_plan_is_not_carried_out():
    b = naar_overschreden()
    feit(b, "plan", rapportage=True)
    stap(b, "ontvang_plan")
    assert stap(b, "keur_plan_goed") == "plan_goedgekeurd"
    assert stap(b, "eis_toestemming") == "toestemming_vereist"


def test_exemption_of_at_most_two_quarters_ends_by_the_clock_once():
    b = naar_overschreden()
    begin = dag("2027-10-15")
    feit(b, "ontheffing", begin, kwartalen="2", tot_en_met="2028-04-01")
    assert bezwaren(b, "verleen_ontheffing") == {"G-ONTHEFFING"}
    with pytest.raises(Weigering):
        feit(b, "ontheffing", begin, kwartalen="3", tot_en_met="2028-06-30")
    feit(b, "ontheffing", begin, kwartalen="1", tot_en_met="2028-03-31")
    weigering = g_ontheffing(FIDO4)(Toets(vers(b), None, b.mensen.opsteller, begin))
    assert "ten hoogste 1 kwartaal;" in weigering.wat
    feit(b, "ontheffing", begin, kwartalen="2", tot_en_met="2028-03-31")
    assert stap(b, "verleen_ontheffing") == "ontheffing"
    assert einde(b, "ontheffing_fido") == dag("2028-03-31")
    with klok_op(dag("2028-03-31")):
        assert draai_klok() == 0
    with klok_op(dag("2028-04-10")):
        assert draai_klok() == 1
        assert draai_klok() == 0
        assert vers(b).stand == "overschreden"
        assert bezwaren(b, "verleen_ontheffing") >= {"G-EERSTE-ONTHEFFING"}


def test_interest_risk_above_and_back_within_the_norm():
    b = open_fido("renterisiconorm", onderdeel="2027")
    cijfer = {"jaar": 2027, "renteherziening": "15000000", "begrotingstotaal": "100000000"}
    assert bezwaren(b, "stel_overschrijding_vast") == {"G-RENTERISICO-OVER"}
    feit(b, "jaarcijfer", dag("2027-10-01"), aflossing="5000000", **cijfer)
    assert bezwaren(b, "stel_overschrijding_vast") == {"G-RENTERISICO-OVER"}  # equal is within
    feit(b, "jaarcijfer", dag("2027-10-02"), aflossing="5000001", **cijfer)
    assert stap(b, "stel_overschrijding_vast") == "overschreden"
    assert stap(b, "geef_aanwijzing") == "aanwijzing"
    feit(b, "plan", rapportage=True)
    assert stap(b, "ontvang_plan") == "plan_ingediend"
    assert stap(b, "keur_plan_goed") == "plan_goedgekeurd"
    assert bezwaren(b, "beeindig") == {"G-RENTERISICO-BINNEN", "G-PLAN-GEVOLGD"}
    feit(b, "jaarcijfer", dag("2027-10-03"), aflossing="1000000", **cijfer)
    feit(b, "plan_gevolgd", bevinding="Leningen gespreid.")
    assert stap(b, "beeindig") == "beeindigd"


def test_an_exemption_of_the_interest_risk_norm_has_no_limit_of_two_quarters():
    b = open_fido("renterisiconorm", onderdeel="2027")
    velden = {"jaar": 2027, "renteherziening": "25000000", "aflossing": "0", "begrotingstotaal": "100000000"}
    feit(b, "jaarcijfer", dag("2027-10-01"), **velden)
    stap(b, "stel_overschrijding_vast")
    feit(
        b,
        "ontheffing",
        dag("2027-10-15"),
        tot_en_met=(dag("2027-10-15") + dt.timedelta(days=400)).isoformat(),
    )
    assert stap(b, "verleen_ontheffing") == "ontheffing"


@pytest.mark.parametrize(
    ("jaar", "mag"), [(2008, False), (2009, True), (2100, True), (2101, False), (2, False)]
)
def test_a_year_without_limits_is_refused_at_the_door(jaar, mag):
    b = open_fido()
    cijfers = {
        "jaar": jaar,
        "kwartaal": "1",
        "begrotingstotaal": "100000000",
        **{f"maand{n}": "1" for n in (1, 2, 3)},
    }
    if mag:
        feit(b, "kwartaal", **cijfers)
    else:
        with pytest.raises(Weigering, match=r"een getal in van 2009 tot en met 2100\."):
            feit(b, "kwartaal", **cijfers)
    assert Feit.objects.exists() is mag
