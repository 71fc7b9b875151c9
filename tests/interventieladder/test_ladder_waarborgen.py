"""What the database itself holds of the heavy rungs: direct SQL cannot go around the services."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from interventieladder.models import Besluit, Dossier, Ladderstap, Voorstel
from tests.interventieladder.bouw import (
    VANDAAG,
    dagen,
    klaar_voor,
    maak_besluit,
    maak_dossier,
    maak_voorstel,
)
from toezicht.core import clock
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@contextmanager
def geweigerd(woord=r"\w"):
    with pytest.raises(DatabaseError, match=woord), transaction.atomic():
        yield


def naar(b, trede, voorstel):
    Ladderstap.objects.filter(pk=b.stap.pk).update(tot=VANDAAG, uitkomst="hoger")
    return Ladderstap.objects.create(
        dossier=b.dossier, trede=trede, volgnummer=2, van=VANDAAG, overgang="x", voorstel=voorstel
    )


@pytest.mark.parametrize("trede", ["t5", "t6"])
def test_no_rung_of_execution_without_a_decision_of_gs(trede):
    b = maak_dossier("t4")
    with geweigerd("besluit van Gedeputeerde Staten"):
        naar(b, trede, None)
    laag = maak_voorstel(b, "besluit_indeplaatsstelling", "gedeputeerde", "vastgesteld", termijn_weken=4)
    maak_besluit(b, laag, "gedeputeerde")
    with geweigerd("besluit van Gedeputeerde Staten"):
        naar(b, trede, laag)
    ander = maak_dossier("t4")
    elders = maak_voorstel(ander, "besluit_indeplaatsstelling", "gs", "vastgesteld", termijn_weken=4)
    maak_besluit(ander, elders, "gs")
    with geweigerd("besluit van Gedeputeerde Staten"):
        naar(b, trede, elders)


def test_no_decision_without_a_term_unless_urgency_is_established():
    b = maak_dossier("t4")
    zonder = maak_voorstel(b, "besluit_indeplaatsstelling", "gs", "vastgesteld")
    maak_besluit(b, zonder, "gs")
    with geweigerd("vastgestelde spoed"):
        naar(b, "t5", zonder)


def mondeling(b):
    gedaan = maak_voorstel(b, "besluit_met_spoed", "gs", "uitgevoerd", mondeling=True, termijn_weken=2)
    return maak_besluit(
        b,
        gedaan,
        "gs",
        verbruikt_op=VANDAAG,
        mondeling_op=clock.nu(),
        mondeling_wijze="telefonisch",
    )


def test_nothing_follows_an_oral_decision_that_is_not_in_writing():
    b = klaar_voor("t5", "start_uitvoering")
    besluit = mondeling(b)
    with geweigerd("op schrift"):
        naar(b, "t6", b.voorstel)
    with geweigerd("op schrift"):
        Dossier.objects.filter(pk=b.dossier.pk).update(
            stand="afgesloten", gesloten_op=VANDAAG, sluitreden="opgelost"
        )
    Besluit.objects.filter(pk=besluit.pk).update(schrift_op=VANDAAG, schrift_door=b.mensen.opsteller)
    assert naar(b, "t6", b.voorstel).trede == "t6"


def test_an_oral_decision_keeps_when_and_how_and_is_written_once():
    b = maak_dossier("t5")
    besluit = mondeling(b)
    rij = Besluit.objects.filter(pk=besluit.pk)
    for velden in (
        {"mondeling_wijze": "anders"},
        {"mondeling_op": clock.nu() - dt.timedelta(hours=1)},
        {"schrift_op": dagen(-1), "schrift_door": b.mensen.opsteller},
        {"schrift_op": VANDAAG},
        {"verbruikt_op": None},
    ):
        with geweigerd():
            rij.update(**velden)
    rij.update(schrift_op=VANDAAG, schrift_door=b.mensen.opsteller)
    with geweigerd():
        rij.update(schrift_op=dagen(1))
    gewoon = maak_voorstel(b, "houd_aan", "teamleider", "uitgevoerd")
    genomen = maak_besluit(b, gewoon, "teamleider", verbruikt_op=VANDAAG)
    with geweigerd():
        Besluit.objects.filter(pk=genomen.pk).update(schrift_op=VANDAAG, schrift_door=b.mensen.opsteller)
    laag = maak_voorstel(b, "houd_aan", "teamleider", "uitgevoerd")
    with geweigerd("besluit_mondeling_volledig"):
        maak_besluit(b, laag, "teamleider", mondeling_op=clock.nu(), mondeling_wijze="telefonisch")


def test_handed_over_is_no_rung_and_has_its_day():
    b = maak_dossier("t4")
    with geweigerd("dossier_overdracht_met_datum"):
        Dossier.objects.filter(pk=b.dossier.pk).update(stand="overgedragen")
    with geweigerd("dossier_overdracht_met_datum"):
        Dossier.objects.filter(pk=b.dossier.pk).update(overgedragen_op=VANDAAG)
    with geweigerd("ladderstap_trede_bestaat"):
        naar(b, "overgedragen", None)
    assert Voorstel.objects.count() == 0
