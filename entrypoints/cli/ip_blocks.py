"""`convene ip-blocks list|remove`: also for admins who have shut themselves out."""

import argparse
from uuid import UUID

from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import say


def describe(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="show which addresses are turned away, and why")
    remove = actions.add_parser("remove", help="let an address or a network in again")
    remove.add_argument("block", metavar="ID", type=UUID, help="as `convene ip-blocks list` shows it")


def run(arguments: argparse.Namespace) -> int:
    with installation() as container:
        if arguments.action == "remove":
            container.administration.remove_ip_block()(None, arguments.block)
            say("Let in again.")
            return 0
        for block in container.administration.read_ip_blocks()(None):
            until = f"until {block.expires_at:%Y-%m-%d %H:%M} UTC" if block.expires_at else "for good"
            say(f"{block.id}  {block.network}  {until}: {block.reason}")
    return 0
