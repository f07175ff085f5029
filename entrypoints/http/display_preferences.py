"""How one sees Convene: colours, sizes, clocks and keys, the same on every device."""

from application.identity.caller import Caller
from application.identity.display_preferences import ReadDisplay, SetDisplay
from domain.identity.refusals import InvalidDisplay, StaleDisplay
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import Access, IfMatch
from entrypoints.http.schemas.display import DisplaySent, DisplayShown

PATH = "/display-preferences"


def display_preferences_blueprint(
    gate: Gate, *, read_display: ReadDisplay, set_display: SetDisplay
) -> ApiBlueprint:
    preferences = ApiBlueprint("display_preferences", gate)

    def current(caller: Caller) -> DisplayShown:
        return DisplayShown.of(read_display(caller))

    def shown(body: DisplayShown) -> Answer:
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @preferences.operation("GET", PATH, Access.SIGNED_IN, answers={200: DisplayShown})
    def display_preferences(caller: Caller) -> Answer:
        """How one wants to see Convene, on every device."""
        return shown(current(caller))

    @preferences.operation(
        "PUT",
        PATH,
        Access.IN_PERSON,
        answers={200: DisplayShown},
        refusals=(InvalidDisplay, StaleDisplay),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def put_display_preferences(caller: Caller, body: DisplaySent, precondition: Precondition) -> Answer:
        """Choose it, all at once."""
        version = precondition.expected(lambda: current(caller).version)
        return shown(DisplayShown.of(set_display(caller, body.meant(), version)))

    return preferences
