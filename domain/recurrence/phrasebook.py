"""What a language needs in order to say rules: its words, its turns, and how it puts them together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.recurrence.rule import Frequency


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One language. What stands in braces is filled in by `sentence`."""

    every: dict[Frequency, tuple[str, str]]  # each one; each nth one
    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]
    ordinal: Callable[[int], str]  # "second"; "last", "second to last" when negative
    numeral: Callable[[int], str]  # "2nd"
    day: str
    full_day: str
    phrases: dict[str, str]
    day_number: Callable[[int], str] = str  # in a date: "1er"

    def phrase(self, key: str, *parts: object, **named: object) -> str:
        return self.phrases[key].format(*parts, **named)

    def about(self, key: str, items: Iterable[str], conjunction: str = "and") -> str:
        """The phrase, filled with all the items at once."""
        return self.phrase(key, self.joined(list(items), conjunction))

    def joined(self, items: Sequence[str], conjunction: str = "and") -> str:
        if len(items) < 2:
            return "".join(items)
        return self.phrase(conjunction, ", ".join(items[:-1]), items[-1])

    def ordinals(self, numbers: Iterable[int]) -> str:
        return self.joined([self.ordinal(number) for number in numbers])

    def place(self, number: int) -> str:
        return self.numeral(number) if number > 0 else self.ordinal(number)

    def calendar_date(self, day: date) -> str:
        return self.full_day.format(
            day=self.day_number(day.day), month=self.months[day.month - 1], year=day.year
        )

    def moment(self, moment: date | datetime) -> str:
        if not isinstance(moment, datetime):
            return self.calendar_date(moment)
        key = "instant" if moment.tzinfo else "moment"
        return self.phrase(key, self.calendar_date(moment), f"{moment:%H:%M}")
