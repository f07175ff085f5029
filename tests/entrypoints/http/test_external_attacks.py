"""A provider, or somebody in its place, that sends what nobody should believe."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Response

from adapters.memory.clock import SettableClock
from tests.entrypoints.http.conftest import House
from tests.entrypoints.http.elsewhere import (
    back,
    begun,
    consented,
    house_with,
    let_in,
    sent_back,
    through,
)
from tests.entrypoints.http.openid_provider import CLIENT_ID, Provider, a_key


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider(SettableClock()).running() as running:
        yield running


@pytest.fixture
def house(provider: Provider, tmp_path: Path) -> House:
    return house_with(provider, tmp_path)


BENT: dict[str, dict[str, Any]] = {
    "wrong nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "wrong audience": {"aud": "another"},
    "no audience": {"aud": None},
    "two audiences and nobody named": {"aud": [CLIENT_ID, "another"]},
    "for another party": {"azp": "another"},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "expired": {"exp": 1},
    "no end": {"exp": None},
    "from the future": {"iat": 2**33},
    "no beginning": {"iat": None},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "no text": {"sub": 7},
    "a name that cannot be kept": {"sub": "a\0b"},
    "a long name": {"sub": "a" * 256},
}


@pytest.mark.parametrize("how", BENT)
def test_a_token_that_says_something_else_is_refused(how: str, house: House, provider: Provider) -> None:
    house.person("Ana")
    provider.claims = BENT[how]
    sent_back(through(house.nobody()), "external_sign_in_failed")


def by_hand(header: dict[str, Any], claims: dict[str, Any], sign: Callable[[bytes], bytes]) -> str:
    parts = [urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (header, claims)]
    signature = urlsafe_b64encode(sign(b".".join(parts))).rstrip(b"=")
    return b".".join([*parts, signature]).decode()


def test_a_token_that_the_provider_did_not_sign_is_refused(house: House, provider: Provider) -> None:
    house.person("Ana")
    public, stranger = provider.public_pem.encode(), Provider(house.clock, key=a_key("theirs"))

    def with_the_public_key(signed: bytes) -> bytes:
        return hmac.digest(public, signed, hashlib.sha256)

    forgeries: list[Callable[[dict[str, Any]], str]] = [
        lambda claims: by_hand({"alg": "none"}, claims, lambda _: b""),
        lambda claims: by_hand({"alg": "none", "kid": "one"}, claims, lambda _: b""),
        lambda claims: by_hand({"alg": "HS256"}, claims, with_the_public_key),
        lambda claims: by_hand({"alg": "HS256", "kid": "one"}, claims, with_the_public_key),
        stranger.signed,
        lambda claims: provider.signed(claims)[:-8] + "AAAAAAAA",
        lambda claims: "nonsense",
        lambda claims: "a.b.c",
    ]
    for forged in forgeries:
        provider.sign = forged
        sent_back(through(house.nobody()), "external_sign_in_failed")
    provider.sign = None
    let_in(through(house.nobody()))


# A provider in trouble


def test_who_says_no_there_is_asked_again_here(house: House, provider: Provider) -> None:
    provider.refuses = "access_denied"
    sent_back(through(house.nobody()), "external_sign_in_cancelled")
    provider.refuses = "server_error"
    sent_back(through(house.nobody()), "external_sign_in_failed")


def test_what_is_no_answer_is_none(house: House, provider: Provider) -> None:
    answers = [
        (lambda: ("<html>", 200), "provider_unavailable"),
        (lambda: ("[]", 200), "provider_unavailable"),
        (lambda: ("{}", 503), "provider_unavailable"),
        (lambda: ("{}", 200), "external_sign_in_failed"),
        (lambda: ('{"id_token": 7}', 200), "external_sign_in_failed"),
        (lambda: (" " * 300_000 + "{}", 200), "provider_unavailable"),
        (lambda: Response("{}", 302, {"Location": "http://127.0.0.1:1/"}), "external_sign_in_failed"),
    ]
    for answer, code in answers:
        provider.tokens = answer
        sent_back(through(house.nobody()), code)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_not_what_was_set_up_is_not_gone_to(
    said: dict[str, Any], house: House, provider: Provider
) -> None:
    provider.discovery = said
    sent_back(house.nobody().get("/auth/oidc/start"), "provider_unavailable")


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("place", ["http://127.0.0.1:1/x", "http://169.254.169.254/x", "file:///etc/passwd"])
def test_nothing_is_asked_outside_the_issuer(
    endpoint: str, place: str, house: House, provider: Provider
) -> None:
    house.person("Ana")
    provider.discovery = {endpoint: place}
    sent_back(through(house.nobody()), "provider_unavailable")


def test_a_provider_that_is_down_is_said_to_be(tmp_path: Path) -> None:
    with Provider(SettableClock()).running() as provider:
        house = house_with(provider, tmp_path)
        browser = house.nobody()
        brought = consented(begun(browser))
    sent_back(back(browser, brought), "provider_unavailable")
    house.clock.advance(timedelta(minutes=10))
    sent_back(house.nobody().get("/auth/oidc/start"), "provider_unavailable")
