"""Roles, and what each may do."""

from enum import StrEnum


class Permission(StrEnum):
    """A named thing that somebody may do. Use cases ask for it; API tokens will carry it as a scope."""

    READ_MEETINGS = "meetings:read"
    WRITE_MEETINGS = "meetings:write"
    RESPOND_TO_MEETINGS = "meetings:respond"
    READ_PEOPLE = "people:read"
    READ_ROOMS = "rooms:read"
    ADMINISTER = "admin"


class Role(StrEnum):
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"

    @property
    def permissions(self) -> frozenset[Permission]:
        return PERMISSIONS[self]

    def narrowed_to(self, other: "Role") -> "Role":
        """The one of the two that allows less."""
        return min(self, other, key=lambda role: len(role.permissions))

    @property
    def in_organisation(self) -> bool:
        """Whether meetings of the whole organisation are visible; a guest sees only their own."""
        return self is not Role.GUEST


_GUEST = frozenset({Permission.READ_MEETINGS, Permission.RESPOND_TO_MEETINGS})
_MEMBER = _GUEST | {Permission.WRITE_MEETINGS, Permission.READ_PEOPLE, Permission.READ_ROOMS}

PERMISSIONS = {Role.GUEST: _GUEST, Role.MEMBER: _MEMBER, Role.ADMIN: _MEMBER | {Permission.ADMINISTER}}
