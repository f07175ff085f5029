"""Where a request comes from, as far as trusted proxies vouch for it (S20)."""

from ipaddress import ip_network

import pytest

from entrypoints.http.client_address import ClientAddress

PROXIES = ClientAddress((ip_network("10.0.0.0/8"), ip_network("2001:db8:f::/48")))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.2,10.0.0.3", "10.0.0.2"),
        ("10.0.0.1", "203.0.113.9, 6.6.6.6.6", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9, ", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("2001:db8:f::1", "2001:DB8:0:0::5", "2001:db8::5"),
        ("fe80::1%eth0", "6.6.6.6", "fe80::1"),
        ("", "6.6.6.6", ""),
    ],
)
def test_only_what_a_trusted_hop_wrote_is_believed(peer: str, forwarded: str, address: str) -> None:
    assert PROXIES({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}) == address
