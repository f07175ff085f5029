from collections.abc import Collection, Sequence
from uuid import UUID

from adapters.postgres.database import OpenTransaction
from application.notification.ports import Mutes
from domain.notification.mute import Mute

_THEIRS = "SELECT original_start FROM meeting_mute WHERE person_id = %s AND meeting_id = %s"
_OF = """
    SELECT meeting_id, array_agg(original_start) AS muted FROM meeting_mute
    WHERE person_id = %s GROUP BY meeting_id ORDER BY meeting_id
"""
_FORGET = "DELETE FROM meeting_mute WHERE person_id = %s AND meeting_id = %s"
_KEEP = "INSERT INTO meeting_mute SELECT %s, %s, unnest(%s::text[]) ON CONFLICT DO NOTHING"
_COVERING = """
    SELECT DISTINCT person_id FROM meeting_mute
    WHERE meeting_id = %s AND person_id = ANY (%s) AND original_start IN ('', coalesce(%s, ''))
"""
_CARRY_ON = """
    INSERT INTO meeting_mute
    SELECT person_id, %s, original_start FROM meeting_mute WHERE meeting_id = %s
    ON CONFLICT DO NOTHING
"""


class PostgresMutes(Mutes):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def get(self, person_id: UUID, meeting_id: UUID) -> Mute:
        muted = {row.original_start for row in self._opened.read(_THEIRS, person_id, meeting_id)}
        return Mute(person_id, meeting_id, "" in muted, frozenset(muted - {""}))

    def of(self, person_id: UUID) -> Sequence[Mute]:
        return [
            Mute(person_id, row.meeting_id, "" in row.muted, frozenset(row.muted) - {""})
            for row in self._opened.read(_OF, person_id)
        ]

    def save(self, mute: Mute) -> None:
        self._opened.write(_FORGET, mute.person_id, mute.meeting_id)
        muted = [*sorted(mute.dates), *([""] if mute.whole else [])]
        self._opened.write(_KEEP, mute.person_id, mute.meeting_id, muted)

    def covering(
        self, meeting_id: UUID, original_start: str | None, person_ids: Collection[UUID]
    ) -> Collection[UUID]:
        rows = self._opened.read(_COVERING, meeting_id, list(person_ids), original_start)
        return {row.person_id for row in rows}

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        self._opened.write(_CARRY_ON, as_meeting_id, meeting_id)
