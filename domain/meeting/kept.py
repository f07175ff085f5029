"""What calendar files say beside the meeting itself: kept, to be given back when it goes out again."""

from dataclasses import dataclass

from domain.shared.refusal import InvalidValue

MOST_REMINDERS = 10
EARLIEST_REMINDER = 4 * 7 * 24 * 60  # minutes before the start
MOST_OCTETS_KEPT = 32 * 1024


class CannotBeKept(InvalidValue):
    """A reminder or a property that is none, or more of them than a meeting keeps."""

    code = "cannot_be_kept"


@dataclass(frozen=True, slots=True)
class KeptProperties:
    """``reminders``: minutes before the start at which the calendar's owner wanted to be reminded.

    ``lines``: unfolded content lines (RFC 5545 §3.1) of properties that mean nothing here, in their order.
    They are given back letter by letter, and never interpreted; nothing they point to is fetched.
    Raises CannotBeKept.
    """

    reminders: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "reminders", tuple(sorted(set(self.reminders))))
        if len(self.reminders) > MOST_REMINDERS:
            raise CannotBeKept(f"a meeting has {MOST_REMINDERS} reminders at the most")
        if not all(0 <= minutes <= EARLIEST_REMINDER for minutes in self.reminders):
            raise CannotBeKept("a reminder comes at the start, or up to four weeks before it")
        if sum(len(line.encode()) for line in self.lines) > MOST_OCTETS_KEPT:
            raise CannotBeKept(f"the properties are larger than {MOST_OCTETS_KEPT // 1024} KiB")
        if not all(map(_is_one_line, self.lines)):
            raise CannotBeKept("a property is one line without control characters")


def _is_one_line(line: str) -> bool:
    """What could end a line, or cannot be stored, would turn one property into something else."""
    return not any((character < " " and character != "\t") or character == "\x7f" for character in line)
