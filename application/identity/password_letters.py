"""What people are told by mail about their password."""

from datetime import datetime

from domain.identity.password_reset import LIFETIME
from domain.identity.person import Person
from domain.shared.letter import Letter, Link


def reset_letter(person: Person, token: str, *, url: str, now: datetime) -> Letter:
    """The token stands behind a #, so that it is sent to no server and stands in no log."""
    minutes = int(LIFETIME.total_seconds() // 60)
    return Letter.write(
        person.email,
        "Choose a new password",
        f"Hello {person.name}, somebody asked for a new password for your account at {url}. "
        "If that was you, choose it here:",
        f"The link works once, for {minutes} minutes. If it was not you, do nothing: your password stays.",
        link=Link("Choose a new password", f"{url}/reset-password#token={token}"),
        kind="password_reset",
        now=now,
    )


def changed_letter(person: Person, *, tokens_ended: bool, url: str, now: datetime) -> Letter:
    tokens = "All your API tokens have ended." if tokens_ended else "Your API tokens still work."
    return Letter.write(
        person.email,
        "Your password was changed",
        f"Hello {person.name}, the password of your account at {url} was changed, and you were signed out "
        f"on your other devices. {tokens} If that was not you, take your account back by choosing another "
        "password:",
        link=Link("I forgot my password", f"{url}/forgot-password"),
        kind="password_changed",
        now=now,
    )
