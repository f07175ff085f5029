"""Signing in through an identity provider: what the browser is led through (OpenID Connect Core §3.1)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Request

from application.identity.caller import Caller
from application.identity.external_ports import IdentityProvider
from application.identity.finish_external_sign_in import (
    AwaitsSecondFactor,
    FinishExternalSignIn,
    FinishExternalSignInCommand,
)
from application.identity.finish_with_second_factor import FinishWithSecondFactor
from application.identity.read_links import ReadLinks
from application.identity.remove_link import RemoveLink
from application.identity.signing_in import Device
from application.identity.start_external_sign_in import StartExternalSignIn
from domain.identity.refusals import (
    ExternalSignInExpired,
    ExternalSignInOff,
    InvalidPasskey,
    LastWayIn,
    LinkNotFound,
    OnlyInPerson,
    ProofNeeded,
    ProviderUnavailable,
    SecondFactorRequired,
    TooManyAttempts,
    WrongCode,
)
from domain.shared.refusal import Refusal
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.cookies import ExternalSignInCookie
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.external_sign_in import (
    LONGEST_PATH,
    OWN_PATH,
    LinksShown,
    ProviderSent,
    ProviderShown,
    SecondStepSent,
    SignInUrl,
    StartAsked,
)
from entrypoints.http.schemas.session import SessionShown
from entrypoints.http.signing_in import SessionAnswer

AFTERWARDS = "/calendar/"
WHERE_LINKS_STAND = "/settings/security/"
SIGN_IN_PAGE = "/login/"


def external_sign_in_blueprint(
    gate: Gate,
    *,
    session: SessionAnswer,
    cookie: ExternalSignInCookie,
    identity_provider: IdentityProvider,
    start_external_sign_in: StartExternalSignIn,
    finish_external_sign_in: FinishExternalSignIn,
    finish_with_second_factor: FinishWithSecondFactor,
    read_links: ReadLinks,
    remove_link: RemoveLink,
) -> ApiBlueprint:
    """A person looks at what some of these answer: refusals lead back to the page for signing in."""
    external = ApiBlueprint("external_sign_in", gate)

    def where_next(request: Request) -> str:
        """From the cookie, which another site of the same domain may have set."""
        kept = cookie.where_next(request)
        return kept if len(kept) <= LONGEST_PATH and re.fullmatch(OWN_PATH, kept) else ""

    def back_to_sign_in(refusal: Refusal, handed: Mapping[str, Any]) -> Answer:
        asked = handed["query"]
        next_page = asked.next if isinstance(asked, StartAsked) else where_next(handed["request"])
        return _redirect(_sign_in_page(next_page, problem=refusal.code), cookie.removed())

    @external.operation("GET", "/auth/oidc", Access.PUBLIC, answers={200: ProviderShown})
    def read_provider() -> Answer:
        """Whether one can sign in through an identity provider here, and what it is called."""
        name = identity_provider.name
        return Answer(ProviderShown(enabled=bool(name), name=name or None))

    @external.operation(
        "GET",
        "/auth/oidc/start",
        Access.PUBLIC,
        answers={302: None},
        sets_cookie=True,
        refused=back_to_sign_in,
    )
    def start_at_provider(query: StartAsked) -> Answer:
        """Go to the identity provider. For browsers, not for programs.

        A refusal leads to `/login/?problem=` with its code.
        """
        started = start_external_sign_in()
        return _redirect(started.url, cookie.set_to(started.key, query.next))

    @external.operation(
        "GET",
        "/auth/oidc/callback",
        Access.PUBLIC,
        answers={302: None},
        sets_cookie=True,
        refused=back_to_sign_in,
    )
    def return_from_provider(query: ProviderSent, device: Device, request: Request) -> Answer:
        """Come back from the identity provider, to where one was or the calendar, and with a session.

        Only the browser that went there can, within ten minutes, once. A refusal leads to `/login/?problem=`
        with its code, a second factor that is to be shown to `/login/?step=second_factor`.
        """
        known_by = replace(device, token=session.device_cookie.find(request))
        command = FinishExternalSignInCommand(
            cookie.find(request), query.state, query.answer, query.error, known_by
        )
        outcome, next_page = finish_external_sign_in(command), where_next(request)
        if isinstance(outcome, AwaitsSecondFactor):
            return _redirect(_sign_in_page(next_page, step="second_factor"), cookie.set_to(command.key))
        if outcome is None:
            return _redirect(WHERE_LINKS_STAND, cookie.removed())
        return _redirect(next_page or AFTERWARDS, cookie.removed(), *session.cookies(outcome))

    @external.operation(
        "POST",
        "/auth/oidc/second-factor",
        Access.PUBLIC,
        answers={200: SessionShown},
        refusals=(
            ExternalSignInExpired,
            SecondFactorRequired,
            WrongCode,
            InvalidPasskey,
            TooManyAttempts,
        ),
        body_optional=True,
        reads_cookie=True,
        sets_cookie=True,
    )
    def show_second_factor(body: SecondStepSent, device: Device, request: Request) -> Answer:
        """Show the second factor of the account that the identity provider vouched for, and be signed in.

        For the page to which the provider's answer led, in the same browser, within ten minutes.
        """
        known_by = replace(device, token=session.device_cookie.find(request))
        sent = body.second_factor.given() if body.second_factor else None
        answer = session(finish_with_second_factor(cookie.read(request), sent, known_by))
        return replace(answer, cookies=[cookie.removed(), *answer.cookies])

    @external.operation(
        "POST",
        "/auth/oidc/link",
        Access.IN_PERSON,
        answers={200: SignInUrl},
        refusals=(OnlyInPerson, ProofNeeded, ExternalSignInOff, ProviderUnavailable),
        sets_cookie=True,
    )
    def link_to_provider(caller: Caller) -> Answer:
        """Link the caller's account to the one that they have at the identity provider.

        The browser goes to the address that this answers; when it comes back the two are linked.
        """
        started = start_external_sign_in(caller)
        return Answer(SignInUrl(url=started.url), cookies=[cookie.set_to(started.key)])

    @external.operation(
        "GET", "/auth/oidc/links", Access.IN_PERSON, answers={200: LinksShown}, refusals=(OnlyInPerson,)
    )
    def list_links(caller: Caller) -> Answer:
        """Which identities elsewhere open the caller's account."""
        return Answer(LinksShown.of(read_links(caller)))

    @external.operation(
        "DELETE",
        "/auth/oidc/links/{link_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(OnlyInPerson, ProofNeeded, LinkNotFound, LastWayIn),
        once=True,
    )
    def remove_a_link(caller: Caller, link_id: UUID) -> Answer:
        """Signing in there opens the account no longer. The last way to sign in stays."""
        remove_link(caller, link_id)
        return NO_CONTENT

    return external


def _sign_in_page(next_page: str, **asked: str) -> str:
    return f"{SIGN_IN_PAGE}?{urlencode(asked | ({'next': next_page} if next_page else {}))}"


def _redirect(where: str, *cookies: str) -> Answer:
    return Answer(status=302, headers={"Location": where}, cookies=cookies)
