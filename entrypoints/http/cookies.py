"""The cookies, and the proof that a page of ours sent them (ASVS 5.0 3.3, 3.5).

Where people reach Convene over https, they are Secure and bound to the host by their names.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, unquote

from flask import Request
from werkzeug.http import dump_cookie

from application.identity.external_signing_in import SIGN_IN_LASTS
from domain.identity.refusals import ForeignPage, SessionEnded
from domain.identity.session import LIFETIME
from entrypoints.origins import is_trusted_origin
from entrypoints.settings import Settings

CSRF_HEADER = "X-Convene-CSRF"
DEVICE_IS_KNOWN = timedelta(days=90)
"""From the last sign-in: no longer than ended sessions are kept."""
LONGEST_DEVICE_TOKEN = 100


@dataclass(frozen=True, slots=True)
class RefreshCookie:
    settings: Settings

    @property
    def name(self) -> str:
        return _named("convene_refresh", self.settings)

    def read(self, request: Request) -> str:
        """The refresh token. Raises ForeignPage unless a page of ours asks, SessionEnded without one."""
        token = self.find(request)
        if token is None:
            raise SessionEnded("there is no session; sign in")
        return token

    def find(self, request: Request) -> str | None:
        """Raises ForeignPage unless a page of ours asks."""
        must_be_from_our_page(request, self.settings)
        return request.cookies.get(self.name) or None

    def set_to(self, token: str) -> str:
        return _header(self.name, token, LIFETIME, self.settings)

    def removed(self) -> str:
        return _header(self.name, "", timedelta(), self.settings)


@dataclass(frozen=True, slots=True)
class DeviceCookie:
    """By it a device is known again when somebody signs in; by itself it opens nothing."""

    settings: Settings

    @property
    def name(self) -> str:
        return _named("convene_device", self.settings)

    def find(self, request: Request) -> str | None:
        token = request.cookies.get(self.name, "")
        return token if 0 < len(token) <= LONGEST_DEVICE_TOKEN else None

    def set_to(self, token: str) -> str:
        return _header(self.name, token, DEVICE_IS_KNOWN, self.settings)


@dataclass(frozen=True, slots=True)
class ExternalSignInCookie:
    """What binds a sign-in to the browser that began it. Lax: the provider's page leads back here.

    Beside the secret it holds where the browser goes afterwards, as the start was told.
    """

    settings: Settings

    @property
    def name(self) -> str:
        return _named("convene_sign_in", self.settings)

    def read(self, request: Request) -> str:
        """For what a page sends. Raises ForeignPage unless it is ours."""
        must_be_from_our_page(request, self.settings)
        return self.find(request)

    def find(self, request: Request) -> str:
        """Empty when there is none."""
        return request.cookies.get(self.name, "").partition(".")[0]

    def where_next(self, request: Request) -> str:
        """As it was set, or as somebody else set it: to be checked. Empty when nothing was said."""
        return unquote(request.cookies.get(self.name, "").partition(".")[2])

    def set_to(self, key: str, where_next: str = "") -> str:
        value = f"{key}.{quote(where_next, safe='')}" if where_next else key
        return _header(self.name, value, SIGN_IN_LASTS, self.settings, same_site="Lax")

    def removed(self) -> str:
        return _header(self.name, "", timedelta(), self.settings, same_site="Lax")


def must_be_from_our_page(request: Request, settings: Settings) -> None:
    """Raises ForeignPage."""
    if not is_from_our_page(request, settings):
        raise ForeignPage(f"this needs the Origin of Convene's own pages and {CSRF_HEADER}: 1")


def is_from_our_page(request: Request, settings: Settings) -> bool:
    own_origin = f"{request.scheme}://{request.host}"
    trusted = is_trusted_origin(request.headers.get("Origin"), own_origin=own_origin, settings=settings)
    return trusted and request.headers.get(CSRF_HEADER) == "1"


def _named(name: str, settings: Settings) -> str:
    return f"__Host-{name}" if settings.is_https else name


def _header(
    name: str, value: str, lifetime: timedelta, settings: Settings, *, same_site: str = "Strict"
) -> str:
    return dump_cookie(
        name,
        value,
        max_age=int(lifetime.total_seconds()),
        path="/",
        httponly=True,
        secure=settings.is_https,
        samesite=same_site,
    )
