"""A demonstration to look around in, for whoever sets Convene up."""

from application.identity.caller import Caller
from domain.administration.refusals import AlreadyInUse
from domain.identity.role import Permission
from entrypoints.container import Container
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.demonstration import DemonstrationShown


def demonstration_blueprint(gate: Gate, container: Container) -> ApiBlueprint:
    """Its answer holds a password, so none is kept under an Idempotency-Key."""
    blueprint = ApiBlueprint("demonstration", gate)

    @blueprint.operation(
        "POST",
        "/admin/demonstration",
        Permission.WRITE_SETTINGS,
        answers={201: DemonstrationShown},
        refusals=(AlreadyInUse,),
    )
    def fill_with_demonstration(caller: Caller) -> Answer:
        """Fill a Convene that nobody uses yet with a team and a month of meetings.

        Their password is shown this once. What came cannot be taken back in one go.
        """
        from entrypoints.demo.filling import demonstration  # needed once, if ever: no process starts with it

        caller.must(Permission.WRITE_SETTINGS)
        return Answer(DemonstrationShown.of(demonstration(container)()), status=201)

    return blueprint
