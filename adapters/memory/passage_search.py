from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from adapters.memory.database import MemoryDatabase
from adapters.memory.tables import Tables
from application.meeting.queries import PassageSearch
from application.shared.ports import Viewer
from domain.meeting.passage import Passage, Place
from domain.shared.words import anywhere, beginnings, spaced


@dataclass
class MemoryPassageSearch(PassageSearch):
    database: MemoryDatabase

    def newest(
        self, words: Sequence[str], *, viewer: Viewer, places: Collection[Place], limit: int
    ) -> Sequence[Passage]:
        if not words:
            return ()
        with self.database.lock:
            found = [
                passage
                for passage, sought in _written(self.database.tables)
                if passage.place in places and self._is_found(passage, sought, words, viewer)
            ]
        return sorted(found, key=lambda each: (each.written_at, each.id), reverse=True)[:limit]

    def _is_found(self, passage: Passage, sought: str, words: Sequence[str], viewer: Viewer) -> bool:
        meeting = self.database.tables.meetings[passage.meeting_id]
        if not meeting.is_visible_to(viewer.person_id, in_organisation=viewer.in_organisation):
            return False
        needles = anywhere(words) if viewer.person_id in meeting.participants else beginnings(words)
        return all(needle in spaced(sought) for needle in needles)


def _written(tables: Tables) -> Iterator[tuple[Passage, str]]:
    """All that stands somewhere, with what a search looks at."""
    for message in tables.messages.values():
        if not message.is_deleted:
            where = message.meeting_id, message.original_start
            plain = message.said.plain.strip()
            yield Passage(message.id, Place.CHAT, *where, plain, message.created_at), message.said.sought
    for item in tables.agenda_items.values():
        if item.removed_at is None:
            where = item.meeting_id, item.original_start
            yield Passage(item.id, Place.AGENDA, *where, item.topic.plain, item.created_at), item.topic.sought
    for entry in tables.minutes.values():
        if entry.removed_at is None:
            content, where = entry.content, (entry.meeting_id, entry.original_start)
            place = Place(content.kind.value)
            yield Passage(entry.id, place, *where, content.text.strip(), entry.created_at), content.sought
