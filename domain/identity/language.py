"""In which language Convene speaks to somebody."""

from enum import StrEnum


class Language(StrEnum):
    """``AUTOMATIC``: as their browser has it; letters, which know no browser, are in the organisation's."""

    AUTOMATIC = "automatic"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    ARABIC = "ar"


class WrittenLanguage(StrEnum):
    """What letters are written in, and every other sentence that the server makes."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"

    @classmethod
    def of(cls, language: Language, *, otherwise: "WrittenLanguage") -> "WrittenLanguage":
        return cls(language.value) if language.value in list(cls) else otherwise
