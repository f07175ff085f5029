"""`convene import FILE.ics --owner EMAIL`: the events of a calendar file become somebody's meetings."""

import argparse
from pathlib import Path

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.meeting.calendar_files import MOST_OCTETS
from application.meeting.imported_events import Outcome
from application.shared.ports import Transactions
from domain.identity.email_address import email_address
from entrypoints.cli.terminal import complain, say
from entrypoints.container import container_for
from entrypoints.embedded_database import with_database
from entrypoints.settings import Settings


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.ics")
    parser.add_argument(
        "--owner", required=True, metavar="EMAIL", help="who becomes the host of the meetings"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints one line for each event and a sum; refused events are told, and do not make it a failure."""
    try:
        with arguments.file.open("rb") as file:
            octets = file.read(MOST_OCTETS + 1)
    except OSError as error:
        complain(f"{arguments.file} cannot be read: {error.strerror}")
        return 1
    with with_database(Settings.from_environment()) as settings:
        container = container_for(settings)
        transactions: Transactions[IdentityWork] = container.transactions()
        with transactions.begin() as work:
            owner = work.people.by_email(email_address(arguments.owner))
        if owner is None or not owner.active:
            complain(f"Nobody with the address {arguments.owner} has an account here.")
            return 1
        report = container.import_calendar()(Caller(owner.id, owner.role), octets)
    for event, result in report.lines:
        said = f": {result.reason}" if result.reason else ""
        say(f"line {event.line}: {result.outcome} {event.title!r}{said}")
    for kind, count in sorted(report.others.items()):
        say(f"{count} × {kind} passed over: not an event")
    say(", ".join(f"{report.count(outcome)} {outcome}" for outcome in Outcome))
    return 0
