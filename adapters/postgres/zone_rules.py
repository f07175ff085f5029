"""Which time zone rules rows were computed by, and those rules for as long as somebody may ask."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import psycopg
from sqlalchemy import ARRAY, Connection, Engine, Text, bindparam, text

from adapters.postgres.connections import connect
from adapters.postgres.database import rows_of
from application.shared.refusals import StorageUnavailable
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Zones
from domain.meeting.zone_change import zones_of
from domain.shared.zone_rules import ZoneRules, rules_of

_KNOWN = "SELECT zone, offsets FROM zone_rules WHERE name = ANY (%s)"
_LATEST = text("""
    SELECT DISTINCT ON (zone) zone, name FROM zone_rules
    WHERE zone = ANY (:zones) ORDER BY zone, known_since DESC
""").bindparams(bindparam("zones", type_=ARRAY(Text)))
_REGISTER = """
    INSERT INTO zone_rules (name, zone, offsets) VALUES (%s, %s, CAST(%s AS jsonb)) ON CONFLICT DO NOTHING
"""
_DECLARE = text("UPDATE zone_rules SET known_since = clock_timestamp() WHERE name = ANY (:names)").bindparams(
    bindparam("names", type_=ARRAY(Text))
)

_registered: WeakKeyDictionary[Engine, set[str]] = WeakKeyDictionary()
_registering = Lock()


def names_of(meeting: Meeting) -> list[str]:
    """The rules that the meeting is computed by."""
    return sorted(rules_of(zone).name for zone in zones_of(meeting))


def register(engine: Engine, zones: Iterable[ZoneInfo]) -> None:
    """Before the first meeting that is computed by the rules of those zones is stored, they are.

    Once for each zone and process, and final at once: whether that meeting's transaction goes through or not,
    others will lean on it. So it is done on a connection apart, which is not of the pool: who waits for one
    of those holds one.
    """
    known = _registered.setdefault(engine, set())
    for zone in zones:
        rules = rules_of(zone)
        if rules.name in known:
            continue
        with _registering:
            if rules.name not in known:
                _write(engine, rules)
                known.add(rules.name)


def forget(engine: Engine) -> None:
    """That database was emptied: no rules stand in it any more."""
    _registered.pop(engine, None)


def are_present(names: Iterable[str]) -> bool:
    """Whether these are the rules of this process."""
    return all(_present(name.partition(" ")[0]).name == name for name in names)


def clocks(driver: "psycopg.Connection[Any]", names: Sequence[str]) -> Zones:
    """Zones as they were by the rules of those names; by present ones for others."""
    if are_present(names):
        return ZoneInfo
    former = [_clocks(row.zone, _pairs(row.offsets)) for row in rows_of(driver, _KNOWN, list(names))]
    by_zone = {each.key: each for each in former}
    return lambda zone: by_zone.get(zone) or ZoneInfo(zone)


def former_names(connection: Connection) -> list[str]:
    """All that are not the present ones."""
    names = connection.execute(text("SELECT name FROM zone_rules")).scalars()
    return [name for name in names if not are_present([name])]


def expect_latest(connection: Connection, names: Sequence[str]) -> None:
    """Raises StorageUnavailable where others know newer rules for one of those zones."""
    zones = [name.partition(" ")[0] for name in names]
    for row in connection.execute(_LATEST, {"zones": zones}):
        if row.name != _present(row.zone).name:
            raise StorageUnavailable(
                f"this process has old time zone rules for {row.zone}; restart it with the new ones"
            )


def declare(connection: Connection) -> None:
    """The present rules are the latest from now on, whatever was known since when."""
    zones = list(connection.execute(text("SELECT DISTINCT zone FROM zone_rules")).scalars())
    latest = {row.zone: row.name for row in connection.execute(_LATEST, {"zones": zones})}
    changed = [zone for zone in zones if _present(zone).name != latest[zone]]
    register(connection.engine, map(ZoneInfo, changed))
    if changed:
        connection.execute(_DECLARE, {"names": [_present(zone).name for zone in changed]})


def _present(zone: str) -> ZoneRules:
    return rules_of(ZoneInfo(zone))


def _write(engine: Engine, rules: ZoneRules) -> None:
    url = engine.url.render_as_string(hide_password=False)
    values = (rules.name, rules.zone, json.dumps(rules.offsets))
    try:
        with connect(url, application_name="convene zone rules") as connection:
            connection.execute(_REGISTER, values)
    except psycopg.Error as error:
        raise StorageUnavailable("the database cannot be reached; try again in a moment") from error


def _pairs(offsets: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((since, offset) for since, offset in offsets)


@cache
def _clocks(zone: str, offsets: tuple[tuple[int, int], ...]) -> ZoneInfo:
    return ZoneRules(zone, offsets).clocks
