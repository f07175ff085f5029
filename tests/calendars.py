"""Calendar files, made and found."""

from collections.abc import Sequence
from pathlib import Path

# Files that other programs wrote. They are not ours to copy: tests read them beside the checkout.
REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "data" / "calendars"
MISSING = (
    f"REAL CALENDAR FILES ARE MISSING: put them into {REAL_FILES.parent.name}/calendars beside the checkout"
)


def an_event(
    *lines: str, uid: str | None = "one@example.org", start: str = "DTSTART:20261201T093000Z"
) -> str:
    """A VEVENT of one hour, unless ``lines`` say otherwise."""
    given = {line.partition(":")[0].partition(";")[0] for line in lines}
    defaults = [f"UID:{uid}"] if uid and "UID" not in given else []
    defaults += [start] if start and "DTSTART" not in given else []
    defaults += [] if given & {"DTEND", "DURATION"} or "VALUE=DATE:" in start else ["DURATION:PT1H"]
    return "\r\n".join(["BEGIN:VEVENT", *defaults, *lines, "END:VEVENT"])


def a_calendar(*events: str, before: Sequence[str] = ()) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *before, *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()
