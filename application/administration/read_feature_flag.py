from dataclasses import dataclass

from application.administration.flag_names import flag_named
from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Transactions
from domain.administration.feature_flag import FeatureFlag
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadFeatureFlag:
    """One flag, for admins. Raises PermissionMissing or FlagNotFound."""

    transactions: Transactions[AdministrationWork]

    def __call__(self, caller: Caller, name: str) -> FeatureFlag:
        caller.must(Permission.WRITE_SETTINGS)
        with self.transactions.begin() as work:
            return work.feature_flags.get(flag_named(name))
