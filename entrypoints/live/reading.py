"""Frames as a client writes them (RFC 6455 §5): masked, in fragments if it likes, control frames between."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack

from entrypoints.live import rfc6455

LONGEST_MESSAGE = 64 * 1024
"""Bytes."""
MOST_FRAGMENTS = 4_096
"""Of one message; empty ones would otherwise cost memory without end."""

_CONTINUATION, _TEXT, _BINARY, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
_KNOWN = {_CONTINUATION, _TEXT, _BINARY, _CLOSE, _PING, _PONG}
_LONGEST_CONTROL = 125


@dataclass(frozen=True, slots=True)
class Text:
    content: str


@dataclass(frozen=True, slots=True)
class Ping:
    payload: bytes


@dataclass(frozen=True, slots=True)
class Goodbye:
    """1005 when the client gave no code (§7.1.5)."""

    code: int


Heard = Text | Ping | Goodbye


class Violation(Exception):
    """What came is not what may come; the connection has to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class _Frame:
    opcode: int
    final: bool
    left: int
    """Bytes of the payload that have not come yet."""
    mask: bytes


class FrameReader:
    """Takes bytes as they come, in whatever pieces, and says what they mean as early as that is certain.

    A message that will be too long is refused by its announced length, and text that is no UTF-8 by the first
    wrong byte, whether the rest of them ever comes or not.
    """

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._frame: _Frame | None = None
        self._control = bytearray()
        self._decoder = getincrementaldecoder("utf-8")()
        self._parts: list[str] = []
        self._length = 0
        self._fragments = 0
        self._in_message = False

    def receive(self, data: bytes) -> Iterator[Heard]:
        """Raises Violation. Nothing is to be received after that, or after a Goodbye."""
        self._bytes += data
        while self._frame is not None or self._begin_frame():
            heard = self._go_on()
            if heard is not None:
                yield heard
            if self._frame is not None:
                return

    def _begin_frame(self) -> bool:
        """Whether a whole header was there."""
        if len(self._bytes) < 2:
            return False
        first, second = self._bytes[0], self._bytes[1]
        final, opcode, short = bool(first & 0x80), first & 0x0F, second & 0x7F
        self._check_kind(final, opcode, short)
        if first & 0x70:
            raise Violation(rfc6455.PROTOCOL_ERROR, "reserved bits are not in use")
        if not second & 0x80:
            raise Violation(rfc6455.PROTOCOL_ERROR, "clients mask their frames")
        wide = {126: 2, 127: 8}.get(short, 0)
        if len(self._bytes) < 2 + wide:
            return False
        length = int.from_bytes(self._bytes[2 : 2 + wide]) if wide else short
        if (wide == 2 and length < 126) or (wide == 8 and not 2**16 <= length < 2**63):
            raise Violation(rfc6455.PROTOCOL_ERROR, "the length is not written in the shortest way")
        if opcode < _CLOSE:
            self._expect_room(length)
        if len(self._bytes) < 6 + wide:
            return False
        self._frame = _Frame(opcode, final, length, bytes(self._bytes[2 + wide : 6 + wide]))
        del self._bytes[: 6 + wide]
        return True

    def _check_kind(self, final: bool, opcode: int, short: int) -> None:
        if opcode not in _KNOWN:
            raise Violation(rfc6455.PROTOCOL_ERROR, "there is no such opcode")
        if opcode >= _CLOSE:
            if not final or short > _LONGEST_CONTROL:
                raise Violation(rfc6455.PROTOCOL_ERROR, "control frames are short and whole")
        elif self._in_message is not (opcode == _CONTINUATION):
            raise Violation(rfc6455.PROTOCOL_ERROR, "one message ends before the next begins")
        elif opcode == _BINARY:
            raise Violation(rfc6455.UNSUPPORTED_DATA, "frames are text")

    def _expect_room(self, length: int) -> None:
        if self._length + length > LONGEST_MESSAGE:
            raise Violation(rfc6455.TOO_BIG, "a frame is at most 64 KiB long")
        if self._fragments >= MOST_FRAGMENTS:
            raise Violation(rfc6455.POLICY_VIOLATION, "a frame in too many fragments")

    def _go_on(self) -> Heard | None:
        """Take what is there of the payload; what is said once it is whole."""
        frame = self._frame
        assert frame is not None
        taken = self._take(frame)
        if frame.left == 0:
            self._frame = None
        if frame.opcode < _CLOSE:
            return self._hear_text(frame, taken)
        self._control += taken
        if frame.left:
            return None
        payload = bytes(self._control)
        self._control.clear()
        match frame.opcode:
            case 0x9:
                return Ping(payload)
            case 0x8:
                return _goodbye(payload)
        return None  # a pong is a sign of life, as any byte is

    def _take(self, frame: _Frame) -> bytes:
        """Unmasked (§5.3)."""
        number = min(frame.left, len(self._bytes))
        masked = int.from_bytes(self._bytes[:number])
        mask = int.from_bytes((frame.mask * (number // 4 + 1))[:number])
        del self._bytes[:number]
        frame.left -= number
        turn = number % 4
        frame.mask = frame.mask[turn:] + frame.mask[:turn]
        return (masked ^ mask).to_bytes(number)

    def _hear_text(self, frame: _Frame, taken: bytes) -> Text | None:
        whole = frame.final and frame.left == 0
        self._in_message = not whole
        try:
            self._parts.append(self._decoder.decode(taken, whole))
        except UnicodeDecodeError:
            raise Violation(rfc6455.INVALID_PAYLOAD, "text is UTF-8") from None
        self._length += len(taken)
        if frame.left == 0:
            self._fragments += 1
        if not whole:
            return None
        content = "".join(self._parts)
        self._parts.clear()
        self._length = self._fragments = 0
        return Text(content)


def _goodbye(payload: bytes) -> Goodbye:
    """§5.5.1, §7.4."""
    if not payload:
        return Goodbye(rfc6455.NO_CODE)
    if len(payload) == 1:
        raise Violation(rfc6455.PROTOCOL_ERROR, "a code has two bytes")
    (code,) = unpack("!H", payload[:2])
    if not rfc6455.may_be_sent(code):
        raise Violation(rfc6455.PROTOCOL_ERROR, "there is no such code")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise Violation(rfc6455.INVALID_PAYLOAD, "a reason is UTF-8") from None
    return Goodbye(code)
