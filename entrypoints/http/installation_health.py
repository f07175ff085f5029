"""How Convene itself does, for those who look after it; what anybody may ask stands in ``health``."""

from application.administration.read_health import ReadHealth
from application.identity.caller import Caller
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.health import HealthShown


def installation_health_blueprint(gate: Gate, *, read_health: ReadHealth) -> ApiBlueprint:
    installation = ApiBlueprint("installation_health", gate)

    @installation.operation("GET", "/admin/health", Permission.READ_HEALTH, answers={200: HealthShown})
    def health(caller: Caller) -> Answer:
        """How this Convene does: background jobs, queues, mail, the bus, sizes, and what to look at.

        The figures are of the whole installation, whichever process answers. It answers 200 also when there
        are troubles; while the database cannot be reached, nothing can be known, and that is a 503.
        """
        return Answer(HealthShown.of(read_health(caller)))

    return installation
