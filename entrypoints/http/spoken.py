"""In which language pages and sentences are said to whoever asks (RFC 9110 §12.5.4).

Problem details stay English: they are for whoever writes a client, and clients know problems by their code.
"""

from collections.abc import Collection

from flask import Response, g, has_request_context, request

from domain.identity.language import Language, WrittenLanguage
from domain.notification.books import WORDINGS
from domain.notification.wording import Wording
from domain.recurrence.books import BOOKS
from domain.recurrence.phrasebook import Phrasebook

USUAL = "en"


def liked_best(offered: Collection[str], *, otherwise: str = USUAL) -> str:
    """What the request likes best of these; a country is no other language (de-CH is asked for German)."""
    for tag, quality in request.accept_languages:
        language = tag.lower().partition("-")[0]
        if quality > 0 and language in offered:
            return language
    return otherwise


def asked_book() -> Phrasebook:
    """For the language that the request likes best of ours; the answer says which one it is."""
    if not has_request_context():
        return BOOKS[USUAL]
    g.spoken = liked_best(BOOKS)
    return BOOKS[g.spoken]


def asked_wording(own: Language) -> Wording:
    """The same for sentences to somebody; a request that likes none of ours gets the reader's own."""
    usual = WrittenLanguage.of(own, otherwise=WrittenLanguage.ENGLISH)
    if not has_request_context():
        return WORDINGS[usual]
    g.spoken = liked_best(list(WORDINGS), otherwise=usual)
    return WORDINGS[WrittenLanguage(g.spoken)]


def say_language(response: Response) -> None:
    """Of an answer with sentences: their language, and that it hung on the request."""
    if "spoken" in g:
        response.headers["Content-Language"] = g.spoken
        response.vary.add("Accept-Language")
