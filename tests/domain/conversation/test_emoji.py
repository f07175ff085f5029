import pytest

from domain.conversation.emoji import bare, emoji
from domain.conversation.refusals import NotAnEmoji

REAL = [
    "👍",
    "❤️",
    "❤",
    "👍🏽",
    "🇫🇷",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "1️⃣",
    "#⃣",
    "👩‍💻",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "👩🏽‍❤️‍💋‍👨🏿",
    "🧑🏿‍🤝‍🧑🏻",
    "☺️",
    "©️",
    "🫠",
]
NONE = [
    "",
    "a",
    "1",
    "ok",
    "👍👍",
    "👍 ",
    " 👍",
    "\u200d",
    "👍\u200d",
    "\ufe0f",
    "🇫",
    "🇫🇷🇩",
    "<b>",
    "é",
    "א",
    "👍\u202e",
    "👍\x00",
    "🏽👍",
    "👍🏽🏽",
    "\u200d👍",
    "👩‍" * 20 + "👩",
]


@pytest.mark.parametrize("text", REAL)
def test_one_emoji_is_one(text: str) -> None:
    assert emoji(text) == text


@pytest.mark.parametrize("text", NONE, ids=ascii)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(NotAnEmoji) as refused:
        emoji(text)
    assert refused.value.field == ("emoji",)


def test_two_spellings_of_a_heart_are_one_heart() -> None:
    assert bare("❤️") == bare("❤")
    assert bare("👍🏽") != bare("👍")
