"""What is known of the jobs that the background processes do, whichever of them does them."""

import builtins
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from application.shared.refusals import (
    MailServerSilent,
    MailServerUnreachable,
    MailSignInRefused,
    StorageUnavailable,
)

Cause = Literal[
    "storage_unavailable",
    "mail_server_unreachable",
    "mail_server_silent",
    "mail_sign_in_refused",
    "out_of_reach",
    "unforeseen",
]
"""Why a job failed, as far as it helps whoever looks after Convene; a file or a machine is `out_of_reach`."""
_CAUSES: Mapping[str, Cause] = {
    StorageUnavailable.__name__: "storage_unavailable",
    MailServerUnreachable.__name__: "mail_server_unreachable",
    MailServerSilent.__name__: "mail_server_silent",
    MailSignInRefused.__name__: "mail_sign_in_refused",
}


@dataclass(frozen=True, slots=True)
class JobTally:
    """What one process did of a job since it last said so.

    ``runs`` counts all, ``failures`` those among them that failed, ``seconds`` is what all took together.
    ``well_for``: how long ago the last one that went well ended; ``ill_for`` the same for failures.
    ``trouble``: what kind of failure the last was.
    """

    job: str
    runs: int = 0
    failures: int = 0
    seconds: float = 0.0
    well_for: timedelta | None = None
    ill_for: timedelta | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as all processes together have done it. ``seen_at``: when one last said that it is at it."""

    job: str
    runs: int
    failures: int
    seconds: float
    seen_at: datetime
    last_well_at: datetime | None
    last_ill_at: datetime | None
    last_trouble: str

    @property
    def last_cause(self) -> Cause | None:
        """By the name that was noted down of the last failure; None when there was none."""
        if self.last_ill_at is None:
            return None
        if cause := _CAUSES.get(self.last_trouble):
            return cause
        known = getattr(builtins, self.last_trouble, None)
        return "out_of_reach" if isinstance(known, type) and issubclass(known, OSError) else "unforeseen"


class JobBook(Protocol):
    """Shared by all processes, on all machines, and by the store's clock, not theirs."""

    def add(self, tallies: Collection[JobTally]) -> None:
        """Count them in; each says, too, that its process is at that job."""
        ...

    def records(self) -> Sequence[JobRecord]:
        """By name."""
        ...

    def claim(self, job: str, lease: timedelta) -> bool:
        """Whether it is the caller's for the length of the lease; whoever dies leaves it free at its end."""
        ...

    def put_off(self, job: str, pause: timedelta) -> None:
        """Nobody gets it before the pause is over, whatever lease there was."""
        ...


class QueueLags(Protocol):
    def lags(self) -> Mapping[str, float]:
        """For each queue the seconds by which what has waited longest is late; 0 when nothing is.

        Raises StorageUnavailable.
        """
        ...

    def parked(self) -> Mapping[str, int]:
        """For each queue that sets things aside, how many nobody will try again by themselves.

        Raises StorageUnavailable.
        """
        ...
