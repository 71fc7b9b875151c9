"""The file of a policy: read strictly, written back, compared; a break of the law is refused with its article."""

import datetime as dt

import pytest

from interventieladder import beleid as kader
from interventieladder.beleid import agenda
from interventieladder.beleid.harde_regels import VRIJE_STAPPEN, WET_SLEUTELS, WETTELIJK_NIVEAU
from interventieladder.ladders import machine_op
from interventieladder.treden import Niveau
from tests.interventieladder.beleidwereld import VOORBEELDEN, voorbeeld
from toezicht.core.fouten import Weigering


def lees(inhoud):
    """Read and check, as entering a version does."""
    beleid = kader.lees(inhoud)
    kader.eis_wettig(beleid)
    return beleid


@pytest.mark.parametrize("versie", VOORBEELDEN)
def test_an_example_is_lawful_and_comes_back_from_its_file_unchanged(versie):
    inhoud = voorbeeld(versie)
    assert kader.bezwaren(kader.lees(inhoud)) == []
    terug = kader.lees_toml(kader.naar_toml(inhoud))
    assert kader.hash_van(terug) == kader.hash_van(inhoud)
    assert kader.lees(terug) == kader.lees(inhoud)


@pytest.mark.parametrize(
    ("versie", "nummers", "bij_vijf"),
    [
        ("2026-1", ["T1", "T2", "T3a", "T3b", "T4", "T5", "T6"], ("t3b",)),
        ("zes-2026-1", ["1", "2", "3", "4", "5", "6"], ("t5",)),
        ("vijf-2026-1", ["1", "2", "3", "4", "5"], ("t5", "t6")),
    ],
)
def test_the_three_examples_count_seven_six_and_five(versie, nummers, bij_vijf):
    trap = kader.lees(voorbeeld(versie)).trap()
    assert [w.nummer for w in trap] == nummers
    assert [code for w in trap for code in w.codes] == ["t1", "t2", "t3a", "t3b", "t4", "t5", "t6"]
    assert (trap[4] if versie != "2026-1" else trap[3]).codes == bij_vijf


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"naam": None}, "“naam” ontbreekt"),
        ({"hobby": 1}, "onbekend onderdeel “hobby”"),
        ({"kennisgeving": ["t4"]}, "onbekend onderdeel “kennisgeving”"),
        ({"geldig_van": "2026-02-30"}, "geen bestaande datum"),
        ({"max_weken": "veel"}, "een geheel getal"),
        ({"max_weken": True}, "een geheel getal"),
        ({"max_weken": -1}, "van 0 tot en met 1000"),
        ({"t3b_direct": 1}, "true of false"),
        ({"contact": []}, "hoort een tabel"),
        ({"taak": {}}, "hoort een lijst"),
        ({"afschrift_raad": "t4"}, "hoort een lijst"),
        ({"gs": {"vergaderdag": "dinsdag"}}, "“aanlevering_dagen” ontbreekt"),
        ({"route": {"gs": [3]}}, "een tekst"),
        ({"naam": "x\x00y"}, "teken dat niet mag"),
    ],
)
def test_a_wrong_part_is_refused_with_where_it_stands(anders, zegt):
    with pytest.raises(Weigering) as fout:
        lees(voorbeeld(**anders))
    assert zegt in fout.value.melding


@pytest.mark.parametrize(
    ("ruw", "zegt"),
    [(b"\xff", "UTF-8"), (b"a = = b", "geen geldige TOML"), (b"a = 1\n" * 40_000, "te groot")],
)
def test_what_is_no_file_of_policy_is_refused(ruw, zegt):
    with pytest.raises(Weigering) as fout:
        kader.lees_toml(ruw)
    assert zegt in fout.value.melding


def trede(inhoud, code, **anders):
    inhoud["trede"][code] |= anders


def taak(inhoud, **anders):
    inhoud["taak"].append(
        {
            "code": "nieuw",
            "naam": "Nieuwe taak",
            "domein": "bestuurskracht",
            "wet": "Archiefwet 1995",
            "artikel": "artikel 3",
            "orgaan": "college",
            **anders,
        }
    )


BREUKEN = {
    "T5 onder GS": (lambda i: trede(i, "t5", beslist="gedeputeerde"), "Gemeentewet 124"),
    "T6 door een gemachtigde": (lambda i: trede(i, "t6", beslist="gs_of_gemachtigde"), "Gemeentewet 124"),
    "T4 onder de gemachtigde": (lambda i: trede(i, "t4", beslist="teamleider"), "Provinciewet 158 en 166"),
    "besluit onder GS": (
        lambda i: i.setdefault("besluit", {}).update(besluit_indeplaatsstelling="gs_of_gemachtigde"),
        "Gemeentewet 124",
    ),
    "start van de uitvoering onder GS": (
        lambda i: i.setdefault("besluit", {}).update({"start_uitvoering.t5": "gedeputeerde"}),
        "Gemeentewet 124",
    ),
    "voornemen door de teamleider": (
        lambda i: i.setdefault("besluit", {}).update(kondig_voornemen_aan="teamleider"),
        "Provinciewet 158 en 166",
    ),
    "geen afschrift bij T4": (lambda i: i.update(afschrift_raad=["t3b", "t5"]), "Gemeentewet 124 lid 4"),
    "geen afschrift bij T5": (lambda i: i.update(afschrift_raad=["t4"]), "Gemeentewet 124 lid 4"),
    "opsteller toetst zelf": (lambda i: i["route"].update(gs=["jurist", "opsteller"]), "Awb 3:2"),
    "geen jurist voor GS": (lambda i: i["route"].update(gs=["lezer"]), "Awb 3:2 en 3:46"),
    "een besluit zonder voorstel": (
        lambda i: i.setdefault("besluit", {}).update(vraag_informatie="toezichthouder"),
        "ladder.md 5.2",
    ),
    "geen tijd voor zienswijze": (lambda i: i.update(zienswijze_min_weken=0), "Awb 4:8"),
    "onthouding van goedkeuring gemandateerd": (
        lambda i: i["mandaat"].update(onthouden_goedkeuring="gedeputeerde"),
        "Awb 10:3 lid 2, onder c",
    ),
    "vernietiging waterschapsbesluit gemandateerd": (
        lambda i: i["mandaat"].update(vernietiging_waterschap="teamleider"),
        "Awb 10:3 lid 2, onder c",
    ),
    "wet op de bijlage voor GS": (
        lambda i: taak(i, wet="Jeugdwet", artikel="artikel 2.3"),
        "Gemeentewet 124b",
    ),
    "Wmo toch voor GS": (
        lambda i: next(t for t in i["taak"] if t["code"] == "maatschappelijke_ondersteuning").update(
            bijlage_124b=False
        ),
        "Gemeentewet 124b",
    ),
    "plicht uit de Gemeentewet zelf": (lambda i: taak(i, wet="Gemeentewet"), "Gemeentewet 124 lid 1"),
    "feitencheck van een jaar oud": (lambda i: i.update(feitencheck_max_dagen=365), "Awb 3:2"),
    "mondeling besluit blijft mondeling": (
        lambda i: i.update(spoed_schrift_dagen=90),
        "Gemeentewet 124 lid 2",
    ),
    **{
        f"sleutel {naam}": (lambda i, naam=naam: i.update({naam: False}), grondslag)
        for naam, (_, grondslag) in WET_SLEUTELS.items()
    },
}


@pytest.mark.parametrize("versie", VOORBEELDEN)
@pytest.mark.parametrize("breuk", BREUKEN)
def test_a_policy_that_breaks_the_law_is_refused_with_the_article(versie, breuk):
    breek, artikel = BREUKEN[breuk]
    inhoud = voorbeeld(versie)
    breek(inhoud)
    with pytest.raises(Weigering) as fout:
        lees(inhoud)
    assert artikel in fout.value.melding


@pytest.mark.parametrize(
    ("breek", "zegt"),
    [
        (lambda i: i["trede"].pop("t6"), "alle zeven"),
        (lambda i: trede(i, "t3a", nummer="T2"), "dezelfde “groep”"),
        (lambda i: trede(i, "t6", nummer="T1"), "opeenvolgende treden"),
        (lambda i: trede(i, "t1", naam=" "), "geef nummer, naam en korte naam"),
        (lambda i: trede(i, "t5", termijn_weken=200), "hoogstens 104 weken"),
        (lambda i: trede(i, "t4", zienswijze_weken=1), "korter dan het minimum"),
        (lambda i: i.update(versie="inlezen"), "jaartal"),
        (lambda i: i.update(vaste_datum="soms"), "vaste_datum"),
        (lambda i: i["gs"].update(vergaderdag="zondag"), "vergaderdag"),
        (lambda i: i["reces"][0].update(van="31-12"), "mm-dd"),
        (lambda i: i["schaal"][0].update(kleur="paars"), "kleur uit"),
        (lambda i: [o.update(telt_als_onvoldoende=False) for o in i["schaal"]], "telt als onvoldoende"),
        (lambda i: i["schaal"].append(dict(i["schaal"][0])), "tweemaal"),
        (lambda i: taak(i, code="archiefzorg"), "tweemaal"),
        (lambda i: taak(i, domein="sport"), "domein “sport” bestaat niet"),
        (lambda i: taak(i, orgaan="dorpsraad"), "orgaan “dorpsraad” bestaat niet"),
        (lambda i: i.update(domeinen=["huisvesting"]), "hoort niet bij dit beleidskader"),
        (lambda i: i.setdefault("besluit", {}).update(feest="gs"), "deze handeling bestaat niet"),
        (lambda i: i["totaalbeeld"].update(gesprek_bij=9), "groter dan het aantal"),
    ],
)
def test_a_policy_that_would_not_work_is_refused(breek, zegt):
    inhoud = voorbeeld()
    breek(inhoud)
    with pytest.raises(Weigering) as fout:
        lees(inhoud)
    assert zegt in fout.value.melding


def test_the_table_of_acts_is_that_of_the_ladder():
    laagste = {}
    for o in machine_op("generiek").overgangen:
        if not callable(o.niveau) and o.niveau != Niveau.TOEZICHTHOUDER:
            laagste[o.stap] = min(laagste.get(o.stap, o.niveau), o.niveau, key=list(Niveau.values).index)
    van_gs = (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
    assert {s: n for s, n in laagste.items() if n in van_gs} == WETTELIJK_NIVEAU
    assert {s for s, n in laagste.items() if n not in van_gs} == set(VRIJE_STAPPEN)


@pytest.mark.parametrize("versie", VOORBEELDEN)
def test_no_version_lowers_what_the_law_gives_to_gs(versie):
    beleid = kader.lees(voorbeeld(versie))
    for o in machine_op("generiek").overgangen:
        if o.niveau in (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE):
            gekozen = beleid.beslisniveau(o.stap, o.van, o.niveau)
            assert kader.hoogste_niveau(gekozen, o.niveau) == gekozen


def test_a_version_may_ask_more_or_choose_for_a_light_act():
    zes, vijf = (kader.lees(voorbeeld(v)) for v in ("zes-2026-1", "vijf-2026-1"))
    assert zes.beslisniveau("kondig_voornemen_aan", "t3b", "gs_of_gemachtigde") == "gs"
    assert zes.beslisniveau("verleng_afspraken", "t3a", "teamleider") == "gedeputeerde"
    assert zes.beslisniveau("verleng_afspraken", "t3b", "gedeputeerde") == "gedeputeerde"
    assert vijf.beslisniveau("vraag_informatie", "t1", "teamleider") == "coordinator"
    assert zes.verlengingen("t3a") == 1
    assert zes.verlengingen("t3b") == 2


def test_meetings_and_the_last_day_for_papers():
    beleid = kader.lees(voorbeeld())
    dagen = agenda.gs_vergaderingen(beleid, dt.date(2026, 12, 14), dt.date(2027, 1, 5))
    assert dagen == [dt.date(2026, 12, 15), dt.date(2026, 12, 22), dt.date(2027, 1, 5)]
    # SC11: papers for the 22nd close on the 14th itself
    assert agenda.laatste_aanlevering(beleid, dt.date(2026, 12, 22)) == dt.date(2026, 12, 14)
    assert agenda.eerste_haalbare_vergadering(beleid, dt.date(2026, 12, 14)) == dt.date(2026, 12, 22)
    assert agenda.eerste_haalbare_vergadering(beleid, dt.date(2026, 12, 15)) == dt.date(2027, 1, 5)
    with pytest.raises(Weigering):
        agenda.gs_vergaderingen(beleid, dt.date(2027, 1, 5), dt.date(2026, 12, 14))


def test_an_extra_meeting_replaces_the_one_on_a_holiday():
    beleid = kader.lees(voorbeeld("zes-2026-1"))
    dagen = agenda.gs_vergaderingen(beleid, dt.date(2026, 5, 18), dt.date(2026, 6, 1))
    assert dagen == [dt.date(2026, 5, 18), dt.date(2026, 5, 26), dt.date(2026, 6, 1)]


def test_a_fixed_date_on_a_saturday_moves_only_where_the_policy_says_so():
    zaterdag = dt.date(2026, 11, 14)
    strikt, schuift = (kader.lees(voorbeeld(v)) for v in ("2026-1", "zes-2026-1"))

    def vrij(dag):
        return dag.weekday() >= 5

    assert agenda.vaste_datum(strikt, zaterdag, vrij) == zaterdag
    assert agenda.vaste_datum(schuift, zaterdag, vrij) == dt.date(2026, 11, 16)


def test_a_scale_of_its_own_for_one_domain():
    beleid = kader.lees(voorbeeld("vijf-2026-1"))
    assert [o.code for o in beleid.schaal_voor("huisvesting")] == [
        "op_schema",
        "achterstand_verschoonbaar",
        "achterstand",
    ]
    assert [o.code for o in beleid.schaal_voor("erfgoed")] == ["groen", "oranje", "rood"]


def test_a_recess_over_the_turn_of_the_year():
    reces = kader.Reces("12-20", "01-04", "het kerstreces")
    assert reces.bevat(dt.date(2026, 12, 31))
    assert reces.bevat(dt.date(2027, 1, 4))
    assert not reces.bevat(dt.date(2027, 1, 5))


def test_two_versions_differ_in_what_was_changed_and_nothing_else():
    links = voorbeeld()
    rechts = voorbeeld(max_weken=52, versie="2027-1")
    rechts["trede"]["t2"]["termijn_weken"] = 6
    rechts["taak"] = [t for t in rechts["taak"] if t["code"] != "omgevingsplan"]
    gevonden = kader.verschillen(links, rechts)
    eerste = gevonden[0]
    assert (eerste.groep, eerste.onderdeel, eerste.links, eerste.rechts) == (
        "Treden",
        "T2, termijn (weken)",
        "4",
        "6",
    )
    assert ("langste termijn (weken)", "104", "52") in {(v.onderdeel, v.links, v.rechts) for v in gevonden}
    weg = [v for v in gevonden if v.groep == "Taken"]
    assert [(v.onderdeel, v.links, v.rechts) for v in weg] == [("omgevingsplan", "Omgevingsplan", "")]
    assert kader.verschillen(links, links) == []
