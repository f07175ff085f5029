"""Addresses that are turned away, whoever comes from there."""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import ClassVar
from uuid import UUID

from domain.administration.refusals import InvalidIpBlock
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line

Network = IPv4Network | IPv6Network

LARGEST = {4: 8, 6: 16}
"""The shortest prefix of a network: nobody means a greater part of the internet."""

MAPPED = 96
"""Bits that stand before an IPv4 address in IPv6's clothes (RFC 4291 §2.5.5.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IpBlockEvent(DomainEvent):
    subject_type: ClassVar[str] = "ip_block"
    network: str
    reason: str
    expires_at: datetime | None

    def data(self) -> dict[str, object]:
        expires_at = self.expires_at.isoformat() if self.expires_at else None
        return {"network": self.network, "reason": self.reason, "expires_at": expires_at}


class IpBlockAdded(IpBlockEvent):
    kind = "ip_block.added"


class IpBlockRemoved(IpBlockEvent):
    kind = "ip_block.removed"


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """None where there is none. An IPv4 address in IPv6's clothes is the IPv4 address (RFC 4291 §2.5.5.2)."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@dataclass(slots=True)
class IpBlock:
    """One address or one network, for good or until ``expires_at``."""

    id: UUID
    network: Network
    reason: str
    created_by: UUID
    created_at: datetime
    expires_at: datetime | None = None
    events: list[IpBlockEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def add(
        cls,
        network: str,
        *,
        reason: str,
        expires_at: datetime | None,
        by: UUID,
        from_address: str,
        now: datetime,
    ) -> "IpBlock":
        """``from_address``: where the admin sits, who must not shut themselves out.

        Raises InvalidIpBlock or InvalidText.
        """
        block = cls(
            id=new_id(now),
            network=_network(network),
            reason=one_line(reason, name="reason", longest=200),
            created_by=by,
            created_at=now,
            expires_at=expires_at,
        )
        if expires_at is not None and expires_at <= now:
            raise InvalidIpBlock("a block ends in the future, or never", field=("expires_at",))
        if block.covers(from_address):
            raise InvalidIpBlock(
                "that is where you are: you would shut yourself out; name less", field=("network",)
            )
        block._record(IpBlockAdded, by, now)
        return block

    def remove(self, *, by: UUID | None, now: datetime) -> None:
        self._record(IpBlockRemoved, by, now)

    def covers(self, address: str) -> bool:
        known = address_of(address)
        return known is not None and known in self.network

    def _record(self, happening: type[IpBlockEvent], by: UUID | None, now: datetime) -> None:
        self.events.append(
            happening(
                subject_id=self.id,
                version=1,
                actor_id=by,
                at=now,
                audience=frozenset({by} if by else ()),
                network=str(self.network),
                reason=self.reason,
                expires_at=self.expires_at,
            )
        )


def _network(text: str) -> Network:
    """A bare address is a network of one; IPv4 in IPv6's clothes is IPv4, as a log may show it.

    Raises InvalidIpBlock.
    """
    try:
        network: Network = ip_network(text.strip(), strict=False)
    except ValueError:
        raise InvalidIpBlock(
            "write an address, or a network such as 203.0.113.0/24 or 2001:db8::/32", field=("network",)
        ) from None
    mapped = address_of(str(network.network_address))
    if isinstance(mapped, IPv4Address) and network.prefixlen >= MAPPED:
        network = IPv4Network((mapped, network.prefixlen - MAPPED))
    if network.prefixlen < LARGEST[network.version]:
        raise InvalidIpBlock(
            f"this is too large a part of the internet; /{LARGEST[network.version]} is the most",
            field=("network",),
        )
    return network
