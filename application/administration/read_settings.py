from collections.abc import Mapping
from dataclasses import dataclass, replace

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Transactions
from domain.identity.house_rules import HouseRules
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class SettingsInForce:
    """``rules`` as they count, ``fixed`` the names of those that the environment decides."""

    rules: HouseRules
    version: int
    fixed: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """The house rules, for admins. Raises PermissionMissing.

    ``fixed`` are the rules that the environment of the server decides, whatever admins said.
    """

    transactions: Transactions[AdministrationWork]
    fixed: Mapping[str, object]

    def __call__(self, caller: Caller) -> SettingsInForce:
        caller.must(Permission.WRITE_SETTINGS)
        with self.transactions.begin() as work:
            settings = work.settings.get()
        rules = replace(settings.rules, **self.fixed)  # type: ignore[arg-type]
        return SettingsInForce(rules, settings.version, frozenset(self.fixed))
