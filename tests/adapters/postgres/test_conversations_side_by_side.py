"""People talk about meetings in two Convenes, one in memory and one in PostgreSQL, and read the same."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import cycle
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from application.conversation.delete_message import DeleteMessage
from application.conversation.edit_message import EditMessage
from application.conversation.mark_read import MarkRead
from application.conversation.post_message import PostMessage, PostMessageCommand
from application.conversation.react import React
from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.cancel_occurrences import CancelOccurrences, CancelOccurrencesCommand
from application.meeting.change_meeting import ChangeMeeting, ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrences, ChangeOccurrencesCommand
from application.meeting.delete_draft import DeleteDraft, DeleteDraftCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuests, InviteGuestsCommand
from application.meeting.remove_guest import RemoveGuest, RemoveGuestCommand
from application.meeting.restore_meeting import RestoreMeeting, RestoreMeetingCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.meeting.series_edit import SeriesEdit
from domain.conversation.message import EDITABLE_FOR
from domain.identity.role import Role
from domain.meeting.details import Details, Visibility
from domain.meeting.edit import Scope
from domain.meeting.recurrence import parse_recurrence
from domain.shared.refusal import Refusal
from tests.adapters.postgres.talking import ROLES, OneConvene, named, place, some_people, who, words
from tests.builders import timed
from tests.storage import emptied, memory_storage, postgres_storage

versions = st.sampled_from([None, None, 1, 2])
its_own_or = st.one_of(st.none(), st.none(), who)
"""None: the author of the message, the host of the meeting."""
client_ids = st.integers(1, 40).map(lambda number: UUID(int=number))
MOST_MEETINGS = 3
emoji = st.sampled_from(["👍", "❤️", "❤", "no emoji"])
scopes = st.sampled_from([Scope.FOLLOWING, *Scope])
a_date = st.none() | st.integers(0, 7)


class Conversations(RuleBasedStateMachine):
    """Rules ask both; answers, refusals included, must be the same, and so must all that anybody can read."""

    engine: Engine
    url: str

    @initialize(visibility=st.sampled_from(Visibility), date=st.integers(1, 4), draft=st.booleans())
    def found(self, visibility: Visibility, date: int, draft: bool) -> None:
        people, team = some_people()
        stores = memory_storage(), postgres_storage(emptied(self.engine), self.url)
        self.turns = cycle(ROLES)
        self.convenes = [OneConvene(store, people, team) for store in stores]
        self.schedule("Ana", ["Ben", "Chloe"], True, visibility, draft, hidden=False)
        for number, name in enumerate(("Ben", "Ana")):
            self.say(0, name, UUID(int=number), "Hello", ["Chloe"], date, None)
        self.mark_read(0, "Chloe", None)

    def teardown(self) -> None:
        if hasattr(self, "convenes"):
            for convene in self.convenes:
                convene.storage.running.close()

    def both(self, deed: Callable[[OneConvene], object]) -> None:
        outcomes = []
        for convene in self.convenes:
            convene.clock.advance(timedelta(milliseconds=1))  # so that ids stand in the order of time
            try:
                outcomes.append(convene.in_words(deed(convene)))
            except Refusal as refusal:
                outcomes.append((refusal.code, refusal.message, refusal.field))
        assert outcomes[0] == outcomes[1]

    @invariant()
    def nobody_reads_a_difference(self) -> None:
        """They take turns to look."""
        if hasattr(self, "convenes"):
            looking = next(self.turns)
            memory, postgres = (convene.seen_by(looking) for convene in self.convenes)
            assert memory == postgres

    # Talking

    @rule(
        number=place,
        name=its_own_or,
        client_id=client_ids,
        said=words,
        mentions=named,
        date=a_date,
        reply_to=st.none() | place,
    )
    def say(
        self,
        number: int,
        name: str | None,
        client_id: UUID,
        said: str,
        mentions: list[str],
        date: int | None,
        reply_to: int | None,
    ) -> None:
        def deed(convene: OneConvene) -> object:
            answered = convene.message(reply_to) if reply_to is not None and convene.messages else None
            command = PostMessageCommand(
                convene.caller(name) if name else self._host(convene, number),
                convene.meeting_id(number),
                client_id,
                convene.text(said, mentions),
                answered,
                convene.date_of(number, date),
            )
            convene.sent.append(command)
            return self._send(convene, command)

        self.both(deed)

    @precondition(lambda self: self.convenes[0].sent)
    @rule(number=place)
    def send_again(self, number: int) -> None:
        """An answer was lost; much may have happened since."""
        self.both(lambda convene: self._send(convene, convene.sent[number % len(convene.sent)]))

    def _send(self, convene: OneConvene, command: PostMessageCommand) -> object:
        view, is_new = PostMessage(*convene.talk)(command)
        assert is_new == (view.message.id not in convene.messages), "the same was said twice"
        if is_new:
            convene.messages.append(view.message.id)
        return convene.told(view), is_new

    @precondition(lambda self: self.convenes[0].messages)
    @rule(number=place, name=its_own_or, version=versions, said=words, mentions=named)
    def edit(
        self, number: int, name: str | None, version: int | None, said: str, mentions: list[str]
    ) -> None:
        self.both(
            lambda convene: convene.told(
                EditMessage(*convene.talk)(
                    convene.caller(name or convene.author(number)),
                    convene.message(number),
                    version,
                    convene.text(said, mentions),
                )
            )
        )

    @precondition(lambda self: self.convenes[0].messages)
    @rule(number=place, name=its_own_or, version=versions)
    def delete(self, number: int, name: str | None, version: int | None) -> None:
        self.both(
            lambda convene: DeleteMessage(*convene.talk)(
                convene.caller(name or convene.author(number)), convene.message(number), version
            )
        )

    @precondition(lambda self: self.convenes[0].messages)
    @rule(number=place, name=who, kind=emoji, takes_back=st.booleans())
    def react(self, number: int, name: str, kind: str, takes_back: bool) -> None:
        def deed(convene: OneConvene) -> object:
            react = React(*convene.talk)
            change = react.remove if takes_back else react.add
            return convene.told(change(convene.caller(name), convene.message(number), kind))

        self.both(deed)

    @precondition(lambda self: self.convenes[0].messages)
    @rule(number=place, name=who, elsewhere=st.none() | st.none() | place)
    def mark_read(self, number: int, name: str, elsewhere: int | None) -> None:
        def deed(convene: OneConvene) -> object:
            mark = MarkRead(convene.storage.transactions, convene.clock)
            where = convene.place_of(number) if elsewhere is None else convene.meeting_id(elsewhere)
            return repr(mark(convene.caller(name), where, convene.message(number)))

        self.both(deed)

    # What becomes of the meetings meanwhile

    @precondition(lambda self: len(self.convenes[0].meetings) < MOST_MEETINGS)
    @rule(
        host=st.sampled_from(["Ana", "Ben"]),
        guests=st.lists(who, max_size=2, unique=True),
        repeats=st.booleans(),
        visibility=st.sampled_from(Visibility),
        draft=st.booleans(),
        hidden=st.booleans(),
    )
    def schedule(
        self, host: str, guests: list[str], repeats: bool, visibility: Visibility, draft: bool, hidden: bool
    ) -> None:
        rules = ["RRULE:FREQ=DAILY;COUNT=5"] if repeats else []

        def deed(convene: OneConvene) -> None:
            command = ScheduleMeetingCommand(
                convene.caller(host),
                Details("Review", visibility=visibility),
                timed(),
                self._invitees(convene, guests),
                draft,
                parse_recurrence(rules, timed().start),
            )
            meeting = ScheduleMeeting(convene.storage.transactions, convene.clock)(command)
            convene.meetings.append(meeting.id)
            if hidden:
                self._change(convene, meeting.id, terms={"guests_see_guests": False})

        self.both(deed)

    @rule(number=place, visibility=st.sampled_from(Visibility), hidden=st.booleans(), publish=st.booleans())
    def show_or_hide(self, number: int, visibility: Visibility, hidden: bool, publish: bool) -> None:
        self.both(
            lambda convene: self._change(
                convene,
                convene.meeting_id(number),
                details={"visibility": visibility},
                terms={"guests_see_guests": not hidden},
                publish=publish,
            )
        )

    @rule(number=place, guests=st.lists(who, min_size=1, max_size=2, unique=True))
    def invite(self, number: int, guests: list[str]) -> None:
        def deed(convene: OneConvene) -> None:
            command = InviteGuestsCommand(
                self._host(convene, number), convene.meeting_id(number), self._invitees(convene, guests)
            )
            InviteGuests(convene.storage.transactions, convene.clock)(command)

        self.both(deed)

    @rule(number=place, guest=st.integers(0, 2))
    def lose_access(self, number: int, guest: int) -> None:
        def deed(convene: OneConvene) -> None:
            meeting = convene.meeting(number)
            if meeting is None or guest >= len(meeting.guests):
                return
            host = self._host(convene, number)
            command = RemoveGuestCommand(host, meeting.id, meeting.guests[guest].id, None)
            RemoveGuest(convene.storage.transactions, convene.clock)(command)

        self.both(deed)

    @rule(number=place, restore=st.booleans())
    def cancel_or_restore(self, number: int, restore: bool) -> None:
        def deed(convene: OneConvene) -> None:
            caller, meeting_id = self._host(convene, number), convene.meeting_id(number)
            given = convene.storage.transactions, convene.clock
            if restore:
                RestoreMeeting(*given)(RestoreMeetingCommand(caller, meeting_id))
            else:
                CancelMeeting(*given)(CancelMeetingCommand(caller, meeting_id, ""))

        self.both(deed)

    @rule(number=place, date=st.integers(0, 7), scope=scopes, cancel=st.booleans())
    def split(self, number: int, date: int, scope: Scope, cancel: bool) -> None:
        """Rehearsed first, which must leave nothing behind."""

        def edit(convene: OneConvene, dry_run: bool) -> SeriesEdit:
            host, meeting_id = self._host(convene, number), convene.meeting_id(number)
            name = convene.date_of(number, date) or ""
            if cancel:
                return CancelOccurrences(convene.editing)(
                    CancelOccurrencesCommand(host, meeting_id, name, scope, dry_run=dry_run)
                )
            command = ChangeOccurrencesCommand(
                host, meeting_id, name, scope, None, {"title": "From here on"}, dry_run=dry_run
            )
            return ChangeOccurrences(convene.editing)(command)

        def deed(convene: OneConvene) -> None:
            edit(convene, True)
            onward = edit(convene, False).meeting.meeting.id
            if onward not in convene.meetings:
                convene.meetings.append(onward)

        self.both(deed)

    @rule(number=place)
    def delete_a_draft(self, number: int) -> None:
        def deed(convene: OneConvene) -> None:
            command = DeleteDraftCommand(self._host(convene, number), convene.meeting_id(number), None)
            DeleteDraft(convene.storage.transactions, convene.clock)(command)

        self.both(deed)

    @rule(by=st.sampled_from([EDITABLE_FOR / 2, EDITABLE_FOR + timedelta(milliseconds=1)]))
    def time_goes_by(self, by: timedelta) -> None:
        for convene in self.convenes:
            convene.clock.advance(by)

    def _host(self, convene: OneConvene, number: int) -> Caller:
        meeting = convene.meeting(number)
        return Caller(meeting.host_id if meeting else convene.id_of("Ana"), Role.ADMIN)

    def _invitees(self, convene: OneConvene, guests: Sequence[str]) -> tuple[Invitee, ...]:
        return tuple(Invitee(person_id=convene.id_of(name)) for name in guests)

    def _change(self, convene: OneConvene, meeting_id: UUID, **changes: object) -> None:
        host = self._host(convene, convene.meetings.index(meeting_id))
        command = ChangeMeetingCommand(host, meeting_id, None, **changes)  # type: ignore[arg-type]
        ChangeMeeting(convene.storage.transactions, convene.clock)(command)


@pytest.fixture
def machine(shared_engine: Engine, shared_database_url: str) -> type[Conversations]:
    Conversations.engine, Conversations.url = shared_engine, shared_database_url
    return Conversations


def test_memory_and_postgres_hold_the_same_conversation(machine: type[Conversations]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
