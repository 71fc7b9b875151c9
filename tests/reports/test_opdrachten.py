"""The commands: one JSON value as the last line, Dutch refusals with exit code 2, exit code 1 for a difference."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.models import Rapport
from tests.reports.wereld import feit, trede


def draai(capsys, *args):
    call_command("rapport_draaien", *args, "--json")
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])


@pytest.fixture
def gemaakt(wereld, capsys):
    return draai(capsys, "toezichtbeeld", "--overheid", "GM9901", "--peildatum", "2026-09-30")


def test_the_answer_names_file_and_sums(gemaakt):
    assert set(gemaakt) == {"rapport", "soort", "versie", "bestand", "sha256", "snapshot_sha256", "paginas"}
    assert isinstance(gemaakt["rapport"], str)
    inhoud = Path(gemaakt["bestand"]).read_bytes()
    assert inhoud.startswith(b"%PDF-")
    assert hashlib.sha256(inhoud).hexdigest() == gemaakt["sha256"]
    rapport = Rapport.objects.get(pk=gemaakt["rapport"])
    assert (rapport.versie, rapport.paginas, rapport.snapshot_sha256) == (
        gemaakt["versie"],
        gemaakt["paginas"],
        gemaakt["snapshot_sha256"],
    )


def test_later_facts_leave_the_bytes_and_back_dated_ones_need_a_later_kennisdatum(gemaakt, capsys):
    vraag = ("toezichtbeeld", "--overheid", "gm9901", "--peildatum", "2026-09-30")
    trede(1, "2026-10-05", "t4")
    assert draai(capsys, *vraag) == gemaakt
    feit("dossier", 1, "2026-09-29", {"stand": "t4", "trede": "t4"}, op="2026-10-10")
    anders = draai(capsys, *vraag)
    assert anders["versie"] == 2
    assert anders["snapshot_sha256"] != gemaakt["snapshot_sha256"]
    assert draai(capsys, *vraag, "--kennisdatum", "2026-10-09") == gemaakt


def test_the_dashboard_needs_no_organisation(wereld, capsys):
    assert draai(capsys, "kwartaaldashboard", "--peildatum", "2026-09-30")["soort"] == "kwartaaldashboard"


def test_without_json_it_is_for_people(wereld, capsys):
    call_command("rapport_draaien", "kwartaaldashboard", "--peildatum", "2026-09-30")
    assert "Kwartaaldashboard · derde kwartaal 2026 (versie 1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        ([], "bestaat niet"),
        (["jaarverslag", "--peildatum", "2026-09-30"], "jaarverslag"),
        (["toezichtbeeld", "--peildatum", "2026-09-30"], "één overheid"),
        (["toezichtbeeld", "--overheid", "GM0000", "--peildatum", "2026-09-30"], "GM0000"),
        (["toezichtbeeld", "--overheid", "GM9901"], "--peildatum"),
        (["toezichtbeeld", "--overheid", "GM9901", "--peildatum", "30-09-2026"], "--peildatum"),
        (["toezichtbeeld", "--overheid", "GM9901", "--peildatum", "2026-02-30"], "--peildatum"),
        (["toezichtbeeld", "--overheid", "GM9901", "--peildatum", "2026-10-11"], "toekomst"),
        (["kwartaaldashboard", "--peildatum", "2026-09-30", "--kennisdatum", "morgen"], "--kennisdatum"),
        (["kwartaaldashboard", "--peildatum", "2026-09-30", "--kennisdatum", "2027-01-01"], "toekomst"),
        (["kwartaaldashboard", "--overheid", "GM9901", "--peildatum", "2026-09-30"], "hele provincie"),
        (["kwartaaldashboard", "--peildatum", "2026-09-30", "--onzin"], "klopt niet"),
    ],
)
def test_bad_input_is_refused_in_dutch_with_exit_code_two(wereld, woorden, melding):
    if not woorden or woorden == ["toezichtbeeld", "--overheid", "GM9901"]:
        melding = "--peildatum"
    with pytest.raises(CommandError, match=melding) as fout:
        call_command("rapport_draaien", *woorden)
    assert fout.value.returncode == 2
    assert not Rapport.objects.exists()


def test_control_is_silent_about_nothing(gemaakt, capsys):
    call_command("rapport_controle", gemaakt["rapport"])
    assert "klopt: elke byte is gelijk" in capsys.readouterr().out
    call_command("rapport_controle", gemaakt["rapport"], "--json")
    uitkomst = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert uitkomst["goed"] is True
    assert uitkomst["rapport"] == gemaakt["rapport"]
    assert uitkomst["sha256_opnieuw"] == gemaakt["sha256"]


def test_control_exits_with_one_when_the_file_differs(gemaakt, capsys):
    Path(gemaakt["bestand"]).write_bytes(b"%PDF-1.7 iets anders")
    with pytest.raises(CommandError, match="gewijzigd") as fout:
        call_command("rapport_controle", gemaakt["rapport"], "--json")
    assert fout.value.returncode == 1
    assert json.loads(capsys.readouterr().out.strip().splitlines()[-1])["goed"] is False


@pytest.mark.parametrize("nummer", ["", "999999", "abc", "-1", "²", "9" * 30])
def test_control_of_what_is_no_report(wereld, nummer):
    with pytest.raises(CommandError) as fout:
        call_command("rapport_controle", *([nummer] if not nummer.startswith("-") else ["--", nummer]))
    assert fout.value.returncode == 2
