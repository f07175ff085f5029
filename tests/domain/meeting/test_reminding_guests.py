from domain.meeting.reminding_guests import not_yet_answered
from tests.builders import HOST, a_meeting, an_invitation


def test_the_host_comes_anyway() -> None:
    """Files name them among the guests (RFC 5545 §3.8.4.1)."""
    guests = an_invitation("host", person_id=HOST), an_invitation("ben")
    assert [each.email for each in not_yet_answered(a_meeting(guests=guests))] == ["ben@example.org"]
