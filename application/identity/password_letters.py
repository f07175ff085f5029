"""What people are told by mail about their password."""

from datetime import datetime

from application.identity.letterhead import Letterhead
from domain.identity.password_reset import LIFETIME
from domain.identity.person import Person
from domain.shared.letter import Letter, Link


def reset_letter(person: Person, token: str, letterhead: Letterhead, *, now: datetime) -> Letter:
    """The token stands behind a #, so that it is sent to no server and stands in no log."""
    words, url = letterhead.words_for(person.language), letterhead.url
    return Letter.write(
        person.email,
        words.say("password_reset.subject"),
        words.say("password_reset", name=person.name, url=url),
        words.say("password_reset.once", minutes=int(LIFETIME.total_seconds() // 60)),
        link=Link(words.say("password_reset.link"), f"{url}/reset-password#token={token}"),
        kind="password_reset",
        language=words.tag,
        now=now,
    )


def changed_letter(person: Person, letterhead: Letterhead, *, tokens_ended: bool, now: datetime) -> Letter:
    words, url = letterhead.words_for(person.language), letterhead.url
    key = "password_changed.tokens_ended" if tokens_ended else "password_changed"
    return Letter.write(
        person.email,
        words.say("password_changed.subject"),
        words.say(key, name=person.name, url=url),
        link=Link(words.say("forgot_password"), f"{url}/forgot-password"),
        kind="password_changed",
        language=words.tag,
        now=now,
    )
