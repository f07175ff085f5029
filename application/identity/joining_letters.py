"""What people are told by mail about getting an account, and about a new address for it.

Tokens stand behind a #, so that they are sent to no server and stand in no log. A stranger's words never
stand in a letter to somebody else: who asks for an account in another's name cannot write to them through us.
"""

from datetime import datetime, timedelta

from application.identity.ports import IdentityWork
from domain.identity.account_invitation import AccountInvitation
from domain.identity.email_change import EmailChange
from domain.identity.person import Person
from domain.shared.letter import Letter, Link

MOST_UNASKED = 5
WITHIN = timedelta(hours=1)


def add_unless_flooded(work: IdentityWork, letter: Letter) -> None:
    """For letters that strangers can cause: after a few in an hour the address is left in peace."""
    if work.letters.written_to(letter.to, since=letter.written_at - WITHIN) < MOST_UNASKED:
        work.letters.add(letter)


def invitation_letter(
    invitation: AccountInvitation, token: str, *, inviter: Person, url: str, now: datetime
) -> Letter:
    greeting = f"Hello {invitation.name}," if invitation.name else "Hello,"
    return Letter.write(
        invitation.email,
        f"{inviter.name} invites you to Convene",
        f"{greeting} {inviter.name} ({inviter.email}) invites you to Convene at {url}, where they plan their "
        "meetings. Choose a password, and you are in:",
        "The link works once, for seven days. If you do not know who this is from, do nothing.",
        link=Link("Accept the invitation", f"{url}/invitation#token={token}"),
        kind="account_invitation",
        now=now,
    )


def registration_letter(invitation: AccountInvitation, token: str, *, url: str, now: datetime) -> Letter:
    return Letter.write(
        invitation.email,
        "Finish making your account",
        f"Hello, somebody asked for an account with this address at {url}. If that was you, go on here:",
        "The link works once, for seven days. If it was not you, do nothing: there will be no account.",
        link=Link("Make my account", f"{url}/invitation#token={token}"),
        kind="registration",
        now=now,
    )


def already_invited_letter(email: str, *, url: str, now: datetime) -> Letter:
    return Letter.write(
        email,
        "You have been invited already",
        f"Hello, somebody asked for an account with this address at {url}. You have been invited there: "
        "please use the link in the earlier letter, or ask whoever invited you for a new one.",
        "If it was not you who asked, do nothing.",
        kind="already_invited",
        now=now,
    )


def has_account_letter(email: str, *, url: str, now: datetime) -> Letter:
    return Letter.write(
        email,
        "You have an account already",
        f"Hello, somebody gave this address for an account at {url}. It has an account already, so "
        "nothing was changed. If that was you and you have forgotten your password, choose a new one:",
        "If it was not you, do nothing.",
        link=Link("I forgot my password", f"{url}/forgot-password"),
        kind="account_exists",
        now=now,
    )


def new_address_letter(change: EmailChange, person: Person, token: str, *, url: str) -> Letter:
    return Letter.write(
        change.email,
        "Confirm your new address",
        f"Hello, somebody wants to use this address for the account of {person.name} at {url}. If that was "
        "you, confirm it:",
        "The link works once, for 24 hours. If it was not you, do nothing: your address stays out of it.",
        link=Link("This is my address", f"{url}/confirm-email#token={token}"),
        kind="address_confirmation",
        now=change.asked_at,
    )


def address_changed_letter(person: Person, *, old: str, url: str, now: datetime) -> Letter:
    return Letter.write(
        old,
        "Your address was changed",
        f"Hello {person.name}, your account at {url} has another e-mail address now: {person.email}. "
        "You were signed out on your other devices.",
        "If that was not you, tell whoever looks after your Convene at once: they can take it back.",
        kind="address_changed",
        now=now,
    )
