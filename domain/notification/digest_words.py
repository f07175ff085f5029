"""A digest in English."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.notification.digest import News
from domain.notification.words import statement
from domain.shared.letter import Link, Section

MOST_SECTIONS = 30
MOST_LINES = 10
"""A letter that nobody reads to its end tells nothing; the inbox has it all."""


def digest_subject(news: Sequence[News]) -> str:
    titles = [each.title for each in news if each.title]
    if not titles:
        return f"Digest: {_updates(news)}"
    others = len(titles) - 1
    more = f" and {others} other {'meeting' if others == 1 else 'meetings'}" if others else ""
    return f"Digest: {titles[0]}{more}"


def first_line(news: Sequence[News]) -> str:
    meetings = sum(each.meeting_id is not None for each in news)
    about = f" about {meetings} {'meeting' if meetings == 1 else 'meetings'}" if meetings else ""
    return f"{_updates(news)}{about} that you have not seen yet."


def sections(news: Sequence[News], zone: ZoneInfo, *, url: str) -> tuple[Section, ...]:
    """One for each meeting, with what happened in that order."""
    told = [_section(each, zone, url) for each in news[:MOST_SECTIONS]]
    if (left := len(news) - MOST_SECTIONS) > 0:
        told.append(Section("And more", (f"{left} other meetings have news; your inbox has them.",)))
    return tuple(told)


def _section(news: News, zone: ZoneInfo, url: str) -> Section:
    lines = [statement(each.kind, each.facts, zone) for each in news.notices[-MOST_LINES:]]
    if (earlier := len(news.notices) - MOST_LINES) > 0:
        lines.insert(0, f"{earlier} earlier {'update' if earlier == 1 else 'updates'}.")
    link = Link("Open the meeting", f"{url}/meetings/{news.meeting_id}") if news.meeting_id else None
    return Section(news.title or "Also", tuple(lines), link)


def _updates(news: Sequence[News]) -> str:
    count = sum(len(each.notices) for each in news)
    return f"{count} {'update' if count == 1 else 'updates'}"
