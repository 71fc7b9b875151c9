"""Two people at once, made deterministic: both meet after reading (style.md b10).

Without the row lock both threads reach the meeting point, each having read the old state. With it the second
still waits for the first, the meeting point gives up, and exactly one wins.
"""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db.models import QuerySet

from interventieladder.models import Besluit, Dossier, Ladderstap, Voorstel
from interventieladder.services import (
    besluiten,
    briefverzending,
    brieven,
    dossieropening,
    slot,
    stapzetting,
    voorstellen,
)
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    VANDAAG,
    klaar_voor,
    leg_dossierfeiten,
    maak_dossier,
    maak_gemeente,
    maak_mensen,
)
from tests.interventieladder.races import WACHT, een_wint, ontmoeting, tegelijk
from toezicht.core.clock import klok_op
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db(transaction=True)


def stap_race(monkeypatch):
    with klok_op(VANDAAG):
        b = klaar_voor("t3a", "start_bestuurlijk_overleg")
    ontmoeting(monkeypatch, stapzetting, "run_transition")
    return b, tegelijk(
        *(
            lambda door=door: stapzetting.zet_stap(
                dossier_id=b.dossier.pk, stap="start_bestuurlijk_overleg", door=door
            )
            for door in (b.mensen.opsteller, b.mensen.lezer)
        )
    )


def test_a_step_is_taken_once(monkeypatch):
    b, uitkomsten = stap_race(monkeypatch)
    een_wint(uitkomsten)
    assert b.vers().versie == 2
    assert Ladderstap.objects.filter(dossier=b.dossier).count() == 2
    assert Logboekregel.objects.filter(keten=f"dossier:{b.dossier.pk}").count() == 1


def test_without_the_lock_the_race_is_seen(monkeypatch):
    """What the test above is worth: with the row lock taken out, it fails."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self.all())
    _, uitkomsten = stap_race(monkeypatch)
    with pytest.raises(AssertionError):
        een_wint(uitkomsten)


def ter_besluit(stap="vraag_informatie", van="t1"):
    with klok_op(VANDAAG):
        b = leg_dossierfeiten(maak_dossier(van), stap)
        return b, dienst.ter_besluit(b, stap)


def test_a_proposal_is_decided_once(monkeypatch):
    b, voorstel = ter_besluit()
    ontmoeting(monkeypatch, besluiten, "run_transition")
    door = b.mensen.teamleider

    def beslis(goed):
        return besluiten.beslis(
            voorstel_id=voorstel.pk, goedkeuren=goed, door=door, zegel=voorstel.zegel, reden="Nog niet."
        )

    een_wint(tegelijk(lambda: beslis(True), lambda: beslis(False)))
    assert Besluit.objects.filter(voorstel=voorstel).count() == 1


def test_taking_it_back_and_approving_it_do_not_both_happen(monkeypatch):
    b, voorstel = ter_besluit()
    ontmoeting(monkeypatch, besluiten, "run_transition")

    def pas_aan():
        with suppress(threading.BrokenBarrierError):
            begonnen.wait(timeout=WACHT)
        voorstellen.haal_terug(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
        return voorstellen.wijzig(
            voorstel_id=voorstel.pk,
            tekst=dienst.tekst(b, voorstel.stap, termijn_weken=9),
            door=b.mensen.opsteller,
        )

    begonnen = threading.Barrier(2)

    def beslis():
        with suppress(threading.BrokenBarrierError):
            begonnen.wait(timeout=WACHT)
        return besluiten.beslis(
            voorstel_id=voorstel.pk, goedkeuren=True, door=b.mensen.teamleider, zegel=voorstel.zegel
        )

    een_wint(tegelijk(beslis, pas_aan))
    vers = Voorstel.objects.get(pk=voorstel.pk)
    besloten = Besluit.objects.filter(voorstel=voorstel).exists()
    assert (vers.status, vers.termijn_weken) == (("vastgesteld", 6) if besloten else ("concept", 9))


def test_a_duty_gets_one_open_dossier(monkeypatch):
    with klok_op(VANDAAG):
        mensen, gemeente = maak_mensen(), maak_gemeente()
    ontmoeting(monkeypatch, dossieropening, "insert_unique")
    nieuw = dossieropening.NieuwDossier(
        overheid_id=gemeente.pk,
        taak="archiefzorg",
        titel="Achterstand",
        omschrijving="1,8 kilometer.",
        datum_feit=VANDAAG - dt.timedelta(days=9),
    )
    een_wint(
        tegelijk(
            *(
                lambda door=door: dossieropening.open_dossier(nieuw=nieuw, door=door)
                for door in (mensen.opsteller, mensen.lezer)
            )
        )
    )
    assert Dossier.objects.filter(overheid=gemeente).count() == 1


def test_a_sending_is_registered_once(monkeypatch):
    with klok_op(VANDAAG):
        b, voorstel = ter_besluit()
        dienst.besluit(b, voorstel)
        dienst.zet(b, "vraag_informatie")
    brief = brieven.brieven_van(voorstel.pk)[0]
    ontmoeting(monkeypatch, slot, "eis_tekst")
    ontmoeting(monkeypatch, briefverzending, "_eis_zending")
    zending = dienst.zending(brief.geadresseerden[0], VANDAAG)
    een_wint(
        tegelijk(
            *(
                lambda door=door: briefverzending.verzend(brief_id=brief.pk, zendingen=[zending], door=door)
                for door in (b.mensen.opsteller, b.mensen.lezer)
            )
        )
    )
    assert brief.verzendingen.count() == 1
    assert b.dossier.termijnen.count() == 1
