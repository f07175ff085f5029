"""From octets to content lines (RFC 5545 §3.1)."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

# The line ends of all systems; bytes.splitlines would also cut at other control characters.
_PHYSICAL_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def content_lines(octets: bytes) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines without their ends, each with the number of its first line in the file, from 1.

    A fold may cut a character in two, so octets are joined before anybody decodes them. One pass, and each
    octet is copied once: the cost does not depend on where the folds are.
    """
    pieces: list[bytes] = []
    began_at = 0
    for number, match in enumerate(_PHYSICAL_LINE.finditer(octets.removeprefix(BOM_UTF8)), start=1):
        line = match[1]
        if not line:
            continue
        if pieces and line[:1] in b" \t":
            pieces.append(line[1:])
            continue
        if pieces:
            yield began_at, b"".join(pieces)
        pieces, began_at = [line], number
    if pieces:
        yield began_at, b"".join(pieces)
