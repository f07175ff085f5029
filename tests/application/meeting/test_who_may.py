"""Who may see and do what: every role, in every relation to a meeting, with every operation."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.meeting.accept_proposal import AcceptProposalCommand
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.delete_draft import DeleteDraftCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuestsCommand
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.respond import RespondCommand
from application.meeting.restore_meeting import RestoreMeetingCommand
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.edit import Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.terms import Terms
from domain.shared.refusal import Refusal
from tests.application.conftest import House
from tests.builders import at, timed

# ok, or why not: hidden (as if it did not exist), host (only the host may), role (the role may not),
# guest (only guests answer), draft (it is none). Of offers, whose proposals are seen.
REASONS = {
    "meeting_not_found": "hidden",
    "proposal_not_found": "hidden",
    "only_the_host": "host",
    "permission_missing": "role",
    "not_invited": "guest",
    "meeting_not_a_draft": "draft",
}
TABLE = """
relation  role   read   edit   move   date   open   terms  invite remove cancel delete answer offers accept
host      member ok     ok     ok     ok     ok     ok     ok     ok     ok     draft  guest  all    ok
host      admin  ok     ok     ok     ok     ok     ok     ok     ok     ok     draft  guest  all    ok
guest     member ok     host   host   host   host   host   host   host   host   host   ok     own    hidden
guest     admin  ok     host   host   host   host   host   host   host   host   host   ok     own    hidden
guest     guest  ok     role   role   role   role   role   role   role   role   role   ok     own    role
modifier  member ok     ok     ok     ok     host   host   host   host   host   host   ok     own    hidden
modifier  guest  ok     role   role   role   role   role   role   role   role   role   ok     own    role
inviter   member ok     host   host   host   host   host   ok     host   host   host   ok     own    hidden
inviter   guest  ok     role   role   role   role   role   role   role   role   role   ok     own    role
colleague member ok     host   host   host   host   host   host   host   host   host   guest  none   hidden
colleague guest  hidden role   role   role   role   role   role   role   role   role   hidden hidden role
stranger  member hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
stranger  admin  hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
stranger  guest  hidden role   role   role   role   role   role   role   role   role   hidden hidden role
delegate  member ok     ok     ok     ok     ok     ok     ok     ok     ok     draft  guest  all    ok
delegate  guest  ok     role   role   role   role   role   role   role   role   role   guest  all    role
"""
HEADER, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CELLS = [
    (row[0], row[1], deed, answer) for row in ROWS for deed, answer in zip(HEADER[2:], row[2:], strict=True)
]
INVITED = ("guest", "modifier", "inviter")
TERMS = {
    "modifier": Terms(guests_modify=True),
    "inviter": Terms(guests_invite=True),
}


class Stage:
    """Ana's meeting with Zoe, who proposed another time, and whoever is looked at."""

    def __init__(self, house: House, relation: str, role: Role) -> None:
        self.house = house
        ana, zoe = house.person("Ana", role if relation == "host" else Role.MEMBER), house.person("Zoe")
        self.who = ana if relation == "host" else house.person("Who", role)
        if relation == "delegate":
            # As Authenticate makes the caller: the principal, with the narrower role.
            self.who = replace(ana, role=ana.role.narrowed_to(role), delegate_id=self.who.person_id)
        guests = [zoe] + ([self.who] if relation in INVITED else [])
        open_to_all = relation == "colleague"
        self.meeting = house.meeting(
            ana,
            *guests,
            visibility=Visibility.ORGANISATION if open_to_all else Visibility.PRIVATE,
            terms=TERMS.get(relation, Terms()),
        )
        self.zoe = house.container.meetings.read_meeting()(ana, self.meeting).meeting.guests[0].id
        self.proposal = self._proposed(ana, zoe)
        if relation in INVITED:
            self._proposed(ana, self.who)

    def _proposed(self, host: Caller, guest: Caller) -> UUID:
        later = timed("2026-12-03 09:00", "2026-12-03 10:00")
        answer = RespondCommand(guest, self.meeting, ResponseStatus.TENTATIVE, proposal=later)
        self.house.container.meetings.respond()(answer)
        return self.house.container.proposals.read()(host, self.meeting)[0].proposal.id

    def change(self, **members: object) -> None:
        command = ChangeMeetingCommand(self.who, self.meeting, None, **members)  # type: ignore[arg-type]
        self.house.container.meetings.change_meeting()(command)

    def offers(self) -> str:
        """Whose proposals are shown."""
        shown = self.house.container.proposals.read()(self.who, self.meeting)
        names = {view.person.name for view in shown}
        return "all" if "Zoe" in names else "own" if names else "none"

    def change_date(self) -> None:
        details = {"title": "New"}
        command = ChangeOccurrencesCommand(
            self.who, self.meeting, "20261201T083000Z", Scope.ALL, None, details=details
        )
        self.house.container.occurrences.change()(command)


DEEDS: dict[str, Callable[[Stage], object]] = {
    "read": lambda s: s.house.container.meetings.read_meeting()(s.who, s.meeting),
    "edit": lambda s: s.change(details={"title": "New"}),
    "move": lambda s: s.change(start=at("2026-12-01 09:00")),
    "date": lambda s: s.change_date(),
    "open": lambda s: s.change(details={"visibility": Visibility.ORGANISATION, "title": "New"}),
    "terms": lambda s: s.change(terms={"capacity": 1}),
    "invite": lambda s: s.house.container.meetings.invite_guests()(
        InviteGuestsCommand(s.who, s.meeting, (Invitee(email="new@example.org"),))
    ),
    "remove": lambda s: s.house.container.meetings.remove_guest()(
        RemoveGuestCommand(s.who, s.meeting, s.zoe, None)
    ),
    "cancel": lambda s: s.house.container.meetings.cancel_meeting()(CancelMeetingCommand(s.who, s.meeting)),
    "delete": lambda s: s.house.container.meetings.delete_draft()(DeleteDraftCommand(s.who, s.meeting, None)),
    "answer": lambda s: s.house.container.meetings.respond()(
        RespondCommand(s.who, s.meeting, ResponseStatus.ACCEPTED)
    ),
    "offers": lambda s: s.offers(),
    "accept": lambda s: s.house.container.proposals.accept()(AcceptProposalCommand(s.who, s.proposal)),
}


def outcome(deed: Callable[[], object]) -> str:
    """``ok``, a reason, or the word that the deed has for what it saw."""
    try:
        seen = deed()
    except Refusal as refusal:
        return REASONS[refusal.code]
    return seen if isinstance(seen, str) else "ok"


@pytest.mark.parametrize(("relation", "role", "deed", "expected"), CELLS)
def test_who_may(house: House, relation: str, role: str, deed: str, expected: str) -> None:
    stage = Stage(house, relation, Role(role))
    before = house.events()
    assert outcome(lambda: DEEDS[deed](stage)) == expected
    assert expected == "ok" or house.events() == before


def test_restoring_is_the_hosts_too(house: House) -> None:
    stage = Stage(house, "modifier", Role.MEMBER)
    host = house.callers["Ana"]
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(host, stage.meeting))
    restore = house.container.meetings.restore_meeting()
    assert outcome(lambda: restore(RestoreMeetingCommand(stage.who, stage.meeting))) == "host"
    assert outcome(lambda: restore(RestoreMeetingCommand(host, stage.meeting))) == "ok"


def test_who_cannot_see_guests_sees_no_trace_of_them(house: House) -> None:
    ana, ben, cara = house.person("Ana"), house.person("Ben"), house.person("Cara")
    meeting = house.meeting(ana, ben, cara, terms=Terms(guests_see_guests=False, guests_invite=True))
    house.container.meetings.respond()(RespondCommand(cara, meeting, ResponseStatus.ACCEPTED))
    invite = house.container.meetings.invite_guests()
    invite(InviteGuestsCommand(ben, meeting, (Invitee(person_id=cara.person_id),)))
    assert not any(
        "Cara" in str(event.data)
        for event in house.events()
        if event.is_for(ben.viewer) and event.subject_type == "meeting"
    )
    assert any("Cara" in str(event.data) for event in house.events() if event.is_for(ana.viewer))
    kinds = [
        event.kind for event in house.events() if event.is_for(cara.viewer) and event.subject_id == meeting
    ]
    assert kinds == ["meeting.scheduled", "guest.responded"]
