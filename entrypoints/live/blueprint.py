"""``GET /api/v1/live``: everything that is checked before a request becomes a WebSocket."""

import logging
from _thread import start_new_thread
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask_sock import Sock
from simple_websocket import Server

from application.administration.record_refusal import RecordRefusal, Refused
from application.identity.caller import Caller
from application.identity.redeem_live_ticket import RedeemLiveTicket
from application.shared.origin import present_origin
from domain.identity.refusals import LiveTicketInvalid
from entrypoints.http.problems import HttpProblem
from entrypoints.live.connection import Connection
from entrypoints.live.frames import SUBPROTOCOL
from entrypoints.live.hub import Hub
from entrypoints.live.turnstile import AT_ONCE, Turnstile, line_up
from entrypoints.live.wire import Wire
from entrypoints.origins import is_trusted_origin
from entrypoints.settings import Settings

PATH = "/api/v1/live"
HUB = "convene.live_hub"
"""Under this name the hub is found in ``Flask.extensions``."""
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
WEBSOCKET_VERSION = "13"

log = logging.getLogger("convene.live")


class ReadsElsewhere:
    """Takes the place of the thread that simple-websocket would read on; ``Connection.run`` reads instead.

    So a connection costs one thread of control less, and closing it is up to us: simple-websocket closes the
    socket at once, which throws away what the client has not read yet, the reason for closing included.
    """

    name = ""

    def __init__(self, target: Callable[[], None]) -> None:
        pass

    def start(self) -> None:
        pass


def live_blueprint(
    hub: Hub, redeem_live_ticket: RedeemLiveTicket, record_refusal: RecordRefusal, settings: Settings
) -> Blueprint:
    blueprint = Blueprint("live", __name__)
    sock = Sock()
    line_up(blueprint, Turnstile(AT_ONCE))

    @blueprint.before_request
    def admit() -> None:
        """A handler of Flask-Sock runs after the answer 101: whoever is to be refused is refused here.

        The ticket comes last, since asking for it uses it up.
        """
        check_handshake()
        own_origin = f"{request.scheme}://{request.host}"
        origin = request.headers.get("Origin")
        if not is_trusted_origin(origin, own_origin=own_origin, settings=settings):
            record_refusal(Refused("origin_not_trusted", "live"))
            raise HttpProblem(403, "origin_not_trusted", "live connections come from Convene's own pages")
        if SUBPROTOCOL not in offered_subprotocols():
            raise HttpProblem(400, "subprotocol_missing", f"offer the subprotocol {SUBPROTOCOL}")
        if hub.is_draining:
            raise HttpProblem(
                503, "restarting", "this server restarts", headers={"Retry-After": "1"}, retryable=True
            )
        if hub.is_full:
            full = "this server holds as many live connections as it can; try again"
            raise HttpProblem(503, "live_full", full, headers={"Retry-After": "10"}, retryable=True)
        ticket = request.args.get("ticket", "")
        if not 0 < len(ticket) <= 200:
            raise LiveTicketInvalid("ask for a ticket with POST /api/v1/live/tickets and send it along")
        try:
            g.live_caller = redeem_live_ticket(ticket)
        except LiveTicketInvalid as refusal:
            record_refusal(Refused(refusal.code, "live"))
            raise
        tame(request.environ)

    @sock.route(PATH, bp=blueprint)  # type: ignore[untyped-decorator]
    def live(server: Server) -> None:
        caller: Caller = g.live_caller
        address = present_origin().address
        server.connected = False  # Flask-Sock has no goodbye of its own to say
        if server.mode != "gunicorn":  # werkzeug has more to do with its socket: it waits
            hub.serve(Connection(server.sock, caller, hub, address=address))
            return
        wire = server.sock.taken_over()
        start_new_thread(serve_apart, (hub, Connection(wire, caller, hub, address=address), wire))

    @blueprint.route(PATH, methods=METHODS, provide_automatic_options=False)
    def not_a_websocket() -> str:
        """Never reached: ``admit`` refuses whatever is no WebSocket."""
        return ""

    @blueprint.record
    def register(state: BlueprintSetupState) -> None:
        state.app.extensions[HUB] = hub
        state.app.config["SOCK_SERVER_OPTIONS"] = {
            "subprotocols": [SUBPROTOCOL],
            "thread_class": ReadsElsewhere,
        }

    return blueprint


def serve_apart(hub: Hub, connection: Connection, wire: Wire) -> None:
    """On a thread of control that holds nothing of the request, which was over with its answer 101.

    Below it would lie 20 KiB: the environ, the request as Flask, gunicorn and wsproto know it, their frames.
    """
    try:
        hub.serve(connection)
    except Exception:
        log.exception("a live connection broke down")
    finally:
        wire.close()


def check_handshake() -> None:
    """The parts of RFC 6455 §4.2.1 that would otherwise fail after the ticket is used. Raises HttpProblem."""
    headers = request.headers
    upgrade = {"Upgrade": "websocket", "Sec-WebSocket-Version": WEBSOCKET_VERSION}
    if request.method != "GET":
        raise HttpProblem(405, "method_not_allowed", "open it with GET", headers={"Allow": "GET"})
    if headers.get("Upgrade", "").lower() != "websocket":
        raise HttpProblem(426, "upgrade_required", "this address speaks WebSocket only", headers=upgrade)
    if "upgrade" not in {token.strip().lower() for token in headers.get("Connection", "").split(",")}:
        raise HttpProblem(400, "malformed_handshake", "send the header Connection: Upgrade")
    if headers.get("Sec-WebSocket-Version") != WEBSOCKET_VERSION:
        raise HttpProblem(426, "upgrade_required", "speak version 13 of WebSocket", headers=upgrade)
    try:
        nonce = b64decode(headers.get("Sec-WebSocket-Key", ""), validate=True)
    except ValueError:
        nonce = b""
    if len(nonce) != 16:
        raise HttpProblem(400, "malformed_handshake", "Sec-WebSocket-Key holds 16 bytes in base64")


def offered_subprotocols() -> set[str]:
    return {name.strip() for name in request.headers.get("Sec-WebSocket-Protocol", "").split(",")}


def tame(environ: dict[str, Any]) -> None:
    """Hand simple-websocket a socket that sends everything, and no offer to compress."""
    environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
    for server in ("gunicorn.socket", "werkzeug.socket"):
        if server in environ:
            environ[server] = Wire(environ[server])
            return
    current_app.logger.error("this web server hands out no sockets; use gunicorn or flask run")
    raise HttpProblem(501, "live_not_available", "this server cannot keep connections open")
