"""`convene demo`: a believable team with a month of meetings, to look around in."""

import argparse
import secrets
from datetime import date

from entrypoints.cli.installation import installation
from entrypoints.cli.terminal import complain, say
from entrypoints.container import Container
from entrypoints.demo.plan import planned_meetings
from entrypoints.demo.team import TEAM
from entrypoints.demo.telling import Storyteller


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="another number, other answers (1)")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="around which day (today)"
    )


def run(arguments: argparse.Namespace) -> int:
    with installation() as container:
        if is_in_use(container):
            complain(
                "There are people here already, and a demonstration would mix with their meetings.\n"
                "Give it a place of its own: CONVENE_DATA_DIR=.convene-demo convene serve, "
                "then the same with convene demo."
            )
            return 1
        meetings = planned_meetings(arguments.today or container.clock().now().date(), arguments.seed)
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        storyteller = Storyteller(
            container.accounts.create_person(),
            container.meetings.schedule_meeting(),
            container.meetings.respond(),
            container.meetings.cancel_meeting(),
        )
        storyteller.tell(TEAM, meetings, password)
    say(f"{len(TEAM)} people and {len(meetings)} meetings. Everybody's password is {password}")
    for colleague in TEAM:
        say(f"  {colleague.email:<22} {colleague.role.value:<7} {colleague.time_zone:<17} {colleague.name}")
    return 0


def is_in_use(container: Container) -> bool:
    """Whether more than one person, who may be the admin of a fresh set-up, has an account."""
    return len(container.people().search("", after=None, limit=2)) > 1
