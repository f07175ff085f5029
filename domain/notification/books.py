"""The languages in which people are told what happened."""

from collections.abc import Mapping

from domain.identity.language import WrittenLanguage
from domain.notification.english import ENGLISH
from domain.notification.french import FRENCH
from domain.notification.german import GERMAN
from domain.notification.wording import Wording

WORDINGS: Mapping[WrittenLanguage, Wording] = {
    WrittenLanguage.ENGLISH: ENGLISH,
    WrittenLanguage.GERMAN: GERMAN,
    WrittenLanguage.FRENCH: FRENCH,
}
