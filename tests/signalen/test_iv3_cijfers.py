"""Controls, kengetallen, bands and findings, on the example and on spoiled copies of it."""

import dataclasses
import json
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signalen.cijfers.beoordeling import NIET_TE_BEOORDELEN, beoordeling, is_slechter, op_een_decimaal
from signalen.cijfers.codelijsten import DATA
from signalen.cijfers.controles import FOUT, GOED, NIET_VAN_TOEPASSING, controleer
from signalen.cijfers.kengetallen import HERBEREKEND, OPGAVE, bereken, opgaven
from signalen.cijfers.lezen import lees
from signalen.cijfers.signalering import Eerder, bevindingen
from signalen.management.demo_iv3 import als_bytes, begroting, bestandsnaam, jaarrekening, voorbeeldland
from tests.signalen.iv3_hulp import BEGROTING, JAARREKENING, met
from toezicht.core.woorden import euro


def bestand(wijzig=None, pad=JAARREKENING):
    return lees(met(wijzig, pad) if wijzig else pad.read_bytes())


def uitkomsten(gelezen):
    return {controle.code: controle.uitkomst for controle in controleer(gelezen)}


def foute(gelezen):
    return {controle.code for controle in controleer(gelezen) if controle.uitkomst == FOUT}


# -- controls


def test_example_passes_every_control():
    assert uitkomsten(bestand()) == {f"PF00{n}": GOED for n in range(1, 10)}


def test_budget_has_one_control():
    gevonden = uitkomsten(bestand(pad=BEGROTING))
    assert gevonden.pop("PF006") == GOED
    assert set(gevonden.values()) == {NIET_VAN_TOEPASSING}


def rij(data, onderdeel, **sleutels):
    return next(
        rij for rij in data["data"][onderdeel] if all(rij[naam] == wat for naam, wat in sleutels.items())
    )


def verschuif(onderdeel, euros, **sleutels):
    def wijzig(data):
        rij(data, onderdeel, **sleutels)["bedrag"] += euros

    return wijzig


def voeg_toe(onderdeel, **velden):
    def wijzig(data):
        data["data"][onderdeel].append(velden)

    return wijzig


@pytest.mark.parametrize(
    ("wijzig", "verwacht"),
    [
        (verschuif("lasten", 1000, taakveld="0.1", categorie="1.1"), {"PF001", "PF006"}),
        (verschuif("balans_lasten", 1000, balanscode="P133"), {"PF001", "PF003"}),
        (
            voeg_toe("balans_lasten", balanscode="A224", categorie="3.8", bedrag=1000),
            {"PF001", "PF002", "PF003"},
        ),
        (verschuif("balans_standen", 1000, balanscode="A23", standper="31-12-2025"), {"PF003", "PF008"}),
        (verschuif("balans_standen", 1000, balanscode="A23", standper="1 januari"), {"PF003", "PF007"}),
        (verschuif("lasten", 1000, taakveld="7.2", categorie="7.2"), {"PF004", "PF006"}),
        (voeg_toe("lasten", taakveld="2.1", categorie="6.1", bedrag=1000), {"PF001", "PF005", "PF006"}),
        (verschuif("baten", 1000, taakveld="0.10", categorie="7.1"), {"PF004", "PF006"}),
        (voeg_toe("lasten", taakveld="2.1", categorie="4.3.9", bedrag=1000), {"PF001", "PF006", "PF009"}),
    ],
)
def test_each_control_fails_on_a_spoiled_file(wijzig, verwacht):
    gelezen = bestand(wijzig)
    assert foute(gelezen) == verwacht
    assert all(c.toelichting for c in controleer(gelezen))


def test_the_explanation_names_the_difference_and_the_post():
    per_code = {
        c.code: c.toelichting
        for c in controleer(bestand(verschuif("lasten", 1000, taakveld="0.1", categorie="1.1")))
    }
    assert "verschil € 1.000; toegestaan is € 26,50" in per_code["PF006"]
    standen = controleer(bestand(verschuif("balans_standen", 1000, balanscode="A23", standper="31-12-2025")))[
        2
    ]
    assert "A23 € 1.000" in standen.toelichting


def test_rounding_of_whole_euros_is_no_fault():
    assert not foute(bestand(verschuif("lasten", 5, taakveld="0.1", categorie="1.1")))


def test_tolerance_is_a_parameter():
    streng = dataclasses.replace(beoordeling(), euro_per_rij=Decimal(0))
    gelezen = bestand(verschuif("lasten", 5, taakveld="0.1", categorie="1.1"))
    assert {c.code for c in controleer(gelezen, streng) if c.uitkomst == FOUT} == {"PF001", "PF006"}


def test_settlement_of_6_1_on_treasury_is_allowed():
    def wijzig(data):
        data["data"]["lasten"].append({"taakveld": "0.5", "categorie": "6.1", "bedrag": 1000})
        data["data"]["baten"].append({"taakveld": "0.5", "categorie": "6.1", "bedrag": 1000})

    assert not foute(bestand(wijzig))


def test_accounts_without_balance_fail_what_cannot_be_checked():
    gelezen = bestand(lambda data: data["data"].update(balans_standen=[]))
    assert foute(gelezen) == {"PF003", "PF007", "PF008"}
    assert all("PF099" in c.toelichting for c in controleer(gelezen) if c.uitkomst == FOUT)


def test_empty_budget_cannot_be_checked():
    gelezen = bestand(lambda data: data["data"].update(lasten=[], baten=[]), BEGROTING)
    assert foute(gelezen) == {"PF006"}


def kwartaal(data):
    data["metadata"].update(periode=2)
    data["data"]["kengetallen"] = []
    for stand in data["data"]["balans_standen"]:
        stand["standper"] = stand["standper"].replace("31-12", "30-6")


def test_quarter_has_its_own_controls():
    gevonden = uitkomsten(bestand(kwartaal))
    assert {code for code, wat in gevonden.items() if wat == NIET_VAN_TOEPASSING} == {
        "PF006",
        "PF007",
        "PF008",
    }

    def materieel(data):
        kwartaal(data)
        rij(data, "balans_standen", balanscode="A121", standper="30-6-2025")["bedrag"] += 10**6

    assert not foute(bestand(materieel))  # in a quarter only financial posts are compared


def test_amounts_for_people():
    assert [euro(b) for b in (0, -1234567, Decimal("26.5"))] == ["€ 0", "−€ 1.234.567", "€ 26,50"]


# -- kengetallen


def per_code(kengetallen):
    return {kengetal.code: kengetal for kengetal in kengetallen}


def test_golden_outcomes():
    gevonden = per_code(bereken(bestand()))
    assert {code: k.getoond for code, k in gevonden.items()} == {
        "fk.1": "105.0",
        "fk.2": "99.6",
        "fk.3": "12.2",
        "fk.4": "-2.1",
        "fk.5": "13.0",
        "fk.6": "108.0",
    }
    assert {code: k.band for code, k in gevonden.items()} == {
        "fk.1": "B",
        "fk.2": "B",
        "fk.3": "C",
        "fk.4": "C",
        "fk.5": "A",
        "fk.6": "C",
    }
    assert {code for code, k in gevonden.items() if k.herkomst == OPGAVE} == {"fk.4", "fk.6"}
    assert gevonden["fk.1"].waarde == Decimal("104.968523")


def test_passport_explains_the_figure():
    paspoort = per_code(bereken(bestand()))["fk.1"].paspoort
    invoer = {deel["onderdeel"]: deel for deel in paspoort["invoer"]}
    assert invoer["A"]["codes"] == {"P133": "102000000"}
    assert {letter: invoer[letter]["bedrag"] for letter in "ABCDEFGH"} == {
        "A": "102000000",
        "B": "9150000",
        "C": "3700000",
        "D": "0",
        "E": "5200000",
        "F": "370000",
        "G": "900000",
        "H": "103250000",
    }
    assert paspoort["regelversie"]
    assert paspoort["bron"] == "Iv3 jaarrekening 2025"
    assert paspoort["signaleringswaarden"] == {"laag": "90", "hoog": "130", "gunstig": "laag"}


def test_budget_is_not_recomputed_and_has_no_colour():
    gevonden = per_code(bereken(bestand(pad=BEGROTING)))
    for code in ("fk.1", "fk.2", "fk.3", "fk.5", "fk.6"):
        assert (gevonden[code].waarde, gevonden[code].band) == (None, NIET_TE_BEOORDELEN)
        assert gevonden[code].reden
    assert (gevonden["fk.4"].getoond, gevonden["fk.4"].band) == ("-1.4", "C")
    opgegeven = {(k.code, k.verslagperiode): k.getoond for k in opgaven(bestand(pad=BEGROTING))}
    assert opgegeven["fk.1", "Beg_2026"] == "131.0"
    assert opgegeven["fk.4", "MJR_2029"] == "-0.6"


@pytest.mark.parametrize(
    ("wijzig", "zonder"),
    [
        (lambda d: d["data"].update(balans_standen=[]), {"fk.1", "fk.2", "fk.3", "fk.5"}),
        (
            lambda d: d["data"].update(
                balans_standen=[r for r in d["data"]["balans_standen"] if r["balanscode"][0] == "A"]
            ),
            {"fk.1", "fk.2", "fk.3", "fk.5"},
        ),
        (lambda d: d["data"].update(baten=[]), {"fk.1", "fk.2", "fk.5"}),
        (lambda d: d["data"].update(kengetallen=[]), {"fk.4", "fk.6"}),
        (lambda d: d["data"].pop("kengetallen"), {"fk.4", "fk.6"}),
        (kwartaal, {"fk.1", "fk.2", "fk.3", "fk.4", "fk.5", "fk.6"}),
    ],
)
def test_what_is_missing_is_not_judged(wijzig, zonder):
    gevonden = bereken(bestand(wijzig))
    assert {k.code for k in gevonden if k.band == NIET_TE_BEOORDELEN} == zonder
    assert all((k.waarde is None) == (k.code in zonder) for k in gevonden)
    assert all(k.reden for k in gevonden if k.code in zonder)


def test_liabilities_below_nothing_give_no_solvency():
    def wijzig(data):
        for stand in data["data"]["balans_standen"]:
            if stand["balanscode"] == "P133" and stand["standper"] != "1 januari":
                stand["bedrag"] = -(10**9)

    assert per_code(bereken(bestand(wijzig)))["fk.3"].waarde is None


@pytest.mark.parametrize("jaar", range(2020, 2027))
@pytest.mark.parametrize("solvabiliteit", [5, 33, 70])
def test_formulas_hold_in_every_year(jaar, solvabiliteit):
    gelezen = lees(
        als_bytes(
            jaarrekening(
                code="GM9902",
                naam="Bergmeer",
                jaar=jaar,
                solvabiliteit=Decimal(solvabiliteit),
                schaal=Decimal("1.017"),
                resultaat=-700,
            )
        )
    )
    assert not foute(gelezen)
    gevonden = per_code(bereken(gelezen))
    assert gevonden["fk.3"].getoond == f"{solvabiliteit}.0"
    assert gevonden["fk.1"].waarde - gevonden["fk.2"].waarde > 5  # the loans of A1321
    assert all(k.getoond == gevonden[k.code].getoond for k in opgaven(gelezen))


# -- bands


@pytest.mark.parametrize(
    ("code", "waarde", "band"),
    [
        ("fk.1", "89.9", "A"),
        ("fk.1", "90", "B"),
        ("fk.1", "130", "B"),
        ("fk.1", "130.1", "C"),
        ("fk.1", "89.96", "B"),  # shown as 90,0
        ("fk.2", "130.04", "B"),
        ("fk.3", "50.1", "A"),
        ("fk.3", "50", "B"),
        ("fk.3", "20", "B"),
        ("fk.3", "19.9", "C"),
        ("fk.4", "0.1", "A"),
        ("fk.4", "0", "B"),
        ("fk.4", "-0.04", "B"),
        ("fk.4", "-0.1", "C"),
        ("fk.5", "19.9", "A"),
        ("fk.5", "20", "B"),
        ("fk.5", "35", "B"),
        ("fk.5", "35.1", "C"),
        ("fk.6", "94.9", "A"),
        ("fk.6", "95", "B"),
        ("fk.6", "105", "B"),
        ("fk.6", "105.1", "C"),
    ],
)
def test_boundary_belongs_to_b(code, waarde, band):
    assert beoordeling().grenzen[code].band(Decimal(waarde)) == band


@given(
    st.decimals(-200, 200, places=3),
    st.decimals(-200, 200, places=3),
    st.sampled_from(["fk.1", "fk.3", "fk.4"]),
)
def test_a_better_value_never_has_a_worse_band(een, ander, code):
    grens = beoordeling().grenzen[code]
    beter, slechter = (min, max) if grens.gunstig == "laag" else (max, min)
    assert not is_slechter(grens.band(slechter(een, ander)), grens.band(beter(een, ander)))


def test_what_is_not_judged_is_never_worse():
    assert is_slechter("A", "C")
    assert not is_slechter("C", "A")
    assert not is_slechter("A", NIET_TE_BEOORDELEN)
    assert not is_slechter(NIET_TE_BEOORDELEN, "C")
    assert str(op_een_decimaal(Decimal("-0.04"))) == "0.0"


def test_policy_file_is_the_policy():
    with (DATA / "beoordeling-2026-1.toml").open("rb") as stroom:
        assert tomllib.load(stroom)["versie"] == beoordeling().versie


# -- findings


def soorten(gelezen, eerder=None):
    return [bevinding.soort for bevinding in bevindingen(gelezen, bereken(gelezen), eerder or {})]


def rekening(solvabiliteit, jaar=2025):
    return lees(
        als_bytes(
            jaarrekening(code="GM9902", naam="Bergmeer", jaar=jaar, solvabiliteit=Decimal(solvabiliteit))
        )
    )


def raming(*ruimte):
    return lees(als_bytes(begroting(code="GM9902", naam="Bergmeer", jaar=2026, fk4=ruimte)))


def test_s2_needs_both_ends_negative():
    assert soorten(raming("-1.4", "0.3", "0.2", "-0.6")) == ["FIN-S2"]
    assert soorten(raming("-1.4", "-1", "-1", "0.0")) == []
    assert soorten(raming("0.0", "-1", "-1", "-1")) == []
    assert soorten(raming("-1.4", "-1", "-1")) == []  # the last year is not in the file


def test_s2_is_about_the_budget_only():
    assert "FIN-S2" not in soorten(bestand())


@pytest.mark.parametrize(("waarde", "gevonden"), [("20.0", []), ("19.9", ["FIN-S9"]), ("9.9", ["FIN-S9"])])
def test_s9_floor(waarde, gevonden):
    assert soorten(rekening(waarde)) == gevonden


def reeks(*waarden, tot=2024):
    """fk.3 of the years up to and with `tot`."""
    jaren = range(tot - len(waarden) + 1, tot + 1)
    return {"fk.3": [Eerder(jaar, w and Decimal(w), "B") for jaar, w in zip(jaren, waarden, strict=True)]}


def test_s9_three_years_falling():
    assert soorten(rekening("30"), reeks("36", "34", "32")) == ["FIN-S9"]
    assert soorten(rekening("30"), reeks("34", "32")) == []
    assert soorten(rekening("30"), reeks("36", "34", "30")) == []
    assert soorten(rekening("30"), reeks("36", None, "32")) == []
    assert soorten(rekening("30"), reeks("36", "34", "32", tot=2023)) == []


def test_s9_says_why():
    bevinding, _band = bevindingen(rekening("9.4"), bereken(rekening("9.4")), reeks("16", "14", "12"))
    assert bevinding.titel == "Solvabiliteit 9,4% in de jaarrekening 2025"
    assert "lager dan 10,0%" in bevinding.toelichting
    assert "16,0% → 14,0% → 12,0% → 9,4%" in bevinding.toelichting


def test_worse_band_than_the_year_before():
    gelezen = rekening("45")
    assert soorten(gelezen, {"fk.3": [Eerder(2024, Decimal(51), "A")]}) == ["FIN-BAND"]
    assert soorten(gelezen, {"fk.3": [Eerder(2024, Decimal(48), "B")]}) == []
    assert soorten(gelezen, {"fk.3": [Eerder(2024, Decimal(19), "C")]}) == []
    assert soorten(gelezen, {"fk.3": [Eerder(2023, Decimal(51), "A")]}) == []
    assert soorten(gelezen, {"fk.3": [Eerder(2024, None, NIET_TE_BEOORDELEN)]}) == []


def test_missing_figure_gives_no_finding():
    gelezen = bestand(lambda data: data["data"].update(balans_standen=[], kengetallen=[]))
    eerder = {f"fk.{n}": [Eerder(2024, Decimal(1), "A")] for n in range(1, 7)}
    assert soorten(gelezen, eerder) == []


# -- the fictional files


def test_fictional_files_are_sound_and_quiet():
    vorige = {}
    for data in voorbeeldland([(f"GM99{n:02d}", f"Gemeente {n}", 10_000 + 3_111 * n) for n in range(1, 45)]):
        gelezen = lees(als_bytes(data))
        assert not foute(gelezen), bestandsnaam(data)
        kengetallen = bereken(gelezen)
        sleutel = (gelezen.overheid_code, gelezen.periode)
        assert soorten(gelezen, vorige.get(sleutel)) == [], bestandsnaam(data)
        vorige[sleutel] = {k.code: [Eerder(gelezen.boekjaar, k.waarde, k.band)] for k in kengetallen}


def test_fictional_files_are_the_same_each_time():
    een, twee = (
        als_bytes(begroting(code="GM9903", naam="Brakwijk", jaar=2026, fk4=("0.1", "0.1", "0.1", "0.1")))
        for _ in range(2)
    )
    assert een == twee
    assert bestandsnaam(json.loads(een)) == "iv3_Gemeente_9903_2026_0.json"


def test_recomputed_and_reported_are_kept_apart():
    gelezen = bestand(lambda data: data["data"]["kengetallen"][0].update(waarde="88,0"))
    assert per_code(bereken(gelezen))["fk.1"].herkomst == HERBEREKEND
    assert per_code(bereken(gelezen))["fk.1"].getoond == "105.0"
    assert per_code(opgaven(gelezen))["fk.1"].getoond == "88.0"
