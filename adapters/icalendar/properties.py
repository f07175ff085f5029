"""Single properties of an event, read with the ``icalendar`` package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.icalendar.values import parts_of, unescaped


class NotImportable(Exception):
    """This event cannot become a meeting."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Property:
    """``value`` as it stands in the file, ``line`` all of it unfolded; ``text`` without the escapes of TEXT
    (RFC 5545 §3.3.11).
    """

    name: str
    parameters: Mapping[str, str]
    value: str
    line: str = ""

    @property
    def text(self) -> str:
        return unescaped(self.value)


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of one event, in their order."""

    all: Sequence[Property]

    def every(self, name: str) -> list[Property]:
        return [each for each in self.all if each.name == name]

    def only(self, name: str) -> Property | None:
        """The property that may stand once. Raises NotImportable when it stands there twice."""
        found = self.every(name)
        if len(found) > 1:
            raise NotImportable("malformed_property", f"{name} stands there {len(found)} times")
        return found[0] if found else None

    def first_text(self, name: str) -> str:
        """Of properties that some programs repeat, the first one; empty when there is none."""
        return next((each.text for each in self.every(name)), "")

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self.all)


def properties(lines: Sequence[bytes]) -> Properties:
    """Raises NotImportable for a line that is not UTF-8 or not a property."""
    return Properties([_property(line) for line in lines])


def _property(line: bytes) -> Property:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise NotImportable("not_utf8", "some of its text is not UTF-8; save the file as UTF-8") from None
    head = text[:40].partition(":")[0].partition(";")[0]
    try:
        return Property(*parts_of(text), text)
    except ValueError:
        raise NotImportable("malformed_property", f"the line {head!r} cannot be read") from None
