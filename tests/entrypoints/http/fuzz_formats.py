"""What schemathesis cannot know of our API. Loaded through ``schemathesis.toml``."""

import re
from datetime import date, timedelta
from typing import Any

import schemathesis
from hypothesis import strategies as st

ZONES = ["Europe/Paris", "America/New_York", "Asia/Kathmandu", "Asia/Calcutta", "Australia/Lord_Howe", "UTC"]
READING = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-([01][0-9]|2[0-8])(T[0-9:]+)?")

schemathesis.openapi.format("iana-time-zone", st.sampled_from(ZONES))


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Let the end come after the start, which no schema can say, so that most meetings come about."""
    if not (isinstance(body, dict) and _is_moment(body.get("start")) and _is_moment(body.get("end"))):
        return body
    start = body["start"]
    if "date_time" in start:
        return body | {"end": start | {"date_time": f"{start['date_time'][:11]}23:59:59"}}
    until = date.fromisoformat(start["date"]) + timedelta(days=1)
    return body | {"end": {"date": until.isoformat()}}


def _is_moment(value: Any) -> bool:
    """Only what is right in itself is touched: a wrong one is there to be refused."""
    if not isinstance(value, dict):
        return False
    if value.keys() == {"date_time", "time_zone"}:
        texts = [value["date_time"], value["time_zone"]]
        right = all(isinstance(text, str) for text in texts) and texts[1] in ZONES
        return right and bool(READING.fullmatch(texts[0]))
    day = value.get("date")
    return value.keys() == {"date"} and isinstance(day, str) and bool(READING.fullmatch(day))
