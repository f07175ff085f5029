"""Addresses are matched with requests, and never built from the names of views."""

from collections.abc import Callable
from typing import NoReturn

from werkzeug.routing import Rule


class MatchedRule(Rule):
    """A rule without the two functions that werkzeug compiles for ``url_for``.

    Nobody here asks for them, and to compile them took three quarters of the time in which an application is
    put together: at every start of a process, and in every test.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        return _refuse


def _refuse(*_: object, **__: object) -> NoReturn:
    raise NotImplementedError("addresses are written where they are needed: url_for knows none")
