"""`convene audit verify`: whether the audit trail is still what was written."""

import argparse

from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say


def describe(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="look for entries that were changed, removed or reordered",
        description="Follow the chain of hashes from the first entry to the last, and hold it against the "
        "heads that the worker noted down in the data folder.",
    )
    verify.add_argument(
        "--expect", metavar="HASH", type=_hash, help="fail unless an entry has this hash, kept from before"
    )


def run(arguments: argparse.Namespace) -> int:
    with installation() as container:
        chain = container.administration.verify_audit_trail()(expected=arguments.expect)
    if chain.fault is not None:
        complain(f"BROKEN: {chain.fault.words}.")
        complain(f"Right up to entry {chain.head.position}, whose hash is {chain.head.hash.hex()}")
        return 1
    say(f"{chain.head.position} entries, and every link holds.")
    say(f"Keep this hash somewhere else, and give it to --expect next time: {chain.head.hash.hex()}")
    return 0


def _hash(text: str) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != 32:
        raise ValueError(text)
    return value
