"""A letter as an Internet message (RFC 5322): plain text, the same as HTML, and for calendars."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from adapters.mail.html import html_of
from adapters.mail.wording import above_link
from domain.shared.letter import Letter, Section

_SPECIALS = re.compile(r'[\s()<>\[\]:;\\,"]')


def message_of(letter: Letter, sender: Address) -> EmailMessage:
    """The same letter is the same message again, but for the boundary between its parts.

    Nothing in a letter can begin another header: whatever is not printable becomes a blank.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient(letter)
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: so that nobody's holiday reply comes back
    message.set_content(_storable(_text(letter, sender)), cte="quoted-printable")
    html = html_of(letter, subject=_one_line(letter.subject), sender=sender.display_name)
    message.add_alternative(_storable(html), subtype="html", cte="quoted-printable")
    if letter.thread:
        message["References"] = f"<{letter.thread}@{sender.domain}>"
    if letter.calendar is not None:
        method = {"method": letter.calendar.method}
        message.add_alternative(letter.calendar.text, subtype="calendar", params=method, cte="base64")
    message["Content-Language"] = letter.language  # RFC 3282; behind the parts, which take such headers along
    return message


def recipient(letter: Letter) -> Address:
    """One address, whatever stands in it: what separates addresses (RFC 5322 §3.2.3) becomes a line."""
    local, _, domain = _SPECIALS.sub("_", _one_line(letter.to)).rpartition("@")
    return Address(username=local.replace("@", "_"), domain=domain)


def _text(letter: Letter, sender: Address) -> str:
    first, *rest = letter.paragraphs or ("",)
    words = above_link(letter.language, letter.link.words) if letter.link else ""
    link = (f"{words}\n{letter.link.url}",) if letter.link else ()
    sections = map(_section_text, letter.sections)
    return "\n\n".join((first, *sections, *link, *rest, f"-- \n{sender.display_name}")) + "\n"


def _section_text(section: Section) -> str:
    link = [f"  {section.link.url}"] if section.link else []
    return "\n".join((section.heading, *(f"- {line}" for line in section.lines), *link))


def _one_line(text: str) -> str:
    """Fit for a header: also without encoded words (RFC 2047), for they may hide line breaks."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.replace("=?", "= ?").split())


def _storable(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding carries."""
    return text.encode("utf-8", "replace").decode()
