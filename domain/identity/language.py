"""In which language Convene speaks to somebody."""

from enum import StrEnum


class Language(StrEnum):
    """``AUTOMATIC``: as their browser has it, and English where there is none, as in letters."""

    AUTOMATIC = "automatic"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    ARABIC = "ar"
