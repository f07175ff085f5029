"""Addresses that are turned away."""

from uuid import UUID

from flask import Flask

from application.administration.add_ip_block import AddIpBlock, AddIpBlockCommand
from application.administration.read_ip_blocks import ReadIpBlocks
from application.administration.record_refusal import RecordRefusal, Refused
from application.administration.remove_ip_block import RemoveIpBlock
from application.identity.caller import Caller
from application.shared.origin import present_origin
from domain.administration.refusals import InvalidIpBlock, IpBlockNotFound
from domain.identity.role import Permission
from entrypoints.doorkeeper import Doorkeeper
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.problems import HttpProblem
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.ip_block import IpBlockSent, IpBlockShown, IpBlocksShown


def guard_the_door(app: Flask, doorkeeper: Doorkeeper, record_refusal: RecordRefusal) -> None:
    """Before anything else happens: for the API, the pages, and connections that are about to be opened.

    A whole network that knocks fills the audit trail no more than one address would.
    """

    @app.before_request
    def turn_away() -> None:
        block = doorkeeper.turns_away(present_origin().address)
        if block is not None:
            code, network = "address_blocked", str(block.network)
            record_refusal(
                Refused(code, "door", subject_type="ip_block", subject_id=block.id, source=network)
            )
            raise HttpProblem(403, code, "your address is blocked here; ask an admin")


def ip_blocks_blueprint(
    gate: Gate, *, read_ip_blocks: ReadIpBlocks, add_ip_block: AddIpBlock, remove_ip_block: RemoveIpBlock
) -> ApiBlueprint:
    blocks = ApiBlueprint("ip_blocks", gate)

    @blocks.operation("GET", "/ip-blocks", Permission.BLOCK_ADDRESSES, answers={200: IpBlocksShown})
    def list_ip_blocks(caller: Caller) -> Answer:
        """Addresses and networks that are turned away now, the newest first."""
        data = [IpBlockShown.of(each) for each in read_ip_blocks(caller)]
        return Answer(IpBlocksShown(data=data, next_cursor=None))

    def shown(caller: Caller, block_id: UUID) -> IpBlockShown:
        for block in read_ip_blocks(caller):
            if block.id == block_id:
                return IpBlockShown.of(block)
        raise IpBlockNotFound("there is no such block, or it has ended")

    @blocks.operation(
        "GET",
        "/ip-blocks/{block_id}",
        Permission.BLOCK_ADDRESSES,
        answers={200: IpBlockShown},
        refusals=(IpBlockNotFound,),
    )
    def one_ip_block(caller: Caller, block_id: UUID) -> Answer:
        """One of them."""
        return Answer(shown(caller, block_id))

    @blocks.operation(
        "POST",
        "/ip-blocks",
        Permission.BLOCK_ADDRESSES,
        answers={201: IpBlockShown},
        refusals=(InvalidIpBlock,),
        once=True,
    )
    def block_addresses(caller: Caller, body: IpBlockSent) -> Answer:
        """Turn an address or a network away, everywhere within a second; open live connections end too.

        Where the caller is cannot be blocked.
        """
        block_id = add_ip_block(AddIpBlockCommand(caller, body.network, body.reason, body.expires_at))
        return Answer(shown(caller, block_id), 201, {"Location": f"{PREFIX}/ip-blocks/{block_id}"})

    @blocks.operation(
        "DELETE",
        "/ip-blocks/{block_id}",
        Permission.BLOCK_ADDRESSES,
        answers={204: None},
        refusals=(IpBlockNotFound,),
        once=True,
    )
    def unblock_addresses(caller: Caller, block_id: UUID) -> Answer:
        """Let them in again."""
        remove_ip_block(caller, block_id)
        return NO_CONTENT

    return blocks
