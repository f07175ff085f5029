"""Which zone a TZID means. Files define zones of their own; people mean places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from adapters.icalendar.components import RawCalendar
from adapters.icalendar.properties import NotImportable
from adapters.icalendar.zone_rules import Change, changes, new_year, offset_at
from domain.shared.time_zone import NOT_A_PLACE, RENAMED, UnknownTimeZone, zone_named

# In one file; each costs milliseconds.
MOST_DEFINITIONS = 50
MOST_COMPARISONS = 200
FIRST_YEAR, LAST_YEAR = 1902, 2150
# A definition is compared over two years. One that repeats may be described by rules that came later.
YEARS_COMPARED = 2
YEARS_LATER = 12
_PROBE = timedelta(days=15)
_SECOND = timedelta(seconds=1)
_SHORTEST_CITY = 4

_Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Comparisons:
    """What reading and comparing the definitions of one file gave so far."""

    known: dict[int, list[Change]] = field(default_factory=dict)
    found: dict[tuple[str, int, _Span, int], ZoneInfo | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones of one calendar. ``floating`` is for clock times without a zone."""

    floating: ZoneInfo
    calendar: RawCalendar
    comparisons: Comparisons

    def of(self, tzid: str, local: datetime, *, repeats: bool) -> ZoneInfo:
        """The IANA zone of ``tzid``: by that very name, by the place its VTIMEZONE names, by its Windows
        name, by the end of a path such as ``/freeassociation.sourceforge.net/Europe/Berlin``, and where no
        name helps by its rules: the zone whose clocks agree in the years from ``local`` on.

        Raises NotImportable, naming the zone, when no zone does.
        """
        places = self.calendar.places
        candidates = [tzid, places.get(tzid, ""), WINDOWS_TO_OLSON.get(tzid, ""), tzid.replace("-", "/", 1)]
        steps = tzid.split("/")
        candidates += ["/".join(steps[-length:]) for length in (3, 2) if len(steps) > length]
        for name in candidates:
            try:
                return zone_named(name)
            except UnknownTimeZone:
                continue
        zone = self._compared(tzid, local, repeats=repeats)
        if zone is None:
            raise NotImportable("unknown_time_zone", f"its time zone {tzid[:64]!r} is no place we know")
        return zone

    def _compared(self, tzid: str, local: datetime, *, repeats: bool) -> ZoneInfo | None:
        year, observances = local.year, self.calendar.observances.get(tzid)
        if observances is None or not FIRST_YEAR <= year < LAST_YEAR:
            return None
        years = range(year, year + YEARS_LATER) if repeats else range(year, year + 1)
        spans = [(new_year(each), new_year(each + YEARS_COMPARED)) for each in years]
        zone = self._agreeing(tzid, observances, spans)
        if zone is None and not repeats:
            # What is said of the time after a single event does not matter to it.
            day_after = local.replace(tzinfo=UTC) + timedelta(days=1)
            zone = self._agreeing(tzid, observances, [(new_year(year), day_after)])
        return zone

    def _agreeing(
        self, tzid: str, observances: Sequence[Sequence[bytes]], spans: Sequence[_Span]
    ) -> ZoneInfo | None:
        """The first zone whose clocks agree with the definition in one of the spans."""
        definition = hash(tuple(map(tuple, observances)))
        key = (tzid, definition, spans[0], len(spans))
        known, found = self.comparisons.known, self.comparisons.found
        if key not in found:
            if len(found) >= MOST_COMPARISONS or len(known) >= MOST_DEFINITIONS:
                return None
            if definition not in known:
                known[definition] = changes(observances, new_year(LAST_YEAR + YEARS_LATER))
            agreeing = (_agreeing(tzid, known[definition], span, self.floating) for span in spans)
            found[key] = next((zone for zone in agreeing if zone), None)
        return found[key]


def _agreeing(tzid: str, known: Sequence[Change], span: _Span, floating: ZoneInfo) -> ZoneInfo | None:
    start, end = span
    within = [change for change in known if start <= change.at < end]
    probes = [start + number * _PROBE for number in range((end - start) // _PROBE)]
    probes += [instant for change in within for instant in (change.at - _SECOND, change.at)]
    expected = [(instant, offset_at(known, instant)) for instant in probes]
    fixed = None if within else offset_at(known, start)
    for zone in _candidates(tzid, floating, fixed):
        if all(instant.astimezone(zone).utcoffset() == offset for instant, offset in expected):
            return zone
    return None


def _candidates(tzid: str, floating: ZoneInfo, fixed: timedelta | None) -> Iterator[ZoneInfo]:
    """The likely ones first: cities in the name, the importer's own zone, a mere offset, big cities, all."""
    words = tzid.lower()
    cities = [(words.find(city), zone) for city, zone in _cities() if city in words]
    yield from (zone for _, zone in sorted(cities, key=lambda found: (found[0], found[1].key)))
    yield floating
    if fixed is not None and not fixed % timedelta(hours=1):
        hours = fixed // timedelta(hours=1)
        if -12 <= hours <= 14:  # the signs of these names run the other way
            yield zone_named(f"Etc/GMT{-hours:+}" if hours else "UTC")
    yield from _all_places()


@cache
def _all_places() -> tuple[ZoneInfo, ...]:
    """Each zone once, those that stand for a whole country's or region's time first."""
    everything: Iterable[str] = sorted(available_timezones() - NOT_A_PLACE - RENAMED.keys())
    places = [name for name in everything if "/" in name and not name.startswith(("Etc/", "SystemV/"))]
    known = [name for name in WINDOWS_TO_OLSON.values() if name in places]
    return tuple(map(zone_named, dict.fromkeys((*known, *places))))


@cache
def _cities() -> tuple[tuple[str, ZoneInfo], ...]:
    named = ((zone.key.rpartition("/")[2].replace("_", " ").lower(), zone) for zone in _all_places())
    return tuple((city, zone) for city, zone in named if len(city) >= _SHORTEST_CITY)
