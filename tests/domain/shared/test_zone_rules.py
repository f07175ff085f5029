from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.time_slot import Moment
from domain.shared.zone_rules import rules_of
from tests.zone_rules import no_more_changes_from, reformed

# Summer time of a month, of two hours, of half an hour; a day left out; negative summer time.
ODD = (
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Europe/Dublin",
    "America/New_York",
    "UTC",
)
READINGS = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30))


@given(zone=st.sampled_from(ODD), reading=READINGS)
def test_clocks_by_kept_rules_show_what_those_of_the_zone_show(zone: str, reading: datetime) -> None:
    present, kept = ZoneInfo(zone), rules_of(ZoneInfo(zone)).clocks
    assert Moment(reading, kept).instant == Moment(reading, present).instant
    instant = reading.replace(tzinfo=UTC)
    assert Moment.at(instant, kept).local == Moment.at(instant, present).local


@pytest.mark.parametrize("zone", ODD)
def test_kept_rules_are_the_same_rules(zone: str) -> None:
    rules = rules_of(ZoneInfo(zone))
    assert rules_of(rules.clocks) == rules
    assert rules_of(rules.clocks).name == rules.name
    assert rules.name.startswith(f"{zone} ")


def test_a_change_is_known_to_the_second() -> None:
    offsets = dict(rules_of(ZoneInfo("Europe/Paris")).offsets)
    assert offsets[int(datetime(2027, 3, 28, 1, tzinfo=UTC).timestamp())] == 7200
    assert offsets[int(datetime(2027, 10, 31, 1, tzinfo=UTC).timestamp())] == 3600


def test_other_rules_have_another_name_and_the_former_ones_go_on(tmp_path: Path) -> None:
    before = rules_of(ZoneInfo("Europe/Paris"))
    summer = datetime(2027, 7, 1, tzinfo=UTC)
    with reformed(tmp_path, no_more_changes_from(2027), "Europe/Paris"):
        after = rules_of(ZoneInfo("Europe/Paris"))
        assert after.name != before.name
        assert summer.astimezone(ZoneInfo("Europe/Paris")).utcoffset() == timedelta(hours=1)
        assert summer.astimezone(before.clocks).utcoffset() == timedelta(hours=2)
    assert rules_of(ZoneInfo("Europe/Paris")) == before


def test_readings_are_the_same_by_whichever_rules() -> None:
    present = Moment(datetime(2027, 7, 1, 9), ZoneInfo("Europe/Paris"))
    former = Moment(present.local, rules_of(present.zone).clocks)
    assert (former, hash(former)) == (present, hash(present))
    assert present != Moment(present.local, ZoneInfo("Europe/Berlin"))


def test_a_copy_of_kept_clocks_goes_by_the_same_rules() -> None:
    clocks = rules_of(ZoneInfo("Europe/Paris")).clocks
    assert deepcopy(Moment(datetime(2027, 7, 1, 9), clocks)).zone is clocks
