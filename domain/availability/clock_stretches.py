"""Where a zone's clocks run without a change. Instants are seconds since 1970 here, offsets are seconds."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400
FIRST_DAY = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=4096)
def stretches(zone: ZoneInfo, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """[start, end) cut where the clocks of ``zone`` change: (since, until, offset from UTC), in order.

    No zone ever changed its clocks and changed them back within a day.
    """
    found = []
    since, offset, moment = start, _offset(zone, start), start
    while moment < end:
        following = min(moment + DAY, end)
        if _offset(zone, following) != offset:
            change = _change(zone, moment, following, offset)
            found.append((since, change, offset))
            since, offset = change, _offset(zone, change)
        moment = following
    return (*found, (since, end, offset)) if since < end else tuple(found)


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """The first second in (before, after] at which the offset is another."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: int) -> int:
    offset = datetime.fromtimestamp(moment, UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
