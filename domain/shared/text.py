"""Text that people write."""

import unicodedata

from domain.shared.refusal import InvalidValue


class InvalidText(InvalidValue):
    code = "invalid_text"


def one_line(text: str, *, name: str, longest: int) -> str:
    """``text`` without outer blanks; refuses emptiness, line breaks and control characters."""
    line = text.strip()
    if not line:
        raise InvalidText(f"the {name} is empty", field=(name,))
    if not line.isprintable() and any(ord(character) < 32 or ord(character) == 127 for character in line):
        raise InvalidText(f"the {name} must be one line without control characters", field=(name,))
    return prose(line, name=name, longest=longest)


def prose(text: str, *, name: str, longest: int) -> str:
    """``text`` as it is; refuses what cannot be stored or sent: NUL, lone surrogates, too many characters."""
    if len(text) > longest:
        raise InvalidText(f"the {name} is longer than {longest:,} characters", field=(name,))
    if "\x00" in text:
        raise InvalidText(f"the {name} contains a NUL character", field=(name,))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidText(f"the {name} contains half of a surrogate pair", field=(name,))
    return text


def folded(text: str) -> str:
    """``text`` without case, accents and other marks, for comparing; the same however often it is folded."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
