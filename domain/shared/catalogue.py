"""What Convene says in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by key. What stands in braces is filled in; nothing else is put together of parts.

    ``tag``: of the language (BCP 47). ``is_one``: whether that many are said as one is (CLDR's plural rules).
    """

    tag: str
    is_one: Callable[[int], bool]
    sentences: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        return self.sentences[key].format(**values)

    def count(self, key: str, count: int, **values: object) -> str:
        """``key.one`` or ``key.other``; ``{count}`` is how many."""
        return self.say(f"{key}.{'one' if self.is_one(count) else 'other'}", count=count, **values)

    def first_of(self, *keys: str) -> str:
        """The first of the keys that it has a sentence for; the last one is there."""
        return next((key for key in keys if key in self.sentences), keys[-1])


def is_just_one(count: int) -> bool:
    """As in English and German."""
    return count == 1


def is_none_or_one(count: int) -> bool:
    """As in French."""
    return count < 2
