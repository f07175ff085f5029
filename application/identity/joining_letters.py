"""What people are told by mail about getting an account, and about a new address for it.

Tokens stand behind a #, so that they are sent to no server and stand in no log. A stranger's words never
stand in a letter to somebody else: who asks for an account in another's name cannot write to them through us.
"""

from datetime import datetime, timedelta

from application.identity.letterhead import Letterhead
from application.identity.ports import IdentityWork
from domain.identity.account_invitation import AccountInvitation
from domain.identity.email_change import EmailChange
from domain.identity.language import Language
from domain.identity.person import Person
from domain.shared.letter import Letter, Link

MOST_UNASKED = 5
WITHIN = timedelta(hours=1)


def add_unless_flooded(work: IdentityWork, letter: Letter) -> None:
    """For letters that strangers can cause: after a few in an hour the address is left in peace."""
    if work.letters.written_to(letter.to, since=letter.written_at - WITHIN) < MOST_UNASKED:
        work.letters.add(letter)


def invitation_letter(
    invitation: AccountInvitation, token: str, letterhead: Letterhead, *, inviter: Person, now: datetime
) -> Letter:
    """In the language of whoever invites."""
    words, url, name = letterhead.words_for(inviter.language), letterhead.url, invitation.name
    key = "account_invitation.named" if name else "account_invitation"
    return Letter.write(
        invitation.email,
        words.say("account_invitation.subject", inviter=inviter.name),
        words.say(key, name=name, inviter=inviter.name, email=inviter.email, url=url),
        words.say("account_invitation.once"),
        link=Link(words.say("account_invitation.link"), f"{url}/invitation#token={token}"),
        kind="account_invitation",
        language=words.tag,
        now=now,
    )


def registration_letter(
    invitation: AccountInvitation, token: str, letterhead: Letterhead, *, now: datetime
) -> Letter:
    words, url = letterhead.words_for(), letterhead.url
    return Letter.write(
        invitation.email,
        words.say("registration.subject"),
        words.say("registration", url=url),
        words.say("registration.once"),
        link=Link(words.say("registration.link"), f"{url}/invitation#token={token}"),
        kind="registration",
        language=words.tag,
        now=now,
    )


def already_invited_letter(email: str, letterhead: Letterhead, *, now: datetime) -> Letter:
    words = letterhead.words_for()
    return Letter.write(
        email,
        words.say("already_invited.subject"),
        words.say("already_invited", url=letterhead.url),
        words.say("already_invited.not_you"),
        kind="already_invited",
        language=words.tag,
        now=now,
    )


def has_account_letter(email: str, letterhead: Letterhead, *, language: Language, now: datetime) -> Letter:
    """``language``: what whoever has the account chose."""
    words, url = letterhead.words_for(language), letterhead.url
    return Letter.write(
        email,
        words.say("account_exists.subject"),
        words.say("account_exists", url=url),
        words.say("account_exists.not_you"),
        link=Link(words.say("forgot_password"), f"{url}/forgot-password"),
        kind="account_exists",
        language=words.tag,
        now=now,
    )


def new_address_letter(change: EmailChange, person: Person, token: str, letterhead: Letterhead) -> Letter:
    words, url = letterhead.words_for(person.language), letterhead.url
    return Letter.write(
        change.email,
        words.say("address_confirmation.subject"),
        words.say("address_confirmation", name=person.name, url=url),
        words.say("address_confirmation.once"),
        link=Link(words.say("address_confirmation.link"), f"{url}/confirm-email#token={token}"),
        kind="address_confirmation",
        language=words.tag,
        now=change.asked_at,
    )


def address_changed_letter(person: Person, letterhead: Letterhead, *, old: str, now: datetime) -> Letter:
    words = letterhead.words_for(person.language)
    return Letter.write(
        old,
        words.say("address_changed.subject"),
        words.say("address_changed", name=person.name, url=letterhead.url, email=person.email),
        words.say("address_changed.not_you"),
        kind="address_changed",
        language=words.tag,
        now=now,
    )
