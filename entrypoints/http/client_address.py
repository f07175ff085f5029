"""Where a request comes from, as far as trusted proxies vouch for it."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING

from domain.administration.ip_block import address_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class ClientAddress:
    """Reads X-Forwarded-For from its right end, and only as long as the hop that wrote it is trusted."""

    trusted_proxies: Networks

    def __call__(self, environ: "WSGIEnvironment") -> str:
        """The address, or an empty text when there is none, as behind a unix socket.

        IPv4 looks the same whether the server listens on IPv6 as well or not.
        """
        address = address_of(environ.get("REMOTE_ADDR") or "")
        # Several such headers are one by now, as RFC 9110 §5.3 joins them.
        hops = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        while hops and address is not None and any(address in network for network in self.trusted_proxies):
            hop = address_of(hops.pop().strip())
            if hop is None:
                break
            address = hop
        return str(address or "")
