"""Where a request comes from, as far as trusted proxies vouch for it."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class ClientAddress:
    """Reads X-Forwarded-For from its right end, and only as long as the hop that wrote it is trusted."""

    trusted_proxies: Networks

    def __call__(self, environ: "WSGIEnvironment") -> str:
        """The address, or an empty text when there is none, as behind a unix socket."""
        address: str = environ.get("REMOTE_ADDR") or ""
        # Several such headers are one by now, as RFC 9110 §5.3 joins them.
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        while hops and self._trusts(address):
            hop = hops.pop()
            if not _is_address(hop):
                break
            address = hop
        return address

    def _trusts(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self.trusted_proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
