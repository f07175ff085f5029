"""Reading and choosing how one sees Convene."""

from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Transactions
from domain.identity.display import Display, DisplayPreferences


@dataclass(frozen=True, slots=True)
class ReadDisplay:
    """One's own."""

    transactions: Transactions[IdentityWork]

    def __call__(self, caller: Caller) -> DisplayPreferences:
        with self.transactions.begin() as work:
            return work.display_preferences.get(caller.person_id)


@dataclass(frozen=True, slots=True)
class SetDisplay:
    """One's own, all at once; ``expected_version`` None stands for any. Raises StaleDisplay."""

    transactions: Transactions[IdentityWork]

    def __call__(self, caller: Caller, display: Display, expected_version: int | None) -> DisplayPreferences:
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            mine = work.display_preferences.get(caller.person_id)
            mine.expect_version(expected_version)
            mine.display = display
            work.display_preferences.save(mine)
            return mine
