from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import quote_plus

from adapters.authlib.fetching import fetched
from application.identity.external_ports import (
    IdentityProvider,
    ProvenIdentity,
    ProviderAnswer,
    SignInSecrets,
)
from domain.identity.refusals import ExternalSignInFailed, ProviderUnavailable

SIGNATURES = ("RS256", "PS256", "ES256")
"""Public keys only: with a shared secret, or with none, whoever knows the public key could sign."""
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
DISCOVERY_LASTS = timedelta(minutes=10)
LONGEST_SUBJECT = 255
SCOPE = "openid email profile"


@dataclass(frozen=True, slots=True)
class Client:
    """How the provider knows us."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


class AuthlibIdentityProvider(IdentityProvider):
    """A provider that says of itself what can be asked of it (OpenID Connect Discovery 1.0).

    The library is loaded by the first who signs in this way.
    """

    def __init__(self, client: Client, name: str) -> None:
        self._client = client
        self._name = name
        self._known: tuple[datetime, Mapping[str, Any]] | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        return self._name

    def sign_in_url(self, secrets: SignInSecrets, *, now: datetime) -> str:
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        endpoint = self._endpoint("authorization_endpoint", now)
        secure = self._client.issuer.startswith("https://")
        if not endpoint.startswith("https://" if secure else ("https://", "http://")):
            raise ProviderUnavailable("the identity provider names no safe address for signing in")
        url = prepare_grant_uri(
            endpoint,
            client_id=self._client.client_id,
            response_type="code",
            redirect_uri=self._client.redirect_uri,
            scope=SCOPE,
            state=secrets.state,
            nonce=secrets.nonce,
            code_challenge=create_s256_code_challenge(secrets.verifier),
            code_challenge_method="S256",
        )
        return str(url)

    def identify(self, answer: ProviderAnswer, secrets: SignInSecrets, *, now: datetime) -> ProvenIdentity:
        self._refuse_another_issuer(answer, now)
        tokens = self._tokens(answer.code, secrets.verifier, now)
        claims = self._verified(tokens, secrets.nonce, now)
        if "email" not in claims:
            claims = {**self._user_info(tokens, claims["sub"], now), **claims}
        email, name = claims.get("email"), claims.get("name")
        return ProvenIdentity(
            self._client.issuer,
            claims["sub"],
            email=email if isinstance(email, str) else "",
            email_verified=claims.get("email_verified") is True,
            name=" ".join(name.split())[:200] if isinstance(name, str) else "",
            second_factor="mfa" in (claims.get("amr") or ()),
        )

    def _refuse_another_issuer(self, answer: ProviderAnswer, now: datetime) -> None:
        """A code of another provider's is not to be shown to this one (RFC 9207 §2.4)."""
        says_so = self._discovered(now).get("authorization_response_iss_parameter_supported") is True
        if answer.issuer != self._client.issuer and (answer.issuer is not None or says_so):
            raise ExternalSignInFailed("the answer is of another identity provider; try again")

    def _tokens(self, code: str, verifier: str, now: datetime) -> Mapping[str, Any]:
        from authlib.oauth2.rfc6749.parameters import prepare_token_request

        client = self._client
        form = prepare_token_request(
            "authorization_code", redirect_uri=client.redirect_uri, code=code, code_verifier=verifier
        )
        # Each half is form-encoded first (RFC 6749 §2.3.1).
        credentials = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
        headers = {"Authorization": f"Basic {b64encode(credentials.encode()).decode()}"}
        status, tokens = fetched(
            self._endpoint("token_endpoint", now), issuer=client.issuer, form=form, headers=headers
        )
        if status >= 500:
            raise ProviderUnavailable("the identity provider has trouble; try again later")
        if status != 200 or not isinstance(tokens.get("id_token"), str):
            raise ExternalSignInFailed("the identity provider did not take its own code; try again")
        return tokens

    def _verified(self, tokens: Mapping[str, Any], nonce: str, now: datetime) -> Mapping[str, Any]:
        """The claims of the ID token, checked as OpenID Connect Core §3.1.3.7 says."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        keys = self._asked(self._endpoint("jwks_uri", now))
        issuer, client_id = self._client.issuer, self._client.client_id
        try:
            public = KeySet.import_key_set({"keys": _signing_keys(keys)})
            token = jwt.decode(tokens["id_token"], public, algorithms=SIGNATURES)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {"iss": {"value": issuer}, "aud": {"value": client_id}, "sub": {"essential": True}},
                {"nonce": nonce, "client_id": client_id, "access_token": tokens.get("access_token")},
            )
            claims.validate(int(now.timestamp()), LEEWAY)
            if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT or not claims["sub"].isprintable():
                raise ValueError("a subject that cannot be kept")
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ExternalSignInFailed("the identity provider's word cannot be trusted") from error
        return dict(claims)

    def _user_info(self, tokens: Mapping[str, Any], subject: str, now: datetime) -> Mapping[str, Any]:
        """What stands in no ID token of some providers; of the same person only (§5.3.2)."""
        endpoint, token = self._discovered(now).get("userinfo_endpoint"), tokens.get("access_token")
        if not isinstance(endpoint, str) or not isinstance(token, str) or not token.isascii():
            return {}
        told = self._asked(endpoint, {"Authorization": f"Bearer {token}"})
        if told.get("sub") != subject:
            raise ExternalSignInFailed("the identity provider speaks of two people at once")
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    def _endpoint(self, name: str, now: datetime) -> str:
        endpoint = self._discovered(now).get(name)
        if not isinstance(endpoint, str):
            raise ProviderUnavailable(f"the identity provider names no {name}")
        return endpoint

    def _discovered(self, now: datetime) -> Mapping[str, Any]:
        with self._lock:
            if self._known is not None and now - self._known[0] < DISCOVERY_LASTS:
                return self._known[1]
        document = self._asked(self._client.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if document.get("issuer") != self._client.issuer:
            raise ProviderUnavailable("the identity provider calls itself by another issuer than was set up")
        with self._lock:
            self._known = (now, document)
        return document

    def _asked(self, url: str, headers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        status, document = fetched(url, issuer=self._client.issuer, headers=headers)
        if status != 200:
            raise ProviderUnavailable("the identity provider has trouble; try again later")
        return document


def _signing_keys(keys: Mapping[str, Any]) -> list[Any]:
    """Those that are public keys for signatures; a provider may publish others beside them."""
    return [
        key
        for key in keys.get("keys", [])
        if isinstance(key, dict) and key.get("kty") in {"RSA", "EC"} and key.get("use", "sig") == "sig"
    ]
