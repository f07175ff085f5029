"""A letter as an Internet message (RFC 5322): plain text, the same as simple HTML, and for calendars."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from domain.shared.letter import Letter, Section

_SPECIALS = re.compile(r'[\s()<>\[\]:;\\,"]')

_HTML = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{subject}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto" dir="auto">
{content}
<p style="margin:32px 0 0;font-size:13px;opacity:.7">{sender}</p>
</div>
</body>
</html>
"""
_PARAGRAPH = '<p style="margin:0 0 16px">{text}</p>'
_BUTTON = (
    '<p style="margin:24px 0"><a href="{url}" style="display:inline-block;padding:10px 18px;'
    'border-radius:6px;background:#1f4fbf;color:#ffffff;text-decoration:none;font-weight:600">{words}</a></p>'
    '<p style="margin:0 0 16px;font-size:13px;overflow-wrap:anywhere">Or copy this address: {url}</p>'
)


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
    message.add_alternative(_storable(_html(letter, sender)), subtype="html", cte="quoted-printable")
    if letter.thread:
        message["References"] = f"<{letter.thread}@{sender.domain}>"
    if letter.calendar is not None:
        method = {"method": letter.calendar.method}
        message.add_alternative(letter.calendar.text, subtype="calendar", params=method, cte="base64")
    return message


def recipient(letter: Letter) -> Address:
    """One address, whatever stands in it: what separates addresses (RFC 5322 §3.2.3) becomes a line."""
    local, _, domain = _SPECIALS.sub("_", _one_line(letter.to)).rpartition("@")
    return Address(username=local.replace("@", "_"), domain=domain)


def _text(letter: Letter, sender: Address) -> str:
    first, *rest = letter.paragraphs or ("",)
    link = (f"{letter.link.words}:\n{letter.link.url}",) if letter.link else ()
    sections = map(_section_text, letter.sections)
    return "\n\n".join((first, *sections, *link, *rest, f"-- \n{sender.display_name}")) + "\n"


def _section_text(section: Section) -> str:
    link = [f"  {section.link.url}"] if section.link else []
    return "\n".join((section.heading, *(f"- {line}" for line in section.lines), *link))


def _html(letter: Letter, sender: Address) -> str:
    first, *rest = letter.paragraphs or ("",)
    parts = [_paragraph(first), *map(_section, letter.sections), *map(_paragraph, rest)]
    if letter.link:
        parts.insert(
            1 + len(letter.sections),
            _BUTTON.format(url=escape(letter.link.url), words=escape(letter.link.words)),
        )
    content = "\n".join(parts)
    return _HTML.format(
        subject=escape(_one_line(letter.subject)), content=content, sender=escape(sender.display_name)
    )


def _section(section: Section) -> str:
    heading = f"<strong>{escape(section.heading)}</strong>"
    if section.link:
        heading = f'<a href="{escape(section.link.url)}">{heading}</a>'
    return "\n".join((f"<p>{heading}</p>", *map(_paragraph, section.lines)))


def _paragraph(text: str) -> str:
    return _PARAGRAPH.format(text=escape(text).replace("\n", "<br>\n"))


def _one_line(text: str) -> str:
    """Fit for a header: also without encoded words (RFC 2047), for they may hide line breaks."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.replace("=?", "= ?").split())


def _storable(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding carries."""
    return text.encode("utf-8", "replace").decode()
