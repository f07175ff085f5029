"""Whatever goes wrong becomes a problem (RFC 9457) that says nothing about our insides."""

import logging
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response as BaseResponse

from application.shared.refusals import StorageUnavailable
from domain.shared.refusal import Refusal
from entrypoints.http.gate import respond
from entrypoints.http.problems import HttpProblem, answer_to, problem_of

log = logging.getLogger("convene.errors")

CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}
DETAILS = {
    404: "there is nothing at this path",
    405: "this path does not take that method",
    413: "the body is larger than this path takes",
    500: "something went wrong on our side; the request id helps to find out what",
}


def handle_errors(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        if isinstance(refusal, StorageUnavailable):
            log.warning("storage unavailable", exc_info=refusal)
        return respond(answer_to(problem_of(refusal)))

    @app.errorhandler(HttpProblem)
    def wrong(problem: HttpProblem) -> Response:
        return respond(answer_to(problem))

    @app.errorhandler(HTTPException)
    def refused_by_the_framework(fault: HTTPException) -> BaseResponse:
        status = fault.code or 500
        if status < 400:
            return fault.get_response()
        response = respond(answer_to(problem_with(status)))
        for name, value in fault.get_headers():
            if name in {"Allow", "Retry-After"}:
                response.headers[name] = value
        if isinstance(fault, RequestEntityTooLarge):
            response.headers["Connection"] = "close"
        return response

    @app.errorhandler(Exception)
    def unexpected(fault: Exception) -> Response:
        log.error("unexpected failure of %s %s", request.method, request.path, exc_info=fault)
        return respond(answer_to(problem_with(500)))


def problem_with(status: int, headers: dict[str, str] | None = None) -> HttpProblem:
    phrase = HTTP_STATUS_CODES.get(status, HTTPStatus(500).phrase)
    code = CODES.get(status, "unexpected" if status >= 500 else phrase.lower().replace(" ", "_"))
    return HttpProblem(status, code, DETAILS.get(status, phrase), headers=headers)
