from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.origin import present_origin
from application.shared.ports import Clock, Transactions
from domain.administration.ip_block import IpBlock
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class AddIpBlockCommand:
    """``expires_at`` None: for good."""

    caller: Caller
    network: str
    reason: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddIpBlock:
    """Turns an address or a network away, in every process within a second.

    Raises PermissionMissing, InvalidText, or InvalidIpBlock also for where the caller is.
    """

    transactions: Transactions[AdministrationWork]
    clock: Clock

    def __call__(self, command: AddIpBlockCommand) -> UUID:
        caller = command.caller
        caller.must(Permission.BLOCK_ADDRESSES)
        block = IpBlock.add(
            command.network,
            reason=command.reason,
            expires_at=command.expires_at,
            by=caller.person_id,
            from_address=present_origin().address,
            now=self.clock.now(),
        )
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.ip_blocks.add(block)
        return block.id
