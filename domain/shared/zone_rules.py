"""What the rules of a time zone come to: how far its clocks are from UTC, and since when.

The rules change when governments say so. What was computed by them is computed anew then, for which one has
to know which rules those were.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from domain.shared.time_slot import EARLIEST, LATEST

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_FIRST, _LAST = (datetime.combine(day, time()) for day in (EARLIEST, LATEST))
_1970 = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ZoneRules:
    """``offsets``: from that second since 1970 on, so many seconds east of UTC; the first since ever.

    They reach over the years that we promise. However a zone is written down, the same clocks are the same
    rules.
    """

    zone: str
    offsets: tuple[tuple[int, int], ...]

    @cached_property
    def name(self) -> str:
        """Tells these rules from all others that the zone has had: the zone, and a digest."""
        return f"{self.zone} {sha256(repr(self.offsets).encode()).hexdigest()[:16]}"

    @cached_property
    def clocks(self) -> ZoneInfo:
        """A zone that goes by these rules."""
        return _KeptZone.from_file(BytesIO(self.tzif), key=self.zone)

    @property
    def tzif(self) -> bytes:
        """As a file of RFC 8536, version 2: with an empty first part, and no rule for what comes after."""
        kinds = list(dict.fromkeys(offset for _, offset in self.offsets))
        changes = self.offsets[1:]
        header = struct.Struct(">4sc15x6l")
        parts = [
            header.pack(b"TZif", b"2", 0, 0, 0, 0, 1, 1),
            struct.pack(">lBBc", 0, 0, 0, b"\0"),
            header.pack(b"TZif", b"2", 0, 0, 0, len(changes), len(kinds), 2),
            *(struct.pack(">q", since) for since, _ in changes),
            bytes(kinds.index(offset) for _, offset in changes),
            *(struct.pack(">lBB", offset, 0, 0) for offset in kinds),
            b"-\0",
            b"\n\n",
        ]
        return b"".join(parts)


@lru_cache(maxsize=1_000)
def rules_of(zone: ZoneInfo) -> ZoneRules:
    """Found by looking at each day: what a zone was read from may be gone, or new, by now.

    Takes some 20 ms, once for each zone.
    """
    return ZoneRules(zone.key, tuple(_offsets(zone)))


class _KeptZone(ZoneInfo):
    """Read from no file that it could be read from again; a copy is itself."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_KeptZone":
        return self


def _offsets(zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    day, before = _FIRST, zone.utcoffset(_FIRST)
    assert before is not None
    yield _seconds(_FIRST - before), before // _SECOND
    while day < _LAST:
        day += _DAY
        after = zone.utcoffset(day)
        assert after is not None
        if after != before:
            earliest, latest = day - _DAY - max(before, after), day - min(before, after)
            yield _first_with(zone, before, _seconds(earliest), _seconds(latest)), after // _SECOND
            before = after


def _first_with(zone: ZoneInfo, before: timedelta, earliest: int, latest: int) -> int:
    """The second after ``earliest`` from which on the clocks are no more ``before`` UTC."""
    while latest - earliest > 1:
        middle = (earliest + latest) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            earliest = middle
        else:
            latest = middle
    return latest


def _seconds(moment: datetime) -> int:
    return (moment.replace(tzinfo=UTC) - _1970) // _SECOND
