"""Registering: numbers, refusals, keys, validity, counting, merging, expiry."""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from signalen import catalogus
from signalen.keuzes import Status
from signalen.models import Signaal
from signalen.selectors import signalen as lezen
from signalen.services import signalen
from tests.factories import BeheerderFactory, GedeputeerdeFactory, OverheidFactory
from tests.signalen.conftest import PEIL, velden
from toezicht.core import domeinen, logboek
from toezicht.core.clock import klok_op, nu
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel

pytestmark = pytest.mark.django_db


# -- numbers and keys ---------------------------------------------------------------------------------


def test_numbers_run_per_year_without_holes(registreer, gemeente, noor):
    assert [registreer().nummer for _ in range(3)] == ["S-2026-0001", "S-2026-0002", "S-2026-0003"]
    with pytest.raises(Weigering):
        registreer(titel=" ")
    with suppress(RuntimeError), transaction.atomic():
        registreer()
        raise RuntimeError
    assert registreer().nummer == "S-2026-0004"
    with klok_op(dt.date(2027, 1, 1)):
        assert registreer().nummer == "S-2027-0001"


def test_a_closed_signal_leaves_no_hole_in_the_numbers(registreer):
    registreer()
    besloten = registreer(soort="IBT-S22", ernst="zwaar", vertrouwelijkheid="cdk")
    assert besloten.nummer == "CDK-2026-0001"
    assert registreer().nummer == "S-2026-0002"


def test_the_same_key_gives_the_same_signal(registreer, noor):
    eerste = registreer(sleutel="GM9907:2025:5:FIN-S2", door=None, bron="cbs_iv3", soort="FIN-S2")
    tweede = registreer(
        sleutel="GM9907:2025:5:FIN-S2", door=None, bron="cbs_iv3", soort="FIN-S2", titel="Anders"
    )
    assert (tweede.pk, tweede.titel) == (eerste.pk, eerste.titel)
    assert Signaal.objects.count() == 1
    assert Logboekregel.objects.filter(handeling="signaal_geregistreerd").count() == 1
    assert Logboekregel.objects.get(handeling="signaal_geregistreerd").door_naam == "het systeem"


def test_the_table_refuses_a_key_twice(registreer):
    registreer(sleutel="a", door=None)
    ander = registreer()
    with pytest.raises(IntegrityError, match="signaal_sleutel_eenmalig"), transaction.atomic():
        Signaal.objects.filter(pk=ander.pk).update(sleutel="a")


# -- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"titel": "  "}, "titel"),
        ({"soort": "IBT-S99"}, "soort"),
        ({"domein": "verkeer"}, "domein"),
        ({"ernst": "middel"}, "ernst"),
        ({"soort": "IBT-S02", "ernst": "zwaar"}, "ernst"),
        ({"soort": "IBT-S05", "ernst": "licht"}, "ernst"),
        ({"bron": "roddel"}, "bron"),
        ({"betrouwbaarheid": "D"}, "betrouwbaarheid"),
        ({"bron": "pers", "betrouwbaarheid": "A"}, "betrouwbaarheid"),
        ({"vertrouwelijkheid": "top"}, "vertrouwelijkheid"),
        ({"bron": "cdk_ambtsbezoek"}, "vertrouwelijkheid"),
        ({"bron": "cdk_ambtsbezoek", "vertrouwelijkheid": "geheim_besluit"}, "vertrouwelijkheid"),
        ({"soort": "IBT-S22", "ernst": "zwaar", "vertrouwelijkheid": "vertrouwelijk"}, "vertrouwelijkheid"),
        ({"datum_feit": dt.date(2026, 6, 16), "kennisname_op": dt.date(2026, 6, 16)}, "datum_feit"),
        ({"kennisname_op": dt.date(2026, 6, 16)}, "kennisname_op"),
        ({"kennisname_op": dt.date(2026, 5, 31)}, "kennisname_op"),
        ({"overheid_id": 0}, "overheid"),
    ],
)
def test_a_refusal_names_its_field_and_stores_nothing(registreer, anders, veld):
    with pytest.raises(Weigering) as fout:
        registreer(**anders)
    assert (fout.value.veld, fout.value.status) == (veld, 422)
    assert fout.value.melding.endswith(".")
    assert not Signaal.objects.exists()
    assert not Logboekregel.objects.filter(onderwerp_soort__startswith="signaal").exists()


def test_an_organisation_must_exist_on_the_day_of_the_fact(registreer, noor):
    nieuw = OverheidFactory(code="GM9940", naam="Nieuwstad", geldig_van=dt.date(2026, 1, 1))
    oud = OverheidFactory(code="GM9941", naam="Oudstad", geldig_tot=dt.date(2026, 1, 1))
    eerder = {"datum_feit": dt.date(2025, 12, 31), "kennisname_op": dt.date(2026, 1, 5)}
    with pytest.raises(Weigering, match="Nieuwstad bestond niet op 31-12-2025"):
        registreer(overheid=nieuw, **eerder)
    with pytest.raises(Weigering, match="Oudstad bestond niet op 01-06-2026"):
        registreer(overheid=oud)
    assert registreer(overheid=oud, **eerder).overheid_naam == "Oudstad"


@pytest.mark.parametrize("rol", [GedeputeerdeFactory, BeheerderFactory, None])
def test_only_who_may_register_registers(rol, gemeente, buitenstaander):
    door = rol() if rol else buitenstaander
    with pytest.raises(GeenRecht):
        signalen.registreer_signaal(**velden(gemeente), door=door)
    assert not Signaal.objects.exists()


def test_a_heavy_signal_warns_the_coordinator_once(registreer, coordinator):
    registreer()
    assert not Bericht.objects.exists()
    signaal = registreer(ernst="zwaar")
    bericht = Bericht.objects.get()
    assert bericht.ontvanger == coordinator
    assert signaal.nummer in bericht.onderwerp
    assert "24-06-2026" in bericht.tekst  # kennisname 10 June + 14 days


@pytest.mark.parametrize(("niveau", "aantal"), [("vertrouwelijk", 1), ("geheim_besluit", 0)])
def test_a_mail_never_carries_what_is_restricted(registreer, coordinator, niveau, aantal):
    registreer(ernst="zwaar", vertrouwelijkheid=niveau)
    berichten = list(Bericht.objects.all())
    assert len(berichten) == aantal
    assert not any("Archief" in b.tekst + b.onderwerp or "Duinrand" in b.tekst for b in berichten)


# -- the catalogue ------------------------------------------------------------------------------------


def test_the_catalogue_is_whole():
    assert [code for code in catalogus.SOORTEN if code.startswith("IBT-S")] == [
        f"IBT-S{n:02d}" for n in range(1, 29)
    ]
    for soort in catalogus.SOORTEN.values():
        assert soort.as_letter in "abcdefg"
        assert set(soort.ernsten) <= {"licht", "zwaar"}
        assert soort.naam
        assert soort.bewijs
        assert soort.domein in domeinen.DOMEINEN
        assert soort.maanden or soort.duur


@pytest.mark.parametrize(
    ("soort", "ernst", "feit", "tot"),
    [
        ("IBT-S01", "licht", dt.date(2025, 8, 31), dt.date(2026, 2, 28)),
        ("IBT-S02", "licht", dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        ("IBT-S24", "licht", dt.date(2026, 1, 15), dt.date(2026, 7, 15)),
        ("IBT-S24", "zwaar", dt.date(2026, 1, 15), dt.date(2027, 7, 15)),
        ("IBT-S03", "zwaar", dt.date(2025, 12, 1), dt.date(2027, 6, 1)),
        ("IBT-S11", "zwaar", dt.date(2026, 1, 1), None),
    ],
)
def test_how_long_a_kind_counts(soort, ernst, feit, tot):
    assert catalogus.geldig_tot(soort, ernst, feit) == tot


# -- counting -----------------------------------------------------------------------------------------


@pytest.fixture
def actief(signaal_in):
    return signaal_in(Status.ACTIEF, datum_feit=dt.date(2026, 1, 15), kennisname_op=dt.date(2026, 1, 20))


def telt(user, datum=PEIL):
    return [rij.nummer for rij in lezen.signalen_van_overheid(user, "GM9907", datum, alleen_tellend=True)]


def test_the_weight_fades_evenly(actief):
    assert actief.geldig_tot == dt.date(2027, 1, 15)
    assert actief.weegt_mee(dt.date(2026, 1, 20)) == 99
    assert actief.weegt_mee(dt.date(2026, 7, 16)) == 50
    assert actief.weegt_mee(dt.date(2027, 1, 14)) == 1
    assert actief.weegt_mee(dt.date(2027, 1, 15)) == 0
    assert actief.weegt_mee(dt.date(2026, 1, 19)) == 0  # not known yet


@pytest.mark.parametrize("status", [status for status in Status if status != Status.ACTIEF])
def test_only_a_checked_running_signal_counts(status, signaal_in, noor):
    signaal = signaal_in(status)
    if status == Status.VERLOPEN:
        Signaal.objects.filter(pk=signaal.pk).update(geldig_tot=PEIL)
    assert telt(noor) == []
    assert Signaal.objects.get(pk=signaal.pk).weegt_mee(PEIL) == 0


def test_the_row_and_the_query_agree(signaal_in, noor):
    for status in Status:
        signaal_in(status)
    for rij in Signaal.objects.all():
        assert (rij.nummer in telt(noor)) == rij.telt_op(PEIL)


def test_a_rumour_never_counts(signaal_in, noor):
    gerucht = signaal_in(Status.ACTIEF, betrouwbaarheid="C")
    assert telt(noor) == []
    assert gerucht.weegt_mee(PEIL) == 0
    assert lezen.telling_per_ernst(noor, "GM9907", PEIL) == {"licht": 0, "zwaar": 0}


def test_an_unfounded_signal_drops_from_every_count_and_stays_in_history(actief, noor):
    assert telt(noor) == [actief.nummer]
    signalen.weeg(signaal_id=actief.pk, uitkomst="ongegrond", reden="Naam verwisseld.", door=noor)
    assert telt(noor) == []
    assert telt(noor, dt.date(2026, 3, 1)) == []  # also looking back
    assert lezen.telling_per_ernst(noor, "GM9907", PEIL) == {"licht": 0, "zwaar": 0}
    assert lezen.tellingen(noor).actief == 0
    assert lezen.signalen_van_overheid(noor, "GM9907", PEIL) == []
    assert [rij.nummer for rij in lezen.lijst(noor, lezen.Filter()).rijen] == [actief.nummer]
    assert lezen.zoek(noor, "archiefbewaarplaats")[0].nummer == actief.nummer
    stand = logboek.stand_op(soort="signaal", peildatum=PEIL, kennisdatum=nu())
    assert stand[str(actief.pk)]["status"] == "ongegrond"
    with pytest.raises(ProtectedError), transaction.atomic():
        actief.overheid.delete()


def test_a_finished_signal_counted_until_it_was_finished(actief, noor):
    signalen.handel_af(signaal_id=actief.pk, reden="Opgelost.", door=noor)
    assert telt(noor) == []
    assert telt(noor, dt.date(2026, 6, 14)) == [actief.nummer]


def test_one_fact_counts_once(actief, registreer, noor):
    tweede = registreer(bron="pers", soort="IBT-S01", datum_feit=actief.datum_feit, kennisname_op=PEIL)
    signalen.neem_in_behandeling(signaal_id=tweede.pk, door=noor)
    signalen.weeg(signaal_id=tweede.pk, uitkomst="actief", reden="Nagegaan.", door=noor)
    assert lezen.telling_per_ernst(noor, "GM9907", PEIL) == {"licht": 2, "zwaar": 0}
    assert [r.nummer for r in lezen_detail(noor, actief)] == [tweede.nummer]
    signalen.voeg_samen(signaal_id=tweede.pk, doel_id=actief.pk, reden="Zelfde bericht.", door=noor)
    assert lezen.telling_per_ernst(noor, "GM9907", PEIL) == {"licht": 1, "zwaar": 0}
    assert telt(noor) == [actief.nummer]
    with pytest.raises(Conflict):
        signalen.voeg_samen(signaal_id=actief.pk, doel_id=tweede.pk, reden="Terug.", door=noor)


def lezen_detail(user, signaal):
    from signalen.selectors.detail import mogelijk_hetzelfde

    return mogelijk_hetzelfde(user, signaal)


def test_merging_stays_within_one_organisation_and_never_into_itself(actief, registreer, noor):
    elders = registreer(overheid=OverheidFactory(code="GM9908"))
    with pytest.raises(Weigering, match="dezelfde overheid"):
        signalen.voeg_samen(signaal_id=actief.pk, doel_id=elders.pk, reden="?", door=noor)
    with pytest.raises(Weigering, match="ander signaal"):
        signalen.voeg_samen(signaal_id=actief.pk, doel_id=actief.pk, reden="?", door=noor)
    with pytest.raises(Weigering) as fout:
        signalen.voeg_samen(signaal_id=actief.pk, doel_id=10**9, reden="?", door=noor)
    assert fout.value.status == 404


def test_checking_can_change_the_reliability_but_press_stays_b(signaal_in, noor):
    signaal = signaal_in(Status.TE_WEGEN, betrouwbaarheid="C")
    signalen.weeg(
        signaal_id=signaal.pk, uitkomst="actief", reden="Bevestigd.", door=noor, betrouwbaarheid="A"
    )
    assert telt(noor) == [signaal.nummer]
    pers = signaal_in(Status.TE_WEGEN, bron="pers")
    with pytest.raises(Weigering, match="pers"):
        signalen.weeg(signaal_id=pers.pk, uitkomst="actief", reden="Gelezen.", door=noor, betrouwbaarheid="A")
    with pytest.raises(IntegrityError, match="signaal_pers_hoogstens_b"), transaction.atomic():
        Signaal.objects.filter(pk=pers.pk).update(betrouwbaarheid="A")


# -- expiry -------------------------------------------------------------------------------------------


def test_the_daily_task_ends_what_is_over_once(actief, signaal_in, registreer):
    open_einde = signaal_in(Status.ACTIEF, soort="IBT-S17", domein="huisvesting", bron="coa")
    nieuw = registreer(datum_feit=dt.date(2024, 1, 1))
    assert signalen.laat_verlopen() == 0
    with klok_op(dt.date(2027, 1, 15)):
        assert signalen.laat_verlopen() == 1
        assert signalen.laat_verlopen() == 0
    assert Signaal.objects.get(pk=actief.pk).status == Status.VERLOPEN
    assert Signaal.objects.get(pk=open_einde.pk).status == Status.ACTIEF
    assert Signaal.objects.get(pk=nieuw.pk).status == Status.NIEUW
    regel = Logboekregel.objects.get(handeling="signaal_verlopen")
    assert (regel.door_naam, regel.gebeurd_op) == ("het systeem", dt.date(2027, 1, 15))


def test_the_task_is_known_by_name(actief):
    from celery import current_app

    with klok_op(dt.date(2027, 1, 15)):
        assert current_app.tasks["signalen.veeg"]() == 1


def test_what_lapsed_still_counts_on_a_day_before(actief, noor):
    with klok_op(dt.date(2027, 2, 1)):
        signalen.laat_verlopen()
    assert telt(noor) == [actief.nummer]
    assert telt(noor, dt.date(2027, 1, 15)) == []


# -- coupling -----------------------------------------------------------------------------------------


def test_only_a_running_visible_signal_can_be_coupled(signaal_in, registreer, noor, buitenstaander):
    klaar = signaal_in(Status.ONGEGROND)
    with pytest.raises(Conflict, match="ongegrond"):
        signalen.koppel_signaal(signaal_id=klaar.pk, dossier_id=1, dossier_kenmerk="D-1", door=noor)
    with pytest.raises(Weigering) as fout:
        signalen.koppel_signaal(signaal_id=klaar.pk, dossier_id=1, dossier_kenmerk="D-1", door=buitenstaander)
    assert fout.value.status == 404
    besloten = registreer(soort="IBT-S22", ernst="zwaar", vertrouwelijkheid="cdk")
    with pytest.raises(Weigering) as fout:
        signalen.koppel_signaal(signaal_id=besloten.pk, dossier_id=1, dossier_kenmerk="D-1", door=noor)
    assert fout.value.status == 404
