"""Zones that files define themselves, and the places that they mean."""

from collections.abc import Sequence

import pytest

from adapters.icalendar.calendar_files import IcalendarFiles
from application.meeting.calendar_files import PlannedEvent, Unusable
from domain.meeting.timing import Timed
from domain.shared.time_zone import zone_named
from tests.calendars import a_calendar, an_event


def a_zone(tzid: str, *observances: tuple[str, str, str, str, str]) -> str:
    """Each (STANDARD or DAYLIGHT, DTSTART, from, to, rule or nothing)."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    for kind, start, before, after, rule in observances:
        lines += [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [f"RRULE:{rule}"] if rule else []
        lines += [f"END:{kind}"]
    return "\r\n".join([*lines, "END:VTIMEZONE"])


OUTLOOK = (
    ("STANDARD", "16010101T020000", "-0400", "-0500", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("DAYLIGHT", "16010101T020000", "-0500", "-0400", "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
)
BEFORE_CHRIST_NEARLY = (
    ("STANDARD", "00010101T030000", "+0200", "+0100", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ("DAYLIGHT", "00010101T020000", "+0100", "+0200", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
)
FICTION = (
    ("STANDARD", "19700101T020000", "+0300", "+0123", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("DAYLIGHT", "19700101T020000", "+0123", "+0300", "FREQ=YEARLY;BYDAY=2SU;BYMONTH=5"),
)


def zone_of(
    *definition: tuple[str, str, str, str, str],
    tzid: str = "Custom",
    importer: str = "Asia/Tokyo",
    start: str = "20261201T093000",
    lines: Sequence[str] = (),
) -> str | None:
    """The name of the zone that was found, None when the event was refused for it."""
    octets = a_calendar(
        an_event(*lines, start=f'DTSTART;TZID="{tzid}":{start}'), before=[a_zone(tzid, *definition)]
    )
    (event,) = IcalendarFiles().read(octets, floating_zone=zone_named(importer)).events
    if isinstance(event.content, Unusable):
        assert event.content.code == "unknown_time_zone"
        assert tzid in event.content.reason
        return None
    assert isinstance(event.content, PlannedEvent)
    assert isinstance(event.content.timing, Timed)
    return event.content.timing.start.zone.key


def test_rules_that_some_place_has() -> None:
    assert zone_of(*OUTLOOK) == "America/New_York"


def test_a_definition_may_begin_in_the_year_one() -> None:
    assert zone_of(*BEFORE_CHRIST_NEARLY, tzid="(UTC+01:00) Amsterdam Berlin Rome") == "Europe/Amsterdam"


def test_the_importers_own_zone_comes_first_when_it_agrees() -> None:
    assert zone_of(*BEFORE_CHRIST_NEARLY, importer="Europe/Prague") == "Europe/Prague"


def test_rules_that_no_place_has_are_refused() -> None:
    assert zone_of(*FICTION) is None


def test_a_name_counts_for_nothing_when_its_rules_are_others() -> None:
    assert zone_of(*OUTLOOK, tzid="Our office in Tokyo") == "America/New_York"


def test_an_offset_without_changes() -> None:
    assert zone_of(("STANDARD", "19700101T000000", "+0100", "+0100", "")) == "Etc/GMT-1"
    assert zone_of(("STANDARD", "19700101T000000", "+0545", "+0545", "")) == "Asia/Kathmandu"
    assert zone_of(("STANDARD", "19700101T000000", "+0000", "+0000", "")) == "UTC"


def test_an_event_counts_in_its_own_year() -> None:
    """Before 2007 the clocks of New York changed on other days than these rules say."""
    assert zone_of(*OUTLOOK, start="20050401T090000") is None


def test_what_is_said_of_later_years_does_not_matter_to_a_single_event() -> None:
    """As in the first example of RFC 2445 §4.6.5, which ends in the autumn of 1997."""
    definition = (
        ("STANDARD", "19971026T020000", "-0400", "-0500", ""),
        ("DAYLIGHT", "19970406T020000", "-0500", "-0400", ""),
    )
    assert zone_of(*definition, start="19970712T083000") == "America/New_York"
    assert (
        zone_of(*definition, start="19970712T083000", lines=["RRULE:FREQ=DAILY;COUNT=2"])
        != "America/New_York"
    )


def test_a_series_may_be_described_by_rules_that_came_later() -> None:
    found = zone_of(*OUTLOOK, start="20050401T090000", lines=["RRULE:FREQ=WEEKLY"])
    assert found == "America/New_York"


@pytest.mark.parametrize(
    "observance",
    [
        ("STANDARD", "19700101T000000", "+0100", "+9900", ""),
        ("STANDARD", "tomorrow", "+0100", "+0100", ""),
        ("STANDARD", "19700101T000000", "+0100", "+0200", "FREQ=SECONDLY"),
        ("STANDARD", "19700101T000000", "+0100", "+0200", "nonsense"),
    ],
)
def test_definitions_that_cannot_be_read(observance: tuple[str, str, str, str, str]) -> None:
    assert zone_of(observance) is None


def test_two_calendars_in_one_file_do_not_share_their_zones() -> None:
    event = an_event(start="DTSTART;TZID=Custom:20261201T093000")
    octets = a_calendar(before=[a_zone("Custom", *OUTLOOK)]) + a_calendar(event)
    (found,) = IcalendarFiles().read(octets, floating_zone=zone_named("Asia/Tokyo")).events
    assert isinstance(found.content, Unusable)
