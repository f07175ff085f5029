"""Who has lost sight of which meeting: the same answer as the meeting itself gives."""

import random

from application.shared.ports import Viewer
from domain.meeting.details import Details, Visibility
from domain.meeting.guest import Invitation
from domain.shared.ids import new_id
from tests.builders import NOW, a_meeting, a_person
from tests.storage import Storage


def test_what_is_lost_is_what_may_not_be_seen(storage: Storage) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    people = [a_person(name) for name in ("Ana", "Ben", "Chloe", "Dan")]
    meetings = []
    for number in range(24):
        host, *others = chance.sample(people, 3)
        guests = tuple(Invitation(each.email, each.name, each.id) for each in others[: number % 3])
        visibility = chance.choice(list(Visibility))
        meetings.append(
            a_meeting(host_id=host.id, guests=guests, visibility=visibility, draft=number % 4 == 0)
        )
    with storage.transactions.begin() as work:
        for person in people:
            work.people.add(person)
        for meeting in meetings:
            work.meetings.add(meeting)
    ids = [meeting.id for meeting in meetings]
    for person in people:
        for in_organisation in (True, False):
            lost = storage.sights.lost(Viewer(person.id, in_organisation), [*ids, new_id(NOW)])
            assert lost == {
                meeting.id
                for meeting in meetings
                if not meeting.is_visible_to(person.id, in_organisation=in_organisation)
            }


def test_it_is_lost_with_the_change_that_takes_it_away(storage: Storage) -> None:
    ana, ben = a_person("Ana"), a_person("Ben")
    meeting = a_meeting(host_id=ana.id, visibility=Visibility.ORGANISATION)
    viewer = Viewer(ben.id, True)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.people.add(ben)
        work.meetings.add(meeting)
    assert storage.sights.lost(viewer, [meeting.id]) == set()
    with storage.transactions.begin() as work:
        changed = work.meetings.get(meeting.id)
        changed.describe(Details("Secret", visibility=Visibility.PRIVATE), by=ana.id, now=NOW)
        work.meetings.save(changed)
    assert storage.sights.lost(viewer, [meeting.id]) == {meeting.id}
    assert storage.sights.lost(viewer, []) == set()
