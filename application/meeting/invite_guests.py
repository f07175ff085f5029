from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invitations import Invitee, resolve
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


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

    def __call__(self, command: InviteGuestsCommand) -> None:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.WRITE_MEETINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            meeting = meeting_for(caller, command.meeting_id, work)
            meeting.expect_host(caller.person_id, "invite guests")
            for invitation in resolve(command.guests, work.people, host_id=meeting.host_id, field=()):
                meeting.invite(invitation, by=caller.person_id, now=now)
            if meeting.events:
                work.meetings.save(meeting)
