from collections.abc import Sequence
from dataclasses import dataclass

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Transactions
from domain.administration.feature_flag import FeatureFlag
from domain.identity.role import Permission
from domain.shared.flag import Flag


@dataclass(frozen=True, slots=True)
class ReadFeatureFlags:
    """Every flag there is, by name, for admins. Raises PermissionMissing."""

    transactions: Transactions[AdministrationWork]

    def __call__(self, caller: Caller) -> Sequence[FeatureFlag]:
        caller.must(Permission.WRITE_SETTINGS)
        with self.transactions.begin() as work:
            return [work.feature_flags.get(name) for name in sorted(Flag)]
