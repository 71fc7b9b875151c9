"""The files around the program: shell scripts, compose, locks."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ["bin/setup", "bin/demo", "bin/test", "docker/postgres-rol.sh"]
SECRETS = ["SECRET_KEY", "DATABASE_PASSWORD", "POSTGRES_PASSWORD"]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_is_posix_shell(script):
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    for shell in ("sh", "dash"):
        if found := shutil.which(shell):
            done = subprocess.run([found, "-n", str(path)], capture_output=True, text=True)
            assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("script", [*SCRIPTS, ".ci/run"])
def test_script_passes_shellcheck_where_there_is_one(script):
    if found := shutil.which("shellcheck"):
        done = subprocess.run([found, str(ROOT / script)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", ["bin/setup", "bin/demo", "bin/test"])
def test_script_explains_itself_and_refuses_what_it_does_not_know(script):
    done = subprocess.run([str(ROOT / script), "--help"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0
    assert script in done.stdout
    assert "set -eu" not in done.stdout


def test_compose_has_the_five_services_with_a_health_check_each(compose):
    for name in ("web", "worker", "beat", "postgres", "redis"):
        assert compose["services"][name]["healthcheck"]["test"]


def test_compose_publishes_no_port_of_database_or_broker(compose):
    published = {name for name, service in compose["services"].items() if "ports" in service}
    assert published == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_compose_demands_its_secrets(compose):
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for name in SECRETS:
        uses = re.findall(r"\$\{" + name + r"[^}]*\}", text)
        assert uses
        assert all(use.startswith("${" + name + ":?") for use in uses)


def test_compose_works_both_queues(compose):
    command = compose["services"]["worker"]["command"]
    assert command[command.index("-Q") + 1] == "werk,pdf"


def test_compose_config_where_there_is_a_client(compose):
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True).returncode != 0:
        return
    variables = dict.fromkeys((*SECRETS, "ALLOWED_HOSTS", "SITE_URL"), "x")
    done = subprocess.run(
        [docker, "compose", "--project-directory", str(ROOT), "config", "--quiet"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_image_runs_the_set_up_script_and_is_not_root():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("RUN bin/setup --image") for line in lines)
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users
    assert users[-1] not in {"root", "0"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_front_end_lock_names_no_host():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text
