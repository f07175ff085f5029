"""What ends together, and what stays open."""

import pytest

from application.identity.caller import Caller
from application.identity.ending_sessions import end_sessions
from application.identity.sign_in import SignInCommand
from application.identity.signing_in import SignedIn
from domain.identity.refusals import NotSignedIn, SessionEnded
from domain.identity.session import Ending
from tests.application.conftest import House

PASSWORD = "correct horse"


def signed_in(house: House, name: str, times: int = 1) -> list[SignedIn]:
    house.person(name, password_hash=f"quick:{PASSWORD}")
    return [
        house.container.accounts.sign_in()(SignInCommand(f"{name}@example.org", PASSWORD))
        for _ in range(times)
    ]


def test_all_sessions_of_one_person_end(house: House) -> None:
    mine, (bens,) = signed_in(house, "Ana", 3), signed_in(house, "Ben")
    me = mine[0].person.id
    with house.container.transactions().begin() as work:
        assert end_sessions(work, me, Ending.DEACTIVATED, by=bens.person.id, now=house.clock.now()) == 3
        assert end_sessions(work, me, Ending.DEACTIVATED, by=bens.person.id, now=house.clock.now()) == 0
    for each in mine:
        with pytest.raises(NotSignedIn):
            house.container.accounts.authenticate()(each.access_token)
        with pytest.raises(SessionEnded):
            house.container.accounts.refresh_session()(each.refresh_token)
    assert isinstance(house.container.accounts.authenticate()(bens.access_token), Caller)
    ended = [event for event in house.events() if event.kind == "session.ended"]
    assert {event.subject_id for event in ended} == {each.session.id for each in mine}
    assert all(event.data == {"because": "deactivated"} for event in ended)
    assert all(event.actor_id == bens.person.id and event.audience == {me} for event in ended)


def test_one_session_can_be_spared(house: House) -> None:
    first, kept, last = signed_in(house, "Ana", 3)
    me, now = kept.person.id, house.clock.now()
    with house.container.transactions().begin() as work:
        end_sessions(work, me, Ending.PASSWORD_CHANGED, by=me, now=now, but=kept.session.id)
    house.container.accounts.authenticate()(kept.access_token)
    for each in (first, last):
        with pytest.raises(NotSignedIn):
            house.container.accounts.authenticate()(each.access_token)
