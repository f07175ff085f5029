"""Where a request comes from, as far as trusted proxies vouch for it."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address

from flask import Request

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class ClientAddress:
    """Reads X-Forwarded-For from its right end, and only as long as the hop that wrote it is trusted."""

    trusted_proxies: Networks

    def __call__(self, request: Request) -> str:
        """The address, or an empty text when there is none, as behind a unix socket."""
        address = request.remote_addr or ""
        hops = [hop.strip() for hop in ",".join(request.headers.getlist("X-Forwarded-For")).split(",")]
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
