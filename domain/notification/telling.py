"""From what happened to who is told what: a table of pure functions, one for each kind of event.

Only those are told whom it concerns, never the one who did it; who has a delegate hears what that one did.
What is over is silent, so that catching up after a week floods nobody.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any
from uuid import UUID

from domain.meeting.guest import Guest, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.reminding_guests import not_yet_answered
from domain.notification.happening import Happening, Scene
from domain.notification.kind import Kind

NOTED = ("title", "location", "conference_url", "recurrence", "exceptions", "rooms")
"""Members of a meeting whose change is told; that of its description, and the like, is not."""

LONGEST_QUOTE = 200
SOON_ENOUGH = timedelta(days=1)
"""Older messages are found where they were written."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person with an account, or the address of a guest without one."""

    person_id: UUID | None = None
    email: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """Tells them from everybody else, whatever they are called."""
        return str(self.person_id or self.email)


@dataclass(frozen=True, slots=True)
class Told:
    """``about`` names what can be settled elsewhere: a proposal, or a room. ``facts`` are fit for JSON.

    Not ``by_mail``: a letter has told it already.
    """

    to: Addressee
    kind: Kind
    facts: Mapping[str, Any] = field(default_factory=dict)
    needs_you: bool = False
    about: str = ""
    by_mail: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """Nobody, or not that person, need do anything about it any more."""

    kinds: frozenset[Kind]
    person_id: UUID | None = None
    about: str | None = None


Outcome = Iterator[Told | Settled]
ASKED = frozenset({Kind.INVITED, Kind.ANSWER_WANTED, Kind.MOVED})


def what_to_tell(happening: Happening, scene: Scene, *, now: datetime) -> list[Told | Settled]:
    """``now``: the moment of telling."""
    teller = _TELLERS.get(happening.kind)
    if teller is None:
        return []
    outcome = list(teller(happening, scene, now))
    told = [each for each in outcome if not isinstance(each, Told) or _concerns(each, happening)]
    principal = happening.principal_id
    if principal and happening.kind in _DEEDS and not _reaches(told, principal):
        facts = {**_facts(happening), "deed": happening.kind}
        told.append(Told(Addressee(principal), Kind.DONE_FOR_YOU, facts))
    return told


def _concerns(told: Told, happening: Happening) -> bool:
    return told.to.person_id is None or told.to.person_id != happening.actor_id


def _reaches(outcome: list[Told | Settled], person_id: UUID) -> bool:
    return any(isinstance(each, Told) and each.to.person_id == person_id for each in outcome)


def _facts(happening: Happening, **more: Any) -> dict[str, Any]:
    """What a notification keeps of the event."""
    kept = ("title", "start", "end", "before", "original_start", "scope", "cause", "time_zones")
    facts = {name: happening.data[name] for name in kept if name in happening.data}
    return {**facts, "by": happening.actor_name, **more}


def _guests(meeting: Meeting, on: str | None) -> Iterator[Guest]:
    """Each but the host; those invited on that date where one is meant."""
    for guest in meeting.guests:
        if guest.person_id != meeting.host_id and (on is None or guest.is_invited_on(on)):
            yield guest


def _addressee(guest: Guest) -> Addressee:
    return Addressee(guest.person_id, "" if guest.person_id else guest.email, guest.name)


def _everybody(scene: Scene, on: str | None) -> Iterator[tuple[Addressee, ResponseStatus]]:
    """Host and guests, with what they answered."""
    if scene.meeting is not None:
        yield Addressee(scene.meeting.host_id), ResponseStatus.ACCEPTED
        for guest in _guests(scene.meeting, on):
            response = guest.response if on is None else guest.response_on(on)
            yield _addressee(guest), response.status


def _is_on(scene: Scene) -> bool:
    return scene.meeting is not None and scene.meeting.state is MeetingState.SCHEDULED


def _asked_for_rooms(happening: Happening, scene: Scene) -> Outcome:
    for room_id, name in (scene.rooms_asked or {}).items():
        for approver in sorted(scene.approvers):
            facts = _facts(happening, room=name, room_id=str(room_id))
            yield Told(Addressee(approver), Kind.ROOM_ASKED, facts, needs_you=True, about=str(room_id))


def _scheduled(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    if happening.data.get("imported") or not _is_on(scene) or scene.is_over(None, now):
        return
    assert scene.meeting is not None
    yield from _asked_for_rooms(happening, scene)
    split = "split_from" in happening.data
    for guest in _guests(scene.meeting, None):
        # Who has an account sees the dates of a split series where they were; files know them by a new name.
        if not (split and guest.person_id):
            yield _invitation(happening, guest, happening.original_start)


def _invitation(happening: Happening, guest: Guest, on: str | None) -> Told:
    answer = guest.response if on is None else guest.response_on(on)
    needs_you = answer.status is ResponseStatus.NEEDS_ACTION
    return Told(_addressee(guest), Kind.INVITED, _facts(happening, role=guest.role.value), needs_you)


def _guest_of(happening: Happening, scene: Scene) -> Guest | None:
    meant = happening.data["guest"]["id"]
    guests = scene.meeting.guests if scene.meeting else []
    return next((guest for guest in guests if str(guest.id) == meant), None)


def _invited(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    guest = _guest_of(happening, scene)
    if guest is not None and _is_on(scene) and not scene.is_over(happening.original_start, now):
        yield _invitation(happening, guest, happening.original_start)


def _joined(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    """Their address got a letter then; what they have not answered waits where they will look for it."""
    guest = None if "merged" in happening.data else _guest_of(happening, scene)
    if guest is not None and _is_on(scene) and not scene.is_over(None, now) and guest.has_to_answer:
        facts = _facts(happening, role=guest.role.value)
        yield Told(_addressee(guest), Kind.INVITED, facts, needs_you=True, by_mail=False)


def _removed(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    sent = happening.data["guest"]
    person_id = UUID(sent["person_id"]) if sent.get("person_id") else None
    if person_id is not None:
        yield Settled(ASKED, person_id)
    if not scene.is_over(happening.original_start, now):
        to = Addressee(person_id, "" if person_id else sent.get("email", ""), sent["name"])
        yield Told(to, Kind.UNINVITED, _facts(happening))


def _moved(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    on = happening.original_start
    if not _is_on(scene) or scene.is_over(on, now):
        return
    yield from _asked_for_rooms(happening, scene)
    for to, status in _everybody(scene, on):
        again = status is ResponseStatus.NEEDS_ACTION and to.person_id is not None
        if again and on is None:
            # The move asks in place of the invitation: one answer is wanted, not two.
            yield Settled(frozenset({Kind.INVITED, Kind.ANSWER_WANTED, Kind.RESTORED}), to.person_id)
        yield Told(to, Kind.MOVED, _facts(happening), needs_you=again)


def _cancelled(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    on = happening.original_start
    if on is None:
        yield Settled(frozenset(Kind) - {Kind.ASSIGNED})
    if not scene.is_over(on, now):
        reason = scene.meeting.cancellation_reason if scene.meeting and on is None else ""
        yield from (
            Told(to, Kind.CANCELLED, _facts(happening, reason=reason)) for to, _ in _everybody(scene, on)
        )


def _restored(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    on = happening.original_start
    if _is_on(scene) and not scene.is_over(on, now):
        for to, status in _everybody(scene, on):
            again = status is ResponseStatus.NEEDS_ACTION and to.person_id is not None
            yield Told(to, Kind.RESTORED, _facts(happening), needs_you=again)


def _changed(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    on = happening.original_start
    changed = [name for name in happening.data["changed"] if name in NOTED]
    if not changed or not _is_on(scene) or scene.is_over(on, now):
        return
    if "rooms" in changed:
        yield from _asked_for_rooms(happening, scene)
    split = happening.data.get("scope") == "following"
    for to, status in _everybody(scene, on):
        if status is not ResponseStatus.DECLINED and not (split and to.person_id):
            yield Told(to, Kind.CHANGED, _facts(happening, changed=changed))


def _responded(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    guest = _guest_of(happening, scene)
    if guest is not None and guest.person_id is not None:
        yield Settled(ASKED | {Kind.RESTORED}, guest.person_id)
    if scene.meeting is not None and not scene.is_over(happening.original_start, now):
        answer = {"guest": happening.data["guest"]["name"], "status": happening.data["status"]}
        facts = _facts(happening, answers=[answer])
        yield Told(Addressee(scene.meeting.host_id), Kind.ANSWERED, facts)


def _guests_reminded(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    """Who has answered since is left in peace. It asks in place of the invitation: one answer is wanted."""
    if scene.meeting is None or scene.is_over(None, now):
        return
    for guest in not_yet_answered(scene.meeting):
        if guest.person_id is not None:
            yield Settled(frozenset({Kind.INVITED, Kind.ANSWER_WANTED}), guest.person_id)
        yield Told(_addressee(guest), Kind.ANSWER_WANTED, _facts(happening), needs_you=True)


def _promoted(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    guest = _guest_of(happening, scene)
    if guest is not None and _is_on(scene) and not scene.is_over(happening.original_start, now):
        yield Told(_addressee(guest), Kind.PROMOTED, _facts(happening))


def _proposed(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    proposal = happening.data["proposal"]
    if scene.meeting is not None and not scene.is_over(happening.original_start, now):
        facts = _facts(happening, guest=happening.data["guest"]["name"], proposal=proposal)
        host = Addressee(scene.meeting.host_id)
        yield Told(host, Kind.PROPOSAL_MADE, facts, needs_you=True, about=proposal["id"])


def _decided(kind: Kind | None) -> "Teller":
    """The proposal is no longer open; its guest hears how it was decided."""

    def teller(happening: Happening, scene: Scene, now: datetime) -> Outcome:
        proposal = happening.data["proposal"]
        yield Settled(frozenset({Kind.PROPOSAL_MADE}), about=proposal["id"])
        guest = _guest_of(happening, scene)
        if kind is not None and guest is not None and not scene.is_over(happening.original_start, now):
            yield Told(_addressee(guest), kind, _facts(happening, proposal=proposal))

    return teller


def _room_answered(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    room = happening.data["room"]
    if happening.original_start is None:
        yield Settled(frozenset({Kind.ROOM_ASKED}), about=room["id"])
    if scene.meeting is not None and not scene.is_over(happening.original_start, now):
        facts = _facts(happening, room=scene.room_name, status=room["status"], reason=room["reason"])
        yield Told(Addressee(scene.meeting.host_id), Kind.ROOM_ANSWERED, facts)


def _room_taken(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    if scene.meeting is not None and not scene.is_over(happening.original_start, now):
        facts = _facts(happening, room=scene.room_name)
        yield Told(Addressee(scene.meeting.host_id), Kind.ROOM_LOST, facts)


def _person_taken(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    if scene.meeting is not None and not scene.is_over(happening.original_start, now):
        for person_id in {scene.meeting.host_id, UUID(happening.data["person_id"])}:
            yield Told(Addressee(person_id), Kind.CLASHED, _facts(happening))


def _role_changed(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    role = {"role": happening.data["role"], "before": happening.data["before"]}
    yield Told(Addressee(happening.subject_id), Kind.ROLE_CHANGED, {"by": happening.actor_name, **role})
    yield from _second_factors_asked(happening, scene, now)


def _second_factors_asked(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    for person_id in sorted(scene.spared):
        yield Settled(frozenset({Kind.SECOND_FACTOR_NEEDED}), person_id)
    for person_id in sorted(scene.lacking):
        yield Told(Addressee(person_id), Kind.SECOND_FACTOR_NEEDED, needs_you=True)


def _second_factor_added(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    yield Settled(frozenset({Kind.SECOND_FACTOR_NEEDED}), happening.subject_id)


def _reminder_due(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    if not scene.is_over(happening.data.get("original_start"), now):
        for person_id in happening.audience:
            yield replace(Told(Addressee(person_id), Kind.REMINDER), facts=_facts(happening, by=""))


def _posted(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    """Also after the meeting, when there is most to say of it; but not what was said long ago."""
    if scene.meeting is None or now - happening.at > SOON_ENOUGH:
        return
    facts = {"title": scene.meeting.details.title, "by": happening.actor_name}
    mentioned = {UUID(each) for each in happening.data["mentioned"]}  # guests or not, where it is open to all
    for person_id in sorted(happening.audience | mentioned):
        kind = Kind.MENTIONED if person_id in mentioned else Kind.MESSAGE
        yield Told(Addressee(person_id), kind, facts)


def _action(happening: Happening, scene: Scene, now: datetime) -> Outcome:
    """Whoever is to do it hears of it, when it became theirs; once it is done, or somebody else's, they need
    not do anything about it."""
    line, changed = happening.data["line"], set(happening.data["changed"])
    is_open = line["kind"] == "action" and not line["done_at"] and not line["removed_at"]
    became_theirs = happening.kind != "minutes.changed" or bool(changed & {"owner_id", "kind", "done"})
    if became_theirs or not is_open:
        yield Settled(frozenset({Kind.ASSIGNED}), about=line["id"])
    if is_open and became_theirs and line["owner_id"] and scene.meeting is not None:
        facts = {
            "title": scene.meeting.details.title,
            "by": happening.actor_name,
            "action": shorten(line["text"], LONGEST_QUOTE, placeholder="…"),
            "due": line["due"],
            "action_id": line["id"],
        }
        owner = Addressee(UUID(line["owner_id"]))
        yield Told(owner, Kind.ASSIGNED, facts, needs_you=True, about=line["id"])


Teller = Callable[[Happening, Scene, datetime], Outcome]
_TELLERS: Mapping[str, Teller] = {
    "meeting.scheduled": _scheduled,
    "meeting.moved": _moved,
    "meeting.cancelled": _cancelled,
    "meeting.restored": _restored,
    "meeting.changed": _changed,
    "meeting.room_answered": _room_answered,
    "meeting.room_taken": _room_taken,
    "meeting.person_taken": _person_taken,
    "meeting.guests_reminded": _guests_reminded,
    "guest.invited": _invited,
    "guest.joined": _joined,
    "guest.removed": _removed,
    "guest.responded": _responded,
    "guest.promoted": _promoted,
    "proposal.made": _proposed,
    "proposal.accepted": _decided(Kind.PROPOSAL_ACCEPTED),
    "proposal.declined": _decided(Kind.PROPOSAL_DECLINED),
    "proposal.withdrawn": _decided(None),
    "person.role_changed": _role_changed,
    "settings.changed": _second_factors_asked,
    "second_factor.added": _second_factor_added,
    "second_factor.removed": _second_factors_asked,
    "reminder.due": _reminder_due,
    "message.posted": _posted,
    "minutes.added": _action,
    "minutes.changed": _action,
    "minutes.removed": _action,
    "minutes.restored": _action,
}
TOLD = frozenset(_TELLERS)
"""Kinds of events that anybody may have to be told of."""
_DEEDS = frozenset({"meeting.scheduled", "guest.responded", "proposal.made", "meeting.room_answered"})
"""Of these the one in whose name it was done would hear nothing otherwise."""
