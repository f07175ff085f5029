"""Who has to answer again once dates have moved: for those dates, and for no others."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from domain.meeting.guest import Guest, Response, ResponseStatus
from domain.meeting.occurrence import Dates, Occurrence

FORESEEN = timedelta(days=730)
"""So far ahead dates are looked at one by one; behind that an answer to the series goes for all."""
FEW = 4
"""Where that many dates stand for each that moved, the series' answer stands; those are asked apart."""

_NOT_ANSWERED = Response()


def by_name(dates: Dates, names: Iterable[str], *, now: datetime) -> dict[str, Occurrence]:
    """All foreseeable dates by name, and those of ``names`` wherever they are."""
    found = {each.original_start: each for each in dates.until(now + FORESEEN)}
    for name in names:
        if name not in found and (far := dates.named(name)) is not None:
            found[name] = far
    return found


def ask_again(guests: Collection[Guest], before: Dates, after: Dates, *, now: datetime) -> bool:
    """Takes back the answers to dates that moved or are new, and to those that are gone. Whether any was."""
    names = {*before.overrides, *after.overrides, *(name for guest in guests for name in guest.responses)}
    old, new = by_name(before, names, now=now), by_name(after, names, now=now)
    asked = [name for name, date in new.items() if _is_news(old.get(name), date)]
    standing = [name for name in new if name not in set(asked)]
    few = len(asked) * FEW <= len(standing)
    for guest in guests:
        answers = {name: guest.response_on(name) for name in standing}
        if few:
            apart = {name: answer for name, answer in guest.responses.items() if name in answers}
            again = asked if guest.response.status is not ResponseStatus.NEEDS_ACTION else ()
            guest.responses = apart | dict.fromkeys(again, _NOT_ANSWERED)
        else:
            guest.response = _NOT_ANSWERED
            guest.responses = {name: each for name, each in answers.items() if each != _NOT_ANSWERED}
    return bool(asked)


def ask_again_on(guests: Iterable[Guest], original_start: str) -> None:
    """Takes back what was answered to that one date."""
    for guest in guests:
        guest.responses.pop(original_start, None)
        if guest.response.status is not ResponseStatus.NEEDS_ACTION:
            guest.responses[original_start] = _NOT_ANSWERED


def _is_news(before: Occurrence | None, after: Occurrence) -> bool:
    return before is None or before.timing.slot != after.timing.slot
