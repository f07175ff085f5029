"""Roles, and what each may do."""

from enum import StrEnum


class Permission(StrEnum):
    """A named thing that somebody may do. Use cases ask for it; API tokens carry it as a scope."""

    READ_MEETINGS = "meetings:read"
    WRITE_MEETINGS = "meetings:write"
    RESPOND_TO_MEETINGS = "meetings:respond"
    READ_MESSAGES = "messages:read"
    WRITE_MESSAGES = "messages:write"
    WRITE_MINUTES = "minutes:write"
    READ_PEOPLE = "people:read"
    INVITE_PEOPLE = "people:invite"
    MANAGE_PEOPLE = "people:manage"
    READ_TEAMS = "teams:read"
    WRITE_TEAMS = "teams:write"
    READ_ROOMS = "rooms:read"
    WRITE_ROOMS = "rooms:write"
    APPROVE_ROOMS = "rooms:approve"
    READ_EVENTS = "events:read"
    READ_PRESENCE = "presence:read"
    READ_HOURS = "hours:read"
    WRITE_HOURS = "hours:write"
    READ_NOTIFICATIONS = "notifications:read"
    WRITE_NOTIFICATIONS = "notifications:write"
    READ_AUDIT = "audit:read"
    READ_HEALTH = "health:read"
    RETRY_EVENTS = "events:retry"
    WRITE_SETTINGS = "settings:write"
    BLOCK_ADDRESSES = "addresses:block"
    READ_MAIL = "mail:read"
    RESEND_MAIL = "mail:resend"

    @property
    def included(self) -> frozenset["Permission"]:
        """Itself and what it makes no sense without: the answer to a change shows what was changed."""
        return frozenset({self}) | INCLUDED.get(self, frozenset())


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


INCLUDED = {
    Permission.WRITE_MEETINGS: frozenset({Permission.READ_MEETINGS}),
    Permission.RESPOND_TO_MEETINGS: frozenset({Permission.READ_MEETINGS}),
    Permission.WRITE_MESSAGES: frozenset({Permission.READ_MESSAGES}),
    Permission.WRITE_MINUTES: frozenset({Permission.READ_MEETINGS}),
    Permission.WRITE_HOURS: frozenset({Permission.READ_HOURS}),
    Permission.WRITE_NOTIFICATIONS: frozenset({Permission.READ_NOTIFICATIONS}),
    Permission.INVITE_PEOPLE: frozenset({Permission.READ_PEOPLE}),
    Permission.MANAGE_PEOPLE: frozenset({Permission.READ_PEOPLE}),
    Permission.READ_TEAMS: frozenset({Permission.READ_PEOPLE}),
    Permission.WRITE_TEAMS: frozenset({Permission.READ_TEAMS, Permission.READ_PEOPLE}),
    Permission.WRITE_ROOMS: frozenset({Permission.READ_ROOMS}),
    Permission.APPROVE_ROOMS: frozenset({Permission.READ_ROOMS}),
    Permission.RESEND_MAIL: frozenset({Permission.READ_MAIL}),
}

_GUEST = frozenset(
    {
        Permission.READ_MEETINGS,
        Permission.RESPOND_TO_MEETINGS,
        Permission.READ_MESSAGES,
        Permission.WRITE_MESSAGES,
        Permission.WRITE_MINUTES,
        Permission.READ_EVENTS,
        Permission.READ_PRESENCE,
        Permission.READ_HOURS,
        Permission.WRITE_HOURS,
        Permission.READ_NOTIFICATIONS,
        Permission.WRITE_NOTIFICATIONS,
    }
)
_MEMBER = _GUEST | {
    Permission.WRITE_MEETINGS,
    Permission.READ_PEOPLE,
    Permission.READ_TEAMS,
    Permission.READ_ROOMS,
}
_ADMIN = frozenset(Permission)

PERMISSIONS = {Role.GUEST: _GUEST, Role.MEMBER: _MEMBER, Role.ADMIN: _ADMIN}
