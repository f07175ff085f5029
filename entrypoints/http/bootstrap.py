"""The first question of every page."""

from application.administration.read_own_features import ReadOwnFeatures
from application.identity.caller import Caller
from application.identity.display_preferences import ReadDisplay
from application.identity.read_me import ReadMe
from application.notification.count_inbox import CountInbox
from application.shared.read_changes import ReadChanges
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.bootstrap import BootstrapShown
from entrypoints.http.schemas.display import DisplayShown
from entrypoints.http.schemas.notification import CountsShown
from entrypoints.http.schemas.person import Me


def bootstrap_blueprint(
    gate: Gate,
    *,
    read_me: ReadMe,
    read_display: ReadDisplay,
    count_inbox: CountInbox,
    read_own_features: ReadOwnFeatures,
    read_changes: ReadChanges,
    version: str,
) -> ApiBlueprint:
    bootstrap = ApiBlueprint("bootstrap", gate)

    @bootstrap.operation("GET", "/bootstrap", Access.IN_PERSON, answers={200: BootstrapShown})
    def first_answer(caller: Caller) -> Answer:
        """What every page needs before it can show anything, in one answer: for pages of one's own."""
        cursor = read_changes(caller.listener(), since=None, limit=1).next_cursor
        return Answer(
            BootstrapShown(
                me=Me.of(read_me(caller)),
                display=DisplayShown.of(read_display(caller)),
                inbox=CountsShown.of(count_inbox(caller)),
                features=list(read_own_features(caller)),
                version=version,
                live_cursor=cursor,
            )
        )

    return bootstrap
