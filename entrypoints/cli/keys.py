"""`convene keys list|rotate|retire`: the keys that sign access tokens. Running servers notice at once."""

import argparse

from application.identity.signing_keys import ROOT, CannotChangeKeys, Keyring
from entrypoints.cli.terminal import complain, say
from entrypoints.preparing import signing_keys_of
from entrypoints.settings import Settings


def describe(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="show which key signs and which are still good, no secrets")
    actions.add_parser("rotate", help="let a new key sign; the old one is good for what it signed")
    retire = actions.add_parser("retire", help="void all that a replaced key signed, at once")
    retire.add_argument("key", metavar="KEY", help="its id, as `convene keys list` shows it")


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    try:
        if arguments.action == "list":
            show(signing_keys_of(settings).ring())
        else:
            change(arguments, settings)
    except CannotChangeKeys as refusal:
        complain(str(refusal))
        return 1
    return 0


def change(arguments: argparse.Namespace, settings: Settings) -> None:
    from entrypoints.container import container_for

    container = container_for(settings)
    keys, now = container.signing_keys(), container.clock().now()
    if arguments.action == "retire":
        keys.retire(arguments.key, now)
        say(f"{arguments.key} is no longer accepted.")
        return
    lifetime = container.access_tokens().lifetime
    fresh = keys.rotate(now, dead_after=lifetime)
    minutes = int(lifetime.total_seconds() // 60)
    say(f"{fresh.id} signs from now on; what older keys signed is void in {minutes} minutes.")


def show(ring: Keyring) -> None:
    for key in ring.signing:
        _, replaced_at = ring.find(key.id)
        since = f", since {key.since:%Y-%m-%d %H:%M} UTC" if key.since else ""
        if key == ring.newest:
            say(f"{key.id}  signs{since}")
        elif replaced_at is None:
            say(f"{key.id}  accepted")
        else:
            say(f"{key.id}  accepted for what it signed until {replaced_at:%Y-%m-%d %H:%M} UTC")
    if ring.root.id == ROOT:
        say(f"{ROOT}  never signs; the set-up link and refresh tokens are derived from it")
