from collections.abc import Collection, Mapping
from datetime import time
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.notification_rows import NotificationPreferencesRow
from application.notification.ports import NotificationPreferences
from domain.notification.digest import DigestTime
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Preferences, QuietHours, Wishes
from domain.notification.refusals import StalePreferences

_ALL = select(NotificationPreferencesRow.__table__)


class PostgresNotificationPreferences(NotificationPreferences):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: UUID) -> Preferences:
        theirs = _ALL.where(NotificationPreferencesRow.person_id == person_id)
        row = self._connection.execute(theirs).one_or_none()
        return from_row(row) if row is not None else Preferences(person_id)

    def among(self, person_ids: Collection[UUID]) -> Mapping[UUID, Wishes]:
        theirs = _ALL.where(NotificationPreferencesRow.person_id.in_(person_ids))
        said = {row.person_id: from_row(row).wishes for row in self._connection.execute(theirs)}
        return {each: said.get(each, Wishes()) for each in person_ids}

    def save(self, preferences: Preferences) -> None:
        row = to_row(preferences)
        kept = insert(NotificationPreferencesRow).values(row)
        saved = kept.on_conflict_do_update(
            index_elements=["person_id"],
            set_=row,
            where=NotificationPreferencesRow.version == preferences.version,
        ).returning(NotificationPreferencesRow.version)
        # Without a row the version is 1; an insert for any other comes too late.
        too_late = preferences.version > 1 and self.get(preferences.person_id).version == 1
        if too_late or self._connection.scalar(saved) is None:
            raise StalePreferences("these preferences changed since you read them; look again and retry")
        preferences.version += 1


def to_row(preferences: Preferences) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    wishes = preferences.wishes
    return {
        "person_id": preferences.person_id,
        "channels": {kind.value: sorted(ways) for kind, ways in wishes.channels.items()},
        "quiet_from": wishes.quiet_hours and wishes.quiet_hours.start,
        "quiet_until": wishes.quiet_hours and wishes.quiet_hours.end,
        "digest_at": wishes.digest.at,
        "digest_weekday": wishes.digest.weekday,
        "version": preferences.version + 1,
    }


def from_row(row: Row[Any]) -> Preferences:
    channels = {Kind(kind): frozenset(map(Channel, ways)) for kind, ways in row.channels.items()}
    start: time | None = row.quiet_from
    quiet = None if start is None else QuietHours(start, row.quiet_until)
    digest = DigestTime(row.digest_at, row.digest_weekday)
    return Preferences(row.person_id, Wishes(channels, quiet, digest), row.version)
