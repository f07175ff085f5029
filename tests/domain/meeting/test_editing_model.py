"""Any sequence of edits, with every scope, beside a model that a child could check: a table of dates."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from domain.meeting import series
from domain.meeting.edit import Edit, Keep, NewZone, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Occurrence
from domain.meeting.series_change import compare
from domain.meeting.timing import Timed
from domain.shared.ids import new_id
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW, a_meeting, an_invitation, stored_copy, timed

BEN = new_id(NOW)
FAR = datetime(2029, 1, 1, tzinfo=UTC)
SHIFTS = [timedelta(minutes=minutes) for minutes in (-24 * 60, -90, 30, 60, 24 * 60, 3 * 24 * 60)]
RULES = ("FREQ=WEEKLY;COUNT=12", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=14", "FREQ=DAILY;COUNT=10;INTERVAL=3")
ANSWERS = [ResponseStatus.ACCEPTED, ResponseStatus.TENTATIVE, ResponseStatus.DECLINED]


@dataclass(frozen=True)
class Row:
    """``own`` members stay when the series changes; ``own_time``: it does not move with the series."""

    start: datetime
    title: str
    answer: ResponseStatus
    cancelled: bool = False
    own_time: bool = False
    own_title: bool = False


class Editing(RuleBasedStateMachine):
    @initialize(rule_text=st.sampled_from(RULES))
    def begin(self, rule_text: str) -> None:
        timing = timed("2026-12-01 09:30", "2026-12-01 10:15", "UTC")
        guests = (an_invitation("ben", person_id=BEN),)
        meeting = stored_copy(a_meeting(timing=timing, guests=guests, repeats=[f"RRULE:{rule_text}"]))
        self.meetings = [meeting]
        waiting = ResponseStatus.NEEDS_ACTION
        self.tables = [
            {
                each.original_start: Row(each.timing.slot.start, each.details.title, waiting)
                for each in dates(meeting)
            }
        ]

    def _chosen(self, data: st.DataObject) -> tuple[int, str]:
        which = data.draw(st.integers(0, len(self.meetings) - 1), label="meeting")
        return which, data.draw(st.sampled_from(sorted(self.tables[which])), label="date")

    def _do(self, which: int, edit: Edit, scope: Scope, name: str) -> None:
        meeting = self.meetings[which]
        before = stored_copy(meeting, meeting.version)
        after = series.change(meeting, edit, scope, name, by=HOST, now=NOW)
        self._settle(which, before, after)

    def _settle(self, which: int, before: Meeting, after: list[Meeting]) -> None:
        change = compare(before, after, now=NOW)
        rows = self.tables[which]
        for each in change.affected:
            assert each.original_start in rows, "an edit touched a date that is not of this meeting"
        if len(after) == 2:
            ended, onward = after
            cut = onward.lineage.original_start if onward.lineage else ""
            self.meetings.append(onward)
            self.tables.append({name: row for name, row in rows.items() if name >= cut})
            self.tables[which] = {name: row for name, row in rows.items() if name < cut}
            assert self.tables[which], "the series ended before it began"
            assert ended is self.meetings[which]
        for each in after:
            each.version += 1
            each.events.clear()

    @rule(data=st.data(), scope=st.sampled_from(Scope), title=st.sampled_from(["A", "B", "C"]))
    def rename(self, data: st.DataObject, scope: Scope, title: str) -> None:
        which, name = self._chosen(data)
        rows = self.tables[which]
        if scope is Scope.THIS and rows[name].cancelled:
            return
        common = self.meetings[which].details.title
        for each, row in meant(rows, scope, name):
            if scope is Scope.THIS:
                rows[each] = replace(row, title=title, own_title=title != common)
            elif each == name or not row.own_title:
                rows[each] = replace(row, title=title, own_title=False)
        self._do(which, Edit({"title": title}), scope, name)

    @rule(data=st.data(), scope=st.sampled_from(Scope), by=st.sampled_from(SHIFTS))
    def move(self, data: st.DataObject, scope: Scope, by: timedelta) -> None:
        """In UTC, where clock time and real time are one."""
        which, name = self._chosen(data)
        rows = self.tables[which]
        if rows[name].cancelled and scope is Scope.THIS:
            return
        meeting = self.meetings[which]
        now = meeting.date_named(name).timing
        assert isinstance(now, Timed)
        start, end = (Moment(each.local + by, each.zone) for each in (now.start, now.end))
        nominal = meeting.dates.nominal(name)
        assert nominal is not None
        for each, row in meant(rows, scope, name):
            if each == name:
                own = row.own_time and nominal.timing.slot.start + by != row.start + by
                own = start.instant != nominal.timing.slot.start if scope is Scope.THIS else own
                rows[each] = moved(replace(row, own_time=own), by)
            elif not row.own_time:
                rows[each] = moved(row, by)
        self._do(which, Edit(start=start, end=end), scope, name)

    @rule(data=st.data(), status=st.sampled_from(ANSWERS), instead=st.booleans(), whole=st.booleans())
    def answer(self, data: st.DataObject, status: ResponseStatus, instead: bool, whole: bool) -> None:
        which, name = self._chosen(data)
        table, meeting = self.tables[which], self.meetings[which]
        if table[name].cancelled and not whole:
            return
        apart = meeting.guests[0].responses
        for each, row in table.items():
            if each == name if not whole else (instead or each not in apart):
                table[each] = replace(row, answer=status)
        meeting.respond(
            BEN,
            status,
            comment="",
            seen_version=None,
            now=NOW,
            original_start=None if whole else name,
            instead_of_all=instead,
        )
        meeting.events.clear()

    @rule(data=st.data())
    def cancel_or_restore(self, data: st.DataObject) -> None:
        which, name = self._chosen(data)
        rows, meeting = self.tables[which], self.meetings[which]
        if meeting.recurrence is None:
            return
        if rows[name].cancelled:
            series.restore(meeting, name, by=HOST, now=NOW)
        else:
            series.cancel(meeting, "", Scope.THIS, name, by=HOST, now=NOW)
        rows[name] = replace(rows[name], cancelled=not rows[name].cancelled)
        meeting.events.clear()

    @rule(data=st.data())
    def change_zone_and_back(self, data: st.DataObject) -> None:
        """No date moves: there are no clock changes in Tokyo."""
        which, name = self._chosen(data)
        meeting = self.meetings[which]
        if any(row.own_time for row in self.tables[which].values()):
            return
        for there in ("Asia/Tokyo", "UTC"):
            edit = Edit(zone=NewZone(zone_named(there), Keep.MOMENT))
            series.change(meeting, edit, Scope.ALL, name, by=HOST, now=NOW)
        meeting.events.clear()

    @invariant()
    def the_table_is_right(self) -> None:
        for meeting, table in zip(getattr(self, "meetings", []), getattr(self, "tables", []), strict=True):
            found = {
                each.original_start: Row(
                    each.timing.slot.start,
                    each.details.title,
                    meeting.attendance(each.original_start)[BEN],
                    each.cancelled,
                )
                for each in dates(meeting)
            }
            expected = {name: replace(row, own_time=False, own_title=False) for name, row in table.items()}
            assert found == expected


def dates(meeting: Meeting) -> list[Occurrence]:
    return meeting.dates.until(FAR)


def meant(rows: dict[str, Row], scope: Scope, name: str) -> list[tuple[str, Row]]:
    return [
        (each, row)
        for each, row in rows.items()
        if scope is Scope.ALL or each == name or (scope is Scope.FOLLOWING and each >= name)
    ]


def moved(row: Row, by: timedelta) -> Row:
    return replace(row, start=row.start + by, answer=ResponseStatus.NEEDS_ACTION)


@pytest.mark.thorough
def test_any_edits_leave_what_a_table_of_dates_says() -> None:
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=60,
            stateful_step_count=12,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
