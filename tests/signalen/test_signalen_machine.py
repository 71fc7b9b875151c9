"""The status machine as a whole table (ladder.md 4.2), and the race on weighing."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from signalen.keuzes import HerwegingStatus, Status
from signalen.models import Herweging, Signaal
from signalen.selectors import signalen as lezen
from signalen.services import herwegingen, signalen
from tests.signalen.conftest import PEIL
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.transitions import OvergangNietMogelijk, machine_van, run_transition

pytestmark = pytest.mark.django_db

TABEL = {
    (Status.NIEUW, "neem_in_behandeling"): Status.TE_WEGEN,
    (Status.TE_WEGEN, "maak_actief"): Status.ACTIEF,
    (Status.TE_WEGEN, "verklaar_ongegrond"): Status.ONGEGROND,
    (Status.TE_WEGEN, "voeg_samen"): Status.SAMENGEVOEGD,
    (Status.ACTIEF, "verklaar_ongegrond"): Status.ONGEGROND,
    (Status.ACTIEF, "voeg_samen"): Status.SAMENGEVOEGD,
    (Status.ACTIEF, "verloopt"): Status.VERLOPEN,
    (Status.ACTIEF, "handel_af"): Status.AFGEHANDELD,
}
STAPPEN = sorted({stap for _, stap in TABEL})


def doe(stap, signaal, door, registreer):
    """Run one step through its service."""
    if stap == "neem_in_behandeling":
        return signalen.neem_in_behandeling(signaal_id=signaal.pk, door=door)
    if stap in {"maak_actief", "verklaar_ongegrond"}:
        uitkomst = "actief" if stap == "maak_actief" else "ongegrond"
        return signalen.weeg(signaal_id=signaal.pk, uitkomst=uitkomst, reden="Nagegaan.", door=door)
    if stap == "voeg_samen":
        doel = registreer()
        return signalen.voeg_samen(signaal_id=signaal.pk, doel_id=doel.pk, reden="Zelfde feit.", door=door)
    if stap == "handel_af":
        return signalen.handel_af(signaal_id=signaal.pk, reden="Opgelost.", door=door)
    with klok_op(dt.date(2027, 7, 1)):
        if not signalen.laat_verlopen():
            raise OvergangNietMogelijk("niets te doen")
    return Signaal.objects.get(pk=signaal.pk)


@pytest.mark.parametrize("stap", STAPPEN)
@pytest.mark.parametrize("status", list(Status))
def test_every_status_against_every_step(status, stap, signaal_in, registreer, noor):
    signaal = signaal_in(status)
    verwacht = TABEL.get((status, stap))
    if verwacht:
        assert doe(stap, signaal, noor, registreer).status == verwacht
        assert Signaal.objects.get(pk=signaal.pk).status == verwacht
    else:
        with pytest.raises(OvergangNietMogelijk):
            doe(stap, signaal, noor, registreer)
        assert Signaal.objects.get(pk=signaal.pk).status == status


def test_declarations_are_the_table():
    machine = machine_van(Signaal)
    assert {(o.van, o.stap): o.naar[0] for o in machine.overgangen} == {
        (str(van), stap): str(naar) for (van, stap), naar in TABEL.items()
    }
    assert machine.begin == Status.NIEUW


@pytest.mark.parametrize("stap", [stap for stap in STAPPEN if stap != "verloopt"])
def test_an_outsider_and_a_reader_do_nothing(stap, signaal_in, registreer, buitenstaander, noor):
    status = next(van for van, naam in TABEL if naam == stap)
    signaal = signaal_in(status)
    with pytest.raises(Weigering) as fout:
        doe(stap, signaal, buitenstaander, registreer)
    assert fout.value.status == 404
    noor.groups.clear()
    from tests.factories import GedeputeerdeFactory

    with pytest.raises(GeenRecht):
        doe(stap, signaal, GedeputeerdeFactory(), lambda: signaal_in(Status.NIEUW, door=None))
    assert Signaal.objects.get(pk=signaal.pk).status == status


def test_each_step_leaves_one_line_with_its_patch(registreer, noor):
    signaal = registreer()
    signalen.neem_in_behandeling(signaal_id=signaal.pk, door=noor)
    signalen.weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Gebeld met de archivaris.", door=noor)
    regels = list(Logboekregel.objects.filter(keten=f"signaal:{signaal.pk}").order_by("volgnummer"))
    assert [(r.handeling, r.van, r.naar) for r in regels] == [
        ("signaal_geregistreerd", "", "nieuw"),
        ("signaal_in_behandeling", "nieuw", "te_wegen"),
        ("signaal_gewogen", "te_wegen", "actief"),
    ]
    assert regels[0].gebeurd_op == dt.date(2026, 6, 1)
    assert regels[0].gegevens["overheid"] == "GM9907"
    assert regels[0].gegevens["as"] == "a"
    assert regels[2].gegevens == {"status": "actief", "betrouwbaarheid": "B"}


@pytest.mark.parametrize("reden", ["", "   \n"])
def test_weighing_needs_a_reason_and_changes_nothing_without(reden, signaal_in, noor):
    signaal = signaal_in(Status.TE_WEGEN)
    with pytest.raises(Weigering, match="reden") as fout:
        signalen.weeg(signaal_id=signaal.pk, uitkomst="actief", reden=reden, door=noor)
    assert fout.value.veld == "reden"
    assert Signaal.objects.get(pk=signaal.pk).status == Status.TE_WEGEN


def test_the_database_holds_the_statuses_together(registreer):
    signaal = registreer()
    for fout in (
        {"status": "gesloten"},
        {"status": "ongegrond"},
        {"status": "samengevoegd", "afgerond_op": PEIL},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signaal.objects.filter(pk=signaal.pk).update(**fout)


# -- four eyes, three times ---------------------------------------------------------------------------


@pytest.fixture
def voorstel(signaal_in, noor):
    signaal = signaal_in(Status.ACTIEF)
    return herwegingen.stel_herweging_voor(
        signaal_id=signaal.pk, naar="zwaar", reden="Derde keer.", door=noor
    )


def test_another_person_adopts_and_the_weight_changes(voorstel, pieter, noor, coordinator):
    herwegingen.beslis_herweging(herweging_id=voorstel.pk, akkoord=True, reden="Eens.", door=pieter)
    signaal = Signaal.objects.get(pk=voorstel.signaal_id)
    assert signaal.ernst == "zwaar"
    assert Bericht.objects.filter(ontvanger=coordinator, onderwerp__startswith="Zwaar signaal").count() == 1
    assert Bericht.objects.filter(ontvanger=noor, onderwerp__startswith="Herweging aangenomen").count() == 1
    regel = Logboekregel.objects.get(handeling="herweging_aangenomen")
    assert (regel.van, regel.naar, regel.gegevens["ernst"]) == ("licht", "zwaar", "zwaar")


def test_another_person_rejects_and_the_weight_stays(voorstel, pieter):
    herwegingen.beslis_herweging(herweging_id=voorstel.pk, akkoord=False, reden="Te mager.", door=pieter)
    assert Signaal.objects.get(pk=voorstel.signaal_id).ernst == "licht"


def test_heavy_to_light_needs_a_second_person_as_well(signaal_in, noor, pieter):
    signaal = signaal_in(Status.ACTIEF, ernst="zwaar")
    voorstel = herwegingen.stel_herweging_voor(
        signaal_id=signaal.pk, naar="licht", reden="Hersteld.", door=noor
    )
    assert Signaal.objects.get(pk=signaal.pk).ernst == "zwaar"
    herwegingen.beslis_herweging(herweging_id=voorstel.pk, akkoord=True, reden="Eens.", door=pieter)
    assert Signaal.objects.get(pk=signaal.pk).ernst == "licht"


def test_the_service_refuses_the_proposer(voorstel, noor):
    with pytest.raises(GeenRecht, match="zelf voorgesteld"):
        herwegingen.beslis_herweging(herweging_id=voorstel.pk, akkoord=True, reden="Eens.", door=noor)
    assert Signaal.objects.get(pk=voorstel.signaal_id).ernst == "licht"


def test_the_right_refuses_the_proposer(voorstel, noor):
    with pytest.raises(GeenRecht):
        run_transition(voorstel, "neem_aan", door=noor, datum=PEIL)


def test_the_table_refuses_the_proposer(voorstel, noor):
    with pytest.raises(IntegrityError, match="herweging_vier_ogen"), transaction.atomic():
        Herweging.objects.filter(pk=voorstel.pk).update(besloten_door=noor)


def test_one_open_proposal_and_no_way_around_it(voorstel, pieter):
    with pytest.raises(Conflict, match="al een voorstel"):
        herwegingen.stel_herweging_voor(
            signaal_id=voorstel.signaal_id, naar="zwaar", reden="Ook.", door=pieter
        )


def test_deciding_twice_is_a_conflict(voorstel, pieter, coordinator):
    herwegingen.beslis_herweging(herweging_id=voorstel.pk, akkoord=True, reden="Eens.", door=pieter)
    with pytest.raises(OvergangNietMogelijk):
        herwegingen.beslis_herweging(
            herweging_id=voorstel.pk, akkoord=False, reden="Oneens.", door=coordinator
        )


def test_an_ended_signal_leaves_no_proposal_waiting(voorstel, pieter):
    signalen.handel_af(signaal_id=voorstel.signaal_id, reden="Opgelost.", door=pieter)
    assert Herweging.objects.get(pk=voorstel.pk).status == HerwegingStatus.VERVALLEN
    assert lezen.herwegingen_voor(pieter) == []


def test_a_proposal_waits_for_others_only(voorstel, noor, pieter, buitenstaander):
    assert [h.id for h in lezen.herwegingen_voor(pieter)] == [voorstel.pk]
    assert lezen.tellingen(pieter).herwegingen == 1
    assert lezen.herwegingen_voor(noor) == []
    assert lezen.herwegingen_voor(buitenstaander) == []


# -- the race -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_signal_is_weighed_exactly_once(monkeypatch, signaal_in, noor, pieter):
    signaal = signaal_in(Status.TE_WEGEN)
    both_have_read, outcomes = threading.Barrier(2), []

    def wait_for_the_other(*args, **kwargs):
        # Without the row lock both threads meet here, each having read the old state. With it, the second
        # is still waiting and the barrier gives up.
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait(timeout=1)
        return run_transition(*args, **kwargs)

    monkeypatch.setattr(signalen, "run_transition", wait_for_the_other)

    def weigh(door, uitkomst):
        try:
            with klok_op(PEIL):
                signalen.weeg(signaal_id=signaal.pk, uitkomst=uitkomst, reden="Nagegaan.", door=door)
            outcomes.append("gelukt")
        except OvergangNietMogelijk as fout:
            outcomes.append(fout.status)
        finally:
            connection.close()

    threads = [threading.Thread(target=weigh, args=args) for args in ((noor, "actief"), (pieter, "actief"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes, key=str) == [409, "gelukt"]
    assert Logboekregel.objects.filter(handeling="signaal_gewogen").count() == 1
