"""The folder of the server's unix socket.

Whoever can enter it is the database's superuser (authentication on the socket is `trust`), so it is the
security boundary: 0700 and owned by the account of the server. Its path is short, because a socket's path
may not exceed about 100 characters; it is derived from the data folder, so that a crash leaves no litter.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from adapters.embedded_postgres.account import Account

PORT = 5432
"""Only part of the socket's name: no network port is opened."""


def make_socket_directory(data_dir: Path, account: Account) -> Path:
    uid = account.uid if account.uid is not None else os.geteuid()
    name = "convene-" + hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    for parent in _short_lived_places():
        directory = parent / name
        with contextlib.suppress(OSError):
            _make_private(directory, uid, account)
            if _is_private_to(directory, uid):
                return directory
    # Somebody else sits on our name: take one that nobody could have foreseen.
    directory = Path(tempfile.mkdtemp(prefix="convene-", dir="/tmp"))
    if account.is_another:
        os.chown(directory, uid, uid)
    return directory


def _short_lived_places() -> list[Path]:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.geteuid() == 0:
        return [Path("/run"), Path("/tmp")]
    return [Path(own), Path("/tmp")] if 0 < len(own) <= 60 and os.path.isabs(own) else [Path("/tmp")]


def _make_private(directory: Path, uid: int, account: Account) -> None:
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        return
    if account.is_another:
        os.chown(directory, uid, uid)


def _is_private_to(directory: Path, uid: int) -> bool:
    found = directory.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == 0o700


def remove_socket_directory(directory: Path) -> None:
    """Remove it with what a killed server left inside. Not finding it is fine."""
    with contextlib.suppress(OSError):
        for leftover in directory.iterdir():
            leftover.unlink()
        directory.rmdir()
