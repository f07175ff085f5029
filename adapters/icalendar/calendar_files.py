from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.icalendar.components import RawCalendar, components
from adapters.icalendar.events import event_in_file
from adapters.icalendar.time_zones import Comparisons, Zones
from adapters.icalendar.writing import written
from application.identity.ports import KnownPerson
from application.meeting.calendar_files import MOST_OCTETS, CalendarFile, CalendarFiles
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import UnreadableCalendar
from domain.meeting.room import Room


def _here(work: Callable[[], object]) -> object:
    return work()


class IcalendarFiles(CalendarFiles):
    """Structure first (``components``), then each event by itself (``events``).

    ``elsewhere`` runs a function where it does not stall others: a large file takes a second to read, in
    which an event loop would serve nobody.
    """

    def __init__(self, *, elsewhere: Callable[[Callable[[], object]], object] = _here) -> None:
        self._elsewhere = elsewhere

    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        return cast(CalendarFile, self._elsewhere(lambda: _read(octets, floating_zone)))

    def write(
        self,
        meeting: Meeting,
        *,
        people: Mapping[UUID, KnownPerson],
        guests: Sequence[Guest],
        rooms: Collection[Room] = (),
    ) -> bytes:
        return written(meeting, people=people, guests=guests, rooms=rooms)


def _read(octets: bytes, floating_zone: ZoneInfo) -> CalendarFile:
    if len(octets) > MOST_OCTETS:
        raise UnreadableCalendar(f"the file is larger than {MOST_OCTETS // 2**20} MB; split it")
    file = components(octets)
    comparisons = Comparisons()
    zones = {
        id(raw.calendar): Zones(floating_zone, raw.calendar or RawCalendar(), comparisons)
        for raw in file.events
    }
    events = [
        event_in_file(raw, number, zones[id(raw.calendar)]) for number, raw in enumerate(file.events, start=1)
    ]
    return CalendarFile(events, file.others)
