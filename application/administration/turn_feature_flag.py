from dataclasses import dataclass

from application.administration.flag_names import flag_named
from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.administration.feature_flag import Rollout
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class TurnFeatureFlagCommand:
    caller: Caller
    name: str
    expected_version: int | None
    rollout: Rollout


@dataclass(frozen=True, slots=True)
class TurnFeatureFlag:
    """Says whom a feature is for from now on. Raises PermissionMissing, FlagNotFound or StaleFlag."""

    transactions: Transactions[AdministrationWork]
    clock: Clock

    def __call__(self, command: TurnFeatureFlagCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_SETTINGS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            flag = work.feature_flags.get(flag_named(command.name))
            flag.expect_version(command.expected_version)
            flag.become(command.rollout, by=caller.person_id, now=self.clock.now())
            if flag.events:
                work.feature_flags.save(flag)
