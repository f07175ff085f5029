"""Requests to where a provider says that it is: no redirects, no proxies, bounded in time and size.

Its endpoints may be at other hosts than its issuer, over https. Nothing on this machine or its own network
segment is asked, unless the issuer itself is on this machine, as in development.
"""

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from domain.identity.refusals import ProviderUnavailable

SECONDS_TO_ANSWER = 10.0
LARGEST_ANSWER = 256 * 1024


def may_be_asked(url: str, *, issuer: str) -> bool:
    """What can be told from the address alone. Raises ValueError for what is none."""
    parts = urlsplit(url)
    if not parts.hostname or parts.port == 0 or "@" in parts.netloc:
        return False
    if _is_here(urlsplit(issuer).hostname or "") and _is_here(parts.hostname):
        return parts.scheme in {"https", "http"}
    return parts.scheme == "https" and not _is_here(parts.hostname) and not _is_link_local(parts.hostname)


def _is_here(host: str) -> bool:
    """Whether that is this machine."""
    address = _address(host)
    if address is None:
        name = host.rstrip(".").lower()
        return name == "localhost" or name.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _is_link_local(host: str) -> bool:
    """Whether only this machine's own network segment knows it, as where clouds keep credentials."""
    address = _address(host)
    return address is not None and address.is_link_local


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def fetched(
    url: str, *, issuer: str, form: str | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, Mapping[str, Any]]:
    """The status and the JSON object that was answered; a POST when there is a form.

    Raises ProviderUnavailable for everything else, and for addresses that are not to be asked.
    """
    try:
        parts = urlsplit(url)
        if not may_be_asked(url, issuer=issuer):
            raise ProviderUnavailable("the identity provider names an address that cannot be asked safely")
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.hostname or "", parts.port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.connect()
            # A name may stand for any address: what counts is who is at the other end.
            peer = connection.sock.getpeername()[0]
            here_to_here = _is_here(peer) and _is_here(urlsplit(issuer).hostname or "")
            if (_is_here(peer) or _is_link_local(peer)) and not here_to_here:
                raise ProviderUnavailable("the identity provider's name leads to this very machine")
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
