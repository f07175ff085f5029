"""What becomes of a meeting when the rules of its time zones change: the clock readings stay.

The names of dates are computed from the anchor's zone, so they change with its rules, and all that hangs on
them goes along.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.asking_again import by_name
from domain.meeting.claim import Claim
from domain.meeting.events import MovedByZoneRules, MovedDate
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.proposal import Proposal
from domain.meeting.timing import AllDay, Timing, Zones, name_of, reading_of
from domain.shared.ids import new_id
from domain.shared.time_slot import Moment, TimeSlot
from domain.shared.zone_rules import rules_of

MOST_LISTED = 100

Renaming = Callable[[str], str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Collision:
    """``claim`` is not to be had: ``taken`` is, by that date of another meeting, or by a hold (None)."""

    claim: Claim
    taken: TimeSlot
    meeting_id: UUID | None
    original_start: str | None


@dataclass(slots=True)
class ZoneMove:
    """One meeting's entry in the report: which dates moved, and what it lost by that.

    ``due``: what it had, and could not have at once by the new rules. That is looked at again when all have
    moved, for what is in the way now may move away; what is in the way still is a collision.
    """

    id: UUID
    meeting_id: UUID
    at: datetime
    zones: tuple[str, ...]
    dates: tuple[MovedDate, ...]
    more: int
    due: tuple[Claim, ...] = ()
    collisions: tuple[Collision, ...] = ()

    @property
    def lost(self) -> list[Claim]:
        return [each.claim for each in self.collisions]


@dataclass(frozen=True, slots=True)
class Followed:
    """``meeting`` by the new rules; ``renamed`` gives a date's new name for its old one."""

    meeting: Meeting
    renamed: Renaming
    moved: Sequence[MovedDate]
    zones: tuple[str, ...]

    def entry(self, due: Sequence[Claim], *, now: datetime) -> ZoneMove | None:
        """For the report; None where nothing moved that is still to come."""
        if not self.moved and not due:
            return None
        listed, more = tuple(self.moved[:MOST_LISTED]), max(0, len(self.moved) - MOST_LISTED)
        return ZoneMove(new_id(now), self.meeting.id, now, self.zones, listed, more, tuple(due))


def zones_of(meeting: Meeting) -> Sequence[ZoneInfo]:
    """Every zone that its times are read in."""
    timings = [meeting.timing, *(own.timing for own in meeting.overrides.values() if own.timing)]
    moments = [each for timing in timings if not isinstance(timing, AllDay) for each in _ends(timing)]
    if isinstance(meeting.anchor, Moment):
        moments.append(meeting.anchor)
    return list({moment.zone: None for moment in moments})


def is_outdated(meeting: Meeting) -> bool:
    """Whether it was computed by other rules than its zones have at present."""
    return any(rules_of(zone) != rules_of(ZoneInfo(zone.key)) for zone in zones_of(meeting))


def follow_rules(meeting: Meeting, zones: Zones, *, now: datetime) -> Followed:
    """``meeting``, as the rules have it with which it was computed, becomes what ``zones`` make of it.

    Answers stand: it takes place when they were told. Yet it is a revision (RFC 5546 §2.1.4), for elsewhere
    it is another time, and nobody accepts one they never saw.
    """
    renamed = _Renaming(meeting, zones)
    after = read_by(meeting, zones, renamed)
    changed = sorted({each.key for each in zones_of(meeting) if rules_of(each) != rules_of(zones(each.key))})
    moved = _moved(meeting, after, renamed, now) if changed else []
    followed = Followed(after, renamed, [date for date, _ in moved], tuple(changed))
    if moved:
        after.revise()
        after.events.append(_told(followed, moved[0][1], now))
    return followed


def read_by(meeting: Meeting, zones: Zones, renamed: Renaming = lambda name: name) -> Meeting:
    """A copy whose clock readings are understood by those zones, and whose dates are called so."""
    anchor, lineage = meeting.anchor, meeting.lineage
    return replace(
        meeting,
        timing=meeting.timing.read_by(zones),
        anchor=Moment(anchor.local, zones(anchor.zone.key)) if isinstance(anchor, Moment) else anchor,
        overrides=_by_new_name(
            {
                name: replace(own, timing=own.timing and own.timing.read_by(zones))
                for name, own in meeting.overrides.items()
            },
            renamed,
        ),
        lineage=lineage
        and replace(
            lineage,
            original_start=renamed(lineage.original_start),
            until=lineage.until and renamed(lineage.until),
        ),
        guests=[_guest(guest, renamed) for guest in meeting.guests],
        rooms=list(meeting.rooms),
        events=[],
    )


def proposal_by(proposal: Proposal, zones: Zones, renamed: Renaming) -> Proposal:
    """The proposal is still about the same date, and still for the same clock readings."""
    return replace(
        proposal,
        original_start=proposal.original_start and renamed(proposal.original_start),
        timing=proposal.timing.read_by(zones),
        instead_of=proposal.instead_of.read_by(zones),
    )


@dataclass(slots=True)
class _Renaming:
    """A name is an instant. Which clock reading is meant by it, the former rules know, and the dates."""

    before: Meeting
    zones: Zones
    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        anchor = self.before.anchor
        if not isinstance(anchor, Moment) or rules_of(anchor.zone) == rules_of(self.zones(anchor.zone.key)):
            return name
        if name not in self.known:
            self.known[name] = self._new(name, anchor)
        return self.known[name]

    def _new(self, name: str, anchor: Moment) -> str:
        date = self.before.dates.nominal(name)
        if date is not None:
            shift = reading_of(self.before.timing.start) - reading_of(anchor)
            reading = reading_of(date.timing.start) - shift
        else:  # of a date that is no more
            try:
                instant = datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            except ValueError:
                return name
            reading = Moment.at(instant, anchor.zone).local
        return name_of(reading, Moment(anchor.local, self.zones(anchor.zone.key)))


def _moved(
    before: Meeting, after: Meeting, renamed: Renaming, now: datetime
) -> list[tuple[MovedDate, Timing]]:
    """What is still to come, with its former timing; as far ahead as dates are looked at one by one."""
    if before.state is MeetingState.CANCELLED:
        return []
    old = by_name(before.dates, before.overrides, now=now)
    new = by_name(after.dates, after.overrides, now=now)
    pairs = [(date, new.get(renamed(name)) or after.dates.named(renamed(name))) for name, date in old.items()]
    moved = [
        (MovedDate(later.original_start, date.timing.slot, later.timing.slot), date.timing)
        for date, later in pairs
        if later is not None
        and not later.cancelled
        and date.timing.slot != later.timing.slot
        and max(date.timing.slot.end, later.timing.slot.end) > now
    ]
    return sorted(moved, key=lambda each: each[0].after.start)


def _told(followed: Followed, before: Timing, now: datetime) -> MovedByZoneRules:
    meeting, first = followed.meeting, followed.moved[0]
    facts = meeting.facts(None, now)
    if meeting.recurrence is not None:
        facts = meeting.facts_of(meeting.date_named(first.original_start), None, now)
        facts["scope"] = "this" if len(followed.moved) == 1 else "following"
    return MovedByZoneRules(
        **facts,
        before=before,
        time_zones=followed.zones,
        dates=tuple(followed.moved[:MOST_LISTED]),
        more=max(0, len(followed.moved) - MOST_LISTED),
    )


def _guest(guest: Guest, renamed: Renaming) -> Guest:
    return replace(
        guest,
        responses=_by_new_name(guest.responses, renamed),
        only_on=None if guest.only_on is None else frozenset(map(renamed, guest.only_on)),
        not_on=frozenset(map(renamed, guest.not_on)),
    )


def _by_new_name(named: Mapping[str, Value], renamed: Renaming) -> dict[str, Value]:
    """Where a new gap makes two readings one instant, and so two dates one, the earlier one stands."""
    found: dict[str, Value] = {}
    for name in sorted(named):
        found.setdefault(renamed(name), named[name])
    return found


def _ends(timing: Timing) -> tuple[Moment, ...]:
    return () if isinstance(timing, AllDay) else (timing.start, timing.end)
