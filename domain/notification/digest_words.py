"""A digest in words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.notification.digest import News
from domain.notification.wording import Wording
from domain.notification.words import statement
from domain.shared.letter import Link, Section

MOST_SECTIONS = 30
MOST_LINES = 10
"""A letter that nobody reads to its end tells nothing; the inbox has it all."""


def digest_subject(news: Sequence[News], wording: Wording) -> str:
    titles = [each.title for each in news if each.title]
    if not titles:
        return wording.count("digest.updates", _updates(news))
    if len(titles) == 1:
        return wording.say("digest", title=titles[0])
    return wording.count("digest.titles", len(titles) - 1, title=titles[0])


def first_line(news: Sequence[News], wording: Wording) -> str:
    meetings = sum(each.meeting_id is not None for each in news)
    if not meetings:
        return wording.count("digest.first", _updates(news))
    return wording.count("digest.about", _updates(news), meetings=wording.count("digest.meetings", meetings))


def sections(news: Sequence[News], zone: ZoneInfo, wording: Wording, *, url: str) -> tuple[Section, ...]:
    """One for each meeting, with what happened in that order."""
    told = [_section(each, zone, wording, url) for each in news[:MOST_SECTIONS]]
    if (left := len(news) - MOST_SECTIONS) > 0:
        told.append(Section(wording.say("digest.more"), (wording.count("digest.left", left),)))
    return tuple(told)


def _section(news: News, zone: ZoneInfo, wording: Wording, url: str) -> Section:
    lines = [statement(each.kind, each.facts, zone, wording) for each in news.notices[-MOST_LINES:]]
    if (earlier := len(news.notices) - MOST_LINES) > 0:
        lines.insert(0, wording.count("digest.earlier", earlier))
    at = f"{url}/meetings/{news.meeting_id}"
    link = Link(wording.say("link.meeting"), at) if news.meeting_id else None
    return Section(news.title or wording.say("digest.also"), tuple(lines), link)


def _updates(news: Sequence[News]) -> int:
    return sum(len(each.notices) for each in news)
