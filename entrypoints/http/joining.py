"""Getting an account: by an invitation, or by asking for one while registration is open."""

from uuid import UUID

from application.identity.accept_invitation import AcceptInvitation, AcceptInvitationCommand
from application.identity.caller import Caller
from application.identity.invite_person import InvitePerson, InvitePersonCommand
from application.identity.read_invitations import ReadInvitations
from application.identity.request_account import RequestAccount, RequestAccountCommand
from application.identity.revoke_invitation import RevokeInvitation
from application.shared.refusals import InvalidCursor
from domain.identity.email_address import email_address
from domain.identity.refusals import (
    EmailAlreadyTaken,
    InvalidEmailAddress,
    InvitationInvalid,
    InvitationNotFound,
    PermissionMissing,
    RegistrationClosed,
    WeakPassword,
)
from domain.identity.role import Permission
from entrypoints.http.answers import NO_CONTENT, Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.problems import HttpProblem
from entrypoints.http.routes import PREFIX, Access
from entrypoints.http.schemas.joining import (
    InvitationSeen,
    InvitationShown,
    InvitationsQuery,
    InvitationsShown,
    InvitationTokenSent,
    PersonInvitationSent,
    RegistrationSent,
    RegistrationStarted,
)
from entrypoints.http.schemas.joining import shown as shown_invitation
from entrypoints.http.schemas.person import Me
from entrypoints.http.schemas.problem import FieldError


def joining_blueprint(
    gate: Gate,
    *,
    request_account: RequestAccount,
    accept_invitation: AcceptInvitation,
    invite_person: InvitePerson,
    read_invitations: ReadInvitations,
    revoke_invitation: RevokeInvitation,
) -> ApiBlueprint:
    joining = ApiBlueprint("joining", gate)

    @joining.operation(
        "POST",
        "/auth/register",
        Access.PUBLIC,
        answers={201: Me, 202: RegistrationStarted},
        refusals=(
            RegistrationClosed,
            InvitationInvalid,
            EmailAlreadyTaken,
            WeakPassword,
            InvalidEmailAddress,
        ),
    )
    def register(body: RegistrationSent) -> Answer:
        """Get an account.

        With the token of an invitation it is made at once: 201. Without one, while registration is open, a
        letter with a link goes to the address, and the answer is 202 whether the address has an account or
        not; the link ends at `/invitation#token=…`, where name and password are chosen, so that here the
        address alone will do. Nobody is signed in by this.
        """
        if body.invitation_token is not None:
            _refuse_what_lacks(body, "password", "name", "time_zone")
            command = AcceptInvitationCommand(
                body.invitation_token, body.password, body.name, body.time_zone, body.email
            )
            return Answer(Me.of(accept_invitation(command)), 201)
        if body.email is None:
            raise InvalidEmailAddress("write your e-mail address", field=("email",))
        request_account(RequestAccountCommand(body.email, body.name, body.password))
        return Answer(RegistrationStarted(state="letter_sent", email=email_address(body.email)), 202)

    @joining.operation(
        "POST",
        "/auth/invitation",
        Access.PUBLIC,
        answers={200: InvitationSeen},
        refusals=(InvitationInvalid, RegistrationClosed),
    )
    def see_invitation(body: InvitationTokenSent) -> Answer:
        """What the token of an invitation is good for, without using it up."""
        return Answer(InvitationSeen.of(accept_invitation.invitation(body.token)))

    @joining.operation(
        "POST",
        "/people",
        Permission.INVITE_PEOPLE,
        answers={201: InvitationShown},
        refusals=(EmailAlreadyTaken, RegistrationClosed, InvalidEmailAddress, PermissionMissing),
        once=True,
    )
    def invite_somebody(caller: Caller, body: PersonInvitationSent) -> Answer:
        """Invite somebody to get an account, by mail.

        The link works once, for seven days; inviting the same address again voids it and sends another.
        Inviting an admin takes `people:manage` as well.
        """
        invitation_id = invite_person(InvitePersonCommand(caller, body.email, body.name or "", body.role))
        page = read_invitations.one(caller, invitation_id)
        return Answer(
            shown_invitation(page.invitations[0], page),
            201,
            {"Location": f"{PREFIX}/invitations/{invitation_id}"},
        )

    @joining.operation(
        "GET",
        "/invitations",
        Permission.INVITE_PEOPLE,
        answers={200: InvitationsShown},
        refusals=(InvalidCursor,),
    )
    def list_invitations(caller: Caller, query: InvitationsQuery) -> Answer:
        """Who was invited, or asked for an account, and has not come yet; ordered by address."""
        page = read_invitations(caller, cursor=query.cursor, limit=query.limit)
        following = {"limit": query.limit, "cursor": page.next_cursor}
        link = link_to_next(f"{PREFIX}/invitations", following) if page.next_cursor else {}
        return Answer(InvitationsShown.of(page), headers=link)

    @joining.operation(
        "GET",
        "/invitations/{invitation_id}",
        Permission.INVITE_PEOPLE,
        answers={200: InvitationShown},
        refusals=(InvitationNotFound,),
    )
    def invitation(caller: Caller, invitation_id: UUID) -> Answer:
        """One invitation that is still open."""
        page = read_invitations.one(caller, invitation_id)
        return Answer(shown_invitation(page.invitations[0], page))

    @joining.operation(
        "DELETE",
        "/invitations/{invitation_id}",
        Permission.INVITE_PEOPLE,
        answers={204: None},
        refusals=(InvitationNotFound,),
        once=True,
    )
    def revoke(caller: Caller, invitation_id: UUID) -> Answer:
        """Void an invitation. It never changes, so this takes no If-Match."""
        revoke_invitation(caller, invitation_id)
        return NO_CONTENT

    return joining


def _refuse_what_lacks(body: RegistrationSent, *names: str) -> None:
    """As the schema refuses members that are always needed. Raises HttpProblem."""
    missing = [name for name in names if getattr(body, name) is None]
    if missing:
        errors = [FieldError.at((name,), "missing", "is missing") for name in missing]
        raise HttpProblem(422, "invalid_body", "some members of the body are not valid", errors=errors)
