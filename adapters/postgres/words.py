"""How PostgreSQL parts text into words, and what the indexes of words hold."""

from collections.abc import Sequence

from domain.shared.words import BETWEEN_WORDS

_APART = "'" + BETWEEN_WORDS.replace("'", "''") + "'"


def spaced_words(column: str) -> str:
    """The same as ``domain.shared.words`` makes of folded text, but for the blank before all of it."""
    return f"translate({column}, {_APART}, repeat(' ', {len(BETWEEN_WORDS)}))"


def says(column: str, needles: str) -> str:
    """Whether each of the needles stands in the spaced words of the column."""
    text = f"' ' || {spaced_words(column)}"
    return f"(SELECT bool_and(strpos({text}, needle) > 0) FROM unnest({needles}) AS needle)"


def query_of(words: Sequence[str]) -> str:
    """For ``to_tsquery``: each begins a word. None of them holds a quotation mark."""
    return " & ".join(f"'{word}':*" for word in words).replace("\\", "\\\\")


def indexed_words(column: str) -> str:
    """Migrations write it out: whoever changes what parts words changes the indexes too."""
    return f"to_tsvector('simple'::regconfig, {spaced_words(column)})"
