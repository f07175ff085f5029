"""What stands around every letter, by its language: what is missing is said in English."""

from collections.abc import Mapping

COPY: Mapping[str, str] = {
    "en": "Or copy this address: {url}",
    "de": "Oder kopiere diese Adresse: {url}",
    "fr": "Ou copiez cette adresse\u202f: {url}",
}
ABOVE_LINK: Mapping[str, str] = {"en": "{words}:", "de": "{words}:", "fr": "{words}\u202f:"}
SENT_BY: Mapping[str, str] = {
    "en": "Sent by {sender}.",
    "de": "Gesendet von {sender}.",
    "fr": "Envoyé par {sender}.",
}


def copy_address(language: str, url: str) -> str:
    return COPY.get(language, COPY["en"]).format(url=url)


def above_link(language: str, words: str) -> str:
    """In plain text, where the address stands in the next line."""
    return ABOVE_LINK.get(language, ABOVE_LINK["en"]).format(words=words)


def sent_by(language: str, sender: str) -> str:
    return SENT_BY.get(language, SENT_BY["en"]).format(sender=sender)
