"""Sets Convene up and runs it: `python3 make.py run`, or `make run`.

Needs nothing but Python 3.11 and its standard library; Node 20 or newer for the web app. How it is set up
stands in make_ready.py.

    run     set up what is missing or outdated, then start Convene
    dev     the same with hot reload for Python and for the page
    test    every test; installs what they need
    fast    the inner test suites, under ten seconds
    check   style, types, import contracts, migrations, front end
    bench   the benchmarks, or one of them: `make.py bench 2`
    lock    resolve the dependencies anew and write the locks
    screenshots
            every page and state in pictures: `make.py screenshots inbox` takes those with a name like that
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

from make_ready import (
    BIN,
    FRONTEND,
    LOCKS,
    MODULES,
    PYTHON,
    ROOT,
    Command,
    Failed,
    read_text,
    run,
    say,
    set_up,
    set_up_programs_for_tests,
    set_up_python,
)

LEAST_BRANCHES = 95
WITHOUT_SERVICES = "tests/domain", "tests/application", "tests/contracts"


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
        next_dev = [npm, "run", "dev", "--", "--hostname", "localhost", "--port", page_port]
        children.append(start(next_dev, FRONTEND, CONVENE_BACKEND=backend))
        say(f"The page with hot reload: {page_url}   (API: {backend})")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, signal.SIG_IGN)
        for child in children:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in children:
            child.wait()


def start(command: Command, cwd: Path, **environment: str) -> subprocess.Popen[bytes]:
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
    if not arguments:
        inside += ["--cov", "--cov-report="]
    summaries = [run_pytest(failures, [*inside, *arguments])]
    if not arguments:
        summaries.append(look_at_coverage(failures))
    if (ROOT / "tests" / "journeys").exists():
        summaries += run_journeys(failures, arguments)
    return summaries, failures


def run_journeys(failures: list[str], arguments: Sequence[str]) -> list[str]:
    """Real processes and browsers. Those that wait for others most of the time do so beside the rest; those
    against the clock get the machine for themselves.
    """

    def those(which: str, *how: str, show: Callable[[str], object] = write) -> str:
        return run_pytest(failures, ["tests/journeys", *how, "-m", which, *arguments], show)

    # Files begin in the order in which they were collected, the longest first.
    spread = "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"
    said: list[str] = []
    with ThreadPoolExecutor() as aside:
        waiting = aside.submit(those, "mostly_waits", show=said.append)
        at_ease = those("not against_the_clock and not mostly_waits", *spread)
    write("".join(said))
    return [at_ease, waiting.result(), those("against_the_clock")]


def look_at_coverage(failures: list[str]) -> str:
    """Of what pyproject.toml names: who gets in, and what they may do. Branches alone are what counts."""
    shown = [PYTHON, "-m", "coverage", "json", "--quiet", "-o", "-"]
    measured = subprocess.run(shown, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    totals = json.loads(measured.stdout)["totals"] if measured.returncode == 0 else {}
    branches, covered = totals.get("num_branches", 0), totals.get("covered_branches", 0)
    share = 100 * covered / branches if branches else 0.0
    if share < LEAST_BRANCHES:
        failures.append(
            f"{share:.1f} % of the branches of identity are covered, {LEAST_BRANCHES} % are needed"
        )
        attempt(failures, [PYTHON, "-m", "coverage", "report", "--show-missing", "--skip-covered"])
    return f"identity: {covered} of {branches} branches covered ({share:.1f} %)"


def write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def run_pytest(failures: list[str], arguments: Sequence[str], show: Callable[[str], object] = write) -> str:
    """Run it, its output shown as it comes; returns its summary line."""
    command: Command = [PYTHON, "-m", "pytest", *arguments]
    show(f"$ pytest {' '.join(arguments)}\n")
    summary = ""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as tests:
        assert tests.stdout is not None
        for line in tests.stdout:
            show(line)
            if re.search(r"\b(passed|failed|errors?|no tests ran)\b.* in [\d.]+s", line):
                summary = line.rstrip()
    if tests.returncode != 0:
        failures.append(f"pytest {' '.join(arguments)}")
    return summary or f"pytest ended with {tests.returncode} and without a summary"


def command_fast(arguments: Sequence[str]) -> None:
    set_up_python("dev")
    places = [place for place in WITHOUT_SERVICES if (ROOT / place).exists()]
    quickly = ["-q", "--hypothesis-profile", "fast", "-m", "not thorough"]
    quickly += ["-k", "not postgres and not redis"]
    run([PYTHON, "-m", "pytest", *quickly, *places, *arguments])


def command_check(arguments: Sequence[str]) -> None:
    if failures := run_all_checks():
        raise Failed("failed: " + "; ".join(failures))
    say("every check passed")


def run_all_checks() -> list[str]:
    """Returns what failed; nothing stops at the first failure."""
    set_up("dev")
    failures: list[str] = []
    with ThreadPoolExecutor() as aside:
        web = aside.submit(check_web, failures)
        check_python(failures)
    write(web.result())
    return failures


def check_python(failures: list[str]) -> None:
    attempt(failures, [BIN / "ruff", "check", "."])
    attempt(failures, [BIN / "ruff", "format", "--check", "."])
    attempt(failures, [BIN / "mypy"])
    attempt(failures, [BIN / "lint-imports"])
    attempt(failures, [PYTHON, "-m", "pytest", "-q", "tests/architecture"])
    with tempfile.TemporaryDirectory(prefix="convene-check-") as scratch:
        attempt(failures, [BIN / "convene", "migrate", "--check"], CONVENE_DATA_DIR=scratch)


def check_web(failures: list[str]) -> str:
    """Returns what it printed: it runs beside the checks of Python, and is read after them."""
    if not (shutil.which("npm") and MODULES.exists()):
        return ""
    printed = ""
    for words in ("npm run check", "npm run budget"):
        ended = subprocess.run(
            words.split(),
            cwd=FRONTEND,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        printed += f"$ {words}\n{ended.stdout}"
        if ended.returncode != 0:
            failures.append(words)
    return printed


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


def command_screenshots(arguments: Sequence[str]) -> None:
    set_up("dev")
    set_up_programs_for_tests()
    run([PYTHON, "-m", "tests.journeys.screenshots", ROOT / "screenshots", *arguments])


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
    # Without compiled modules every process would start a second later, and the tests start many.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
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
