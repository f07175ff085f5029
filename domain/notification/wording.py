"""What a language needs in order to tell people what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.recurrence.phrasebook import Phrasebook
from domain.shared.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: its sentences, and the book in which it names days and joins lists."""

    catalogue: Catalogue
    book: Phrasebook

    @property
    def tag(self) -> str:
        return self.catalogue.tag

    def say(self, key: str, **values: object) -> str:
        return self.catalogue.say(key, **values)

    def count(self, key: str, count: int, **values: object) -> str:
        return self.catalogue.count(key, count, **values)

    def first_of(self, *keys: str) -> str:
        return self.catalogue.first_of(*keys)

    def listed(self, items: Iterable[str]) -> str:
        """``a, b and c``."""
        return self.book.joined(list(items))

    def day(self, of: date) -> str:
        return self.say("day", weekday=self.book.weekdays[of.weekday()], date=self.book.calendar_date(of))

    def days(self, first: date, last: date) -> str:
        if first == last:
            return self.day(first)
        return self.say("days", first=self.day(first), last=self.day(last))

    def hours(self, begins: datetime, ends: datetime) -> str:
        """By the clocks that both were read from.

        Hours are written with 24 of them and a leading zero: nobody can take them for another half
        of the day.
        """
        span = {"day": self.day(begins), "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}"}
        if begins.date() == ends.date():
            return self.say("hours", **span)
        return self.say("night", **span, last=self.day(ends))
