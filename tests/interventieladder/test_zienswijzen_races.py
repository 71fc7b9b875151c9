"""Two supervisors at one zienswijze: one wins, the other is told and keeps the text."""

import pytest

from interventieladder.models import Zienswijze, ZienswijzePunt
from interventieladder.services import zienswijzen
from tests.interventieladder.bouw import VANDAAG, dagen, maak_dossier, maak_termijn, ontvangen_zienswijze
from tests.interventieladder.races import een_wint, ontmoeting, tegelijk
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def b():
    with klok_op(VANDAAG):
        bouw = maak_dossier("t4")
        maak_termijn(bouw, "zienswijze", dagen(-1))
        return bouw


def test_two_answers_to_one_point(b, monkeypatch):
    with klok_op(VANDAAG):
        punt = ontvangen_zienswijze(b, "onbeantwoord").punten.get(nummer=1)
    ontmoeting(monkeypatch, zienswijzen, "_eis_voor_besluit")
    een_wint(
        tegelijk(
            *(
                lambda door=door: zienswijzen.beantwoord(
                    punt_id=punt.pk, oordeel="deels", reactie=f"Van {door.pk}.", versie=1, door=door
                )
                for door in (b.mensen.opsteller, b.mensen.jurist)
            )
        )
    )
    gedaan = ZienswijzePunt.objects.get(pk=punt.pk)
    assert gedaan.reactie == f"Van {gedaan.beantwoord_door_id}."
    assert gedaan.versie == 2


def test_two_say_that_nothing_came(b, monkeypatch):
    ontmoeting(monkeypatch, zienswijzen, "_log")
    een_wint(
        tegelijk(
            *(
                lambda door=door: zienswijzen.stel_geen_vast(dossier_id=b.dossier.pk, door=door)
                for door in (b.mensen.opsteller, b.mensen.lezer)
            )
        )
    )
    assert Zienswijze.objects.filter(dossier=b.dossier).count() == 1
