"""What in a message is more than text."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversation.message_text import (
    LONGEST,
    MOST_MENTIONS,
    Mention,
    MentionKind,
    Part,
    mentions_in,
    message_text,
    parts,
    searchable,
)
from domain.shared.text import InvalidText

BEN = UUID("0193a000-0000-7000-8000-00000000be00")
DESIGN = UUID("0193a000-0000-7000-8000-00000000de00")
KNOWN = [Mention(MentionKind.PERSON, BEN, "Ben"), Mention(MentionKind.TEAM, DESIGN, "Design")]

PIECES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(
        [
            f"@[Ben](person:{BEN})",
            f"@[Boss](PERSON:{str(BEN).upper()})",
            f"@[Them](team:{DESIGN})",
            f"@[Nobody](person:{DESIGN})",
            "@[x](person:y)",
            "https://example.org/a_(b)?c=d#e",
            "http://",
            "mailto:ben@example.org",
            "javascript:alert(1)",
            "https://user:secret@example.org",
            "https://[::1",
            "https://example.org:99999",
            "<b>&amp;</b>",
            "\n",
            " ",
            ").,!",
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


def links(text: str) -> Sequence[str | None]:
    return [part.url for part in parts(text, ()) if part.url]


@given(TEXTS)
def test_parts_say_what_was_written(text: str) -> None:
    """Nothing is lost, doubled or put elsewhere: only the names of those mentioned are their own."""
    everybody = [Mention(kind, each, "Ben") for kind, each in set(mentions_in(text))]
    found = parts(text, everybody)
    assert parts("".join(map(as_sent, found)), everybody) == found
    assert all(part.text for part in found)
    assert {part.mention for part in found if part.mention} == set(everybody)


def as_sent(part: Part) -> str:
    named = part.mention
    return f"@[{named.name}]({named.kind}:{named.id})" if named else part.text


@given(TEXTS)
def test_a_link_is_what_it_says_and_leads_nowhere_unsafe(text: str) -> None:
    for part in parts(text, KNOWN):
        if part.url is not None:
            assert part.text == part.url
            assert part.url.lower().startswith(("http://", "https://", "mailto:"))
            assert not set(part.url) & set("<>\"'` \n\t")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_text_without_anything_more_is_one_part(text: str) -> None:
    """Of any script; nothing is normalised, reordered or trimmed."""
    assert "".join(part.text for part in parts(text, KNOWN)) == text or "@[" in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org.", ["https://example.org"]),
        ("(see https://example.org/a)", ["https://example.org/a"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("HTTPS://Example.org!!", ["HTTPS://Example.org"]),
        ("https://例え.jp/道?q=א", ["https://例え.jp/道?q=א"]),
        ("write to mailto:ben@example.org, please", ["mailto:ben@example.org"]),
        ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
        ("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://example.org", []),
        ("mailto:ben@example.org?bcc=all@example.org", []),
        ("mailto:nobody", []),
        ("https://paypal.com@evil.example/", []),
        ("https://evil.example/\u202egro.lapyap//:sptth", []),
        ("https:// http://: https://[::1 https://x:y", []),
        ('"https://example.org" <https://example.org>', ["https://example.org"] * 2),
    ],
)
def test_links(text: str, found: list[str]) -> None:
    assert links(text) == found


def test_whoever_may_not_know_of_it_is_a_word() -> None:
    text = f"@[the boss](person:{BEN}) and @[x](person:{DESIGN})"
    assert [(part.text, part.mention) for part in parts(text, KNOWN)] == [
        ("@Ben", KNOWN[0]),
        (" and @x", None),
    ]


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "\u200b\u200d", "a\x00", "a\x07", "\x1b[2J", "a\x85b", "\ud800", "a" * (LONGEST + 1)],
    ids=ascii,
)
def test_what_cannot_be_said(text: str) -> None:
    with pytest.raises(InvalidText) as refused:
        message_text(text)
    assert refused.value.field == ("text",)


@pytest.mark.parametrize("unit", ["a", "é", "e\u0301", "א", "👩🏽‍💻", "\U0001f468"])
def test_characters_are_code_points(unit: str) -> None:
    whole = (unit * LONGEST)[:LONGEST]
    assert message_text(whole) == whole
    with pytest.raises(InvalidText, match="4,000"):
        message_text(whole + "a")


def test_line_ends_become_line_feeds() -> None:
    assert message_text("a\r\nb\rc\n\td") == "a\nb\nc\n\td"


def test_mentions_have_a_limit() -> None:
    def text(many: int) -> str:
        return " ".join(f"@[x](person:{UUID(int=number)})" for number in range(many))

    message_text(text(MOST_MENTIONS) + text(1))
    with pytest.raises(InvalidText, match="50"):
        message_text(text(MOST_MENTIONS + 1))


@pytest.mark.parametrize(
    ("said", "asked"),
    [("STRASSE", "straße"), ("Ａｎａ", "ana"), ("Zoe\u0308", "ZOË"), ("ΌΔΟΣ", "όδος"), ("محمد", "حم")],
)
def test_search_knows_any_script(said: str, asked: str) -> None:
    assert searchable(asked) in searchable(said)


def test_a_long_hostile_text_takes_no_time() -> None:
    """Each is near the worst that 4,000 characters can be for the patterns."""
    for text in (
        "@[" * 2000,
        "https://" * 500,
        "@[" + "a" * 3990,
        "https://x" + ")" * 3990,
        "mailto:a@" * 400,
    ):
        assert "".join(part.text for part in parts(text, ())) == text
