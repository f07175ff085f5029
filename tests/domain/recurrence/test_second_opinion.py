"""dateutil beside the engine, for the kinds of rule that dateutil is known to get right.

Left out: BYSETPOS, BYWEEKNO and numbered weekdays beside other limits, where it errs on public vectors.
"""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from tests.domain.recurrence.rules import starts

INTERVAL = st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=5"])
DAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=4, unique=True
)
WEEKDAYS = DAYS.map(lambda days: f";BYDAY={','.join(days)}")
NTH = st.tuples(st.sampled_from(["1", "2", "3", "4", "5", "-1", "-2"]), st.sampled_from(["MO", "WE", "SU"]))
NTH_WEEKDAY = NTH.map(lambda nth: f";BYDAY={''.join(nth)}")
MONTH_DAYS = st.lists(st.sampled_from(["1", "15", "29", "31", "-1", "-31"]), min_size=1, unique=True).map(
    lambda days: f";BYMONTHDAY={','.join(days)}"
)
MONTHS = st.sampled_from(["", ";BYMONTH=2", ";BYMONTH=1,6,12"])
TIMES = st.sampled_from(["", ";BYHOUR=8,20", ";BYHOUR=8;BYMINUTE=0,30"])
COUNT = st.sampled_from(["", ";COUNT=7", ";COUNT=40"])

RULES = st.one_of(
    st.tuples(st.just("FREQ=DAILY"), INTERVAL, MONTHS, st.just("") | WEEKDAYS, TIMES, COUNT),
    st.tuples(
        st.just("FREQ=WEEKLY"),
        INTERVAL,
        st.just("") | WEEKDAYS,
        st.sampled_from(["", ";WKST=SU"]),
        TIMES,
        COUNT,
    ),
    st.tuples(st.just("FREQ=MONTHLY"), INTERVAL, MONTHS, NTH_WEEKDAY | MONTH_DAYS | WEEKDAYS, TIMES, COUNT),
    st.tuples(st.just("FREQ=YEARLY"), INTERVAL, MONTHS, NTH_WEEKDAY | st.just(""), TIMES, COUNT),
    st.tuples(st.sampled_from(["FREQ=HOURLY", "FREQ=MINUTELY"]), INTERVAL, WEEKDAYS, COUNT),
).map("".join)


@settings(deadline=None, max_examples=50)
@given(RULES, starts())
def test_dateutil_says_the_same(text: str, start: datetime) -> None:
    length = timedelta(days=1500)
    if text.startswith(("FREQ=HOURLY", "FREQ=MINUTELY")):
        length = timedelta(days=3)
    end = start + length
    theirs = rrulestr(text, dtstart=start).between(start, end - timedelta(seconds=1), inc=True)
    assert RecurrenceSet(start, None, (parse_rule(text),)).between(start, end) == theirs
