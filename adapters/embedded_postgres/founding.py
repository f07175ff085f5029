"""Makes a new, empty cluster."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from adapters.embedded_postgres.account import Account, hand_over
from adapters.embedded_postgres.places import Places
from adapters.embedded_postgres.problems import DatabaseDidNotStart
from adapters.embedded_postgres.running import DATABASE, SERVING_USER, USER

ENVIRONMENT: Mapping[str, str] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
"""All that PostgreSQL gets to see: our own environment holds secrets."""


def found_cluster(places: Places, programs: Path, account: Account, *, durable: bool) -> None:
    """initdb and the database, beside the final place; the rename at the end makes it count."""
    unfinished = places.unfinished_cluster
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if account.founder_uid is not None:
        os.chown(unfinished, account.founder_uid, account.founder_uid)
    where = account.name_for(unfinished)
    options = ["-D", where, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-instructions"]
    # The bundled collation, so that an index never depends on the C library of one machine.
    options += ["--locale-provider=builtin", "--locale=C.UTF-8"]
    options += [] if durable else ["--no-sync"]
    _run([programs / "initdb", *options], unfinished, account, "")
    create = f'CREATE DATABASE "{DATABASE}";\nCREATE ROLE "{SERVING_USER}" LOGIN;\n'
    _run([programs / "postgres", "--single", "-D", where, "postgres"], unfinished, account, create)
    if account.uid is not None:
        hand_over(unfinished, account.uid)
    unfinished.rename(places.cluster)


def _run(command: list[Path | str], cwd: Path, account: Account, text: str) -> None:
    ended = subprocess.run(
        command,
        input=text.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        env=ENVIRONMENT,
        umask=0o077,
        start_new_session=True,
        check=False,
        user=account.founder_uid,
        group=account.founder_uid,
        extra_groups=account.groups,
    )
    # A stand-alone server ends with 0 even when the statement failed.
    if ended.returncode != 0 or b"ERROR:" in ended.stdout:
        said = ended.stdout.decode(errors="replace")[-2000:]
        raise DatabaseDidNotStart(f"{Path(command[0]).name} failed ({ended.returncode}):\n{said}")
