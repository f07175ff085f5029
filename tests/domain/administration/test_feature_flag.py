"""Who has a feature."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.administration.feature_flag import FeatureFlag, FlagState, Rollout
from domain.administration.refusals import InvalidFlag, StaleFlag
from domain.identity.role import Role
from domain.shared.flag import Flag
from tests.builders import HOST, NOW

FLAG = Flag.COUNTER_PROPOSALS
percentages = st.integers(0, 100)


def has(percentage: int, person_id: UUID) -> bool:
    return Rollout(FlagState.PERCENTAGE, percentage=percentage).includes(FLAG, person_id, Role.MEMBER)


@given(st.uuids(), percentages, percentages)
def test_whoever_has_it_keeps_it_as_the_share_grows(person_id: UUID, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert has(more, person_id) or not has(fewer, person_id)


@given(st.uuids())
def test_nobody_is_in_nothing_and_everybody_in_all(person_id: UUID) -> None:
    assert not has(0, person_id)
    assert has(100, person_id)


@pytest.mark.parametrize("percentage", [1, 10, 50, 90])
def test_the_share_is_what_it_says(percentage: int) -> None:
    people = [UUID(int=0x0193A000_0000_7000_8000_000000000000 + number) for number in range(5_000)]
    share = sum(has(percentage, each) for each in people) / len(people)
    assert abs(share - percentage / 100) < 0.025


def test_who_is_drawn_never_changes() -> None:
    """Places are a promise to people: another hash would take a feature from half of those who have it."""
    drawn = {number for number in range(12) if has(50, UUID(int=number))}
    assert drawn == {0, 1, 4, 9}


def test_by_role_on_and_off() -> None:
    members = Rollout(FlagState.ROLES, frozenset({Role.MEMBER}))
    assert [members.includes(FLAG, HOST, role) for role in Role] == [False, True, False]
    assert Rollout().includes(FLAG, HOST, Role.GUEST)
    assert not Rollout(FlagState.OFF).includes(FLAG, HOST, Role.ADMIN)


@pytest.mark.parametrize(
    ("state", "roles", "percentage"),
    [
        (FlagState.ROLES, frozenset(), 0),
        (FlagState.ON, frozenset({Role.ADMIN}), 0),
        (FlagState.OFF, frozenset(), 5),
        (FlagState.PERCENTAGE, frozenset(), 101),
        (FlagState.PERCENTAGE, frozenset(), -1),
        (FlagState.PERCENTAGE, frozenset({Role.GUEST}), 5),
    ],
)
def test_what_does_not_go_together_is_refused(
    state: FlagState, roles: frozenset[Role], percentage: int
) -> None:
    with pytest.raises(InvalidFlag):
        Rollout(state, roles, percentage)


def test_a_turn_is_told_with_before_and_after() -> None:
    flag = FeatureFlag(FLAG)
    flag.become(Rollout(), by=HOST, now=NOW)
    assert flag.events == []
    flag.become(Rollout(FlagState.OFF), by=HOST, now=NOW)
    (event,) = flag.events
    assert event.data() == {
        "name": "counter_proposals",
        "old": {"state": "on", "roles": [], "percentage": 0},
        "new": {"state": "off", "roles": [], "percentage": 0},
    }
    with pytest.raises(StaleFlag):
        flag.expect_version(2)
