"""What ends together, and what stays open."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from dependency_injector import providers

from application.identity.add_passkey import AddPasskeyCommand
from application.identity.caller import Caller
from application.identity.create_api_token import CreateApiTokenCommand
from application.identity.ending_sessions import end_sessions
from application.identity.sign_in import SignInCommand
from application.identity.signing_in import SignedIn
from domain.identity.refusals import NotSignedIn, SessionEnded
from domain.identity.role import Permission
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


def making_a_token(house: House, caller: Caller) -> None:
    scopes, ends = frozenset({Permission.READ_MEETINGS}), house.clock.now() + timedelta(days=1)
    house.container.accounts.create_api_token()(CreateApiTokenCommand(caller, "robot", scopes, ends))


def asking_for_another_address(house: House, caller: Caller) -> None:
    house.container.membership.change_email()(caller, "thief@example.com")


def confirming_an_app(house: House, caller: Caller) -> None:
    house.container.second_factors.confirm_totp()(caller, "123456")


def adding_a_passkey(house: House, caller: Caller) -> None:
    verifier = SimpleNamespace(claimed=lambda credential: (None, "challenge"))
    house.container.passkey_verifier.override(providers.Object(verifier))
    house.container.second_factors.add_passkey()(AddPasskeyCommand(caller, "Thief's key", "{}"))


def linking_a_provider(house: House, caller: Caller) -> None:
    provider = SimpleNamespace(sign_in_url=lambda secrets, now: "https://id.example.com")
    house.container.identity_provider.override(providers.Object(provider))
    house.container.external_sign_in.start()(caller)


@pytest.mark.parametrize(
    "way_back",
    [
        making_a_token,
        asking_for_another_address,
        confirming_an_app,
        adding_a_passkey,
        linking_a_provider,
    ],
)
def test_who_was_let_in_just_before_leaves_no_way_back(
    house: House, way_back: Callable[[House, Caller], None]
) -> None:
    """The request came through the gate, and the session ended before it got to anything."""
    (session,) = signed_in(house, "Ana")
    caller = house.container.accounts.authenticate()(session.access_token)
    with house.container.transactions().begin() as work:
        end_sessions(work, caller.person_id, Ending.PASSWORD_RESET, by=None, now=house.clock.now())
    with pytest.raises(SessionEnded):
        way_back(house, caller)
