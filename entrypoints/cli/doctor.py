"""`convene doctor`: look for what keeps Convene from working well."""

import argparse
import shutil
import stat
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import redis

from application.shared.background_work import QueueLags
from entrypoints.cli.terminal import say
from entrypoints.container import container_for
from entrypoints.embedded_database import EmbeddedPostgresProblem, with_database
from entrypoints.preparing import may_rewrite_the_audit_trail
from entrypoints.settings import CHECKOUT, Settings

ENOUGH_SPACE = 1024**3
"""Bytes that should be free where the data lies."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_well` False makes the doctor end with 1; None is worth knowing and no more."""

    about: str
    is_well: bool | None
    detail: str


def describe(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    ill = 0
    for examine in EXAMINATIONS:
        for finding in examine(settings):
            mark = {True: "ok  ", False: "FAIL", None: "note"}[finding.is_well]
            say(f"{mark}  {finding.about}: {finding.detail}")
            ill += finding.is_well is False
    say("Everything is well." if not ill else f"{ill} to put right.")
    return 1 if ill else 0


def data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    if not folder.exists():
        yield Finding("data folder", None, f"{folder} does not exist yet; the first start makes it")
        return
    open_to_others = stat.S_IMODE(folder.stat().st_mode) & 0o077
    if open_to_others:
        yield Finding("data folder", False, f"others may look into {folder}: chmod 700 {folder}")
    free = shutil.disk_usage(folder).free
    yield Finding("data folder", free > ENOUGH_SPACE, f"{folder}, {free / 1024**3:.1f} GiB free")
    keys = folder / "secret-keys"
    if keys.exists() and stat.S_IMODE(keys.stat().st_mode) & 0o077:
        yield Finding("secret keys", False, f"others may read {keys}: chmod 600 {keys}")


def database(settings: Settings) -> Iterator[Finding]:
    kind = "embedded" if settings.database_url is None else "your own"
    try:
        with with_database(settings) as found:
            container = container_for(found)
            problems = container.readiness().problems()
            findings = []
            if not problems:
                findings = [*audit_trail(found), *parked(container.background.queue_lags())]
    except EmbeddedPostgresProblem as problem:
        yield Finding("database", False, str(problem))
        return
    for what, words in problems.items():
        yield Finding(what, False, words)
    if not problems:
        yield Finding("database", True, f"{kind}, answers and has this version's shape")
    yield from findings


def audit_trail(settings: Settings) -> Iterator[Finding]:
    """Asked while the database runs; whether the trail is whole, `convene audit verify` says."""
    assert settings.database_url is not None
    if may_rewrite_the_audit_trail(settings.database_url.get_secret_value()):
        advice = "set CONVENE_DATABASE_OWNER_URL and serve with another role: docs/operating/audit.md"
        yield Finding("audit trail", None, f"only triggers guard it from the role that serves; {advice}")
    else:
        yield Finding("audit trail", True, "the role that serves can read it and add to it, nothing else")


def parked(queues: QueueLags) -> Iterator[Finding]:
    """What the background process has tried for hours, and does not try any more."""
    for queue, number in queues.parked().items():
        if number:
            why = "the log of the worker says why, at “is given up”"
            yield Finding(queue, False, f"{number} of what happened could not be told to anybody; {why}")


def wake_ups(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url is None:
        return
    client = redis.Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=3)
    try:
        client.ping()
    except redis.RedisError as error:
        yield Finding("redis", False, str(error))
    else:
        yield Finding("redis", True, "answers")
    finally:
        client.close()


def mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is None:
        yield Finding("mail", None, f"no CONVENE_SMTP_URL: mail is written to {settings.data_dir / 'mail'}")
    else:
        yield Finding("mail", True, f"is sent as {settings.mail_sender}")


def web_app(settings: Settings) -> Iterator[Finding]:
    built = (CHECKOUT / "frontend" / "out" / "index.html").exists()
    yield Finding("web app", built or None, "is built" if built else "is not built: the API is served alone")


def address(settings: Settings) -> Iterator[Finding]:
    nearby = settings.host in {"127.0.0.1", "::1", "localhost"}
    if not settings.is_https and not nearby:
        yield Finding(
            "address", None, f"{settings.url} is not HTTPS: put a proxy before it and set CONVENE_PUBLIC_URL"
        )
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    where = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    try:
        with urllib.request.urlopen(f"{where}/readyz", timeout=5):
            yield Finding("server", True, f"is ready at {where}")
    except urllib.error.HTTPError as error:
        yield Finding("server", False, f"answers at {where}, but is not ready ({error.code})")
    except OSError:
        yield Finding("server", None, f"does not run at {where}")


def time_zones(settings: Settings) -> Iterator[Finding]:
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        yield Finding("time zones", False, "are unknown to this machine: install the package tzdata")


EXAMINATIONS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    data_folder,
    database,
    wake_ups,
    mail,
    web_app,
    address,
    time_zones,
)
