"""Words that somebody looks for, and the words that others wrote."""

import re
from collections.abc import Sequence

from domain.shared.text import folded

BETWEEN_WORDS = "\t\n\r !\"#$&'()*+,-./:;<=>?@[]^_`{|}~\xa1\xab\xb7\xbb\xbf–—‘’“”„•…、。「」『』【】〜،؛؟।"
"""What ends a word; storages take the same for an end. No backslash, no per cent sign: SQL reads those."""

MOST_WORDS = 12
"""So many of a query count; who writes more looks for one text in particular."""

_TO_BLANKS = str.maketrans(BETWEEN_WORDS, " " * len(BETWEEN_WORDS))
# Thai, Lao, Myanmar and Khmer; kana, Han and what is written among them: words stand side by side there.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def sought_words(text: str) -> tuple[str, ...]:
    """The words of a query, folded, each once."""
    return tuple(dict.fromkeys(folded(text).translate(_TO_BLANKS).split()))[:MOST_WORDS]


def beginnings(words: Sequence[str]) -> list[str]:
    """What stands in ``spaced`` text where each of the words begins one."""
    return [f" {word}" for word in words]


def anywhere(words: Sequence[str]) -> list[str]:
    """The same, but of scripts that put no blanks between words: there a word may stand anywhere."""
    return [word if _UNSPACED.search(word) else f" {word}" for word in words]


def spaced(folded_text: str) -> str:
    """Text that was folded, with a blank before each of its words."""
    return f" {folded_text.translate(_TO_BLANKS)}"
