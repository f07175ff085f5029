from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, delete, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.notification_rows import BundleRow
from application.notification.ports import Bundles
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import Channel, Kind
from domain.notification.telling import Addressee

_ALL = select(BundleRow.__table__)


class PostgresBundles(Bundles):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, meeting_id: UUID | None, addressees: Collection[Addressee]) -> Sequence[Bundle]:
        theirs = _ALL.where(
            BundleRow.about == _about(meeting_id),
            BundleRow.addressee.in_([each.key for each in addressees]),
        )
        return self._read(theirs.order_by(BundleRow.addressee, BundleRow.channel).with_for_update())

    def save(self, bundles: Sequence[Bundle]) -> None:
        if not bundles:
            return
        kept = insert(BundleRow).values([to_row(each) for each in bundles])
        changed = {name: kept.excluded[name] for name in ("name", "opened_at", "due_at", "notices")}
        self._connection.execute(
            kept.on_conflict_do_update(index_elements=["addressee", "about", "channel"], set_=changed)
        )

    def due(self, channel: Channel, now: datetime) -> Bundle | None:
        due = _ALL.where(BundleRow.channel == channel, BundleRow.due_at <= now).order_by(BundleRow.due_at)
        found = self._read(due.limit(1).with_for_update(skip_locked=True))
        return found[0] if found else None

    def remove(self, bundle: Bundle) -> None:
        one = delete(BundleRow).where(
            BundleRow.addressee == bundle.to.key,
            BundleRow.about == _about(bundle.meeting_id),
            BundleRow.channel == bundle.channel,
        )
        self._connection.execute(one)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Bundle]:
        return [from_row(row) for row in self._connection.execute(statement)]


def _about(meeting_id: UUID | None) -> str:
    return str(meeting_id or "")


def to_row(bundle: Bundle) -> dict[str, Any]:
    return {
        "id": bundle.id,
        "addressee": bundle.to.key,
        "about": _about(bundle.meeting_id),
        "channel": bundle.channel.value,
        "person_id": bundle.to.person_id,
        "email": bundle.to.email,
        "name": bundle.to.name,
        "opened_at": bundle.opened_at,
        "due_at": bundle.due_at,
        "notices": [_notice_to_json(each) for each in bundle.notices],
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Bundle:
    notices = [_notice_from_json(*each) for each in row.notices]
    to = Addressee(row.person_id, row.email, row.name)
    about = UUID(row.about) if row.about else None
    return Bundle(row.id, to, about, row.opened_at, row.due_at, notices, Channel(row.channel))


def _notice_to_json(notice: Notice) -> list[Any]:
    event_id = str(notice.event_id) if notice.event_id else None
    return [notice.kind.value, dict(notice.facts), notice.original_start, event_id, notice.about]


def _notice_from_json(
    kind: str,
    facts: dict[str, Any],
    original_start: str | None,
    event_id: str | None = None,
    about: str = "",
) -> Notice:
    """The last two are missing where the version before wrote it."""
    return Notice(Kind(kind), facts, original_start, UUID(event_id) if event_id else None, about)
