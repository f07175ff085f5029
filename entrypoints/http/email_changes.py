"""Moving an account to another address."""

from application.identity.caller import Caller
from application.identity.change_email import ChangeEmail
from application.identity.confirm_email import ConfirmEmail
from domain.identity.email_address import email_address
from domain.identity.refusals import (
    ConfirmationInvalid,
    EmailAlreadyTaken,
    InvalidEmailAddress,
    OnlyInPerson,
    ProofNeeded,
)
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.joining import EmailChangeSent, EmailChangeStarted, EmailConfirmationSent


def email_changes_blueprint(
    gate: Gate, *, change_email: ChangeEmail, confirm_email: ConfirmEmail
) -> ApiBlueprint:
    changes = ApiBlueprint("email_changes", gate)

    @changes.operation(
        "POST",
        "/auth/email",
        Access.IN_PERSON,
        answers={202: EmailChangeStarted},
        refusals=(ProofNeeded, OnlyInPerson, InvalidEmailAddress),
    )
    def change_address(caller: Caller, body: EmailChangeSent) -> Answer:
        """Ask for another e-mail address; it takes the password within the last ten minutes.

        A letter with a link goes to the new address, and the answer is the same whether it has an account or
        not. Nothing changes before the link, which ends at `/confirm-email#token=…`, is followed.
        """
        expires_at = change_email(caller, body.email)
        email = email_address(body.email)
        return Answer(EmailChangeStarted(state="letter_sent", email=email, expires_at=expires_at), 202)

    @changes.operation(
        "POST",
        "/auth/email/confirmation",
        Access.PUBLIC,
        answers={204: None},
        refusals=(ConfirmationInvalid, EmailAlreadyTaken),
    )
    def confirm_address(body: EmailConfirmationSent) -> Answer:
        """Confirm a new address with the token of the mailed link.

        All other sessions of that person end, and the old address is told.
        """
        confirm_email(body.token)
        return NO_CONTENT

    return changes
