"""What a WebSocket may send, must not send, and is answered: a table in the manner of the Autobahn suite.

Against a real web process, over a bare socket: each case three times in one piece and once byte by byte,
and the answers are the same each time, to the last byte.
"""

import json
import os
import socket
from collections.abc import Iterator
from struct import pack, unpack
from time import perf_counter

import pytest

from entrypoints.live.reading import LONGEST_MESSAGE, MOST_FRAGMENTS
from tests.entrypoints.live.memory_app import PASSWORD
from tests.entrypoints.live.serving import ON_MEMORY, Person, WebServer, web_server

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FINAL = 0x80
ASK = b'{"type":"ping"}'
ANSWER = (TEXT, b'{"type":"pong"}')
MALFORMED = (TEXT, "malformed_frame")
EURO = "€".encode()
Answer = tuple[int, object]


def frame(
    opcode: int, payload: bytes = b"", *, final: bool = True, reserved: int = 0, wide: int = 0
) -> bytes:
    """As a client writes it; ``wide`` bytes for the length, whether it needs them or not."""
    first = (FINAL if final else 0) | reserved << 4 | opcode
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
    return head(first, len(payload), wide) + mask + masked


def head(first: int, length: int, wide: int = 0) -> bytes:
    wide = wide or (0 if length < 126 else 2 if length < 2**16 else 8)
    if wide == 0:
        return pack("!BB", first, FINAL | length)
    if wide == 2:
        return pack("!BBH", first, FINAL | 126, length)
    return pack("!BBQ", first, FINAL | 127, length)


def in_pieces(payload: bytes, *cuts: int, between: bytes = b"") -> bytes:
    ends = [*cuts, len(payload)]
    pieces = [payload[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    frames = [
        frame(CONTINUATION if place else TEXT, piece, final=place == len(pieces) - 1)
        for place, piece in enumerate(pieces)
    ]
    return between.join(frames)


def goodbye(code: int, reason: bytes = b"") -> bytes:
    return frame(CLOSE, pack("!H", code) + reason)


BYE = goodbye(1000)
END = (CLOSE, 1000)

CASES: dict[str, tuple[bytes, list[Answer]]] = {
    # Text
    "a message": (frame(TEXT, ASK) + BYE, [ANSWER, END]),
    "two messages at once": (frame(TEXT, ASK) * 2 + BYE, [ANSWER, ANSWER, END]),
    "an empty message": (frame(TEXT) + BYE, [MALFORMED, END]),
    "a message of 125 bytes": (frame(TEXT, ASK.ljust(125)) + BYE, [ANSWER, END]),
    "a message of 126 bytes": (frame(TEXT, ASK.ljust(126)) + BYE, [ANSWER, END]),
    "a message of 65,535 bytes": (frame(TEXT, ASK.ljust(65_535)) + BYE, [ANSWER, END]),
    "a message of 65,536 bytes": (frame(TEXT, ASK.ljust(65_536)) + BYE, [ANSWER, END]),
    "a message of 65,537 bytes": (frame(TEXT, ASK.ljust(65_537)), [(CLOSE, 1009)]),
    "a longer one, announced and never sent": (head(FINAL | TEXT, 2**40), [(CLOSE, 1009)]),
    "the longest that can be announced": (head(FINAL | TEXT, 2**63 - 1), [(CLOSE, 1009)]),
    "a length of more than 63 bits": (head(FINAL | TEXT, 2**63, 8), [(CLOSE, 1002)]),
    "a short length in two bytes": (frame(TEXT, ASK, wide=2), [(CLOSE, 1002)]),
    "a short length in eight bytes": (frame(TEXT, ASK, wide=8), [(CLOSE, 1002)]),
    "bytes": (frame(BINARY, b"\x00\xff"), [(CLOSE, 1003)]),
    "no bytes": (frame(BINARY), [(CLOSE, 1003)]),
    "the beginning of bytes": (frame(BINARY, b"\x00", final=False), [(CLOSE, 1003)]),
    "without a mask": (pack("!BB", FINAL | TEXT, len(ASK)) + ASK, [(CLOSE, 1002)]),
    # Pings
    "an empty ping": (frame(PING) + BYE, [(PONG, b""), END]),
    "a ping with text": (frame(PING, b"hello") + BYE, [(PONG, b"hello"), END]),
    "a ping with bytes": (frame(PING, b"\x00\xff\xfe\xfd") + BYE, [(PONG, b"\x00\xff\xfe\xfd"), END]),
    "the longest ping": (frame(PING, b"x" * 125) + BYE, [(PONG, b"x" * 125), END]),
    "ten pings": (
        b"".join(frame(PING, b"%d" % each) for each in range(10)) + BYE,
        [*((PONG, b"%d" % each) for each in range(10)), END],
    ),
    "a ping that is too long": (frame(PING, b"x" * 126), [(CLOSE, 1002)]),
    "a ping with a length of eight bytes": (head(FINAL | PING, 2**40), [(CLOSE, 1002)]),
    "a ping in fragments": (frame(PING, b"x", final=False), [(CLOSE, 1002)]),
    "a pong nobody asked for": (frame(PONG, b"x") + frame(TEXT, ASK) + BYE, [ANSWER, END]),
    "a pong that is too long": (frame(PONG, b"x" * 126), [(CLOSE, 1002)]),
    "a ping without a mask": (pack("!BB", FINAL | PING, 0), [(CLOSE, 1002)]),
    # Reserved bits and opcodes
    **{
        f"reserved bits {bits:03b} of opcode {opcode}": (frame(opcode, b"", reserved=bits), [(CLOSE, 1002)])
        for bits in range(1, 8)
        for opcode in (TEXT, PING, CLOSE)
    },
    **{
        f"reserved opcode {opcode}": (frame(opcode, b"x"), [(CLOSE, 1002)])
        for opcode in (*range(3, 8), *range(0xB, 0x10))
    },
    "a reserved opcode after a message": (frame(TEXT, ASK) + frame(3), [ANSWER, (CLOSE, 1002)]),
    # Fragments
    "two fragments": (in_pieces(ASK, 7) + BYE, [ANSWER, END]),
    "a fragment for each byte": (in_pieces(ASK, *range(1, len(ASK))) + BYE, [ANSWER, END]),
    "empty fragments": (in_pieces(ASK, 0, 0, 7, 7, len(ASK)) + BYE, [ANSWER, END]),
    "pings between fragments": (
        in_pieces(ASK, 3, 9, between=frame(PING, b"between")) + BYE,
        [(PONG, b"between"), (PONG, b"between"), ANSWER, END],
    ),
    "pongs between fragments": (in_pieces(ASK, 3, 9, between=frame(PONG)) + BYE, [ANSWER, END]),
    "a goodbye between fragments": (in_pieces(ASK, 3, between=BYE), [END]),
    "a continuation of nothing": (frame(CONTINUATION, ASK), [(CLOSE, 1002)]),
    "a first continuation of nothing": (frame(CONTINUATION, ASK, final=False), [(CLOSE, 1002)]),
    "a continuation after the end": (in_pieces(ASK, 3) + frame(CONTINUATION), [ANSWER, (CLOSE, 1002)]),
    "a message within a message": (frame(TEXT, ASK, final=False) + frame(TEXT, ASK), [(CLOSE, 1002)]),
    "bytes within a message": (frame(TEXT, ASK, final=False) + frame(BINARY, ASK), [(CLOSE, 1002)]),
    "too long in two fragments": (
        frame(TEXT, b" " * LONGEST_MESSAGE, final=False) + frame(CONTINUATION, b" "),
        [(CLOSE, 1009)],
    ),
    "fragments without end": (
        frame(TEXT, final=False) + frame(CONTINUATION, final=False) * MOST_FRAGMENTS,
        [(CLOSE, 1008)],
    ),
    # UTF-8
    "characters of every length": (frame(TEXT, '"µ€😀\ufeff\u0000"'.encode()) + BYE, [MALFORMED, END]),
    "a character cut by a fragment": (
        in_pieces(b'"' + EURO + b'"', 2, 3) + BYE,
        [(TEXT, "unknown_type"), END],
    ),
    "a character without its end": (frame(TEXT, EURO[:2]), [(CLOSE, 1007)]),
    "a character whose end is another": (frame(TEXT, b"\xc3\x28"), [(CLOSE, 1007)]),
    "a surrogate": (frame(TEXT, b"\xed\xa0\x80"), [(CLOSE, 1007)]),
    "a number too high": (frame(TEXT, b"\xf4\x90\x80\x80"), [(CLOSE, 1007)]),
    "a zero that is too long": (frame(TEXT, b"\xc0\x80"), [(CLOSE, 1007)]),
    "a stray continuation": (frame(TEXT, b"\x80"), [(CLOSE, 1007)]),
    "no byte of UTF-8": (frame(TEXT, b"\xff"), [(CLOSE, 1007)]),
    "wrong in the first of two fragments": (frame(TEXT, b"\xc3\x28", final=False), [(CLOSE, 1007)]),
    "wrong only with the second fragment": (
        frame(TEXT, EURO[:2], final=False) + frame(CONTINUATION, b"x", final=False),
        [(CLOSE, 1007)],
    ),
    "cut off by the last fragment": (
        frame(TEXT, EURO[:2], final=False) + frame(CONTINUATION),
        [(CLOSE, 1007)],
    ),
    "wrong early in a frame that never ends": (frame(TEXT, b"\xff" + b"x" * 999)[:20], [(CLOSE, 1007)]),
    # Goodbyes
    "a goodbye without a code": (frame(CLOSE), [(CLOSE, None)]),
    "a goodbye of one byte": (frame(CLOSE, b"\x03"), [(CLOSE, 1002)]),
    "a goodbye with a reason": (goodbye(1001, "zurück".encode()), [(CLOSE, 1001)]),
    "the longest reason": (goodbye(1000, b"x" * 123), [END]),
    "a reason that is too long": (goodbye(1000, b"x" * 124), [(CLOSE, 1002)]),
    "a reason that is no UTF-8": (goodbye(1000, b"\xff"), [(CLOSE, 1007)]),
    "a reason cut in a character": (goodbye(1000, EURO[:2]), [(CLOSE, 1007)]),
    "a goodbye in fragments": (frame(CLOSE, b"\x03\xe8", final=False), [(CLOSE, 1002)]),
    **{
        f"the code {code}": (goodbye(code), [(CLOSE, code)])
        for code in (1000, 1001, 1002, 1003, *range(1007, 1015), 3000, 3999, 4000, 4401, 4999)
    },
    **{
        f"the code {code}, which nobody sends": (goodbye(code), [(CLOSE, 1002)])
        for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
    },
    "a message after the goodbye": (BYE + frame(TEXT, ASK), [END]),
    "a ping after the goodbye": (BYE + frame(PING), [END]),
    "nonsense after the goodbye": (BYE + b"\xff" * 1000, [END]),
    "two goodbyes": (BYE + goodbye(1001), [END]),
    "a megabyte after a violation": (frame(3) + b"x" * 1_000_000, [(CLOSE, 1002)]),
    "an answer that waits comes before the verdict": (
        frame(PING, b"1") + frame(3),
        [(PONG, b"1"), (CLOSE, 1002)],
    ),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with web_server(tmp_path_factory.mktemp("rfc6455"), ON_MEMORY) as running:
        yield running


@pytest.fixture(scope="module")
def ana(server: WebServer) -> Person:
    return Person(server.port, "ana@example.org", PASSWORD)


def answers(raw: socket.socket) -> list[Answer]:
    """Every frame until the server has nothing more to say; ConnectionResetError when it leaves uncleanly."""
    said = b""
    while data := raw.recv(65_536):
        said += data
    found: list[Answer] = []
    while said:
        opcode, length = said[0] & 0x0F, said[1]
        assert said[0] & 0xF0 == FINAL
        assert length < 126 or opcode == TEXT
        start = 2
        if length == 126:
            (length,) = unpack("!H", said[2:4])
            start = 4
        payload, said = said[start : start + length], said[start + length :]
        assert len(payload) == length
        found.append((opcode, _meaning(opcode, payload)))
    return found


def _meaning(opcode: int, payload: bytes) -> object:
    if opcode == CLOSE:
        payload[2:].decode()
        return unpack("!H", payload[:2])[0] if payload else None
    if opcode == TEXT and payload != ANSWER[1]:
        return json.loads(payload)["code"]
    return payload


@pytest.mark.parametrize("name", CASES)
def test_it_is_answered_as_the_standard_says(ana: Person, name: str) -> None:
    sent, expected = CASES[name]
    ways = [len(sent)] * 3 + ([1] if len(sent) <= 300 else [997])
    for step in ways:
        raw = ana.live().raw
        for start in range(0, len(sent), step):
            try:
                raw.sendall(sent[start : start + step])
            except ConnectionError:  # it had heard enough
                break
        began = perf_counter()
        assert answers(raw) == expected, f"in steps of {step} bytes"
        assert perf_counter() - began < 5
        raw.close()


def test_the_server_leaves_first_and_well(server: WebServer, ana: Person) -> None:
    """The other way round: it says goodbye, the client answers, and both are gone."""
    page = ana.live()
    page.hello()
    page.raw.sendall(frame(BINARY, b"x"))
    assert answers(page.raw)[-1] == (CLOSE, 1003)
    page.raw.sendall(goodbye(1003))
    page.raw.close()
    assert "Traceback" not in server.log.read_text()
