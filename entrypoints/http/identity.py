"""Set-up, signing in, staying signed in, signing out."""

from dataclasses import replace

from flask import Request

from application.identity.external_ports import IdentityProvider
from application.identity.ports import HouseBook, PeopleDirectory
from application.identity.refresh_session import RefreshSession
from application.identity.set_up import SetUp, SetUpCommand
from application.identity.sign_in import SignIn, SignInCommand
from application.identity.sign_out import SignOut
from application.identity.signing_in import Device
from domain.identity.refusals import (
    InvalidCredentials,
    InvalidEmailAddress,
    InvalidPasskey,
    SecondFactorRequired,
    SessionEnded,
    SetupClosed,
    SetupTokenInvalid,
    TooManyAttempts,
    WeakPassword,
    WrongCode,
)
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.session import LoginSent, RefreshSent, SessionShown, SetupSent, SetupStatus
from entrypoints.http.signing_in import SessionAnswer


def identity_blueprint(
    gate: Gate,
    *,
    session: SessionAnswer,
    people: PeopleDirectory,
    house_book: HouseBook,
    identity_provider: IdentityProvider,
    set_up: SetUp,
    sign_in: SignIn,
    refresh_session: RefreshSession,
    sign_out: SignOut,
) -> ApiBlueprint:
    """Answers here hold secrets, so none is kept under an Idempotency-Key."""
    identity = ApiBlueprint("identity", gate)
    cookie = session.refresh_cookie

    @identity.operation("GET", "/setup", Access.PUBLIC, answers={200: SetupStatus})
    def read_setup() -> Answer:
        """What a page needs to know before anybody is signed in, and no more: which ways in there are."""
        return Answer(
            SetupStatus(
                open=not people.anybody(),
                registration=house_book.rules().registration,
                identity_provider=identity_provider.name or None,
            )
        )

    @identity.operation(
        "POST",
        "/setup",
        Access.PUBLIC,
        answers={201: SessionShown},
        refusals=(SetupTokenInvalid, SetupClosed, WeakPassword, InvalidEmailAddress),
        sets_cookie=True,
    )
    def first_setup(body: SetupSent, device: Device) -> Answer:
        """Make the first account, an admin, and sign it in."""
        command = SetUpCommand(body.token, body.email, body.password, body.name, body.time_zone, device)
        return session(set_up(command), 201)

    @identity.operation(
        "POST",
        "/auth/login",
        Access.PUBLIC,
        answers={200: SessionShown},
        refusals=(
            InvalidCredentials,
            TooManyAttempts,
            SecondFactorRequired,
            WrongCode,
            InvalidPasskey,
        ),
        sets_cookie=True,
    )
    def login(body: LoginSent, device: Device, request: Request) -> Answer:
        """Sign in with address and password.

        After ten wrong passwords in a quarter of an hour an address is refused, with the right one too; but
        not on a device that signed in before, which is known by a cookie and has ten of its own. Whoever
        has an authenticator app or a passkey is asked for it: 401 `second_factor_required` lists the ways,
        then send all of this again with `second_factor`.
        """
        known_by = replace(device, token=session.device_cookie.find(request))
        signed_in = sign_in(
            SignInCommand(
                body.email,
                body.password,
                known_by,
                body.second_factor.given() if body.second_factor else None,
            )
        )
        return session(signed_in, with_refresh_token=body.client == "api")

    @identity.operation(
        "POST",
        "/auth/refresh",
        Access.PUBLIC,
        answers={200: SessionShown},
        refusals=(SessionEnded,),
        body_optional=True,
        reads_cookie=True,
        sets_cookie=True,
    )
    def refresh(body: RefreshSent, request: Request) -> Answer:
        """Trade the refresh token for a new access token.

        The token comes from the cookie, or from the body of clients that keep no cookies. It is replaced
        each time; the old one is answered for ten more seconds, and after that ends the session.
        """
        if body.refresh_token is not None:
            fresh = refresh_session(body.refresh_token)
            return Answer(SessionShown.of(fresh, with_refresh_token=True))
        return session(refresh_session(cookie.read(request)))

    @identity.operation(
        "POST",
        "/auth/logout",
        Access.PUBLIC,
        answers={204: None},
        body_optional=True,
        reads_cookie=True,
        sets_cookie=True,
    )
    def logout(body: RefreshSent, request: Request) -> Answer:
        """End this session: its refresh token, its access tokens and its live connections.

        Signing out when signed out already is no mistake.
        """
        if body.refresh_token is not None:
            sign_out(body.refresh_token)
            return Answer(status=204)
        token = cookie.find(request)
        if token is not None:
            sign_out(token)
        return Answer(status=204, cookies=[cookie.removed()])

    return identity
