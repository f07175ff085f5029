"""Makers of agenda items and of minutes."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from domain.proceedings.agenda_item import AgendaItem, AgendaState, Topic
from domain.proceedings.entry import Content, Done, Entry, EntryKind, Revision
from domain.shared.ids import new_id
from tests.builders import NOW, one_liners, texts

LATER = st.integers(0, 10**9).map(lambda microseconds: NOW + timedelta(microseconds=microseconds))
IDS = st.none() | st.uuids(version=4)


@st.composite
def agenda_items(draw: st.DrawFn, meeting_id: UUID, person_id: UUID, original_start: str) -> AgendaItem:
    """Any item, removed ones too, at position 1."""
    owner, minutes = draw(st.sampled_from([None, person_id])), draw(st.none() | st.integers(1, 1_440))
    state = draw(st.sampled_from(AgendaState))
    return AgendaItem(
        **draw(_shared(meeting_id, person_id, original_start)),
        topic=Topic(draw(one_liners(40)), draw(texts(40)), owner, minutes),
        state=state,
        spent=timedelta(microseconds=draw(st.integers(0, 10**12))),
        running_since=draw(LATER) if state is AgendaState.RUNNING else None,
        carried_from=draw(IDS),
        carried_to=draw(st.uuids(version=4)) if state is AgendaState.CARRIED_OVER else None,
    )


@st.composite
def entries(draw: st.DrawFn, meeting_id: UUID, person_id: UUID, original_start: str) -> Entry:
    shared, text, kind = (
        draw(_shared(meeting_id, person_id, original_start)),
        draw(texts(40)),
        draw(st.sampled_from(EntryKind)),
    )
    owner, due, done = None, None, None
    if kind is EntryKind.ACTION:
        owner = draw(st.sampled_from([None, person_id]))
        due = draw(st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)))
        done = draw(st.none() | LATER.map(lambda at: Done(person_id, at)))
    number = draw(st.integers(1, 9))
    return Entry(
        **shared,
        content=Content(kind, text, draw(IDS), owner, due),
        revision=Revision(shared["id"], number, text, person_id, draw(LATER), draw(LATER)),
        done=done,
    )


@st.composite
def _shared(draw: st.DrawFn, meeting_id: UUID, person_id: UUID, original_start: str) -> dict[str, Any]:
    return {
        "id": new_id(NOW),
        "meeting_id": meeting_id,
        "original_start": original_start,
        "position": 1,
        "author_id": person_id,
        "created_at": draw(LATER),
        "removed_at": draw(st.none() | LATER),
        "version": draw(st.integers(1, 10**6)),
    }
