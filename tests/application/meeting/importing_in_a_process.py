"""Imports a file in a process of its own, and says what it cost: JSON with ``mib`` and ``seconds``.

Two processors at work elsewhere do not count: the seconds are those of this process.
"""

import json
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from application.identity.caller import Caller
from domain.identity.role import Role
from domain.meeting.refusals import UnreadableCalendar
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.builders import a_person


def main(path: Path) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        container = Container(settings=Settings.from_environment({"CONVENE_DATA_DIR": folder}))
        ana = a_person("Ana")
        with container.transactions().begin() as work:
            work.people.add(ana)
        import_calendar, octets = container.meetings.import_calendar(), path.read_bytes()
        before, began = _peak_mib(), time.process_time()
        try:
            report = import_calendar(Caller(ana.id, Role.MEMBER), octets)
            found = Counter(result.code or result.outcome.value for _, result in report.lines)
        except UnreadableCalendar as refusal:
            found = Counter([refusal.code])
    return {"mib": _peak_mib() - before, "seconds": time.process_time() - began, "found": found}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
