"""A program that owns an embedded database, for tests that kill it or run it as somebody else.

    python -m tests.adapters.embedded_postgres.owner DATA_DIR [UID]

Prints one line of JSON (`url`, `pid` of the server; or `refusal` with the name and words of what went wrong),
then waits: `restart` on its input starts a server that has died anew, the end of the input stops it cleanly.
"""

import json
import os
import sys
from pathlib import Path

from adapters.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresProblem


def main(data_dir: str, uid: str = "") -> None:
    if uid:
        # Imports are done: the interpreter itself may lie where that user cannot reach it.
        os.setgroups([])
        os.setgid(int(uid))
        os.setuid(int(uid))
    database = EmbeddedPostgres(Path(data_dir))
    tell_how_starting_went(database)
    for line in sys.stdin:
        if line.strip() == "restart":
            tell_how_starting_went(database)
    database.stop()


def tell_how_starting_went(database: EmbeddedPostgres) -> None:
    try:
        database.start()
    except EmbeddedPostgresProblem as problem:
        say({"refusal": type(problem).__name__, "words": str(problem)})
        sys.exit(1)
    say({"url": database.url, "pid": database.pid})


def say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
