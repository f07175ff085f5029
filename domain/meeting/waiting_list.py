"""Who has a place where places are few, and who is next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.meeting.guest import Guest, Response, ResponseStatus

ACCEPTED, WAITING = ResponseStatus.ACCEPTED, ResponseStatus.WAITING
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The places of one meeting, ``capacity`` of them on each date (None: enough for all).

    ``on`` names a date. None stands for all dates on which nobody was singled out: there the answers to the
    whole series decide, and are the same for all of them. A status that a guest of a series has only because
    one date is fuller, or less full, than the others is kept for that date as ``of_series``, and goes with
    the answer it came from.
    """

    guests: Sequence[Guest]
    capacity: int | None

    def answer(self, guest: Guest, response: Response, on: str | None = None) -> None:
        """Note what ``guest`` says. Acceptance is waiting where all places are taken.

        Who had a place keeps it, and who was waiting keeps their place in the line.
        """
        if on is not None:
            guest.responses[on] = self._placed(guest, response, on)
            return
        special = [name for name in self.dates() if name is not None and guest.is_invited_on(name)]
        placed = {name: self._placed(guest, response, name) for name in special if _follows(guest, name)}
        base = response if guest.only_on is not None else self._placed(guest, response, None)
        guest.response = base
        for name, own in placed.items():
            guest.responses.pop(name, None)
            if own.status is not base.status:
                guest.responses[name] = replace(own, of_series=True)

    def promote(self) -> list[tuple[Guest, str | None]]:
        """Give free places to those first in line. Says who got one, on which date; none is None."""
        promoted = []
        # Single dates first: a place there is for the first in that line, whoever moves up in the series.
        for on in reversed(self.dates()) if self._anybody_waits else ():
            for guest in self.line(on):
                if self._is_full(on):
                    break
                self._seat(guest, on)
                promoted.append((guest, on))
        return promoted

    def line(self, on: str | None = None) -> list[Guest]:
        """Those who wait, first come first."""
        answers = [(guest, _on(guest, on)) for guest in self.guests]
        waiting = [
            (each.at or _LONG_AGO, guest) for guest, each in answers if each and each.status is WAITING
        ]
        return [guest for _, guest in sorted(waiting, key=lambda each: each[0])]

    def dates(self) -> list[str | None]:
        """None first, then each date on which somebody was singled out."""
        names: set[str] = set()
        for guest in self.guests:
            names |= guest.responses.keys() | guest.not_on | (guest.only_on or frozenset())
        return [None, *sorted(names)]

    @property
    def _anybody_waits(self) -> bool:
        return any(
            response.status is WAITING
            for guest in self.guests
            for response in (guest.response, *guest.responses.values())
        )

    def _is_full(self, on: str | None, *, but: Guest | None = None) -> bool:
        if self.capacity is None:
            return False
        others = (_on(guest, on) for guest in self.guests if guest is not but)
        return sum(each is not None and each.status is ACCEPTED for each in others) >= self.capacity

    def _placed(self, guest: Guest, response: Response, on: str | None) -> Response:
        if response.status not in (ACCEPTED, WAITING):
            return response
        before = _on(guest, on)
        if (before and before.status is ACCEPTED) or not self._is_full(on, but=guest):
            return replace(response, status=ACCEPTED)
        waited = before.at if before and before.status is WAITING else response.at
        return replace(response, status=WAITING, at=waited)

    def _seat(self, guest: Guest, on: str | None) -> None:
        if on is not None:
            before = guest.response_on(on)
            guest.responses[on] = replace(before, status=ACCEPTED, of_series=_follows(guest, on))
            if _follows(guest, on) and guest.response.status is ACCEPTED:
                del guest.responses[on]
            return
        before = guest.response
        for name in self.dates():
            if name is not None and guest.is_invited_on(name) and name not in guest.responses:
                guest.responses[name] = replace(before, of_series=True)
        guest.response = replace(before, status=ACCEPTED)
        for name in [name for name, each in guest.responses.items() if each.of_series]:
            if guest.responses[name].status is ACCEPTED or not self._is_full(name):
                del guest.responses[name]


def _follows(guest: Guest, on: str) -> bool:
    """Whether the answer to the series decides, and none was given for this date."""
    return on not in guest.responses or guest.responses[on].of_series


def _on(guest: Guest, on: str | None) -> Response | None:
    """The answer in effect; None when the guest is not invited then."""
    if on is None:
        return guest.response if guest.only_on is None else None
    return guest.response_on(on) if guest.is_invited_on(on) else None
