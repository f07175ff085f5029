"""What people write to each other, and what in it is more than text.

Nothing in a message is markup. A mention is written ``@[Name](person:id)`` or ``@[Name](team:id)``, and what
is read is made of parts in their order, so that nobody has to count characters to find a link.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from domain.shared.text import InvalidText, prose

LONGEST = 4_000
"""Code points of the text as it was sent, each mention with all that it is written with."""
MOST_MENTIONS = 50

_UUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_MENTION = rf"@\[(?P<name>[^\[\]\n]{{1,200}})\]\((?P<kind>person|team):(?P<id>{_UUID})\)"
_LINK = r"(?P<link>(?:https?://|mailto:)(?:(?!@\[)[^\s<>\"'`\[\]{}|\\^])+)"
_MORE_THAN_TEXT = re.compile(f"{_MENTION}|{_LINK}", re.IGNORECASE)
_ADDRESS = re.compile(r"mailto:[^@?&/:]+@[^@?&/:]+\.[^@?&/:]+", re.IGNORECASE)
_CLOSING = {")": "("}


class MentionKind(StrEnum):
    PERSON = "person"
    TEAM = "team"


Mentioned = tuple[MentionKind, UUID]
"""Whom a text mentions, whether or not they may know of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``name`` is their own, whatever the author put in brackets."""

    kind: MentionKind
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what is read. With ``url`` it is a link, with ``mention`` it names somebody, never both.

    ``url`` is http, https or mailto, and says itself where it leads.
    """

    text: str
    url: str | None = None
    mention: Mention | None = None


def message_text(text: str) -> str:
    """``text`` with line feeds for line ends. Raises InvalidText.

    Refuses emptiness, more than LONGEST code points, more than MOST_MENTIONS, and control characters but for
    line feeds and tabs.
    """
    written = prose(text, name="text", longest=LONGEST).replace("\r\n", "\n").replace("\r", "\n")
    categories = {unicodedata.category(each) for each in written if each not in "\n\t"}
    if "Cc" in categories:
        raise InvalidText("the text contains control characters", field=("text",))
    if all(category[0] in "ZC" for category in categories):
        raise InvalidText("the text is empty", field=("text",))
    if len(set(mentions_in(written))) > MOST_MENTIONS:
        raise InvalidText(f"a message mentions {MOST_MENTIONS} at the most", field=("text",))
    return written


def mentions_in(text: str) -> Iterator[Mentioned]:
    for found in _MORE_THAN_TEXT.finditer(text):
        if found["kind"]:
            yield _mentioned(found)


def parts(text: str, mentions: Iterable[Mention]) -> list[Part]:
    """What is read, in order. Whom ``mentions`` leaves out is a name like any other word."""
    known: Mapping[Mentioned, Mention] = {(each.kind, each.id): each for each in mentions}
    found, plain, behind = list[Part](), "", 0
    for match in _MORE_THAN_TEXT.finditer(text):
        plain += text[behind : match.start()]
        behind = match.end()
        if match["kind"]:
            mention = known.get(_mentioned(match))
            special = Part(f"@{mention.name}", mention=mention) if mention else None
            words = f"@{match['name']}"
        else:
            url = _without_punctuation(match["link"])
            behind = match.start() + len(url)
            special = Part(url, url=url) if _is_safe(url) else None
            words = url
        if special is None:
            plain += words
            continue
        found += [Part(plain), special] if plain else [special]
        plain = ""
    plain += text[behind:]
    return [*found, Part(plain)] if plain else found


def searchable(text: str) -> str:
    """What is alike for whoever searches: neither case nor the way a character is composed counts."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _mentioned(found: re.Match[str]) -> Mentioned:
    return MentionKind(found["kind"].lower()), UUID(found["id"])


def _without_punctuation(url: str) -> str:
    """A sentence may end behind it, or a bracket that was opened before it."""
    while url[-1] in ".,;:!?" or (url[-1] in _CLOSING and url.count(_CLOSING[url[-1]]) < url.count(url[-1])):
        url = url[:-1]
    return url


def _is_safe(url: str) -> bool:
    """No link that reads as if it led elsewhere: neither with a name before its host nor turned around."""
    if any(unicodedata.category(each) in {"Cf", "Cc"} for each in url):
        return False
    if url.lower().startswith("mailto:"):
        return _ADDRESS.fullmatch(url) is not None
    try:
        split = urlsplit(url)
        _ = split.port
    except ValueError:
        return False
    return bool(split.hostname) and "@" not in split.netloc
