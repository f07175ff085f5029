"""Whoever sees, by right of their office, what is not theirs, stands in the audit trail."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.shared.act import Act

ONCE_IN = timedelta(minutes=15)
MOST_REMEMBERED = 10_000


@dataclass
class Looks:
    """Enters a look; who looks at the same again within a quarter of an hour is entered once.

    So a page that refreshes itself costs nothing. It remembers in this process: two processes may enter one
    look each, none is left out.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    _entered: OrderedDict[tuple[object, ...], datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def enter(
        self,
        caller: Caller,
        kind: str,
        *,
        person_id: UUID | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        """``person_id``: whose it is; None when it is nobody's alone. What was seen is up to the caller."""
        now, said = self.clock.now(), dict(details or {})
        look = (caller.actor_id, caller.person_id, kind, person_id, repr(sorted(said.items())))
        with self._lock:
            earlier = self._entered.get(look)
        if earlier is not None and timedelta() <= now - earlier < ONCE_IN:  # clocks are set back, too
            return
        act = Act(
            kind=kind,
            at=now,
            actor_id=caller.person_id,
            subject_type="person" if person_id else None,
            subject_id=person_id,
            details=said,
        )
        with self.transactions.begin() as work:
            work.audit.record(act)
        self._remember(look, now)

    def _remember(self, look: tuple[object, ...], now: datetime) -> None:
        with self._lock:
            self._entered[look] = now
            self._entered.move_to_end(look)
            while len(self._entered) > MOST_REMEMBERED:
                self._entered.popitem(last=False)
