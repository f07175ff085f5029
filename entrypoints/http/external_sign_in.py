"""Signing in through an identity provider: what the browser is led through (OpenID Connect Core §3.1)."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from flask import Request

from application.identity.caller import Caller
from application.identity.external_ports import IdentityProvider
from application.identity.finish_external_sign_in import FinishExternalSignIn, FinishExternalSignInCommand
from application.identity.signing_in import Device
from application.identity.start_external_sign_in import StartExternalSignIn
from domain.identity.refusals import ExternalSignInOff, OnlyInPerson, ProofNeeded, ProviderUnavailable
from domain.shared.refusal import Refusal
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.cookies import ExternalSignInCookie
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.external_sign_in import ProviderSent, ProviderShown, SignInUrl
from entrypoints.http.signing_in import SessionAnswer

AFTERWARDS = "/calendar/"
SIGN_IN_PAGE = "/login/"


def external_sign_in_blueprint(
    gate: Gate,
    *,
    session: SessionAnswer,
    cookie: ExternalSignInCookie,
    identity_provider: IdentityProvider,
    start_external_sign_in: StartExternalSignIn,
    finish_external_sign_in: FinishExternalSignIn,
) -> ApiBlueprint:
    """A person looks at what these answer, so that refusals lead back to the page for signing in."""
    external = ApiBlueprint("external_sign_in", gate)

    @external.operation("GET", "/auth/oidc", Access.PUBLIC, answers={200: ProviderShown})
    def read_provider() -> Answer:
        """Whether one can sign in through an identity provider here, and what it is called."""
        name = identity_provider.name
        return Answer(ProviderShown(enabled=bool(name), name=name or None))

    @external.operation("GET", "/auth/oidc/start", Access.PUBLIC, answers={302: None}, sets_cookie=True)
    def start_at_provider() -> Answer:
        """Go to the identity provider. For browsers, not for programs.

        A refusal leads to `/login/?problem=` with its code.
        """
        try:
            started = start_external_sign_in()
        except Refusal as refusal:
            return _back_to_sign_in(refusal, [])
        return _redirect(started.url, [cookie.set_to(started.key)])

    @external.operation("GET", "/auth/oidc/callback", Access.PUBLIC, answers={302: None}, sets_cookie=True)
    def return_from_provider(query: ProviderSent, device: Device, request: Request) -> Answer:
        """Come back from the identity provider, to the calendar and with a session.

        Only the browser that went there can, within ten minutes, once. A refusal leads to `/login/?problem=`
        with its code.
        """
        known_by = replace(device, token=session.device_cookie.find(request))
        command = FinishExternalSignInCommand(
            cookie.find(request), query.state, query.answer, query.error, known_by
        )
        try:
            signed_in = finish_external_sign_in(command)
        except Refusal as refusal:
            return _back_to_sign_in(refusal, [cookie.removed()])
        opened = session.cookies(signed_in) if signed_in is not None else []
        return _redirect(AFTERWARDS, [cookie.removed(), *opened])

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

    return external


def _back_to_sign_in(refusal: Refusal, cookies: Sequence[str]) -> Answer:
    return _redirect(f"{SIGN_IN_PAGE}?{urlencode({'problem': refusal.code})}", cookies)


def _redirect(where: str, cookies: Sequence[str]) -> Answer:
    return Answer(status=302, headers={"Location": where}, cookies=cookies)
