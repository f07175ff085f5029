"""The background process: numbers committed events, sends letters and keeps house."""

import logging
import signal
import threading
from datetime import timedelta

from entrypoints.container import Container, container_for
from entrypoints.log_lines import log_to
from entrypoints.settings import Settings
from entrypoints.worker.sending import send_letters_until

HOUSEKEEPING_EVERY = timedelta(hours=1)
EVENTS_ARE_KEPT = timedelta(days=30)
"""Clients that were away may resume for at least 7 days; a month is cheap and kind."""

TIME_FOR_A_LETTER = 10.0
"""Seconds that the letter under way gets at the end; one that takes longer is sent again, under its lease."""

log = logging.getLogger("convene.worker")


def work(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT. Returns 1 when the sequencer gave up, so that a supervisor starts anew."""
    log_to("stdout", settings.log_level)
    container = container_for(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    failed = threading.Event()
    sequencer = threading.Thread(target=_number_events, args=(container, stop, failed), name="sequencer")
    sequencer.start()
    posting = stop, container.send_letters(), container.wakeups()
    sender = threading.Thread(target=send_letters_until, args=posting, name="sender", daemon=True)
    sender.start()
    _follow_zone_rules(container, stop, in_force=True)
    while not stop.is_set():
        _keep_house(container)
        _follow_zone_rules(container, stop)
        stop.wait(HOUSEKEEPING_EVERY.total_seconds())
    sequencer.join()
    sender.join(TIME_FOR_A_LETTER)
    container.wakeups().close()
    return 1 if failed.is_set() else 0


def _number_events(container: Container, stop: threading.Event, failed: threading.Event) -> None:
    try:
        container.sequencer().run(stop)
    except Exception:
        log.exception("the sequencer has ended")
        failed.set()
    finally:
        stop.set()


def _keep_house(container: Container) -> None:
    """A failure here must not keep events from being numbered; the next round tries again."""
    now = container.clock().now()
    try:
        removed = {"events": container.event_log().forget_before(now - EVENTS_ARE_KEPT)}
        removed |= container.housekeeping().sweep(now)
        rolled = container.series_horizon().roll(now)
        noted = container.administration.note_head()()
    except Exception:
        log.exception("housekeeping failed")
        return
    if any(removed.values()):
        log.info("removed what nobody can ask for any more: %s", removed)
    if rolled:
        log.info("carried %d series on towards the horizon", rolled)
    if noted:
        log.info("noted down the head of the audit trail: %d %s", noted.position, noted.hash.hex())


def _follow_zone_rules(container: Container, stop: threading.Event, *, in_force: bool = False) -> None:
    """At the start, for this process may have new rules; later for what others wrote by old ones."""
    try:
        outcome = container.follow_zone_rules()(in_force=in_force, stop=stop.is_set)
    except Exception:
        log.exception("could not look for meetings whose time zone rules have changed")
        return
    if outcome.followed:
        log.info("time zone rules have changed: recomputed %d meetings", outcome.followed)
    for meeting_id, refusal in outcome.failed.items():
        log.warning("meeting %s does not follow its time zone rules yet: %s", meeting_id, refusal)
