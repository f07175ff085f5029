from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from application.identity.ports import KnownPerson
from application.meeting.calendar_files import CalendarFile, CalendarFiles, Method
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting
from domain.meeting.room import Room


def _here(work: Callable[[], object]) -> object:
    return work()


class IcalendarFiles(CalendarFiles):
    """Reading and writing stand in modules of their own, imported by the first file that comes.

    Until then a process does without the library behind them, its 70 ms and its memory. ``elsewhere`` runs a
    function where it does not stall others: a large file takes a second to read, in which an event loop would
    serve nobody.
    """

    def __init__(self, *, elsewhere: Callable[[Callable[[], object]], object] = _here) -> None:
        self._elsewhere = elsewhere

    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        from adapters.icalendar.reading import calendar_file

        return cast(CalendarFile, self._elsewhere(lambda: calendar_file(octets, floating_zone)))

    def write(
        self,
        meeting: Meeting,
        *,
        people: Mapping[UUID, KnownPerson],
        guests: Sequence[Guest],
        rooms: Collection[Room] = (),
        method: Method | None = None,
        only: Collection[str] | None = None,
    ) -> bytes:
        from adapters.icalendar.writing import written

        return written(meeting, people=people, guests=guests, rooms=rooms, method=method, only=only)
