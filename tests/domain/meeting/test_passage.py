"""One line of what was written, in which the words that were looked for can be seen."""

import pytest

from domain.meeting.passage import LONGEST_EXCERPT, Passage, Place
from domain.shared.ids import new_id
from domain.shared.words import sought_words
from tests.builders import NOW

LONG = " ".join(f"word{number}" for number in range(100))


def excerpt(text: str, words: str) -> str:
    return Passage(new_id(NOW), Place.NOTE, new_id(NOW), None, text, NOW).excerpt(sought_words(words))


def test_what_is_short_is_shown_whole_in_one_line() -> None:
    assert excerpt("Budget\n\n  is  fine", "fine") == "Budget is fine"


@pytest.mark.parametrize("words", ["word50", "WORD50", "nothing word50"])
def test_what_is_long_begins_a_little_before_the_word(words: str) -> None:
    shown = excerpt(LONG.replace("word50", "(Wörd50)"), words)
    assert shown.startswith("…word4")
    assert shown.endswith("…")
    assert "(Wörd50)" in shown
    assert len(shown) <= LONGEST_EXCERPT + 2


def test_from_the_beginning_where_the_word_is_near_it_or_stands_within_another() -> None:
    assert excerpt(LONG, "word3").startswith("word0")
    assert excerpt("会議" * 200, "議会").startswith("会議")


def test_at_the_end_nothing_follows() -> None:
    assert excerpt(LONG, "word99").endswith("word98 word99")
