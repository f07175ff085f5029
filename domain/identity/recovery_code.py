"""Codes on paper, for whoever has lost their phone."""

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the characters that people mistake for each other: i l o 0 1."""
LENGTH = 16
"""Characters: 79 bits, so a plain digest is kept safely."""


def spelled(code: str) -> str:
    """In groups of four, as it is shown."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def plain(typed: str) -> str:
    """What somebody typed, as it was made: case, blanks and dashes mean nothing."""
    return "".join(character for character in typed.lower() if character.isalnum())
