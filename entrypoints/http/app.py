"""The web application: every blueprint, wired with plain arguments."""

from functools import cache

from flask import Flask

from entrypoints.container import Container, container_for
from entrypoints.http.around import surround
from entrypoints.http.blueprints import api_blueprints
from entrypoints.http.client_address import ClientAddress
from entrypoints.http.cross_origin import CrossOrigin
from entrypoints.http.errors import handle_errors
from entrypoints.http.health import health_blueprint
from entrypoints.http.ip_blocks import guard_the_door
from entrypoints.http.matching import MatchedRule
from entrypoints.http.metrics import metrics_blueprint
from entrypoints.http.openapi import document
from entrypoints.http.pages import EXPORTED, pages_blueprint
from entrypoints.http.reference import reference_blueprint
from entrypoints.http.unknown_paths import close_the_rest
from entrypoints.live.blueprint import live_blueprint
from entrypoints.log_lines import log_to
from entrypoints.settings import Settings

LARGEST_BODY = 1024 * 1024


def create_app(container: Container | None = None) -> Flask:
    """The application of this process; without ``container`` as the environment says."""
    if container is None:
        container = container_for(Settings.from_environment())
    settings: Settings = container.settings()
    log_to("stdout", settings.log_level)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_rule_class = MatchedRule
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = True
    surround(
        app,
        client_address=ClientAddress(settings.trusted_proxies),
        cross_origin=CrossOrigin(frozenset(settings.cors_origins)),
        https=settings.is_https,
    )
    handle_errors(app)
    guard_the_door(app, container.administration.doorkeeper(), container.administration.record_refusal())
    blueprints = api_blueprints(container)
    routes = [route for blueprint in blueprints for route in blueprint.routes]
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.register_blueprint(
        health_blueprint(readiness=container.readiness(), queue_lags=container.background.queue_lags())
    )
    app.register_blueprint(
        metrics_blueprint(
            container.background.job_book(), container.background.queue_lags(), token=settings.metrics_token
        )
    )
    app.register_blueprint(
        live_blueprint(
            hub=container.live_stream.hub(),
            redeem_live_ticket=container.accounts.redeem_live_ticket(),
            record_refusal=container.administration.record_refusal(),
            settings=settings,
        )
    )
    app.register_blueprint(reference_blueprint(cache(lambda: document(routes))))
    close_the_rest(app, routes)
    app.register_blueprint(pages_blueprint(EXPORTED))
    return app
