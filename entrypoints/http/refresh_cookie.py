"""The one cookie, and the proof that a page of ours sent it (ASVS 5.0 3.3, 3.5)."""

from dataclasses import dataclass

from flask import Request
from werkzeug.http import dump_cookie

from domain.identity.refusals import SessionEnded
from domain.identity.session import LIFETIME
from entrypoints.http.problems import HttpProblem
from entrypoints.origins import is_trusted_origin
from entrypoints.settings import Settings

CSRF_HEADER = "X-Convene-CSRF"


@dataclass(frozen=True, slots=True)
class RefreshCookie:
    """Where people reach Convene over https, it is Secure and bound to the host by its name."""

    settings: Settings

    @property
    def name(self) -> str:
        return "__Host-convene_refresh" if self.settings.is_https else "convene_refresh"

    def read(self, request: Request) -> str:
        """The refresh token. Raises HttpProblem 403 unless a page of ours asks, SessionEnded without one."""
        token = self.find(request)
        if token is None:
            raise SessionEnded("there is no session; sign in")
        return token

    def find(self, request: Request) -> str | None:
        """Raises HttpProblem 403 unless a page of ours asks."""
        own_origin = f"{request.scheme}://{request.host}"
        origin = request.headers.get("Origin")
        trusted = is_trusted_origin(origin, own_origin=own_origin, settings=self.settings)
        if not trusted or request.headers.get(CSRF_HEADER) != "1":
            raise HttpProblem(
                403, "csrf_check_failed", f"this needs the Origin of Convene's own pages and {CSRF_HEADER}: 1"
            )
        return request.cookies.get(self.name) or None

    def set_to(self, token: str) -> dict[str, str]:
        return {"Set-Cookie": self._header(token, max_age=int(LIFETIME.total_seconds()))}

    def removed(self) -> dict[str, str]:
        return {"Set-Cookie": self._header("", max_age=0)}

    def _header(self, value: str, *, max_age: int) -> str:
        return dump_cookie(
            self.name,
            value,
            max_age=max_age,
            path="/",
            httponly=True,
            secure=self.settings.is_https,
            samesite="Strict",
        )
