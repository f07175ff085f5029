from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve, teams_among
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.meeting.take_or_offer import take_or_offer
from application.meeting.ways_out import is_free
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.claim import Conflict, ResourceKind
from domain.meeting.guest import Guest, GuestRole
from domain.meeting.guest_rights import expect_inviter, shows_guests
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Asked, Offer, OfferKind
from domain.meeting.team_invited import tell_of_team


@dataclass(frozen=True, slots=True)
class InviteGuestsCommand:
    caller: Caller
    meeting_id: UUID
    guests: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class InviteGuests:
    """Adds guests, all or none.

    Raises OnlyTheHostMay, MeetingAlreadyOver, AlreadyInvited, UnknownGuest, or SlotTaken with offers.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: InviteGuestsCommand) -> Meeting:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            meeting = meeting_for(caller, command.meeting_id, work)
            expect_inviter(meeting, caller.person_id)
            # Who cannot see the guests must not learn from a refusal that somebody is one.
            unseen = set() if shows_guests(meeting, caller.person_id) else {g.email for g in meeting.guests}
            guests = {guest.email for guest in meeting.guests}
            invited = resolve(command.guests, work, host_id=meeting.host_id, field=(), guests=guests)
            for invitation in invited:
                if invitation.email not in unseen:
                    meeting.invite(invitation, by=caller.person_id, now=now)
            for team in teams_among(command.guests, work):
                tell_of_team(meeting, team, by=caller.person_id, now=now)
            return [meeting]

        def ways_out(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
            return _optional(meeting, command.guests, conflicts, work)

        [meeting] = take_or_offer(self.transactions, plan, ways_out, caller)
        return meeting


def _optional(
    meeting: Meeting, invited: Sequence[Invitee], conflicts: Sequence[Conflict], work: MeetingWork
) -> list[Offer]:
    """To come if they can: those who are elsewhere then, if that is all that is in the way."""
    busy = {conflict.resource.id for conflict in conflicts if conflict.resource.kind is ResourceKind.PERSON}
    rest = deepcopy(meeting)
    for guest in rest.guests:
        if guest.person_id in busy:
            guest.role = GuestRole.OPTIONAL
    if not is_free(rest, work):
        return []
    late = [guest for guest in meeting.guests if guest.person_id in busy]
    asked = [
        Asked(
            GuestRole.OPTIONAL if any(_means(each, guest) for guest in late) else each.role,
            each.person_id,
            each.email,
            each.team_id,
        )
        for each in invited
    ]
    # Members of a team who are named besides come as they are named.
    unnamed = [guest for guest in late if not any(_means(each, guest) for each in invited)]
    asked += [Asked(GuestRole.OPTIONAL, guest.person_id) for guest in unnamed]
    return [Offer(OfferKind.OPTIONAL, guests=tuple(asked))]


def _means(invitee: Invitee, guest: Guest) -> bool:
    return guest.person_id == invitee.person_id or guest.email == (invitee.email or "").lower()
