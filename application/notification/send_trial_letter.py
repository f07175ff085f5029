from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.letterhead import Letterhead
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.notification.books import WORDINGS
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
    letterhead: Letterhead

    def __call__(self, caller: Caller) -> UUID:
        caller.must(Permission.RESEND_MAIL)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = work.people.get(caller.person_id)
            wording = WORDINGS[self.letterhead.language_for(person.language)]
            letter = Letter.write(
                person.email,
                wording.say("trial.subject"),
                wording.say("trial", name=person.name, url=self.letterhead.url),
                kind=TRIAL,
                person_id=person.id,
                language=wording.tag,
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
