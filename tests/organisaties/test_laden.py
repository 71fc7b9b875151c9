"""Loading organisations: counts, idempotency, dry run, faults, renames, herindelingen, participants."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import BeheerderFactory
from toezicht.core import logboek
from toezicht.core.clock import klok_op, nu
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import Deelname, Inwonertal, Opvolging, Overheid
from toezicht.organisaties.services import Bronbestand, laad_organisaties, referentieset, voorbeeldland
from toezicht.organisaties.verslag import Uitkomst

pytestmark = pytest.mark.django_db

NIEUW = "samenvoeging (nieuwe gemeente)"
BESTAAND = "opheffing met toevoeging aan bestaande gemeente(n)"


def laad(*teksten, door=None, proef=False):
    bestanden = [Bronbestand(f"bestand{nummer}.csv", tekst.encode()) for nummer, tekst in enumerate(teksten)]
    return laad_organisaties(bestanden=bestanden, door=door, proef=proef)


def overheden(*rijen, kop="code;naam;provincie;inwoners_2026"):
    return "\n".join([kop, *rijen])


def herindelingen(*rijen):
    kop = "datum;soort;oude_code;oude_naam;nieuwe_code;nieuwe_naam;provincie_oud"
    return "\n".join([kop, *rijen])


def deelnemers(*rijen):
    return "\n".join(["regeling;deelnemer;van;tot", *rijen])


def redenen(verslag):
    return {regel.regel: regel.reden for bestand in verslag.bestanden for regel in bestand.fouten}


def alles():
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Overheid, Inwonertal, Opvolging, Deelname, Logboekregel)
    ]


@pytest.fixture
def provincie():
    laad("code;naam\nPV98;Elders\nPV99;Voorbeeldland")


def test_reference_set_counts_per_day():
    verslag = laad_organisaties(door=None)
    assert verslag.gelukt
    op_dag = Overheid.objects.geldig_op(dt.date(2026, 1, 2))
    assert [op_dag.filter(soort=soort).count() for soort in ("gemeente", "provincie", "waterschap")] == [
        342,
        12,
        21,
    ]
    assert Opvolging.objects.count() == 109
    assert Inwonertal.objects.filter(jaar=2026, overheid__soort="gemeente").count() == 342
    gemeenten = Overheid.objects.filter(soort="gemeente")
    # CBS: number of gemeenten on 1 January of each year
    bekend = {
        2013: 408,
        2014: 403,
        2015: 393,
        2016: 390,
        2017: 388,
        2018: 380,
        2019: 355,
        2021: 352,
        2022: 345,
        2023: 342,
    }
    assert {jaar: gemeenten.geldig_op(dt.date(jaar, 1, 1)).count() for jaar in bekend} == bekend
    assert op_dag.onder_toezicht_van("PV27").filter(soort="gemeente", kolom__isnull=False).count() == 44


def test_province_totals_agree_with_their_gemeenten():
    laad_organisaties(door=None)
    for provincie in Overheid.objects.filter(soort="provincie"):
        som = sum(
            Inwonertal.objects.filter(
                jaar=2026, overheid__provincie=provincie, overheid__soort="gemeente"
            ).values_list("aantal", flat=True)
        )
        assert provincie.inwonertallen.get(jaar=2026).aantal == som


def test_gemeente_that_came_and_went():
    laad_organisaties(door=None)
    friese_meren = Overheid.objects.get(code="GM1921")
    assert (friese_meren.geldig_van, friese_meren.geldig_tot) == (dt.date(2014, 1, 1), dt.date(2015, 7, 1))
    assert {rij.voorganger.code for rij in friese_meren.voorgangers.all()} == {
        "GM0051",
        "GM0055",
        "GM0082",
        "GM0653",
    }
    assert [rij.opvolger.code for rij in friese_meren.opvolgingen.all()] == ["GM1940"]
    assert Overheid.objects.get(code="GM0055").opvolgingen.filter(gesplitst=True).count() == 4


@pytest.mark.parametrize("bestanden", [referentieset, voorbeeldland])
def test_loading_twice_changes_nothing(bestanden):
    laad_organisaties(bestanden=bestanden(), door=None)
    eerst = alles()
    verslag = laad_organisaties(bestanden=bestanden(), door=None)
    assert verslag.aantal(Uitkomst.ONGEWIJZIGD) == sum(len(bestand.regels) for bestand in verslag.bestanden)
    assert alles() == eerst


def test_loading_does_not_query_per_row():
    laad_organisaties(bestanden=voorbeeldland(), door=None)
    with CaptureQueriesContext(
        connection,
    ) as gevraagd:
        laad_organisaties(bestanden=voorbeeldland(), door=None)
    assert len(gevraagd) <= 12


def test_voorbeeldland():
    verslag = laad_organisaties(bestanden=voorbeeldland(), door=None)
    assert verslag.gelukt
    van_ons = Overheid.objects.onder_toezicht_van("PV99")
    assert van_ons.filter(soort="gemeente").count() == 44
    assert van_ons.filter(soort="waterschap").count() == 2
    assert Overheid.objects.get(code="GM9907").naam == "Duinrand"
    assert sum(overheid.is_gr for overheid in van_ons) == 3
    plekken = set(van_ons.filter(soort="gemeente").values_list("kolom", "rij"))
    assert len(plekken) == 44
    assert all(overheid.email.endswith(".example") for overheid in van_ons)


def test_no_name_of_voorbeeldland_is_a_real_gemeente():
    laad_organisaties(door=None)
    echt = {naam.lower() for naam in Overheid.objects.values_list("naam", flat=True)}
    laad_organisaties(bestanden=voorbeeldland(), door=None)
    bedacht = Overheid.objects.onder_toezicht_van("PV99").values_list("naam", flat=True)
    assert not echt & {naam.lower() for naam in bedacht}


def test_dry_run_stores_nothing_but_sees_earlier_files():
    eerst = alles()
    verslag = laad_organisaties(door=None, proef=True)
    assert verslag.gelukt
    assert verslag.aantal(Uitkomst.NIEUW) > 400
    assert not any(bestand.opgeslagen for bestand in verslag.bestanden)
    assert alles() == eerst


def test_faulty_file_stores_nothing_and_the_others_do(provincie):
    verslag = laad(
        overheden("GM9901;Aarlo;PV99;10", "GM9902;Bergmeer;PV97;10"),
        overheden("GM9903;Brakwijk;PV99;10"),
    )
    assert "provincie PV97 is niet bekend" in redenen(verslag)[3]
    assert [bestand.opgeslagen for bestand in verslag.bestanden] == [False, True]
    assert list(Overheid.objects.filter(soort="gemeente").values_list("code", flat=True)) == ["GM9903"]


def test_new_overheid_needs_a_province():
    assert "dan is de provincie nodig" in redenen(laad("code;naam\nGM9901;Aarlo"))[2]


def test_rename_keeps_the_row_and_the_logboek_the_old_name(provincie):
    laad(overheden("GM9901;Aarlo;PV99;10"))
    eerst = Overheid.objects.get(code="GM9901")
    door = BeheerderFactory()
    verslag = laad("code;naam;inwoners_2027\nGM9901;Aarlo aan Zee;12", door=door)
    regel = verslag.bestanden[0].regels[0]
    assert [str(verschil) for verschil in regel.verschillen] == [
        "naam: Aarlo → Aarlo aan Zee",
        "inwoners_2027: (leeg) → 12",
    ]
    assert Overheid.objects.get(code="GM9901").pk == eerst.pk
    lijn = Logboekregel.objects.get(onderwerp_id="GM9901", handeling="hernoemd")
    assert (lijn.van, lijn.naar, lijn.gebeurd_op, lijn.door_id) == (
        "Aarlo", "Aarlo aan Zee", dt.date(2027, 1, 1), door.pk,
    )  # fmt: skip
    standen = [
        logboek.stand_op(soort="overheid", peildatum=dag, kennisdatum=nu())["GM9901"]["naam"]
        for dag in (dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    ]
    assert standen == ["Aarlo", "Aarlo aan Zee"]


def test_changed_fields_hold_from_the_day_the_row_names(provincie):
    laad(overheden("GM9901;Aarlo;PV99;10"))
    with klok_op(dt.date(2026, 11, 21)):
        laad("code;naam;email\nGM9901;Aarlo;post@aarlo.example")
        laad("code;naam;provincie;ingangsdatum\nGM9901;Aarlo;PV98;2026-03-01")
    dagen = Logboekregel.objects.filter(onderwerp_id="GM9901", handeling="gewijzigd").values_list(
        "gebeurd_op", "gegevens"
    )
    assert list(dagen.order_by("pk")) == [
        (dt.date(2026, 11, 21), {"email": "post@aarlo.example"}),
        (dt.date(2026, 3, 1), {"provincie": "PV98"}),
    ]


def test_empty_cell_leaves_the_field_alone(provincie):
    laad("code;naam;provincie;email;geldig_tot\nGM9901;Aarlo;PV99;a@aarlo.example;2027-01-01")
    verslag = laad("code;naam;provincie;email;geldig_tot\nGM9901;Aarlo;;;")
    assert verslag.aantal(Uitkomst.ONGEWIJZIGD) == 1


def test_corrected_number_of_inhabitants(provincie):
    laad(overheden("GM9901;Aarlo;PV99;10"))
    verslag = laad(overheden("GM9901;Aarlo;PV99;11"))
    assert str(verslag.bestanden[0].regels[0].verschillen[0]) == "inwoners_2026: 10 → 11"
    assert Inwonertal.objects.get().aantal == 11


def test_validity_is_corrected_and_checked(provincie):
    kop = "code;naam;provincie;geldig_van;geldig_tot"
    laad(overheden("GM9901;Aarlo;PV99;2015-01-01;", kop=kop))
    assert "ligt niet na het begin" in redenen(laad("code;naam;geldig_tot\nGM9901;Aarlo;2014-01-01"))[2]
    laad(overheden("GM9901;Aarlo;;2016-01-01;2027-01-01", kop=kop))
    laad(overheden("GM9901;Aarlo;;;2026-07-01", kop=kop))
    lijnen = (
        Logboekregel.objects.filter(onderwerp_id="GM9901")
        .order_by("pk")
        .values_list("handeling", "gebeurd_op")
    )
    assert list(lijnen) == [
        ("vastgelegd", dt.date(2015, 1, 1)),
        ("geldigheid verbeterd", dt.date(2015, 1, 1)),
        ("opgeheven", dt.date(2027, 1, 1)),
        ("geldigheid verbeterd", dt.date(2026, 7, 1)),
    ]


def test_code_that_is_used_again_is_a_new_organisation(provincie):
    kop = "code;naam;provincie;geldig_van;geldig_tot"
    laad(overheden("GM9901;Aarlo;PV99;2013-01-01;2015-01-01", kop=kop))
    verslag = laad(overheden("GM9901;Nieuw Aarlo;PV99;2020-01-01;", kop=kop))
    assert verslag.aantal(Uitkomst.NIEUW) == 1
    assert Overheid.objects.filter(code="GM9901").count() == 2


def test_herindeling_ends_the_old_and_begins_the_new(provincie):
    laad(overheden("GM9901;Aarlo;PV99;10", "GM9902;Bergmeer;PV99;10"))
    laad("code;naam;provincie;geldig_van\nGM9945;Aarmeer;PV99;2027-01-01")
    rijen = herindelingen(
        f"2027-01-01;{NIEUW};GM9901;Aarlo;GM9945;Aarmeer;PV99",
        f"2027-01-01;{NIEUW};GM9902;Bergmeer;GM9945;Aarmeer;PV99",
    )
    assert laad(rijen).aantal(Uitkomst.NIEUW) == 2
    assert laad(rijen).aantal(Uitkomst.ONGEWIJZIGD) == 2
    gemeenten = Overheid.objects.filter(soort="gemeente")
    eerder = gemeenten.geldig_op(dt.date(2026, 12, 31)).values_list("code", flat=True)
    assert list(eerder) == ["GM9901", "GM9902"]
    assert gemeenten.geldig_op(dt.date(2027, 1, 1)).get().code == "GM9945"
    for code, gegevens in (
        ("GM9901", {"geldig_tot": "2027-01-01", "opvolger_GM9945": "2027-01-01"}),
        ("GM9945", {"voorganger_GM9901": "2027-01-01", "voorganger_GM9902": "2027-01-01"}),
    ):
        lijn = Logboekregel.objects.filter(onderwerp_id=code).order_by("pk").last()
        assert (lijn.gebeurd_op, lijn.gegevens) == (dt.date(2027, 1, 1), gegevens)


def test_who_goes_into_several_is_marked_as_split_on_every_row(provincie):
    laad(overheden("GM9901;Aarlo;PV99;10", "GM9902;Bergmeer;PV99;10", "GM9903;Brakwijk;PV99;10"))

    def rij(naar, gesplitst):
        return f"2027-01-01;{BESTAAND};GM9901;Aarlo;{naar};PV99;;{gesplitst}"

    een, twee = "GM9902;Bergmeer", "GM9903;Brakwijk"
    geweigerd = redenen(laad(met_splitsing(rij(een, "ja"), rij(twee, "nee"))))
    assert "gaat op 2027-01-01 over in 2 gemeenten: zet ja bij gesplitst op elke rij" in geweigerd[3]
    assert "GM9903" in geweigerd[2]
    assert laad(met_splitsing(rij(een, "nee"))).gelukt
    assert "ook die naar GM9902" in redenen(laad(met_splitsing(rij(twee, "ja"))))[2]
    assert laad(met_splitsing(rij(een, "ja"), rij(twee, "ja"))).gelukt
    assert Overheid.objects.get(code="GM9901").opvolgingen.filter(gesplitst=True).count() == 2


def met_splitsing(*rijen):
    """The file with its columns that may be left out."""
    kop = "datum;soort;oude_code;oude_naam;nieuwe_code;nieuwe_naam;provincie_oud;provincie_nieuw;gesplitst"
    return "\n".join((kop, *rijen))


def test_successor_whose_begin_was_not_known_begins_on_the_day(provincie):
    laad(overheden("GM9945;Aarmeer;PV99;10"))
    laad(herindelingen(f"2020-01-01;{NIEUW};GM9901;Aarlo;GM9945;Aarmeer;PV99"))
    assert Overheid.objects.get(code="GM9945").geldig_van == dt.date(2020, 1, 1)


def test_old_gemeente_from_before_the_set(provincie):
    laad(overheden("GM9945;Aarmeer;PV99;10", kop="code;naam;provincie;inwoners_2026"))
    assert laad(
        "code;naam;geldig_van\nGM9945;Aarmeer;2000-01-01",
        herindelingen(f"2005-01-01;{BESTAAND};GM9901;Aarlo;GM9945;Aarmeer;PV99"),
    ).gelukt
    assert Overheid.objects.get(code="GM9901").geldig_van == dt.date(2004, 1, 1)


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        (f"2027-01-01;{NIEUW};GM9901;Aarlo;GM9999;Nergens;PV99", "opvolger GM9999 (Nergens) is niet bekend"),
        (f"2027-01-01;{NIEUW};GM9998;Oud;GM9902;Bergmeer;PV97", "provincie PV97 is niet bekend"),
        (f"2027-01-01;{NIEUW};GM9998;Oud;GM9902;Bergmeer;PV99", "is niet nieuw op 2027-01-01"),
        (f"2014-01-01;{BESTAAND};GM9998;Oud;GM9902;Bergmeer;PV99", "bestond niet op 2014-01-01"),
        (f"2015-01-01;{BESTAAND};GM9901;Aarlo;GM9902;Bergmeer;PV99", "bestaat pas sinds 2015-01-01"),
        (f"2027-01-01;{BESTAAND};GM9903;Brakwijk;GM9902;Bergmeer;PV99", "is al opgeheven op 2020-01-01"),
        (f"2021-01-01;{NIEUW};GM9901;Aarlo;GM9904;Diepsluis;PV99", "is al opgeheven op 2020-01-01"),
    ],
)
def test_fault_in_a_herindeling(provincie, rij, reden):
    laad(
        overheden(
            "GM9901;Aarlo;PV99;2015-01-01;",
            "GM9902;Bergmeer;PV99;2015-01-01;",
            "GM9903;Brakwijk;PV99;2015-01-01;2020-01-01",
            "GM9904;Diepsluis;PV99;;2020-01-01",
            kop="code;naam;provincie;geldig_van;geldig_tot",
        )
    )
    eerst = alles()
    assert reden in redenen(laad(herindelingen(rij)))[2]
    assert alles() == eerst


@pytest.fixture
def regeling(provincie):
    laad(overheden("GM9901;Aarlo;PV99;2015-01-01", kop="code;naam;provincie;geldig_van"))
    laad("code;naam;soort;provincie\nGR9901;Dienst;gr_openbaar_lichaam;PV99")


def test_participant_comes_and_goes(regeling):
    for rij, uitkomst in (
        ("GR9901;GM9901;2016-01-01;", Uitkomst.NIEUW),
        ("GR9901;GM9901;2016-01-01;", Uitkomst.ONGEWIJZIGD),
        ("GR9901;GM9901;2016-01-01;2020-01-01", Uitkomst.GEWIJZIGD),
        ("GR9901;GM9901;2016-01-01;", Uitkomst.ONGEWIJZIGD),
        ("GR9901;GM9901;2022-01-01;2023-01-01", Uitkomst.NIEUW),
    ):
        assert laad(deelnemers(rij)).aantal(uitkomst) == 1, rij
    lijnen = Logboekregel.objects.filter(onderwerp_id="GR9901", handeling__startswith="deelnemer").order_by(
        "pk"
    )
    assert [(lijn.handeling, str(lijn.gebeurd_op)) for lijn in lijnen] == [
        ("deelnemer toegetreden", "2016-01-01"),
        ("deelnemer uitgetreden", "2020-01-01"),
        ("deelnemer toegetreden", "2022-01-01"),
        ("deelnemer uitgetreden", "2023-01-01"),
    ]


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("GR9999;GM9901;2016-01-01;", "regeling GR9999 is niet bekend"),
        ("GM9901;GM9901;2016-01-01;", "geen gemeenschappelijke regeling"),
        ("GR9901;GM9999;2016-01-01;", "deelnemer GM9999 is niet bekend"),
        ("GR9901;GR9901;2016-01-01;", "aan zichzelf"),
        ("GR9901;GM9901;2014-01-01;", "bestond niet op 2014-01-01"),
        ("GR9901;GM9901;2018-01-01;", "nam al deel"),
        ("GR9901;GM9901;2016-01-01;2015-01-01", "ligt niet na het begin"),
        ("GR9901;GM9901;;", "van is leeg"),
    ],
)
def test_fault_in_a_participant(regeling, rij, reden):
    laad(deelnemers("GR9901;GM9901;2017-01-01;"))
    assert reden in redenen(laad(deelnemers(rij)))[2]


def test_overlap_inside_one_file(regeling):
    verslag = laad(deelnemers("GR9901;GM9901;2017-01-01;", "GR9901;GM9901;2018-01-01;"))
    assert "nam al deel" in redenen(verslag)[3]
    assert not Deelname.objects.exists()


def draai(*args):
    uit = io.StringIO()
    try:
        call_command("organisaties_laden", *args, stdout=uit)
    except CommandError as error:
        return error.returncode, uit.getvalue()
    return 0, uit.getvalue()


def test_command_tells_what_it_did(tmp_path, provincie):
    bestand = tmp_path / "gemeenten.csv"
    bestand.write_text(overheden("GM9901;Aarlo;PV99;10"))
    assert draai(bestand) == (
        0,
        "gemeenten.csv (overheden): 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 fout. Opgeslagen.\n",
    )
    bestand.write_text(overheden("GM9901;Aarlo;PV99;11"))
    code, tekst = draai("--proef", bestand)
    assert code == 0
    assert "Proef: niets is opgeslagen." in tekst
    assert "regel 2: GM9901: inwoners_2026: 10 → 11" in tekst
    bestand.write_text(overheden(*[f"GM{nummer};;PV99;11" for nummer in range(9901, 9961)]))
    code, tekst = draai(bestand)
    assert code == 1
    assert "Niets van dit bestand is opgeslagen" in tekst
    assert "regel 2: GM9901: naam is leeg" in tekst
    assert "en nog 10 regels" in tekst


def test_command_in_json(tmp_path):
    code, tekst = draai("--voorbeeldland", "--json")
    verslag = json.loads(tekst.splitlines()[-1])
    assert (code, verslag["gelukt"], verslag["bestanden"][0]["nieuw"]) == (0, True, 50)
    bestand = tmp_path / "fout.csv"
    bestand.write_text("iets\nanders\n")
    code, tekst = draai(bestand, "--json")
    verslag = json.loads(tekst.splitlines()[-1])
    assert (code, verslag["gelukt"], verslag["bestanden"][0]["regels"][0]["regel"]) == (1, False, 1)


def test_command_on_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("organisaties_laden", tmp_path / "weg.csv")


code = st.sampled_from(["GM9901", "GM9902", "PV99", "PV98", "WS9901", "GR9901", ""])
datum = st.sampled_from(["", "2012-01-01", "2015-01-01", "2020-01-01", "2027-01-01"])
rij_overheid = st.tuples(
    code, st.sampled_from(["Aarlo", "Bergmeer", "'"]), code, datum, datum, st.sampled_from(["", "1", "-1"])
)
rij_herindeling = st.tuples(
    datum, st.sampled_from([NIEUW, BESTAAND]), code, st.just("Oud"), code, st.just("Nieuw"), st.just("PV99")
)
rij_deelname = st.tuples(code, code, datum, datum)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    eerste=st.lists(rij_overheid, max_size=6),
    tweede=st.lists(rij_herindeling, max_size=4),
    derde=st.lists(rij_deelname, max_size=4),
)
def test_anything_is_refused_or_loads_and_then_loads_unchanged(eerste, tweede, derde):
    """Whatever the files say: no exception, an unbroken logboek, and nothing happens the second time."""
    bestanden = (
        overheden("PV99;Voorbeeldland;;;;", kop="code;naam;provincie;geldig_van;geldig_tot;inwoners_2026"),
        overheden(*map(";".join, eerste), kop="code;naam;provincie;geldig_van;geldig_tot;inwoners_2026"),
        herindelingen(*map(";".join, tweede)),
        deelnemers(*map(";".join, derde)),
    )
    with transaction.atomic():  # every example starts with an empty database
        eerste_keer = laad(*bestanden)
        eerst = alles()
        tweede_keer = laad(*bestanden)
        if eerste_keer.gelukt:
            assert tweede_keer.gelukt
            assert tweede_keer.aantal(Uitkomst.NIEUW) == tweede_keer.aantal(Uitkomst.GEWIJZIGD) == 0
            assert alles() == eerst
        assert logboek.controleer().eerste_fout == ""
        transaction.set_rollback(True)
