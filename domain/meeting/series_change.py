"""What an edit does to the dates of a series, and to the people on them, by comparing before with after."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from domain.meeting.asking_again import by_name
from domain.meeting.guest import Guest, ResponseStatus
from domain.meeting.guest_rights import knows_of
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence

MOST_LISTED = 500
NOTHING_WRITTEN: Mapping[str, int] = MappingProxyType({})


class Change(StrEnum):
    """What became of a date; the first that is true."""

    REMOVED = "removed"
    ADDED = "added"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    CHANGED = "changed"


class Why(StrEnum):
    """Why somebody is told, the most important reason first."""

    INVITED = "invited"
    UNINVITED = "uninvited"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    MOVED = "moved"
    RESTORED = "restored"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class AffectedDate:
    """``meeting_id``: the meeting it belongs to now; of one that was removed, the one it belonged to."""

    meeting_id: UUID
    original_start: str
    change: Change
    before: Occurrence | None
    after: Occurrence | None


@dataclass(frozen=True, slots=True)
class AskedAgain:
    guest: Guest
    dates: int


@dataclass(frozen=True, slots=True)
class Told:
    guest: Guest
    why: Why


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """``affected`` lists MOST_LISTED dates at the most, ``more`` says how many it leaves out.

    Answers are counted by guest and date, as far ahead as dates are foreseen; what a date has of its own is
    an exception. ``answers_lost`` and ``exceptions_lost`` belonged to dates that are no more. Messages about
    a date that stays are kept with it; those in ``messages_lost``, by the name of their date, have none any
    more, and can only be read among all that was said. Lines are those of agendas and minutes: of those in
    ``lines_lost`` the date is no more, and they can only be read by its name.
    """

    affected: Sequence[AffectedDate]
    more: int
    answers_kept: int
    asked_again: Sequence[AskedAgain]
    answers_lost: int
    exceptions_kept: int
    exceptions_lost: Sequence[str]
    messages_kept: int
    messages_lost: Mapping[str, int]
    lines_kept: int
    lines_lost: Mapping[str, int]
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class _Date:
    """A date, with the state that its meeting gives it."""

    meeting: Meeting
    date: Occurrence

    @property
    def cancelled(self) -> bool:
        return self.date.cancelled or self.meeting.state is MeetingState.CANCELLED

    @property
    def about(self) -> object:
        own = self.meeting.overrides.get(self.date.original_start)
        rooms = self.meeting.rooms if own is None or own.rooms is None else list(own.rooms)
        return self.date.details, [booking.room_id for booking in rooms]

    @property
    def guests(self) -> dict[str, Guest]:
        invited = (each for each in self.meeting.guests if each.is_invited_on(self.date.original_start))
        return {guest.email: guest for guest in invited}


def compare(
    before: Meeting,
    after: Sequence[Meeting],
    *,
    now: datetime,
    messages: Mapping[str, int] = NOTHING_WRITTEN,
    lines: Mapping[str, int] = NOTHING_WRITTEN,
    reader: UUID | None = None,
) -> SeriesChange:
    """``after``: the meetings that have come of it.

    ``messages`` and ``lines``: how many messages there are about single dates, and lines of their agendas and
    minutes. Of guests and their answers it says what ``reader`` may know of; all of it where that is None.
    """

    def known(guest: Guest) -> bool:
        return reader is None or knows_of(before, reader, guest)

    names = {name for meeting in (before, *after) for name in meeting.overrides}
    names |= {name for guest in before.guests for name in guest.responses}
    names |= messages.keys() | lines.keys()
    old = {name: _Date(before, date) for name, date in by_name(before.dates, names, now=now).items()}
    new = {
        name: _Date(meeting, date)
        for meeting in after
        for name, date in by_name(meeting.dates, {*names, *old}, now=now).items()
    }
    for name in new.keys() - old.keys():
        if (far := before.dates.named(name)) is not None:
            old[name] = _Date(before, far)
    pairs = [(name, old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())]
    affected = list(_affected(pairs))
    kept, again, lost = _answers(pairs, known)
    return SeriesChange(
        affected=affected[:MOST_LISTED],
        more=max(0, len(affected) - MOST_LISTED),
        answers_kept=kept,
        asked_again=again,
        answers_lost=lost,
        exceptions_kept=sum(name in new for name in before.overrides),
        exceptions_lost=sorted(name for name in before.overrides if name not in new),
        messages_kept=sum(count for name, count in messages.items() if name in new),
        messages_lost={name: count for name, count in sorted(messages.items()) if name not in new},
        lines_kept=sum(count for name, count in lines.items() if name in new),
        lines_lost={name: count for name, count in sorted(lines.items()) if name not in new},
        told=[each for each in _told(before, after, pairs, affected, now) if known(each.guest)],
    )


_Pairs = Iterable[tuple[str, _Date | None, _Date | None]]


def _affected(pairs: _Pairs) -> Iterator[AffectedDate]:
    for name, old, new in pairs:
        change = _change(old, new)
        holder = new or old
        if change is not None and holder is not None:
            dates = [each.date if each else None for each in (old, new)]
            yield AffectedDate(holder.meeting.id, name, change, *dates)


def _change(old: _Date | None, new: _Date | None) -> Change | None:
    if new is None:
        return Change.REMOVED
    if old is None:
        return Change.ADDED
    if old.cancelled != new.cancelled:
        return Change.CANCELLED if new.cancelled else Change.RESTORED
    if old.date.timing != new.date.timing:
        return Change.MOVED
    guests = [sorted((guest.email, guest.role) for guest in each.guests.values()) for each in (old, new)]
    return Change.CHANGED if old.about != new.about or guests[0] != guests[1] else None


def _answers(pairs: _Pairs, known: Callable[[Guest], bool]) -> tuple[int, list[AskedAgain], int]:
    """How many stand, who is asked again, and how many went with their dates, of ``known`` guests."""
    kept = lost = 0
    again: dict[str, AskedAgain] = {}
    for name, old, new in pairs:
        guests = new.guests if new else {}
        for email, guest in (old.guests if old else {}).items():
            if guest.response_on(name).status is ResponseStatus.NEEDS_ACTION or not known(guest):
                continue
            now = guests.get(email)
            if now is None:
                lost += 1
            elif now.response_on(name).status is not ResponseStatus.NEEDS_ACTION:
                kept += 1
            else:
                earlier = again.get(email)
                again[email] = AskedAgain(now, earlier.dates + 1 if earlier else 1)
    return kept, list(again.values()), lost


def _told(
    before: Meeting, after: Sequence[Meeting], pairs: _Pairs, affected: Sequence[AffectedDate], now: datetime
) -> list[Told]:
    """Nobody hears of a draft, nor of what only changed about dates that are over."""
    if before.state is MeetingState.DRAFT:
        return []
    changes = {each.original_start: each.change for each in affected}
    were = {guest.email for guest in before.guests}
    are = {guest.email: guest for meeting in after for guest in meeting.guests}
    told: dict[str, Told] = {}
    for name, old, new in pairs:
        if name not in changes or not any(each and each.date.timing.slot.end > now for each in (old, new)):
            continue
        invited_before, invited_now = old.guests if old else {}, new.guests if new else {}
        others_only = old is not None and new is not None and old.about == new.about
        for email, guest in (invited_before | invited_now).items():
            why = Why(changes[name].value)
            if email not in were or (old is not None and email not in invited_before):
                why = Why.INVITED
            elif email not in are or (new is not None and email not in invited_now):
                why = Why.UNINVITED
            elif why is Why.CHANGED and others_only:
                continue
            if email not in told or list(Why).index(why) < list(Why).index(told[email].why):
                told[email] = Told(are.get(email, guest), why)
    return list(told.values())
