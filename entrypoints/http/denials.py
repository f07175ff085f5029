"""Whoever was not let in, or not allowed something, stands in the audit trail."""

from dataclasses import dataclass
from uuid import UUID

from application.administration.record_refusal import RecordRefusal, Refused
from application.identity.caller import Caller
from domain.shared.refusal import Refusal
from entrypoints.http.problems import status_of
from entrypoints.http.routes import PathValues, Route

STATUSES = {401, 403, 429}
"""A 404 is none, also where it hides what somebody may not know of: there it must look like any other."""


@dataclass(frozen=True, slots=True)
class Denials:
    record_refusal: RecordRefusal

    def note(
        self,
        refusal: Refusal,
        route: Route,
        path: PathValues,
        caller: Caller | None,
        body: object = None,
    ) -> None:
        """Enter the refusal if it is a denial. ``body``: where somebody who wants in says who they are."""
        if status_of(type(refusal)) not in STATUSES:
            return
        about = next(((name, each) for name, each in path.items() if isinstance(each, UUID)), None)
        email = getattr(body, "email", None) if caller is None else None
        self.record_refusal(
            Refused(
                refusal.code,
                route.name,
                caller,
                email,
                subject_type=about[0].removesuffix("_id") if about else None,
                subject_id=about[1] if about else None,
            )
        )
