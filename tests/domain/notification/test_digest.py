"""When a digest is due, and what of it is still news."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notification.bundle import Notice
from domain.notification.digest import DigestPlan, DigestTime, News, Waiting, still_news
from domain.notification.digest_words import MOST_LINES, MOST_SECTIONS, digest_subject, first_line, sections
from domain.notification.english import ENGLISH
from domain.notification.kind import Channel, Kind
from domain.notification.notification import Notification
from domain.notification.preferences import Wishes
from domain.notification.refusals import InvalidPreferences
from domain.shared.time_slot import readings_of

PARIS = ZoneInfo("Europe/Paris")
ZONES = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
)
MOMENTS = st.datetimes(datetime(2009, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))
BEN, REVIEW = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("when", "now", "due"),
    [
        (DigestTime(), "2026-12-01 06:59", "2026-12-01 07:00"),
        (DigestTime(), "2026-12-01 07:00", "2026-12-02 07:00"),
        (DigestTime(time(8), 0), "2026-12-01 07:00", "2026-12-07 07:00"),
        # 29 March 2026 has no 02:30 in Paris: it counts from the offset before the change.
        (DigestTime(time(2, 30)), "2026-03-28 12:00", "2026-03-29 01:30"),
        # 25 October 2026 has two: the first counts, and after it comes tomorrow's.
        (DigestTime(time(2, 30)), "2026-10-24 12:00", "2026-10-25 00:30"),
        (DigestTime(time(2, 30)), "2026-10-25 00:30", "2026-10-26 01:30"),
    ],
)
def test_it_is_due_by_the_clocks_of_its_reader(when: DigestTime, now: str, due: str) -> None:
    moment, expected = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, due))
    assert when.next_after(moment, PARIS) == expected


@given(zone=ZONES.map(ZoneInfo), now=MOMENTS, at=TIMES, weekday=st.none() | st.integers(0, 6))
def test_each_day_or_week_has_exactly_one(
    zone: ZoneInfo, now: datetime, at: time, weekday: int | None
) -> None:
    when = DigestTime(at, weekday)
    plan = DigestPlan.first(BEN, when, zone, now=now)
    days = list[date]()
    for _ in range(9):
        assert plan.due_at > now
        days += [each.date() for each in readings_of(plan.due_at, zone) if each.time() == at][:1]
        now = plan.written_at = plan.due_at
        plan.follow(when, zone, now=now)
    step = timedelta(days=1 if weekday is None else 7)
    between = {later - earlier for earlier, later in pairwise(days)}
    assert len(days) == 9
    assert {each.weekday() for each in days} <= (set(range(7)) if weekday is None else {weekday})
    # Samoa left out 30 December 2011: what was due on it and on the day behind it is one.
    assert between == {step} or (zone.key == "Pacific/Apia" and between <= {step, 2 * step})


@given(
    steps=st.lists(
        st.tuples(ZONES.map(ZoneInfo), TIMES, st.timedeltas(timedelta(), timedelta(hours=30))), max_size=20
    )
)
def test_who_travels_or_changes_the_time_never_gets_two_on_one_of_their_days(
    steps: list[tuple[ZoneInfo, time, timedelta]],
) -> None:
    now = datetime(2026, 3, 27, tzinfo=UTC)
    plan = DigestPlan.first(BEN, DigestTime(), PARIS, now=now)
    for zone, at, later in steps:
        now += later
        last = plan.written_at
        if plan.due_at <= now:
            if last is not None:
                assert now.astimezone(plan.zone).date() > last.astimezone(plan.zone).date()
            plan.written_at = now
        plan.follow(DigestTime(at), zone, now=now)
        assert plan.due_at > now


def test_who_gives_it_up_gets_what_waits_at_once() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    plan = DigestPlan.first(BEN, DigestTime(), PARIS, now=now)
    plan.come_to_an_end(now)
    assert plan.due_at == now


def test_a_kind_comes_by_mail_in_one_way_only() -> None:
    with pytest.raises(InvalidPreferences) as refused:
        Wishes({Kind.MOVED: frozenset({Channel.EMAIL, Channel.DIGEST})})
    assert refused.value.field == ("kinds", "moved", "digest")
    assert Wishes({Kind.MOVED: frozenset({Channel.DIGEST})}).have_a_digest
    assert not Wishes().have_a_digest


def waits(kind: Kind, *, in_inbox: bool = True, **facts: object) -> Waiting:
    return Waiting(BEN, REVIEW, Notice(kind, facts, event_id=uuid4() if in_inbox else None))


def unread(kind: Kind, event_id: UUID | None, count: int = 1) -> Notification:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    return Notification(uuid4(), BEN, kind, event_id or uuid4(), now, {}, REVIEW, count=count)


def test_what_was_seen_is_no_news() -> None:
    seen, not_seen, never_shown = (waits(Kind.MENTIONED, in_inbox=each) for each in (True, True, False))
    news = still_news([seen, not_seen, never_shown], [unread(Kind.MENTIONED, not_seen.notice.event_id)])
    assert news == [not_seen, never_shown]


def test_of_what_is_bundled_the_last_are_news() -> None:
    moves = [waits(Kind.MOVED, start=each) for each in range(4)]
    assert still_news(moves, []) == []
    assert still_news(moves, [unread(Kind.MOVED, moves[3].notice.event_id, count=2)]) == moves[2:]


def test_long_digests_stay_readable() -> None:
    notices = tuple(Notice(Kind.CHANGED, {"title": "Review", "changed": ["title"]}) for _ in range(12))
    news = [News(uuid4(), f"Review {each}", notices) for each in range(MOST_SECTIONS + 2)]
    told = sections(news, PARIS, ENGLISH, url="https://example.org")
    assert len(told) == MOST_SECTIONS + 1
    assert told[0].lines[0] == "2 earlier updates."
    assert len(told[0].lines) == MOST_LINES + 1
    assert told[-1].lines == ("2 other meetings have news; your inbox has them.",)
    assert digest_subject(news[:2], ENGLISH) == "Digest: Review 0 and 1 other meeting"
    assert first_line(news[:1], ENGLISH) == "12 updates about 1 meeting that you have not seen yet."
    assert digest_subject([News(None, "", notices[:1])], ENGLISH) == "Digest: 1 update"
