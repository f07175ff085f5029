"""Availability: when people work, when they are busy, and when they can meet."""

from uuid import UUID

from application.availability.read_free_busy import ReadFreeBusy
from application.availability.read_working_hours import ReadWorkingHours
from application.availability.search_availability import SearchAvailability
from application.availability.set_working_hours import SetWorkingHours, SetWorkingHoursCommand
from application.identity.caller import Caller
from domain.availability.refusals import InvalidSearch, InvalidWorkingHours, StaleWorkingHours
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.availability import (
    FreeBusySent,
    FreeBusyShown,
    SearchSent,
    SearchShown,
    SubjectShown,
)
from entrypoints.http.schemas.working_hours import WorkingHoursSent, WorkingHoursShown


def availability_blueprint(
    gate: Gate,
    *,
    read_free_busy: ReadFreeBusy,
    read_working_hours: ReadWorkingHours,
    search_availability: SearchAvailability,
    set_working_hours: SetWorkingHours,
) -> ApiBlueprint:
    availability = ApiBlueprint("availability", gate)

    def current(caller: Caller, person_id: UUID) -> WorkingHoursShown:
        return WorkingHoursShown.of(read_working_hours(caller, person_id))

    def shown(caller: Caller, person_id: UUID) -> Answer:
        body = current(caller, person_id)
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @availability.operation(
        "GET",
        "/people/{person_id}/working-hours",
        Permission.READ_HOURS,
        answers={200: WorkingHoursShown},
        refusals=(PersonNotFound,),
    )
    def working_hours(caller: Caller, person_id: UUID) -> Answer:
        """When somebody works. Who never said so keeps office hours, Monday to Friday from 9 to 5."""
        return shown(caller, person_id)

    @availability.operation(
        "PUT",
        "/people/{person_id}/working-hours",
        Permission.WRITE_HOURS,
        answers={200: WorkingHoursShown},
        refusals=(PersonNotFound, InvalidWorkingHours, StaleWorkingHours),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def put_working_hours(
        caller: Caller, person_id: UUID, body: WorkingHoursSent, precondition: Precondition
    ) -> Answer:
        """Say when one works, all at once. Admins do it for others too."""
        version = precondition.expected(lambda: current(caller, person_id).version)
        set_working_hours(SetWorkingHoursCommand(caller, person_id, version, body.hours))
        return shown(caller, person_id)

    @availability.operation(
        "POST",
        "/free-busy",
        Permission.READ_PEOPLE,
        answers={200: FreeBusyShown},
        refusals=(InvalidSearch,),
    )
    def free_busy(caller: Caller, body: FreeBusySent) -> Answer:
        """When people and rooms are taken, and when they are open.

        Never with what. Whoever cannot be found has an error of their own beside the others' answers.
        """
        window = body.window()
        found = read_free_busy(caller, window, body.people, body.rooms)
        subjects = {each: SubjectShown.of(subject, window) for each, subject in found.items()}
        return Answer(FreeBusyShown(subjects=subjects))

    @availability.operation(
        "POST",
        "/availability/search",
        Permission.READ_PEOPLE,
        answers={200: SearchShown},
        refusals=(InvalidSearch,),
    )
    def search_for_a_time(caller: Caller, body: SearchSent) -> Answer:
        """Find times that suit: most optional people first, then fewest outside their hours, then earliest.

        When there are fewer than ``limit``, ``explain`` says what blocks and what would help.
        """
        search = body.search()
        return Answer(SearchShown.of(search_availability(caller, search), search))

    return availability
