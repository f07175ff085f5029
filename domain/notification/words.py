"""Notifications in English, with times as the reader's clocks show them.

Hours are written with 24 of them and a leading zero: nobody can take them for another half of the day.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.notification.kind import Kind
from domain.recurrence.english import ENGLISH

Facts = Mapping[str, Any]
_ANSWERS = {
    "accepted": "accepted",
    "tentative": "said maybe to",
    "declined": "declined",
    "waiting": "waits for a place in",
    "needs_action": "took back the answer to",
}
_MEMBERS = {
    "title": "the title",
    "location": "the place",
    "conference_url": "the link",
    "recurrence": "how it repeats",
    "exceptions": "some of its dates",
    "rooms": "the room",
}
_ROOM_ANSWERS = {"confirmed": "is yours for", "declined": "was declined for", "pending": "is asked again for"}


def sentence(kind: Kind, facts: Facts, zone: ZoneInfo, *, count: int = 1) -> str:
    """What happened, in one line."""
    return _SENTENCES[kind](facts, zone, count)


def statement(kind: Kind, facts: Facts, zone: ZoneInfo) -> str:
    """The same with a full stop, unless somebody's own words end it."""
    said = sentence(kind, facts, zone)
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def subject(kinds: Sequence[Kind], title: str) -> str:
    """Of a letter that tells these; the words before the title are those of the first."""
    about = _SUBJECTS.get(kinds[0], "News")
    return f"{about}: {title}" if title else about


def reason_to_write(*, has_account: bool) -> str:
    """The last line of a letter: why its reader gets it."""
    if has_account:
        return "Which of these come by mail is up to you: see the settings for notifications."
    return "You get this because somebody invited you. Its calendar file keeps your calendar up to date."


def times(facts: Facts, zone: ZoneInfo) -> str:
    """When it takes place: in ``zone``, unless it takes whole days, which are the same everywhere."""
    if "start" not in facts:
        return ""
    start, end = facts["start"], facts["end"]
    if "date" in start:
        first, last = date.fromisoformat(start["date"]), date.fromisoformat(end["date"]) - timedelta(days=1)
        return day(first) if first == last else f"{day(first)} to {day(last)}"
    begins, ends = (datetime.fromisoformat(each["utc"]).astimezone(zone) for each in (start, end))
    until = f"{ends:%H:%M}" if begins.date() == ends.date() else f"{day(ends)}, {ends:%H:%M}"
    return f"{day(begins)}, {begins:%H:%M}–{until}"


def day(of: date) -> str:
    return f"{ENGLISH.weekdays[of.weekday()]} {of.day} {ENGLISH.months[of.month - 1]} {of.year}"


def listed(items: list[str]) -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def _title(facts: Facts) -> str:
    """Without one where its reader may not know it."""
    return f"“{facts['title']}”" if facts.get("title") else "a meeting"


def _which(facts: Facts, zone: ZoneInfo) -> str:
    """The title, and the date where one of a series is meant."""
    if facts.get("scope") == "this" and "start" in facts:
        return f"{_title(facts)} on {times(facts, zone)}"
    return _title(facts)


def _by(facts: Facts, active: str, passive: str) -> str:
    """Who did it where that is known, and what was done where it is not."""
    return f"{facts['by']} {active}" if facts.get("by") else passive


def _invited(facts: Facts, zone: ZoneInfo, count: int) -> str:
    what = _by(facts, "invites you to", "You are invited to")
    return f"{what} {_title(facts)}, {times(facts, zone)}"


def _moved(facts: Facts, zone: ZoneInfo, count: int) -> str:
    span = f"from {times(facts.get('before', {}), zone)} to {times(facts, zone)}"
    if facts.get("cause") == "time_zone_rules":
        zones = listed(list(facts.get("time_zones", [])))
        return f"{_title(facts)} moves {span}, since the rules of {zones} have changed"
    if facts.get("by"):
        return f"{facts['by']} moved {_title(facts)} {span}"
    return f"{_title(facts)} was moved {span}"


def _cancelled(facts: Facts, zone: ZoneInfo, count: int) -> str:
    reason = f": {facts['reason']}" if facts.get("reason") else ""
    on = f"{_title(facts)}, {times(facts, zone)}"
    return (f"{facts['by']} cancelled {on}" if facts.get("by") else f"{on} was cancelled") + reason


def _restored(facts: Facts, zone: ZoneInfo, count: int) -> str:
    return f"{_title(facts)}, {times(facts, zone)}, takes place after all"


def _changed(facts: Facts, zone: ZoneInfo, count: int) -> str:
    members = listed([_MEMBERS[each] for each in facts.get("changed", [])])
    what = _which(facts, zone)
    return f"{facts['by']} changed {members} of {what}" if facts.get("by") else f"{what} changed: {members}"


def _answered(facts: Facts, zone: ZoneInfo, count: int) -> str:
    answers = [f"{each['guest']} {_ANSWERS[each['status']]}" for each in facts.get("answers", [])]
    if len(answers) == 1:
        return f"{answers[0]} {_which(facts, zone)}"
    short = listed([_short(each) for each in facts["answers"]])
    return f"{len(answers)} answers to {_which(facts, zone)}: {short}"


def _short(answer: Mapping[str, str]) -> str:
    return f"{answer['guest']} ({answer['status'].replace('_', ' ')})"


def _message(facts: Facts, zone: ZoneInfo, count: int) -> str:
    return (
        f"{facts.get('by', '')} wrote in {_title(facts)}"
        if count == 1
        else f"{count} messages in {_title(facts)}"
    )


def _assigned(facts: Facts, zone: ZoneInfo, count: int) -> str:
    what = _by(facts, "asks you to do", "You are to do")
    due = f", due {day(date.fromisoformat(facts['due']))}" if facts.get("due") else ""
    return f"{what} “{facts['action']}”{due}: {_title(facts)}"


def _proposal(facts: Facts, zone: ZoneInfo, count: int) -> str:
    proposed, present = times(facts["proposal"], zone), times(facts, zone)
    return f"{facts.get('guest', '')} proposes {proposed} for {_title(facts)}, instead of {present}"


def _decided(how: str) -> "Sentence":
    def words(facts: Facts, zone: ZoneInfo, count: int) -> str:
        proposed = times(facts["proposal"], zone)
        return f"Your proposal for {_title(facts)}, {proposed}, was {how}"

    return words


def _room_answered(facts: Facts, zone: ZoneInfo, count: int) -> str:
    reason = f": {facts['reason']}" if facts.get("reason") else ""
    answer = _ROOM_ANSWERS.get(facts["status"], "is not to be had for")
    return f"{facts.get('room', 'The room')} {answer} {_which(facts, zone)}{reason}"


def _done_for_you(facts: Facts, zone: ZoneInfo, count: int) -> str:
    deeds = {
        "meeting.scheduled": "scheduled",
        "guest.responded": "answered the invitation to",
        "proposal.made": "proposed another time for",
        "meeting.room_answered": "answered for a room of",
    }
    return f"{facts['by']} {deeds[facts['deed']]} {_title(facts)}, {times(facts, zone)}, in your name"


_SUBJECTS = {
    Kind.INVITED: "Invitation",
    Kind.UNINVITED: "No longer invited",
    Kind.MOVED: "Moved",
    Kind.CANCELLED: "Cancelled",
    Kind.RESTORED: "Takes place after all",
    Kind.CHANGED: "Changed",
    Kind.ANSWERED: "Answers",
    Kind.MESSAGE: "New messages",
    Kind.DONE_FOR_YOU: "Done in your name",
    Kind.PROMOTED: "You have a place",
    Kind.MENTIONED: "You were mentioned",
    Kind.ASSIGNED: "Something to do",
    Kind.PROPOSAL_MADE: "Another time is proposed",
    Kind.PROPOSAL_ACCEPTED: "Your proposal was accepted",
    Kind.PROPOSAL_DECLINED: "Your proposal was declined",
    Kind.ROOM_ASKED: "A room is asked for",
    Kind.ROOM_ANSWERED: "Answer for a room",
    Kind.ROOM_LOST: "A room is missing",
    Kind.CLASHED: "Two meetings clash",
    Kind.ROLE_CHANGED: "Your role has changed",
    Kind.SECOND_FACTOR_NEEDED: "Please set up a second factor",
    Kind.REMINDER: "Reminder",
}
Sentence = Callable[[Facts, ZoneInfo, int], str]
_SENTENCES: Mapping[Kind, Sentence] = {
    Kind.INVITED: _invited,
    Kind.UNINVITED: lambda facts, zone, _: (
        f"You are no longer invited to {_title(facts)}, {times(facts, zone)}"
    ),
    Kind.MOVED: _moved,
    Kind.CANCELLED: _cancelled,
    Kind.RESTORED: _restored,
    Kind.CHANGED: _changed,
    Kind.ANSWERED: _answered,
    Kind.PROMOTED: lambda facts, zone, _: f"You have a place now in {_title(facts)}, {times(facts, zone)}",
    Kind.MENTIONED: lambda facts, zone, _: f"{facts.get('by', '')} mentioned you in {_title(facts)}",
    Kind.MESSAGE: _message,
    Kind.ASSIGNED: _assigned,
    Kind.PROPOSAL_MADE: _proposal,
    Kind.PROPOSAL_ACCEPTED: _decided("accepted"),
    Kind.PROPOSAL_DECLINED: _decided("declined"),
    Kind.ROOM_ASKED: lambda facts, zone, _: (
        f"{facts.get('by') or 'A meeting'} asks for {facts['room']}: {_title(facts)}, {times(facts, zone)}"
    ),
    Kind.ROOM_ANSWERED: _room_answered,
    Kind.ROOM_LOST: lambda facts, zone, _: (
        f"{facts.get('room') or 'A room'} is taken by others, and {_which(facts, zone)} does without it"
    ),
    Kind.CLASHED: lambda facts, zone, _: f"{_which(facts, zone)} clashes with another exclusive meeting",
    Kind.ROLE_CHANGED: lambda facts, zone, _: f"Your role is {facts['role']} now; it was {facts['before']}",
    Kind.SECOND_FACTOR_NEEDED: lambda facts, zone, _: (
        "Your role takes a second factor now: please set one up"
    ),
    Kind.REMINDER: lambda facts, zone, _: f"{_title(facts)} begins soon: {times(facts, zone)}",
    Kind.DONE_FOR_YOU: _done_for_you,
}
