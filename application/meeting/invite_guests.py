from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve, teams_among
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.guest_rights import expect_inviter, shows_guests
from domain.meeting.meeting import Meeting
from domain.meeting.team_invited import tell_of_team


@dataclass(frozen=True, slots=True)
class InviteGuestsCommand:
    caller: Caller
    meeting_id: UUID
    guests: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class InviteGuests:
    """Adds guests, all or none. Raises OnlyTheHostMay, MeetingAlreadyOver, AlreadyInvited, UnknownGuest."""

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: InviteGuestsCommand) -> Meeting:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
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
            if meeting.events:
                work.meetings.save(meeting)
            return meeting
