"""Frames as a server writes them (RFC 6455 §5): never masked, never in fragments, never compressed.

Written here once for all receivers: without compression the same bytes suit every connection, and no
connection needs a compressor of its own, which would take more memory than all the rest of it.
"""

from struct import pack

_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_FINAL = 0x80
_LONGEST_REASON = 123

PROTOCOL_ERROR = 1002
UNSUPPORTED_DATA = 1003
NO_CODE = 1005
INVALID_PAYLOAD = 1007
POLICY_VIOLATION = 1008
TOO_BIG = 1009
INTERNAL_ERROR = 1011
RESTART = 1012
TRY_AGAIN_LATER = 1013
SESSION_ENDED = 4401
NOT_ALLOWED = 4403

_SENT = frozenset({*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)})
"""Codes that have a meaning on the wire (RFC 6455 §7.4, and the registry of IANA)."""


def text(content: str) -> bytes:
    return _frame(_TEXT, content.encode())


def may_be_sent(code: int) -> bool:
    return code in _SENT


def close(code: int, reason: str = "") -> bytes:
    if not may_be_sent(code):
        return _frame(_CLOSE, b"")
    shortened = reason.encode()[:_LONGEST_REASON].decode(errors="ignore").encode()
    return _frame(_CLOSE, pack("!H", code) + shortened)


def ping() -> bytes:
    return _frame(_PING, b"")


def pong(payload: bytes) -> bytes:
    """The answer to a ping repeats its payload (§5.5.3)."""
    return _frame(_PONG, payload)


def _frame(opcode: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        head = pack("!BB", _FINAL | opcode, length)
    elif length < 2**16:
        head = pack("!BBH", _FINAL | opcode, 126, length)
    else:
        head = pack("!BBQ", _FINAL | opcode, 127, length)
    return head + payload
