"""What every ``PeopleDirectory`` keeps."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.identity.ports import KnownPerson, sort_key
from domain.identity.language import Language
from domain.identity.person import Person
from domain.identity.role import Role
from domain.identity.session import LIFETIME, Ending, Session
from domain.shared.time_zone import zone_named
from tests.builders import NOW, one_liners
from tests.storage import Storage, memory_storage

NAMES = ["Ana", "ben", "Étienne", "Zoë", "İpek", "Ana", "ẞtraße", "名前", "😀 smile", "100%_Bob"]


def joined(name: str, number: int, *, active: bool = True) -> Person:
    person = Person.join(
        email=f"p{number}@Example.org",
        name=name,
        time_zone="Asia/Kathmandu",
        role=Role.MEMBER,
        password_hash=None,
        now=NOW,
    )
    person.active = active
    person.language = Language.FRENCH
    return person


def known(person: Person) -> KnownPerson:
    return KnownPerson(
        person.id,
        person.email,
        person.name,
        person.zone.key,
        person.role,
        person.active,
        person.version,
        person.language,
    )


@pytest.fixture
def people(storage: Storage) -> list[Person]:
    everybody = [joined(name, number) for number, name in enumerate(NAMES)]
    everybody.append(joined("Gone", 99, active=False))
    with storage.transactions.begin() as work:
        for person in everybody:
            work.people.add(person)
    return everybody


def test_somebody_active_is_found(storage: Storage, people: list[Person]) -> None:
    assert storage.directory.find(people[0].id) == known(people[0])
    assert storage.directory.find(people[-1].id) is None
    assert storage.directory.find(uuid4()) is None


def test_names_are_known_of_everybody_who_ever_was(storage: Storage, people: list[Person]) -> None:
    wanted = [people[0].id, people[-1].id, uuid4()]
    assert storage.directory.named(wanted) == {
        people[0].id: known(people[0]),
        people[-1].id: known(people[-1]),
    }
    assert storage.directory.named([]) == {}


def test_anybody(storage: Storage) -> None:
    assert not storage.directory.anybody()
    with storage.transactions.begin() as work:
        work.people.add(joined("Ana", 1))
    assert storage.directory.anybody()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ana", ["Ana", "Ana"]),
        ("ÉTI", ["Étienne"]),
        ("STRASSE", ["ẞtraße"]),
        ("etienne", ["Étienne"]),
        ("zoe", ["Zoë"]),
        ("p9@", []),
        ("P3@EXAMPLE", ["Zoë"]),
        ("%", ["100%_Bob"]),
        ("_", ["100%_Bob"]),
        ("😀", ["😀 smile"]),
        ("\x00", []),
        ("\x1f", []),
        ("gone", []),
    ],
)
def test_search_ignores_case_and_accents_and_knows_no_wildcards(
    storage: Storage, people: list[Person], words: str, expected: list[str]
) -> None:
    found = storage.directory.search(words, after=None, limit=50)
    if words == "p9@":
        expected = [person.name for person in people if person.email.startswith("p9@")]
    assert [person.name for person in found] == expected


@pytest.mark.parametrize("size", [1, 3, 50])
def test_pages_follow_each_other_without_gap_or_repeat(
    storage: Storage, people: list[Person], size: int
) -> None:
    seen: list[KnownPerson] = []
    after: str | None = None
    while page := storage.directory.search("", after=after, limit=size):
        seen += page
        after = sort_key(page[-1])
    assert seen == sorted((known(person) for person in people if person.active), key=sort_key)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=3), after=one_liners(4))
def test_search_agrees_with_the_reference(
    storage: Storage, people: list[Person], words: str, after: str
) -> None:
    reference = memory_storage()
    with reference.transactions.begin() as work:
        for person in people:
            copied = joined(person.name, 0)
            copied.id, copied.email, copied.active = person.id, person.email, person.active
            work.people.add(copied)
    for behind in (None, after, after + "\x00x"):
        expected = reference.directory.search(words, after=behind, limit=5)
        assert list(storage.directory.search(words, after=behind, limit=5)) == list(expected)


def test_a_session_lives_until_its_end_or_its_persons(storage: Storage) -> None:
    ana, ben = joined("Ana", 1), joined("Ben", 2)
    ben.zone = zone_named("Europe/Paris")
    sessions = {
        each.id: each
        for each in (
            Session.start(ana.id, b"1", device="", address="", now=NOW),
            Session.start(ana.id, b"2", device="", address="", now=NOW),
            Session.start(ben.id, b"3", device="", address="", now=NOW),
        )
    }
    first, second, third = sessions.values()
    second.end(Ending.SIGNED_OUT, by=None, now=NOW)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.people.add(ben)
        for session in sessions.values():
            work.sessions.add(session)
    directory = storage.directory
    live = directory.live_session(first.id, now=NOW)
    assert live is not None
    assert (live.person, live.session_id, live.expires_at) == (known(ana), first.id, NOW + LIFETIME)
    assert live.proved_at == NOW
    assert directory.live_session(second.id, now=NOW) is None
    assert directory.live_session(first.id, now=NOW + LIFETIME) is None
    assert directory.live_session(first.id, now=NOW + LIFETIME - timedelta(seconds=1)) is not None
    assert directory.live_session(uuid4(), now=NOW) is None
    assert directory.live_sessions([*sessions, uuid4()], now=NOW).keys() == {first.id, third.id}
    with storage.transactions.begin() as work:
        leaver = work.people.get(ben.id)
        leaver.active = False
        work.people.save(leaver)
    assert directory.live_sessions(list(sessions), now=NOW) == {first.id: live}


def test_open_sessions_are_told_last_used_first(storage: Storage) -> None:
    ana, ben = joined("Ana", 1), joined("Ben", 2)
    laptop = Session.start(ana.id, b"1", device="Firefox", address="192.0.2.1", now=NOW)
    phone = Session.start(ana.id, b"2", device="", address="", now=NOW)
    over = Session.start(ana.id, b"3", device="", address="", now=NOW)
    bens = Session.start(ben.id, b"4", device="", address="", now=NOW)
    laptop.rotate(b"1", b"5", now=NOW + timedelta(hours=1))
    over.end(Ending.SIGNED_OUT, by=None, now=NOW)
    with storage.transactions.begin() as work:
        for person in (ana, ben):
            work.people.add(person)
        for session in (laptop, phone, over, bens):
            work.sessions.add(session)
    first, second = storage.directory.open_sessions(ana.id, now=NOW)
    assert (first.id, second.id) == (laptop.id, phone.id)
    assert (first.device, first.address) == ("Firefox", "192.0.2.1")
    assert (first.created_at, first.last_used_at) == (NOW, NOW + timedelta(hours=1))
    assert first.expires_at == NOW + LIFETIME
    assert storage.directory.open_sessions(ana.id, now=NOW + LIFETIME) == []
