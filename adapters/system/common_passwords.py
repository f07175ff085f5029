from functools import cache
from importlib.resources import files

from application.identity.credential_ports import CommonPasswords


class ListedPasswords(CommonPasswords):
    """Those in the file beside this one, which is read when it is first needed."""

    def __contains__(self, password: object) -> bool:
        return isinstance(password, str) and password.casefold() in _listed()


@cache
def _listed() -> frozenset[str]:
    text = (files(__package__) / "common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("# "))
