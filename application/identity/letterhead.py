from collections.abc import Mapping
from dataclasses import dataclass

from application.identity.english import ENGLISH
from application.identity.french import FRENCH
from application.identity.german import GERMAN
from application.identity.ports import HouseBook
from domain.identity.language import Language, WrittenLanguage
from domain.shared.catalogue import Catalogue

CATALOGUES: Mapping[WrittenLanguage, Catalogue] = {
    WrittenLanguage.ENGLISH: ENGLISH,
    WrittenLanguage.GERMAN: GERMAN,
    WrittenLanguage.FRENCH: FRENCH,
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What letters have in common: where their links lead, and in which language each is written."""

    url: str
    house_book: HouseBook

    def language_for(self, chosen: Language = Language.AUTOMATIC) -> WrittenLanguage:
        """What its reader chose; for whoever chose none, or one without letters, the organisation's."""
        return WrittenLanguage.of(chosen, otherwise=self.house_book.rules().language)

    def words_for(self, chosen: Language = Language.AUTOMATIC) -> Catalogue:
        """Of letters about accounts."""
        return CATALOGUES[self.language_for(chosen)]
