"""What people are told by mail about signing in through an identity provider."""

from datetime import datetime

from application.identity.letterhead import Letterhead
from domain.identity.person import Person
from domain.shared.letter import Letter, Link


def linked_letter(person: Person, provider: str, letterhead: Letterhead, *, now: datetime) -> Letter:
    words, url = letterhead.words_for(person.language), letterhead.url
    return Letter.write(
        person.email,
        words.say("identity_linked.subject", provider=provider),
        words.say("identity_linked", name=person.name, url=url, provider=provider),
        link=Link(words.say("identity_linked.link"), f"{url}/settings/security"),
        kind="identity_linked",
        language=words.tag,
        now=now,
    )
