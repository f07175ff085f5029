"""What is compared without case and accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.text import folded


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Café Größe", "cafe grosse"),
        ("ΩΜΈΓΑ", "ωμεγα"),
        ("ﬁn", "FIN"),
        ("ℌ", "h"),
        ("İzmir", "IZMIR"),
        ("①", "1"),
    ],
)
def test_it_is_found_however_it_is_written(written: str, sought: str) -> None:
    assert folded(written) == folded(sought)


@given(st.text())
def test_what_is_folded_stays_as_it_is_and_has_no_marks(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert not any(map(unicodedata.combining, once))


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_only_become_small(text: str) -> None:
    assert folded(text) == text.lower() == folded(f"{text}é")[:-1]
