"""E-mail addresses, compared the way people expect."""

import re

from domain.identity.refusals import InvalidEmailAddress

# Deliberately loose (RFC 5321 §4.5.3.1 for the lengths): the only proof of an address is mail that arrives.
_SHAPE = re.compile(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+@[^\s@.<>()\[\],;:\\\"]+(\.[^\s@.<>()\[\],;:\\\"]+)*"
)


def email_address(text: str) -> str:
    """The address in the form in which it is compared and stored: outer blanks off, lower case.

    Raises InvalidEmailAddress.
    """
    address = text.strip().lower()
    local, _, domain = address.rpartition("@")
    printable = address.isprintable() and not any("\ud800" <= character <= "\udfff" for character in address)
    if not (printable and _SHAPE.fullmatch(address) and len(local) <= 64 and len(domain) <= 255):
        raise InvalidEmailAddress("this is not an e-mail address", field=("email",))
    return address
