"""Answers that the host reports, of guests who cannot answer here: no account stands behind their address."""

from collections.abc import Mapping

from domain.meeting.guest import Guest, Response, ResponseStatus
from domain.meeting.meeting import Meeting

Answers = Mapping[str, Response]
"""By address."""

# They accepted, and no file can say that there was no place.
_SAID_BY_WHO_WAITS = (ResponseStatus.ACCEPTED, ResponseStatus.NEEDS_ACTION)


def is_news(meeting: Meeting, answers: Answers, on: str | None = None) -> bool:
    """Whether any of them says other than what is here."""
    return any(_reported(guest, answers, on) for guest in meeting.guests)


def report(meeting: Meeting, answers: Answers, on: str | None = None) -> bool:
    """Note them, for the date ``on`` or for all dates; returns whether any was news.

    Places are few for these guests as for all.
    """
    news = [(guest, _reported(guest, answers, on)) for guest in meeting.guests] if answers else []
    for guest, response in news:
        if response is not None:
            meeting.waiting_list.answer(guest, response, on)
    return any(response is not None for _, response in news)


def left_to_owners(meeting: Meeting, answers: Answers, on: str | None = None) -> int:
    """How many of them say other than what is here, and would be other people's to give."""
    there = {guest.email: guest.response_on(on or "") for guest in meeting.guests}
    said = [(there[email].status, answer.status) for email, answer in answers.items() if email in there]
    return sum(here is not claimed for here, claimed in said)


def _reported(guest: Guest, answers: Answers, on: str | None) -> Response | None:
    """None where nothing new is said, or where it is not for others to say.

    Who has an account answers alone; and an answer with a time was given here, by whoever gave it.
    """
    response, current = answers.get(guest.email), guest.response_on(on or "")
    if response is None or guest.person_id is not None or current.at is not None:
        return None
    if on is not None and not guest.is_invited_on(on):
        return None
    if current.status is ResponseStatus.WAITING and response.status in _SAID_BY_WHO_WAITS:
        return None
    return None if (response.status, response.comment) == (current.status, current.comment) else response
