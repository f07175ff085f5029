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
from domain.notification.kind import EVEN_WHEN_LOST, MAY_NOT_BE_SEEN, Channel, Kind
from domain.notification.telling import Addressee
from domain.notification.wording import Wording
from domain.notification.words import reason_to_write, statement, subject
from domain.shared.letter import CalendarPart, Delivery, Letter, Link
from domain.shared.time_zone import zone_named


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where the letter goes, by which clocks its times are told, and in which language.

    ``sees``: the meeting, by now; else they read the title that they knew.
    """

    address: str
    zone: ZoneInfo
    language: WrittenLanguage
    sees: bool


@dataclass(frozen=True, slots=True)
class WriteMail:
    """Turns a bundle whose hold is over into a letter, or into nothing when all was taken back, or is about a
    meeting that its reader may not see by then.

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
            written = self._letter(bundle, work, now)
            if written is not None:
                letter, tells = written
                if tells:
                    work.letters.add(letter)
                else:
                    work.letters.save(Delivery.unsent(letter))
            work.bundles.remove(bundle)
            return True

    def _letter(self, bundle: Bundle, work: NotificationWork, now: datetime) -> tuple[Letter, bool] | None:
        """And whether there is anything left to tell."""
        meeting = work.meetings.find(bundle.meeting_id) if bundle.meeting_id else None
        reader = self._reader(bundle.to, meeting)
        if reader is None or (bundle.meeting_id and meeting is None):
            return None
        zone, wording = reader.zone, WORDINGS[reader.language]
        notices = [each for each in bundle.left if reader.sees or each.kind in EVEN_WHEN_LOST]
        calendar = self._calendar(bundle.to, meeting, notices, work) if meeting and notices else None
        said = [statement(each.kind, each.facts, zone, wording) for each in notices]
        has_times = meeting and isinstance(meeting.timing, Timed)
        zone_told = [wording.say("zone", zone=zone.key)] if has_times else []
        kinds = [each.kind for each in notices or bundle.notices]
        shown = meeting if reader.sees else None
        title = shown.details.title if shown else bundle.notices[-1].facts.get("title", "")
        letter = Letter.write(
            reader.address,
            subject(kinds, title, wording),
            "\n".join(said),
            *zone_told,
            reason_to_write(wording, has_account=bundle.to.person_id is not None),
            kind=kinds[0].value,
            link=self._link(bundle, shown, set(kinds), wording),
            sections=meeting_card(shown, notices, zone, wording) if shown and notices else (),
            calendar=calendar,
            thread=str(meeting.id) if meeting else "",
            lasting=True,
            person_id=bundle.to.person_id,
            letter_id=bundle.id,
            language=wording.tag,
            now=now,
        )
        return letter, bool(notices)

    def _reader(self, to: Addressee, meeting: Meeting | None) -> _Reader | None:
        """Guests without an account read the language of the host. None: nobody is there any more."""
        reader_id = to.person_id or (meeting.host_id if meeting else None)
        person = self.people.find(reader_id) if reader_id else None
        language = self.letterhead.language_for(person.language if person else Language.AUTOMATIC)
        if to.person_id is None:
            timing = meeting.timing if meeting else None
            zone = timing.start.zone if isinstance(timing, Timed) else ZoneInfo("UTC")
            invited = meeting is not None and any(guest.email == to.email for guest in meeting.guests)
            return _Reader(to.email, zone, language, invited)
        if person is None:
            return None
        sees = meeting is None or meeting.is_visible_to(
            person.id, in_organisation=person.role.in_organisation
        )
        return _Reader(person.email, zone_named(person.time_zone), language, sees)

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
