"""What people are told, with times as the reader's clocks show them.

Which sentence it is, and what fills it, is decided here; the sentences are those of a `Wording`: a
translation is another wording.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.notification.kind import Kind
from domain.notification.wording import Wording

Facts = Mapping[str, Any]


def sentence(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, *, count: int = 1) -> str:
    """What happened, in one line."""
    return _TELLERS.get(kind, _plainly)(kind, facts, zone, wording, count)


def statement(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording) -> str:
    """The same with a full stop, unless somebody's own words end it."""
    said = sentence(kind, facts, zone, wording)
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def subject(kinds: Sequence[Kind], title: str, wording: Wording) -> str:
    """Of a letter that tells these; the words before the title are those of the first."""
    about = wording.say(f"subject.{kinds[0].value}")
    return wording.say("subject", about=about, title=title) if title else about


def reason_to_write(wording: Wording, *, has_account: bool) -> str:
    """The last line of a letter: why its reader gets it."""
    return wording.say("reason.account" if has_account else "reason.invited")


def times(facts: Facts, zone: ZoneInfo, wording: Wording) -> str:
    """When it takes place: in ``zone``, unless it takes whole days, which are the same everywhere."""
    if "start" not in facts:
        return ""
    start, end = facts["start"], facts["end"]
    if "date" in start:
        last = date.fromisoformat(end["date"]) - timedelta(days=1)
        return wording.days(date.fromisoformat(start["date"]), last)
    return wording.hours(*(datetime.fromisoformat(each["utc"]).astimezone(zone) for each in (start, end)))


def _title(facts: Facts, wording: Wording) -> str:
    """Without one where its reader may not know it."""
    return wording.say("title", title=facts["title"]) if facts.get("title") else wording.say("untitled")


def _which(facts: Facts, zone: ZoneInfo, wording: Wording) -> str:
    """The title, and the date where one of a series is meant."""
    what = _title(facts, wording)
    if facts.get("scope") == "this" and "start" in facts:
        return wording.say("dated", what=what, when=times(facts, zone, wording))
    return what


def _values(facts: Facts, zone: ZoneInfo, wording: Wording) -> dict[str, object]:
    """What most sentences are filled with."""
    proposal = facts.get("proposal")
    return {
        "what": _title(facts, wording),
        "when": times(facts, zone, wording),
        "proposed": times(proposal, zone, wording) if proposal else "",
        "by": facts.get("by", ""),
        "guest": facts.get("guest", ""),
        "room": facts.get("room") or wording.say("a_room"),
    }


def _plainly(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    """By whom, where that is known and told, and without the title, where it is not."""
    by = ".by" if facts.get("by") else ""
    untitled = "" if facts.get("title") else ".untitled"
    key = kind.value
    found = wording.first_of(f"{key}{by}{untitled}", f"{key}{untitled}", f"{key}{by}", key)
    return wording.say(found, **_values(facts, zone, wording))


def _reasoned(said: str, facts: Facts, wording: Wording) -> str:
    return wording.say("reasoned", said=said, reason=facts["reason"]) if facts.get("reason") else said


def _moved(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    values = _values(facts, zone, wording) | {"before": times(facts.get("before", {}), zone, wording)}
    if facts.get("cause") == "time_zone_rules":
        return wording.say("moved.rules", zones=wording.listed(facts.get("time_zones", [])), **values)
    return wording.say("moved.by" if facts.get("by") else "moved", **values)


def _cancelled(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    return _reasoned(_plainly(kind, facts, zone, wording, count), facts, wording)


def _changed(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    members = wording.listed(wording.say(f"member.{each}") for each in facts.get("changed", []))
    key = "changed.by" if facts.get("by") else "changed"
    return wording.say(key, by=facts.get("by"), what=_which(facts, zone, wording), members=members)


def _answered(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    answers, what = facts.get("answers", []), _which(facts, zone, wording)
    if len(answers) == 1:
        return wording.say(f"answered.{answers[0]['status']}", guest=answers[0]["guest"], what=what)
    short = wording.listed(wording.say(f"answer.{each['status']}", guest=each["guest"]) for each in answers)
    return wording.say("answered.many", count=len(answers), what=what, answers=short)


def _message(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    key = "message.one" if count == 1 else "message.other"
    return wording.say(key, count=count, by=facts.get("by", ""), what=_title(facts, wording))


def _assigned(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    key = "assigned.by" if facts.get("by") else "assigned"
    values = {"by": facts.get("by"), "action": facts["action"], "what": _title(facts, wording)}
    if not facts.get("due"):
        return wording.say(key, **values)
    return wording.say(f"{key}.due", due=wording.day(date.fromisoformat(facts["due"])), **values)


def _room_answered(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    key = wording.first_of(f"room_answered.{facts['status']}", "room_answered")
    room, what = facts.get("room") or wording.say("the_room"), _which(facts, zone, wording)
    return _reasoned(wording.say(key, room=room, what=what), facts, wording)


def _dated(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    values = _values(facts, zone, wording) | {"what": _which(facts, zone, wording)}
    return wording.say(kind.value, **values)


def _role_changed(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    role, before = (wording.say(f"role.{facts[name]}") for name in ("role", "before"))
    return wording.say("role_changed", role=role, before=before)


def _done_for_you(kind: Kind, facts: Facts, zone: ZoneInfo, wording: Wording, count: int) -> str:
    deed = facts["deed"].replace(".", "_")
    return wording.say(f"done_for_you.{deed}", **_values(facts, zone, wording))


Teller = Callable[[Kind, Facts, ZoneInfo, Wording, int], str]
_TELLERS: Mapping[Kind, Teller] = {
    Kind.MOVED: _moved,
    Kind.CANCELLED: _cancelled,
    Kind.CHANGED: _changed,
    Kind.ANSWERED: _answered,
    Kind.MESSAGE: _message,
    Kind.ASSIGNED: _assigned,
    Kind.ROOM_ANSWERED: _room_answered,
    Kind.ROOM_LOST: _dated,
    Kind.CLASHED: _dated,
    Kind.ROLE_CHANGED: _role_changed,
    Kind.DONE_FOR_YOU: _done_for_you,
}
"""The others fill their sentence as it stands."""
