from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.shared.act import Act
from domain.shared.letter import Letter

TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class SendTrialLetter:
    """A letter to one's own address, to see whether mail arrives. An entry of the audit trail.

    Returns its id in the log of mail. Raises PermissionMissing.
    """

    transactions: Transactions[NotificationWork]
    clock: Clock
    url: str

    def __call__(self, caller: Caller) -> UUID:
        caller.must(Permission.RESEND_MAIL)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = work.people.get(caller.person_id)
            letter = Letter.write(
                person.email,
                "Mail from Convene arrives",
                f"Hello {person.name}, you asked Convene at {self.url} for this letter. As you can read it, "
                "invitations and reminders arrive as well.",
                kind=TRIAL,
                person_id=person.id,
                now=now,
            )
            work.letters.add(letter)
            act = Act(
                kind="mail.tried",
                at=now,
                actor_id=caller.person_id,
                subject_type="mail",
                subject_id=letter.id,
            )
            work.audit.record(act)
        return letter.id
