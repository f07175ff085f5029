"""The web app's files, served from a small export made up here."""

import gzip
import json
import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from entrypoints.http.pages import pages_blueprint

HASH = "sha256-9+Nz8lfcLFCrFMdDWz2PwSYV8CmF6DB73X/i0xjdHBA="


def write(directory: Path, name: str, text: str) -> None:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(text.encode()))
    path.with_name(path.name + ".br").write_bytes(b"brotli of " + name.encode())


@pytest.fixture
def export(tmp_path: Path) -> Path:
    directory = tmp_path / "out"
    for name in ["index.html", "calendar/index.html", "meetings/_/index.html", "404.html"]:
        write(directory, name, f"<h1>{name}</h1>")
    for name in ["calendar/index.txt", "meetings/_/index.txt", "meetings/_/__next.$d$id.__PAGE__.txt"]:
        write(directory, name, f"payload of {name}")
    write(directory, "_next/static/chunks/app.js", "export {}")
    write(directory, "worker/service-worker.js", "self")
    write(directory, "icon.svg", "<svg/>")
    (directory / "_next/static/media").mkdir()
    (directory / "_next/static/media/inter.woff2").write_bytes(b"wOF2")
    (directory / "pages.json").write_text(json.dumps({"calendar/index.html": {"scripts": [HASH]}}))
    (tmp_path / "secret.txt").write_text("outside")
    return directory


def client_for(directory: Path) -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False
    app.register_blueprint(pages_blueprint(directory))
    return app.test_client()


@pytest.fixture
def client(export: Path) -> FlaskClient:
    return client_for(export)


def policy(response: TestResponse) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


def test_each_address_has_its_page(client: FlaskClient) -> None:
    assert client.get("/").text == "<h1>index.html</h1>"
    assert client.get("/calendar/?v=week").text == "<h1>calendar/index.html</h1>"
    assert client.get("/calendar/").content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "de-AT,de;q=0.9,en;q=0.8", "de"),
        (None, "pt,fr;q=0.5", "fr"),
        (None, "de-CH,en;q=0.5", "de"),
        (None, "de;q=0,fr;q=0.1", "fr"),
        (None, "pt", "en"),
        (None, None, "en"),
        ("de", "fr", "de"),
        ("en", "de", "en"),
        ("en-XA", "de", "en-XA"),
        ("pt", "de", "en"),
        ("../de", "fr", "fr"),
    ],
)
def test_a_page_comes_in_the_language_that_was_chosen_or_that_the_browser_likes_best(
    export: Path, client: FlaskClient, cookie: str | None, accepted: str | None, language: str
) -> None:
    for other in ("de", "fr", "en-XA"):
        write(export, f"calendar/index.{other}.html", f"page in {other}")
        write(export, f"calendar/index.{other}.txt", f"payload in {other}")
    if cookie:
        client.set_cookie("convene_language", cookie)
    headers = {"Accept-Language": accepted} if accepted else {}
    page = client.get("/calendar/", headers=headers)
    payload = client.get("/calendar/index.txt", headers=headers)
    english = language == "en"
    assert page.text == ("<h1>calendar/index.html</h1>" if english else f"page in {language}")
    assert payload.text == ("payload of calendar/index.txt" if english else f"payload in {language}")
    assert {"Accept-Language", "Cookie"} <= set(page.vary)


def test_each_language_brings_the_hashes_of_its_own_scripts(export: Path, client: FlaskClient) -> None:
    write(export, "calendar/index.de.html", "Kalender")
    listed = {"calendar/index.html": {"scripts": []}, "calendar/index.de.html": {"scripts": [HASH]}}
    (export / "pages.json").write_text(json.dumps(listed))
    answer = client.get("/calendar/", headers={"Accept-Language": "de"})
    assert f"'{HASH}'" in policy(answer)["script-src"]


def test_a_page_without_its_last_slash_is_moved_there_with_its_query(client: FlaskClient) -> None:
    response = client.get("/calendar?d=2026-11-23")
    assert (response.status_code, response.headers["Location"]) == (308, "/calendar/?d=2026-11-23")


def test_all_ids_share_the_page_and_the_payloads_built_for_the_placeholder(client: FlaskClient) -> None:
    assert client.get("/meetings/0199/").text == "<h1>meetings/_/index.html</h1>"
    assert client.get("/meetings/0199/index.txt").text == "payload of meetings/_/index.txt"
    payload = client.get("/meetings/0199/__next.$d$id.__PAGE__.txt")
    assert payload.text == "payload of meetings/_/__next.$d$id.__PAGE__.txt"
    assert payload.mimetype == "text/plain"


def test_ids_may_stand_anywhere_in_an_address(export: Path, client: FlaskClient) -> None:
    write(export, "b/_/_/index.html", "booking page")
    write(export, "b/manage/_/index.html", "manage a booking")
    assert client.get("/b/ana/intro/").text == "booking page"
    assert client.get("/b/manage/token/").text == "manage a booking"


def test_an_endless_name_is_just_unknown(client: FlaskClient) -> None:
    assert client.get(f"/{'x' * 5000}/").status_code == 404
    assert client.get(f"/{'x' * 5000}/y/").status_code == 404
    assert client.get(f"/meetings/{'x' * 5000}/").status_code == 200


def test_only_patterns_of_the_export_have_a_placeholder(client: FlaskClient) -> None:
    assert client.get("/people/0199/").status_code == 404
    assert client.get("/meetings/0199/nothing.txt").status_code == 404


def test_an_unknown_address_gets_the_page_that_says_so(client: FlaskClient) -> None:
    response = client.get("/nowhere/")
    assert (response.status_code, response.text) == (404, "<h1>404.html</h1>")


@pytest.mark.parametrize(
    "address", ["/api", "/api/", "/api/v1/nowhere", "/healthz", "/readyz", "/metrics", "/metrics/x"]
)
def test_programs_never_get_a_page(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "404.html" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/calendar/../../secret.txt",
        "/..%5csecret.txt",
        "/meetings/../../secret.txt",
        "/calendar/%00",
        "/%2fsecret.txt",
        "/index.html.br",
    ],
)
def test_nothing_outside_the_export_is_served(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "outside" not in response.text


def test_a_link_that_leads_out_of_the_export_is_not_followed(export: Path, client: FlaskClient) -> None:
    (export / "out.txt").symlink_to(export.parent / "secret.txt")
    assert client.get("/out.txt").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
def test_files_are_sent_in_the_best_encoding_the_browser_takes(
    client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    response = client.get("/_next/static/chunks/app.js", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert response.mimetype == "text/javascript"
    assert "Accept-Encoding" in response.headers["Vary"]
    sent = {"br": b"brotli of _next/static/chunks/app.js", None: b"export {}"}
    body = gzip.decompress(response.data) if encoding == "gzip" else response.data
    assert body == sent.get(encoding, b"export {}")


def test_a_file_without_ready_encodings_is_sent_as_it_is(client: FlaskClient) -> None:
    response = client.get("/_next/static/media/inter.woff2", headers={"Accept-Encoding": "br"})
    assert (response.data, response.mimetype) == (b"wOF2", "font/woff2")
    assert "Content-Encoding" not in response.headers


def test_hashed_files_are_kept_for_good_and_pages_asked_for_each_time(client: FlaskClient) -> None:
    assert "immutable" in client.get("/_next/static/chunks/app.js").headers["Cache-Control"]
    for address in ["/", "/calendar/index.txt", "/icon.svg", "/worker/service-worker.js"]:
        assert client.get(address).headers["Cache-Control"] == "no-cache"


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.get("/calendar/").headers["ETag"]
    again = client.get("/calendar/", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_each_encoding_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = {
        client.get("/", headers={"Accept-Encoding": way}).headers["ETag"]
        for way in ["br", "gzip", "identity"]
    }
    assert len(tags) == 3


def test_head_says_what_get_would(client: FlaskClient) -> None:
    got, head = client.get("/meetings/0199/"), client.head("/meetings/0199/")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_a_page_runs_only_its_own_scripts(client: FlaskClient) -> None:
    rules = policy(client.get("/calendar/"))
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'", f"'{HASH}'"]
    assert rules["style-src"] == ["'self'"]
    assert rules["connect-src"] == ["'self'", "ws://localhost", "wss://localhost"]
    assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
    assert rules["form-action"] == ["'self'"]
    assert policy(client.get("/"))["script-src"] == ["'self'"]


def test_a_host_that_is_none_cannot_write_the_policy(client: FlaskClient) -> None:
    response = client.get("/calendar/", headers={"Host": "x; script-src *"})
    if response.status_code == 200:
        assert policy(response)["connect-src"] == ["'self'"]
        assert "*" not in response.headers["Content-Security-Policy"]


def test_pages_guard_themselves(client: FlaskClient) -> None:
    headers = client.get("/calendar/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert client.get("/icon.svg").headers["X-Content-Type-Options"] == "nosniff"


def test_pages_cannot_be_written_to(client: FlaskClient) -> None:
    assert client.post("/calendar/").status_code == 405


@pytest.mark.parametrize("state", ["absent", "unfinished", "broken"])
def test_without_an_export_a_page_says_how_to_make_one(tmp_path: Path, state: str) -> None:
    directory = tmp_path / "out"
    if state != "absent":
        directory.mkdir()
    if state == "broken":
        (directory / "pages.json").write_text("[1")
    response = client_for(directory).get("/calendar/")
    assert response.status_code == 503
    assert "npm run build" in response.text
    assert policy(response)["default-src"] == ["'none'"]
    assert client_for(directory).get("/api/v1/me").status_code == 404


def test_a_new_build_is_served_with_its_own_hashes(export: Path, client: FlaskClient) -> None:
    client.get("/calendar/")
    listed = export / "pages.json"
    listed.write_text(json.dumps({"calendar/index.html": {"scripts": ["sha256-new="]}}))
    os.utime(listed, ns=(1, 1))
    assert policy(client.get("/calendar/"))["script-src"] == ["'self'", "'sha256-new='"]


def test_the_service_worker_may_serve_all_pages(client: FlaskClient) -> None:
    worker = client.get("/worker/service-worker.js")
    assert (worker.mimetype, worker.headers["Service-Worker-Allowed"]) == ("text/javascript", "/")
    assert "Service-Worker-Allowed" not in client.get("/calendar/").headers
    assert "worker-src 'self'" in client.get("/calendar/").headers["Content-Security-Policy"]
