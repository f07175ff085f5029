"""What a User-Agent says (RFC 9110 §10.1.5), in words that its owner recognises."""

import re

# In this order: most browsers claim to be several others as well, the rarer name is the true one.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
_PRODUCT = re.compile(r"[\w.+-]{1,40}")


def device_in_words(user_agent: str) -> str:
    """``Firefox on Linux``; what is no browser goes by its own name; an empty text when nothing was said."""
    program = next((name for mark, name in _PROGRAMS if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if not program:
        first = _PRODUCT.match(user_agent)
        program = first[0] if first else ""
    return " on ".join(filter(None, (program, system)))
