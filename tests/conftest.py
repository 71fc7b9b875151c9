"""The ground under every test: real servers in a throw-away place, and a flush the logboek does not stop.

`toezicht.settings.test` names the place (`TOEZICHT_VAR`); here it is made, filled and removed. Every fixture
that several areas need lives here; factories are in `tests.factories`.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import hypothesis.configuration
import psycopg
import pytest
import redis
from django.conf import settings
from psycopg import sql

from toezicht import embedded, embedded_postgres
from toezicht.embedded_ground import LOCK_FILE

REPO_VAR = Path(__file__).resolve().parents[1] / "var"
QUEUE_KEYS = ("werk", "pdf", "unacked", "unacked_index", "unacked_mutex")
BASELINE = "beginstand"  # schema with the rows that the migrations made

hypothesis.configuration.set_hypothesis_home_dir(settings.VAR_DIR / "hypothesis")
# The same examples on every machine; `settings.default.max_examples` is the measure for random walks.
COMMON = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "print_blob": True,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
}
hypothesis.settings.register_profile("gewoon", max_examples=100, **COMMON)
hypothesis.settings.register_profile("lang", max_examples=1000, **COMMON)


def pytest_addoption(parser):
    group = parser.getgroup("toezicht")
    group.addoption("--lang", action="store_true", help="random walks ten times as long")
    group.addoption("--beelden", metavar="MAP", help="keep a picture of every page in this folder")
    group.addoption("--omgekeerd", action="store_true", help="run the tests in reversed order")


def pytest_configure(config):
    hypothesis.settings.load_profile("lang" if config.getoption("--lang") else "gewoon")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("--omgekeerd"):
        items.reverse()


# -- the throw-away place ---------------------------------------------------------------------------


def _remove_if_abandoned(place):
    """Stop the servers of `place` and remove it, unless a living test run holds its lock."""
    try:
        lock = (place / ".bezet").open("w")
    except OSError:
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        (place / LOCK_FILE).touch()
        embedded.remove(place)


def _repo_var_files():
    """What lies in the checkout's own `var/`, the servers' files aside; None while servers run there."""
    if embedded.running(REPO_VAR):
        return None
    ours = ("postgres", "redis", "run", ".embedded.lock")
    return {path for path in REPO_VAR.rglob("*") if not path.relative_to(REPO_VAR).parts[0].startswith(ours)}


def pytest_sessionstart(session):
    session.config.stash[VAR_BEFORE] = _repo_var_files()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    before, after = session.config.stash.get(VAR_BEFORE, None), _repo_var_files()
    if before is None or after is None or after <= before:
        return
    session.config.stash[VAR_LEFT] = sorted(after - before)
    session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if left := config.stash.get(VAR_LEFT, None):
        terminalreporter.section("left behind in var/", red=True)
        for path in left[:20]:
            terminalreporter.write_line(str(path))


VAR_BEFORE = pytest.StashKey[set[Path] | None]()
VAR_LEFT = pytest.StashKey[list[Path]]()


@pytest.fixture(scope="session", autouse=True)
def servers():
    """PostgreSQL and Redis for this run, in a place of its own; the places of crashed runs are cleaned up."""
    temporary = Path(tempfile.gettempdir())
    with ExitStack() as stack:
        # One run at a time: a place that another has just made is not held yet, and looks abandoned.
        with (temporary / "toezicht-tests.beurt").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            for place in temporary.glob("toezicht-test-*"):
                if place != settings.VAR_DIR:
                    _remove_if_abandoned(place)
            shutil.rmtree(settings.VAR_DIR / "postgres", ignore_errors=True)
            settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
            settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns when it is not there
            lock = stack.enter_context((settings.VAR_DIR / ".bezet").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            embedded.ensure_running(settings.VAR_DIR, durable=False)
            yield
        finally:
            embedded.remove(settings.VAR_DIR)


# -- the database -----------------------------------------------------------------------------------

# Migrating takes most of a minute, so the migrated schema is kept between runs, under a name that follows from
# everything the migrations are made of. A name that is not there yet means: migrate, then keep.


def _kept_schema():
    """Where the migrated schema of this code lies, or would lie."""
    root, made_of = Path(__file__).resolve().parents[1], hashlib.sha256()
    packages = [root / name for name in ("toezicht", "signalen", "interventieladder", "reports")]
    files = {path for package in packages for path in package.rglob("migrations/*.py")}
    for name in ("beleid", "beleidsdata"):
        alle = (root / "interventieladder" / name).rglob("*")
        files |= {path for path in alle if path.suffix in {".py", ".toml"}}
    files |= {root / "interventieladder" / "treden.py", root / "requirements.lock"}
    for path in sorted(files):
        made_of.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return Path(tempfile.gettempdir()) / f"toezicht-schema-{made_of.hexdigest()[:24]}.sql"


def _postgres_tool(name, *arguments):
    place = embedded_postgres.place(settings.VAR_DIR)
    command = [
        str(embedded_postgres.tool(name)),
        "-h",
        place["HOST"],
        "-p",
        place["PORT"],
        "-U",
        place["USER"],
    ]
    subprocess.run([*command, *arguments], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def django_db_keepdb(servers):
    """Begin from the kept schema when there is one; Django migrates what is missing. The place goes anyway."""
    from django.db import connection

    if os.environ.get("DATABASE_URL"):
        return False
    name, kept = connection.creation._get_test_db_name(), _kept_schema()
    if kept.exists():
        _postgres_tool("createdb", name)
        _postgres_tool("psql", "-q", "-v", "ON_ERROR_STOP=1", "-1", "-d", name, "-f", str(kept))
    return True


def _keep_schema():
    """Keep what was just migrated; older ones of this checkout go, so that they do not pile up."""
    kept = _kept_schema()
    if os.environ.get("DATABASE_URL") or kept.exists():
        return
    for old in sorted(kept.parent.glob("toezicht-schema-*.sql"), key=lambda path: path.stat().st_mtime)[:-8]:
        old.unlink(missing_ok=True)
    making = kept.with_suffix(f".{os.getpid()}")
    _postgres_tool("pg_dump", "-d", _test_database_name(), "-f", str(making))
    making.rename(kept)


def _superuser_connection(dbname):
    """A psycopg connection of a superuser to `dbname`, in autocommit; a lock is waited for ten seconds."""
    if os.environ.get("DATABASE_URL"):
        url = os.environ.get("TEST_SUPERUSER_URL", os.environ["DATABASE_URL"])
        connection = psycopg.connect(url, dbname=dbname, autocommit=True)
    else:
        place = embedded_postgres.place(settings.VAR_DIR)
        connection = psycopg.connect(
            host=place["HOST"],
            port=place["PORT"],
            user=embedded_postgres.SUPERUSER,
            dbname=dbname,
            autocommit=True,
        )
    connection.execute("SET lock_timeout = '10s'")
    return connection


def _test_database_name():
    from django.db import connection

    return connection.settings_dict["NAME"]


def _columns(connection, table):
    """The columns of `table` that can be written."""
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' "
        "ORDER BY ordinal_position",
        [table],
    )
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in rows)


def _keep_baseline(connection, tables):
    """Copy what the migrations made aside, so that a flush can bring it back with the same ids."""
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(BASELINE)))
    restore = []
    for table in tables:
        source, copy = sql.Identifier("public", table), sql.Identifier(BASELINE, table)
        if not connection.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(source)).fetchone()[0]:
            continue
        columns = _columns(connection, table)
        connection.execute(sql.SQL("CREATE TABLE {} AS SELECT {} FROM {}").format(copy, columns, source))
        restore.append(
            sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}").format(
                source, columns, columns, copy
            )
        )
    return restore


@pytest.fixture(scope="session")
def django_db_setup(servers, django_db_setup, django_db_blocker):
    """The test database, with a flush for transactional tests that the logboek's triggers do not stop.

    The triggers stay in place for every other statement: only this flush runs as superuser with triggers
    off. It deletes rather than truncates (quicker on small tables) and puts back what the migrations made.
    """
    from django.db import connection

    from interventieladder.models.beleidskader import beleid_of_niets

    with django_db_blocker.unblock():
        name = _test_database_name()
        _keep_schema()
        tables = [
            table
            for table in connection.introspection.django_table_names(only_existing=True, include_views=False)
            if table != "django_migrations"
        ]
        for versie in VAST_BELEID:
            beleid_of_niets(versie)  # read once, so that no test counts that query
    client = redis.Redis.from_url(settings.REDIS_URL)
    with _superuser_connection(name) as superuser:
        statements = [sql.SQL("DELETE FROM {}").format(sql.Identifier("public", table)) for table in tables]
        statements += _keep_baseline(superuser, tables)

        def flush(sql_list):
            if sql_list:
                with superuser.transaction():
                    superuser.execute("SET LOCAL session_replication_role = replica")
                    superuser.execute(sql.SQL("; ").join(statements))
            client.delete(*QUEUE_KEYS)

        connection.ops.execute_sql_flush = flush
        try:
            yield
        finally:
            del connection.ops.execute_sql_flush
            client.close()
    superuser.close()


VAST_BELEID = ("2026-1",)  # what the migrations loaded


@pytest.fixture(autouse=True)
def beleid_per_test():
    """What a test adopted is undone with it, so the program must not remember it; what migrations made stays."""
    yield
    beleidskader = sys.modules.get("interventieladder.models.beleidskader")
    if beleidskader:
        beleidskader.vergeet(behalve=VAST_BELEID)


@pytest.fixture
def superuser_cursor(django_db_setup):
    """A superuser's cursor on the test database, autocommit: for what even the owner of the tables may not.

    Not part of the test's transaction: it sees committed rows only, and nothing undoes what it does except
    the flush of a transactional test. Run `SET session_replication_role = replica` to pass the triggers.
    """
    with _superuser_connection(_test_database_name()) as connection, connection.cursor() as cursor:
        yield cursor
