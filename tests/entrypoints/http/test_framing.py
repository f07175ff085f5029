"""Raw bytes to a real gunicorn: wrong framing is refused (S43), and nothing too large is taken in (S32)."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entrypoints.cli.serving import LONG_ENOUGH
from tests.entrypoints.live.memory_app import PASSWORD
from tests.entrypoints.live.serving import ON_MEMORY, Person, WebServer, web_server

SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /api/v1/auth/refresh HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
MALFORMED = {
    "length and chunks": POST
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "chunks and length": POST
    + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 34\r\n\r\n" + SMUGGLED,
    "a list of lengths": POST + b"Content-Length: 0, 34\r\n\r\n" + SMUGGLED,
    "a length with a sign": POST + b"Content-Length: +0\r\n\r\n" + SMUGGLED,
    "a negative length": POST + b"Content-Length: -1\r\n\r\n" + SMUGGLED,
    "a length in hex": POST + b"Content-Length: 0x0\r\n\r\n" + SMUGGLED,
    "a length with an underscore": POST + b"Content-Length: 0_0\r\n\r\n" + SMUGGLED,
    "a length of words": POST + b"Content-Length: none\r\n\r\n" + SMUGGLED,
    "a folded header": GET + b"X-A: b\r\n c\r\n\r\n" + SMUGGLED,
    "folded chunks": POST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a blank before the colon": POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a blank before the name": GET + b" X-A: b\r\n\r\n" + SMUGGLED,
    "an unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks not last": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a vertical tab": POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a lone CR in a value": GET + b"X-A: b\rX-B: c\r\n\r\n" + SMUGGLED,
    "NUL in a value": GET + b"X-A: b\x00c\r\n\r\n" + SMUGGLED,
    "no colon": GET + b"X-A\r\n\r\n" + SMUGGLED,
    "bare LF": b"GET /healthz HTTP/1.1\nHost: x\n\n" + SMUGGLED,
    "bare LF between headers": b"GET /healthz HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n" + SMUGGLED,
    "a chunk of no size": CHUNKED + b"\r\n\r\n" + SMUGGLED,
    "a chunk with a sign": CHUNKED + b"-1\r\n\r\n" + SMUGGLED,
    "a chunk in 0x": CHUNKED + b"0x0\r\n\r\n" + SMUGGLED,
    "a chunk with an underscore": CHUNKED + b"0_0\r\n\r\n" + SMUGGLED,
    "a chunk with a blank before": CHUNKED + b" 2\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk too long": CHUNKED + b"1\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk that ends with LF": CHUNKED + b"2\n{}\n0\n\n" + SMUGGLED,
    "a chunk extension with LF": CHUNKED + b"2;a\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "no version": b"GET /healthz\r\n\r\n" + SMUGGLED,
    "a version of its own": b"GET /healthz HTTP/1.10\r\nHost: x\r\n\r\n" + SMUGGLED,
    "a version to come": b"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n" + SMUGGLED,
    "a method in small letters": b"get /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + SMUGGLED,
    "HTTP/2 in clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SMUGGLED,
    "two blanks": b"GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + SMUGGLED,
    "a method of small letters and signs": b"g\x00t /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + SMUGGLED,
}
"""Each with a second request behind it, which must not be answered."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with web_server(tmp_path_factory.mktemp("web"), ON_MEMORY) as server:
        yield server


def answers_to(server: WebServer, raw: bytes, then: bytes = b"", times: int = 0) -> bytes:
    """All that comes back until the server hangs up, or says nothing for a moment."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONG_ENOUGH) as connection:
        heard = b""
        try:
            connection.sendall(raw)
            for _ in range(times):
                connection.sendall(then)
        except OSError:
            pass  # It stopped listening, and may have said why.
        connection.settimeout(1.5)
        try:
            while more := connection.recv(65_536):
                heard += more
        except OSError:
            pass
        return heard


def resident(server: WebServer) -> int:
    """Bytes of memory of all its processes."""
    pages = 0
    for pid in server.worker_pids:
        pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096


def seconds_of_work(server: WebServer) -> float:
    """Of the processor, by all its processes: what else the machine does is not counted."""
    ticks = 0
    for pid in server.worker_pids:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("name", MALFORMED)
def test_wrong_framing_never_gets_a_second_answer(server: WebServer, name: str) -> None:
    heard = answers_to(server, MALFORMED[name])
    assert heard.count(b"HTTP/1.1 ") <= 1, heard
    assert b'"ok"' not in heard, heard
    assert not heard or heard.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")), heard
    assert b"Traceback" not in heard


def test_right_framing_is_answered_each_time(server: WebServer) -> None:
    assert answers_to(server, SMUGGLED * 3).count(b'"ok"') == 3
    whole = CHUNKED + b"2\r\n{}\r\n0\r\n\r\n" + SMUGGLED
    assert answers_to(server, whole).count(b"HTTP/1.1 ") == 2


def headers(*lines: bytes) -> bytes:
    return b"POST /api/v1/meetings HTTP/1.1\r\nHost: x\r\n" + b"".join(each + b"\r\n" for each in lines)


@pytest.mark.parametrize(
    ("raw", "then", "status"),
    [
        (headers(b"Content-Length: 104857600", b""), b"x" * 2**20, 413),
        (headers(b"Transfer-Encoding: chunked", b""), b"100000\r\n" + b"x" * 2**20 + b"\r\n", 413),
        (headers(*(b"X-%d: x" % number for number in range(10_000)), b""), b"", 431),
        (headers(b"X: " + b"x" * 1_000_000, b""), b"", 431),
        (b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"", 414),
        (b"GET /api/v1/people?" + b"a=b&" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"", 414),
    ],
    ids=["100 MB", "100 MB in chunks", "10k headers", "a long header", "a long path", "100k parameters"],
)
def test_what_is_too_large_is_refused_at_once(
    server: WebServer, raw: bytes, then: bytes, status: int
) -> None:
    person = Person(server.port, "ana@example.org", PASSWORD)
    raw = raw.replace(b"Host: x\r\n", b"Host: x\r\nAuthorization: Bearer %s\r\n" % person.token.encode(), 1)
    raw = raw.replace(b"Host: x\r\n", b"Host: x\r\nContent-Type: application/json\r\n", 1)
    before, began = resident(server), seconds_of_work(server)
    heard = answers_to(server, raw, then, times=100)
    assert heard.count(b"HTTP/1.1 ") <= 1
    # When so much is on its way that the connection breaks, the answer may be lost with it.
    assert not heard or int(heard[9:12]) == status, heard[:500]
    assert seconds_of_work(server) - began < 5
    assert resident(server) - before < 32 * 2**20


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"[" * 10_000 + b"]" * 10_000, 400),
        ("application/json", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400),
        ("application/json", b"{" + b",".join(b'"%d":1' % n for n in range(80_000)) + b"}", 422),
        ("application/x-www-form-urlencoded", b"a=b&" * 100_000, 415),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n" * 90_000 + b"--x--", 415),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"\r\n" * 400_000, 415),
    ],
    ids=["deep lists", "deep objects", "80k members", "100k fields", "90k parts", "one endless part"],
)
def test_a_body_of_many_pieces_is_refused_at_once(
    server: WebServer, kind: str, body: bytes, status: int
) -> None:
    person = Person(server.port, "ana@example.org", PASSWORD)
    before, began = resident(server), seconds_of_work(server)
    person.connection.request(
        "POST",
        "/api/v1/meetings",
        body,
        {"Content-Type": kind, "Authorization": f"Bearer {person.token}"},
    )
    answer = person.connection.getresponse()
    answer.read()
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert seconds_of_work(server) - began < 2.5
    assert resident(server) - before < 64 * 2**20
