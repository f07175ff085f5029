"""What people read, in their language and with times as their own clocks show them."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.meeting.timing import AllDay, Timing, plain
from domain.notification.english import ENGLISH
from domain.notification.french import FRENCH
from domain.notification.german import GERMAN
from domain.notification.kind import Kind
from domain.notification.wording import Wording
from domain.notification.words import sentence, statement, subject, times
from tests.builders import timed

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
LANGUAGES = (ENGLISH, GERMAN, FRENCH)
FACTS = {"title": "Design review", "by": "Ana", **plain(timed())}
LATER = plain(timed("2026-12-02 16:00", "2026-12-02 17:00"))
EVERYTHING: dict[str, Any] = {
    **FACTS,
    "before": LATER,
    "changed": ["title", "location"],
    "answers": [{"guest": "Ben", "status": "tentative"}],
    "proposal": {"id": "1", **LATER},
    "guest": "Ben",
    "room": "Blue",
    "status": "declined",
    "role": "admin",
    "deed": "guest.responded",
    "action": "Write it up",
    "due": "2026-12-24",
}


def test_a_move_is_told_in_the_readers_own_zone() -> None:
    facts = {**FACTS, "before": plain(timed()), **LATER}
    assert sentence(Kind.MOVED, facts, PARIS, ENGLISH) == (
        "Ana moved “Design review” from Tuesday 1 December 2026, 09:30–10:15 "
        "to Wednesday 2 December 2026, 16:00–17:00"
    )
    assert sentence(Kind.MOVED, {**facts, "by": ""}, NEW_YORK, ENGLISH) == (
        "“Design review” was moved from Tuesday 1 December 2026, 03:30–04:15 "
        "to Wednesday 2 December 2026, 10:00–11:00"
    )


def test_a_move_is_told_in_the_readers_own_language() -> None:
    facts = {**FACTS, "before": plain(timed()), **LATER}
    assert sentence(Kind.MOVED, facts, PARIS, GERMAN) == (
        "Ana hat „Design review“ verschoben: von Dienstag, 1. Dezember 2026, 09:30–10:15 "
        "auf Mittwoch, 2. Dezember 2026, 16:00–17:00"
    )
    assert sentence(Kind.MOVED, facts, PARIS, FRENCH) == (
        "Ana a déplacé «\u202fDesign review\u202f»\u202f: mercredi 2 décembre 2026, 16:00 à 17:00 "
        "au lieu de mardi 1er décembre 2026, 09:30 à 10:15"
    )


@pytest.mark.parametrize(
    ("timing", "english", "german", "french"),
    [
        (
            AllDay(date(2026, 11, 23), date(2026, 11, 24)),
            "Monday 23 November 2026",
            "Montag, 23. November 2026",
            "lundi 23 novembre 2026",
        ),
        (
            AllDay(date(2026, 11, 23), date(2026, 11, 26)),
            "Monday 23 November 2026 to Wednesday 25 November 2026",
            "Montag, 23. November 2026 – Mittwoch, 25. November 2026",
            "lundi 23 novembre 2026 – mercredi 25 novembre 2026",
        ),
        (
            timed("2026-12-01 23:00", "2026-12-02 01:00"),
            "Tuesday 1 December 2026, 23:00–Wednesday 2 December 2026, 01:00",
            "Dienstag, 1. Dezember 2026, 23:00 – Mittwoch, 2. Dezember 2026, 01:00",
            "mardi 1er décembre 2026, 23:00 – mercredi 2 décembre 2026, 01:00",
        ),
    ],
)
def test_whole_days_and_nights(timing: Timing, english: str, german: str, french: str) -> None:
    told = tuple(times(plain(timing), PARIS, each) for each in LANGUAGES)
    assert told == (english, german, french)


def test_several_answers_are_one_line() -> None:
    answers = [{"guest": "Ben", "status": "accepted"}, {"guest": "Cloé", "status": "declined"}]
    one = sentence(Kind.ANSWERED, {**FACTS, "answers": answers[:1], "scope": "this"}, PARIS, ENGLISH)
    assert one == "Ben accepted “Design review” on Tuesday 1 December 2026, 09:30–10:15"
    two = tuple(sentence(Kind.ANSWERED, {**FACTS, "answers": answers}, PARIS, each) for each in LANGUAGES)
    assert two == (
        "2 answers to “Design review”: Ben (yes) and Cloé (no)",
        "2 Antworten auf „Design review“: Ben (ja) und Cloé (nein)",
        "2 réponses à «\u202fDesign review\u202f»\u202f: Ben (oui) et Cloé (non)",
    )


@pytest.mark.parametrize("wording", LANGUAGES, ids=lambda each: each.tag)
@pytest.mark.parametrize("kind", Kind)
def test_there_are_words_for_each_kind(kind: Kind, wording: Wording) -> None:
    facts = EVERYTHING | ({"role": "admin", "before": "member"} if kind is Kind.ROLE_CHANGED else {})
    assert statement(kind, facts, PARIS, wording).endswith(".")
    assert subject([kind], "Design review", wording).endswith("Design review")
    assert wording.say(f"push.{kind.value}").endswith(".")


@pytest.mark.parametrize("wording", LANGUAGES, ids=lambda each: each.tag)
@pytest.mark.parametrize("kind", [Kind.UNINVITED, Kind.ROOM_ASKED])
def test_who_may_not_know_the_title_is_told_without_it(kind: Kind, wording: Wording) -> None:
    for by in ("Ana", ""):
        said = sentence(kind, EVERYTHING | {"title": "", "by": by}, PARIS, wording)
        assert not set("“”„«»") & set(said)
        assert by in said or kind is Kind.UNINVITED


@pytest.mark.parametrize("wording", LANGUAGES, ids=lambda each: each.tag)
def test_every_answer_room_role_and_deed_can_be_told(wording: Wording) -> None:
    def said(kind: Kind, **facts: object) -> str:
        return sentence(kind, EVERYTHING | facts, PARIS, wording)

    for status in ("accepted", "tentative", "declined", "waiting", "needs_action"):
        answer = {"guest": "Ben", "status": status}
        assert "Ben" in said(Kind.ANSWERED, answers=[answer])
        assert said(Kind.ANSWERED, answers=[answer, {"guest": "Eve", "status": status}]).count("(") == 2
    for status in ("confirmed", "declined", "pending", "cancelled"):
        assert said(Kind.ROOM_ANSWERED, status=status, reason="Flooded.").endswith("Flooded.")
    for role in ("admin", "member", "guest"):
        assert said(Kind.ROLE_CHANGED, role=role, before=role)
    for deed in ("meeting.scheduled", "guest.responded", "proposal.made", "meeting.room_answered"):
        assert said(Kind.DONE_FOR_YOU, deed=deed).count("Ana") == 1
    members = ["title", "location", "conference_url", "recurrence", "exceptions", "rooms"]
    assert said(Kind.CHANGED, changed=members).count(",") == 4
    assert "Europe/Paris" in said(Kind.MOVED, cause="time_zone_rules", time_zones=["Europe/Paris"])
    for due in (None, "2026-12-24"):
        for by in ("", "Ana"):
            assert ("24" in said(Kind.ASSIGNED, due=due, by=by)) is (due is not None)


@pytest.mark.parametrize(
    ("wording", "one", "some"),
    [
        (ENGLISH, "1 earlier update.", "2 earlier updates."),
        (GERMAN, "1 frühere Neuigkeit.", "2 frühere Neuigkeiten."),
        (FRENCH, "1 nouvelle plus ancienne.", "2 nouvelles plus anciennes."),
    ],
)
def test_how_many_is_said_as_the_language_does(wording: Wording, one: str, some: str) -> None:
    assert (wording.count("digest.earlier", 1), wording.count("digest.earlier", 2)) == (one, some)
    assert wording.count("digest.earlier", 0).startswith("0")
    assert wording.catalogue.is_one(0) is (wording is FRENCH)
