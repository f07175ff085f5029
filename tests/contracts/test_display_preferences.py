"""How people see Convene, as it is kept."""

import pytest

from domain.identity.display import (
    Density,
    Display,
    DisplayPreferences,
    FirstDay,
    HourCycle,
    Motion,
    Palette,
    TextSize,
    Theme,
)
from domain.identity.person import Person
from domain.identity.refusals import StaleDisplay
from tests.builders import a_person
from tests.storage import Storage

OTHERWISE = Display(
    Theme.DARK,
    Density.COMPACT,
    Palette.SAFE,
    Motion.REDUCED,
    TextSize.LARGER,
    HourCycle.TWELVE,
    FirstDay.SATURDAY,
    False,
    {"calendar.open": "g c"},
)


@pytest.fixture
def ana(storage: Storage) -> Person:
    ana = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(ana)
    return ana


def test_they_are_what_is_usual_until_something_else_is_saved(storage: Storage, ana: Person) -> None:
    with storage.transactions.begin() as work:
        mine = work.display_preferences.get(ana.id)
        assert mine == DisplayPreferences(ana.id, Display(), 1)
        mine.display = OTHERWISE
        work.display_preferences.save(mine)
    with storage.transactions.begin() as work:
        assert work.display_preferences.get(ana.id) == DisplayPreferences(ana.id, OTHERWISE, 2)


def test_the_second_of_two_who_save_is_told(storage: Storage, ana: Person) -> None:
    for saved_before in (1, 2):
        with storage.transactions.begin() as work:
            mine, other = (work.display_preferences.get(ana.id) for _ in range(2))
            assert mine.version == saved_before
            work.display_preferences.save(mine)
        with pytest.raises(StaleDisplay), storage.transactions.begin() as work:
            work.display_preferences.save(other)
    with pytest.raises(StaleDisplay), storage.transactions.begin() as work:
        work.display_preferences.save(DisplayPreferences(ana.id, version=7))
