"""Which addresses a provider may name."""

import socket
from http.client import HTTPConnection

import pytest

from adapters.authlib.fetching import fetched, may_be_asked
from domain.identity.refusals import ProviderUnavailable

ISSUER, AT_HOME = "https://login.example.org", "http://127.0.0.1:8080/realm"


@pytest.mark.parametrize(
    "url",
    ["https://login.example.org/token", "https://oauth2.example.net:8443/token?x=1", "https://10.0.0.7/keys"],
)
def test_other_hosts_are_asked_over_https(url: str) -> None:
    assert may_be_asked(url, issuer=ISSUER)


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example.org/token",
        "https://localhost/x",
        "https://LOCALHOST./x",
        "https://db.localhost/x",
        "https://127.0.0.1/x",
        "https://127.8.9.1/x",
        "https://0.0.0.0/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/x",
        "https://somebody@login.example.org/x",
        "https:///x",
        "file:///etc/passwd",
        "gopher://login.example.org/x",
        "",
    ],
)
def test_nothing_near_and_nothing_in_the_clear(url: str) -> None:
    assert not may_be_asked(url, issuer=ISSUER)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:9999/token", True),
        ("http://localhost/token", True),
        ("https://login.example.org/token", True),
        ("http://login.example.org/token", False),
        ("http://169.254.169.254/x", False),
        ("https://169.254.169.254/x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_provider_on_this_machine_may_name_places_on_it(url: str, allowed: bool) -> None:
    assert may_be_asked(url, issuer=AT_HOME) is allowed


@pytest.mark.parametrize("url", ["https://[/x", "https://login.example.org:99999/x", "https://localhost/x"])
def test_what_must_not_be_asked_is_not(url: str) -> None:
    with pytest.raises(ProviderUnavailable):
        fetched(url, issuer=ISSUER)


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254"])
def test_a_name_that_leads_near_is_asked_nothing(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """What counts is who answers, whatever the name service said when somebody looked before."""
    with socket.create_server(("127.0.0.1", 0)) as near:

        class Peer(socket.socket):
            def getpeername(self) -> tuple[str, int]:
                return address, 443

        class Near(HTTPConnection):
            def connect(self) -> None:
                self.sock = Peer(fileno=socket.create_connection(near.getsockname()).detach())
                self.sock.settimeout(1)

        monkeypatch.setattr("adapters.authlib.fetching.HTTPSConnection", Near)
        with pytest.raises(ProviderUnavailable, match="this very machine"):
            fetched("https://login.example.org/keys", issuer=ISSUER)
        heard, _ = near.accept()
        with heard:
            heard.settimeout(10)
            assert heard.recv(100) == b""
