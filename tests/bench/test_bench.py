"""The benchmark runs at its smallest scale and prints a line for each measurement. No seconds are asserted."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from interventieladder.models import Dossier, Ladderstap, Termijn
from signalen.models import CijferSet, Kengetal, Signaal
from signalen.selectors.signalen import zoek
from toezicht.beeld.bench.meten import Meting
from toezicht.beeld.bench.proeven import PROEVEN, kies
from toezicht.beeld.bench.schaal import LANGE_KETEN, SCHALEN, VANDAAG, Budget, als_tijd
from toezicht.beeld.bench.vulling import vul
from toezicht.core import logboek
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import Overheid

pytestmark = pytest.mark.eenmaal


@pytest.mark.django_db(transaction=True)
def test_measures_everything_and_prints_each_line():
    uit, err = io.StringIO(), io.StringIO()
    call_command("bench", schaal="klein", rondes=2, json=True, stdout=uit, stderr=err)
    *regels, laatste = uit.getvalue().strip().splitlines()
    overzicht = json.loads(laatste)
    assert overzicht["mislukt"] == {}
    assert len(overzicht["metingen"]) == len(PROEVEN)
    for meting in overzicht["metingen"]:
        assert any(regel.startswith(meting["naam"]) for regel in regels)
    per_naam = {meting["naam"]: meting for meting in overzicht["metingen"]}
    assert per_naam["stap, 20 tegelijk"]["uitkomst"] == "1× 303, 19× 409"
    assert per_naam["dossierlijst, eerste"]["queries"] > 0
    assert "NIET GEMETEN" not in uit.getvalue()
    assert regels[0].startswith("kernen ")


@pytest.mark.django_db(transaction=True)
def test_filling_is_whole_and_its_chains_are_valid():
    schaal = SCHALEN["klein"]
    with klok_op(VANDAAG):
        vulling = vul(schaal, lambda _: None)
        controle = logboek.controleer()
        assert controle.in_orde, controle.eerste_fout
        assert zoek(vulling.mensen["noor"], "archiefverslag")
    assert Dossier.objects.count() == schaal.dossiers
    assert Signaal.objects.count() == schaal.signalen
    assert abs(controle.regels - schaal.logregels) < schaal.logregels / 10
    assert Overheid.objects.exclude(soort="provincie").count() == schaal.overheden
    lang = Logboekregel.objects.filter(onderwerp_soort="dossier", onderwerp_id=str(vulling.dossier_id))
    assert lang.count() == LANGE_KETEN
    lopend = Ladderstap.objects.filter(tot__isnull=True).values("dossier")
    assert Dossier.objects.open().count() == lopend.count()
    assert Dossier.objects.open().exclude(pk__in=lopend).count() == 0
    assert Termijn.objects.filter(status="loopt").exclude(dossier__in=lopend).count() == 0
    assert Kengetal.objects.values("cijferset").distinct().count() == CijferSet.objects.count()
    with pytest.raises(Weigering, match="lege database"):
        vul(schaal, lambda _: None)


def test_only_the_named_measurements():
    assert kies(["dossierlijst"]) == [naam for naam in PROEVEN if naam.startswith("dossierlijst")]
    with pytest.raises(Weigering, match="bestaat niet"):
        kies(["onzin"])


@pytest.mark.django_db
def test_unknown_measurement_is_refused_before_anything_is_filled():
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("bench", alleen=["onzin"])
    assert Dossier.objects.count() == 0


def test_verdict_of_a_measurement():
    budget = Budget(p50=0.010, p95=0.020, queries=4)
    snel = Meting("x", budget, [0.009] * 19 + [0.5], 4)
    assert (snel.p50, snel.p95, snel.binnen) == (0.009, 0.009, True)
    assert Meting("x", budget, [0.009] * 18 + [0.5] * 2, 4).binnen is False
    assert Meting("x", budget, [0.001], 5).binnen is False
    assert Meting("x", Budget(), [0.001], 5).binnen is None
    assert Meting("x", Budget(), goed=False).binnen is False
    assert "p95 ≤ 20,0 ms" in snel.als_regel()
    assert als_tijd(1.5) == "1,50 s"
