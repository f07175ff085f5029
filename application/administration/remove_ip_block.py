from dataclasses import dataclass
from uuid import UUID

from application.administration.ports import AdministrationWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.administration.refusals import IpBlockNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class RemoveIpBlock:
    """Lets an address in again; ``caller`` None is whoever runs the machine.

    Raises PermissionMissing or IpBlockNotFound.
    """

    transactions: Transactions[AdministrationWork]
    clock: Clock

    def __call__(self, caller: Caller | None, block_id: UUID) -> None:
        if caller is not None:
            caller.must(Permission.BLOCK_ADDRESSES)
        by, mutation_id = (caller.person_id, caller.mutation_id) if caller is not None else (None, None)
        with self.transactions.begin(mutation_id=mutation_id) as work:
            block = work.ip_blocks.find(block_id)
            if block is None:
                raise IpBlockNotFound("there is no such block")
            block.remove(by=by, now=self.clock.now())
            work.ip_blocks.remove(block)
