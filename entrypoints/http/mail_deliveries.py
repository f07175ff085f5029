"""What became of mail, for admins: to whom, of what kind, when and how; never what it says."""

from uuid import UUID

from application.identity.caller import Caller
from application.notification.read_mail_log import MailPage, ReadMailLog
from application.notification.resend_mail import ResendMail
from application.notification.send_trial_letter import SendTrialLetter
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.notification.refusals import MailNotFound
from domain.shared.letter import NotToBeSentAgain
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.mail_delivery import MailDeliveriesShown, MailDeliveryShown, MailQuery
from entrypoints.http.spoken import asked_wording


def mail_deliveries_blueprint(
    gate: Gate, *, read_mail_log: ReadMailLog, resend_mail: ResendMail, send_trial_letter: SendTrialLetter
) -> ApiBlueprint:
    mail = ApiBlueprint("mail_deliveries", gate)

    def shown(caller: Caller, mail_id: UUID) -> Answer:
        page = read_mail_log.one(caller, mail_id)
        return Answer(one_of(page))

    @mail.operation(
        "GET",
        "/mail-deliveries",
        Permission.READ_MAIL,
        answers={200: MailDeliveriesShown},
        refusals=(InvalidCursor,),
    )
    def list_mail_deliveries(caller: Caller, query: MailQuery) -> Answer:
        """Each mail that was written, and what became of it, the newest first; kept for 90 days.

        Nobody reads here what a mail says, nor which meeting it is about by name.
        """
        page = read_mail_log(caller, query.wanted(), cursor=query.cursor, limit=query.limit)
        following = {**query.asked(), "limit": query.limit, "cursor": page.next_cursor}
        link = link_to_next(f"{PREFIX}/mail-deliveries", following) if page.next_cursor else {}
        return Answer(MailDeliveriesShown.of(page), headers=link)

    @mail.operation(
        "POST",
        "/mail-deliveries",
        Permission.RESEND_MAIL,
        answers={201: MailDeliveryShown},
        once=True,
    )
    def send_a_trial_letter(caller: Caller) -> Answer:
        """Send a letter to one's own address, to see whether mail arrives.

        The answer says that it waits; what became of it is asked for at its `Location`.
        """
        mail_id = send_trial_letter(caller)
        page = read_mail_log.one(caller, mail_id)
        return Answer(
            one_of(page),
            status=201,
            headers={"Location": f"{PREFIX}/mail-deliveries/{mail_id}"},
        )

    @mail.operation(
        "GET",
        "/mail-deliveries/{mail_id}",
        Permission.READ_MAIL,
        answers={200: MailDeliveryShown},
        refusals=(MailNotFound,),
    )
    def one_mail_delivery(caller: Caller, mail_id: UUID) -> Answer:
        """One of them."""
        return shown(caller, mail_id)

    @mail.operation(
        "POST",
        "/mail-deliveries/{mail_id}/resending",
        Permission.RESEND_MAIL,
        answers={200: MailDeliveryShown},
        refusals=(MailNotFound, NotToBeSentAgain),
        once=True,
    )
    def resend_mail_delivery(caller: Caller, mail_id: UUID) -> Answer:
        """Send the same mail again, under the same Message-ID; or at once, when it waits for its next try.

        Only to whom it still concerns, and never what may open an account: those are asked for anew.
        """
        resend_mail(caller, mail_id)
        return shown(caller, mail_id)

    return mail


def one_of(page: MailPage) -> MailDeliveryShown:
    return MailDeliveryShown.of(page.mails[0], page, asked_wording(page.language))
