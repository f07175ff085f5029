"""Holds: a time kept free while somebody makes up their mind."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.place_hold import PlaceHold, PlaceHoldCommand
from application.meeting.read_holds import ReadHolds
from application.meeting.release_hold import ReleaseHold
from domain.identity.role import Permission
from domain.meeting.claim import SlotTaken
from domain.meeting.refusals import (
    HoldNotFound,
    InvalidHold,
    InvalidTiming,
    RoomClosed,
    RoomInactive,
    RoomNeedsApproval,
    StaleHold,
    UnknownGuest,
    UnknownRoom,
)
from domain.shared.time_slot import InvalidTimeSlot
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.hold import HoldSent, HoldShown, HoldsShown


def holds_blueprint(
    gate: Gate, *, place_hold: PlaceHold, read_holds: ReadHolds, release_hold: ReleaseHold
) -> ApiBlueprint:
    holds = ApiBlueprint("holds", gate)

    def current(caller: Caller, hold_id: UUID) -> HoldShown:
        return HoldShown.of(read_holds.one(caller, hold_id))

    @holds.operation(
        "POST",
        "/holds",
        Permission.WRITE_MEETINGS,
        answers={201: HoldShown},
        refusals=(
            InvalidHold,
            InvalidTiming,
            InvalidTimeSlot,
            UnknownGuest,
            UnknownRoom,
            SlotTaken,
            RoomClosed,
            RoomInactive,
            RoomNeedsApproval,
        ),
        once=True,
    )
    def hold_a_time(caller: Caller, body: HoldSent) -> Answer:
        """Keep rooms and people free for a while.

        Until it runs out nobody else can book the rooms, hold them or the people, or plan exclusive meetings
        with the people at that time. ``POST /meetings`` with its id turns it into a meeting.
        """
        command = PlaceHoldCommand(caller, body.slot(), tuple(body.people), tuple(body.rooms), body.lasts())
        hold_id = place_hold(command)
        location = f"{PREFIX}/holds/{hold_id}"
        return Answer(current(caller, hold_id), 201, {"ETag": etag_of(1), "Location": location})

    @holds.operation("GET", "/holds", Permission.WRITE_MEETINGS, answers={200: HoldsShown})
    def list_holds(caller: Caller) -> Answer:
        """The caller's own holds that have not run out."""
        return Answer(HoldsShown(data=[HoldShown.of(each) for each in read_holds(caller)], next_cursor=None))

    @holds.operation(
        "GET",
        "/holds/{hold_id}",
        Permission.WRITE_MEETINGS,
        answers={200: HoldShown},
        refusals=(HoldNotFound,),
    )
    def hold(caller: Caller, hold_id: UUID) -> Answer:
        """One of the caller's own holds."""
        return Answer(current(caller, hold_id), headers={"ETag": etag_of(1)})

    @holds.operation(
        "DELETE",
        "/holds/{hold_id}",
        Permission.WRITE_MEETINGS,
        answers={204: None},
        refusals=(HoldNotFound, StaleHold),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def give_back(caller: Caller, hold_id: UUID, precondition: Precondition) -> Answer:
        """Give the time back at once."""
        release_hold(caller, hold_id, precondition.expected(lambda: 1))
        return NO_CONTENT

    @holds.operation(
        "POST",
        "/holds/{hold_id}/release",
        Permission.WRITE_MEETINGS,
        answers={204: None},
        refusals=(HoldNotFound,),
        once=True,
    )
    def let_go(caller: Caller, hold_id: UUID) -> Answer:
        """Give the time back at once, as ``DELETE``, without If-Match.

        A hold has one owner and one version: a page that is being closed need not have kept its ETag.
        """
        release_hold(caller, hold_id, None)
        return NO_CONTENT

    return holds
