"""No language misses a sentence, fills one with other values, or is written as another one is."""

import re
from collections.abc import Mapping
from string import Formatter

import pytest

from adapters.mail import wording
from application.identity.letterhead import CATALOGUES
from domain.identity.language import WrittenLanguage
from domain.notification.books import WORDINGS

NOTIFICATIONS = {language: each.catalogue.sentences for language, each in WORDINGS.items()}
ACCOUNTS = {language: each.sentences for language, each in CATALOGUES.items()}
AROUND = {
    language: {
        "copy": wording.COPY[language],
        "sent": wording.SENT_BY[language],
        "link": wording.ABOVE_LINK[language],
    }
    for language in WrittenLanguage
}
WRONGLY = {
    WrittenLanguage.ENGLISH: r"[\"']",
    WrittenLanguage.GERMAN: r"[\"'”]|(?<![.!?:] )\bSie\b|\S…$",
    WrittenLanguage.FRENCH: r"[\"'“”]|[ \u00a0][:;?!»]|«[ \u00a0]|[^\s«][;?!»]|\S:(?!//)|\b[Tt]u\b",
}
"""As `frontend/scripts/words.mjs` judges the words of the pages."""

Sentences = Mapping[WrittenLanguage, Mapping[str, str]]


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def faults(sentences: Sentences) -> list[str]:
    english, found = sentences[WrittenLanguage.ENGLISH], list[str]()
    for language in WrittenLanguage:
        mine = sentences[language]
        found += [f"{language}: {key} is in one language alone" for key in mine.keys() ^ english.keys()]
        for key in mine.keys() & english.keys():
            if values(mine[key]) != values(english[key]):
                found.append(f"{language}: {key} has the values {values(mine[key])}")
            if not mine[key].strip() or re.search(WRONGLY[language], mine[key]):
                found.append(f"{language}: {key} is written as another language is: {mine[key]}")
    return sorted(found)


@pytest.mark.parametrize("sentences", [NOTIFICATIONS, ACCOUNTS, AROUND], ids=["told", "accounts", "around"])
def test_every_language_says_everything(sentences: Sentences) -> None:
    assert faults(sentences) == []


@pytest.mark.parametrize(
    ("language", "spoilt"),
    [
        (WrittenLanguage.GERMAN, {}),
        (WrittenLanguage.GERMAN, {"zone": "Alle Zeiten gelten."}),
        (WrittenLanguage.GERMAN, {"zone": "Alle Zeiten gelten für “{zone}”."}),
        (WrittenLanguage.FRENCH, {"zone": "Les horaires : {zone}"}),
        (WrittenLanguage.FRENCH, {"zone": "«{zone}»"}),
        (WrittenLanguage.FRENCH, {"zone": "{zone}", "more": "{zone}"}),
    ],
)
def test_what_is_wrong_is_found(language: WrittenLanguage, spoilt: Mapping[str, str]) -> None:
    each = {language: {"zone": "{zone}"} for language in WrittenLanguage}
    assert faults(each) == []
    assert len(faults(each | {language: spoilt})) == 1
