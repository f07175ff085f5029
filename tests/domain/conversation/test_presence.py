"""What a person counts as follows from the leases of their connections, and from how old those are."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversation.presence import (
    AWAY_AFTER,
    GRACE,
    LEASE_LASTS,
    LONGEST_DETAIL,
    TYPING_LASTS,
    Activity,
    Attendee,
    InvalidDetail,
    Lease,
    Sighting,
    Standing,
    attendees,
    standing,
)

ANA, BEN = UUID(int=1), UUID(int=2)
NOW = timedelta()
SECOND = timedelta(seconds=1)


def sighting(
    activity: Activity = Activity.VIEWING,
    *,
    who: UUID = ANA,
    renewed: timedelta = NOW,
    told: timedelta = NOW,
    ended: timedelta | None = None,
    detail: str | None = None,
) -> Sighting:
    return Sighting(Lease(UUID(int=9), "meeting:1", who, activity, detail), renewed, told, ended)


AGES = st.timedeltas(timedelta(minutes=-5), timedelta(minutes=15))
SIGHTINGS = st.builds(
    sighting,
    st.sampled_from(Activity),
    who=st.sampled_from([ANA, BEN]),
    renewed=AGES,
    told=AGES,
    ended=st.none() | AGES,
)
LATER = st.timedeltas(NOW, timedelta(minutes=20))


def test_nobody_is_offline_and_one_active_page_is_enough_to_be_online() -> None:
    assert standing([]) is Standing.OFFLINE
    assert standing([sighting(Activity.IDLE), sighting()]) is Standing.ONLINE
    assert standing([sighting(Activity.IDLE), sighting(Activity.IDLE)]) is Standing.AWAY
    assert standing([sighting(told=AWAY_AFTER + SECOND)]) is Standing.AWAY


def test_a_dead_process_is_gone_within_a_minute() -> None:
    assert timedelta(seconds=60) > LEASE_LASTS
    assert standing([sighting(renewed=LEASE_LASTS)]) is Standing.ONLINE
    assert standing([sighting(renewed=LEASE_LASTS + SECOND)]) is Standing.OFFLINE


def test_ten_minutes_without_a_sign_are_away() -> None:
    assert standing([sighting(told=timedelta(minutes=10))]) is Standing.ONLINE
    assert standing([sighting(told=timedelta(minutes=10, seconds=1))]) is Standing.AWAY


def test_a_page_that_reloads_is_never_gone() -> None:
    assert standing([sighting(ended=GRACE)]) is Standing.ONLINE
    assert standing([sighting(ended=GRACE + SECOND)]) is Standing.OFFLINE
    assert standing([sighting(ended=GRACE + SECOND), sighting()]) is Standing.ONLINE


def test_typing_ends_by_itself() -> None:
    typing, done = (
        sighting(Activity.TYPING, detail="agenda:1", told=age)
        for age in (TYPING_LASTS, TYPING_LASTS + SECOND)
    )
    assert attendees([typing]) == [Attendee(ANA, Activity.TYPING, "agenda:1")]
    assert attendees([done]) == [Attendee(ANA, Activity.VIEWING)]


def test_each_is_there_once_with_the_most_telling_thing() -> None:
    pages = [
        sighting(who=BEN),
        sighting(Activity.IDLE),
        sighting(Activity.EDITING, told=2 * SECOND, detail="agenda:1"),
        sighting(Activity.EDITING, told=SECOND, detail="agenda:2"),
    ]
    assert attendees(pages) == [
        Attendee(ANA, Activity.EDITING, "agenda:2"),
        Attendee(BEN, Activity.VIEWING),
    ]


@pytest.mark.parametrize("age", [-1, 1])
def test_what_lies_far_from_now_in_either_direction_counts_for_nothing(age: int) -> None:
    """A lease from the future is older than a clock that was set back."""
    assert sighting(renewed=age * timedelta(hours=1)).activity() is None
    assert sighting(ended=age * timedelta(hours=1)).activity() is None


@pytest.mark.parametrize("detail", ["", "<b>", "a b", "agenda:1\n", "ä", "x" * (LONGEST_DETAIL + 1), "a/b"])
def test_a_detail_is_a_plain_name(detail: str) -> None:
    with pytest.raises(InvalidDetail) as refusal:
        Lease(ANA, "meeting:1", ANA, Activity.EDITING, detail)
    assert refusal.value.field == ("detail",)
    assert Lease(ANA, "meeting:1", ANA, Activity.EDITING, "agenda:0193a000-0000-7000.b_1").detail


@given(st.lists(SIGHTINGS, max_size=8))
def test_who_is_there_is_whose_leases_have_not_run_out(found: list[Sighting]) -> None:
    there = {each.lease.person_id for each in found if each.activity() is not None}
    assert {attendee.person_id for attendee in attendees(found)} == there
    for person in (ANA, BEN):
        own = [each for each in found if each.lease.person_id == person]
        assert (standing(own) is Standing.OFFLINE) == (person not in there)


@given(st.lists(SIGHTINGS, max_size=8), st.data())
def test_order_and_repetition_make_no_difference_to_who_is_there(
    found: list[Sighting], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(found + found))
    kinds = [(each.person_id, each.activity) for each in attendees(found)]
    assert [(each.person_id, each.activity) for each in attendees(shuffled)] == kinds


@given(st.lists(SIGHTINGS, max_size=8), SIGHTINGS)
def test_one_more_connection_makes_nobody_less_reachable(found: list[Sighting], more: Sighting) -> None:
    ranks = list(Standing)
    own = [each for each in found if each.lease.person_id == ANA]
    assert ranks.index(standing([*own, more])) <= ranks.index(standing(own))


@given(SIGHTINGS)
def test_a_lease_does_not_change_before_it_says(found: Sighting) -> None:
    until = timedelta(days=1) if found.changes_in is None else found.changes_in
    assert until >= NOW
    assert found.activity(until / 2) == found.activity(until) == found.activity()


@given(SIGHTINGS, LATER, LATER)
def test_nobody_comes_back_by_waiting(found: Sighting, later: timedelta, longer: timedelta) -> None:
    if found.activity(later) is None:
        assert found.activity(later + longer) is None
