"""Who meets whom and when in an organisation of any size; the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

WEEK = timedelta(weeks=1)
MEASURED_WEEK = datetime(2026, 11, 30)
"""A Monday in everybody's own zone; nobody's clocks change in its week."""

ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata")
TITLES = (
    "Stand-up",
    "Design review",
    "One on one",
    "Planning",
    "Customer call",
    "Retrospective",
    "Interview",
)
LENGTHS = (30, 30, 60, 60, 45, 90)
GUESTS = (0, 1, 1, 1, 2, 3)
MOST_DATES = 104
LAST_WEEK = 90
"""After the measured one; within the two years for which dates have rows."""

# Of sixty meetings one repeats, some fifty times: half of all dates belong to series.
SINGLES_FOR_A_SERIES = 59


@dataclass(frozen=True, slots=True)
class Scale:
    """``busy``: how many dates the calendars of the measured people hold, who stand first among all people.

    Each of them has ``in_week`` dates in the measured week.
    """

    people: int
    dates: int
    busy: tuple[int, ...]
    in_week: int


MILLION = Scale(people=2_000, dates=1_000_000, busy=(500, 5_000, 50_000), in_week=25)
SMALL = Scale(people=30, dates=2_000, busy=(50, 100, 500), in_week=10)


@dataclass(frozen=True, slots=True)
class Planned:
    """People by their number. ``dates`` of them, a week apart, from the clock reading ``start`` on."""

    host: int
    guests: tuple[int, ...]
    strangers: int
    start: datetime
    length: timedelta
    zone: str
    title: str
    dates: int = 1


def meetings(scale: Scale, seed: int = 1) -> Iterator[Planned]:
    """Meetings with ``scale.dates`` dates in all."""
    chance = Random(seed)
    left = scale.dates
    for person, dates in enumerate(scale.busy):
        yield from _calendar_of(person, dates, scale, chance)
        left -= dates
    while left:
        week = chance.randrange(-150, LAST_WEEK)
        dates = 1 if chance.randrange(SINGLES_FOR_A_SERIES + 1) else chance.randrange(8, MOST_DATES)
        dates = min(dates, LAST_WEEK - week, left)
        yield _meeting(_anybody(scale, chance), week, dates, scale, chance)
        left -= dates


def _calendar_of(person: int, dates: int, scale: Scale, chance: Random) -> Iterator[Planned]:
    """That many dates: series and single meetings in the measured week, the rest around it."""
    series = scale.in_week * 2 // 5
    each = min(MOST_DATES, dates // (2 * series))
    for _ in range(series):
        yield _meeting(person, -(each // 2), each, scale, chance)
    for number in range(dates - series * each):
        week = 0
        if number >= scale.in_week - series:
            week = chance.choice((-1, 1)) * chance.randrange(1, 260)
        yield _meeting(person, week, 1, scale, chance)


def _meeting(person: int, week: int, dates: int, scale: Scale, chance: Random) -> Planned:
    """``person`` hosts every other of their meetings and is a guest of the rest."""
    others = {_anybody(scale, chance) for _ in range(chance.choice(GUESTS))} - {person}
    host, guests = person, tuple(sorted(others))
    if guests and chance.randrange(2):
        host, guests = guests[0], (person, *guests[1:])
    return Planned(
        host=host,
        guests=guests,
        strangers=chance.randrange(8) == 0,
        start=MEASURED_WEEK
        + week * WEEK
        + timedelta(days=chance.randrange(5), minutes=30 * chance.randrange(18, 34)),
        length=timedelta(minutes=chance.choice(LENGTHS)),
        zone=zone_of(host),
        title=chance.choice(TITLES),
        dates=dates,
    )


def _anybody(scale: Scale, chance: Random) -> int:
    """Anybody but the measured people, whose calendars are planned to the date."""
    return chance.randrange(len(scale.busy), scale.people)


def zone_of(person: int) -> str:
    return ZONES[person % len(ZONES)]
