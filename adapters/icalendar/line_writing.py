"""From values to content lines (RFC 5545 §3.1, §3.3.11; RFC 6868)."""

import re

LONGEST_LINE = 75  # octets, without the line end
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|\n")


def text(value: str) -> str:
    """As a TEXT value. Nothing in it can end the property: line breaks become \\n, controls go."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROLS.sub("", _LINE_END.sub("\\\\n", escaped))


def parameter(value: str) -> str:
    """As a quoted parameter value."""
    escaped = value.replace("^", "^^").replace('"', "^'")
    return f'"{_CONTROLS.sub("", _LINE_END.sub("^n", escaped))}"'


def folded(line: str) -> bytes:
    """The line with its end, cut so that no piece is longer than LONGEST_LINE and no character is torn."""
    octets = line.encode()
    pieces, start, room = [], 0, LONGEST_LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
