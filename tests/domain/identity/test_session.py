from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.identity.refusals import SessionEnded
from domain.identity.session import GRACE, LIFETIME, Ending, Rotation, Session
from domain.shared.ids import new_id
from tests.builders import NOW

PERSON: UUID = new_id(NOW)


def a_session() -> Session:
    return Session.start(PERSON, b"0", device="Firefox", address="192.0.2.1", now=NOW)


def test_a_token_is_replaced_by_its_successor() -> None:
    session = a_session()
    assert session.rotate(b"0", b"1", now=NOW) is Rotation.ROTATED
    assert session.rotate(b"1", b"2", now=NOW) is Rotation.ROTATED
    assert session.current_digest == b"2"


def test_a_lost_answer_is_given_again_within_the_grace() -> None:
    session = a_session()
    session.rotate(b"0", b"1", now=NOW)
    assert session.rotate(b"0", b"1", now=NOW + GRACE) is Rotation.ANSWERED_AGAIN
    assert session.current_digest == b"1"


def test_a_replaced_token_after_the_grace_ends_the_session() -> None:
    session = a_session()
    session.rotate(b"0", b"1", now=NOW)
    later = NOW + GRACE + timedelta(microseconds=1)
    assert session.rotate(b"0", b"1", now=later) is Rotation.REUSED
    assert not session.is_alive(later)
    assert [event.kind for event in session.events] == ["session.ended"]
    with pytest.raises(SessionEnded):
        session.rotate(b"1", b"2", now=later)


def test_a_session_ends_by_itself() -> None:
    assert not a_session().is_alive(NOW + LIFETIME)
    with pytest.raises(SessionEnded):
        a_session().rotate(b"0", b"1", now=NOW + LIFETIME)


def test_ending_twice_is_announced_once() -> None:
    session = a_session()
    session.end(Ending.SIGNED_OUT, by=PERSON, now=NOW)
    session.end(Ending.SIGNED_OUT, by=PERSON, now=NOW + GRACE)
    (ended,) = session.events
    assert ended.audience == {PERSON}
    assert session.ended_at == NOW


class Chain(RuleBasedStateMachine):
    """Any order of refreshes and pauses: at most one token works, and an old one never does."""

    def __init__(self) -> None:
        super().__init__()
        self.session = a_session()
        self.now = NOW
        self.issued = 0
        self.rotated_at = NOW

    @rule(seconds=st.integers(0, 30))
    def pause(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(back=st.integers(0, 3))
    def present(self, back: int) -> None:
        number = self.issued - back
        if number < 0:
            return
        token, successor = str(number).encode(), str(number + 1).encode()
        if not self.session.is_alive(self.now):
            with pytest.raises(SessionEnded):
                self.session.rotate(token, successor, now=self.now)
            return
        outcome = self.session.rotate(token, successor, now=self.now)
        if back == 0:
            assert outcome is Rotation.ROTATED
            self.issued += 1
            self.rotated_at = self.now
        elif back == 1 and self.now - self.rotated_at <= GRACE:
            assert outcome is Rotation.ANSWERED_AGAIN
        else:
            assert outcome is Rotation.REUSED

    @invariant()
    def the_newest_token_is_the_current_one(self) -> None:
        assert self.session.current_digest == str(self.issued).encode()


TestChain = Chain.TestCase
