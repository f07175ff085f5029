"""`convene demo`: a believable team with a month of meetings, to look around in."""

import argparse
from datetime import date

from domain.administration.refusals import AlreadyInUse
from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say
from entrypoints.demo.filling import demonstration
from entrypoints.demo.team import TEAM


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="another number, other answers (1)")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="around which day (today)"
    )


def run(arguments: argparse.Namespace) -> int:
    with installation() as container:
        try:
            filled = demonstration(container)(today=arguments.today, seed=arguments.seed)
        except AlreadyInUse:
            complain(
                "There are people here already, and a demonstration would mix with their meetings.\n"
                "Give it a place of its own: CONVENE_DATA_DIR=.convene-demo convene serve, "
                "then the same with convene demo."
            )
            return 1
    say(f"{filled.people} people and {filled.meetings} meetings. Everybody's password is {filled.password}")
    for colleague in TEAM:
        say(f"  {colleague.email:<22} {colleague.role.value:<7} {colleague.time_zone:<17} {colleague.name}")
    return 0
