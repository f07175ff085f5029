from zoneinfo import ZoneInfo

from adapters.icalendar.components import components
from adapters.icalendar.events import event_in_file
from application.meeting.calendar_files import MOST_OCTETS, CalendarFile, CalendarFiles
from domain.meeting.refusals import UnreadableCalendar


class IcalendarFiles(CalendarFiles):
    """Structure first (``components``), then each event by itself (``events``)."""

    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        if len(octets) > MOST_OCTETS:
            raise UnreadableCalendar(f"the file is larger than {MOST_OCTETS // 2**20} MB; split it")
        file = components(octets)
        events = [
            event_in_file(raw, number, floating_zone) for number, raw in enumerate(file.events, start=1)
        ]
        return CalendarFile(events, file.others)
