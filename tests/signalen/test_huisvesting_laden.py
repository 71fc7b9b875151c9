"""Loading housing figures: all or nothing, never overwritten, counted only after a second person."""

import datetime as dt
import json
import threading
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from signalen.cijfers.huisvesting.lezen import lees
from signalen.cijfers.huisvesting.perioden import Periode
from signalen.models import Huisvestinglevering, Realisatie, Taakstelling
from signalen.selectors.huisvesting import halfjaren, landelijk, verloop, verlopen
from signalen.services import huisvesting as service
from signalen.services.huisvesting import laad_huisvesting, stel_vast, wijs_levering_af
from tests import huisvestingwereld as w
from tests.factories import BeheerderFactory, CoordinatorFactory, ToezichthouderFactory
from toezicht.core.clock import klok_op, nu
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import Inwonertal
from toezicht.organisaties.verslag import Uitkomst

AARLO, BERGMEER = "GM9901", "GM9902"


@pytest.fixture
def rik(db):
    return CoordinatorFactory(username="rik")


@pytest.fixture
def aarlo(db):
    return w.gemeente(AARLO, "Aarlo")


@pytest.fixture
def bergmeer(db):
    return w.gemeente(BERGMEER, "Bergmeer")


def fouten(*rijen):
    uitkomst = laad_huisvesting(inhoud=w.csv(*rijen), bestandsnaam="x.csv", door=None)
    assert not uitkomst.verslag.opgeslagen
    return {regel.regel: regel.reden for regel in uitkomst.verslag.fouten}


def stand(overheid, peildatum=dt.date(2026, 12, 31), kennis=None, **anders):
    return verloop(overheid.pk, peildatum=peildatum, kennisdatum=kennis or nu(), user=None, **anders)


# -- reading ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b"\xff\xfe", "UTF-8"),
        (b"soort,halfjaar,aantal,bron\n", "puntkomma"),
        (b"soort;halfjaar;bron\n", "verplichte kolom ontbreekt: aantal"),
        (b"soort;halfjaar;aantal;bron;kleur\n", "onbekende kolom: kleur"),
        (b"soort;halfjaar;aantal;bron;bron\n", "dubbele kolom: bron"),
        (b"soort;halfjaar;aantal;bron\n", "geen regels"),
        (b'soort;halfjaar;aantal;bron\n"open;2026-1;1;x\n', "aanhalingstekens"),
        (b"soort;halfjaar;aantal;bron\nlandelijk;2026-1;5\n", "3 velden"),
        (b"soort;halfjaar;aantal;bron\nmeting;2026-1;5;x\n", "soort"),
        (b"soort;halfjaar;aantal;bron\nlandelijk;2026;5;x\n", "2026-1"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_with_a_reason(inhoud, reden):
    gelezen = lees(inhoud)
    assert not gelezen.rijen
    assert reden in gelezen.fouten[0].reden


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        (w.taak("2026-1", AARLO), "vul inwoners in"),
        (w.taak("2026-1", AARLO, 5, reden=""), "reden is leeg"),
        (w.taak("2026-1", "PV99", 5), "geen gemeente"),
        (w.gehuisvest("2026-1", AARLO, -1, "2026-07-01"), "negatief"),
        (w.gehuisvest("2026-1", AARLO, "1.5", "2026-07-01"), "geen heel getal"),
        (w.gehuisvest("2026-1", AARLO, 1, "2026-01-01"), "geen peildatum"),
        (w.gehuisvest("2026-1", AARLO, 1, "2026-07-02"), "geen peildatum"),
        (w.gehuisvest("2026-1", AARLO, 1, "1-7-2026"), "geen datum"),
        (w.gehuisvest("2026-1", AARLO, "", "2026-07-01"), "aantal is leeg"),
        (w.correctie("2026-1", AARLO, 1, "2026-07-01", grond="zomaar"), "grond ‘zomaar’ bestaat niet"),
        (w.correctie("2026-1", AARLO, 1, "2026-07-01", reden=""), "reden is leeg"),
        (w.herverdeling("2026-1", AARLO, AARLO, 1), "aan zichzelf"),
        (w.begin("2026-1", AARLO, 4) | {"datum": "2026-01-01"}, "datum hoort niet bij beginstand"),
    ],
)
def test_a_row_that_cannot_be_is_named_by_its_line(rij, reden):
    gelezen = lees(w.csv(rij))
    assert [fout.regel for fout in gelezen.fouten] == [2]
    assert reden in gelezen.fouten[0].reden


def test_the_same_row_twice_in_one_file_is_a_fault():
    rij = w.gehuisvest("2026-1", AARLO, 3, "2026-07-01")
    gelezen = lees(w.csv(rij, w.correctie("2026-1", AARLO, 4, "2026-07-01")))
    assert "staat dubbel; de eerste keer op regel 2" in gelezen.fouten[0].reden
    assert len(lees(w.csv(rij)).rijen) == 1


# -- planning --------------------------------------------------------------------------------------------


def test_the_national_number_gives_every_municipality_its_taakstelling(aarlo, bergmeer, rik):
    Inwonertal.objects.create(overheid=aarlo, jaar=2025, aantal=36_500, bron="CBS")
    Inwonertal.objects.create(overheid=bergmeer, jaar=2025, aantal=36_000, bron="CBS")
    w.laad_en_stel_vast(w.landelijk("2026-1"), tweede=rik)
    assert stand(aarlo).standen[0].taak.aantal == 21
    assert stand(bergmeer).standen[0].boeking.taakstelling == 20
    cijfer = landelijk(Periode(2026, 1), kennisdatum=nu())
    assert (cijfer.vg, cijfer.herkomst.bron) == (10_000, "Stcrt. 2025, 1")
    assert Taakstelling.objects.get(overheid=aarlo).bron == "CBS, inwoners op 1 januari 2025"


def test_without_inhabitants_the_row_says_whom_it_misses(aarlo, bergmeer):
    Inwonertal.objects.create(overheid=bergmeer, jaar=2025, aantal=36_000, bron="CBS")
    assert "van Aarlo is het inwonertal van 1 januari 2025 niet bekend" in fouten(w.landelijk("2026-1"))[2]


def test_inhabitants_in_the_file_take_the_place_of_the_register(aarlo, rik):
    """With a herindeling GS determine the inhabitants (Huisvestingswet 30)."""
    w.laad_en_stel_vast(w.landelijk("2026-1"), w.taak("2026-1", AARLO, inwoners=18_001), tweede=rik)
    taak = stand(aarlo).standen[0].taak
    assert (taak.aantal, taak.inwoners, taak.wijkt_af) == (11, 18_001, False)


def test_a_taakstelling_of_ones_own_keeps_source_and_reason(aarlo, rik):
    w.laad_en_stel_vast(
        w.landelijk("2026-1"),
        w.taak("2026-1", AARLO, 25, inwoners=36_500, reden="Afspraak met het ministerie."),
        tweede=rik,
    )
    taak = stand(aarlo).standen[0].taak
    assert (taak.aantal, taak.berekend, taak.wijkt_af) == (25, 21, True)
    assert (taak.herkomst.bron, taak.herkomst.reden) == ("Opgave", "Afspraak met het ministerie.")


def test_a_late_publication_is_pointed_out_not_refused(aarlo):
    uitkomst = w.laad(w.landelijk("2026-1", op="2025-11-01"), w.taak("2026-1", AARLO, inwoners=36_500))
    assert "later dan 13 weken" in uitkomst.let_op[0]


def test_rows_that_contradict_what_is_known_are_refused(aarlo, bergmeer):
    w.laad(w.taak("2026-1", AARLO, 20), w.gehuisvest("2026-1", AARLO, 12, "2026-07-01"))
    elders = w.gemeente("GM9990", "Elders")
    elders.provincie = None
    elders.save()
    gevonden = fouten(
        w.gehuisvest("2026-1", AARLO, 13, "2026-07-01"),
        w.gehuisvest("2026-1", "GM9999", 1, "2026-07-01"),
        w.gehuisvest("2026-1", "GM9990", 1, "2026-07-01"),
        w.gehuisvest("2026-1", BERGMEER, 1, "2026-07-01"),
        w.correctie("2026-1", AARLO, 1, "2026-04-01"),
        w.herverdeling("2026-1", AARLO, BERGMEER, 21),
        w.taak("2026-1", BERGMEER, inwoners=10),
    )
    assert "er staat al 12" in gevonden[2]
    assert "gebruik een rij met soort correctie" in gevonden[2]
    assert "niet bekend" in gevonden[3]
    assert "andere provincie" in gevonden[4]
    assert "nog geen taakstelling" in gevonden[5]
    assert "geen realisatie van 2026-04-01 om te verbeteren" in gevonden[6]
    assert "meer dan de taakstelling van 20" in gevonden[7]
    assert "landelijke aantal" in gevonden[8]


def test_a_municipality_that_did_not_exist_yet_is_refused(db):
    w.gemeente("GM9903", "Nieuwstad", geldig_van=dt.date(2026, 7, 1))
    assert "bestond niet op 2026-01-01" in fouten(w.taak("2026-1", "GM9903", 4))[2]


# -- storing ---------------------------------------------------------------------------------------------


def test_one_wrong_row_and_nothing_is_stored(aarlo):
    gevonden = fouten(w.taak("2026-1", AARLO, 20), w.taak("2026-1", "GM9999", 4))
    assert list(gevonden) == [3]
    assert not Taakstelling.objects.exists()
    assert not Huisvestinglevering.objects.exists()


def test_the_same_file_twice_changes_nothing(aarlo):
    rijen = (w.taak("2026-1", AARLO, 20), w.gehuisvest("2026-1", AARLO, 12, "2026-07-01"))
    eerste, tweede = w.laad(*rijen), w.laad(*rijen)
    assert (eerste.bekend, tweede.bekend, tweede.levering) == (False, True, eerste.levering)
    assert "al geladen: wacht op vaststelling" in tweede.let_op[0]
    assert Realisatie.objects.count() == 1


def test_a_file_that_says_nothing_new_stores_nothing(aarlo):
    w.laad(w.taak("2026-1", AARLO, 20), w.gehuisvest("2026-1", AARLO, 12, "2026-07-01"))
    weer = w.laad(w.gehuisvest("2026-1", AARLO, 12, "2026-07-01"))
    assert (weer.levering, weer.verslag.aantal(Uitkomst.ONGEWIJZIGD)) == (0, 1)
    assert Huisvestinglevering.objects.count() == 1


def test_a_dry_run_stores_nothing_and_says_what_would_be(aarlo):
    uitkomst = laad_huisvesting(
        inhoud=w.csv(w.taak("2026-1", AARLO, 20)), bestandsnaam="x.csv", door=None, proef=True
    )
    assert (uitkomst.proef, uitkomst.verslag.aantal(Uitkomst.NIEUW)) == (True, 1)
    assert not Huisvestinglevering.objects.exists()
    assert not Logboekregel.objects.filter(onderwerp_soort="huisvesting").exists()


def test_loading_and_establishing_are_lines_in_the_logboek(aarlo, rik):
    pieter = ToezichthouderFactory()
    levering = w.laad_en_stel_vast(w.taak("2026-1", AARLO, 20), door=pieter, tweede=rik)
    regels = Logboekregel.objects.filter(onderwerp_soort="huisvesting", onderwerp_id=str(levering.pk))
    assert list(regels.order_by("pk").values_list("handeling", "door_naam")) == [
        ("huisvesting_geladen", pieter.naam),
        ("huisvesting_vastgesteld", rik.naam),
    ]


# -- four eyes -------------------------------------------------------------------------------------------


def test_figures_do_not_count_before_a_second_person(aarlo, rik):
    uitkomst = w.laad(w.taak("2026-1", AARLO, 20))
    assert stand(aarlo).standen == ()
    stel_vast(levering_id=uitkomst.levering, door=rik)
    assert len(stand(aarlo).standen) == 1


def test_who_loads_does_not_establish(aarlo):
    noor = ToezichthouderFactory()
    uitkomst = w.laad(w.taak("2026-1", AARLO, 20), door=noor)
    with pytest.raises(GeenRecht, match="niet zelf vast"):
        stel_vast(levering_id=uitkomst.levering, door=noor)
    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Huisvestinglevering.objects.filter(pk=uitkomst.levering).update(
            vastgesteld=True, vastgesteld_door=noor, beoordeeld_op=nu()
        )


def test_rights_to_load_and_to_establish(aarlo):
    beheerder = BeheerderFactory()
    uitkomst = w.laad(w.taak("2026-1", AARLO, 20), door=beheerder)
    with pytest.raises(GeenRecht, match="vaststellen"):
        stel_vast(levering_id=uitkomst.levering, door=BeheerderFactory())
    with pytest.raises(GeenRecht, match="laden"):
        laad_huisvesting(inhoud=b"", bestandsnaam="x", door=CoordinatorFactory())


def test_a_refused_delivery_never_counts_and_stays_to_be_read(aarlo, rik):
    uitkomst = w.laad(w.taak("2026-1", AARLO, 20))
    with pytest.raises(Weigering, match="waarom"):
        wijs_levering_af(levering_id=uitkomst.levering, door=rik, toelichting=" ")
    wijs_levering_af(levering_id=uitkomst.levering, door=rik, toelichting="Verkeerd halfjaar.")
    assert stand(aarlo).standen == ()
    assert Taakstelling.objects.count() == 1
    with pytest.raises(Conflict, match="al beoordeeld: afgewezen"):
        stel_vast(levering_id=uitkomst.levering, door=rik)
    w.laad_en_stel_vast(w.taak("2026-1", AARLO, 20, reden="Nu goed."), tweede=rik)
    assert stand(aarlo).standen[0].taak.aantal == 20


def test_deliveries_are_judged_in_the_order_of_loading(aarlo, rik):
    eerste = w.laad(w.taak("2026-1", AARLO, 20))
    tweede = w.laad(w.gehuisvest("2026-1", AARLO, 12, "2026-07-01"))
    with pytest.raises(Conflict, match=f"eerst levering {eerste.levering}"):
        stel_vast(levering_id=tweede.levering, door=rik)


def test_a_sum_beside_the_national_share_asks_a_reason(aarlo, rik):
    uitkomst = w.laad(w.landelijk("2026-1"), w.taak("2026-1", AARLO, 40, inwoners=36_500))
    assert "dat klopt niet" in uitkomst.let_op[0]
    with pytest.raises(Weigering, match="Licht toe"):
        stel_vast(levering_id=uitkomst.levering, door=rik)
    levering = stel_vast(levering_id=uitkomst.levering, door=rik, toelichting="Regionale afspraak.")
    assert levering.toelichting == "Regionale afspraak."


@pytest.mark.django_db(transaction=True)
def test_two_people_establish_at_once_and_one_wins(monkeypatch):
    w.gemeente(AARLO, "Aarlo")
    levering = w.laad(w.taak("2026-1", AARLO, 20)).levering
    collegas = [CoordinatorFactory(), CoordinatorFactory()]
    beiden, uitkomsten = threading.Barrier(2), []
    echt = service.somcontroles_van

    def wacht_op_de_ander(levering_id):
        with suppress(threading.BrokenBarrierError):
            beiden.wait(timeout=1)
        return echt(levering_id)

    monkeypatch.setattr(service, "somcontroles_van", wacht_op_de_ander)

    def doe(door):
        try:
            stel_vast(levering_id=levering, door=door)
            uitkomsten.append("vastgesteld")
        except Conflict:
            uitkomsten.append("conflict")
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(collega,)) for collega in collegas]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["conflict", "vastgesteld"]


# -- never overwritten -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sql", ["UPDATE signalen_{} SET bron = 'anders'", "DELETE FROM signalen_{}"])
@pytest.mark.parametrize("tabel", ["halfjaar", "taakstelling", "beginstand", "herverdeling", "realisatie"])
def test_the_database_refuses_to_change_a_row(aarlo, bergmeer, tabel, sql):
    w.laad(
        w.landelijk("2026-1"),
        w.taak("2026-1", AARLO, inwoners=36_500),
        w.taak("2026-1", BERGMEER, inwoners=36_000),
        w.begin("2026-1", AARLO, 3),
        w.herverdeling("2026-1", AARLO, BERGMEER, 2),
        w.gehuisvest("2026-1", AARLO, 4, "2026-07-01"),
    )
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        connection.cursor().execute(sql.format(tabel))


def test_the_database_lets_a_judgement_be_filled_once(aarlo, rik):
    levering = w.laad_en_stel_vast(w.taak("2026-1", AARLO, 20), tweede=rik)
    with pytest.raises(DatabaseError, match="al beoordeeld"), transaction.atomic():
        Huisvestinglevering.objects.filter(pk=levering.pk).update(vastgesteld=False)
    wacht = w.laad(w.gehuisvest("2026-1", AARLO, 4, "2026-07-01")).levering
    with pytest.raises(DatabaseError, match="alleen het oordeel"), transaction.atomic():
        Huisvestinglevering.objects.filter(pk=wacht).update(bestandsnaam="anders.csv")
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        connection.cursor().execute("DELETE FROM signalen_huisvestinglevering")


# -- two times kept apart ----------------------------------------------------------------------------------


def test_a_correction_is_a_new_row_and_the_old_figure_can_still_be_asked(aarlo, rik):
    with klok_op(dt.datetime(2026, 7, 15, 9, tzinfo=dt.UTC)):
        w.laad_en_stel_vast(*w.reeks(AARLO, ("2026-1", 20, 12)), tweede=rik)
    with klok_op(dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)):
        w.laad_en_stel_vast(w.correctie("2026-1", AARLO, 15, "2026-07-01"), tweede=rik)
    toen = stand(aarlo, kennis=dt.datetime(2026, 8, 1, tzinfo=dt.UTC)).standen[0]
    nu_ = stand(aarlo, kennis=dt.datetime(2026, 9, 1, tzinfo=dt.UTC)).standen[0]
    assert (toen.boeking.gehuisvest, nu_.boeking.gehuisvest) == (12, 15)
    assert [(m.aantal, m.geldt, m.correctie) for m in nu_.metingen] == [
        (12, False, ""),
        (15, True, "Late melding van het COA"),
    ]
    assert nu_.metingen[1].herkomst.reden == "Drie mensen later gemeld."


def test_a_later_measurement_does_not_count_at_an_earlier_peildatum(aarlo, rik):
    w.laad_en_stel_vast(
        w.taak("2026-2", AARLO, 20),
        w.gehuisvest("2026-2", AARLO, 5, "2026-10-01"),
        w.gehuisvest("2026-2", AARLO, 18, "2027-01-01"),
        tweede=rik,
    )
    tussen = stand(aarlo, dt.date(2026, 10, 15)).standen[0]
    eind = stand(aarlo, dt.date(2027, 1, 1)).standen[0]
    assert (tussen.boeking.gehuisvest, tussen.definitief, tussen.gemeten_op) == (
        5,
        False,
        dt.date(2026, 10, 1),
    )
    assert (eind.boeking.gehuisvest, eind.definitief) == (18, True)
    assert stand(aarlo, dt.date(2026, 6, 30)).standen == ()


def test_balances_are_carried_and_redistribution_sums_to_zero(aarlo, bergmeer, rik):
    w.laad_en_stel_vast(
        *w.reeks(AARLO, ("2025-2", 20, 12), ("2026-1", 22, 30), achterstand=4),
        *w.reeks(BERGMEER, ("2025-2", 10, 15), ("2026-1", 10, 2)),
        w.herverdeling("2026-1", AARLO, BERGMEER, 3),
        tweede=rik,
    )
    a, b = stand(aarlo), stand(bergmeer)
    assert [s.boeking.saldo_eind for s in a.standen] == [12, 12 + 22 - 3 - 30]
    assert [s.boeking.saldo_eind for s in b.standen] == [-5, -5 + 10 + 3 - 2]
    assert a.standen[1].boeking.herverdeling + b.standen[1].boeking.herverdeling == 0
    assert a.standen[1].overdrachten[0].ander == "Bergmeer"
    assert (a.standen[0].begin_uit, a.standen[1].begin_uit, b.standen[0].begin_uit) == (
        "beginstand",
        "vorig halfjaar",
        "onbekend",
    )


def test_a_half_year_without_taakstelling_breaks_the_chain(aarlo, rik):
    w.laad_en_stel_vast(*w.reeks(AARLO, ("2025-1", 20, 12), ("2026-1", 22, 30)), tweede=rik)
    verloop_ = stand(aarlo)
    assert (len(verloop_.standen), verloop_.ontbreekt) == (1, Periode(2025, 2))


def test_a_balance_after_an_unfinished_half_year_is_provisional(aarlo, rik):
    w.laad_en_stel_vast(*w.reeks(AARLO, ("2026-1", 20, None), ("2026-2", 22, None)), tweede=rik)
    assert [s.begin_voorlopig for s in stand(aarlo).standen] == [False, True]


def test_an_outsider_sees_no_figures_and_the_list_costs_the_same(
    aarlo, bergmeer, rik, buitenstaander, django_assert_num_queries
):
    w.laad_en_stel_vast(*w.reeks(AARLO, ("2026-1", 20, 12)), *w.reeks(BERGMEER, ("2026-1", 9, 9)), tweede=rik)
    vraag = {"peildatum": dt.date(2026, 12, 1), "kennisdatum": nu(), "user": buitenstaander}
    assert verlopen([aarlo.pk], **vraag)[aarlo.pk].standen == ()
    vraag["user"] = None
    with django_assert_num_queries(5):
        een = verlopen([aarlo.pk], **vraag)
    with django_assert_num_queries(5):
        twee = verlopen([aarlo.pk, bergmeer.pk], **vraag)
    assert (len(een), len(twee)) == (1, 2)
    assert halfjaren(kennisdatum=nu(), tot_en_met=dt.date(2026, 12, 1)) == [Periode(2026, 1)]


# -- the command -------------------------------------------------------------------------------------------


def test_the_command_loads_reports_and_refuses(aarlo, tmp_path, capsys):
    goed, fout = tmp_path / "goed.csv", tmp_path / "fout.csv"
    goed.write_bytes(w.csv(w.taak("2026-1", AARLO, 20)))
    fout.write_bytes(w.csv(w.taak("2026-1", "GM9999", 4)))
    call_command("huisvesting_laden", goed, "--proef")
    assert "Proef: niets is opgeslagen" in capsys.readouterr().out
    call_command("huisvesting_laden", goed)
    assert "een collega stelt de cijfers vast" in capsys.readouterr().out
    call_command("huisvesting_laden", goed, "--json")
    assert json.loads(capsys.readouterr().out)["bekend"] is True
    with pytest.raises(CommandError, match="1 regel met een fout"):
        call_command("huisvesting_laden", fout)
    assert "regel 2: taakstelling 2026-1 GM9999: gemeente GM9999 is niet bekend" in capsys.readouterr().out
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("huisvesting_laden", tmp_path / "nergens.csv")
