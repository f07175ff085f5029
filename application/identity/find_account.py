from dataclasses import dataclass

from application.identity.ports import IdentityWork, KnownPerson
from application.identity.signing_in import known
from application.shared.ports import Transactions
from domain.identity.email_address import email_address
from domain.identity.refusals import PersonNotFound


@dataclass(frozen=True, slots=True)
class FindAccount:
    """Whose address this is, for whoever runs the machine. Raises PersonNotFound or InvalidEmailAddress."""

    transactions: Transactions[IdentityWork]

    def __call__(self, email: str) -> KnownPerson:
        with self.transactions.begin() as work:
            person = work.people.by_email(email_address(email))
        if person is None or not person.active:
            raise PersonNotFound(f"nobody with the address {email} has an account here")
        return known(person)
