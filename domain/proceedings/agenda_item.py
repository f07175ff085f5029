"""What is to be talked about, and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.proceedings.line import Line, differences
from domain.proceedings.refusals import ItemCarriedOver
from domain.shared.refusal import InvalidValue
from domain.shared.text import folded, one_line, prose

LONGEST_TITLE = 200
LONGEST_NOTES = 10_000
MOST_MINUTES = 24 * 60


class AgendaState(StrEnum):
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item is about. ``minutes``: how long it is meant to take, if anybody said."""

    title: str
    notes: str = ""
    owner_id: UUID | None = None
    minutes: int | None = None

    @property
    def plain(self) -> str:
        return f"{self.title}\n{self.notes}".strip()

    @property
    def sought(self) -> str:
        """What a search looks at."""
        return folded(self.plain)

    def __post_init__(self) -> None:
        """Raises InvalidText or InvalidValue."""
        object.__setattr__(self, "title", one_line(self.title, name="title", longest=LONGEST_TITLE))
        prose(self.notes, name="notes", longest=LONGEST_NOTES)
        if self.minutes is not None and not 1 <= self.minutes <= MOST_MINUTES:
            raise InvalidValue(f"an item takes 1 to {MOST_MINUTES} minutes", field=("minutes",))


@dataclass(slots=True, kw_only=True)
class AgendaItem(Line):
    """``spent``: how long it was run already; while it runs, the time since ``running_since`` comes on top.

    ``carried_from`` and ``carried_to`` are the same item on an earlier and on a later date.
    """

    topic: Topic
    state: AgendaState = AgendaState.OPEN
    spent: timedelta = timedelta()
    running_since: datetime | None = None
    carried_from: UUID | None = None
    carried_to: UUID | None = None

    @property
    def is_unfinished(self) -> bool:
        unfinished = self.state in {AgendaState.OPEN, AgendaState.RUNNING}
        return unfinished and self.removed_at is None

    def rewrite(self, topic: Topic) -> frozenset[str]:
        """The names of what is new. Raises ItemCarriedOver."""
        new = differences(self.topic, topic)
        if new:
            self._expect_here()
            self.topic = topic
            self.version += 1
        return new

    def turn(self, state: AgendaState, now: datetime) -> bool:
        """Whether that is anything new. Raises ItemCarriedOver."""
        if state is self.state:
            return False
        self._expect_here()
        self._stop_clock(now)
        self.state = state
        self.running_since = now if state is AgendaState.RUNNING else None
        self.version += 1
        return True

    def carry_to(self, later: UUID, now: datetime) -> None:
        self._stop_clock(now)
        self.state, self.carried_to = AgendaState.CARRIED_OVER, later
        self.version += 1

    def _stop_clock(self, now: datetime) -> None:
        if self.running_since is not None:
            self.spent += max(now - self.running_since, timedelta())
            self.running_since = None

    def _expect_here(self) -> None:
        if self.state is AgendaState.CARRIED_OVER:
            raise ItemCarriedOver("this was carried over to a later date; change it there")
