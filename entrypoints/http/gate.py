"""What every API request passes through before and after its handler."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Request, Response, g
from flask import request as current_request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wsgi import FileWrapper

from application.identity.act_on_behalf import ActOnBehalf
from application.identity.authenticate import Authenticate
from application.identity.caller import Caller
from application.identity.signing_in import Device
from application.shared.answer_once import AnswerOnce
from application.shared.origin import present_origin
from application.shared.ports import KeptAnswer
from application.shared.rate_limits import TooManyRequests
from domain.identity.refusals import NotADelegate, NotSignedIn, OnlyInPerson
from domain.shared.refusal import Refusal, Stale
from entrypoints.http.answers import SentFromFile
from entrypoints.http.denials import Denials
from entrypoints.http.preconditions import ANY_VERSION, Precondition
from entrypoints.http.problems import HttpProblem, answer_to, problem_of
from entrypoints.http.request_limits import RequestLimits
from entrypoints.http.routes import Access, IfMatch, PathValues, Route
from entrypoints.http.schemas.problem import FieldError
from entrypoints.http.validation import read_body, read_query

PIECE = 64 * 1024
"""Octets of a file that are sent at a time."""

_KEY = re.compile(r"[!-~]{1,255}")
_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Gate:
    """Signs the caller in, checks the request against its route, and calls the handler, once per key."""

    authenticate: Authenticate
    answer_once: AnswerOnce
    act_on_behalf: ActOnBehalf
    denials: Denials
    limits: RequestLimits

    def let_through(self, route: Route, path: PathValues) -> Response:
        """Raises HttpProblem, and the refusals that no handler has seen."""
        request = current_request
        if route.largest_body is not None:
            request.max_content_length = route.largest_body
        key = _idempotency_key(request) if route.once else None
        caller = self._caller(route, request, path, key)
        arguments = self._arguments(route, request, path, caller)

        def act() -> KeptAnswer:
            if caller is None or caller.delegate_id is None:
                return self._act(route, arguments, path, caller)
            return self.act_on_behalf(caller.delegate_id, lambda: self._act(route, arguments, path, caller))

        if key is None or caller is None:
            return respond(act())
        fingerprint = _fingerprint(request)
        answer, replayed = self.answer_once(str(caller.actor_id), key, fingerprint, act)
        return respond(answer, replayed=replayed)

    def _caller(self, route: Route, request: Request, path: PathValues, key: str | None) -> Caller | None:
        principal_id = _principal_id(route, request)
        if route.is_public:
            self._admit_stranger(route, path)
            return None
        try:
            return self._signed_in(route, path, _bearer_token(request), principal_id, key)
        except NotSignedIn:
            self._admit_stranger(route, path)
            raise

    def _admit_stranger(self, route: Route, path: PathValues) -> None:
        """Raises TooManyRequests."""
        try:
            self.limits.admit_source(present_origin().source)
        except TooManyRequests as refusal:
            self.denials.note(refusal, route, path, None)
            raise

    def _signed_in(
        self, route: Route, path: PathValues, token: str, principal_id: UUID | None, key: str | None
    ) -> Caller:
        mutation_id = key if key is not None and _UUID.fullmatch(key) else None
        caller: Caller | None = None
        try:
            caller = self.authenticate(token, mutation_id=mutation_id, on_behalf_of=principal_id)
            g.person_id = caller.actor_id
            self.limits.admit_caller(caller)
            if route.permission is not None:
                caller.must(route.permission)
            elif route.access is Access.IN_PERSON:
                caller.must_be_signed_in()
        except Refusal as refusal:
            if isinstance(refusal, NotADelegate):
                caller = self.authenticate(token)
            self.denials.note(refusal, route, path, caller)
            raise
        return caller

    def _arguments(
        self, route: Route, request: Request, path: PathValues, caller: Caller | None
    ) -> dict[str, Any]:
        """What the handler asked for. Unknown query parameters are refused even where it asks for none."""
        query = {name: request.args.getlist(name) for name in request.args}
        if route.query is None and query:
            unknown = [FieldError.at((name,), "unknown_member", "is not a parameter here") for name in query]
            raise HttpProblem(400, "invalid_query", "this takes no query parameters", errors=unknown)
        asked: dict[str, Callable[[], Any]] = {
            "caller": lambda: caller,
            "query": lambda: read_query(query, route.query) if route.query else None,
            "precondition": lambda: _precondition(route, request, path, caller),
            "body": lambda: _body(route, request),
            "device": lambda: _device(request),
            "request": lambda: request,
        }
        handed = {name: make() for name, make in asked.items() if name in route.parameters}
        return {**path, **handed}

    def _act(
        self, route: Route, arguments: dict[str, Any], path: PathValues, caller: Caller | None
    ) -> KeptAnswer:
        """The handler's answer, or its refusal as one; what is worth a retry is raised and never kept."""
        try:
            return route.handler(**arguments).in_bytes()
        except Refusal as refusal:
            if refusal.retryable and route.refused is None:
                raise
            self.denials.note(refusal, route, path, caller, arguments.get("body"))
            if route.refused is not None:
                return route.refused(refusal, arguments).in_bytes()
            stale = isinstance(refusal, Stale) and route.current is not None
            current = route.current(caller, **path) if stale and route.current else None
            return answer_to(problem_of(refusal), current=current)


def _device(request: Request) -> Device:
    agent = "".join(character for character in request.user_agent.string if character.isprintable())
    return Device(agent[:300], present_origin().address)


def respond(answer: KeptAnswer, *, replayed: bool = False) -> Response:
    body = FileWrapper(answer.file, PIECE) if isinstance(answer, SentFromFile) else answer.body
    response = Response(body, answer.status, answer.headers)
    if answer.status in {204, 304}:
        del response.headers["Content-Type"]
    for cookie in answer.cookies:
        response.headers.add("Set-Cookie", cookie)
    if replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _bearer_token(request: Request) -> str:
    """Raises NotSignedIn."""
    given = request.headers.getlist("Authorization")
    scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn("sign in, and send the access token as Authorization: Bearer …")
    return token.strip()


def _principal_id(route: Route, request: Request) -> UUID | None:
    """For whom the caller acts. What takes a permission a delegate can do; all else is one's own business."""
    given = request.headers.get("On-Behalf-Of")
    if given is None:
        return None
    if not _UUID.fullmatch(given.lower()):
        raise HttpProblem(400, "malformed_on_behalf_of", "On-Behalf-Of names a person by id, a UUID")
    if route.permission is None:
        raise OnlyInPerson("nobody can do this for somebody else; leave out On-Behalf-Of")
    return UUID(given)


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise HttpProblem(
            400,
            "malformed_idempotency_key",
            "an Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is best",
        )
    return key


def _fingerprint(request: Request) -> bytes:
    digest = hashlib.sha256()
    for part in (request.method, request.full_path, request.headers.get("On-Behalf-Of", "")):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    digest.update(request.get_data())
    return digest.digest()


def _precondition(route: Route, request: Request, path: PathValues, caller: Caller | None) -> Precondition:
    header = request.headers.get("If-Match")
    if header is not None:
        return Precondition.parsed(header)
    if route.if_match is IfMatch.OBEYED:
        return ANY_VERSION
    if route.current is not None:
        route.current(caller, **path)  # What does not exist needs no precondition: that is a 404.
    raise HttpProblem(
        428, "precondition_required", "say which version you change: send its ETag as If-Match, or *"
    )


def _body(route: Route, request: Request) -> Any:
    raw = request.get_data()
    if request.content_length is None and len(raw) == request.max_content_length:
        raise RequestEntityTooLarge  # a body in chunks is cut off there, without a word
    if not raw and route.body_optional:
        raw = b"{}"
    elif (
        request.mimetype != route.body_type
        or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8"
    ):
        raise HttpProblem(415, "unsupported_media_type", f"send the body as {route.body_type}, in UTF-8")
    if route.body_type != "application/json":
        return raw
    assert route.body is not None
    return read_body(raw, route.body)
