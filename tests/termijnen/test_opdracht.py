"""`manage.py termijn`: what it prints, and how it refuses."""

import datetime as dt
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import UserFactory
from toezicht.core.clock import nu
from toezicht.core.models import Kalenderwijziging

pytestmark = pytest.mark.django_db
WORTEL = Path(__file__).resolve().parents[2]


def draai(*argumenten):
    uit = StringIO()
    call_command("termijn", *argumenten, stdout=uit)
    return uit.getvalue()


def test_json_is_de_laatste_regel():
    uit = draai("--start", "2026-04-02", "--weken", "6", "--basis", "brief", "--overeenkomstig", "--json")
    gegevens = json.loads(uit.splitlines()[-1])
    assert set(gegevens) == {"ruw_einde", "effectief_einde", "stappen"}
    assert (gegevens["ruw_einde"], gegevens["effectief_einde"]) == ("2026-05-14", "2026-05-18")
    assert gegevens["stappen"][0] == "Begin op donderdag 2 april 2026"


@pytest.mark.parametrize(
    ("lengte", "basis", "effectief"),
    [
        (("--dagen", "10"), "wet", "2026-12-28"),
        (("--dagen=10",), "amvb", "2026-12-28"),
        (("--dagen", "+10"), "verordening", "2026-12-28"),  # the policy in force applies the law to it
        (("--dagen", "+10", "--niet-overeenkomstig"), "verordening", "2026-12-27"),
        (("--weken", "13"), "wet", "2027-03-18"),
        (("--maanden", "2"), "besluit_gs", "2027-02-17"),
    ],
)
def test_eenheden_en_bases(lengte, basis, effectief):
    uit = draai("--start", "2026-12-17", *lengte, "--basis", basis, "--json")
    assert json.loads(uit)["effectief_einde"] == effectief


def test_zonder_json_staan_de_stappen_genummerd():
    uit = draai("--start", "2026-05-22", "--weken", "26", "--basis", "brief")
    assert uit.splitlines() == [
        "1. Begin op vrijdag 22 mei 2026",
        "2. De termijn begint de dag erna",
        "3. 26 weken → vrijdag 20 november 2026",
        "4. Geen zaterdag, zondag of feestdag: blijft staan",
        "Einde: vrijdag 20 november 2026",
    ]


def test_de_tabel_met_vrije_dagen_die_nu_geldt():
    vraag = ("--start", "2026-11-09", "--weken", "6", "--basis", "wet", "--json")
    assert json.loads(draai(*vraag))["effectief_einde"] == "2026-12-21"
    een, ander = UserFactory(), UserFactory()
    Kalenderwijziging.objects.create(
        soort="toevoegen",
        datum=dt.date(2026, 12, 21),
        naam="dag van nationale rouw",
        bron="KB van 1 december 2026",
        reden="Besluit van de regering.",
        status="bevestigd",
        voorgesteld_door=een,
        voorgesteld_op=nu(),
        afgedaan_door=ander,
        afgedaan_op=nu(),
    )
    assert json.loads(draai(*vraag))["effectief_einde"] == "2026-12-22"


FOUTEN = [
    ("--dagen 5 --basis wet", "--start"),
    ("--start --dagen 5 --basis wet", "--start"),
    ("--start 2026-02-30 --dagen 5 --basis wet", "--start"),
    ("--start 22-05-2026 --dagen 5 --basis wet", "--start"),
    ("--start 20260522 --dagen 5 --basis wet", "--start"),
    ("--start 2026-W20-1 --dagen 5 --basis wet", "--start"),
    ("--start 0000-01-01 --dagen 5 --basis wet", "--start"),
    ("--start ٢٠٢٦-٠١-٠١ --dagen 5 --basis wet", "--start"),
    ("--start 2013-12-31 --dagen 5 --basis wet", "2014"),
    ("--start 2026-05-22 --basis wet", "precies één"),
    ("--start 2026-05-22 --dagen 5 --weken 1 --basis wet", "precies één"),
    ("--start 2026-05-22 --dagen 0 --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --dagen -5 --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --weken 1.5 --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --weken twee --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --weken --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --weken ٣ --basis wet", "1 of hoger"),
    ("--start 2026-05-22 --dagen 99999999 --basis wet", "9999"),
    ("--start 2026-05-22 --maanden 999999999 --basis brief", "9999"),
    (f"--start 2026-05-22 --dagen {'9' * 5000} --basis wet", "negen cijfers"),
    ("--start 9999-12-31 --dagen 1 --basis wet", "9999"),
    ("--start 2026-05-22 --dagen 5", "--basis"),
    ("--start 2026-05-22 --dagen 5 --basis", "--basis"),
    ("--start 2026-05-22 --dagen 5 --basis Wet", "--basis"),
    ("--start 2026-05-22 --dagen 5 --basis beleid", "--basis"),
    ("--start 2026-05-22 --dagen 5 --basis wet --uren 3", "Gebruik"),
    ("--start 2026-05-22 --dagen 5 --basis wet los", "Gebruik"),
    ("--start 2026-05-22 --dagen 5 --basis brief --overeenkomstig --niet-overeenkomstig", "niet allebei"),
    ("--start 2026-05-22 --dagen 5 --basis wet --json=ja", "Gebruik"),
]


@pytest.mark.parametrize(("regel", "woord"), FOUTEN)
def test_weigert_in_het_nederlands(regel, woord):
    with pytest.raises(CommandError, match=woord) as fout:
        draai(*regel.split())
    assert fout.value.returncode == 2


@pytest.mark.parametrize("regel", ["--start gisteren --dagen 5 --basis wet", "--onzin"])
def test_op_de_opdrachtregel_geen_traceback_en_code_2(regel):
    gedaan = subprocess.run(
        [sys.executable, "manage.py", "termijn", *regel.split()],
        cwd=WORTEL,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "toezicht.settings.test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert gedaan.returncode == 2
    assert gedaan.stdout == ""
    assert "Traceback" not in gedaan.stderr
    assert "Geef bij --start" in gedaan.stderr or "Deze opdracht klopt niet" in gedaan.stderr
