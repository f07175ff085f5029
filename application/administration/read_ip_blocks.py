from collections.abc import Sequence
from dataclasses import dataclass

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.administration.ip_block import IpBlock
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadIpBlocks:
    """Those that stand, the newest first; ``caller`` None is Convene itself. Raises PermissionMissing."""

    transactions: Transactions[AdministrationWork]
    clock: Clock

    def __call__(self, caller: Caller | None) -> Sequence[IpBlock]:
        if caller is not None:
            caller.must(Permission.BLOCK_ADDRESSES)
        with self.transactions.begin() as work:
            return work.ip_blocks.standing(self.clock.now())
