"""Opaque cursors: where a reader stands in a list or in the event log."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from application.shared.refusals import InvalidCursor

_FORM = b"1"  # lets a later form be told from this one


def cursor_at(position: int) -> str:
    return _pack(position.to_bytes(8, "big"))


def position_of(cursor: str) -> int:
    """Raises InvalidCursor for anything that ``cursor_at`` did not make."""
    raw = _unpack(cursor)
    if len(raw) != 8:
        raise InvalidCursor("this cursor is not one of ours; start again without one")
    position = int.from_bytes(raw, "big")
    if position >= 2**63:
        raise InvalidCursor("this cursor is not one of ours; start again without one")
    return position


def cursor_after(key: str) -> str:
    """A cursor for a list sorted by a text key."""
    return _pack(key.encode())


def key_of(cursor: str) -> str:
    """Raises InvalidCursor."""
    try:
        key = _unpack(cursor).decode()
    except UnicodeDecodeError:
        key = "\x00"
    if "\x00" in key:
        raise InvalidCursor("this cursor is not one of ours; start again without one")
    return key


def id_of(cursor: str) -> UUID:
    """Raises InvalidCursor."""
    try:
        return UUID(key_of(cursor))
    except ValueError:
        raise InvalidCursor("this cursor is not one of ours; start again without one") from None


def _pack(raw: bytes) -> str:
    return urlsafe_b64encode(_FORM + raw).rstrip(b"=").decode()


def _unpack(cursor: str) -> bytes:
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    if not raw.startswith(_FORM) or _pack(raw[1:]) != cursor:
        raise InvalidCursor("this cursor is not one of ours; start again without one")
    return raw[1:]
