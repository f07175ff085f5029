"""Which web pages may act with a person's credentials."""

from entrypoints.settings import Settings


def is_trusted_origin(origin: str | None, *, own_origin: str, settings: Settings) -> bool:
    """Whether ``origin``, the header of a request, names a page of ours (RFC 6454; ASVS 5.0 3.5.1, 4.4.2).

    That is where Convene says it can be reached, and ``own_origin``, the scheme and host that this very
    request was sent to: no page of another site can bring that about. A missing origin is not trusted, nor
    is an opaque one ("null").
    """
    return origin in {settings.url, own_origin}
