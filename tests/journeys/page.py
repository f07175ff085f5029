"""A page as a process of its own, to be stopped: ``python -m tests.journeys.page PORT TICKET TOPIC``."""

import sys
from contextlib import suppress

from tests.entrypoints.live.client import connect


def stay(port: int, ticket: str, topic: str) -> None:
    """Look at that meeting, and answer whatever is asked, for as long as there is a connection."""
    client = connect(port, ticket)
    client.hello()
    client.say({"type": "subscribe", "topic": topic})
    client.say({"type": "presence", "topic": topic, "state": "viewing"})
    while True:
        with suppress(TimeoutError):
            client.hear()


if __name__ == "__main__":
    stay(int(sys.argv[1]), sys.argv[2], sys.argv[3])
