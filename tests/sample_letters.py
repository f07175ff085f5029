"""Every kind of letter that Convene writes, each as its reader gets it.

``python -m tests.sample_letters <folder> [language]`` writes them down: messages, HTML and text.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from dependency_injector import providers

from adapters.mail.message import message_of
from adapters.memory.clock import SettableClock
from adapters.memory.database import MemoryDatabase
from adapters.memory.settings import MemoryHouseBook
from application.identity import external_letters, joining_letters, password_letters
from application.identity.caller import Caller
from application.identity.letterhead import Letterhead
from application.meeting.invitations import Invitee
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.notification.set_preferences import SetPreferencesCommand
from domain.identity.account_invitation import AccountInvitation
from domain.identity.email_change import EmailChange
from domain.identity.language import Language, WrittenLanguage
from domain.identity.role import Role
from domain.meeting.details import Details
from domain.meeting.timing import plain
from domain.notification.bundle import Bundle, Notice
from domain.notification.digest import Waiting
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Wishes
from domain.notification.telling import Addressee
from domain.shared.ids import new_id
from domain.shared.letter import Letter
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.builders import a_person, timed

URL = "https://meet.example.org"
SENDER = Address("Convene", "convene", "meet.example.org")
THEN, NOW = (
    timed(f"2026-12-16 {start}", f"2026-12-16 {end}")
    for start, end in (("09:30", "10:15"), ("14:00", "14:45"))
)
LONG = "A title of which nobody knows where it ends: " + 3 * "Donaudampfschifffahrtsgesellschaftskapitän"
FACTS: dict[str, Any] = {
    "title": "Budget review",
    "by": "Ana Martín",
    **plain(NOW),
    "before": plain(THEN),
    "proposal": {"id": "1", **plain(THEN)},
    "guest": "Dan",
    "changed": ["title", "location"],
    "answers": [{"guest": "Dan", "status": "accepted"}, {"guest": "Eve", "status": "tentative"}],
    "reason": "The figures are not there yet.",
    "room": "Aquarium",
    "status": "declined",
    "role": "admin",
    "action": "Send the figures round",
    "due": "2026-12-18",
    "deed": "meeting.scheduled",
}
ROLES = {"role": "admin", "before": "member"}


def sample_letters(
    language: WrittenLanguage = WrittenLanguage.ENGLISH,
) -> Iterator[tuple[str, Letter]]:
    """Each by a name that says what it is."""
    container = Container(
        settings=Settings.from_environment({"CONVENE_DATA_DIR": mkdtemp(), "CONVENE_PUBLIC_URL": URL})
    )
    clock = SettableClock()
    container.clock.override(providers.Object(clock))
    spoken = Language(language.value)
    ana = replace(a_person("Ana"), name="Ana Martín", language=spoken)
    ben = replace(a_person("Ben"), language=spoken)
    with container.transactions().begin() as work:
        work.people.add(ana)
        work.people.add(ben)
    details = Details(
        "Budget review", location="Aquarium, 3rd floor", conference_url="https://video.example.org/budget"
    )
    guests = (Invitee(person_id=ben.id), Invitee(email="dan@example.net"))
    schedule = container.meetings.schedule_meeting()
    command = ScheduleMeetingCommand(Caller(ana.id, Role.MEMBER), details, NOW, guests)
    meeting = schedule(command).id
    other = schedule(replace(command, details=Details(LONG))).id
    for kind in Kind:
        facts = FACTS | (ROLES if kind is Kind.ROLE_CHANGED else {})
        about = None if kind in (Kind.ROLE_CHANGED, Kind.SECOND_FACTOR_NEEDED) else meeting
        yield (
            kind.value,
            written(container, Bundle.open(Addressee(ben.id), about, now=clock.now()), Notice(kind, facts)),
        )
    to_dan = Addressee(email="dan@example.net", name="Dan")
    for kind in (Kind.INVITED, Kind.CANCELLED):
        bundle = Bundle.open(to_dan, meeting, now=clock.now())
        yield f"{kind.value}_guest", written(container, bundle, Notice(kind, FACTS))
    long = Bundle.open(Addressee(ben.id), other, now=clock.now())
    yield "long_title", written(container, long, Notice(Kind.MOVED, FACTS | {"title": LONG}))
    several = Bundle.open(Addressee(ben.id), meeting, now=clock.now())
    yield "several", written(container, several, Notice(Kind.MOVED, FACTS), Notice(Kind.MENTIONED, FACTS))
    wishes = Wishes({kind: frozenset({Channel.DIGEST}) for kind in Kind})
    container.notification.set_preferences()(SetPreferencesCommand(Caller(ben.id, Role.MEMBER), wishes, None))
    told = [
        (meeting, Kind.MOVED),
        (meeting, Kind.MENTIONED),
        (other, Kind.INVITED),
        (None, Kind.ROLE_CHANGED),
    ]
    with container.transactions().begin() as work:
        work.digests.add(
            [
                Waiting(ben.id, about, Notice(kind, FACTS | (ROLES if about is None else {})))
                for about, kind in told
            ]
        )
    clock.advance(timedelta(days=1))
    container.notification.write_digests()()
    yield "digest", newest(container)
    letterhead = Letterhead(URL, MemoryHouseBook(MemoryDatabase(), {"language": language}))
    yield from about_accounts(clock, letterhead)


def written(container: Container, bundle: Bundle, *notices: Notice) -> Letter:
    now = container.clock().now()
    for each in notices:
        bundle.add(each, now=now)
    bundle.due_at = now
    with container.transactions().begin() as work:
        work.bundles.save([bundle])
    container.notification.write_mail()()
    return newest(container)


def newest(container: Container) -> Letter:
    letter: Letter = list(container.memory_database().tables.deliveries.values())[-1].letter
    return letter


def about_accounts(clock: SettableClock, letterhead: Letterhead) -> Iterator[tuple[str, Letter]]:
    now, ben, ana = clock.now(), a_person("Ben"), replace(a_person("Ana"), name="Ana Martín")
    where: dict[str, Any] = {"letterhead": letterhead, "now": now}
    yield "password_reset", password_letters.reset_letter(ben, "secret", **where)
    yield "password_changed", password_letters.changed_letter(ben, tokens_ended=True, **where)
    invitation = AccountInvitation(
        new_id(now), "ben@example.org", "Ben", Role.MEMBER, b"", ana.id, now, now + timedelta(days=7)
    )
    yield "account_invitation", joining_letters.invitation_letter(invitation, "secret", inviter=ana, **where)
    yield "registration", joining_letters.registration_letter(invitation, "secret", **where)
    yield "already_invited", joining_letters.already_invited_letter("ben@example.org", **where)
    yield (
        "account_exists",
        joining_letters.has_account_letter("ben@example.org", language=ben.language, **where),
    )
    change = EmailChange(ben.id, "new@example.org", b"", new_id(now), now)
    yield "address_confirmation", joining_letters.new_address_letter(change, ben, "secret", letterhead)
    yield "address_changed", joining_letters.address_changed_letter(ben, old="old@example.org", **where)
    yield "identity_linked", external_letters.linked_letter(ben, "Example ID", **where)


def html_part(letter: Letter) -> str:
    return _part(letter, "html")


def text_part(letter: Letter) -> str:
    return _part(letter, "plain")


def _part(letter: Letter, kind: str) -> str:
    part = message_of(letter, SENDER).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def write_down(folder: Path, language: WrittenLanguage) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    letters = dict(sample_letters(language))
    for name, letter in letters.items():
        (folder / f"{name}.eml").write_bytes(message_of(letter, SENDER).as_bytes())
        (folder / f"{name}.html").write_text(html_part(letter), "utf-8")
        (folder / f"{name}.txt").write_text(text_part(letter), "utf-8")
    return len(letters)


if __name__ == "__main__":
    write_down(Path(sys.argv[1]), WrittenLanguage(sys.argv[2] if len(sys.argv) > 2 else "en"))
