"""How Convene itself does, for those who look after it; what anybody may ask stands in ``health``."""

from application.administration.read_health import ReadHealth
from application.identity.caller import Caller
from application.notification.retry_parked import RetryParked
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.health import HealthShown, RetriedShown


def installation_health_blueprint(
    gate: Gate, *, read_health: ReadHealth, retry_parked: RetryParked
) -> ApiBlueprint:
    installation = ApiBlueprint("installation_health", gate)

    @installation.operation("GET", "/admin/health", Permission.READ_HEALTH, answers={200: HealthShown})
    def health(caller: Caller) -> Answer:
        """How this Convene does: background jobs, queues, mail, the bus, sizes, and what to look at.

        The figures are of the whole installation, whichever process answers. It answers 200 also when there
        are troubles; while the database cannot be reached, nothing can be known, and that is a 503.
        """
        return Answer(HealthShown.of(read_health(caller)))

    @installation.operation(
        "POST",
        "/admin/untold-events/retrying",
        Permission.RETRY_EVENTS,
        answers={200: RetriedShown},
        once=True,
    )
    def retry_untold_events(caller: Caller) -> Answer:
        """Try once more to tell people of what was given up (`untold_events.parked`).

        Each is told within seconds, or put aside again with what is wrong in the log. What is over by now is
        told to nobody.
        """
        return Answer(RetriedShown(retried=retry_parked(caller)))

    return installation
