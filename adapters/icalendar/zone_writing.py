"""A VTIMEZONE for a zone (RFC 5545 §3.6.5), for programs that have no zones of their own."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

# After which nearly all zones repeat themselves yearly. Cairo, Gaza, Hebron, Casablanca and El Aaiun do not:
# no RRULE says what they do, and what is written of them ends here.
LAST_YEAR = 2037
SHORTEST_RUN = 3
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 0  # stands for the last such weekday of the month
_NTH = {1: 1, 8: 2, 15: 3, 22: 4}


@dataclass(frozen=True, slots=True)
class _Kind:
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=512)
def zone_lines(key: str, first_year: int) -> tuple[str, ...]:
    """What the clocks of the zone do from ``first_year`` on, and for ever where they follow a yearly rule."""
    zone, start = ZoneInfo(key), datetime(first_year, 1, 1, tzinfo=UTC)
    onsets: dict[_Kind, list[datetime]] = {}
    for instant in _changes(zone, start, datetime(max(LAST_YEAR, first_year + 12) + 1, 1, 1, tzinfo=UTC)):
        kind = _kind(zone, instant, _offset(zone, instant - timedelta(seconds=1)))
        onsets.setdefault(kind, []).append(instant.replace(tzinfo=None) + kind.before)
    first = _kind(zone, start, _offset(zone, start))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{key}"]
    lines += _observance(first, [start.replace(tzinfo=None) + first.before], "")
    for kind, locals_ in onsets.items():
        for run, rule in _runs(locals_, max(LAST_YEAR, first_year + 12), kind.before):
            lines += _observance(kind, run, rule)
    return (*lines, "END:VTIMEZONE")


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _kind(zone: ZoneInfo, instant: datetime, before: timedelta) -> _Kind:
    local = instant.astimezone(zone)
    return _Kind(before, local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants from which on another offset counts: found day by day, then to the second."""
    day, before = start, _offset(zone, start)
    while day < end:
        next_day = day + timedelta(days=1)
        after = _offset(zone, next_day)
        if after != before:
            low, high = 0, 86_400
            while high - low > 1:
                middle = (low + high) // 2
                changed = _offset(zone, day + timedelta(seconds=middle)) != before
                low, high = (low, middle) if changed else (middle, high)
            yield day + timedelta(seconds=high)
        day, before = next_day, after


def _runs(
    onsets: Sequence[datetime], last_year: int, before: timedelta
) -> Iterator[tuple[Sequence[datetime], str]]:
    """Years that follow one rule, each with it; what follows none comes alone."""
    first = 0
    while first < len(onsets):
        fitting, end = _windows(onsets[first]), first + 1
        while end < len(onsets) and _goes_on(onsets[end - 1], onsets[end]):
            narrower = fitting & _windows(onsets[end])
            if not narrower:
                break
            fitting, end = narrower, end + 1
        run = onsets[first:end]
        if len(run) < SHORTEST_RUN:
            yield onsets[first : first + 1], ""
            first += 1
            continue
        until = "" if run[-1].year == last_year else f";UNTIL={run[-1] - before:%Y%m%dT%H%M%SZ}"
        yield run[:1], f"FREQ=YEARLY;BYMONTH={run[0].month};{_day(fitting, run[0])}{until}"
        first = end


def _goes_on(one: datetime, next_one: datetime) -> bool:
    same = (one.month, one.weekday(), one.time()) == (next_one.month, next_one.weekday(), next_one.time())
    return same and next_one.year == one.year + 1


def _windows(onset: datetime) -> frozenset[int]:
    """First days of all weeks of its month in which it lies, and _LAST if it is the last such weekday."""
    longest = monthrange(onset.year, onset.month)[1]
    found = set(range(max(1, onset.day - 6), min(onset.day, longest - 6) + 1))
    return frozenset(found | {_LAST} if onset.day > longest - 7 else found)


def _day(fitting: frozenset[int], onset: datetime) -> str:
    weekday = _DAYS[onset.weekday()]
    for window, nth in _NTH.items():
        if window in fitting:
            return f"BYDAY={nth}{weekday}"
    if _LAST in fitting:
        return f"BYDAY=-1{weekday}"
    first = min(fitting)
    return f"BYDAY={weekday};BYMONTHDAY={','.join(map(str, range(first, first + 7)))}"


def _observance(kind: _Kind, onsets: Sequence[datetime], rule: str) -> Iterator[str]:
    component = "DAYLIGHT" if kind.summer else "STANDARD"
    yield f"BEGIN:{component}"
    yield f"DTSTART:{onsets[0].year:04}{onsets[0]:%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_written(kind.before)}"
    yield f"TZOFFSETTO:{_written(kind.after)}"
    yield f"TZNAME:{kind.name}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"END:{component}"


def _written(offset: timedelta) -> str:
    sign, seconds = ("-", -offset) if offset < timedelta() else ("+", offset)
    hours, rest = divmod(int(seconds.total_seconds()), 3600)
    minutes, last = divmod(rest, 60)
    return f"{sign}{hours:02}{minutes:02}{f'{last:02}' if last else ''}"
