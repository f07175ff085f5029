"""How PostgreSQL parts text into words, and what the indexes of words hold."""

from domain.shared.words import BETWEEN_WORDS

_APART = "'" + BETWEEN_WORDS.replace("'", "''") + "'"


def spaced_words(column: str) -> str:
    """The same as ``domain.shared.words`` makes of folded text, but for the blank before all of it."""
    return f"translate({column}, {_APART}, repeat(' ', {len(BETWEEN_WORDS)}))"


def indexed_words(column: str) -> str:
    """Migrations write it out: whoever changes what parts words changes the indexes too."""
    return f"to_tsvector('simple'::regconfig, {spaced_words(column)})"
