from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from application.availability.ports import AvailabilityWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.availability.working_hours import Hours
from domain.identity.role import Permission
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class SetWorkingHoursCommand:
    """``hours`` is asked with the zone that the person has now, for who sends none."""

    caller: Caller
    person_id: UUID
    expected_version: int | None
    hours: Callable[[ZoneInfo], Hours]


@dataclass(frozen=True, slots=True)
class SetWorkingHours:
    """One's own; an admin sets everybody's, and stands in the audit trail with it.

    Raises PermissionMissing, PersonNotFound, StaleWorkingHours, or what the hours break.
    """

    transactions: Transactions[AvailabilityWork]
    clock: Clock

    def __call__(self, command: SetWorkingHoursCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_HOURS)
        if command.person_id != caller.person_id:
            caller.must(Permission.MANAGE_PEOPLE)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            mine = work.working_hours.get(command.person_id)
            mine.expect_version(command.expected_version)
            mine.become(command.hours(mine.hours.zone), by=caller.person_id, now=self.clock.now())
            if mine.events:
                work.working_hours.save(mine)
                if command.person_id != caller.person_id:
                    work.audit.record(_change_by_an_admin(command, self.clock.now()))


def _change_by_an_admin(command: SetWorkingHoursCommand, now: datetime) -> Act:
    return Act(
        kind="working_hours.changed",
        at=now,
        actor_id=command.caller.person_id,
        subject_type="person",
        subject_id=command.person_id,
    )
