"""Unfolding, RFC 5545 §3.1."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.icalendar.content_lines import content_lines


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_any_system_may_end_the_lines(end: bytes) -> None:
    assert list(content_lines(b"A:1" + end + b"B:2" + end)) == [(1, b"A:1"), (2, b"B:2")]


def test_a_line_counts_from_where_it_begins() -> None:
    octets = b"A:1\r\n\r\nB:2\r\n  3\r\n\t4\r\nC:5"
    assert list(content_lines(octets)) == [(1, b"A:1"), (3, b"B:2 34"), (6, b"C:5")]


def test_a_fold_may_cut_a_character_in_two() -> None:
    octets = "SUMMARY:Chloé".encode()
    ((_, line),) = content_lines(octets[:-1] + b"\r\n " + octets[-1:])
    assert line.decode() == "SUMMARY:Chloé"


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert list(content_lines(b"\xef\xbb\xbfA:1")) == [(1, b"A:1")]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_octet_but_folds_and_line_ends_is_lost(octets: bytes) -> None:
    def kept(text: bytes) -> bytes:
        return text.translate(None, b"\r\n \t")

    joined = b"".join(line for _, line in content_lines(octets))
    assert kept(joined) == kept(octets.removeprefix(b"\xef\xbb\xbf"))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1), st.data())
def test_folding_anywhere_changes_nothing(text: str, data: st.DataObject) -> None:
    line = b"X:" + text.encode()
    cuts = sorted(data.draw(st.sets(st.integers(1, len(line) - 1), max_size=5)))
    folded = b"\r\n ".join(line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True))
    assert list(content_lines(folded)) == [(1, line)]
