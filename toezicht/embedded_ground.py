"""What both embedded servers stand on: where sockets lie, one starter at a time, private directories."""

import contextlib
import fcntl
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

Server = Literal["postgres", "redis"]
SERVERS: tuple[Server, ...] = ("postgres", "redis")

SOCKET_PATH_LIMIT = 100  # bytes in a unix socket path: 104 on macOS, 108 on Linux
START_SECONDS = 60.0
LOCK_SECONDS = 180.0
LOCK_FILE = ".embedded.lock"


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be found, started or stopped; the text says what to do."""


def socket_dir(var_dir: Path, server: Server) -> Path:
    """Where the server's socket lies: in `var_dir`, or, when that path is too long for a socket, in a
    short directory that follows from `var_dir` alone, so that every process finds the same one."""
    place = var_dir.resolve() / "run" / server
    if len(os.fsencode(place / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
        return place
    key = hashlib.sha256(os.fsencode(var_dir.resolve())).hexdigest()[:12]
    # Not tempfile.gettempdir(): TMPDIR may differ between processes, and may be the long path itself.
    return Path("/tmp") / f"toezicht-{key}" / server  # noqa: S108 - made with mode 700 and its owner is checked


def redis_socket(var_dir: Path) -> Path:
    """The path of Redis' socket."""
    return socket_dir(var_dir, "redis") / "redis.sock"


@contextlib.contextmanager
def exclusive(var_dir: Path) -> Iterator[None]:
    """Hold the lock of `var_dir`: one process at a time starts or stops servers."""
    with (var_dir / LOCK_FILE).open("w") as file:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    msg = f"Een ander proces houdt {file.name} vast; stop dat eerst."
                    raise EmbeddedServerError(msg) from None
                time.sleep(0.1)
        yield


def make_var_dir(var_dir: Path, *, group: int | None) -> None:
    """`var_dir` for its owner alone; `group` may pass through it without reading (PostgreSQL's stand-in)."""
    var_dir.mkdir(parents=True, exist_ok=True)
    if group is None:
        var_dir.chmod(0o700)
        return
    os.chown(var_dir, -1, group)
    var_dir.chmod(0o710)


def make_private_dir(path: Path, account: tuple[int, int] | None = None) -> None:
    """`path` with mode 700 for `account` (uid, gid) or for this process; refuses one owned by a stranger."""
    uid, gid = account or (os.geteuid(), os.getegid())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    for directory, owners in ((path.parent, {os.geteuid()}), (path, {uid, os.geteuid()})):
        directory.mkdir(exist_ok=True, mode=0o700)
        found = directory.lstat()
        if found.st_uid not in owners or stat.S_ISLNK(found.st_mode):
            msg = f"{directory} is van een ander (uid {found.st_uid}); verwijder die map eerst."
            raise EmbeddedServerError(msg)
    path.parent.chmod(0o711 if os.geteuid() == 0 else 0o700)
    if account:
        os.chown(path, uid, gid)
    path.chmod(0o700)


def tail(log: Path, lines: int = 8) -> str:
    """The last lines of a log file, for an error message."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return "(geen logbestand)"


def wait_until(ready: Callable[[], bool], name: str, log: Path) -> None:
    """Wait until `ready()`; `EmbeddedServerError` with the log's last lines when that takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            msg = f"{name} antwoordt niet na {START_SECONDS:.0f} s. Laatste regels van {log}:\n{tail(log)}"
            raise EmbeddedServerError(msg)
        time.sleep(0.05)
