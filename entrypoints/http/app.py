"""The web application: every blueprint, wired with plain arguments."""

from collections.abc import Sequence
from functools import cache

from flask import Flask

from entrypoints.container import Container, container_for
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.around import log_to_stdout, surround
from entrypoints.http.calendar import calendar_blueprint
from entrypoints.http.client_address import ClientAddress
from entrypoints.http.errors import handle_errors
from entrypoints.http.gate import Gate
from entrypoints.http.guests import guests_blueprint
from entrypoints.http.health import health_blueprint
from entrypoints.http.identity import identity_blueprint
from entrypoints.http.imports import imports_blueprint
from entrypoints.http.meetings import meetings_blueprint
from entrypoints.http.openapi import document
from entrypoints.http.pages import EXPORTED, pages_blueprint
from entrypoints.http.people import people_blueprint
from entrypoints.http.reference import reference_blueprint
from entrypoints.http.refresh_cookie import RefreshCookie
from entrypoints.http.routes import Route
from entrypoints.http.unknown_paths import close_the_rest
from entrypoints.live.blueprint import live_blueprint
from entrypoints.settings import Settings

LARGEST_BODY = 1024 * 1024


def create_app(container: Container | None = None) -> Flask:
    """The application of this process; without ``container`` as the environment says."""
    if container is None:
        container = container_for(Settings.from_environment())
    settings: Settings = container.settings()
    log_to_stdout(settings.log_level)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = True
    surround(app, client_address=ClientAddress(settings.trusted_proxies), https=settings.is_https)
    handle_errors(app)
    blueprints = api_blueprints(container)
    routes = [route for blueprint in blueprints for route in blueprint.routes]
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.register_blueprint(health_blueprint(readiness=container.readiness()))
    app.register_blueprint(
        live_blueprint(
            hub=container.live_hub(),
            redeem_live_ticket=container.redeem_live_ticket(),
            settings=settings,
        )
    )
    app.register_blueprint(reference_blueprint(cache(lambda: document(routes))))
    close_the_rest(app, routes)
    app.register_blueprint(pages_blueprint(EXPORTED))
    return app


def api_blueprints(container: Container) -> Sequence[ApiBlueprint]:
    settings: Settings = container.settings()
    gate = Gate(
        authenticate=container.authenticate(),
        answer_once=container.answer_once(),
        client_address=ClientAddress(settings.trusted_proxies),
    )
    return [
        identity_blueprint(
            gate,
            cookie=RefreshCookie(settings),
            people=container.people(),
            set_up=container.set_up(),
            sign_in=container.sign_in(),
            refresh_session=container.refresh_session(),
            sign_out=container.sign_out(),
        ),
        people_blueprint(
            gate,
            read_me=container.read_me(),
            read_person=container.read_person(),
            search_people=container.search_people(),
        ),
        meetings_blueprint(
            gate,
            schedule_meeting=container.schedule_meeting(),
            read_meeting=container.read_meeting(),
            change_meeting=container.change_meeting(),
            delete_draft=container.delete_draft(),
            cancel_meeting=container.cancel_meeting(),
            restore_meeting=container.restore_meeting(),
        ),
        guests_blueprint(
            gate,
            read_meeting=container.read_meeting(),
            invite_guests=container.invite_guests(),
            remove_guest=container.remove_guest(),
            respond=container.respond(),
        ),
        imports_blueprint(gate, import_calendar=container.import_calendar()),
        calendar_blueprint(
            gate,
            read_calendar=container.read_calendar(),
            read_changes=container.read_changes(),
            issue_live_ticket=container.issue_live_ticket(),
        ),
    ]


def api_routes(container: Container) -> Sequence[Route]:
    return [route for blueprint in api_blueprints(container) for route in blueprint.routes]
