"""The audit trail as a chain: whatever is done to it afterwards shows."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.administration.audit_chain import Chain
from domain.administration.audit_entry import EMPTY, AuditEntry
from domain.shared.act import Act

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
ANA = UUID("0193a000-0000-7000-8000-00000000000a")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def a_trail(*details: dict[str, object]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number, each in enumerate(details):
        act = Act(kind="setting.changed", at=NOON + timedelta(seconds=number), actor_id=ANA, details=each)
        entry = AuditEntry.of(
            act,
            doers=(ANA, None),
            address="192.0.2.7",
            request_id="request-1",
            after=entries[-1].head if entries else EMPTY,
        )
        entries.append(entry)
    return entries


def verdict(entries: list[AuditEntry], **known: object) -> Chain:
    chain = Chain(**known)  # type: ignore[arg-type]
    if chain.follow(entries):
        chain.close()
    return chain


FIVE = a_trail(*({"number": number} for number in range(1, 6)))


def test_what_was_written_holds() -> None:
    chain = verdict(FIVE)
    assert (chain.fault, chain.head) == (None, FIVE[-1].head)


@given(st.lists(st.dictionaries(texts, values, max_size=3), min_size=1, max_size=4))
def test_any_details_survive_the_way_through_json(details: list[dict[str, object]]) -> None:
    through_json = [replace(each, details=json.loads(json.dumps(each.details))) for each in a_trail(*details)]
    assert verdict(through_json).fault is None


@given(st.data())
def test_any_change_of_any_member_shows_at_its_entry(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 4))
    other = data.draw(
        st.sampled_from(
            [
                {"at": FIVE[place].at + timedelta(microseconds=1)},
                {"kind": "setting.changes"},
                {"actor_id": None},
                {"on_behalf_of": ANA},
                {"subject_type": "person"},
                {"subject_id": ANA},
                {"address": "192.0.2.8"},
                {"request_id": ""},
                {"details": {"number": place}},
                {"id": ANA},
                {"hash": bytes(32)},
            ]
        )
    )
    changed = [*FIVE[:place], replace(FIVE[place], **other), *FIVE[place + 1 :]]  # type: ignore[arg-type]
    fault = verdict(changed).fault
    assert fault is not None
    assert fault.position == place + 1


def test_a_changed_entry_with_a_new_hash_shows_at_the_next() -> None:
    forged = replace(FIVE[1], details={"number": 99})
    forged = replace(forged, hash=forged.seal())
    fault = verdict([FIVE[0], forged, *FIVE[2:]]).fault
    assert fault is not None
    assert (fault.position, "does not follow" in fault.words) == (3, True)


@given(st.integers(0, 3))
def test_a_removed_entry_is_missed(place: int) -> None:
    fault = verdict(FIVE[:place] + FIVE[place + 1 :]).fault
    assert fault is not None
    assert fault.words == f"entry {place + 1} is missing"


@given(st.permutations(FIVE))
def test_a_new_order_shows(order: list[AuditEntry]) -> None:
    renumbered = [replace(entry, position=place) for place, entry in enumerate(order, 1)]
    assert (verdict(renumbered).fault is None) == (order == FIVE)


def test_a_tail_that_was_cut_off_is_missed_by_whoever_noted_its_head() -> None:
    assert verdict(FIVE[:3]).fault is None
    by_position = verdict(FIVE[:3], noted={5: FIVE[4].hash}).fault
    by_hash = verdict(FIVE[:3], expected=FIVE[4].hash).fault
    assert by_position is not None
    assert by_position.words == "the trail ends at entry 3, but entry 5 was noted down once"
    assert by_hash is not None
    assert verdict(FIVE, noted={5: FIVE[4].hash}, expected=FIVE[2].hash).fault is None


def test_a_whole_new_trail_is_not_the_one_that_was_noted() -> None:
    other = a_trail(*({"number": number} for number in range(5)))
    fault = verdict(other, noted={2: FIVE[1].hash}).fault
    assert fault is not None
    assert fault.words == "entry 2 is another than the one that was noted down"


def test_the_canonical_form_is_what_the_documents_say() -> None:
    """Written out here once, so that it never changes by accident."""
    (entry,) = a_trail({"new": 'Zoë \u2028\n"x"', "count": 2, "half": 0.5})
    entry = replace(entry, id=ANA)
    text = (
        '{"actor_id":"0193a000-0000-7000-8000-00000000000a","address":"192.0.2.7",'
        '"at":"2026-11-27T12:00:00.000000Z",'
        '"details":{"count":2,"half":"0.5","new":"Zoë \u2028\\n\\"x\\""},'
        '"id":"0193a000-0000-7000-8000-00000000000a","kind":"setting.changed","on_behalf_of":null,'
        '"position":1,"previous_hash":"' + "00" * 32 + '","request_id":"request-1",'
        '"subject_id":null,"subject_type":null}'
    )
    assert entry.canonical().decode() == text
    assert entry.seal() == hashlib.sha256(text.encode()).digest()
