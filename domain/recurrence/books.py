"""The languages in which rules can be said, by their tags (BCP 47)."""

from collections.abc import Mapping

from domain.recurrence.english import ENGLISH
from domain.recurrence.french import FRENCH
from domain.recurrence.german import GERMAN
from domain.recurrence.phrasebook import Phrasebook

BOOKS: Mapping[str, Phrasebook] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}
