import pytest

from application.shared.refusals import InvalidCursor
from domain.identity.refusals import PermissionMissing
from domain.identity.role import Role
from tests.application.conftest import House


def test_pages_hold_everybody_once_in_order(house: House) -> None:
    caller = house.person("ana")
    for number in range(25):
        house.person(f"Member{number}")
    search, names, cursor = house.container.accounts.search_people(), [], None
    while True:
        page, cursor = search(caller, "", cursor=cursor, limit=7)
        names += [person.name for person in page]
        if cursor is None:
            break
    assert len(names) == 26
    assert names == sorted(names, key=str.lower)


def test_words_match_names_and_addresses_without_case(house: House) -> None:
    caller = house.person("Ana")
    house.person("Ben")
    page, _ = house.container.accounts.search_people()(caller, "BEN@EX", cursor=None, limit=10)
    assert [person.name for person in page] == ["Ben"]
    page, _ = house.container.accounts.search_people()(caller, "%", cursor=None, limit=10)
    assert list(page) == []


def test_guests_do_not_browse_people(house: House) -> None:
    with pytest.raises(PermissionMissing):
        house.container.accounts.search_people()(house.person("Guest", Role.GUEST), "", cursor=None, limit=10)


@pytest.mark.parametrize("cursor", ["", "x", "💥", "AAAA", "Mf_-"])
def test_foreign_cursors_are_refused(house: House, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        house.container.accounts.search_people()(house.person("Ana"), "", cursor=cursor, limit=10)
