"""The embedded servers: shared, found again after a crash, stopped cleanly, absent when configured elsewhere."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from toezicht import embedded, embedded_postgres
from toezicht.embedded_ground import EmbeddedServerError, redis_socket, socket_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def eigen_map(monkeypatch):
    """A data directory of its own, as if no variable were set; removed with its servers."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    place = Path(tempfile.mkdtemp(prefix="toezicht-test-ingebed-"))
    place.chmod(0o711)
    yield place
    if (place / embedded.LOCK_FILE).exists():
        embedded.remove(place)
    shutil.rmtree(place, ignore_errors=True)


def _call(place, action):
    return subprocess.run(
        [sys.executable, "-m", "toezicht.embedded", action],
        cwd=ROOT,
        env={**os.environ, "TOEZICHT_VAR": str(place)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def _pids(place):
    postgres = int((place / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    return postgres, int((place / "redis" / "redis.pid").read_text())


def _ask(place):
    settings = embedded.database_settings(place)
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"]
    ) as connection:
        query = "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        return connection.execute(query).fetchone()


def test_killed_servers_are_found_dead_and_started_again(eigen_map):
    embedded.ensure_running(eigen_map, durable=False)
    assert _ask(eigen_map) == ("toezicht", False, True)
    before = _pids(eigen_map)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert embedded.running(eigen_map) == []

    embedded.ensure_running(eigen_map, durable=False)

    assert embedded.running(eigen_map) == ["postgres", "redis"]
    assert not set(_pids(eigen_map)) & set(before)
    assert _ask(eigen_map) == ("toezicht", False, True)
    with Redis.from_url(embedded.redis_url(eigen_map)) as client:
        assert client.ping()


def test_started_once_by_many_stopped_cleanly_and_started_by_the_next(eigen_map):
    with ThreadPoolExecutor(3) as pool:
        starts = list(pool.map(lambda _: _call(eigen_map, "start"), range(3)))
    assert [start.returncode for start in starts] == [0, 0, 0], [start.stderr for start in starts]
    assert (eigen_map / "postgres.log").read_text().count("is ready to accept connections") == 1
    pids = _pids(eigen_map)

    assert _call(eigen_map, "stop").returncode == 0
    assert _call(eigen_map, "status").returncode == 1
    assert not (eigen_map / "postgres" / "postmaster.pid").exists()
    assert not redis_socket(eigen_map).exists()
    for pid in pids:
        assert not _alive(pid)
    assert "database system is shut down" in (eigen_map / "postgres.log").read_text()

    assert _call(eigen_map, "start").returncode == 0
    assert (eigen_map / "postgres.log").read_text().count("not properly shut down") == 0
    assert _call(eigen_map, "wis").returncode == 0
    assert not eigen_map.exists()


def _alive(pid):
    """Whether the process runs; one that has ended but was not yet reaped does not count."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return done.stdout.strip()[:1] not in {"", "Z"}


def test_data_is_for_its_owner_alone(eigen_map):
    embedded.ensure_running(eigen_map, durable=False)
    others_may_read = 0o044
    assert not eigen_map.stat().st_mode & others_may_read
    for path in (eigen_map / "postgres", eigen_map / "redis", *(eigen_map / "run").iterdir()):
        assert path.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("database", "redis", "started"),
    [
        ("postgresql://iemand@elders.example/toezicht", "redis://elders.example:6379/0", []),
        ("postgresql://iemand@elders.example/toezicht", "", ["redis"]),
    ],
)
def test_what_is_configured_elsewhere_is_not_started(eigen_map, monkeypatch, database, redis, started):
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("REDIS_URL", redis)
    embedded.ensure_running(eigen_map)
    assert embedded.running(eigen_map) == started
    assert (eigen_map / "postgres").exists() is False
    assert any(eigen_map.iterdir()) is bool(started)


def test_settings_read_the_url(monkeypatch, tmp_path):
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://toezicht:geh%40im@db.example:5433/toezicht?sslmode=require&host=/run/pg"
    )
    found = embedded.database_settings(tmp_path)
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "toezicht",
        "USER": "toezicht",
        "PASSWORD": "geh@im",
        "HOST": "/run/pg",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
    monkeypatch.setenv("DATABASE_URL", "mysql://db.example/toezicht")
    with pytest.raises(ValueError, match="PostgreSQL"):
        embedded.database_settings(tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_broker_on_a_socket_has_its_own_scheme():
    assert (
        embedded.broker_url("unix:///a%20b/redis.sock?db=2")
        == "redis+socket:///a%20b/redis.sock?virtual_host=2"
    )
    assert embedded.broker_url("redis://host:6379/0") == "redis://host:6379/0"


def test_a_path_too_long_for_a_socket_gets_a_short_place(tmp_path):
    long = tmp_path / ("zeer-lange-mapnaam-" * 8)
    for server in embedded.SERVERS:
        place = socket_dir(long, server)
        assert len(os.fsencode(place)) < 60
        assert place == socket_dir(long, server)
        assert place != socket_dir(long / "anders", server)


def test_servers_run_from_a_path_too_long_for_a_socket(eigen_map):
    long = eigen_map / ("lange-mapnaam-" * 8)
    try:
        embedded.ensure_running(long, durable=False)
        assert _ask(long) == ("toezicht", False, True)
    finally:
        embedded.remove(long)
    assert not socket_dir(long, "postgres").parent.exists()


def test_data_of_another_version_is_left_alone_with_a_clear_line(eigen_map):
    (eigen_map / "postgres").mkdir()
    (eigen_map / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 12"):
        embedded.ensure_running(eigen_map, which=["postgres"])
    assert sorted(path.name for path in (eigen_map / "postgres").iterdir()) == ["PG_VERSION"]


def test_only_a_data_directory_of_ours_is_wiped(tmp_path):
    (tmp_path / "foto.jpg").touch()
    with pytest.raises(EmbeddedServerError, match="niets weggegooid"):
        embedded.remove(tmp_path)
    assert (tmp_path / "foto.jpg").exists()


def test_the_application_role_owns_its_database_but_is_no_superuser(eigen_map):
    embedded.ensure_running(eigen_map, which=["postgres"], durable=False)
    assert embedded_postgres.SUPERUSER != embedded_postgres.APP_ROLE
    assert _ask(eigen_map) == ("toezicht", False, True)


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["manage.py"], False),
        (["manage.py", "help"], False),
        (["manage.py", "migrate", "--help"], False),
        (["manage.py", "migrate"], True),
        (["manage.py", "gezondheid", "--json"], True),
    ],
)
def test_commands_that_need_no_server_start_none(words, needed):
    assert embedded.needed_by_command(words) is needed
