"""Reads a calendar file (RFC 5545): structure first (``components``), then each event (``events``)."""

from zoneinfo import ZoneInfo

from adapters.icalendar.components import RawCalendar, components
from adapters.icalendar.events import event_in_file
from adapters.icalendar.time_zones import Comparisons, Zones
from application.meeting.calendar_files import MOST_OCTETS, CalendarFile
from domain.meeting.refusals import UnreadableCalendar


def calendar_file(octets: bytes, floating_zone: ZoneInfo) -> CalendarFile:
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
