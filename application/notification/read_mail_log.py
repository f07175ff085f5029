from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.looks import Looks
from application.identity.ports import KnownPerson, PeopleDirectory
from application.notification.mail_log import LoggedMail, MailFilter, MailLog
from application.shared.cursor import cursor_after, id_of
from domain.identity.language import Language
from domain.identity.role import Permission
from domain.notification.refusals import MailNotFound


@dataclass(frozen=True, slots=True)
class MailPage:
    """``people``: to whom it was written, by id. ``domain``: what stands behind the @ of a Message-ID.

    ``language``: the reader's own.
    """

    mails: Sequence[LoggedMail]
    people: Mapping[UUID, KnownPerson]
    domain: str
    language: Language
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ReadMailLog:
    """What became of mail, the newest first. That an admin looked is an entry of the audit trail.

    Raises PermissionMissing, InvalidCursor or MailNotFound.
    """

    mail_log: MailLog
    people: PeopleDirectory
    looks: Looks
    domain: str

    def __call__(self, caller: Caller, wanted: MailFilter, *, cursor: str | None, limit: int) -> MailPage:
        caller.must(Permission.READ_MAIL)
        before = None if cursor is None else id_of(cursor)
        found = self.mail_log.search(wanted, before=before, limit=limit + 1)
        page = found[:limit]
        following = cursor_after(str(page[-1].id)) if len(found) > limit else None
        self.looks.enter(caller, "mail.read", person_id=wanted.person_id)
        return self._shown(caller, page, following)

    def one(self, caller: Caller, mail_id: UUID) -> MailPage:
        caller.must(Permission.READ_MAIL)
        found = self.mail_log.find(mail_id)
        if found is None:
            raise MailNotFound("there is no such mail; what became of one is kept for 90 days")
        self.looks.enter(caller, "mail.read", person_id=found.person_id)
        return self._shown(caller, [found])

    def _shown(self, caller: Caller, mails: Sequence[LoggedMail], next_cursor: str | None = None) -> MailPage:
        people = self.people.named({each.person_id for each in mails if each.person_id})
        reader = self.people.find(caller.person_id)
        language = reader.language if reader else Language.AUTOMATIC
        return MailPage(mails, people, self.domain, language, next_cursor)
