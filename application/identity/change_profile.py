from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.language import Language


@dataclass(frozen=True, slots=True)
class ChangeProfileCommand:
    """None leaves a member as it is."""

    caller: Caller
    expected_version: int | None
    name: str | None = None
    time_zone: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ChangeProfile:
    """What people say about themselves. Raises StalePerson, InvalidText or UnknownTimeZone."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, command: ChangeProfileCommand) -> None:
        caller = command.caller
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = work.people.get(caller.person_id)
            person.expect_version(command.expected_version)
            person.describe(
                name=command.name,
                time_zone=command.time_zone,
                language=command.language,
                now=self.clock.now(),
            )
            if person.events:
                work.people.save(person)
