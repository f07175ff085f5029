from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.administration.refusals import SettingFixed
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ChangeSettingsCommand:
    """Only what is given changes: ``rules`` by name."""

    caller: Caller
    expected_version: int | None
    rules: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Raises PermissionMissing, StaleSettings, SettingFixed for a rule that the environment decides, or
    what the values break."""

    transactions: Transactions[AdministrationWork]
    clock: Clock
    fixed: Mapping[str, object]

    def __call__(self, command: ChangeSettingsCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_SETTINGS)
        for name in command.rules:
            if name in self.fixed:
                raise SettingFixed(
                    f"the server's environment fixes this: CONVENE_{name.upper()} has to go first",
                    field=(name,),
                )
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            settings = work.settings.get()
            settings.expect_version(command.expected_version)
            changed = replace(settings.rules, **command.rules)
            settings.become(changed, by=caller.person_id, now=self.clock.now())
            if settings.events:
                work.settings.save(settings)
