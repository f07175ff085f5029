"""Other times that guests propose."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal, ProposalState
from domain.meeting.refusals import InvalidTiming, NotInvited, ProposalClosed
from domain.meeting.series import cancel, change
from domain.meeting.timing import Timing
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_meeting, an_invitation, at, timed

BEN, CARA = new_id(NOW), new_id(NOW)
WEEKLY = ("RRULE:FREQ=WEEKLY;BYDAY=TU",)
FIRST, SECOND = "20261201T083000Z", "20261208T083000Z"
LATER = timed("2026-12-08 14:00", "2026-12-08 15:00")
OPEN, LAPSED = ProposalState.OPEN, ProposalState.LAPSED


def invited(*, repeats: tuple[str, ...] = ()) -> Meeting:
    guests = (an_invitation("ben", person_id=BEN), an_invitation("cara", person_id=CARA))
    meeting = a_meeting(guests=guests, repeats=repeats)
    meeting.events.clear()
    return meeting


def propose(
    meeting: Meeting, timing: Timing = LATER, *, on: str | None = None, who: object = BEN
) -> Proposal:
    return Proposal.make(meeting, who, timing, original_start=on, comment="Rather so", now=NOW)  # type: ignore[arg-type]


def test_host_and_proposer_hear_of_it_and_nobody_else() -> None:
    meeting = invited()
    proposal = propose(meeting)
    (made,) = meeting.events
    assert (made.kind, made.audience, made.to_organisation) == ("proposal.made", {HOST, BEN}, False)
    told = made.data()["proposal"]
    assert (told["id"], told["start"]["utc"]) == (str(proposal.id), "2026-12-08T13:00:00Z")  # type: ignore[index]
    assert proposal.state(meeting, NOW) is OPEN


def test_accepted_it_moves_the_meeting_and_its_maker_has_accepted() -> None:
    meeting = invited()
    meeting.respond(CARA, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=NOW)
    mine, other = propose(meeting), propose(meeting, timed("2026-12-03 09:00", "2026-12-03 10:00"), who=CARA)
    meeting.events.clear()
    mine.accept(meeting, by=HOST, now=NOW)
    assert meeting.timing == LATER
    assert [guest.response.status for guest in meeting.guests] == [
        ResponseStatus.ACCEPTED,
        ResponseStatus.NEEDS_ACTION,
    ]
    assert [event.kind for event in meeting.events] == ["meeting.moved", "proposal.accepted"]
    assert mine.state(meeting, NOW) is ProposalState.ACCEPTED
    assert other.state(meeting, NOW) is LAPSED
    for deed in (mine.accept, mine.decline, other.accept, other.decline):
        with pytest.raises(ProposalClosed):
            deed(meeting, by=HOST, now=NOW)


def test_accepted_for_one_date_it_moves_that_date_alone() -> None:
    meeting = invited(repeats=WEEKLY)
    propose(meeting, on=SECOND).accept(meeting, by=HOST, now=NOW)
    assert (meeting.date_named(SECOND).timing, meeting.date_named(FIRST).timing) == (LATER, timed())
    assert meeting.guests[0].response_on(SECOND).status is ResponseStatus.ACCEPTED
    assert meeting.guests[0].response_on(FIRST).status is ResponseStatus.NEEDS_ACTION


def test_accepted_for_the_series_it_moves_every_date() -> None:
    meeting = invited(repeats=WEEKLY)
    propose(meeting, timed("2026-12-02 09:30", "2026-12-02 10:15")).accept(meeting, by=HOST, now=NOW)
    assert meeting.date_named(SECOND).timing == timed("2026-12-09 09:30", "2026-12-09 10:15")


def moved_away(meeting: Meeting) -> None:
    change(meeting, Edit(start=at("2026-12-08 08:00")), Scope.THIS, SECOND, by=HOST, now=NOW)


LAPSING: list[Callable[[Meeting], object]] = [
    moved_away,
    lambda meeting: cancel(meeting, "", Scope.THIS, SECOND, by=HOST, now=NOW),
    lambda meeting: cancel(meeting, "", Scope.FOLLOWING, SECOND, by=HOST, now=NOW),
    lambda meeting: meeting.cancel("", by=HOST, now=NOW),
    lambda meeting: meeting.remove_guest(meeting.guests[0].id, by=HOST, now=NOW),
]


@pytest.mark.parametrize("deed", LAPSING)
def test_it_lapses_with_the_time_it_was_about(deed: Callable[[Meeting], object]) -> None:
    meeting = invited(repeats=WEEKLY)
    proposal = propose(meeting, on=SECOND)
    deed(meeting)
    assert proposal.state(meeting, NOW) is LAPSED


def test_it_outlives_what_leaves_the_time_alone() -> None:
    meeting = invited(repeats=WEEKLY)
    proposal = propose(meeting, on=SECOND)
    change(meeting, Edit(details={"title": "New"}), Scope.ALL, by=HOST, now=NOW)
    change(meeting, Edit(start=at("2026-12-01 09:00")), Scope.THIS, FIRST, by=HOST, now=NOW)
    assert proposal.state(meeting, NOW) is OPEN
    assert proposal.state(meeting, LATER.slot.start) is LAPSED


def test_declined_or_withdrawn_it_is_done_with() -> None:
    meeting = invited()
    declined, withdrawn = propose(meeting), propose(meeting, who=CARA)
    meeting.events.clear()
    declined.decline(meeting, by=HOST, now=NOW)
    withdrawn.withdraw(meeting, now=NOW)
    assert [event.kind for event in meeting.events] == ["proposal.declined", "proposal.withdrawn"]
    assert meeting.timing == timed()
    for each in (declined, withdrawn):
        with pytest.raises(ProposalClosed):
            each.accept(meeting, by=HOST, now=NOW)


def test_what_makes_no_sense_is_refused() -> None:
    meeting = invited(repeats=WEEKLY)
    past = NOW - timedelta(days=1)
    with pytest.raises(InvalidTiming) as refused:
        propose(meeting, timed(f"{past:%Y-%m-%d} 09:00", f"{past:%Y-%m-%d} 10:00"))
    assert refused.value.field == ("proposal", "start")
    with pytest.raises(InvalidTiming):
        propose(meeting, timed())
    with pytest.raises(NotInvited):
        propose(meeting, who=HOST)
    with pytest.raises(NotInvited):
        propose(meeting, on="20261202T083000Z")
