"""Lines as the outside sees them, in answers and in events alike; fit for JSON."""

from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.entry import Entry
from domain.proceedings.line import Line
from domain.shared.written import instant


def plain(line: Line) -> dict[str, object]:
    shape = _shared(line)
    if isinstance(line, AgendaItem):
        return shape | _of_item(line)
    if isinstance(line, Entry):
        return shape | _of_entry(line)
    raise TypeError(f"a {type(line).__name__} has no public shape")


def _shared(line: Line) -> dict[str, object]:
    return {
        "id": str(line.id),
        "meeting_id": str(line.meeting_id),
        "original_start": line.original_start,
        "position": line.position,
        "author_id": str(line.author_id),
        "created_at": instant(line.created_at),
        "removed_at": instant(line.removed_at),
        "version": line.version,
    }


def _of_item(item: AgendaItem) -> dict[str, object]:
    topic = item.topic
    return {
        "title": topic.title,
        "notes": topic.notes,
        "owner_id": _text(topic.owner_id),
        "minutes": topic.minutes,
        "state": item.state.value,
        "spent_seconds": int(item.spent.total_seconds()),
        "running_since": instant(item.running_since),
        "carried_from": _text(item.carried_from),
        "carried_to": _text(item.carried_to),
    }


def _of_entry(entry: Entry) -> dict[str, object]:
    content, done = entry.content, entry.done
    return {
        "kind": content.kind.value,
        "text": content.text,
        "agenda_item_id": _text(content.agenda_item_id),
        "owner_id": _text(content.owner_id),
        "due": _text(content.due),
        "done_at": instant(done.at if done else None),
        "done_by": _text(done.by if done else None),
        "revision": entry.revision.number,
        "edited_by": str(entry.revision.author_id),
        "edited_at": instant(entry.revision.written_at),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
