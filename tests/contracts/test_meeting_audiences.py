"""What presence knows of meetings is what the meetings themselves say."""

from uuid import UUID

import pytest

from adapters.memory.database import MemoryTransactions
from adapters.memory.meeting_audiences import MemoryMeetingAudiences
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_audiences import PostgresMeetingAudiences
from application.conversation.presence_ports import MeetingAudiences
from domain.conversation.audience import MeetingAudience
from domain.identity.person import Person
from domain.meeting.details import Details, Visibility
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from tests.builders import NOW, a_person, timed
from tests.storage import Storage


@pytest.fixture
def audiences(storage: Storage) -> MeetingAudiences:
    if storage.engine is not None:
        return PostgresMeetingAudiences(PostgresDatabase(storage.engine))
    assert isinstance(storage.transactions, MemoryTransactions)
    return MemoryMeetingAudiences(storage.transactions.database)


@pytest.fixture
def people(storage: Storage) -> tuple[Person, Person, Person, Person]:
    made = a_person("Ana"), a_person("Ben"), a_person("Eve"), a_person("Zoe")
    with storage.transactions.begin() as work:
        for person in made:
            work.people.add(person)
    return made


def kept(
    storage: Storage,
    host: Person,
    *guests: Person,
    hidden: bool = False,
    visibility: Visibility = Visibility.PRIVATE,
    draft: bool = False,
) -> UUID:
    invitations = [Invitation(guest.email, guest.name, guest.id) for guest in guests]
    meeting = Meeting.schedule(
        host_id=host.id,
        details=Details("Review", visibility=visibility),
        timing=timed(),
        terms=Terms(guests_see_guests=not hidden),
        invitations=[*invitations, Invitation("stranger@example.com", "Stranger", None)],
        draft=draft,
        now=NOW,
    )
    with storage.transactions.begin() as work:
        work.meetings.add(meeting)
    return meeting.id


def test_who_may_see_a_meeting_and_each_other(
    storage: Storage, audiences: MeetingAudiences, people: tuple[Person, ...]
) -> None:
    ana, ben, eve, _ = people
    plain = kept(storage, ana, ben, eve)
    hidden = kept(storage, ben, ana, hidden=True, visibility=Visibility.ORGANISATION)
    draft = kept(storage, ana, ben, visibility=Visibility.ORGANISATION, draft=True)
    assert audiences.of([plain, hidden, draft, new_id(NOW)]) == {
        plain: MeetingAudience(ana.id, frozenset({ben.id, eve.id}), True, False),
        hidden: MeetingAudience(ben.id, frozenset({ana.id}), False, True),
        draft: MeetingAudience(ana.id, frozenset(), True, False),
    }
    assert audiences.of([]) == {}


def test_people_know_each_other_from_their_meetings(
    storage: Storage, audiences: MeetingAudiences, people: tuple[Person, ...]
) -> None:
    ana, ben, eve, zoe = people
    everybody = [person.id for person in people]
    kept(storage, ana, ben, eve, hidden=True)
    kept(storage, ben, zoe, draft=True)
    assert audiences.met_by(ben.id, everybody) - {ben.id} == {ana.id, zoe.id}
    assert audiences.met_by(eve.id, everybody) - {eve.id} == {ana.id}
    assert audiences.met_by(ana.id, everybody) - {ana.id} == {ben.id, eve.id}
    assert audiences.met_by(zoe.id, everybody) == frozenset()
    kept(storage, zoe, ben, eve)
    assert audiences.met_by(eve.id, everybody) - {eve.id} == {ana.id, ben.id, zoe.id}
    assert audiences.met_by(eve.id, [ben.id, new_id(NOW)]) == {ben.id}
    assert audiences.met_by(eve.id, []) == frozenset()
