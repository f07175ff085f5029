"""The web app: a static export, served with what an export cannot say about itself.

Next.js exports one page for each pattern of addresses with an id in them, built for the placeholder ``_``:
``meetings/_/index.html`` is the page of every meeting. The same holds for the ``.txt`` files that the app
fetches when somebody follows a link instead of loading a page.

Each of these files is there in every language, ``index.de.html`` beside ``index.html``, which is English.
"""

import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, redirect, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from domain.identity.language import Language
from entrypoints.http.spoken import liked_best

EXPORTED = Path(__file__).resolve().parents[2] / "frontend" / "out"
"""Where the build in this checkout leaves the export."""

PLACEHOLDER = "_"
NOT_PAGES = frozenset({"api", "healthz", "readyz", "metrics"})
"""First parts of addresses that belong to programs: a wrong one there is never answered with a page."""

FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
LANGUAGES = tuple(language.value for language in Language if language is not Language.AUTOMATIC)
LANGUAGE_COOKIE = "convene_language"
"""What was chosen in this browser; the app keeps it there (frontend/src/lib/language.ts)."""
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
"""Ready-made encodings, the smallest first; the build writes them beside each file."""

NO_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""For Permissions-Policy: nothing here needs more of the machine than a screen."""

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Convene</title></head>
<body><h1>Convene is running, its web app is not built</h1>
<p>The API answers under <a href="/api/docs">/api/docs</a>. To have the pages as well, install Node.js 20
and run <code>make run</code> again, or
<code>npm ci &amp;&amp; npm run build</code> in <code>frontend</code>.</p>
</body></html>
"""

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class Export:
    """What the build left in ``directory``. Symbolic links and paths that lead out of it are not followed."""

    directory: Path
    inline_scripts: Mapping[str, Sequence[str]]

    @classmethod
    def read(cls, directory: Path) -> "Export":
        """Raises OSError or ValueError when the build is incomplete."""
        listed = json.loads((directory / "pages.json").read_text("utf-8"))
        return cls(
            directory=directory.resolve(),
            inline_scripts={page: tuple(about["scripts"]) for page, about in listed.items()},
        )

    def find(self, address: str) -> Path | None:
        """The file for an address: itself, its folder's page, or the page built for all ids."""
        path = self.directory
        for part in filter(None, address.split("/")):
            if part in {".", ".."} or "\\" in part or "\0" in part:
                return None
            # Where there is no such folder or file, the placeholder stands for the id.
            exact, placeholder = path / part, path / PLACEHOLDER
            if not _exists(exact) and not placeholder.is_dir():
                return None
            path = exact if _exists(exact) else placeholder
        return self._file(path)

    def _file(self, path: Path) -> Path | None:
        try:
            path = (path / "index.html" if path.is_dir() else path).resolve()
            inside = path.is_relative_to(self.directory)
            return path if inside and path.is_file() and path.suffix not in {".br", ".gz"} else None
        except (OSError, ValueError):
            return None


def _exists(path: Path) -> bool:
    """A name too long for the file system does not exist, and is no error."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


class _Newest:
    """The export as it is now: a build beside a running server is taken over with its own script hashes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stamp: int | None = None
        self._export: Export | None = None

    def export(self) -> Export | None:
        try:
            stamp = (self._directory / "pages.json").stat().st_mtime_ns
            if stamp != self._stamp:
                self._export, self._stamp = Export.read(self._directory), stamp
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._export, self._stamp = None, None
        return self._export


def pages_blueprint(directory: Path) -> Blueprint:
    """Serves the export in ``directory``; without one, a page that says how to make it."""
    blueprint = Blueprint("pages", __name__)
    newest = _Newest(directory)

    @blueprint.get("/")
    @blueprint.get("/<path:address>")
    def page(address: str = "") -> BaseResponse:
        if address.split("/", 1)[0] in NOT_PAGES:
            raise NotFound
        export = newest.export()
        if export is None:
            return _with_headers(Response(NOT_BUILT, status=503, mimetype="text/html"), scripts=())
        file = export.find(address)
        if file is None:
            return _not_found(export)
        if file.name == "index.html" and address and not address.endswith("/"):
            query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
            moved = redirect(f"/{address.lstrip('/')}/{query}", 308)
            return _with_headers(moved, scripts=())
        return _answer(export, file)

    return blueprint


def _not_found(export: Export) -> BaseResponse:
    file = export.find("404.html")
    if file is None:
        raise NotFound
    response = _answer(export, file)
    if response.status_code == 200:
        response.status_code = 404
    return response


def _answer(export: Export, exported: Path) -> BaseResponse:
    spoken = exported.suffix in {".html", ".txt"}
    file = _in_language(exported, _language()) if spoken else exported
    encoding, sent = _best_encoding(file)
    mimetype = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    name = file.relative_to(export.directory).as_posix()
    about = sent.stat()
    response = Response(sent.read_bytes(), mimetype=mimetype)
    response.set_etag(f"{about.st_mtime_ns:x}-{about.st_size:x}-{encoding or 'plain'}")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    if spoken:
        response.vary.update(["Accept-Language", "Cookie"])
    response.headers["Cache-Control"] = FOREVER if name.startswith("_next/static/") else ASK_EACH_TIME
    if name.startswith("worker/"):
        # It stands in a folder of its own, and serves all pages.
        response.headers["Service-Worker-Allowed"] = "/"
    _with_headers(response, scripts=export.inline_scripts.get(name, ()))
    return response.make_conditional(request)


def _language() -> str:
    """The one that was chosen here, else the one that the browser likes best of ours, else English."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if _LANGUAGE.fullmatch(chosen) else liked_best(LANGUAGES)


def _in_language(file: Path, language: str) -> Path:
    other = file.with_name(f"{file.stem}.{language}{file.suffix}")
    return other if other.is_file() else file


def _best_encoding(file: Path) -> tuple[str | None, Path]:
    for encoding, suffix in ENCODINGS:
        ready = file.with_name(file.name + suffix)
        if request.accept_encodings.quality(encoding) > 0 and ready.is_file():
            return encoding, ready
    return None, file


def _with_headers(response: BaseResponse, *, scripts: Sequence[str]) -> BaseResponse:
    headers: Headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.mimetype == "text/html":
        headers["Content-Security-Policy"] = _policy(scripts)
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = NO_FEATURES
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["X-Frame-Options"] = "DENY"
    return response


def _policy(scripts: Sequence[str]) -> str:
    """Only what this origin serves, and inline only the scripts the build made."""
    hashes = "".join(f" '{script}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            "style-src 'self'",
            f"connect-src 'self' {_live_origin()}".rstrip(),
            "img-src 'self' data:",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _live_origin() -> str:
    """The live connection's address; not every browser counts it as 'self'."""
    host = request.host
    return f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
