"""Free/busy and the search for a common time on the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Discriminator, Field, Tag

from application.availability.read_free_busy import Subject
from application.availability.search_availability import Found
from domain.availability.board import Slot
from domain.availability.busy_time import BusyKind
from domain.availability.explanation import BlockKind, Change, ChangeKind, Relaxation
from domain.availability.refusals import InvalidSearch
from domain.availability.search import (
    MOST_PEOPLE,
    MOST_QUORUMS,
    MOST_ROOMS,
    MOST_SLOTS,
    Needs,
    Quorum,
    RoomWish,
    Search,
)
from domain.availability.sentences import sentence
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from entrypoints.http.schemas.duration import Duration, DurationShown, duration_of, written
from entrypoints.http.schemas.moment import TimedMoment, TimedMomentSent, told
from entrypoints.http.schemas.room import Capacity, Equipment
from entrypoints.http.schemas.shapes import Id, Instant, RecordedAt, Sent, Shown, TimeZoneName, line

People = Annotated[list[Id], Field(max_length=MOST_PEOPLE)]


def _kind(value: Any) -> str:
    return "<moment>" if isinstance(value, dict | TimedMomentSent) else "<instant>"


# The edge of a window: an instant, or a clock reading with its zone.
Edge = Annotated[
    Annotated[Instant, Tag("<instant>")] | Annotated[TimedMomentSent, Tag("<moment>")], Discriminator(_kind)
]


class SearchWindowSent(Sent):
    start: Annotated[Edge, Field(alias="from")]
    end: Annotated[Edge, Field(alias="to")]

    def meant(self, *place: str) -> TimeSlot:
        """Raises InvalidTimeSlot about ``to``, below ``place``."""
        return _slot(self.start, self.end, place)


class SearchWindowShown(Shown):
    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    start: Annotated[RecordedAt, Field(alias="from")]
    end: Annotated[RecordedAt, Field(alias="to")]


class FreeBusySent(Sent):
    """A window of up to 400 days, and whose time is asked about."""

    start: Annotated[Edge, Field(alias="from")]
    end: Annotated[Edge, Field(alias="to")]
    people: People = Field(default_factory=list)
    rooms: Annotated[list[Id], Field(max_length=MOST_ROOMS)] = Field(default_factory=list)

    def window(self) -> TimeSlot:
        return _slot(self.start, self.end, ())


class BusyShown(Shown):
    """Taken time. Stretches of one kind that touch are one."""

    start: RecordedAt
    end: RecordedAt
    kind: BusyKind


class OpenShown(Shown):
    start: RecordedAt
    end: RecordedAt


class SubjectError(Shown):
    code: str
    message: str


class SubjectShown(Shown):
    """A person's or a room's time within the window; a room without hours is always open."""

    busy: list[BusyShown]
    working_hours: list[OpenShown]
    errors: list[SubjectError]

    @classmethod
    def of(cls, subject: Subject | None, window: TimeSlot) -> "SubjectShown":
        if subject is None:
            unknown = SubjectError(code="not_found", message="there is no such person, or room in use")
            return cls(busy=[], working_hours=[], errors=[unknown])
        always = [(window.start.astimezone(UTC), window.end.astimezone(UTC))]
        open_ = always if subject.open is None else subject.open
        return cls(
            busy=[BusyShown(start=busy.start, end=busy.end, kind=busy.kind) for busy in subject.busy],
            working_hours=[OpenShown(start=start, end=end) for start, end in open_],
            errors=[],
        )


class FreeBusyShown(Shown):
    subjects: dict[UUID, SubjectShown]


class QuorumSent(Sent):
    """At least that many of a group."""

    name: Annotated[str, line(100)]
    at_least: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
    of: Annotated[list[Id], Field(min_length=1, max_length=MOST_PEOPLE)]


class RoomsSent(Sent):
    """One room with so many seats and all that equipment, out of ``any_of`` or of all."""

    any_of: Annotated[list[Id], Field(min_length=1, max_length=MOST_ROOMS)] | None = None
    capacity: Capacity = 1
    equipment: Equipment = Field(default_factory=list)


class SearchBuffersSent(Sent):
    """Kept free in the calendars of whoever comes. Rooms have buffers of their own."""

    before: Duration = "PT0M"
    after: Duration = "PT0M"


class SearchSent(Sent):
    """Starts lie on multiples of ``granularity`` by the clocks of ``time_zone``."""

    duration: Duration
    window: SearchWindowSent
    time_zone: TimeZoneName
    granularity: Duration = "PT15M"
    required: People = Field(default_factory=list)
    optional: People = Field(default_factory=list)
    quorums: Annotated[list[QuorumSent], Field(max_length=MOST_QUORUMS)] = Field(default_factory=list)
    rooms: RoomsSent | None = None
    within_working_hours: bool = True
    buffers: SearchBuffersSent = Field(default_factory=SearchBuffersSent)
    limit: Annotated[int, Field(ge=1, le=MOST_SLOTS)] = 10

    def search(self) -> Search:
        """Raises InvalidSearch or InvalidTimeSlot, naming the member."""
        needs = Needs(
            duration=duration_of(self.duration),
            window=self.window.meant("window"),
            required=tuple(self.required),
            optional=tuple(self.optional),
            quorums=tuple(_quorum(each, place) for place, each in enumerate(self.quorums)),
            room=_wish(self.rooms) if self.rooms else None,
            within_working_hours=self.within_working_hours,
        )
        return Search(
            needs,
            zone=zone_named(self.time_zone),
            granularity=duration_of(self.granularity),
            before=duration_of(self.buffers.before),
            after=duration_of(self.buffers.after),
            limit=self.limit,
        )


class FreeShown(Shown):
    """Who can come: everybody required, and whoever else."""

    required: list[UUID]
    optional: list[UUID]
    quorums: dict[str, list[UUID]]


class LocalTimeShown(Shown):
    """What the clocks say where somebody lives when it starts."""

    person_id: UUID
    start: TimedMoment
    outside_hours: bool


class SlotShown(Shown):
    """A time that suits. ``rooms``: those that are free, the smallest first."""

    start: TimedMoment
    end: TimedMoment
    score: float
    free: FreeShown
    rooms: list[UUID]
    local_times: list[LocalTimeShown]
    reasons: list[str]

    @classmethod
    def of(cls, slot: Slot, zone: ZoneInfo, zones: Mapping[UUID, ZoneInfo]) -> "SlotShown":
        return cls(
            start=told(slot.start, zone),
            end=told(slot.end, zone),
            score=slot.score,
            free=FreeShown(
                required=list(slot.required),
                optional=list(slot.optional),
                quorums={name: list(people) for name, people in slot.quorums.items()},
            ),
            rooms=list(slot.rooms),
            local_times=[
                LocalTimeShown(person_id=person, start=told(slot.start, zones[person]), outside_hours=outside)
                for person, outside in slot.outside_hours.items()
            ],
            reasons=list(slot.reasons),
        )


class BlockShown(Shown):
    """``id``: the person's, or the quorum's name. ``share``: of the possible starts it alone rules out."""

    kind: BlockKind
    id: UUID | str | None
    share: float


class ChangeShown(Shown):
    """What to ask for instead: the members other than ``kind`` and ``person_id`` replace those of the search.

    To make somebody optional, ``required`` and ``optional`` are told as they then are.
    """

    kind: ChangeKind
    person_id: UUID | None = None
    required: list[UUID] | None = None
    optional: list[UUID] | None = None
    quorums: list[dict[str, Any]] | None = None
    duration: DurationShown | None = None
    window: SearchWindowShown | None = None
    within_working_hours: bool | None = None
    rooms: dict[str, Any] | None = None

    @classmethod
    def of(cls, change: Change) -> "ChangeShown":
        return cls(kind=change.kind, **_changed(change))


class RelaxationShown(Shown):
    """``slots``: how many the search finds with the change, ``first_slot`` the best of them."""

    change: ChangeShown
    sentence: str
    first_slot: SlotShown
    slots: int


class ExplanationShown(Shown):
    """``blocking`` is minimal: drop any one of them, and there is another slot. ``relaxations``: every single
    change that helps, each as small as can be and tried, those that give up least first."""

    blocking: list[BlockShown]
    relaxations: list[RelaxationShown]


class SearchShown(Shown):
    slots: list[SlotShown]
    explain: ExplanationShown | None

    @classmethod
    def of(cls, found: Found, search: Search) -> "SearchShown":
        def shown(slot: Slot) -> SlotShown:
            return SlotShown.of(slot, search.zone, found.zones)

        def tried(relaxation: Relaxation) -> RelaxationShown:
            return RelaxationShown(
                change=ChangeShown.of(relaxation.change),
                sentence=sentence(relaxation.change, search, found.names),
                first_slot=shown(relaxation.first),
                slots=relaxation.slots,
            )

        explained = found.explanation
        return cls(
            slots=[shown(slot) for slot in found.slots],
            explain=explained
            and ExplanationShown(
                blocking=[BlockShown(kind=b.kind, id=b.id, share=b.share) for b in explained.blocking],
                relaxations=[tried(each) for each in explained.relaxations],
            ),
        )


def _slot(start: Edge, end: Edge, place: tuple[str, ...]) -> TimeSlot:
    try:
        return TimeSlot(_instant(start), _instant(end))
    except InvalidValue as refusal:
        raise InvalidSearch(refusal.message, field=(*place, "to")) from None


def _instant(edge: Edge) -> datetime:
    return edge.meant().instant if isinstance(edge, TimedMomentSent) else edge


def _quorum(sent: QuorumSent, place: int) -> Quorum:
    try:
        return Quorum(sent.name, sent.at_least, tuple(sent.of))
    except InvalidValue as refusal:
        raise InvalidSearch(refusal.message, field=("quorums", place, *refusal.field)) from None


def _wish(sent: RoomsSent) -> RoomWish:
    any_of = None if sent.any_of is None else tuple(dict.fromkeys(sent.any_of))
    return RoomWish(any_of, sent.capacity, frozenset(sent.equipment))


def _changed(change: Change) -> dict[str, Any]:
    """The members of the search that are other ones now."""
    needs, kind = change.needs, change.kind
    if kind is ChangeKind.MAKE_OPTIONAL:
        return {
            "person_id": change.about,
            "required": list(needs.required),
            "optional": list(needs.optional),
        }
    if kind is ChangeKind.LOWER_QUORUM:
        quorums = [{"name": q.name, "at_least": q.at_least, "of": list(q.of)} for q in needs.quorums]
        return {"quorums": quorums}
    if kind is ChangeKind.SHORTER:
        return {"duration": written(needs.duration)}
    if kind is ChangeKind.WIDER_WINDOW:
        start, end = (edge.astimezone(UTC) for edge in (needs.window.start, needs.window.end))
        return {"window": SearchWindowShown(start=start, end=end)}
    if kind is ChangeKind.OUTSIDE_HOURS:
        return {"within_working_hours": False}
    wish = needs.room
    rooms = wish and {
        "any_of": None if wish.any_of is None else list(wish.any_of),
        "capacity": wish.capacity,
        "equipment": sorted(wish.equipment),
    }
    return {"rooms": rooms}
