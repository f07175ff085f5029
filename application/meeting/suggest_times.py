from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from application.availability.ports import Diaries
from application.identity.caller import Caller
from application.meeting.lineage import expect_date
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Clock, Transactions
from domain.availability.board import Board
from domain.availability.search import MINUTE, Needs, Search
from domain.availability.world import World
from domain.identity.role import Permission
from domain.meeting.guest import GuestRole
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import InvalidTiming, MeetingAlreadyOver, NotInvited
from domain.meeting.timing import Timed
from domain.shared.time_slot import TimeSlot

BEFORE, AFTER = timedelta(days=7), timedelta(days=14)
"""How far from the present time another one is looked for."""
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SuggestedTime:
    start: datetime
    end: datetime
    in_working_hours: bool


@dataclass(frozen=True, slots=True)
class SuggestedTimes:
    """Best first. ``zone``: the one in which the meeting is told."""

    times: Sequence[SuggestedTime]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class SuggestTimes:
    """Other times for a date at which everybody who has to be there is free, and so is whoever asks.

    First those in everybody's working hours, then others; of each, with most of the optional guests, then the
    earliest. The date's own time counts as taken. Raises MeetingNotFound, NotInvited, OccurrenceNotFound,
    OccurrenceMovedOn, MeetingAlreadyOver, or InvalidTiming where it does not take place at clock times,
    within a day.
    """

    transactions: Transactions[MeetingWork]
    diaries: Diaries
    clock: Clock

    def __call__(
        self, caller: Caller, meeting_id: UUID, original_start: str | None, limit: int
    ) -> SuggestedTimes:
        caller.must(Permission.RESPOND_TO_MEETINGS)
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, meeting_id, work)
            expect_date(meeting, original_start, caller, work)
        if caller.person_id not in meeting.participants:
            raise NotInvited("other times are suggested to the host and the guests")
        search = _search(meeting, original_start, caller.person_id, limit, self.clock.now())
        needs = search.needs
        people = self.diaries.people(needs.people, needs.window, now=self.clock.now())
        # Somebody whose account is closed has no calendar to look at, and does not come.
        needs = replace(
            needs,
            required=tuple(each for each in needs.required if each in people),
            optional=tuple(each for each in needs.optional if each in people),
        )
        board = Board(replace(search, needs=needs), World(needs.window, people, ()))
        within = list(islice(board.slots(needs), limit))
        known = {slot.start for slot in within}
        anytime = board.slots(replace(needs, within_working_hours=False))
        others = islice((slot for slot in anytime if slot.start not in known), limit - len(within))
        times = [SuggestedTime(slot.start, slot.end, slot.start in known) for slot in (*within, *others)]
        return SuggestedTimes(times, search.zone)


def _search(meeting: Meeting, original_start: str | None, asking: UUID, limit: int, now: datetime) -> Search:
    date = meeting.dates.only if original_start is None else meeting.date_named(original_start)
    timing, slot = date.timing, date.timing.slot
    if not isinstance(timing, Timed) or slot.length > LONGEST:
        raise InvalidTiming(
            "times are suggested for meetings at clock times that last a day at the most",
            field=("original_start",),
        )
    start, end = max(now, slot.start - BEFORE), slot.end + AFTER
    if end <= start:
        raise MeetingAlreadyOver("that date lies too far back to look for a time near it")
    guests = [each for each in meeting.guests if each.person_id and each.is_invited_on(date.original_start)]
    needed = {each.person_id for each in guests if each.role is not GuestRole.OPTIONAL}
    must = needed | {asking, meeting.host_id}
    may = {each.person_id for each in guests} - must
    whole_minutes = -(-slot.length // MINUTE) * MINUTE
    needs = Needs(
        whole_minutes,
        TimeSlot(start, end),
        required=tuple(sorted(each for each in must if each)),
        optional=tuple(sorted(each for each in may if each)),
    )
    return Search(needs, timing.start.zone, limit=limit)
