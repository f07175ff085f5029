"""Who of those who look at a meeting sees whom."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.conversation.audience import MeetingAudience, Onlooker

HOST, GUEST, OTHER, COLLEAGUE, VISITOR = (UUID(int=number) for number in range(1, 6))


def audience(*, shown: bool = True, is_open: bool = False) -> MeetingAudience:
    return MeetingAudience(HOST, frozenset({GUEST, OTHER}), shown, is_open)


def member(person_id: UUID) -> Onlooker:
    return Onlooker(person_id, in_organisation=True)


def visitor(person_id: UUID) -> Onlooker:
    return Onlooker(person_id, in_organisation=False)


def seen(audience: MeetingAudience, onlooker: Onlooker) -> set[UUID]:
    return {each for each in (HOST, GUEST, OTHER, COLLEAGUE) if audience.shows(each, onlooker)}


def test_a_private_meeting_admits_those_who_are_invited() -> None:
    assert [audience().admits(member(each)) for each in (HOST, GUEST, COLLEAGUE)] == [True, True, False]
    assert audience().admits(visitor(GUEST))


def test_an_open_one_admits_the_organisation_too() -> None:
    open_to_all = audience(is_open=True)
    assert open_to_all.admits(member(COLLEAGUE))
    assert not open_to_all.admits(visitor(VISITOR))


def test_the_invited_see_each_other() -> None:
    assert seen(audience(), member(HOST)) == {HOST, GUEST, OTHER, COLLEAGUE}
    assert seen(audience(), visitor(GUEST)) == {HOST, GUEST, OTHER}


def test_guests_who_are_hidden_from_each_other_stay_hidden() -> None:
    hidden = audience(shown=False, is_open=True)
    assert seen(hidden, member(HOST)) == {HOST, GUEST, OTHER, COLLEAGUE}
    assert seen(hidden, visitor(GUEST)) == {HOST, GUEST}
    assert seen(hidden, member(OTHER)) == {HOST, OTHER, COLLEAGUE}
    assert seen(hidden, member(COLLEAGUE)) == {HOST, COLLEAGUE}


ONLOOKERS = st.builds(Onlooker, st.sampled_from([HOST, GUEST, OTHER, COLLEAGUE, VISITOR]), st.booleans())
AUDIENCES = st.builds(
    MeetingAudience, st.just(HOST), st.just(frozenset({GUEST, OTHER})), st.booleans(), st.booleans()
)


@given(AUDIENCES, ONLOOKERS, ONLOOKERS)
def test_all_of_one_circle_see_the_same(meeting: MeetingAudience, one: Onlooker, other: Onlooker) -> None:
    if meeting.admits(one) and meeting.admits(other) and meeting.circle(one) == meeting.circle(other):
        assert seen(meeting, one) == seen(meeting, other)
