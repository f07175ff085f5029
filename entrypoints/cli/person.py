"""`convene person create`: an account made by whoever runs the machine."""

import argparse
import sys

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say


def describe(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make an account", description="Make an account.")
    create.add_argument("--email", required=True)
    create.add_argument("--name", required=True)
    create.add_argument(
        "--password-stdin",
        action="store_true",
        required=True,
        help="read the password from the first line of standard input, so that it stands in no process list",
    )
    create.add_argument("--role", choices=[role.value for role in (Role.ADMIN, Role.MEMBER)], required=True)
    create.add_argument("--time-zone", default="UTC", help="an IANA name such as Europe/Paris (UTC)")


def run(arguments: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        complain("There was no password on standard input.")
        return 1
    with installation() as container:
        create = container.accounts.create_person()
        person = create(
            CreatePersonCommand(
                email=arguments.email,
                name=arguments.name,
                password=password,
                role=Role(arguments.role),
                time_zone=arguments.time_zone,
            )
        )
    say(f"{person.name} <{person.email}> can sign in as {person.role.value}: {person.id}")
    return 0
