from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory, sort_key
from application.shared.cursor import cursor_after, key_of
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class SearchPeople:
    """People by name or address, a page at a time; deactivated ones for those who manage people.

    Raises InvalidCursor or PermissionMissing.
    """

    people: PeopleDirectory

    def __call__(
        self, caller: Caller, words: str, *, active: bool = True, cursor: str | None, limit: int
    ) -> tuple[Sequence[KnownPerson], str | None]:
        """The page, and the cursor of the next one."""
        caller.must(Permission.READ_PEOPLE if active else Permission.MANAGE_PEOPLE)
        after = key_of(cursor) if cursor is not None else None
        found = self.people.search(words, active=active, after=after, limit=limit + 1)
        if len(found) <= limit:
            return found, None
        page = found[:limit]
        return page, cursor_after(sort_key(page[-1]))
