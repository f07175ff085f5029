from collections.abc import Sequence
from datetime import timedelta

from domain.shared.refusal import InvalidValue, Refusal, Stale


class InvalidEmailAddress(InvalidValue):
    code = "invalid_email"


class WeakPassword(InvalidValue):
    code = "weak_password"


class InvalidDisplay(InvalidValue):
    code = "invalid_display"


class StaleDisplay(Stale):
    """Somebody saved another version of these display preferences since they were read."""


class EmailAlreadyTaken(Refusal):
    code = "email_taken"


class PersonNotFound(Refusal):
    code = "person_not_found"


class StalePerson(Stale):
    """Somebody else changed this person since it was read."""


class InvalidCredentials(Refusal):
    code = "invalid_credentials"


class WrongPassword(InvalidValue):
    """Of somebody who is signed in already and was asked for it again."""

    code = "wrong_password"


class TooManyAttempts(Refusal):
    """``wait`` is how long the next one has to wait."""

    code = "too_many_attempts"
    retryable = True

    def __init__(self, message: str, *, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


class RegistrationClosed(Refusal):
    """Nobody gets an account this way here; the settings say so."""

    code = "registration_closed"


class InvitationInvalid(Refusal):
    """The token is unknown, used, revoked, replaced or too old: nobody is told which."""

    code = "invitation_invalid"


class InvitationNotFound(Refusal):
    code = "invitation_not_found"


class ConfirmationInvalid(Refusal):
    """The token is unknown, used, replaced or too old: nobody is told which."""

    code = "confirmation_invalid"


class TeamNotFound(Refusal):
    code = "team_not_found"


class TeamNameTaken(Refusal):
    code = "team_name_taken"


class StaleTeam(Stale):
    """Somebody else changed this team since it was read."""


class TooManyMembers(InvalidValue):
    code = "too_many_members"


class LastAdmin(Refusal):
    """Somebody has to be able to look after the others."""

    code = "last_admin"


class SecondFactorRequired(Refusal):
    """The password is right, and not enough. ``ways``: what this person can show besides it."""

    code = "second_factor_required"

    def __init__(self, ways: Sequence[str]) -> None:
        super().__init__("send second_factor along: a code from your app, a recovery code or a passkey")
        self.ways = ways


class SecondFactorNeeded(Refusal):
    """The house asks for one in this role, and this person has none yet."""

    code = "second_factor_needed"


class WrongCode(Refusal):
    code = "wrong_code"


class InvalidPasskey(InvalidValue):
    code = "invalid_passkey"


class PasskeyNotFound(Refusal):
    code = "passkey_not_found"


class SecondFactorExists(Refusal):
    code = "second_factor_exists"


class SecondFactorMissing(Refusal):
    code = "second_factor_missing"


class ExternalSignInFailed(Refusal):
    """The identity provider's answer is none that we can trust, or it refused by itself."""

    code = "external_sign_in_failed"


class ExternalSignInOff(ExternalSignInFailed):
    """No identity provider is set up here."""

    code = "external_sign_in_off"


class ExternalSignInExpired(ExternalSignInFailed):
    """It was begun in another browser, too long ago, never, or came to its end already."""

    code = "external_sign_in_expired"


class ExternalSignInCancelled(ExternalSignInFailed):
    code = "external_sign_in_cancelled"


class ProviderUnavailable(ExternalSignInFailed):
    """The identity provider does not answer, or not in a way that makes sense."""

    code = "provider_unavailable"


class AddressNotVerified(ExternalSignInFailed):
    """The provider does not vouch that the address is theirs."""

    code = "address_not_verified"


class LinkingNeedsSession(ExternalSignInFailed):
    """The account asks for more than an address: its owner links it while signed in."""

    code = "linking_needs_session"


class IdentityAlreadyLinked(ExternalSignInFailed):
    """The identity opens an account already, or the account has one of this provider."""

    code = "identity_already_linked"


class LinkNotFound(Refusal):
    code = "link_not_found"


class LastWayIn(Refusal):
    """Without it nobody could sign in to this account any more."""

    code = "last_way_in"


class AccountInactive(ExternalSignInFailed):
    code = "account_inactive"


class NotSignedIn(Refusal):
    """No access token, or one that is not ours, not yet or no longer valid."""

    code = "not_signed_in"


class SessionEnded(Refusal):
    code = "session_ended"


class SessionNotFound(Refusal):
    code = "session_not_found"


class ProofNeeded(Refusal):
    """What was asked takes the password, and it was typed in too long ago or not in this session."""

    code = "proof_needed"


class PermissionMissing(Refusal):
    code = "permission_missing"


class ScopeMissing(Refusal):
    """The role would allow it; the API token was not given leave (RFC 6750 §3.1)."""

    code = "insufficient_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(f"this API token lacks the scope {scope}; make one that has it")
        self.scope = scope


class InvalidApiToken(InvalidValue):
    code = "invalid_api_token"


class TooManyApiTokens(Refusal):
    code = "too_many_api_tokens"


class ApiTokenNotFound(Refusal):
    code = "api_token_not_found"


class InvalidDelegate(InvalidValue):
    code = "invalid_delegate"


class DelegateNotFound(Refusal):
    code = "delegate_not_found"


class NotADelegate(Refusal):
    """The caller may not act for that person, whether or not there is one."""

    code = "not_a_delegate"


class OnlyInPerson(Refusal):
    """Nobody can do this for somebody else, nor an API token for its owner."""

    code = "only_in_person"


class ForeignPage(Refusal):
    """A page that is not ours had the browser send its cookies (ASVS 5.0 3.5.1)."""

    code = "csrf_check_failed"


class SetupClosed(Refusal):
    code = "setup_closed"


class SetupTokenInvalid(Refusal):
    code = "setup_token_invalid"


class ResetTokenInvalid(Refusal):
    code = "reset_token_invalid"


class LiveTicketInvalid(Refusal):
    code = "live_ticket_invalid"
