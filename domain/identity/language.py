"""In which language Convene speaks to somebody."""

from enum import StrEnum


class Language(StrEnum):
    """``AUTOMATIC``: as their browser has it. Letters are English whatever it is, so far."""

    AUTOMATIC = "automatic"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    ARABIC = "ar"
