"""`convene zones`: meetings follow time zone rules that have changed. The background worker does it, too."""

import argparse

from application.meeting.follow_zone_rules import FollowZoneRules
from domain.meeting.zone_change import ZoneMove
from domain.shared.time_slot import TimeSlot
from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say


def describe(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--dry-run",
        action="store_true",
        help="only say what would move; until that is said, nobody can change the meetings that would",
    )
    how.add_argument("--report", action="store_true", help="only say what moved at any time before")


def run(arguments: argparse.Namespace) -> int:
    """A line for each date that moved or collides, then a sum. 1: some meeting could not follow yet."""
    with installation() as container:
        follow: FollowZoneRules = container.meetings.follow_zone_rules()
        if arguments.report:
            return _told(follow.reported_after(None), "moved")
        if arguments.dry_run:
            return _told(follow.rehearse(), "would move")
        latest = follow.latest()
        outcome = follow(in_force=True)
        _told(follow.reported_after(latest), "moved")
        for meeting_id, refusal in outcome.failed.items():
            complain(f"meeting {meeting_id} could not follow yet: {refusal}")
        return 1 if outcome.failed else 0


def _told(entries: list[ZoneMove], verb: str) -> int:
    """No titles: whoever runs the machine need not be let in on every meeting."""
    for entry in entries:
        say(f"meeting {entry.meeting_id} ({', '.join(entry.zones)})")
        for date in entry.dates:
            say(f"  {date.original_start}  {_span(date.before)} → {_span(date.after)}")
        if entry.more:
            say(f"  and {entry.more} more dates")
        for each in entry.collisions:
            by = f"meeting {each.meeting_id}" if each.meeting_id else "a hold"
            needs = f"{each.claim.resource.kind} {each.claim.resource.id}"
            say(f"  {each.claim.original_start}  COLLIDES: {needs} is taken by {by}, {_span(each.taken)}")
    collisions = sum(len(entry.collisions) for entry in entries)
    say(f"{len(entries)} meetings {verb}, {collisions} collisions")
    return 0


def _span(slot: TimeSlot) -> str:
    return f"{slot.start:%Y-%m-%d %H:%M}–{slot.end:%H:%M} UTC"
