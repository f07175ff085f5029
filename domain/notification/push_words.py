"""What stands on a locked screen, the kind of thing that happened, not what it is about."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from domain.notification.bundle import Notice
from domain.notification.kind import Kind
from domain.notification.push import LIVES, Urgency
from domain.notification.wording import Wording


def body_of(notices: Sequence[Notice], meeting_id: UUID | None, topic: str, wording: Wording) -> str:
    """``tag``: what it replaces on the screen."""
    kinds = [each.kind for each in notices]
    one = wording.say(f"push.{kinds[-1].value}")
    text = one if len(kinds) == 1 else wording.say("push.several", count=len(kinds))
    path = f"/meetings/{meeting_id}" if meeting_id else "/inbox"
    message = {"title": "Convene", "body": text, "path": path, "kind": kinds[-1].value, "tag": topic}
    return json.dumps(message, separators=(",", ":"))


def topic_of(meeting_id: UUID | None) -> str:
    """At most 32 characters of base64url (RFC 8030 §5.4), from which the push service learns nothing."""
    about = meeting_id.bytes if meeting_id else b"account"
    return urlsafe_b64encode(sha256(b"convene push topic" + about).digest()[:24]).decode()


def urgency_of(notices: Sequence[Notice]) -> Urgency:
    kinds = {each.kind for each in notices}
    if Kind.REMINDER in kinds:
        return Urgency.HIGH
    return Urgency.LOW if kinds <= {Kind.MESSAGE, Kind.ANSWERED, Kind.CHANGED} else Urgency.NORMAL


def worth_until(notices: Sequence[Notice], now: datetime) -> datetime:
    """A reminder alone is of use until its meeting begins."""
    starts = [each.facts.get("start", {}).get("utc") for each in notices if each.kind is Kind.REMINDER]
    if len(starts) == len(notices) and all(starts):
        return max(now + timedelta(minutes=1), *(datetime.fromisoformat(each) for each in starts))
    return now + LIVES
