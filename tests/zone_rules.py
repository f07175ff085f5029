"""Time zone rules as governments might change them, put where ``zoneinfo`` looks first."""

import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.shared.zone_rules import ZoneRules, rules_of

Offsets = tuple[tuple[int, int], ...]
Reform = Callable[[Offsets], Offsets]

WEEK = timedelta(weeks=1)


@contextmanager
def reformed(folder: Path, reform: Reform, *zones: str) -> Iterator[None]:
    """What a process that starts after such a change of tzdata finds; until then nothing is read again."""
    found = zoneinfo.TZPATH
    own = folder / f"rules{len(list(folder.iterdir()))}"
    for zone in zones:
        file = own / zone
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(ZoneRules(zone, reform(rules_of(ZoneInfo(zone)).offsets)).tzif)
    zoneinfo.reset_tzpath([str(own), *found])
    ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(found)
        ZoneInfo.clear_cache()


def no_more_changes_from(year: int) -> Reform:
    """The clocks are never changed again."""
    return lambda offsets: tuple(each for each in offsets if each[0] < _start_of(year))


def later_by(by: timedelta, *, since: int, until: int = 2200) -> Reform:
    """The clocks are changed later, or earlier, from the first year on, before the last."""

    def reform(offsets: Offsets) -> Offsets:
        first, last, seconds = _start_of(since), _start_of(until), int(by.total_seconds())
        return tuple((at + seconds if first <= at < last else at, offset) for at, offset in offsets)

    return reform


def further_east(by: timedelta, *, since: int) -> Reform:
    """Another time altogether."""

    def reform(offsets: Offsets) -> Offsets:
        first, seconds = _start_of(since), int(by.total_seconds())
        before = [each for each in offsets if each[0] < first]
        after = [(at, offset + seconds) for at, offset in offsets if at >= first]
        return (*before, (first, before[-1][1] + seconds), *after)

    return reform


def _start_of(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
