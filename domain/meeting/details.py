"""What a meeting is about and where it is held."""

from dataclasses import dataclass, fields
from enum import StrEnum
from urllib.parse import urlsplit

from domain.meeting.refusals import InvalidConferenceUrl
from domain.shared.text import folded, one_line, prose

SOUGHT_IN = ("title", "description", "location")
"""Members in which words are looked for."""


class Visibility(StrEnum):
    """Who may see more than "busy": the host and the guests, or everybody in the organisation."""

    PRIVATE = "private"
    ORGANISATION = "organisation"


class Commitment(StrEnum):
    """What a meeting asks of its people's time (RFC 5545 §3.8.2.7, and more).

    ``free``: it shows in calendars and keeps nobody busy. ``busy``: others can see that one is busy, and may
    still invite. ``exclusive``: nobody who has to be there can be in another exclusive meeting then.
    """

    FREE = "free"
    BUSY = "busy"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, slots=True)
class Details:
    """Checked on creation; raises InvalidText or InvalidConferenceUrl."""

    title: str
    description: str = ""
    location: str = ""
    conference_url: str | None = None
    visibility: Visibility = Visibility.PRIVATE
    commitment: Commitment = Commitment.BUSY

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", one_line(self.title, name="title", longest=300))
        prose(self.description, name="description", longest=20_000)
        prose(self.location, name="location", longest=500)
        if self.conference_url is not None:
            _check_url(self.conference_url)

    @property
    def sought(self) -> str:
        """What searches look in, folded as the words are that they look for."""
        return folded("\n".join(getattr(self, member) for member in SOUGHT_IN))

    def differences(self, other: "Details") -> tuple[str, ...]:
        """Names of the members in which ``other`` differs, in their order."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


def _check_url(url: str) -> None:
    """Only http and https: this becomes a link on other people's pages."""
    try:
        parts = urlsplit(prose(url, name="conference_url", longest=2_000))
        good = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and url.isprintable()
            and " " not in url
        )
    except ValueError:
        good = False
    if not good:
        raise InvalidConferenceUrl(
            "the conference link must start with https:// or http://", field=("conference_url",)
        )
