from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.ids import new_id
from domain.shared.text import InvalidText, one_line, prose
from domain.shared.time_zone import RENAMED, UnknownTimeZone, zone_named
from tests.builders import NOW


def test_ids_are_version_7_and_sort_by_time() -> None:
    ids = [new_id(NOW + timedelta(milliseconds=step)) for step in range(50)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 50
    assert all(each.version == 7 and each.variant == "specified in RFC 4122" for each in ids)


def test_renamed_zones_get_their_present_name() -> None:
    assert zone_named("Asia/Calcutta").key == "Asia/Kolkata"
    assert zone_named("US/Pacific").key == "America/Los_Angeles"
    for old, new in (("W-SU", "Europe/Moscow"), ("US/Aleutian", "America/Adak"), ("Greenwich", "UTC")):
        assert zone_named(old).key == new
    assert all(zone_named(old).key == new for old, new in RENAMED.items())


def test_zones_that_only_agree_keep_their_own_name() -> None:
    assert zone_named("Europe/Amsterdam").key == "Europe/Amsterdam"


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "CEST", "+01:00", "../etc/passwd", "Europe/paris", "Factory", "a" * 5000]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownTimeZone) as refusal:
        zone_named(name)
    assert len(str(refusal.value)) < 200


@given(st.text())
def test_a_line_is_clean_or_refused(text: str) -> None:
    try:
        line = one_line(text, name="title", longest=100)
    except InvalidText as refusal:
        assert refusal.field == ("title",)
        return
    assert line == text.strip()
    assert line
    assert not set("\r\n\0\t") & set(line)
    line.encode()


@given(st.text(st.characters()))
def test_prose_that_is_accepted_can_be_sent(text: str) -> None:
    if "\0" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        with pytest.raises(InvalidText):
            prose(text, name="description", longest=10_000)
    else:
        assert prose(text, name="description", longest=10_000).encode().decode() == text


def test_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidText, match="longer than 300"):
        one_line("x" * 301, name="title", longest=300)
