"""W4: 1,000 series in Europe/Berlin, a year of them, and a week ten years after their start.

The bare loop is the limit: what the same dates cost when somebody writes the loop for that one kind of rule
by hand, integers until the very end, missing dates left out, and the same list of clock readings as its
result. dateutil is the peer. All three must agree on every date before anything is measured.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from benchmarks.measuring import Figure, take_turns
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet

BERLIN = ZoneInfo("Europe/Berlin")
SERIES = 1_000
ROUNDS = 5
YEAR = timedelta(days=365)
WEEK = timedelta(days=7)
FAR = timedelta(days=3653)
DAY = 86_400

KINDS = ("daily", "weekly", "monthly")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    rule: str
    start: datetime
    removed: tuple[datetime, ...]
    weekdays: tuple[int, ...] = ()
    nth: int = 0


def cases() -> list[Case]:
    """A third each: daily, weekly on two or three days, monthly on an nth weekday; each with some EXDATEs."""
    random = Random(4)
    made = []
    for number in range(SERIES):
        day = date(2024, 1, 1) + timedelta(days=random.randrange(365))
        start = datetime.combine(day, datetime.min.time()).replace(
            hour=random.randrange(7, 19), minute=random.choice((0, 15, 30, 45))
        )
        kind = KINDS[number % 3]
        weekdays: tuple[int, ...] = ()
        nth = 0
        rule = "FREQ=DAILY"
        if kind == "weekly":
            weekdays = tuple(sorted(random.sample(range(7), random.choice((2, 3)))))
            rule = f"FREQ=WEEKLY;BYDAY={','.join(DAYS[weekday] for weekday in weekdays)}"
        elif kind == "monthly":
            weekdays, nth = (random.randrange(7),), random.choice((1, 2, 3, 4))
            rule = f"FREQ=MONTHLY;BYDAY={nth}{DAYS[weekdays[0]]}"
        case = Case(kind, rule, start, (), weekdays, nth)
        dates = bare(case, start, start + YEAR)
        removed = tuple(random.sample(dates, min(3, len(dates) // 3)))
        made.append(Case(kind, rule, start, removed, weekdays, nth))
    return made


def bare(case: Case, start: datetime, end: datetime) -> list[datetime]:
    """The dates in [start, end) by a loop for exactly this kind of rule."""
    time = case.start - datetime.combine(case.start.date(), datetime.min.time())
    seconds = time.seconds
    midnight = datetime.fromordinal
    first = start.toordinal() * DAY + start.hour * 3600 + start.minute * 60
    last = end.toordinal() * DAY + end.hour * 3600 + end.minute * 60
    gone = {gone.toordinal() * DAY + seconds for gone in case.removed}
    found = []
    if case.kind == "daily":
        for day in range(start.toordinal(), end.toordinal() + 1):
            reading = day * DAY + seconds
            if first <= reading < last and reading not in gone:
                found.append(midnight(day) + time)
    elif case.kind == "weekly":
        monday = start.toordinal() - start.weekday()
        for week in range(monday, end.toordinal() + 1, 7):
            for weekday in case.weekdays:
                reading = (week + weekday) * DAY + seconds
                if first <= reading < last and reading not in gone:
                    found.append(midnight(week + weekday) + time)
    else:
        year, month = start.year, start.month
        while (year, month) <= (end.year, end.month):
            one = date(year, month, 1).toordinal()
            day = one + (case.weekdays[0] - (one - 1)) % 7 + 7 * (case.nth - 1)
            reading = day * DAY + seconds
            if first <= reading < last and reading not in gone:
                found.append(midnight(day) + time)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def ours(case: Case) -> RecurrenceSet:
    return RecurrenceSet(case.start, BERLIN, (parse_rule(case.rule),), (), case.removed)


def dateutils(case: Case) -> rruleset:
    series = rruleset()
    rule = rrulestr(case.rule, dtstart=case.start.replace(tzinfo=BERLIN))
    assert isinstance(rule, rrule)
    series.rrule(rule)
    for removed in case.removed:
        series.exdate(removed.replace(tzinfo=BERLIN))
    return series


@dataclass(frozen=True, slots=True)
class Contest:
    """The same windows, asked of everybody."""

    cases: list[Case]
    sets: list[RecurrenceSet]
    peers: list[rruleset]
    windows: list[tuple[datetime, datetime]]

    def ours(self) -> list[list[date]]:
        return [each.between(*window) for each, window in zip(self.sets, self.windows, strict=True)]

    def bare(self) -> list[list[datetime]]:
        return [bare(case, *window) for case, window in zip(self.cases, self.windows, strict=True)]

    def parsed_anew(self) -> list[list[date]]:
        return [ours(case).between(*window) for case, window in zip(self.cases, self.windows, strict=True)]

    def instants(self) -> list[list[datetime]]:
        return [
            [found for _, found in each.instants_between(in_berlin(first), in_berlin(end))]
            for each, (first, end) in zip(self.sets, self.windows, strict=True)
        ]

    def dateutil(self) -> list[list[datetime]]:
        moment = timedelta(seconds=1)
        return [
            each.between(in_berlin(first), in_berlin(end) - moment, inc=True)
            for each, (first, end) in zip(self.peers, self.windows, strict=True)
        ]

    def check(self) -> int:
        """How many dates there are, when all agree on them."""
        dates = self.ours()
        theirs = [[found.replace(tzinfo=None) for found in each] for each in self.dateutil()]
        if not dates == self.bare() == self.parsed_anew() == theirs:
            raise AssertionError("the contenders do not agree on the dates")
        return sum(map(len, dates))


def run() -> list[Figure]:
    made = cases()
    sets, peers = [ours(case) for case in made], [dateutils(case) for case in made]

    def contest(after: timedelta, length: timedelta) -> Contest:
        windows = [(case.start + after, case.start + after + length) for case in made]
        return Contest(made, sets, peers, windows)

    year = figures("a year", contest(timedelta(), YEAR), of_bare=0.6, of_dateutil=5)
    return year + figures("a week, ten years on", contest(FAR, WEEK), of_bare=None, of_dateutil=1_000)


def figures(name: str, contest: Contest, of_bare: float | None, of_dateutil: float) -> list[Figure]:
    number = contest.check()
    runs: dict[str, Callable[[], object]] = {
        "ours": contest.ours,
        "bare": contest.bare,
        "parsed anew": contest.parsed_anew,
        "instants": contest.instants,
        "dateutil": contest.dateutil,
    }
    times = take_turns(runs, ROUNDS)

    def against(peer: str, goal: float | None, mine: str = "ours") -> Figure:
        what = name if mine == "ours" else f"{name}, {mine}"
        ratio = times[peer].median / times[mine].median
        return Figure(f"{what} / {peer}", times[mine], times[peer], ratio, goal)

    print(f"{name}: {number:,} dates, {number / times['ours'].median / 1e6:.2f} million a second")
    return [
        against("bare", of_bare),
        against("dateutil", of_dateutil),
        against("dateutil", None, "parsed anew"),
        against("dateutil", None, "instants"),
        # How far away the goal is from what a loop written for the one case can do.
        against("dateutil", None, "bare"),
    ]


def in_berlin(reading: datetime) -> datetime:
    return reading.replace(tzinfo=BERLIN)
