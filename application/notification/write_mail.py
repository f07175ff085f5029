from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from application.identity.letterhead import Letterhead
from application.identity.ports import PeopleDirectory
from application.meeting.calendar_files import CalendarFiles
from application.notification.calendar_parts import calendar_part
from application.notification.meeting_card import meeting_card
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from domain.identity.language import Language, WrittenLanguage
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Timed
from domain.notification.books import WORDINGS
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import MAY_NOT_BE_SEEN, Channel, Kind
from domain.notification.telling import Addressee
from domain.notification.wording import Wording
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
    letterhead: Letterhead

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
        address, zone, language = reader
        wording = WORDINGS[language]
        calendar = self._calendar(bundle.to, meeting, notices, work) if meeting and notices else None
        said = [statement(each.kind, each.facts, zone, wording) for each in notices]
        has_times = meeting and isinstance(meeting.timing, Timed)
        zone_told = [wording.say("zone", zone=zone.key)] if has_times else []
        kinds = [each.kind for each in notices or bundle.notices]
        return Letter.write(
            address,
            subject(kinds, meeting.details.title if meeting else "", wording),
            "\n".join(said),
            *zone_told,
            reason_to_write(wording, has_account=bundle.to.person_id is not None),
            kind=kinds[0].value,
            link=self._link(bundle, meeting, set(kinds), wording),
            sections=meeting_card(meeting, notices, zone, wording) if meeting and notices else (),
            calendar=calendar,
            thread=str(meeting.id) if meeting else "",
            lasting=True,
            person_id=bundle.to.person_id,
            letter_id=bundle.id,
            language=wording.tag,
            now=now,
        )

    def _reader(self, to: Addressee, meeting: Meeting | None) -> tuple[str, ZoneInfo, WrittenLanguage] | None:
        """Where the letter goes, by which clocks its times are told, and in which language.

        Guests without an account read that of the host. None: to nobody any more.
        """
        reader_id = to.person_id or (meeting.host_id if meeting else None)
        person = self.people.find(reader_id) if reader_id else None
        language = self.letterhead.language_for(person.language if person else Language.AUTOMATIC)
        if to.person_id is not None:
            return (person.email, zone_named(person.time_zone), language) if person else None
        timing = meeting.timing if meeting else None
        zone = timing.start.zone if isinstance(timing, Timed) else ZoneInfo("UTC")
        return to.email, zone, language

    def _link(
        self, bundle: Bundle, meeting: Meeting | None, kinds: set[Kind], wording: Wording
    ) -> Link | None:
        if bundle.to.person_id is None:
            return None
        if kinds == {Kind.SECOND_FACTOR_NEEDED}:
            return Link(wording.say("link.second_factor"), f"{self.letterhead.url}/settings/security")
        if meeting is None or kinds & MAY_NOT_BE_SEEN:
            return Link(wording.say("link.inbox"), f"{self.letterhead.url}/inbox")
        return Link(wording.say("link.meeting"), f"{self.letterhead.url}/meetings/{meeting.id}")

    def _calendar(
        self, to: Addressee, meeting: Meeting, notices: list[Notice], work: NotificationWork
    ) -> CalendarPart | None:
        """For those whose calendar does not hear of it from us."""
        if to.person_id is not None:
            return None
        people = self.people.named({meeting.host_id})
        return calendar_part(to, meeting, notices, people, work, self.calendar_files)
