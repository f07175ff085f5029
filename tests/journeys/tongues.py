"""Pages as readers of other languages have them: what is in them is found by its English words."""

import json
import re
from functools import cache, cached_property
from typing import Any, cast

from playwright.sync_api import Locator, Page

from tests.entrypoints.cli.serving import ROOT

EXPORTED = ROOT / "frontend" / "out" / "_next" / "static" / "words"
VALUE = r"\{(\w+)(?:, (?:plural|select|selectordinal)[^{}]*(?:\{(?:[^{}]|\{[^{}]*\})*\}[^{}]*)*|[^{}]*)\}"
DAYS = {"Monday": {"de": "Montag", "fr": "lundi", "ar": "الاثنين"}}
"""What no catalogue has: browsers say it."""


class Words:
    """What the server hands out in one language, by what it is in English."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        return [
            pair
            for file in sorted(EXPORTED.glob("*/en*.json"))
            if re.fullmatch(r"en(\.\w+)?\.json", file.name)
            for pair in paired(
                json.loads(file.read_text()),
                json.loads(file.with_name(self.language + file.name.removeprefix("en")).read_text()),
            )
        ]

    def said(self, english: str) -> set[str]:
        """Patterns of what may stand there instead; itself where it is a name, or of no catalogue."""
        part = {pattern(theirs, {}) for ours, theirs in self.pairs if english in ours}
        return self.word(english) | (part or self.sentence(english)) | {plain(english)}

    def word(self, english: str) -> set[str]:
        if english in DAYS:
            return {re.escape(DAYS[english].get(self.language, english))}
        return {pattern(theirs, {}) for ours, theirs in self.pairs if ours == english}

    def sentence(self, english: str) -> set[str]:
        """Of words and what is put into them; or who, and then what they did."""
        found: set[str] = set()
        for ours, theirs in self.pairs:
            if re.search(VALUE, ours) and (match := re.fullmatch(pattern(ours, {}, "(.+?)"), english)):
                values = {
                    name: self.word(value) or ({re.escape(value)} if self.says(ours, value) else set())
                    for name, value in zip(re.findall(VALUE, ours), match.groups(), strict=False)
                }
                if all(values.values()):
                    found.add(pattern(theirs, {name: f"(?:{'|'.join(of)})" for name, of in values.items()}))
            elif english.endswith(f" {ours}"):
                found.add(re.escape(english.removesuffix(ours)) + pattern(theirs, {}))
        return found

    def says(self, message: str, value: str) -> bool:
        """A message that is all values says nothing about a name."""
        return value.isdigit() or len(re.findall(r"[^\W\d]", re.sub(VALUE, "", message))) > 2


def paired(english: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, words in english.items():
        if isinstance(words, str):
            found.append((re.sub("<[^>]*>", "", words), re.sub("<[^>]*>", "", other[key])))
        else:
            found += paired(words, other[key])
    return found


def pattern(message: str, values: dict[str, str], unknown: str = ".*?") -> str:
    parts = re.split(VALUE, message)
    return "".join(values.get(part, unknown) if at % 2 else plain(part) for at, part in enumerate(parts))


def plain(words: str) -> str:
    """Whatever blank there is: in names that are read out all are the same."""
    return r"\s".join(map(re.escape, re.split(r"\s", words)))


class Reader:
    """A page, or what is in it, whose parts are asked for in English and found in another language."""

    def __init__(self, what: Page | Locator, words: Words) -> None:
        self.what = what
        self.words = words

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.what, name)
        if isinstance(found, Locator):
            return Reader(found, self.words)
        if name not in FINDERS:
            return found

        def find(*args: Any, **options: Any) -> Reader:
            exact = options.pop("exact", False)
            if name != "get_by_role" and args:
                args = (self.read(args[0], exact), *args[1:])
            for option in ("name", "has_text"):
                if options.get(option) is not None:
                    options[option] = self.read(options[option], exact)
            return Reader(found(*args, **options), self.words)

        return find

    def read(self, english: str | re.Pattern[str], exact: bool) -> re.Pattern[str]:
        if isinstance(english, re.Pattern):  # of names, which are the same everywhere
            return re.compile(english.pattern.removeprefix("^").replace(",", "[,،]"))
        found = "|".join(sorted(self.words.said(english), key=len, reverse=True))
        return re.compile(f"^(?:{found})$" if exact else found)


FINDERS = {"get_by_role", "get_by_text", "get_by_label", "filter"}


def reader(page: Page, language: str) -> Page:
    return cast(Page, Reader(page, words_in(language)))


@cache
def words_in(language: str) -> Words:
    return Words(language)
