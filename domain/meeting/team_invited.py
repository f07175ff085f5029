"""A team was invited as one: whoever was in it at that moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.identity.team import Team
from domain.meeting.events import MeetingEvent
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamInvited(MeetingEvent):
    """Each of its members has a ``guest.invited`` of their own."""

    kind: ClassVar[str] = "meeting.team_invited"
    team_id: UUID
    team_name: str

    def data(self) -> dict[str, object]:
        team = {"id": str(self.team_id), "name": self.team_name}
        return super(TeamInvited, self).data() | {"changed": ["guests"], "team": team}


def tell_of_team(meeting: Meeting, team: Team, *, by: UUID, now: datetime) -> None:
    facts = meeting.for_who_knows_guests(meeting.facts(by, now))
    meeting.events.append(TeamInvited(**facts, team_id=team.id, team_name=team.name))
