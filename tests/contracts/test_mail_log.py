"""What became of each mail: held, on its way, gone or given up, as one list."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.notification.mail_log import LoggedMail, MailFilter, MailState
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import Kind
from domain.notification.telling import Addressee
from domain.shared.ids import new_id
from domain.shared.letter import Delivery, Letter
from tests.builders import NOW, a_letter, a_person
from tests.storage import Storage

MEETING = UUID("0193a000-0000-7000-8000-00000000000e")


def kept(storage: Storage, delivery: Delivery) -> UUID:
    with storage.transactions.begin() as work:
        work.letters.save(delivery)
    return delivery.letter.id


def held(storage: Storage, to: Addressee, *, at: timedelta = timedelta()) -> UUID:
    bundle = Bundle.open(to, MEETING, now=NOW + at)
    bundle.add(Notice(Kind.INVITED, {"title": "Secret plan"}), now=NOW + at)
    bundle.add(Notice(Kind.MOVED, {"title": "Secret plan"}), now=NOW + at)
    with storage.transactions.begin() as work:
        work.bundles.save([bundle])
    return bundle.id


def letter(to: str = "ben@example.org", *, minutes: int = 0, kind: str = "invited") -> Letter:
    at = NOW + timedelta(minutes=minutes)
    return replace(a_letter(to, now=at), kind=kind, thread=str(MEETING), lasting=True)


def found(storage: Storage, before: UUID | None = None, limit: int = 50, **wanted: object) -> list[UUID]:
    mails = storage.mail_log.search(MailFilter(**wanted), before=before, limit=limit)  # type: ignore[arg-type]
    return [each.id for each in mails]


def failed(letter: Letter) -> Delivery:
    delivery = Delivery.of(letter)
    delivery.attempt(NOW)
    delivery.fail("451 later", NOW)
    return delivery


def test_a_mail_has_one_id_from_being_held_to_being_sent(storage: Storage) -> None:
    dan = held(storage, Addressee(email="dan@example.org"))
    mail = storage.mail_log.find(dan)
    assert mail == LoggedMail(
        id=dan,
        state=MailState.HELD,
        kind="invited",
        address="dan@example.org",
        person_id=None,
        meeting_id=MEETING,
        written_at=NOW,
        due_at=NOW + timedelta(seconds=8),
        tried_at=None,
        settled_at=None,
        attempts=0,
        resends=0,
        answer="",
        resendable=False,
    )
    with storage.transactions.begin() as work:
        (bundle,) = work.bundles.of(MEETING, [Addressee(email="dan@example.org")])
        work.bundles.remove(bundle)
        work.letters.add(replace(letter("dan@example.org"), id=bundle.id))
    mail = storage.mail_log.find(dan)
    assert mail is not None
    assert (mail.state, mail.due_at) == (MailState.WAITING, NOW)
    assert found(storage) == [dan]
    assert storage.mail_log.find(new_id(NOW)) is None


def test_every_state_is_told_and_found(storage: Storage) -> None:
    waiting, failing = Delivery.of(letter(minutes=1)), failed(letter(minutes=2))
    sent, given_up = Delivery.of(letter(minutes=3)), Delivery.of(letter(minutes=4))
    sent.attempt(NOW)
    sent.succeed(NOW)
    given_up.give_up("550 nobody", NOW)
    unsent = Delivery.unsent(letter(minutes=5))
    ids = [kept(storage, each) for each in (waiting, failing, sent, given_up, unsent)]
    ids.append(held(storage, Addressee(email="dan@example.org"), at=timedelta(minutes=6)))
    states = [*MailState][1:] + [MailState.HELD]
    assert found(storage) == ids[::-1]
    for mail_id, state in zip(ids, states, strict=True):
        mail = storage.mail_log.find(mail_id)
        assert mail is not None
        assert mail.state is state
        assert found(storage, states=frozenset({state})) == [mail_id]
        assert (mail.due_at is None) == (state in {MailState.SENT, MailState.GIVEN_UP, MailState.UNSENT})
        assert mail.resendable == (state not in {MailState.HELD, MailState.UNSENT})
    mail = storage.mail_log.find(ids[1])
    assert mail is not None
    assert (mail.answer, mail.attempts, mail.tried_at) == ("451 later", 1, NOW)
    assert found(storage, states=frozenset({MailState.HELD, MailState.SENT})) == [ids[5], ids[2]]


def test_a_person_is_found_by_name_and_by_present_address(storage: Storage) -> None:
    ben = a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ben)
    old = kept(storage, Delivery.of(replace(letter("old@example.org"), person_id=ben.id)))
    before_joining = kept(storage, Delivery.of(letter("ben@example.org", minutes=1)))
    kept(storage, Delivery.of(letter("dan@example.org", minutes=2)))
    waits = held(storage, Addressee(ben.id), at=timedelta(minutes=3))
    mail = storage.mail_log.find(waits)
    assert mail is not None
    assert (mail.address, mail.person_id) == ("ben@example.org", ben.id)
    assert found(storage, person_id=ben.id) == [waits, before_joining, old]
    assert found(storage, person_id=new_id(NOW)) == []
    assert found(storage, address="ben@example.org") == [waits, before_joining]


def test_kinds_and_times_narrow_it_down(storage: Storage) -> None:
    first = kept(storage, Delivery.of(letter(kind="password_reset")))
    second = kept(storage, Delivery.of(letter(minutes=10)))
    third = held(storage, Addressee(email="dan@example.org"), at=timedelta(minutes=20))
    assert found(storage, kinds=frozenset({"password_reset"})) == [first]
    assert found(storage, kinds=frozenset({"invited"})) == [third, second]
    assert found(storage, from_=NOW + timedelta(minutes=10)) == [third, second]
    assert found(storage, to=NOW + timedelta(minutes=20)) == [second, first]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_join_without_a_gap(storage: Storage, limit: int) -> None:
    ids = [kept(storage, Delivery.of(letter(minutes=each * 2))) for each in range(4)]
    ids += [
        held(storage, Addressee(email=f"{each}@example.org"), at=timedelta(minutes=each * 2 + 1))
        for each in range(3)
    ]
    walked = list[UUID]()
    while page := found(storage, before=walked[-1] if walked else None, limit=limit):
        walked += page
    assert walked == sorted(ids, reverse=True)
