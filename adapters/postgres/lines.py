"""Lines of agendas and minutes as rows, and back."""

from datetime import timedelta
from typing import Any

from domain.proceedings.agenda_item import AgendaItem, AgendaState, Topic
from domain.proceedings.entry import Content, Done, Entry, EntryKind, Revision
from domain.proceedings.line import Line

_MICROSECOND = timedelta(microseconds=1)
_SHARED = (
    "id",
    "meeting_id",
    "original_start",
    "position",
    "author_id",
    "created_at",
    "removed_at",
    "version",
)
_TOPIC = ("title", "notes", "owner_id", "minutes")
_CONTENT = ("text", "agenda_item_id", "owner_id", "due")
_REVISION = ("entry_id", "number", "text", "author_id", "begun_at", "written_at")


def item_to_row(item: AgendaItem) -> dict[str, Any]:
    return {
        **_members(item, _SHARED),
        **_members(item.topic, _TOPIC),
        "sought": item.topic.sought,
        "state": item.state,
        "spent_microseconds": item.spent // _MICROSECOND,
        "running_since": item.running_since,
        "carried_from": item.carried_from,
        "carried_to": item.carried_to,
    }


def item_from_row(row: Any) -> AgendaItem:
    return AgendaItem(
        **_members(row, _SHARED),
        topic=Topic(**_members(row, _TOPIC)),
        state=AgendaState(row.state),
        spent=row.spent_microseconds * _MICROSECOND,
        running_since=row.running_since,
        carried_from=row.carried_from,
        carried_to=row.carried_to,
    )


def entry_to_row(entry: Entry) -> dict[str, Any]:
    return {
        **_members(entry, _SHARED),
        **_members(entry.content, _CONTENT),
        "kind": entry.content.kind,
        "sought": entry.content.sought,
        "done_at": entry.done and entry.done.at,
        "done_by": entry.done and entry.done.by,
        "revision": entry.revision.number,
    }


def entry_from_row(row: Any) -> Entry:
    """``row``: of the entry and, under names with ``revision_``, of its latest revision."""
    return Entry(
        **_members(row, _SHARED),
        content=Content(EntryKind(row.kind), **_members(row, _CONTENT)),
        done=None if row.done_at is None else Done(row.done_by, row.done_at),
        revision=Revision(
            row.id,
            row.revision,
            row.text,
            row.revision_author_id,
            row.revision_begun_at,
            row.revision_written_at,
        ),
    )


def revision_to_row(revision: Revision) -> dict[str, Any]:
    return _members(revision, _REVISION)


def revision_from_row(row: Any) -> Revision:
    return Revision(**_members(row, _REVISION))


def _members(of: Line | Topic | Content | Revision | Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(of, name) for name in names}
