"""What a successor has from its predecessors: signals that count, the housing balance, finances summed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from interventieladder.selectors.bestuurskracht import overzicht
from signalen.management.demo_iv3 import als_bytes, jaarrekening
from signalen.selectors.bestuurskracht import tellend
from signalen.selectors.huisvesting import UIT_VOORGANGERS, verloop
from signalen.selectors.signalen import koppelbaar, signalen_van_overheid
from signalen.selectors.voorgangers import cijfers_van_voorgangers
from signalen.services.cijfers import laad_iv3
from signalen.services.huisvesting import stel_vast
from signalen.services.huisvestingverdeling import te_verdelen, verdeel_saldo
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests import huisvestingwereld as w
from tests.factories import CoordinatorFactory, GedeputeerdeFactory, ToezichthouderFactory, UserFactory
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.organisaties.models import Opvolging, Overheid

pytestmark = pytest.mark.django_db
DATUM = dt.date(2027, 1, 1)
NA = dt.date(2027, 2, 1)


def volgt_op(oud, nieuw, *, gesplitst=False, datum=DATUM):
    Overheid.objects.filter(pk=oud.pk).update(geldig_tot=datum)
    Opvolging.objects.create(
        voorganger=oud, opvolger=nieuw, datum=datum, soort="samenvoeging", gesplitst=gesplitst
    )


@pytest.fixture
def fusie():
    nieuw = w.gemeente("GM9960", "Duindam", geldig_van=DATUM)
    oud = [w.gemeente("GM9961", "Oostdam"), w.gemeente("GM9962", "Westdam")]
    for o in oud:
        volgt_op(o, nieuw)
    return nieuw, *oud


@pytest.fixture
def keten():
    """Oostdam and Westdam became Duindam on 1 July 2026; Duindam went into Kustland half a year later."""
    eerder = dt.date(2026, 7, 1)
    kust = w.gemeente("GM9967", "Kustland", geldig_van=DATUM)
    duin = w.gemeente("GM9960", "Duindam", geldig_van=eerder)
    oud = [w.gemeente("GM9961", "Oostdam"), w.gemeente("GM9962", "Westdam")]
    for o in oud:
        volgt_op(o, duin, datum=eerder)
    volgt_op(duin, kust)
    return kust, duin, *oud


@pytest.fixture
def splitsing():
    oud = w.gemeente("GM9961", "Oostdam")
    delen = [w.gemeente("GM9963", "Eendam"), w.gemeente("GM9964", "Tweedam", geldig_van=DATUM)]
    for deel in delen:
        volgt_op(oud, deel, gesplitst=True)
    return oud, *delen


def signaal(overheid, door, ernst="licht"):
    gemaakt = registreer_signaal(
        overheid_id=overheid.pk,
        soort="IBT-OVERIG",
        domein="bestuurskracht",
        ernst=ernst,
        titel="Begroting te laat",
        toelichting="",
        bron="regiomanager",
        datum_feit=clock.vandaag() - dt.timedelta(days=34),
        kennisname_op=clock.vandaag() - dt.timedelta(days=33),
        betrouwbaarheid="A",
        door=door,
    )
    neem_in_behandeling(signaal_id=gemaakt.pk, door=door)
    return weeg(signaal_id=gemaakt.pk, uitkomst="actief", reden="Nagegaan.", door=door)


# -- signals -----------------------------------------------------------------------------------------


def test_signals_of_the_predecessors_count_for_the_successor_from_the_day(fusie):
    nieuw, oost, west = fusie
    door = ToezichthouderFactory()
    with klok_op(dt.date(2026, 10, 5)):
        nummers = {signaal(o, door).nummer for o in (oost, west)}

    def van(overheid, dag):
        return {s.nummer for s in tellend(dag, overheid_ids=[overheid.pk])}

    assert van(nieuw, dt.date(2026, 12, 31)) == set()
    assert van(nieuw, NA) == nummers
    assert {s.overheid_id for s in tellend(NA, overheid_ids=[nieuw.pk])} == {nieuw.pk}
    assert {s.overheid_code for s in tellend(NA, overheid_ids=[nieuw.pk])} == {"GM9961", "GM9962"}
    assert len(van(oost, NA)) == 1
    with klok_op(NA):
        assert {s.nummer for s in signalen_van_overheid(door, "GM9960", NA)} == nummers
        assert {s.nummer for s in koppelbaar(door, "GM9960")} == nummers
        (rij,) = [r for r in overzicht(door) if r.code == "GM9960"]
        assert rij.licht == 2


def test_signals_of_a_split_predecessor_count_for_nobody_by_themselves(splitsing):
    oud, een, twee = splitsing
    with klok_op(dt.date(2026, 10, 5)):
        signaal(oud, ToezichthouderFactory())
    assert tellend(NA, overheid_ids=[een.pk, twee.pk]) == []
    assert len(tellend(NA, overheid_ids=[oud.pk])) == 1


def test_signals_count_over_more_than_one_herindeling(keten):
    kust, _, oost, _ = keten
    door = ToezichthouderFactory()
    with klok_op(dt.date(2026, 6, 22)):
        nummer = signaal(oost, door, ernst="zwaar").nummer
    assert [(s.nummer, s.overheid_id) for s in tellend(NA, overheid_ids=[kust.pk])] == [(nummer, kust.pk)]
    with klok_op(NA):
        assert [s.nummer for s in signalen_van_overheid(door, "GM9967", NA)] == [nummer]
        assert [s.nummer for s in koppelbaar(door, "GM9967")] == [nummer]
        assert signalen_van_overheid(door, "GM0000", NA) == []


# -- housing -----------------------------------------------------------------------------------------


def stand(overheid, dag=NA):
    with klok_op(dag):
        return verloop(overheid.pk, peildatum=dag, kennisdatum=clock.nu(), user=None)


def begin_van(halfjaar):
    return halfjaar.boeking.saldo_begin, halfjaar.begin_uit, halfjaar.begin_voorlopig


def test_the_balance_of_the_predecessors_is_summed(fusie):
    nieuw, *_ = fusie
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-2", 20, 12)),
            *w.reeks("GM9962", ("2026-2", 9, 14)),
            w.taak("2027-1", "GM9960", 25),
            tweede=CoordinatorFactory(),
        )
    (eerste,) = stand(nieuw).standen
    assert begin_van(eerste) == (8 - 5, UIT_VOORGANGERS, False)
    assert eerste.boeking.opgave_totaal == 25 + 3


def test_the_balance_goes_along_over_more_than_one_herindeling(keten):
    kust, *_ = keten
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-1", 20, 12)),
            *w.reeks("GM9962", ("2026-1", 9, 14)),
            *w.reeks("GM9960", ("2026-2", 10, 6)),
            w.taak("2027-1", "GM9967", 25),
            tweede=CoordinatorFactory(),
        )
    (eerste,) = stand(kust).standen
    assert begin_van(eerste) == (8 - 5 + 4, UIT_VOORGANGERS, False)


def test_without_an_end_measurement_it_is_provisional_and_without_figures_nothing_is_summed(fusie):
    nieuw, *_ = fusie
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-2", 20, None)),
            w.taak("2027-1", "GM9960", 25),
            tweede=CoordinatorFactory(),
        )
    assert begin_van(stand(nieuw).standen[0]) == (0, "onbekend", False)
    with klok_op(dt.date(2027, 1, 21)):
        w.laad_en_stel_vast(*w.reeks("GM9962", ("2026-2", 9, 9)), tweede=CoordinatorFactory())
    assert begin_van(stand(nieuw).standen[0]) == (20, UIT_VOORGANGERS, True)


def test_a_split_municipality_is_divided_by_two_people_with_numbers_that_add_up(splitsing):
    oud, een, twee = splitsing
    joost, rik = ToezichthouderFactory(), CoordinatorFactory()
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-2", 20, 8)),
            *w.reeks("GM9963", ("2026-2", 10, 7), ("2027-1", 30, None)),
            w.taak("2027-1", "GM9964", 10),
            tweede=rik,
        )
        assert te_verdelen(oud.pk, DATUM) == 12

        def verdeel(delen, reden="Naar inwoners.", door=joost):
            return verdeel_saldo(overheid_id=oud.pk, datum=DATUM, delen=delen, reden=reden, door=door)

        with pytest.raises(Weigering, match="samen 11; het saldo van Oostdam is 12"):
            verdeel({een.pk: 4, twee.pk: 7})
        with pytest.raises(Weigering, match="voor elke opvolger"):
            verdeel({een.pk: 12})
        with pytest.raises(Weigering, match="waarop de verdeling berust"):
            verdeel({een.pk: 4, twee.pk: 8}, reden=" ")
        with pytest.raises(GeenRecht):
            verdeel({een.pk: 4, twee.pk: 8}, door=GedeputeerdeFactory())
        levering = verdeel({een.pk: 4, twee.pk: 8})
        with pytest.raises(Conflict, match="al vastgelegd"):
            verdeel({een.pk: 4, twee.pk: 8})
        assert stand(twee).standen[0].boeking.saldo_begin == 0
        with pytest.raises(GeenRecht):
            stel_vast(levering_id=levering.pk, door=joost)
        stel_vast(levering_id=levering.pk, door=rik)
    assert stand(een).standen[-1].boeking.saldo_begin == 3 + 4
    assert stand(twee).standen[0].boeking.saldo_begin == 8


def test_beside_an_established_beginstand_nothing_is_divided(splitsing):
    oud, een, twee = splitsing
    joost, rik = ToezichthouderFactory(), CoordinatorFactory()
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-2", 20, 8)),
            w.taak("2027-1", "GM9964", 10),
            w.begin("2027-1", "GM9964", 3),
            tweede=rik,
        )
        with pytest.raises(Weigering, match="Laad de verdeling als nieuwe beginstand"):
            verdeel_saldo(
                overheid_id=oud.pk,
                datum=DATUM,
                delen={een.pk: 4, twee.pk: 8},
                reden="Naar inwoners.",
                door=joost,
            )
    assert stand(twee).standen[0].boeking.saldo_begin == 3


def test_a_provisional_balance_is_not_divided(splitsing):
    oud, een, twee = splitsing
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(*w.reeks("GM9961", ("2026-2", 20, None)), tweede=CoordinatorFactory())
        assert stand(oud).standen[-1].boeking.saldo_eind == 20
        assert te_verdelen(oud.pk, DATUM) is None
        with pytest.raises(Weigering, match="nog geen definitief saldo"):
            verdeel_saldo(
                overheid_id=oud.pk,
                datum=DATUM,
                delen={een.pk: 4, twee.pk: 16},
                reden="Naar inwoners.",
                door=ToezichthouderFactory(),
            )


def test_a_division_comes_on_top_of_other_predecessors_and_other_divisions(splitsing):
    oud, een, twee = splitsing
    heel, ander = w.gemeente("GM9965", "Heeldam"), w.gemeente("GM9966", "Anderdam")
    volgt_op(heel, twee)
    for deel in (een, twee):
        volgt_op(ander, deel, gesplitst=True)
    joost, rik = ToezichthouderFactory(), CoordinatorFactory()
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(
            *w.reeks("GM9961", ("2026-2", 20, 8)),
            *w.reeks("GM9965", ("2026-2", 9, 4)),
            *w.reeks("GM9966", ("2026-2", 9, 3)),
            w.taak("2027-1", "GM9964", 10),
            tweede=rik,
        )
        for van, delen in ((oud, {een.pk: 4, twee.pk: 8}), (ander, {een.pk: 7, twee.pk: -1})):
            levering = verdeel_saldo(
                overheid_id=van.pk, datum=DATUM, delen=delen, reden="Naar inwoners.", door=joost
            )
            stel_vast(levering_id=levering.pk, door=rik)
    eerste = stand(twee).standen[0]
    assert begin_van(eerste) == (5 + 8 - 1, UIT_VOORGANGERS, False)
    assert [(d.van, d.aantal, d.herkomst.vastgesteld_door) for d in eerste.delen] == [
        ("Anderdam", -1, rik.naam),
        ("Oostdam", 8, rik.naam),
    ]
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        connection.cursor().execute("UPDATE signalen_saldodeel SET aantal = 1")


# -- finances ----------------------------------------------------------------------------------------


def rekening(code, naam, jaar, solvabiliteit, schaal=1):
    bestand = jaarrekening(
        code=code, naam=naam, jaar=jaar, solvabiliteit=Decimal(solvabiliteit), schaal=Decimal(schaal)
    )
    laad_iv3(pad_of_bytes=als_bytes(bestand), door=None, bestandsnaam=f"{code}-{jaar}.json")


def test_the_accounts_of_the_predecessors_are_added_and_computed_anew(fusie):
    nieuw, *_ = fusie
    with klok_op(dt.date(2026, 8, 20)):
        rekening("GM9961", "Oostdam", 2025, "30", schaal=3)
        rekening("GM9962", "Westdam", 2025, "10")
        rekening("GM9961", "Oostdam", 2024, "30")
    assert cijfers_van_voorgangers(nieuw.pk, op=dt.date(2026, 12, 31), user=None) is None
    beeld = cijfers_van_voorgangers(nieuw.pk, op=NA, user=None)
    assert (beeld.namen, beeld.opgeteld) == (("Oostdam", "Westdam"), True)
    (jaar,) = beeld.jaren
    assert jaar.boekjaar == 2025
    solvabiliteit = next(k for k in jaar.rijen if k.code == "fk.3")
    assert abs(solvabiliteit.waarde - Decimal(25)) < Decimal("0.5")
    zelf = next(k for k in jaar.rijen if k.waarde is None)
    assert "laat zich niet optellen" in zelf.reden


def test_for_a_year_before_a_predecessor_those_it_came_from_are_added(keten):
    kust, *_ = keten
    with klok_op(dt.date(2026, 12, 20)):
        rekening("GM9960", "Duindam", 2026, "20")
        for code, naam in (("GM9961", "Oostdam"), ("GM9962", "Westdam")):
            rekening(code, naam, 2025, "30")
    beeld = cijfers_van_voorgangers(kust.pk, op=NA, user=None)
    assert beeld.namen == ("Duindam",)
    assert [(j.boekjaar, j.naam) for j in beeld.jaren] == [(2026, ""), (2025, "Oostdam en Westdam")]


def test_of_a_split_predecessor_each_is_shown_by_itself(splitsing):
    _, _, twee = splitsing
    with klok_op(dt.date(2026, 8, 20)):
        rekening("GM9961", "Oostdam", 2025, "30")
    beeld = cijfers_van_voorgangers(twee.pk, op=NA, user=None)
    assert (beeld.opgeteld, beeld.gesplitst, [j.naam for j in beeld.jaren]) == (
        False,
        ("Oostdam",),
        ["Oostdam"],
    )


def test_who_may_not_read_figures_sees_none(fusie):
    nieuw, *_ = fusie
    with klok_op(dt.date(2026, 8, 20)):
        for code, naam in (("GM9961", "Oostdam"), ("GM9962", "Westdam")):
            rekening(code, naam, 2025, "30")
    assert cijfers_van_voorgangers(nieuw.pk, op=NA, user=UserFactory()).jaren == ()
