import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from adapters.postgres.database import OpenTransaction
from application.identity.display_ports import ManyDisplayPreferences
from domain.identity.display import (
    Density,
    Display,
    DisplayPreferences,
    FirstDay,
    HourCycle,
    Motion,
    Palette,
    TextSize,
    Theme,
)
from domain.identity.refusals import StaleDisplay

_ONE = "SELECT display, version FROM display_preferences WHERE person_id = %s"
_INSERT = "INSERT INTO display_preferences VALUES (%s, %s, 2) ON CONFLICT DO NOTHING RETURNING version"
_UPDATE = """
    UPDATE display_preferences SET display = %s, version = version + 1
    WHERE person_id = %s AND version = %s RETURNING version
"""


class PostgresDisplayPreferences(ManyDisplayPreferences):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def get(self, person_id: UUID) -> DisplayPreferences:
        rows = self._opened.read(_ONE, person_id)
        return from_row(person_id, *rows[0]) if rows else DisplayPreferences(person_id)

    def save(self, preferences: DisplayPreferences) -> None:
        person_id, display = preferences.person_id, json.dumps(asdict(preferences.display))
        # Without a row the version is 1.
        if preferences.version == 1:
            saved = self._opened.write(_INSERT, person_id, display)
        else:
            saved = self._opened.write(_UPDATE, display, person_id, preferences.version)
        if not saved:
            raise StaleDisplay("these preferences changed since you read them; look again and retry")
        preferences.version += 1


def from_row(person_id: UUID, display: Mapping[str, Any], version: int) -> DisplayPreferences:
    kept = Display(
        theme=Theme(display["theme"]),
        density=Density(display["density"]),
        palette=Palette(display["palette"]),
        motion=Motion(display["motion"]),
        text_size=TextSize(display["text_size"]),
        hour_cycle=HourCycle(display["hour_cycle"]),
        first_day=FirstDay(display["first_day"]),
        single_keys=display["single_keys"],
        keys=display["keys"],
    )
    return DisplayPreferences(person_id, kept, version)
