"""From where the present request comes. Known at the door, needed where something is recorded.

It is the one thing that goes round the arguments: no use case decides anything by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """``address``: the client's. Both are empty for what Convene does by itself."""

    address: str = ""
    request_id: str = ""


NOWHERE = Origin()
_present: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Whatever this thread of control records in the block comes from there."""
    token = _present.set(origin)
    try:
        yield
    finally:
        _present.reset(token)


def present_origin() -> Origin:
    return _present.get()
