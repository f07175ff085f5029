"""What there is to do in the background."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Event

from application.meeting.follow_zone_rules import FollowZoneRules
from application.shared.background_work import JobBook
from application.shared.origin import Origin, coming_from
from application.shared.ports import EVENTS_NUMBERED, LETTERS_WRITTEN
from domain.conversation.presence import GRACE, LEASE_LASTS
from entrypoints.container import Container
from entrypoints.worker.job import Job

AN_HOUR = 3600.0
LOOK_EVERY = 1.0
"""Seconds; for what has come due with time, and for rings that were lost."""

PRESENCE_EVERY = 300.0
"""Seconds for which leases that are over stay in the way of nobody."""

REMINDERS_EVERY = 1.0
"""Seconds, by which a reminder may be late."""

LEASE = timedelta(minutes=10)
"""After so long, whoever claimed a job and has not ended is taken to be dead."""

TURNS_EVERY = 30.0
"""Seconds between two looks whether it is time for a job that is done in turn."""

log = logging.getLogger("convene.worker")


def jobs_of(container: Container) -> Sequence[Job]:
    return (
        sequencer(container),
        notifications(container),
        mail(container),
        digests(container),
        devices(container),
        pushes(container),
        letters(container),
        reminders(container),
        snoozes(container),
        holds(container),
        newcomers(container),
        Job("zone rules", _ZoneRules(container.meetings.follow_zone_rules()), AN_HOUR),
        horizon(container),
        housekeeping(container),
        presence(container),
        audit_heads(container),
        key_changes(container),
        succession(container),
    )


def sequencer(container: Container) -> Job:
    """Its own loop: whoever numbers events holds an office, and keeps it until the end."""
    sequencer = container.sequencer()

    def number_events(stop: Event) -> bool:
        sequencer.run(stop)
        return False

    return Job("sequencer", number_events, every=1.0)


def letters(container: Container) -> Job:
    send_letters = container.send_letters()
    return Job("letters", lambda _: send_letters(), LOOK_EVERY, woken_by=[LETTERS_WRITTEN])


def notifications(container: Container) -> Job:
    tell_people = container.notification.tell_people()
    return Job("notifications", lambda _: tell_people(), LOOK_EVERY, woken_by=[EVENTS_NUMBERED])


def reminders(container: Container) -> Job:
    remind_people = container.reminding.remind_people()
    return Job("reminders", lambda _: remind_people(), REMINDERS_EVERY)


def newcomers(container: Container) -> Job:
    """Become the guests of the meetings that invited their address."""
    recognise_guests = container.meetings.recognise_guests()
    return Job("newcomers", lambda stop: recognise_guests(stop=stop.is_set), LOOK_EVERY)


def snoozes(container: Container) -> Job:
    wake_notifications = container.notification.wake_notifications()
    return Job("snoozes", lambda _: wake_notifications(), LOOK_EVERY)


def holds(container: Container) -> Job:
    """End by themselves."""
    let_holds_run_out = container.availability.let_holds_run_out()
    return Job("holds", lambda _: let_holds_run_out(), LOOK_EVERY)


def mail(container: Container) -> Job:
    """Becomes letters when its hold is over."""
    write_mail = container.notification.write_mail()
    return Job("mail", lambda _: write_mail(), LOOK_EVERY)


def digests(container: Container) -> Job:
    """Of each who wants one, when their time has come."""
    write_digests = container.notification.write_digests()
    return Job("digests", lambda _: write_digests(), LOOK_EVERY)


def devices(container: Container) -> Job:
    """What is to ring there becomes messages when its hold is over."""
    write_pushes = container.pushing.write_pushes()
    return Job("devices", lambda _: write_pushes(), LOOK_EVERY)


def pushes(container: Container) -> Job:
    send_pushes = container.pushing.send_pushes()
    return Job("pushes", lambda _: send_pushes(), LOOK_EVERY)


def horizon(container: Container) -> Job:
    clock, series_horizon = container.clock(), container.series_horizon()

    def carry_on(_: Event) -> bool:
        if rolled := series_horizon.roll(clock.now()):
            log.info("carried %d series on towards the horizon", rolled)
        return False

    return Job("horizon", carry_on, AN_HOUR)


def housekeeping(container: Container) -> Job:
    clock, event_log, housekeeping = (
        container.clock(),
        container.event_log(),
        container.background.housekeeping(),
    )

    kept = timedelta(days=container.settings().history_days)

    def keep_house(_: Event) -> bool:
        now = clock.now()
        removed = {"events": event_log.forget_before(now - kept), **housekeeping.sweep(now)}
        if any(removed.values()):
            log.info("removed what nobody can ask for any more: %s", removed)
        return False

    return by_one(container.background.job_book(), "housekeeping", keep_house, timedelta(hours=1))


def by_one(job_book: JobBook, name: str, do: Callable[[Event], bool], every: timedelta) -> Job:
    """By one process at a time, once in ``every``, however many there are and however often they start."""

    def do_in_turn(stop: Event) -> bool:
        if job_book.claim(name, LEASE):
            try:
                do(stop)
            except Exception:
                job_book.put_off(name, timedelta())
                raise
            job_book.put_off(name, every)
        return False

    return Job(name, do_in_turn, TURNS_EVERY)


def presence(container: Container) -> Job:
    """Turns leases that are over into when people were last seen."""
    leases = container.presence.leases()

    def sweep(_: Event) -> bool:
        leases.sweep(not_renewed=LEASE_LASTS, ended=GRACE)
        return False

    return Job("presence", sweep, PRESENCE_EVERY)


def audit_heads(container: Container) -> Job:
    """Each machine notes them down for itself."""
    note_head = container.administration.note_head()

    def note_down(_: Event) -> bool:
        if noted := note_head():
            log.info("noted down the head of the audit trail: %d %s", noted.position, noted.hash.hex())
        return False

    return Job("audit heads", note_down, AN_HOUR)


def key_changes(container: Container) -> Job:
    """Done on a command line, perhaps while no database was there; entered by one, lest it be twice."""
    enter_key_changes = container.administration.enter_key_changes()

    def enter(_: Event) -> bool:
        with coming_from(Origin("command line")):
            enter_key_changes()
        return False

    return by_one(container.background.job_book(), "key changes", enter, timedelta(minutes=1))


def succession(container: Container) -> Job:
    """Ends all jobs of this process once a newer version has come: it may write what this one misreads."""
    readiness = container.readiness()

    def stand_back(stop: Event) -> bool:
        if readiness.is_left_behind():
            log.warning("a newer version has migrated the database; this worker leaves all work to its own")
            stop.set()
        return False

    return Job("succession", stand_back, LOOK_EVERY)


class _ZoneRules:
    """The first time, this process' own rules may be news to the others; later it looks for theirs."""

    def __init__(self, follow_zone_rules: FollowZoneRules) -> None:
        self._follow = follow_zone_rules
        self._have_declared = False

    def __call__(self, stop: Event) -> bool:
        outcome = self._follow(in_force=not self._have_declared, stop=stop.is_set)
        self._have_declared = True
        if outcome.followed:
            log.info("time zone rules have changed: recomputed %d meetings", outcome.followed)
        for meeting_id, refusal in outcome.failed.items():
            log.warning("meeting %s does not follow its time zone rules yet: %s", meeting_id, refusal)
        return False
