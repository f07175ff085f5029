"""Passwords: shown again, changed, forgotten."""

from application.identity.caller import Caller
from application.identity.change_password import ChangePassword, ChangePasswordCommand
from application.identity.confirm_password import ConfirmPassword
from application.identity.forget_password import ForgetPassword
from application.identity.reset_password import ResetPassword, ResetPasswordCommand
from domain.identity.refusals import (
    InvalidEmailAddress,
    OnlyInPerson,
    ResetTokenInvalid,
    TooManyAttempts,
    WeakPassword,
    WrongPassword,
)
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.password import ForgottenSent, PasswordChangeSent, PasswordResetSent, ProofSent
from entrypoints.http.schemas.session import SessionShown
from entrypoints.http.signing_in import SessionAnswer


def passwords_blueprint(
    gate: Gate,
    *,
    session: SessionAnswer,
    confirm_password: ConfirmPassword,
    change_password: ChangePassword,
    forget_password: ForgetPassword,
    reset_password: ResetPassword,
) -> ApiBlueprint:
    passwords = ApiBlueprint("passwords", gate)

    @passwords.operation(
        "POST",
        "/auth/proof",
        Access.SIGNED_IN,
        answers={204: None},
        refusals=(WrongPassword, TooManyAttempts, OnlyInPerson),
    )
    def prove(caller: Caller, body: ProofSent) -> Answer:
        """Type the password in again, for what a stolen session must not be enough for.

        What answers `proof_needed` works for the next ten minutes, in this session. Signing in counts too.
        """
        confirm_password(caller, body.password)
        return NO_CONTENT

    @passwords.operation(
        "POST",
        "/auth/password",
        Access.SIGNED_IN,
        answers={200: SessionShown},
        refusals=(WrongPassword, WeakPassword, TooManyAttempts, OnlyInPerson),
        sets_cookie=True,
    )
    def change_own_password(caller: Caller, body: PasswordChangeSent) -> Answer:
        """Change the password.

        All other sessions end. This one goes on with the tokens in the answer; its old refresh token is void.
        API tokens go on unless `end_tokens`.
        """
        command = ChangePasswordCommand(
            caller, body.current_password, body.new_password, end_tokens=body.end_tokens
        )
        return session(change_password(command), with_refresh_token=body.client == "api")

    @passwords.operation(
        "POST",
        "/auth/password/forgot",
        Access.PUBLIC,
        answers={204: None},
        refusals=(InvalidEmailAddress,),
    )
    def forgot_password(body: ForgottenSent) -> Answer:
        """Ask for a letter with a link to choose a new password.

        The answer is the same for every address, whether it is anybody's or not. The link works once, for
        half an hour, and replaces the one before; after three letters in half an hour no more are sent.
        """
        forget_password(body.email)
        return NO_CONTENT

    @passwords.operation(
        "POST",
        "/auth/password/reset",
        Access.PUBLIC,
        answers={204: None},
        refusals=(ResetTokenInvalid, WeakPassword),
    )
    def choose_new_password(body: PasswordResetSent) -> Answer:
        """Choose a new password with the token of such a link.

        Every session and API token of that person ends, and nobody is signed in: that takes the new password.
        """
        reset_password(ResetPasswordCommand(body.token, body.password))
        return NO_CONTENT

    return passwords
