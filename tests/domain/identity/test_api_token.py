"""Keys for programs: how they look, what they open, and for how long."""

import secrets
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.api_token import LONGEST_LIFE, ApiToken, is_api_token, worded
from domain.identity.refusals import InvalidApiToken
from domain.identity.role import PERMISSIONS, Permission, Role
from domain.shared.text import InvalidText
from tests.builders import NOW, a_person


def a_token(role: Role = Role.MEMBER, **members: object) -> ApiToken:
    given = {
        "name": "Import",
        "scopes": frozenset({Permission.READ_MEETINGS}),
        "digest": b"digest",
        "hint": "abcd",
        "expires_at": NOW + timedelta(days=30),
        "now": NOW,
        **members,
    }
    return ApiToken.create(a_person("Ana", role=role), **given)  # type: ignore[arg-type]


def test_a_token_tells_what_it_is() -> None:
    token = worded(secrets.token_urlsafe(32))
    assert token.startswith("cvn_")
    assert is_api_token(token)


@pytest.mark.parametrize("place", range(len(worded("x" * 43))))
def test_a_mistyped_one_is_none(place: int) -> None:
    token = worded(secrets.token_urlsafe(32))
    other = "0" if token[place] != "0" else "1"
    assert not is_api_token(token[:place] + other + token[place + 1 :])


@given(st.text(max_size=80))
def test_other_text_is_none(text: str) -> None:
    assert not is_api_token(text)
    assert not is_api_token(f"cvn_{text}")


def test_its_making_is_told_to_its_owner_alone() -> None:
    token = a_token(scopes=frozenset({Permission.WRITE_MEETINGS}))
    (made,) = token.events
    assert (made.kind, made.subject_id, made.audience) == ("token.created", token.id, {token.person_id})
    assert made.data() == {"name": "Import", "scopes": ["meetings:read", "meetings:write"]}
    token.revoke(by=token.person_id, now=NOW)
    assert [event.kind for event in token.events] == ["token.created", "token.revoked"]


@pytest.mark.parametrize("permission", Permission)
def test_a_scope_brings_along_what_it_includes(permission: Permission) -> None:
    token = a_token(Role.ADMIN, scopes=frozenset({permission}))
    assert token.scopes == permission.included
    assert all(each.included <= token.scopes for each in token.scopes)


@pytest.mark.parametrize("role", Role)
def test_it_opens_no_more_than_its_owners_role(role: Role) -> None:
    allowed = PERMISSIONS[role]
    assert a_token(role, scopes=allowed).scopes == allowed
    for beyond in set(Permission) - allowed:
        with pytest.raises(InvalidApiToken) as refused:
            a_token(role, scopes=frozenset({Permission.READ_MEETINGS, beyond}))
        assert refused.value.field == ("scopes",)
        assert beyond in refused.value.message


@pytest.mark.parametrize("lasting", [timedelta(), timedelta(seconds=-1), LONGEST_LIFE + timedelta(seconds=1)])
def test_it_ends_one_day_and_not_too_late(lasting: timedelta) -> None:
    with pytest.raises(InvalidApiToken) as refused:
        a_token(expires_at=NOW + lasting)
    assert refused.value.field == ("expires_at",)


def test_it_has_a_name_and_opens_something() -> None:
    with pytest.raises(InvalidText):
        a_token(name=" ")
    with pytest.raises(InvalidApiToken):
        a_token(scopes=frozenset())


def test_it_lasts_a_year_at_the_longest() -> None:
    assert a_token(expires_at=NOW + LONGEST_LIFE).expires_at == NOW + LONGEST_LIFE
