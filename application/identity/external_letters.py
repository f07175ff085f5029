"""What people are told by mail about signing in through an identity provider."""

from datetime import datetime

from domain.identity.person import Person
from domain.shared.letter import Letter, Link


def linked_letter(person: Person, provider: str, *, url: str, now: datetime) -> Letter:
    return Letter.write(
        person.email,
        f"You can sign in with {provider} now",
        f"Hello {person.name}, your account at {url} was linked with {provider}: whoever signs in there as "
        "you is signed in here, too. If that was not you, take the link away and choose another password:",
        link=Link("Look at my account", f"{url}/settings/security"),
        kind="identity_linked",
        now=now,
    )
