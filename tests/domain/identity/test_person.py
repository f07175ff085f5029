import pytest

from domain.identity.email_address import email_address
from domain.identity.person import Person, check_password
from domain.identity.refusals import InvalidEmailAddress, WeakPassword
from domain.identity.role import Permission, Role
from domain.shared.text import InvalidText
from domain.shared.time_zone import UnknownTimeZone
from tests.builders import NOW, a_person


def test_addresses_are_compared_without_case() -> None:
    assert email_address(" Ana.Silva+work@Example.ORG ") == "ana.silva+work@example.org"
    assert email_address("ana@localhost") == "ana@localhost"
    assert email_address("用户@例え.jp") == "用户@例え.jp"


@pytest.mark.parametrize(
    "text",
    ["", "ana", "@b.org", "ana@", "a b@c.org", "a@b@c", "a@b..c", "a\r\nBcc:x@y.z", "\ud800@b.c", "a\0@b.c"]
    + ["<a@b.c>", "a@b.c,d@e.f", f"{'x' * 65}@b.org", f"a@{'b' * 256}"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidEmailAddress):
        email_address(text)


def test_joining_is_announced_to_everybody() -> None:
    person = a_person("Ana")
    (joined,) = person.events
    assert (joined.kind, joined.to_organisation, joined.version) == ("person.joined", True, 1)
    assert joined.data() == {"name": "Ana", "role": "member"}


@pytest.mark.parametrize(
    ("member", "value", "refusal"),
    [
        ("email", "nonsense", InvalidEmailAddress),
        ("name", " \t", InvalidText),
        ("name", "A\nB", InvalidText),
        ("time_zone", "Paris", UnknownTimeZone),
    ],
)
def test_impossible_people_are_refused(member: str, value: str, refusal: type[Exception]) -> None:
    given = {"email": "ana@example.org", "name": "Ana", "time_zone": "UTC"} | {member: value}
    with pytest.raises(refusal):
        Person.join(**given, role=Role.MEMBER, password_hash=None, now=NOW)


@pytest.mark.parametrize(
    "password", ["short", "x" * 129, "ana@example.org", " Ana Silva ", "aaaabbbb", "a\ud800bcdefgh"]
)
def test_weak_passwords_are_refused_by_name(password: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        check_password(password, email="ana@example.org", name="Ana Silva")
    assert refusal.value.field == ("password",)


@pytest.mark.parametrize(
    "password", ["correct horse", "пароль из букв", " trailing space ", "x1y2" * 32, "🐎🔋📎🧷🐎🔋📎🧷"]
)
def test_any_characters_make_a_password(password: str) -> None:
    check_password(password, email="ana@example.org", name="Ana")


def test_roles_only_ever_add_permissions() -> None:
    assert Role.GUEST.permissions < Role.MEMBER.permissions < Role.ADMIN.permissions
    assert Permission.WRITE_MEETINGS not in Role.GUEST.permissions
    assert Role.ADMIN.permissions == frozenset(Permission)
