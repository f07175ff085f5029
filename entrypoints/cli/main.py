"""`convene …`: finds the command and runs it. Each command is a module beside this one.

A command's module has `describe(parser)`, which adds its arguments, and `run(arguments)`, which returns the
exit status. Only the module of the command that was asked for is imported.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "serve": "run everything: the database if none is given, migrations, web and background processes",
    "migrate": "bring the database to this version's shape",
    "worker": "run the background worker alone",
    "person": "make accounts",
    "keys": "list, rotate and retire the keys that sign access tokens",
    "ip-blocks": "show and remove blocks of addresses",
    "demo": "fill an empty installation with a believable team and a month of meetings",
    "import": "import the events of an iCalendar file",
    "zones": "let meetings follow time zone rules that have changed, and say what moved",
    "doctor": "look for what keeps Convene from working well",
    "audit": "verify the audit trail",
    "config": "show every setting and where it comes from",
}

_MODULES = {"import": "import_calendar", "ip-blocks": "ip_blocks"}


def main(words: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if words is None else words
    parser = argparse.ArgumentParser(
        prog="convene", description="A meeting platform that a team runs itself."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked_for = next((word for word in words if not word.startswith("-")), None)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name == asked_for:
            _module_of(name).describe(command)
    arguments = parser.parse_args(words)
    return _run_and_explain(arguments)


def _module_of(command: str):  # type: ignore[no-untyped-def]
    return importlib.import_module(f"entrypoints.cli.{_MODULES.get(command, command)}")


def _run_and_explain(arguments: argparse.Namespace) -> int:
    """What a person can put right is told in words; anything else is a defect and keeps its traceback."""
    from application.identity.signing_keys import WeakKey
    from domain.shared.refusal import Refusal
    from entrypoints.embedded_database import EmbeddedPostgresProblem
    from entrypoints.log_lines import log_to
    from entrypoints.settings import InvalidSettings

    log_to("stderr", "warning")  # standard output is for whoever asked
    try:
        status: int = _module_of(arguments.command).run(arguments)
        sys.stdout.flush()
    except (Refusal, EmbeddedPostgresProblem, InvalidSettings, WeakKey) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `convene config | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
