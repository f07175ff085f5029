from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.notification.calendar_parts import OFF
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.notification.kind import Kind
from domain.notification.refusals import MailNotFound
from domain.shared.act import Act
from domain.shared.letter import Letter, NotToBeSentAgain

FOR_ANYBODY = OFF | {Kind.ROOM_ASKED, Kind.ROLE_CHANGED, Kind.SECOND_FACTOR_NEEDED}
"""Kinds whose reader need not be in the meeting."""


@dataclass(frozen=True, slots=True)
class ResendMail:
    """The same letter once more, to the same address, under the same Message-ID. An entry of the audit trail.

    What may open an account is never sent again, and nothing goes to somebody whom it no longer concerns.
    Raises PermissionMissing, MailNotFound or NotToBeSentAgain.
    """

    transactions: Transactions[NotificationWork]
    people: PeopleDirectory
    clock: Clock

    def __call__(self, caller: Caller, mail_id: UUID) -> None:
        caller.must(Permission.RESEND_MAIL)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            delivery = work.letters.get(mail_id)
            if delivery is None:
                raise MailNotFound("there is no such mail, or it is still held")
            delivery.send_again(now)
            self._must_concern(delivery.letter, work)
            work.letters.save(delivery)
            work.audit.record(
                Act(
                    kind="mail.resent",
                    at=now,
                    actor_id=caller.person_id,
                    subject_type="mail",
                    subject_id=mail_id,
                    details={"kind": delivery.letter.kind},
                )
            )

    def _must_concern(self, letter: Letter, work: NotificationWork) -> None:
        if letter.person_id is not None:
            person = self.people.find(letter.person_id)
            if person is None or person.email != letter.to:
                raise NotToBeSentAgain("whom it was written to has left, or has another address by now")
        if not letter.thread or letter.kind in FOR_ANYBODY:
            return
        meeting = work.meetings.find(UUID(letter.thread))
        guests = meeting.guests if meeting else ()
        concerned = {meeting.host_id if meeting else None, *(each.person_id or each.email for each in guests)}
        if (letter.person_id or letter.to) not in concerned:
            raise NotToBeSentAgain("whom it was written to is not in that meeting any more")
