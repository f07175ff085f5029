"""What each role may do is written down for people, too, and the two agree."""

import re
from pathlib import Path

from domain.identity.role import PERMISSIONS, Permission, Role

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"
_ROW = re.compile(r"^\| `(?P<name>[a-z:]+)` \|(?P<guest>[^|]*)\|(?P<member>[^|]*)\|(?P<admin>[^|]*)\|", re.M)


def test_the_document_names_every_permission_of_every_role() -> None:
    documented = {
        row["name"]: {role for role in Role if row[role.value].strip() == "yes"}
        for row in _ROW.finditer(DOCUMENT.read_text())
    }
    assert documented == {
        permission.value: {role for role in Role if permission in PERMISSIONS[role]}
        for permission in Permission
    }


def test_each_role_may_do_all_that_a_lesser_one_may() -> None:
    assert PERMISSIONS[Role.GUEST] < PERMISSIONS[Role.MEMBER] < PERMISSIONS[Role.ADMIN]


def test_whoever_has_a_permission_has_what_it_includes() -> None:
    for role in Role:
        for permission in PERMISSIONS[role]:
            assert permission.included <= PERMISSIONS[role]
