"""Why there are not more slots, and what would help most for least. Every claim made here was tried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from domain.availability.board import Board, Slot
from domain.availability.grid import each
from domain.availability.search import LONGEST_WINDOW, Needs
from domain.shared.time_slot import TimeSlot


class BlockKind(StrEnum):
    HOURS = "hours"
    ROOM = "room"
    QUORUM = "quorum"
    PERSON = "person"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that is asked for. ``id``: the person's, or the quorum's name. ``share``: how much of the
    possible starts in the window it rules out by itself; for the window, of those in all that was seen."""

    kind: BlockKind
    id: UUID | str | None
    share: float


class ChangeKind(StrEnum):
    LOWER_QUORUM = "lower_quorum"
    MAKE_OPTIONAL = "make_optional"
    SHORTER = "shorter"
    WIDER_WINDOW = "wider_window"
    SMALLER_ROOM = "smaller_room"
    WITHOUT_EQUIPMENT = "without_equipment"
    OTHER_ROOM = "other_room"
    OUTSIDE_HOURS = "outside_hours"
    WITHOUT_ROOM = "without_room"


@dataclass(frozen=True, slots=True)
class Change:
    """The needs with one thing less. ``about``: the person, the quorum's name or the piece of equipment.

    ``gives_up``: which share of what was asked goes, from 0 to 1; half, where nothing can be counted.
    """

    kind: ChangeKind
    needs: Needs
    gives_up: float
    about: UUID | str | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change that was tried: with it the search finds so many ``slots``, the best of them ``first``."""

    change: Change
    first: Slot
    slots: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """``blocking`` is minimal: a search for only that finds no more slots than there are now, and without any
    one of its members it finds more. Where there are none, that reads: drop any one, and a slot appears.

    ``relaxations`` are all single changes, each as small as can be, with which there are more slots than
    now; those that give up least first.
    """

    blocking: tuple[Block, ...]
    relaxations: tuple[Relaxation, ...]


def explain(board: Board, needs: Needs, span: TimeSlot) -> Explanation:
    """``span``: how far the window may be widened; it holds the window, and the board's world covers it."""
    found = board.starts(needs).bit_count()
    relaxations = [
        Relaxation(change, next(board.slots(change.needs)), starts.bit_count())
        for change in _changes(board, needs, span, found)
        if (starts := board.starts(change.needs)).bit_count() > found
    ]
    order = list(ChangeKind)
    relaxations.sort(key=lambda each: (each.change.gives_up, order.index(each.change.kind)))
    return Explanation(_minimal(board, needs, span, found), tuple(relaxations))


def _minimal(board: Board, needs: Needs, span: TimeSlot, found: int) -> tuple[Block, ...]:
    """Leaves out one after the other, those that rule out least first, as long as nothing is gained by it."""
    blocks = sorted(_blocks(board, needs, span), key=lambda block: block.share)
    for block in list(blocks):
        others = [other for other in blocks if other is not block]
        if board.starts(only(others, needs, span)).bit_count() <= found:
            blocks = others
    return tuple(reversed(blocks))


def only(blocks: Sequence[Block], needs: Needs, span: TimeSlot) -> Needs:
    """What is left of the needs when nothing but ``blocks`` is asked for."""
    ids = {(block.kind, block.id) for block in blocks}
    kinds = {block.kind for block in blocks}
    return replace(
        needs,
        window=needs.window if BlockKind.WINDOW in kinds else span,
        required=tuple(person for person in needs.required if (BlockKind.PERSON, person) in ids),
        quorums=tuple(quorum for quorum in needs.quorums if (BlockKind.QUORUM, quorum.name) in ids),
        room=needs.room if BlockKind.ROOM in kinds else None,
        within_working_hours=needs.within_working_hours and BlockKind.HOURS in kinds,
    )


def _blocks(board: Board, needs: Needs, span: TimeSlot) -> Iterator[Block]:
    window = Block(BlockKind.WINDOW, None, 1.0)
    possible = board.starts(only([window], needs, span))

    def share(starts: int, of: int = possible) -> float:
        return round(1 - starts.bit_count() / of.bit_count(), 3) if of else 1.0

    def alone(kind: BlockKind, about: UUID | str | None = None) -> Block:
        asked = only([window, Block(kind, about, 1.0)], needs, span)
        return Block(kind, about, share(board.starts(asked)))

    if needs.within_working_hours:
        yield Block(BlockKind.HOURS, None, share(board.in_hours(needs)))
    if needs.room is not None:
        yield alone(BlockKind.ROOM)
    for quorum in needs.quorums:
        yield alone(BlockKind.QUORUM, quorum.name)
    for person in needs.required:
        yield alone(BlockKind.PERSON, person)
    yield Block(BlockKind.WINDOW, None, share(possible, board.starts(only([], needs, span))))


def _changes(board: Board, needs: Needs, span: TimeSlot, found: int) -> Iterator[Change]:
    """Every way to ask for less in one respect, by as little as makes a difference."""
    for place, quorum in enumerate(needs.quorums):
        lower = [
            replace(needs, quorums=_with(needs.quorums, place, replace(quorum, at_least=number)))
            for number in range(quorum.at_least)
        ]
        if least := _last_that_helps(board, lower, found):
            gone = 1 - least.quorums[place].at_least / quorum.at_least
            yield Change(ChangeKind.LOWER_QUORUM, least, gone, quorum.name)
    for person in needs.required:
        others = tuple(each for each in needs.required if each != person)
        changed = replace(needs, required=others, optional=(*needs.optional, person))
        yield Change(ChangeKind.MAKE_OPTIONAL, changed, 1 / len(needs.required), person)
    cells = board.cells(needs.duration)
    shorter = [replace(needs, duration=board.length(length)) for length in range(1, cells)]
    if least := _last_that_helps(board, shorter, found):
        yield Change(ChangeKind.SHORTER, least, 1 - least.duration / needs.duration)
    yield from _wider(board, needs, span)
    if needs.within_working_hours:
        yield Change(ChangeKind.OUTSIDE_HOURS, replace(needs, within_working_hours=False), 0.5)
    yield from _simpler_rooms(board, needs, found)


def _wider(board: Board, needs: Needs, span: TimeSlot) -> Iterator[Change]:
    """To the nearest slot after the window, and to the nearest one before it."""
    window, present = needs.window, board.starts(needs)
    windows = []
    later = board.starts(replace(needs, window=TimeSlot(window.start, span.end))) & ~present
    if later:
        windows.append(TimeSlot(window.start, board.moment(next(each(later))) + needs.duration))
    earlier = board.starts(replace(needs, window=TimeSlot(span.start, window.end))) & ~present
    if earlier:
        windows.append(TimeSlot(board.moment(earlier.bit_length() - 1), window.end))
    for wider in windows:
        if wider.length <= LONGEST_WINDOW:
            more = wider.length / window.length - 1
            yield Change(ChangeKind.WIDER_WINDOW, replace(needs, window=wider), min(more, 1.0))


def _simpler_rooms(board: Board, needs: Needs, found: int) -> Iterator[Change]:
    wish = needs.room
    if wish is None:
        return
    capacities = sorted({room.capacity for room in board.rooms if room.capacity < wish.capacity})
    smaller = [replace(needs, room=replace(wish, capacity=capacity)) for capacity in capacities]
    if (least := _last_that_helps(board, smaller, found)) and least.room:
        yield Change(ChangeKind.SMALLER_ROOM, least, 1 - least.room.capacity / wish.capacity)
    for word in sorted(wish.equipment):
        changed = replace(needs, room=replace(wish, equipment=wish.equipment - {word}))
        yield Change(ChangeKind.WITHOUT_EQUIPMENT, changed, 1 / len(wish.equipment), word)
    if wish.any_of is not None:
        yield Change(ChangeKind.OTHER_ROOM, replace(needs, room=replace(wish, any_of=None)), 0.5)
    yield Change(ChangeKind.WITHOUT_ROOM, replace(needs, room=None), 1.0)


def _last_that_helps(board: Board, rising: Sequence[Needs], found: int) -> Needs | None:
    """The most demanding of ``rising`` needs with more than ``found`` slots: what the lesser ones allow, the
    greater ones may not, but never the other way round."""
    first, last = 0, len(rising)
    while first < last:
        middle = (first + last) // 2
        if board.starts(rising[middle]).bit_count() > found:
            first = middle + 1
        else:
            last = middle
    return rising[first - 1] if first else None


def _with(entries: tuple, place: int, entry: object) -> tuple:  # type: ignore[type-arg]
    return (*entries[:place], entry, *entries[place + 1 :])
