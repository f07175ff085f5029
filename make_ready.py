"""What `make.py` needs before it can do anything: the Python environment, the web app, programs for tests.

Standard library only. Everything is installed from locks, and only when something changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Union

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
IN_CI = os.environ.get("CI") == "true"

Command = Sequence[Union[str, Path]]  # noqa: UP007 - an older Python must get as far as being refused


class Failed(Exception):
    """Something did not work; the message is for whoever typed the command."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """What is missing: a remark on somebody's machine, a failure where the project is judged."""
    if IN_CI:
        raise Failed(text)
    line = "!" * 78
    say(f"{line}\n!! {text}\n{line}")


def run(command: Command, cwd: Path = ROOT, **environment: str) -> None:
    """Run it in the open, with `environment` added to ours; raises Failed when it fails."""
    ended = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, check=False)
    if ended.returncode != 0:
        raise Failed(f"`{' '.join(map(str, command))}` failed ({ended.returncode})")


def run_quietly(command: Command, cwd: Path = ROOT, **environment: str) -> None:
    """Run it and show what it said only when it fails."""
    ended = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode != 0:
        raise Failed(f"{ended.stdout[-6000:]}\n`{' '.join(map(str, command))}` failed ({ended.returncode})")


def digest_of(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


# --- the Python environment ---------------------------------------------------------------------------------


def environment_is_current(kind: str) -> bool:
    return read_stamp().get(kind) == environment_digest(kind) and (BIN / "convene").exists()


def environment_digest(kind: str) -> str:
    # The folder is part of it: a moved environment points to where it was.
    return digest_of(LOCKS[kind].read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT), sys.version)


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads((VENV / "convene-stamp.json").read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def set_up_python(kind: str) -> None:
    if environment_is_current(kind):
        return
    began = time.monotonic()
    say(f"python: installing from {LOCKS[kind].name} …")
    uv = shutil.which("uv")
    if VENV.exists() and not environment_works():
        shutil.rmtree(VENV)
    if not VENV.exists():
        make_environment(uv)
    install: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    if uv:
        install = [uv, "pip", "install", "--python", PYTHON]
    run_quietly([*install, "--quiet", "--require-hashes", "-r", LOCKS[kind]])
    # The build tool stands in the lock, so nothing that is not pinned is fetched for our own package.
    run_quietly([*install, "--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT])
    # Compiles what a start needs, once, and not the far greater rest; else each process would do it.
    run_quietly([PYTHON, "-c", "import entrypoints.http.app, entrypoints.cli.migrate, alembic.command"])
    stamp = read_stamp() | {kind: environment_digest(kind)}
    if kind == "dev":  # it holds all that is needed to run, in the same versions
        stamp["run"] = environment_digest("run")
    (VENV / "convene-stamp.json").write_text(json.dumps(stamp))
    say(f"python: ready after {time.monotonic() - began:.0f} s")


def environment_works() -> bool:
    """Whether it is there, was made here, and by the Python that runs this script."""
    probe = "import sys; print(sys.prefix, sys.version)"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    shebang = BIN / "convene"
    moved = shebang.exists() and str(BIN) not in shebang.read_text(errors="replace")[:300]
    return answer.stdout.strip() == f"{VENV} {sys.version}" and not moved


def make_environment(uv: str | None) -> None:
    if uv:
        run_quietly([uv, "venv", "--quiet", "--python", sys.executable, VENV])
        return
    try:
        run_quietly([sys.executable, "-m", "venv", VENV])
    except Failed as failure:
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not may_install_packages():
            raise Failed(f"{failure}\nPython cannot make an environment: install {package}.") from failure
        install_packages([package])
        run_quietly([sys.executable, "-m", "venv", VENV])


# --- the web app --------------------------------------------------------------------------------------------


def web_sources() -> list[Path]:
    apart = {"node_modules", ".next", "out", "next-env.d.ts", "coverage"}
    found = []
    for folder, folders, names in os.walk(FRONTEND):
        folders[:] = sorted(name for name in folders if name not in apart)
        found += [
            Path(folder, name) for name in names if name not in apart and not name.endswith(".tsbuildinfo")
        ]
    return sorted(found)


def set_up_web(*, build: bool) -> None:
    """Install the web app's packages, and build it; both only when something changed."""
    if not (FRONTEND / "package.json").exists():
        warn("There is no frontend folder: serving the API only.")
        return
    npm = shutil.which("npm")
    if npm is None:
        warn(
            "npm is missing, so the web app cannot be built: serving the API only. Install Node 20 or newer."
        )
        return
    packages = digest_of((FRONTEND / "package-lock.json").read_bytes(), str(ROOT))
    if read_text(MODULES / ".convene-packages") != packages:
        began = time.monotonic()
        say("web: installing packages …")
        run_quietly([npm, "ci", "--no-audit", "--no-fund"], FRONTEND)
        (MODULES / ".convene-packages").write_text(packages)
        say(f"web: packages ready after {time.monotonic() - began:.0f} s")
    if build:
        build_web(npm, packages)


def build_web(npm: str, packages: str) -> None:
    sources = digest_of(
        packages, *(part for path in web_sources() for part in (str(path), path.read_bytes()))
    )
    built = MODULES / ".convene-built"
    if read_text(built) == sources and (FRONTEND / "out" / "index.html").exists():
        return
    began = time.monotonic()
    say("web: building …")
    run_quietly([npm, "run", "build"], FRONTEND, NEXT_TELEMETRY_DISABLED="1", CI="true")
    built.write_text(sources)
    say(f"web: built after {time.monotonic() - began:.0f} s")


def read_text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


# --- setting up ---------------------------------------------------------------------------------------------


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands at once must not both install into the same folders."""
    with open(__file__, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another make in this folder …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def set_up(kind: str, *, build: bool = True, web_is_needed: bool = True) -> None:
    """Python and the web app side by side."""
    failures: list[Failed] = []

    def web() -> None:
        try:
            set_up_web(build=build)
        except Failed as failure:
            failures.append(failure)

    with one_at_a_time():
        beside = threading.Thread(target=web)
        beside.start()
        try:
            set_up_python(kind)
        finally:
            beside.join()
    if failures and (web_is_needed or IN_CI):
        raise failures[0]
    if failures:
        warn(f"{failures[0]}\n!! The web app could not be built: serving the API only.")


def may_install_packages() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(names: Sequence[str]) -> None:
    say(f"system: installing {' '.join(names)} …")
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600", *names]
    # RUNLEVEL=1: a package must not start its daemon.
    try:
        run_quietly(install, DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")
    except Failed:
        run_quietly(["apt-get", "update", "-o", "DPkg::Lock::Timeout=600"])
        run_quietly(install, DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")


def missing_programs() -> list[str]:
    """Of those that tests need; in Debian each is in the package of its name."""
    # Where only root looks as a rule, Debian puts its servers.
    places = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"
    return [name for name in ("chromium", "nginx", "redis-server") if shutil.which(name, path=places) is None]


def set_up_programs_for_tests() -> None:
    missing = missing_programs()
    if missing and may_install_packages():
        try:
            install_packages(missing)
        except Failed as failure:
            say(str(failure))
        missing = missing_programs()
    if missing:
        warn(f"Missing: {', '.join(missing)}. The tests that need them will fail. Install them as root.")
