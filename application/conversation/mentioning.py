"""Whom a message mentions, of those that its author names."""

from dataclasses import dataclass

from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from domain.conversation.message import Said
from domain.conversation.message_text import Mention, MentionKind, mentions_in, message_text
from domain.identity.role import Permission
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Mentioning:
    """What ``caller`` says about ``meeting``.

    Only people who may see the meeting are mentioned, and of a team those of it who may; whoever else is
    named stays a word. Where guests do not see each other, they mention nobody whom they cannot know of, and
    nobody mentions teams, for that would tell who of them is a guest.
    """

    caller: Caller
    meeting: Meeting
    work: ConversationWork
    people: PeopleDirectory

    def said(self, text: str) -> Said:
        """Raises InvalidText."""
        written = message_text(text)
        named = set(mentions_in(written))
        team_ids = {each for kind, each in named if kind is MentionKind.TEAM}
        teams = self.work.teams.among(team_ids) if self._may_name_teams else []
        person_ids = {each for kind, each in named if kind is MentionKind.PERSON}
        in_teams = {each for team in teams for each in team.member_ids}
        known = self.people.named(person_ids | in_teams) if person_ids | in_teams else {}
        concerned = {each.id: each for each in known.values() if self._concerns(each)}
        mentions = [
            *(
                Mention(MentionKind.PERSON, each.id, each.name)
                for each in concerned.values()
                if each.id in person_ids
            ),
            *(Mention(MentionKind.TEAM, team.id, team.name) for team in teams),
        ]
        return Said.by(written, mentions, concerned.keys() - {self.caller.person_id})

    @property
    def _may_name_teams(self) -> bool:
        knows_them = Permission.READ_TEAMS in self.caller.role.permissions
        return knows_them and self.meeting.terms.guests_see_guests

    def _concerns(self, person: KnownPerson) -> bool:
        meeting, organisation = self.meeting, person.role.in_organisation
        if not shows_guests(meeting, self.caller.person_id):
            # A guest, who cannot know which others there are.
            known = {meeting.host_id, self.caller.person_id}
            sees = person.id in known or (organisation and meeting.is_open_to_organisation)
        else:
            sees = meeting.is_visible_to(person.id, in_organisation=organisation)
        return person.active and sees
