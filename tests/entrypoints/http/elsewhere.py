"""A browser that is led through an OpenID provider, and what comes of it."""

from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from werkzeug.test import TestResponse

from tests.entrypoints.http.conftest import BROWSER, Caller, House, a_house
from tests.entrypoints.http.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider


def house_with(provider: Provider, folder: Path, **environment: str) -> House:
    house = a_house(
        folder,
        CONVENE_OIDC_ISSUER=provider.issuer,
        CONVENE_OIDC_CLIENT_ID=CLIENT_ID,
        CONVENE_OIDC_CLIENT_SECRET=CLIENT_SECRET,
        CONVENE_OIDC_NAME="Example login",
        **environment,
    )
    provider.clock = house.clock
    return house


def begun(browser: Caller) -> str:
    """The address at the provider to which the browser is sent."""
    answer = browser.get("/auth/oidc/start")
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def consented(url: str) -> dict[str, str]:
    """What the provider's redirect brings, once its page was shown."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    assert location.startswith("http://127.0.0.1:8000/api/v1/auth/oidc/callback?")
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def back(browser: Caller, brought: dict[str, str]) -> TestResponse:
    return browser.get(f"/auth/oidc/callback?{urlencode(brought)}")


def through(browser: Caller) -> TestResponse:
    return back(browser, consented(begun(browser)))


def let_in(answer: TestResponse) -> None:
    assert (answer.status_code, answer.headers["Location"]) == (302, "/calendar/"), answer.headers
    assert any(each.startswith("convene_refresh=") for each in answer.headers.getlist("Set-Cookie"))


def sent_back(answer: TestResponse, code: str) -> None:
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/login/?problem={code}")
    assert not any("refresh" in each for each in answer.headers.getlist("Set-Cookie"))


def whose(browser: Caller) -> dict[str, Any]:
    """Who is signed in there, as the page asks after the redirect."""
    answer = browser.post("/auth/refresh", **BROWSER | {"X_Convene_CSRF": "1"})
    assert answer.status_code == 200, answer.text
    browser.token = answer.json["access_token"]
    return dict(answer.json["person"])
