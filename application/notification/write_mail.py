from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from application.identity.ports import PeopleDirectory
from application.meeting.calendar_files import CalendarFiles
from application.notification.calendar_parts import calendar_part
from application.notification.meeting_card import meeting_card
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Timed
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import MAY_NOT_BE_SEEN, Channel, Kind
from domain.notification.telling import Addressee
from domain.notification.words import reason_to_write, statement, subject
from domain.shared.letter import CalendarPart, Delivery, Letter, Link
from domain.shared.time_zone import zone_named


@dataclass(frozen=True, slots=True)
class WriteMail:
    """Turns a bundle whose hold is over into a letter, or into nothing when all was taken back.

    Several workers may. The letter is written in the transaction that takes the bundle away: once.
    """

    transactions: Transactions[NotificationWork]
    people: PeopleDirectory
    calendar_files: CalendarFiles
    clock: Clock
    url: str

    def __call__(self) -> bool:
        """Whether a bundle was due, so that there may be another."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            bundle = work.bundles.due(Channel.EMAIL, now)
            if bundle is None:
                return False
            letter = self._letter(bundle, work, now)
            if letter is not None and bundle.left:
                work.letters.add(letter)
            elif letter is not None:
                work.letters.save(Delivery.unsent(letter))
            work.bundles.remove(bundle)
            return True

    def _letter(self, bundle: Bundle, work: NotificationWork, now: datetime) -> Letter | None:
        notices = bundle.left
        meeting = work.meetings.find(bundle.meeting_id) if bundle.meeting_id else None
        reader = self._reader(bundle.to, meeting)
        if reader is None or (bundle.meeting_id and meeting is None):
            return None
        address, zone = reader
        calendar = self._calendar(bundle.to, meeting, notices, work) if meeting and notices else None
        said = [statement(each.kind, each.facts, zone) for each in notices]
        kinds = [each.kind for each in notices or bundle.notices]
        return Letter.write(
            address,
            subject(kinds, meeting.details.title if meeting else ""),
            "\n".join(said),
            *([f"Times are those of {zone.key}."] if meeting and isinstance(meeting.timing, Timed) else []),
            reason_to_write(has_account=bundle.to.person_id is not None),
            kind=kinds[0].value,
            link=self._link(bundle, meeting, set(kinds)),
            sections=meeting_card(meeting, notices, zone) if meeting and notices else (),
            calendar=calendar,
            thread=str(meeting.id) if meeting else "",
            lasting=True,
            person_id=bundle.to.person_id,
            letter_id=bundle.id,
            now=now,
        )

    def _reader(self, to: Addressee, meeting: Meeting | None) -> tuple[str, ZoneInfo] | None:
        """Where the letter goes, and by which clocks its times are told; None: to nobody any more."""
        if to.person_id is not None:
            person = self.people.find(to.person_id)
            return (person.email, zone_named(person.time_zone)) if person else None
        timing = meeting.timing if meeting else None
        return to.email, timing.start.zone if isinstance(timing, Timed) else ZoneInfo("UTC")

    def _link(self, bundle: Bundle, meeting: Meeting | None, kinds: set[Kind]) -> Link | None:
        if bundle.to.person_id is None:
            return None
        if kinds == {Kind.SECOND_FACTOR_NEEDED}:
            return Link("Set up a second factor", f"{self.url}/settings/security")
        if meeting is None or kinds & MAY_NOT_BE_SEEN:
            return Link("Open your inbox", f"{self.url}/inbox")
        return Link("Open the meeting", f"{self.url}/meetings/{meeting.id}")

    def _calendar(
        self, to: Addressee, meeting: Meeting, notices: list[Notice], work: NotificationWork
    ) -> CalendarPart | None:
        """For those whose calendar does not hear of it from us."""
        if to.person_id is not None:
            return None
        people = self.people.named({meeting.host_id})
        return calendar_part(to, meeting, notices, people, work, self.calendar_files)
