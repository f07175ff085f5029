"""A house in which people are told at once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.notification.ports import InboxFilter
from application.notification.read_notifications import InboxPage
from domain.notification.english import ENGLISH
from domain.notification.notification import HOLD
from domain.notification.words import sentence
from domain.shared.letter import Letter
from tests.application.conftest import House


@dataclass
class Inboxes:
    house: House

    def tell(self) -> None:
        """All that there is to tell, a moment later."""
        self.house.clock.advance(timedelta(milliseconds=1))
        while self.house.container.notification.tell_people()():
            pass

    def page(self, of: Caller, **wanted: bool) -> InboxPage:
        self.tell()
        read = self.house.container.notification.read_notifications()
        return read(of, InboxFilter(**wanted), cursor=None, limit=50)  # type: ignore[no-any-return]

    def kinds(self, of: Caller, **wanted: bool) -> list[str]:
        """The newest first."""
        return [each.kind.value for each in self.page(of, **wanted).notifications]

    def sentences(self, of: Caller) -> list[str]:
        page = self.page(of)
        return [
            sentence(each.kind, each.facts, page.zone, ENGLISH, count=each.count)
            for each in page.notifications
        ]

    def ids(self, of: Caller) -> list[UUID]:
        return [each.id for each in self.page(of).notifications]


@pytest.fixture
def inboxes(house: House) -> Inboxes:
    return Inboxes(house)


@dataclass
class Mailbox:
    """What leaves by mail, when its time has come."""

    inboxes: Inboxes

    def written(self, *, after: timedelta = HOLD) -> list[Letter]:
        """Letters that have been handed over so far; the newest last."""
        container = self.inboxes.house.container
        self.inboxes.tell()
        self.inboxes.house.clock.advance(after)
        while container.notification.write_mail()():
            pass
        while container.send_letters()():
            pass
        return list(container.mailer().sent)

    def take(self) -> list[tuple[str, str]]:
        """To whom, and about what, since it was last looked at."""
        letters = self.written()
        self.inboxes.house.container.mailer().sent.clear()
        return sorted((each.to.partition("@")[0], each.subject) for each in letters)


@pytest.fixture
def mailbox(inboxes: Inboxes) -> Mailbox:
    return Mailbox(inboxes)
