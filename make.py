"""Sets Convene up and runs it: `python3 make.py run`, or `make run`.

Needs nothing but Python 3.11 and its standard library; Node 20 or newer for the web app.

    run     set up what is missing or outdated, then start Convene
    dev     the same with hot reload for Python and for the page
    test    every test; installs what they need
    fast    the inner test suites, under ten seconds
    check   style, types, import contracts, migrations, front end
    bench   the benchmarks, or one of them: `make.py bench 2`
    ci      test, then check; with CI=true, what is missing is a failure
    lock    resolve the dependencies anew and write the locks
"""

import ctypes
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
IN_CI = os.environ.get("CI") == "true"
WITHOUT_SERVICES = "tests/domain", "tests/application", "tests/contracts"


Command = Sequence[str | Path]


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
    if uv:
        install: list[str | Path] = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--compile-bytecode",
            "--python",
            PYTHON,
        ]
    else:
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run_quietly([*install, "--require-hashes", "-r", LOCKS[kind]])
    # The build tool stands in the lock, so nothing that is not pinned is fetched for our own package.
    run_quietly([*install, "--no-deps", "--no-build-isolation", "-e", ROOT])
    # At every start Python would compile anew what it may not write (PYTHONDONTWRITEBYTECODE).
    run_quietly([PYTHON, "-m", "compileall", "-q", "domain", "application", "adapters", "entrypoints"])
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


def set_up_programs_for_tests() -> None:
    missing = [name for name in ("chromium", "redis-server") if shutil.which(name) is None]
    if missing and may_install_packages():
        try:
            install_packages(missing)
        except Failed as failure:
            say(str(failure))
        missing = [name for name in missing if shutil.which(name) is None]
    if missing:
        warn(f"Missing: {', '.join(missing)}. The tests that need them will fail. Install them as root.")


# --- the commands -------------------------------------------------------------------------------------------


def command_run(arguments: Sequence[str]) -> NoReturn:
    set_up("run", web_is_needed=False)
    os.execv(BIN / "convene", [str(BIN / "convene"), "serve", *arguments])


def command_dev(arguments: Sequence[str]) -> None:
    set_up("dev", build=False, web_is_needed=False)
    host, port = os.environ.get("CONVENE_HOST", "127.0.0.1"), os.environ.get("CONVENE_PORT", "8000")
    backend = f"http://{host}:{port}"
    page_port = os.environ.get("PORT", "3000")
    page_url = f"http://localhost:{page_port}"
    # The page is served by `next dev`, so that is the origin the server must trust.
    server: Command = [BIN / "convene", "serve", "--reload", *arguments]
    children = [start(server, ROOT, CONVENE_PUBLIC_URL=os.environ.get("CONVENE_PUBLIC_URL", page_url))]
    npm = shutil.which("npm")
    if npm and MODULES.exists():
        next_dev = [npm, "run", "dev", "--", "--port", page_port]
        children.append(start(next_dev, FRONTEND, CONVENE_BACKEND=backend))
        say(f"The page with hot reload: {page_url}   (API: {backend})")
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in children:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in children:
            child.wait()


def start(command: Command, cwd: Path, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        start_new_session=True,
        preexec_fn=end_with_parent,
    )


def command_test(arguments: Sequence[str]) -> None:
    summaries, failures = run_all_tests(arguments)
    for summary in summaries:
        say(summary)
    if failures:
        raise Failed("failed: " + "; ".join(failures))


def run_all_tests(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Returns the summary lines of pytest, and what failed."""
    set_up("dev")
    set_up_programs_for_tests()
    failures: list[str] = []
    if shutil.which("npm") and MODULES.exists():
        attempt(failures, ["npm", "test"], FRONTEND)
    inside = ["-n", "2", "--dist", "loadgroup", "--ignore", "tests/journeys"]
    summaries = [run_pytest(failures, [*inside, *arguments])]
    if (ROOT / "tests" / "journeys").exists():
        # Real processes and browsers, against the clock: they get the machine for themselves.
        summaries.append(run_pytest(failures, ["tests/journeys", *arguments]))
    return summaries, failures


def run_pytest(failures: list[str], arguments: Sequence[str]) -> str:
    """Run it, its output shown as it comes; returns its summary line."""
    command: Command = [PYTHON, "-m", "pytest", *arguments]
    say(f"$ pytest {' '.join(arguments)}")
    summary = ""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as tests:
        assert tests.stdout is not None
        for line in tests.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            if re.search(r"\b(passed|failed|errors?|no tests ran)\b.* in [\d.]+s", line):
                summary = line.rstrip()
    if tests.returncode != 0:
        failures.append(f"pytest {' '.join(arguments)}")
    return summary or f"pytest ended with {tests.returncode} and without a summary"


def command_fast(arguments: Sequence[str]) -> None:
    set_up_python("dev")
    places = [place for place in WITHOUT_SERVICES if (ROOT / place).exists()]
    run([PYTHON, "-m", "pytest", "-q", "-k", "not postgres and not redis", *places, *arguments])


def command_check(arguments: Sequence[str]) -> None:
    if failures := run_all_checks():
        raise Failed("failed: " + "; ".join(failures))
    say("every check passed")


def run_all_checks() -> list[str]:
    """Returns what failed; nothing stops at the first failure."""
    set_up("dev")
    failures: list[str] = []
    attempt(failures, [BIN / "ruff", "check", "."])
    attempt(failures, [BIN / "ruff", "format", "--check", "."])
    attempt(failures, [BIN / "mypy"])
    attempt(failures, [BIN / "lint-imports"])
    attempt(failures, [PYTHON, "-m", "pytest", "-q", "tests/architecture"])
    with tempfile.TemporaryDirectory(prefix="convene-check-") as scratch:
        attempt(failures, [BIN / "convene", "migrate", "--check"], CONVENE_DATA_DIR=scratch)
    if shutil.which("npm") and MODULES.exists():
        attempt(failures, ["npm", "run", "check"], FRONTEND)
        attempt(failures, ["npm", "run", "budget"], FRONTEND)
    return failures


def attempt(failures: list[str], command: Command, cwd: Path = ROOT, **environment: str) -> None:
    words = " ".join(Path(word).name if isinstance(word, Path) else word for word in command)
    say(f"$ {words}")
    try:
        run(command, cwd, **environment)
    except Failed:
        failures.append(words)


def command_bench(arguments: Sequence[str]) -> None:
    if not (ROOT / "benchmarks").exists():
        raise Failed("There are no benchmarks yet.")
    set_up("dev")
    run([PYTHON, "-m", "benchmarks", *arguments])


def command_ci(arguments: Sequence[str]) -> None:
    began = time.monotonic()
    summaries, failures = run_all_tests(arguments)
    failures += run_all_checks()
    say(f"test and check took {time.monotonic() - began:.0f} s")
    for summary in summaries:
        say(summary)
    if failures:
        raise Failed("failed: " + "; ".join(failures))


def command_lock(arguments: Sequence[str]) -> None:
    uv = shutil.which("uv") or (str(BIN / "uv") if (BIN / "uv").exists() else None)
    if uv is None:
        raise Failed("`uv` resolves the locks: install it first (`pip install uv`).")
    fixed = ["--generate-hashes", "--universal", "--no-emit-index-url", "--no-header", "--quiet"]
    compile_lock = [uv, "pip", "compile", "pyproject.toml", *fixed, "--python-version", "3.11"]
    run([*compile_lock, "--group", "build", "--upgrade", "-o", LOCKS["run"].name])
    dev = ["--group", "build", "--group", "dev", "--upgrade", "-c", LOCKS["run"].name]
    run([*compile_lock, *dev, "-o", LOCKS["dev"].name])


def end_with_parent() -> None:
    """Ask Linux to end this process (SIGTERM) when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(signal.SIGTERM), 0, 0, 0)


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - this very script is what an older one is given
        say("Convene needs Python 3.11 or newer; run this script with it, e.g. `python3.11 make.py run`.")
        return 2
    commands = {
        name.removeprefix("command_"): command
        for name, command in globals().items()
        if name.startswith("command_")
    }
    if not arguments or arguments[0] not in commands:
        say(__doc__ or "")
        return 2
    if read_text(Path(f"/proc/{os.getppid()}/comm")).strip() in {"make", "gmake"}:
        end_with_parent()
    try:
        commands[arguments[0]](arguments[1:])
    except Failed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
