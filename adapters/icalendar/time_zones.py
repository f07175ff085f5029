"""Which zone a TZID means. Files define zones of their own; people mean places."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from adapters.icalendar.properties import NotImportable
from domain.shared.time_zone import UnknownTimeZone, zone_named


def zone_of(tzid: str, places: Mapping[str, str]) -> ZoneInfo:
    """The IANA zone of ``tzid``: by that very name, by the place its VTIMEZONE names (``places``), by its
    Windows name, or by the end of a path such as ``/freeassociation.sourceforge.net/Europe/Berlin``.

    A zone that only its own rules describe is refused: guessing a place from offsets gives the wrong
    time as soon as a government moves. Raises NotImportable, naming the zone.
    """
    candidates = [tzid, places.get(tzid, ""), WINDOWS_TO_OLSON.get(tzid, "")]
    steps = tzid.split("/")
    candidates += ["/".join(steps[-length:]) for length in (3, 2) if len(steps) > length]
    for name in candidates:
        try:
            return zone_named(name)
        except UnknownTimeZone:
            continue
    raise NotImportable("unknown_time_zone", f"its time zone {tzid[:64]!r} is no place we know")
