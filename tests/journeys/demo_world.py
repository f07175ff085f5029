"""The demonstration with somebody to look at it: served for as long as it is looked at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.entrypoints.cli.serving import Server, convene, server_on
from tests.entrypoints.live.serving import Person

EMAIL = "ana@demo.example"
"""An admin, in Madrid."""


@dataclass(frozen=True)
class World:
    server: Server
    password: str
    ids: dict[str, str]
    """By name, for addresses: ``/meetings/{review}/``; among them the day of ``workday``."""
    ana: Person

    def change(self, path: str, **members: str) -> None:
        """What Ana does elsewhere, meanwhile."""
        elsewhere = self.ana.on_another_page()
        elsewhere.renew()  # whoever looks at every page has looked for longer than access lasts
        self.ana.token, self.ana.refresh_token = elsewhere.token, elsewhere.refresh_token
        changed = elsewhere.call("PATCH", path.format(**self.ids), members, **{"If-Match": "*"})
        elsewhere.connection.close()
        assert changed[0] == 200, changed


@contextmanager
def demo_world(folder: Path) -> Iterator[World]:
    # Nobody reads what it says, and a full pipe would hold it up.
    with server_on(folder, CONVENE_LOG_LEVEL="error") as server:
        made = convene(folder, "demo")
        password = re.search(r"password is (\S+)", made.stdout)
        assert password, made.stdout + made.stderr
        ana, ben = (Person(server.port, f"{who}@demo.example", password[1]) for who in ("ana", "ben"))
        try:
            yield World(server, password[1], furnish(ana, ben), ana)
        finally:
            ana.connection.close()
            ben.connection.close()


def furnish(ana: Person, ben: Person) -> dict[str, str]:
    """What the demonstration lacks: rooms, and a meeting that is on, with all that people do in one."""
    room = {"name": "Blue room", "capacity": 8, "location": "First floor", "time_zone": "Europe/Madrid"}
    blue = made(ana, "/rooms", {**room, "equipment": ["screen", "whiteboard"]})
    made(ana, "/rooms", {"name": "قاعة النخيل", "capacity": 20, "approval": True})
    begun = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=10)
    moments = {
        name: {"date_time": f"{at:%FT%T}", "time_zone": "UTC"}
        for name, at in (("start", begun), ("end", begun + timedelta(hours=1)))
    }
    about = {"title": "Launch review", "description": "Figures first, then the plan."}
    guests = [{"person_id": ben.id}, {"email": "kim@guests.example"}]
    review = made(ana, "/meetings", {**about, **moments, "guests": guests})
    meeting = f"/meetings/{review['id']}"
    for title, minutes in (("What we learned", 20), ("What ships", 30), ("Who tells whom", 15)):
        made(ana, f"{meeting}/agenda-items", {"title": title, "minutes": minutes})
    made(ana, f"{meeting}/minutes", {"kind": "note", "text": "The trial took three weeks."})
    made(ben, f"{meeting}/decisions", {"text": "We ship on Friday"})
    made(ana, f"{meeting}/action-items", {"text": "Tell the office in New York", "owner_id": ben.id})
    for who, said in ((ana, "Slides are there."), (ben, "Seen, thank you!"), (ana, "Start with the second.")):
        made(who, f"{meeting}/messages", {"client_id": str(uuid4()), "text": said})
    return {"review": review["id"], "blue": blue["id"], "ben": ben.id, "workday": last_workday()}


def last_workday() -> str:
    """In Madrid: today or, at the weekend, when nobody stands up, Friday."""
    today = datetime.now(ZoneInfo("Europe/Madrid")).date()
    return str(today - timedelta(days=max(0, today.weekday() - 4)))


def made(person: Person, path: str, body: dict[str, Any]) -> dict[str, Any]:
    status, answer = person.call("POST", path, body)
    assert status == 201, answer
    return dict(answer)
