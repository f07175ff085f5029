"""What stands on a locked screen, in English: the kind of thing that happened, not what it is about."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from domain.notification.bundle import Notice
from domain.notification.kind import Kind
from domain.notification.push import LIVES, Urgency

SENTENCES: Mapping[Kind, str] = {
    Kind.INVITED: "You are invited to a meeting",
    Kind.UNINVITED: "You are no longer invited to a meeting",
    Kind.MOVED: "A meeting has moved",
    Kind.CANCELLED: "A meeting was cancelled",
    Kind.RESTORED: "A meeting takes place after all",
    Kind.CHANGED: "A meeting has changed",
    Kind.ANSWERED: "Somebody answered your invitation",
    Kind.PROMOTED: "You have a place in a meeting now",
    Kind.MENTIONED: "You were mentioned",
    Kind.MESSAGE: "There is a new message",
    Kind.ASSIGNED: "There is something for you to do",
    Kind.PROPOSAL_MADE: "Another time is proposed for a meeting",
    Kind.PROPOSAL_ACCEPTED: "Your proposal was accepted",
    Kind.PROPOSAL_DECLINED: "Your proposal was declined",
    Kind.ROOM_ASKED: "Somebody asks for a room",
    Kind.ROOM_ANSWERED: "A room was answered for",
    Kind.ROOM_LOST: "A meeting has lost its room",
    Kind.CLASHED: "Two meetings clash",
    Kind.ROLE_CHANGED: "Your role has changed",
    Kind.SECOND_FACTOR_NEEDED: "Please set up a second factor",
    Kind.REMINDER: "A meeting begins soon",
    Kind.DONE_FOR_YOU: "Something was done in your name",
}


def body_of(notices: Sequence[Notice], meeting_id: UUID | None, topic: str) -> str:
    """``tag``: what it replaces on the screen."""
    kinds = [each.kind for each in notices]
    text = SENTENCES[kinds[-1]] if len(kinds) == 1 else f"There are {len(kinds)} news of a meeting"
    path = f"/meetings/{meeting_id}" if meeting_id else "/inbox"
    message = {"title": "Convene", "body": f"{text}.", "path": path, "kind": kinds[-1].value, "tag": topic}
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
