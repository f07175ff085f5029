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
POLICY_VIOLATION = 1008
TOO_BIG = 1009
INTERNAL_ERROR = 1011
RESTART = 1012
TRY_AGAIN_LATER = 1013
SESSION_ENDED = 4401
NOT_ALLOWED = 4403

_NEVER_SENT = {1005, 1006, 1015}
"""Codes that only say what was missing (RFC 6455 §7.4.1)."""


def text(content: str) -> bytes:
    return _frame(_TEXT, content.encode())


def close(code: int, reason: str = "") -> bytes:
    if code in _NEVER_SENT:
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
