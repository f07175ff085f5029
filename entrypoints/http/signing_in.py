"""How an open session is handed to the client that asked for it."""

from dataclasses import dataclass

from application.identity.signing_in import SignedIn
from entrypoints.http.answers import Answer
from entrypoints.http.cookies import DeviceCookie, RefreshCookie
from entrypoints.http.schemas.session import SessionShown


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """Tokens and cookies: nothing that may be kept under an Idempotency-Key."""

    refresh_cookie: RefreshCookie
    device_cookie: DeviceCookie

    def __call__(self, signed_in: SignedIn, status: int = 200, *, with_refresh_token: bool = False) -> Answer:
        body = SessionShown.of(signed_in, with_refresh_token=with_refresh_token)
        return Answer(body, status, cookies=self.cookies(signed_in))

    def cookies(self, signed_in: SignedIn) -> list[str]:
        cookies = [self.refresh_cookie.set_to(signed_in.refresh_token)]
        if signed_in.device_token is not None:
            cookies.append(self.device_cookie.set_to(signed_in.device_token))
        return cookies
