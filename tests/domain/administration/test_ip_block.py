"""Addresses that are turned away."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.administration.ip_block import IpBlock
from domain.administration.refusals import InvalidIpBlock
from domain.shared.text import InvalidText
from tests.builders import HOST, NOW


def a_block(network: str = "203.0.113.0/24", **members: object) -> IpBlock:
    given = {
        "reason": "Guessing",
        "expires_at": None,
        "by": HOST,
        "from_address": "198.51.100.7",
        "now": NOW,
        **members,
    }
    return IpBlock.add(network, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("203.0.113.9", "203.0.113.9", "203.0.113.10"),
        ("203.0.113.77/24", "203.0.113.255", "203.0.114.0"),
        ("203.0.113.0/24", "::ffff:203.0.113.5", "::ffff:203.0.114.5"),
        ("::ffff:203.0.113.9", "203.0.113.9", "203.0.113.10"),
        ("::ffff:203.0.113.0/120", "203.0.113.9", "203.0.114.0"),
        ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
        ("2001:db8::/32", "2001:db8::1%eth0", "203.0.113.1"),
    ],
)
def test_it_covers_its_network_and_no_more(network: str, inside: str, outside: str) -> None:
    block = a_block(network)
    assert block.covers(inside)
    for other in (outside, "", "unknown", "command line"):
        assert not block.covers(other)


@given(st.ip_addresses(), st.integers(0, 128))
def test_a_network_holds_its_addresses(address: object, prefix: int) -> None:
    network = ip_network(f"{address}/{min(prefix, 32)}", strict=False)
    if network.prefixlen < (8 if network.version == 4 else 16):
        with pytest.raises(InvalidIpBlock):
            a_block(str(network))
    elif not network.overlaps(ip_network("198.51.100.7")) if network.version == 4 else True:
        assert a_block(str(network)).covers(str(network.network_address))


@pytest.mark.parametrize(
    "network", ["", "somewhere", "203.0.113.0/33", "0.0.0.0/0", "::/0", "10.0.0.0/7", "::ffff:0:0/96"]
)
def test_what_is_no_network_is_refused(network: str) -> None:
    with pytest.raises(InvalidIpBlock) as refused:
        a_block(network)
    assert refused.value.field == ("network",)


@pytest.mark.parametrize("network", ["198.51.100.7", "198.51.100.0/24", "198.0.0.0/8", "::ffff:198.51.100.7"])
def test_nobody_shuts_themselves_out(network: str) -> None:
    with pytest.raises(InvalidIpBlock):
        a_block(network)
    with pytest.raises(InvalidIpBlock):
        a_block(network, from_address="::ffff:198.51.100.7")


def test_it_ends_later_or_never() -> None:
    assert a_block(expires_at=NOW + timedelta(hours=1)).expires_at == NOW + timedelta(hours=1)
    with pytest.raises(InvalidIpBlock) as refused:
        a_block(expires_at=NOW)
    assert refused.value.field == ("expires_at",)
    with pytest.raises(InvalidText):
        a_block(reason=" ")


def test_what_is_done_is_told() -> None:
    block = a_block()
    block.remove(by=None, now=NOW)
    assert [(event.kind, event.actor_id) for event in block.events] == [
        ("ip_block.added", HOST),
        ("ip_block.removed", None),
    ]
    assert block.events[0].data() == {"network": "203.0.113.0/24", "reason": "Guessing", "expires_at": None}
