"""Nothing that somebody writes can become a header, another recipient or markup (S27, S28)."""

from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.mail.message import message_of
from domain.shared.ids import new_id
from domain.shared.letter import CalendarPart, Letter, Link, Section
from tests.builders import NOW, a_letter

CONVENE = Address("Convene", "convene", "meet.example.org")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
}
hostile = st.text(
    st.sampled_from('\r\n\x00\x0b\x0c\x1c\x85\u2028 ,;:<>@"()\\=?a&{}\ud800é😀'), max_size=30
) | st.sampled_from(
    [
        "x\r\nBcc: eve@example.org",
        "x\r\n\r\n<script>alert(1)</script>",
        "x\n\tfolded",
        "=?utf-8?q?x=0D=0ABcc:_eve@example.org?=",
        "BEGIN:VEVENT\r\nEND:VEVENT",
        '"><img src=x onerror=alert(1)>',
        "\r\n.\r\nMAIL FROM:<eve@example.org>\r\n",
    ]
)


def received(letter: Letter) -> EmailMessage:
    message = message_from_bytes(message_of(letter, CONVENE).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


class Tags(HTMLParser):
    """What a browser would make of it: which elements there are, and what they say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.hrefs: list[str | None] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.hrefs += [value for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") or name == "src" for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


PLAIN = Tags(content(received(a_letter(link=Link("a", "https://b"))), "html")).names


@settings(deadline=None)
@given(st.tuples(*(hostile for _ in range(6))))
def test_no_field_can_add_a_header_a_recipient_or_markup(fields: tuple[str, ...]) -> None:
    to, subject, first, second, words, url = fields
    letter = Letter(new_id(NOW), f"ben{to}@example.org", subject, (first, second), Link(words, url), NOW)
    message = received(letter)
    assert set(message.keys()) == HEADERS
    assert len(message.keys()) == len(HEADERS)
    assert not {"\r", "\n"} & set(message["Subject"] + message["To"])
    assert len(message["To"].addresses) <= 1
    assert message["From"].addresses == (CONVENE,)
    assert message["Message-ID"] == f"<{letter.id}@meet.example.org>"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    names = [name for name in Tags(content(message, "html")).names if name != "br"]
    assert names == [name for name in PLAIN if name != "br"]


@settings(deadline=None)
@given(st.tuples(*(hostile for _ in range(4))))
def test_no_section_can_add_markup(fields: tuple[str, ...]) -> None:
    def names(heading: str, line: str, words: str, url: str) -> list[str]:
        section = Section(heading, (line,), Link(words, url))
        return [
            each
            for each in Tags(content(received(replace(a_letter(), sections=(section,))), "html")).names
            if each != "br"
        ]

    assert names(*fields) == names("a", "b", "c", "d")


def test_sections_stand_in_both_parts() -> None:
    section = Section(
        "Budget", ("At nine.", "https://video.example.org/a?b=c&d"), Link("Open", "https://x.org/1")
    )
    message = received(replace(a_letter(), sections=(section,)))
    assert "\n\nBudget\n- At nine.\n- https://video.example.org/a?b=c&d\n  https://x.org/1\n\n" in content(
        message, "plain"
    )
    html = Tags(content(message, "html"))
    assert html.hrefs == ["https://x.org/1", "https://video.example.org/a?b=c&d"]
    assert "Budget" in html.text


def test_both_parts_say_the_same() -> None:
    message = received(
        a_letter("zoé@example.org", link=Link("Join in", "https://meet.example.org/x#token=a&b"))
    )
    assert (message["Subject"], message["Auto-Submitted"]) == ("Welcome", "auto-generated")
    assert message["To"].addresses[0].addr_spec == "zoé@example.org"
    assert content(message, "plain") == (
        "Hello,\n\nJoin in:\nhttps://meet.example.org/x#token=a&b\n\n"
        "good that you are here.\n\n-- \nConvene\n"
    )
    html = Tags(content(message, "html"))
    assert html.hrefs == ["https://meet.example.org/x#token=a&b"]
    for words in ("Hello,", "Join in", "good that you are here.", "Convene"):
        assert words in html.text


def test_a_repeat_is_recognised_as_one() -> None:
    letter = a_letter()
    first, again = received(letter), received(letter)
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    assert first["Message-ID"] != received(a_letter())["Message-ID"]


def test_every_script_gets_through() -> None:
    letter = Letter.write("ben@example.org", "Réunion 会議 اجتماع 😀", "مرحبا\n会議", kind="news", now=NOW)
    raw = message_of(letter, CONVENE).as_bytes()
    assert raw.isascii()
    assert received(letter)["Subject"] == "Réunion 会議 اجتماع 😀"
    assert content(received(letter), "plain").startswith("مرحبا\n会議\n")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def test_the_part_for_calendars_stands_beside_the_others() -> None:
    lines = ["BEGIN:VCALENDAR", "METHOD:REQUEST", "SUMMARY:Zoë's réunion\\nBEGIN:VEVENT", "END:VCALENDAR"]
    letter = replace(a_letter(), calendar=CalendarPart("REQUEST", "\r\n".join(lines)), thread="review")
    message = received(letter)
    assert set(message.keys()) == HEADERS | {"References"}
    assert message["References"] == "<review@meet.example.org>"
    *_, part = message.walk()
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "REQUEST")
    assert part.get_payload(decode=True) == ("\r\n".join(lines) + "\r\n").encode()
