"""How people want to see Convene."""

import pytest

from domain.identity.display import MOST_KEYS, Display
from domain.identity.refusals import InvalidDisplay


def test_a_key_is_one_character_or_two_after_each_other() -> None:
    keys = {"calendar.open": "g c", "meeting.create": "n", "help": "?"}
    assert Display(keys=keys).keys == keys


@pytest.mark.parametrize("key", ["", " ", "gc", "g  c", "g c d", "é", "\n", "ctrl+k"])
def test_what_no_keyboard_can_press_is_refused(key: str) -> None:
    with pytest.raises(InvalidDisplay) as refused:
        Display(keys={"meeting.create": key})
    assert refused.value.field == ("keys", "meeting.create")


@pytest.mark.parametrize("deed", ["", "Create", "1st", "a" * 41, "a b"])
def test_what_is_no_name_of_a_deed_is_refused(deed: str) -> None:
    with pytest.raises(InvalidDisplay):
        Display(keys={deed: "n"})


def test_there_is_an_end_to_keys_of_ones_own() -> None:
    keys = {f"deed{number}": "n" for number in range(MOST_KEYS)}
    assert len(Display(keys=keys).keys) == MOST_KEYS
    with pytest.raises(InvalidDisplay):
        Display(keys={**keys, "one_more": "n"})
