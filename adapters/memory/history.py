from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.memory.tables import Tables
from application.history.ports import History, Wanted
from domain.history.deed import Circle, Deed
from domain.meeting.meeting import Meeting
from domain.meeting.zone_change import Renaming


@dataclass
class MemoryHistory(History):
    tables: Tables

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Deed]:
        found = (
            each for each in reversed(self.tables.deeds) if _is_of(wanted, each) and _may_know(wanted, each)
        )
        return [each for each in found if wanted.before is None or each.position < wanted.before][:limit]


def _is_of(wanted: Wanted, deed: Deed) -> bool:
    if deed.meeting_id == wanted.meeting_id:
        return wanted.original_start is None or deed.original_start in (None, wanted.original_start)
    before = (each.until for each in wanted.former if each.meeting_id == deed.meeting_id)
    return deed.original_start is None and any(deed.at <= until for until in before)


def _may_know(wanted: Wanted, deed: Deed) -> bool:
    if wanted.hosts or wanted.viewer_id in (deed.about_id, deed.actor_id, deed.on_behalf_of):
        return True
    return deed.circle is Circle.ALL or (deed.circle is Circle.GUESTS and wanted.sees_guests)


def keep(tables: Tables, deeds: Sequence[Deed]) -> None:
    """Of drafts that are gone nothing is kept."""
    for deed in deeds:
        if deed.meeting_id in tables.meetings:
            last = tables.deeds[-1].position if tables.deeds else 0
            tables.deeds.append(replace(deed, position=last + 1))


def lead_on(tables: Tables, meeting: Meeting) -> None:
    """What was done to the dates that ``meeting`` goes on with stands there from now on."""
    lineage = meeting.lineage
    if lineage is not None:
        tables.deeds = [
            replace(each, meeting_id=meeting.id)
            if each.meeting_id == lineage.meeting_id
            and each.original_start is not None
            and lineage.took_along(each.original_start)
            else each
            for each in tables.deeds
        ]


def rename(tables: Tables, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    tables.deeds = [
        replace(each, original_start=renamed(each.original_start))
        if each.meeting_id == meeting_id and each.original_start is not None
        else each
        for each in tables.deeds
    ]


def forget(tables: Tables, meeting_id: UUID) -> None:
    tables.deeds = [each for each in tables.deeds if each.meeting_id != meeting_id]
