"""A small OpenID provider that really listens, with everything that an attacker might bend."""

import hashlib
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from flask import Flask, Response, jsonify, redirect, request
from jose import jwk, jwt
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as BaseResponse

from application.shared.ports import Clock

CLIENT_ID, CLIENT_SECRET = "convene", "a secret: with/signs"


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None: ...


@cache
def a_key(whose: str) -> rsa.RSAPrivateKey:
    """Always the same of one name: making one takes long."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """``claims`` are laid over those of each ID token (None removes one), ``discovery`` over what it says.

    ``sign`` makes tokens in another way. ``asked`` lists the paths that were called.
    """

    clock: Clock
    claims: dict[str, Any] = field(default_factory=dict)
    discovery: dict[str, Any] = field(default_factory=dict)
    user_info: dict[str, Any] = field(default_factory=dict)
    refuses: str = ""
    sign: Any = None
    issuer: str = ""
    asked: list[str] = field(default_factory=list)
    tokens: Any = None
    key: rsa.RSAPrivateKey = field(default_factory=lambda: a_key("ours"))
    _given: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def private_pem(self) -> str:
        form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self.key.private_bytes(*form).decode()

    @property
    def public_pem(self) -> str:
        form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return self.key.public_key().public_bytes(*form).decode()

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.private_pem, algorithm="RS256", headers={"kid": "one"})

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        with self.also() as self.issuer:
            yield self

    @contextmanager
    def also(self) -> Iterator[str]:
        """The same once more, at another address."""
        server = make_server("127.0.0.1", 0, self._app(), threaded=True, request_handler=Silent)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def _app(self) -> Flask:
        app = Flask(__name__)

        @app.before_request
        def note() -> None:
            self.asked.append(request.path)

        @app.get("/.well-known/openid-configuration")
        def discovery() -> Response:
            return jsonify(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "userinfo_endpoint": f"{self.issuer}/userinfo",
                    **self.discovery,
                }
            )

        @app.get("/authorize")
        def authorize() -> BaseResponse:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
            assert asked["response_type"] == "code"
            assert asked["client_id"] == CLIENT_ID
            assert asked["code_challenge_method"] == "S256"
            assert "openid" in asked["scope"].split()
            if self.refuses:
                answer = {"error": self.refuses, "state": asked["state"]}
            else:
                code = secrets.token_urlsafe(16)
                self._given[code] = asked
                answer = {"code": code, "state": asked["state"], "iss": self.issuer, "session_state": "x"}
            return redirect(f"{asked['redirect_uri']}?{urlencode(answer)}")

        @app.post("/token")
        def token() -> Response | tuple[Response, int] | tuple[str, int]:
            if self.tokens is not None:
                return self.tokens()  # type: ignore[no-any-return]
            given = self._given.pop(request.form["code"], None)
            if given is None or not self._is_convene(given):
                return jsonify({"error": "invalid_grant"}), 400
            claims = self._claims(given)
            made = (self.sign or self.signed)(claims)
            return jsonify({"access_token": "at", "token_type": "Bearer", "id_token": made})

        @app.get("/keys")
        def keys() -> Response:
            public = jwk.construct(self.public_pem, "RS256").to_dict()
            return jsonify({"keys": [{**public, "kid": "one", "use": "sig"}]})

        @app.get("/userinfo")
        def user_info() -> Response:
            assert request.headers["Authorization"] == "Bearer at"
            return jsonify(self.user_info)

        return app

    def _is_convene(self, given: dict[str, str]) -> bool:
        """The secret, the same redirect, and the verifier of the challenge (RFC 7636 §4.6)."""
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        known = urlencode({"": CLIENT_ID})[1:] + ":" + urlencode({"": CLIENT_SECRET})[1:]
        hashed = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        return (
            scheme == "Basic"
            and b64decode(sent).decode() == known
            and request.form["grant_type"] == "authorization_code"
            and request.form["redirect_uri"] == given["redirect_uri"]
            and urlsafe_b64encode(hashed).rstrip(b"=").decode() == given["code_challenge"]
        )

    def _claims(self, given: dict[str, str]) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        right = {
            "iss": self.issuer,
            "sub": "ana-at-the-provider",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": given["nonce"],
            "email": "ana@example.org",
            "email_verified": True,
            "name": "Ana Lima",
        }
        return {name: value for name, value in (right | self.claims).items() if value is not None}
