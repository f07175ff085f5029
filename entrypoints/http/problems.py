"""Every refusal as an RFC 9457 answer, and the one table that gives each its status."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from flask import has_request_context, request

from application.shared.origin import present_origin
from application.shared.ports import KeptAnswer
from application.shared.rate_limits import TooManyRequests
from application.shared.refusals import (
    FeatureOff,
    IdempotencyKeyInUse,
    IdempotencyKeyReused,
    InvalidCursor,
    ResyncRequired,
    StorageUnavailable,
)
from domain.administration.refusals import AlreadyInUse, FlagNotFound, IpBlockNotFound, SettingFixed
from domain.conversation.refusals import (
    MessageIsDeleted,
    MessageNotFound,
    OnlyTheAuthorMay,
    TooLateToEdit,
    TooManyReactions,
)
from domain.identity.refusals import (
    ApiTokenNotFound,
    ConfirmationInvalid,
    DelegateNotFound,
    EmailAlreadyTaken,
    ExternalSignInFailed,
    ExternalSignInOff,
    ForeignPage,
    IdentityAlreadyLinked,
    InvalidCredentials,
    InvitationInvalid,
    InvitationNotFound,
    LastAdmin,
    LastWayIn,
    LinkNotFound,
    LiveTicketInvalid,
    NotADelegate,
    NotSignedIn,
    OnlyInPerson,
    PasskeyNotFound,
    PermissionMissing,
    PersonNotFound,
    ProofNeeded,
    ProviderUnavailable,
    RegistrationClosed,
    ResetTokenInvalid,
    ScopeMissing,
    SecondFactorExists,
    SecondFactorMissing,
    SecondFactorNeeded,
    SecondFactorRequired,
    SessionEnded,
    SessionNotFound,
    SetupClosed,
    SetupTokenInvalid,
    TeamNameTaken,
    TeamNotFound,
    TooManyApiTokens,
    TooManyAttempts,
    WrongCode,
)
from domain.meeting.claim import SlotTaken
from domain.meeting.refusals import (
    AlreadyInvited,
    DateMovedOn,
    EverybodyAnswered,
    GuestNotFound,
    GuestsRemindedLately,
    HoldExpired,
    HoldNotFound,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotADraft,
    MeetingIsNotCancelled,
    MeetingNotFound,
    NotInvited,
    OccurrenceMovedOn,
    OccurrenceNotFound,
    OnlyTheHostMay,
    ProposalClosed,
    ProposalNotFound,
    RoomClosed,
    RoomInactive,
    RoomNameTaken,
    RoomNeedsApproval,
    RoomNotBooked,
    RoomNotFound,
    UidAlreadyTaken,
)
from domain.notification.refusals import MailNotFound, NotificationNotFound, PushSubscriptionNotFound
from domain.proceedings.refusals import (
    ItemCarriedOver,
    LineNotFound,
    NoLaterDate,
    NotAParticipant,
    TooManyLines,
)
from domain.shared.letter import NotToBeSentAgain
from domain.shared.refusal import InvalidValue, Refusal, Stale
from entrypoints.http.request_limits import seconds
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.exceptions import offer_shown
from entrypoints.http.schemas.problem import ConflictShown, Current, FieldError, MovedTo, Problem

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "2"

# A class that is missing here takes the status of the nearest ancestor that is not; a test walks them all.
STATUSES: Mapping[type[Refusal], int] = {
    InvalidValue: 422,
    Stale: 412,
    InvalidCursor: 400,
    IdempotencyKeyReused: 422,
    IdempotencyKeyInUse: 409,
    ResyncRequired: 410,
    FeatureOff: 403,
    SettingFixed: 409,
    AlreadyInUse: 409,
    FlagNotFound: 404,
    StorageUnavailable: 503,
    TooManyRequests: 429,
    IpBlockNotFound: 404,
    NotSignedIn: 401,
    SessionEnded: 401,
    SessionNotFound: 404,
    ProofNeeded: 403,
    TooManyAttempts: 429,
    GuestsRemindedLately: 429,
    EverybodyAnswered: 409,
    InvalidCredentials: 401,
    LiveTicketInvalid: 401,
    PermissionMissing: 403,
    ScopeMissing: 403,
    SecondFactorRequired: 401,
    WrongCode: 401,
    SecondFactorNeeded: 403,
    SecondFactorExists: 409,
    SecondFactorMissing: 409,
    PasskeyNotFound: 404,
    ApiTokenNotFound: 404,
    TooManyApiTokens: 409,
    NotADelegate: 403,
    OnlyInPerson: 403,
    DelegateNotFound: 404,
    SetupTokenInvalid: 403,
    ResetTokenInvalid: 403,
    SetupClosed: 409,
    ExternalSignInFailed: 403,
    ExternalSignInOff: 404,
    ForeignPage: 403,
    IdentityAlreadyLinked: 409,
    ProviderUnavailable: 502,
    EmailAlreadyTaken: 409,
    RegistrationClosed: 403,
    InvitationInvalid: 403,
    InvitationNotFound: 404,
    ConfirmationInvalid: 403,
    LastAdmin: 409,
    LastWayIn: 409,
    LinkNotFound: 404,
    TeamNotFound: 404,
    TeamNameTaken: 409,
    PersonNotFound: 404,
    MeetingNotFound: 404,
    GuestNotFound: 404,
    ProposalNotFound: 404,
    ProposalClosed: 409,
    OccurrenceNotFound: 404,
    OnlyTheHostMay: 403,
    NotInvited: 403,
    MeetingIsCancelled: 409,
    MeetingIsNotCancelled: 409,
    MeetingIsNotADraft: 409,
    MeetingAlreadyOver: 409,
    AlreadyInvited: 409,
    UidAlreadyTaken: 409,
    MessageNotFound: 404,
    MessageIsDeleted: 409,
    OnlyTheAuthorMay: 403,
    TooLateToEdit: 409,
    TooManyReactions: 409,
    LineNotFound: 404,
    NotAParticipant: 403,
    TooManyLines: 409,
    ItemCarriedOver: 409,
    NoLaterDate: 409,
    RoomNotFound: 404,
    RoomNotBooked: 404,
    RoomNameTaken: 409,
    RoomClosed: 409,
    RoomInactive: 409,
    RoomNeedsApproval: 409,
    SlotTaken: 409,
    NotificationNotFound: 404,
    MailNotFound: 404,
    PushSubscriptionNotFound: 404,
    NotToBeSentAgain: 409,
    HoldNotFound: 404,
    HoldExpired: 409,
}


class HttpProblem(Exception):
    """A request that is wrong as a request, whatever the business would say."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        retryable: bool = False,
        conflicts: Sequence[ConflictShown] = (),
        offers: Sequence[Mapping[str, Any]] = (),
        second_factors: Sequence[str] = (),
        moved_to: MovedTo | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.retryable = retryable
        self.conflicts = list(conflicts)
        self.offers = [dict(offer) for offer in offers]
        self.second_factors = list(second_factors)
        self.moved_to = moved_to


def status_of(refusal: type[Refusal]) -> int:
    """Raises KeyError for a class that the table knows neither by itself nor through an ancestor."""
    return next(STATUSES[each] for each in refusal.__mro__ if each in STATUSES or each is Exception)


def problem_of(refusal: Refusal) -> HttpProblem:
    status = status_of(type(refusal))
    errors = [FieldError.at(refusal.field, refusal.code, refusal.message)] if refusal.field else []
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(refusal, ScopeMissing):
        headers["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{refusal.scope}"'
    if status == 503:
        headers["Retry-After"] = RETRY_AFTER_SECONDS
    if isinstance(refusal, TooManyRequests):
        headers["Retry-After"] = str(seconds(refusal.allowance))
    if isinstance(refusal, TooManyAttempts | GuestsRemindedLately):
        headers["Retry-After"] = str(ceil(refusal.wait.total_seconds()))
    moved_to = None
    if isinstance(refusal, OccurrenceMovedOn | DateMovedOn):
        moved_to = MovedTo(meeting_id=refusal.meeting_id, original_start=refusal.original_start)
        there = f"{PREFIX}/meetings/{moved_to.meeting_id}/occurrences/{moved_to.original_start}"
        headers["Link"] = f'<{there}>; rel="canonical"'
    taken = refusal if isinstance(refusal, SlotTaken) else None
    return HttpProblem(
        status,
        refusal.code,
        refusal.message,
        errors=errors,
        headers=headers,
        retryable=refusal.retryable,
        conflicts=[ConflictShown.of(each) for each in taken.conflicts] if taken else (),
        offers=[offer_shown(each) for each in taken.offers] if taken else (),
        second_factors=refusal.ways if isinstance(refusal, SecondFactorRequired) else (),
        moved_to=moved_to,
    )


def answer_to(problem: HttpProblem, *, current: Current | None = None) -> KeptAnswer:
    """The problem in bytes, for the request at hand."""
    body = Problem(
        type=f"/api/docs#{problem.code}",
        title=problem.code.replace("_", " ").capitalize(),
        status=problem.status,
        detail=problem.detail,
        instance=request.path if has_request_context() else "",
        code=problem.code,
        request_id=present_origin().request_id,
        retryable=problem.retryable,
        errors=problem.errors,
        conflicts=problem.conflicts,
        offers=problem.offers,
        second_factors=problem.second_factors,
        moved_to=problem.moved_to,
        current=current,
    )
    seldom = ("errors", "conflicts", "offers", "moved_to", "second_factors", "current")
    absent = {name for name in seldom if not getattr(body, name)}
    raw = body.model_dump_json(exclude=absent).encode()
    return KeptAnswer(problem.status, {"Content-Type": PROBLEM_TYPE, **problem.headers}, raw)
