"""Our own PostgreSQL and Redis for a machine that has none configured (design D1).

With `DATABASE_URL` and `REDIS_URL` set nothing here starts anything. Without them web, worker, beat,
commands and tests share one server of each, on unix sockets, with data under `var/`. A server that was
killed is found dead by asking it, not by its pid file, and is started again.

    python -m toezicht.embedded start|status|stop|wis|heeft-redis

`wis` stops them and removes all of `var/`; `heeft-redis` says whether there is a Redis to start.
"""

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from toezicht import embedded_postgres, embedded_redis
from toezicht.embedded_ground import (
    LOCK_FILE,
    SERVERS,
    EmbeddedServerError,
    Server,
    exclusive,
    make_var_dir,
    redis_socket,
    socket_dir,
)
from toezicht.settings import env

COMMANDS_WITHOUT_SERVERS = frozenset(
    {"", "help", "version", "--help", "-h", "--version", "check", "collectstatic", "diffsettings"}
)

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
    place = _from_url(url) if url else embedded_postgres.place(var_dir)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def redis_url(var_dir: Path) -> str:
    """The address of Redis as redis-py reads it: `REDIS_URL`, else the embedded socket in `var_dir`."""
    return env.text("REDIS_URL", "") or f"unix://{quote(str(redis_socket(var_dir)))}?db=0"


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
    make_var_dir(var_dir, group=embedded_postgres.root_standin_group())
    with exclusive(var_dir):
        for server in servers:
            if server == "postgres":
                embedded_postgres.ensure(var_dir, durable=durable)
            else:
                embedded_redis.ensure(var_dir)


def stop(var_dir: Path, *, which: Iterable[Server] = SERVERS) -> None:
    """Stop the embedded servers of `var_dir` in good order; those that do not run are left alone."""
    if not var_dir.is_dir():
        return
    with exclusive(var_dir):
        for server in which:
            if server == "postgres":
                embedded_postgres.stop(var_dir)
            else:
                embedded_redis.stop(var_dir)


def remove(var_dir: Path) -> None:
    """Stop the embedded servers of `var_dir` and remove it with all that is in it.

    Raises `EmbeddedServerError` for a directory where no embedded server was ever started.
    """
    if not var_dir.exists():
        return
    if not (var_dir / LOCK_FILE).exists():
        msg = f"{var_dir} is geen gegevensmap van dit programma; er is niets weggegooid."
        raise EmbeddedServerError(msg)
    stop(var_dir)
    shutil.rmtree(socket_dir(var_dir, "redis").parent, ignore_errors=True)
    shutil.rmtree(var_dir, ignore_errors=True)


def running(var_dir: Path) -> list[Server]:
    """The embedded servers of `var_dir` that answer now."""
    return [server for server in SERVERS if _answers(var_dir, server)]


def needed_by_command(argv: Sequence[str]) -> bool:
    """Whether a `manage.py` call with these arguments touches the database or the broker."""
    command = argv[1] if len(argv) > 1 else ""
    return command not in COMMANDS_WITHOUT_SERVERS and not {"--help", "-h"} & set(argv[2:])


def _answers(var_dir: Path, server: Server) -> bool:
    return embedded_postgres.answers(var_dir) if server == "postgres" else embedded_redis.answers(var_dir)


def _status(var_dir: Path) -> int:
    up = running(var_dir)
    print(" ".join(up) or "geen")  # noqa: T201 - the command line
    return 0 if set(wanted()) <= set(up) else 1


def _start(var_dir: Path) -> int:
    ensure_running(var_dir)
    return _status(var_dir)


def _stop(var_dir: Path) -> int:
    stop(var_dir)
    return 0


def _remove(var_dir: Path) -> int:
    remove(var_dir)
    return 0


def _has_redis(var_dir: Path) -> int:
    print(embedded_redis.server_path())  # noqa: T201 - the command line
    return 0


ACTIONS = {"start": _start, "status": _status, "stop": _stop, "wis": _remove, "heeft-redis": _has_redis}


def main(argv: Sequence[str]) -> int:
    """Carry out one of `ACTIONS`; 1 when it failed or, for `status`, when a wanted server is not up."""
    action = ACTIONS.get(argv[0]) if len(argv) == 1 else None
    if action is None:
        print(__doc__, file=sys.stderr)  # noqa: T201 - the command line
        return 2
    try:
        return action(default_var_dir())
    except EmbeddedServerError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
