"""If-Match (RFC 9110 §13.1.1). Our entity tags are versions: ``"3"``."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from entrypoints.http.problems import HttpProblem

NO_VERSION = -1
LONGEST = 1_000
PATTERN = r'^(\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*)$'
_HEADER = re.compile(PATTERN)
_TAG = re.compile(r'(W/)?"([!#-~]*)"')
_VERSION = re.compile(r"[1-9][0-9]{0,17}")


def etag_of(version: int) -> str:
    return f'"{version}"'


@dataclass(frozen=True, slots=True)
class Precondition:
    """The versions the caller will change; None stands for any. Weak tags never match (§8.8.3.2)."""

    versions: frozenset[int] | None

    @classmethod
    def parsed(cls, header: str) -> "Precondition":
        """Raises HttpProblem 400 for a header that is no list of entity tags."""
        text = header.strip()
        if len(text) > LONGEST or not _HEADER.fullmatch(text):
            raise HttpProblem(
                400, "malformed_if_match", 'If-Match is *, or entity tags in quotes such as "3"'
            )
        if text == "*":
            return cls(None)
        strong = (tag for weak, tag in _TAG.findall(text) if not weak)
        return cls(frozenset(int(tag) for tag in strong if _VERSION.fullmatch(tag)))

    def expected(self, current: Callable[[], int]) -> int | None:
        """The one version to insist on; ``current`` is asked only when there is a choice."""
        if self.versions is None:
            return None
        if len(self.versions) < 2:
            return next(iter(self.versions), NO_VERSION)
        version = current()
        return version if version in self.versions else max(self.versions)


ANY_VERSION = Precondition(None)
