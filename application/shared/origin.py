"""From where the present request comes. Known at the door, needed where something is recorded.

It is the one thing that goes round the arguments: no use case decides anything by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network


@dataclass(frozen=True, slots=True)
class Origin:
    """``address``: the client's. Both are empty for what Convene does by itself."""

    address: str = ""
    request_id: str = ""

    @property
    def source(self) -> str:
        """What counts as one where requests are counted: of an IPv6 address the first 64 bits.

        That much is given to every customer (RFC 6177 §2), who could come from another address each time.
        """
        if ":" not in self.address:
            return self.address
        return str(IPv6Network((int(IPv6Address(self.address)) >> 64 << 64, 64)))


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
