from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.withdrawing import withdraw_access, withdraw_invitations
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import LastAdmin
from domain.identity.role import Permission, Role


@dataclass(frozen=True, slots=True)
class ChangePersonCommand:
    """None leaves a member as it is."""

    caller: Caller
    person_id: UUID
    expected_version: int | None
    role: Role | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """What admins decide about people. Losing a right, or the account, acts from the next request on.

    Raises PermissionMissing, PersonNotFound, StalePerson, or LastAdmin, lest nobody be left to look after it.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, command: ChangePersonCommand) -> None:
        caller, now = command.caller, self.clock.now()
        caller.must(Permission.MANAGE_PEOPLE)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            admins = [admin.id for admin in work.people.active_admins()]
            person = work.people.get(command.person_id)
            person.expect_version(command.expected_version)
            could_invite = person.active and Permission.INVITE_PEOPLE in person.role.permissions
            person.change_role(command.role or person.role, by=caller.person_id, now=now)
            active = person.active if command.active is None else command.active
            person.set_active(active, by=caller.person_id, now=now)
            if admins == [person.id] and not (person.active and person.role is Role.ADMIN):
                raise LastAdmin("this is the last active admin: make somebody else an admin first")
            if not person.events:
                return
            work.people.save(person)
            if not person.active:
                withdraw_access(work, person, by=caller.person_id, now=now)
            if could_invite and not (person.active and Permission.INVITE_PEOPLE in person.role.permissions):
                withdraw_invitations(work, person, by=caller.person_id, now=now)
