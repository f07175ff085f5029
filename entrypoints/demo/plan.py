"""A month of meetings around today, the same for the same day and seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from domain.meeting.details import Details, Visibility
from domain.meeting.guest import GuestRole, ResponseStatus
from domain.meeting.recurrence import Recurrence, parse_recurrence
from domain.meeting.timing import AllDay, Timed, Timing
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from entrypoints.demo.team import TEAM

BEFORE, AFTER = timedelta(days=10), timedelta(days=21)
_ZONES = {each.key: zone_named(each.time_zone) for each in TEAM}
# Of a hundred answers.
_ANSWERS = {
    ResponseStatus.ACCEPTED: 70,
    ResponseStatus.TENTATIVE: 10,
    ResponseStatus.DECLINED: 8,
    ResponseStatus.NEEDS_ACTION: 12,
}


class Fate(Enum):
    """What its host does with a meeting once it is planned."""

    STANDS = auto()
    DRAFT = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """Guests by the keys of the team, each with a role and the answer they will give to every date."""

    host: str
    details: Details
    timing: Timing
    guests: tuple[tuple[str, GuestRole, ResponseStatus], ...] = ()
    fate: Fate = Fate.STANDS
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class _Planner:
    chance: random.Random

    def meeting(
        self,
        host: str,
        title: str,
        timing: Timing,
        *guests: str,
        fate: Fate = Fate.STANDS,
        rule: str = "",
        **about: object,
    ) -> PlannedMeeting:
        """Guests whose key ends in ``?`` are optional. ``rule``: how it repeats, if it does."""
        details = Details(title, **about)  # type: ignore[arg-type]
        invited = tuple(
            (
                guest.rstrip("?"),
                GuestRole.OPTIONAL if guest.endswith("?") else GuestRole.REQUIRED,
                # People come to what is every week, or they would be no guests of it.
                ResponseStatus.ACCEPTED if rule and not guest.endswith("?") else self._answer(),
            )
            for guest in guests
        )
        lines = [f"RRULE:{rule}"] if rule else []
        return PlannedMeeting(host, details, timing, invited, fate, parse_recurrence(lines, timing.start))

    def _answer(self) -> ResponseStatus:
        return self.chance.choices([*_ANSWERS], [*_ANSWERS.values()])[0]


def planned_meetings(today: date, seed: int) -> list[PlannedMeeting]:
    """From ten days before ``today`` to three weeks after it."""
    planner = _Planner(random.Random(seed))
    days = [today - BEFORE + timedelta(days=n) for n in range((BEFORE + AFTER).days)]
    weekdays = [day for day in days if day.weekday() < 5]
    return [
        *_every_weekday(planner, weekdays[0]),
        *_weekly(planner, weekdays),
        *_once(planner, today, weekdays),
    ]


def _at(host: str, day: date, clock: str, minutes: int) -> Timed:
    """By the clock on the host's wall."""
    start = Moment(datetime.combine(day, time.fromisoformat(clock)), _ZONES[host])
    return Timed(start, Moment(start.local + timedelta(minutes=minutes), start.zone))


def _every_weekday(plan: _Planner, first: date) -> Iterator[PlannedMeeting]:
    link = "https://meet.demo.example/stand-up"
    yield plan.meeting(
        "chloe", "Stand-up", _at("chloe", first, "09:30", 15), "ben", "ana", "layla", conference_url=link,
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    )  # fmt: skip
    yield plan.meeting(
        "yuki", "朝会", _at("yuki", first, "10:00", 15), "haruto", location="渋谷 4F",
        rule="FREQ=WEEKLY;BYDAY=MO,WE,FR",
    )  # fmt: skip
    yield plan.meeting(
        "sam", "Support hand-over", _at("sam", first, "09:00", 30), "maya", "ben?",
        rule="FREQ=WEEKLY;BYDAY=TU,TH",
    )  # fmt: skip


def _weekly(plan: _Planner, weekdays: list[date]) -> Iterator[PlannedMeeting]:
    monday, tuesday, wednesday, thursday, friday = (
        next(day for day in weekdays if day.weekday() == number) for number in range(5)
    )
    yield plan.meeting(
        "ana", "Planning of the week", _at("ana", monday, "11:00", 60), "ben", "chloe", "layla", "maya?",
        description="What we promise, what we drop.\n\n- last week\n- this week\n- risks", rule="FREQ=WEEKLY",
    )  # fmt: skip
    yield plan.meeting("ana", "1:1 Ana / Ben", _at("ana", tuesday, "14:00", 30), "ben", rule="FREQ=WEEKLY")
    yield plan.meeting(
        "maya", "1:1 Maya / Sam", _at("maya", tuesday, "14:30", 30), "sam", rule="FREQ=WEEKLY;INTERVAL=2"
    )
    yield plan.meeting(
        "maya", "Design review", _at("maya", wednesday, "10:00", 60), "chloe", "ben", "layla", "sam?",
        visibility=Visibility.ORGANISATION, conference_url="https://meet.demo.example/design",
        rule="FREQ=WEEKLY",
    )  # fmt: skip
    # Overlaps the review for Ben, and is in the evening in Tokyo.
    yield plan.meeting(
        "ben", "Tokyo sync", _at("ben", wednesday, "14:30", 45), "yuki", "haruto", "layla?",
        rule="FREQ=WEEKLY",
    )  # fmt: skip
    yield plan.meeting(
        "layla", "مراجعة الأبحاث", _at("layla", thursday, "16:00", 45), "ana", "chloe", rule="FREQ=WEEKLY"
    )
    yield plan.meeting(
        "haruto", "デザイン 1on1", _at("haruto", thursday, "16:30", 30), "yuki", rule="FREQ=WEEKLY"
    )
    yield plan.meeting(
        "chloe", "Demo Friday", _at("chloe", friday, "15:00", 45), "ana", "ben", "layla", "maya", "sam?",
        visibility=Visibility.ORGANISATION, location="Big room, ground floor", rule="FREQ=WEEKLY",
    )  # fmt: skip


def _once(plan: _Planner, today: date, weekdays: list[date]) -> Iterator[PlannedMeeting]:
    everybody = [each.key for each in TEAM if each.key != "ana"]
    coming = [day for day in weekdays if day >= today]
    past = [day for day in weekdays if day < today]
    yield plan.meeting(
        "ana", "Quarterly review", _at("ana", coming[3], "15:00", 90), *everybody,
        visibility=Visibility.ORGANISATION, conference_url="https://meet.demo.example/quarter",
        description="Figures, then the plan. Slides are in the shared folder.",
    )  # fmt: skip
    yield plan.meeting(
        "ana", "Interview: platform engineer", _at("ana", coming[1], "10:00", 60), "ben", "maya?"
    )
    yield plan.meeting("ben", "Incident review", _at("ben", past[-2], "13:00", 60), "sam", "chloe", "ana")
    yield plan.meeting("maya", "Lunch with the New York office", _at("maya", coming[2], "12:30", 60), "sam")
    yield plan.meeting("layla", "Usability tests", _at("layla", coming[4], "09:00", 180), "chloe", "yuki?")
    # From one clock to another: the flight leaves Madrid and lands in New York.
    leaves = Moment(datetime.combine(coming[6], time(12, 25)), _ZONES["ana"])
    lands = Moment(datetime.combine(coming[6], time(14, 50)), _ZONES["maya"])
    yield plan.meeting("ana", "Flight to New York", Timed(leaves, lands), location="MAD → JFK")
    yield plan.meeting(
        "ben", "Release 2.0", _days(coming[7], 1), *[k for k in ("ana", *everybody) if k != "ben"]
    )
    yield plan.meeting("chloe", "Off-site in Lyon", _days(coming[9], 2), "ana", "ben", "layla")
    yield plan.meeting("yuki", "有給休暇", _days(coming[5], 2))
    yield plan.meeting("sam", "Out sick", _days(past[-3], 1))
    yield plan.meeting(
        "ana", "Salary round", _at("ana", coming[8], "17:00", 45), "maya", fate=Fate.DRAFT,
        description="Not announced yet.",
    )  # fmt: skip
    yield plan.meeting(
        "ben", "Architecture forum", _at("ben", coming[5], "11:00", 60), "chloe", fate=Fate.DRAFT
    )
    yield plan.meeting(
        "sam", "Vendor call", _at("sam", coming[2], "11:00", 30), "maya", "ben", fate=Fate.CANCELLED
    )


def _days(first: date, count: int) -> AllDay:
    return AllDay(first, first + timedelta(days=count))
