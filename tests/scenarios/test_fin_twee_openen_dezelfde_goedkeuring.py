"""Two people open the same approval at the same moment: one dossier, and the other is told which one it is."""

import pytest

from interventieladder.models import Dossier, Goedkeuring
from interventieladder.services.ladders import goedkeuring_openen
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import bied_aan
from tests.interventieladder.ladders.kit import dag
from tests.interventieladder.races import een_wint, ontmoeting
from tests.interventieladder.races import tegelijk as tegelijk_op
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_dossier_comes_of_it(monkeypatch):
    with klok_op(dag("2026-10-05")):
        gemeente, een, twee = maak_gemeente(naam="Rietveld"), maak_mensen(), maak_mensen()
    ontmoeting(monkeypatch, goedkeuring_openen, "open_op_ladder")
    velden = {"jaar": 2026, "verzonden": "2026-10-01"}
    uitkomsten = tegelijk_op(
        lambda: bied_aan(gemeente, een, **velden), lambda: bied_aan(gemeente, twee, **velden)
    )
    een_wint(uitkomsten)
    dossier = Dossier.objects.get()
    assert Goedkeuring.objects.get().dossier_id == dossier.pk
    verloren = next(u for u in uitkomsten if isinstance(u, Exception))
    assert dossier.nummer in str(verloren)
