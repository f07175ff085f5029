"""Requests to one origin and no other: no redirects, no proxies, bounded in time and size."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from domain.identity.refusals import ProviderUnavailable

SECONDS_TO_ANSWER = 10.0
LARGEST_ANSWER = 256 * 1024


def origin_of(url: str) -> str:
    """Scheme, host and port, the latter written out. Raises ValueError."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    if port is None or not parts.hostname or parts.username is not None:
        raise ValueError(url)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def fetched(
    url: str, *, origin: str, form: str | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, Mapping[str, Any]]:
    """The status and the JSON object that was answered; a POST when there is a form.

    Raises ProviderUnavailable for everything else, and for addresses outside ``origin``.
    """
    parts = urlsplit(url)
    try:
        if origin_of(url) != origin:
            raise ProviderUnavailable("the identity provider names an address outside its issuer")
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.hostname or "", parts.port, timeout=SECONDS_TO_ANSWER)
        try:
            return _answer(connection, parts.path + (f"?{parts.query}" if parts.query else ""), form, headers)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise ProviderUnavailable("the identity provider does not answer; try again later") from error


def _answer(
    connection: HTTPConnection, path: str, form: str | None, headers: Mapping[str, str] | None
) -> tuple[int, Mapping[str, Any]]:
    until = monotonic() + SECONDS_TO_ANSWER
    said = {"Accept": "application/json", **(headers or {})}
    if form is not None:
        said["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if form is None else "POST", path or "/", body=form, headers=said)
    response = connection.getresponse()
    body = b""
    while part := response.read1(65_536):
        body += part
        if len(body) > LARGEST_ANSWER or monotonic() > until:
            raise ValueError("too much, or too slow")
    answered = json.loads(body)
    if not isinstance(answered, dict):
        raise ValueError("no JSON object")
    return response.status, answered
