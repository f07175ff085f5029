"""`convene import FILE.ics --owner EMAIL`: the events of a calendar file become somebody's meetings."""

import argparse
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from application.identity.caller import Caller
from application.meeting.calendar_files import MOST_OCTETS
from application.meeting.import_calendar import ImportCalendar, ImportReport
from application.meeting.import_results import Outcome
from domain.meeting.refusals import UnreadableCalendar
from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say

PATIENCE = timedelta(minutes=30)
"""Nobody waits on the other end of a line: whoever runs the command can stop it."""


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.ics")
    parser.add_argument(
        "--owner", required=True, metavar="EMAIL", help="who becomes the host of the meetings"
    )


def run(arguments: argparse.Namespace) -> int:
    """One line for each event, then a sum. 0: all is in; 1: something was refused; 2: it is no calendar."""
    try:
        with arguments.file.open("rb") as file:
            octets = file.read(MOST_OCTETS + 1)
        report = _import(octets, arguments.owner)
    except OSError as error:
        complain(f"{arguments.file} cannot be read: {error.strerror}")
        return 2
    except UnreadableCalendar as refusal:
        complain(f"{arguments.file}: {refusal.message}")
        return 2
    for event, result in report.lines:
        reason = f": {result.reason}" if result.reason else ""
        code = f" ({result.code})" if result.code else ""
        say(f"line {event.line:>6}  {result.outcome:<9}  {event.title}{reason}{code}")
    for kind, count in sorted(report.others.items()):
        say(f"{count} × {kind} passed over: not an event")
    say(", ".join(f"{report.count(outcome)} {outcome}" for outcome in Outcome))
    return 1 if report.count(Outcome.REFUSED) else 0


def _import(octets: bytes, owner_email: str) -> ImportReport:
    """Raises PersonNotFound or UnreadableCalendar."""
    with installation() as container:
        owner = container.accounts.find_account()(owner_email)
        import_calendar: ImportCalendar = container.meetings.import_calendar()
        patient = replace(import_calendar, patience=PATIENCE)
        return patient(Caller(owner.id, owner.role), octets)
