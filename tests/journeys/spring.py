"""The next week in which clocks go forward in St. John's, whenever the tests run.

It ends on the second Sunday of March.
"""

from datetime import UTC, date, datetime, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _monday_of_the_eighth(year: int) -> date:
    eighth = date(year, 3, 8)
    return eighth - timedelta(days=eighth.weekday())


TODAY = datetime.now(UTC).date()
MONDAY = next(
    monday
    for monday in map(_monday_of_the_eighth, (TODAY.year, TODAY.year + 1))
    if monday > TODAY + timedelta(days=7)
)
"""Between the second and the eighth."""
WEEK = f"/calendar/?v=week&d={MONDAY + timedelta(days=2)}"


def day(words: str) -> date:
    """Of "Tue", or of "Tue+2", which is two weeks later."""
    name, _, weeks = words.partition("+")
    return MONDAY + timedelta(days=DAYS.index(name), weeks=int(weeks or 0))


def at(words: str) -> str:
    """Of "Tue 09:30", as the API takes a ``date_time``."""
    name, _, time = words.partition(" ")
    return f"{day(name)}T{time}:00"


def said(moment: str) -> str:
    """The words for a date or a ``date_time``."""
    on = date.fromisoformat(moment[:10])
    weeks = (on - MONDAY).days // 7
    return " ".join([DAYS[on.weekday()] + (f"+{weeks}" if weeks else ""), *moment[11:16].split()])


def in_full(words: str) -> str:
    """As a reader of the calendar sees or hears it: "Tuesday 9 March"."""
    return f"{day(words):%A %-d %B}"
