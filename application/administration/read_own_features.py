from collections.abc import Sequence
from dataclasses import dataclass

from application.identity.caller import Caller
from application.shared.ports import Flags
from domain.shared.flag import Flag


@dataclass(frozen=True, slots=True)
class ReadOwnFeatures:
    """Those that the caller has just now, by name. Who else has them is for admins to know."""

    flags: Flags

    def __call__(self, caller: Caller) -> Sequence[Flag]:
        return [
            flag
            for flag in sorted(Flag)
            if self.flags.is_on(flag, person_id=caller.person_id, role=caller.role)
        ]
