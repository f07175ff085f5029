"""What every ``Teams`` keeps."""

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.refusals import StaleTeam, TeamNameTaken, TeamNotFound
from domain.identity.team import Team
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_person
from tests.storage import Storage


def a_team(name: str = "Design") -> Team:
    return Team.create(name, "Who draws", by=HOST, now=NOW)


@pytest.fixture
def design(transactions: Transactions[MeetingWork]) -> Team:
    team, ana, ben = a_team(), a_person("Ana"), a_person("Ben")
    for person in (ben, ana):
        team.add(person, by=HOST, now=NOW)
    with transactions.begin() as work:
        work.teams.add(team)
    return team


def test_a_team_comes_back_as_it_went_in(transactions: Transactions[MeetingWork], design: Team) -> None:
    with transactions.begin() as work:
        assert work.teams.get(design.id) == design
        assert list(work.teams.among([design.id, new_id(NOW)])) == [design]
        assert list(work.teams.among([])) == []
        with pytest.raises(TeamNotFound):
            work.teams.get(new_id(NOW))
    assert (design.version, design.events) == (1, [])


def test_a_name_belongs_to_one_team_whatever_its_case(
    transactions: Transactions[MeetingWork], design: Team
) -> None:
    other = a_team("Sales")
    with transactions.begin() as work:
        work.teams.add(other)
        with pytest.raises(TeamNameTaken):
            work.teams.add(a_team("DESIGN"))
        other.change("design", None, by=HOST, now=NOW)
        with pytest.raises(TeamNameTaken):
            work.teams.save(other)
        # The refusals have spoilt nothing: the transaction goes on.
        assert work.teams.get(other.id).name == "Sales"
        found = work.teams.get(design.id)
        found.change("DESIGN", None, by=HOST, now=NOW)
        work.teams.save(found)


def test_the_second_of_two_editors_is_told(transactions: Transactions[MeetingWork], design: Team) -> None:
    with transactions.begin() as work:
        mine, theirs = work.teams.get(design.id), work.teams.get(design.id)
        theirs.change(None, "Others", by=HOST, now=NOW)
        work.teams.save(theirs)
        with pytest.raises(StaleTeam):
            work.teams.save(mine)


def test_a_removed_team_leaves_its_events(storage: Storage, design: Team) -> None:
    design.delete(by=HOST, now=NOW)
    with storage.transactions.begin() as work:
        work.teams.remove(design)
        assert list(work.teams.among([design.id])) == []
    told = storage.events()
    assert [event.kind for event in told] == [
        "team.created",
        "team.member_added",
        "team.member_added",
        "team.deleted",
    ]
    assert all(event.to_organisation for event in told)
    assert told[1].data["person"] == {"id": str(design.member_ids[0]), "name": "Ben"}


def test_teams_are_found_by_name_a_page_at_a_time(transactions: Transactions[MeetingWork]) -> None:
    with transactions.begin() as work:
        for name in ("Straße", "design", "Ärzte", "Sales", "DevOps"):
            work.teams.add(a_team(name))
        first = work.teams.search("", after=None, limit=3)
        rest = work.teams.search("", after=first[-1].key, limit=10)
        assert [team.name for team in [*first, *rest]] == ["design", "DevOps", "Sales", "Straße", "Ärzte"]
        assert [team.name for team in work.teams.search("STRASSE", after=None, limit=9)] == ["Straße"]
        assert list(work.teams.search("a\x00", after=None, limit=9)) == []
        behind = work.teams.search("", after="sales\x00", limit=9)
        assert [team.name for team in behind] == ["Straße", "Ärzte"]
