"""Admins look after mail: they see what became of it, and have it sent again."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.identity.change_person import ChangePersonCommand
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.restore_meeting import RestoreMeetingCommand
from application.notification.mail_log import LoggedMail, MailFilter
from application.shared.refusals import LetterRefused, MailUnavailable
from domain.identity.refusals import PermissionMissing
from domain.identity.role import Role
from domain.notification.refusals import MailNotFound
from domain.shared.ids import new_id
from domain.shared.letter import NotToBeSentAgain
from tests.application.conftest import House
from tests.application.notification.conftest import Mailbox


@pytest.fixture
def root(house: House) -> Caller:
    return house.person("Root", Role.ADMIN)


def mails(house: House, root: Caller) -> list[LoggedMail]:
    page = house.container.notification.read_mail_log()(root, MailFilter(), cursor=None, limit=50)
    return list(page.mails)


def states(house: House, root: Caller) -> list[tuple[str, str, str]]:
    return [(each.kind, each.address.partition("@")[0], each.state.value) for each in mails(house, root)]


def resend(house: House, root: Caller, mail_id: UUID) -> None:
    house.container.notification.resend_mail()(root, mail_id)


def test_a_mail_is_followed_from_its_hold_to_its_end(house: House, root: Caller, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    mailbox.inboxes.tell()
    assert states(house, root) == [("invited", "ben", "held")]
    (held,) = mails(house, root)
    (letter,) = mailbox.written()
    assert letter.id == held.id
    assert states(house, root) == [("invited", "ben", "sent")]
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
    mailbox.inboxes.tell()
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    mailbox.written()
    assert states(house, root) == [("cancelled", "ben", "unsent"), ("invited", "ben", "sent")]


def test_what_fails_says_why_until_it_is_given_up(house: House, root: Caller, mailbox: Mailbox) -> None:
    mailer = house.container.mailer()
    house.meeting(house.person("Ana"), house.person("Ben"))
    mailer.trouble = MailUnavailable("451 4.7.0 come back later")
    mailbox.written()
    (mail,) = mails(house, root)
    assert (mail.state, mail.answer, mail.attempts) == ("failing", "451 4.7.0 come back later", 1)
    mailer.trouble = LetterRefused("550 5.1.1 nobody here")
    mailbox.written(after=timedelta(hours=1))
    (mail,) = mails(house, root)
    assert (mail.state, mail.answer, mail.due_at) == ("given_up", "550 5.1.1 nobody here", None)


def test_it_is_sent_again_as_the_same_letter_and_that_is_audited(
    house: House, root: Caller, mailbox: Mailbox
) -> None:
    house.meeting(house.person("Ana"), house.person("Ben"))
    (letter,) = mailbox.written()
    resend(house, root, letter.id)
    assert mailbox.written() == [letter, letter]
    (mail,) = mails(house, root)
    assert (mail.state, mail.resends, mail.attempts) == ("sent", 1, 1)
    trail = house.container.audit_entries().after(0, limit=100)
    (entry,) = [each for each in trail if each.kind == "mail.resent"]
    assert (entry.actor_id, entry.subject_id) == (root.person_id, letter.id)
    assert entry.details == {"kind": "invited"}


def test_links_into_accounts_are_never_sent_again(house: House, root: Caller, mailbox: Mailbox) -> None:
    """Whoever may resend could otherwise time a link to when they read the mailbox."""
    ben = house.person("Ben")
    house.container.accounts.forget_password()("ben@example.org")
    for _ in range(2):
        (mail,) = mails(house, root)
        assert (mail.kind, mail.resendable) == ("password_reset", False)
        with pytest.raises(NotToBeSentAgain):
            resend(house, root, mail.id)
        assert len(mailbox.written()) == 1
    assert "token" not in repr(mails(house, root))
    assert ben.person_id


def test_nothing_goes_to_whom_it_does_not_concern_any_more(
    house: House, root: Caller, mailbox: Mailbox
) -> None:
    ana, ben, chloe = (house.person(name) for name in ("Ana", "Ben", "Chloe"))
    meeting = house.meeting(ana, ben, chloe)
    to_ben, to_chloe = sorted(mailbox.written(), key=lambda each: each.to)
    read = house.container.meetings.read_meeting()
    guest = next(each for each in read(ana, meeting).meeting.guests if each.person_id == ben.person_id)
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, guest.id, None))
    with pytest.raises(NotToBeSentAgain, match="not in that meeting"):
        resend(house, root, to_ben.id)
    change = ChangePersonCommand(root, chloe.person_id, None, active=False)
    house.container.membership.change_person()(change)
    with pytest.raises(NotToBeSentAgain, match="has left"):
        resend(house, root, to_chloe.id)
    uninvited = next(each for each in mailbox.written() if each.kind == "uninvited")
    resend(house, root, uninvited.id)
    assert [each.kind for each in mailbox.written()].count("uninvited") == 2


def test_only_those_with_the_permission_look_or_resend(house: House, root: Caller, mailbox: Mailbox) -> None:
    ben = house.person("Ben")
    house.meeting(house.person("Ana"), ben)
    (letter,) = mailbox.written()
    with pytest.raises(PermissionMissing):
        mails(house, ben)
    with pytest.raises(PermissionMissing):
        house.container.notification.read_mail_log().one(ben, letter.id)
    with pytest.raises(PermissionMissing):
        resend(house, ben, letter.id)
    with pytest.raises(MailNotFound):
        resend(house, root, new_id(house.clock.now()))
    with pytest.raises(MailNotFound):
        house.container.notification.read_mail_log().one(root, new_id(house.clock.now()))
