from dataclasses import dataclass, field

from application.identity.new_passwords import NewPasswords
from application.identity.ports import IdentityWork, KnownPerson
from application.identity.signing_in import known
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person
from domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class CreatePersonCommand:
    email: str
    name: str
    password: str = field(repr=False)
    role: Role
    time_zone: str


@dataclass(frozen=True, slots=True)
class CreatePerson:
    """Makes an account on behalf of whoever runs the machine. Raises EmailAlreadyTaken or WeakPassword."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    new_passwords: NewPasswords

    def __call__(self, command: CreatePersonCommand) -> KnownPerson:
        password_hash = self.new_passwords.hashed(command.password, email=command.email, name=command.name)
        person = Person.join(
            email=command.email,
            name=command.name,
            time_zone=command.time_zone,
            role=command.role,
            password_hash=password_hash,
            now=self.clock.now(),
        )
        with self.transactions.begin() as work:
            work.people.add(person)
        return known(person)
