"""The file of an installation's keys: made once, changed in one piece, read again when it changed."""

import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.system.signing_keys import GivenKeys, KeyFile
from application.identity.signing_keys import ROOT, CannotChangeKeys, KeyChange, Keyring, SigningKey, WeakKey
from tests.builders import NOW

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
QUARTER = timedelta(minutes=15)


def test_keys_are_generated_once_and_for_their_owner_only(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: KeyFile(tmp_path / "data").ring(), range(8)))
    assert all(ring == rings[0] for ring in rings)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-keys"]
    assert stat.S_IMODE((tmp_path / "data" / "secret-keys").stat().st_mode) == 0o600
    assert len(rings[0].newest.secret) == 64


def test_a_rotation_is_seen_by_everybody_and_changes_no_derivation(tmp_path: Path) -> None:
    here, there = KeyFile(tmp_path), KeyFile(tmp_path)
    first, root = there.ring().newest, there.ring().root.secret
    fresh = here.rotate(NOW, dead_after=QUARTER)
    for keys in (here, there, KeyFile(tmp_path)):
        assert keys.ring().newest == fresh
        assert keys.ring().find(first.id) == (first, NOW)
        assert keys.ring().root.secret == root
    assert stat.S_IMODE((tmp_path / "secret-keys").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-keys"]


def test_what_was_replaced_long_ago_is_forgotten(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    root = keys.ring().root.secret
    first = keys.ring().newest
    second = keys.rotate(NOW, dead_after=QUARTER)
    third = keys.rotate(NOW + QUARTER - timedelta(seconds=1), dead_after=QUARTER)
    assert [key.id for key in keys.ring().signing] == [third.id, second.id, first.id]
    fourth = keys.rotate(NOW + QUARTER, dead_after=QUARTER)
    assert [key.id for key in keys.ring().keys] == [fourth.id, third.id, second.id, ROOT]
    assert keys.ring().root.secret == root


def test_parallel_rotations_lose_no_key(tmp_path: Path) -> None:
    KeyFile(tmp_path).ring()
    with ThreadPoolExecutor(8) as pool:
        fresh = list(pool.map(lambda _: KeyFile(tmp_path).rotate(NOW, dead_after=QUARTER), range(8)))
    keys = KeyFile(tmp_path)
    assert {key.id for key in fresh} < {key.id for key in keys.ring().signing}
    assert {change.key_id for change in keys.changes()} == {key.id for key in fresh}


def test_a_key_can_be_retired_before_its_time(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    first, root = keys.ring().newest, keys.ring().root.secret
    with pytest.raises(CannotChangeKeys, match="rotate"):
        keys.retire(first.id, NOW)
    fresh = keys.rotate(NOW, dead_after=QUARTER)
    keys.retire(first.id, NOW)
    assert keys.ring().signing == [fresh]
    assert keys.ring().root.secret == root
    for gone in (first.id, ROOT, "", "unknown"):
        with pytest.raises(CannotChangeKeys, match="no key"):
            keys.retire(gone, NOW)


def test_keys_of_the_environment_are_the_operators(tmp_path: Path) -> None:
    keys = GivenKeys([SigningKey("k1", SECRET)])
    with pytest.raises(CannotChangeKeys, match="CONVENE_SECRET_KEYS"):
        keys.rotate(NOW, dead_after=QUARTER)
    with pytest.raises(CannotChangeKeys, match="CONVENE_SECRET_KEYS"):
        keys.retire("k1", NOW)
    assert keys.ring().root.id == "k1"
    assert keys.changes() == ()


def test_each_change_is_noted_with_it(tmp_path: Path) -> None:
    here, there = KeyFile(tmp_path), KeyFile(tmp_path)
    first = here.ring().newest
    assert there.changes() == ()
    with pytest.raises(CannotChangeKeys):
        here.retire(first.id, NOW)
    second = here.rotate(NOW, dead_after=QUARTER)
    here.retire(first.id, NOW + timedelta(minutes=5))
    third = here.rotate(NOW + timedelta(minutes=9), dead_after=QUARTER)
    for keys in (here, there, KeyFile(tmp_path)):
        assert keys.changes() == (
            KeyChange("signing_key.rotated", second.id, NOW),
            KeyChange("signing_key.retired", first.id, NOW + timedelta(minutes=5)),
            KeyChange("signing_key.rotated", third.id, NOW + timedelta(minutes=9)),
        )


def test_the_newest_changes_are_remembered(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    moments = [NOW + timedelta(hours=hour) for hour in range(102)]
    for moment in moments:
        keys.rotate(moment, dead_after=QUARTER)
    assert [change.at for change in keys.changes()] == moments[2:]


def test_a_file_that_was_spoilt_changes_nothing_for_who_has_read_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = KeyFile(tmp_path)
    ring = keys.ring()
    for spoilt in (
        "",
        "k1:short",
        "k1",
        f"k1:{SECRET} yesterday",
        f"k1:{SECRET}\nk1:{SECRET}",
        f"k1:{SECRET}\n# 20261127T093000Z signing_key.lost k1",
        f"k1:{SECRET}\n# rotated by hand",
    ):
        (tmp_path / "secret-keys").write_text(spoilt)
        with caplog.at_level(logging.CRITICAL):
            assert keys.ring() == ring
        with pytest.raises(ValueError, match=r"."):
            KeyFile(tmp_path).ring()
    (tmp_path / "secret-keys").unlink()
    assert keys.ring() == ring


def test_a_key_says_nothing_of_its_secret() -> None:
    assert SECRET not in repr(SigningKey("k1", SECRET))
    with pytest.raises(WeakKey) as refusal:
        SigningKey("k1", "a" * 40)
    assert "aaaa" not in str(refusal.value)
    with pytest.raises(WeakKey):
        Keyring([SigningKey(ROOT, SECRET)])


@pytest.mark.parametrize("weak", ["", SECRET[:31], "abcdefghijk" * 3])
def test_a_weak_secret_is_no_key(weak: str) -> None:
    with pytest.raises(WeakKey):
        SigningKey("k1", weak)


@pytest.mark.parametrize("strong", [SECRET[:32], "abcdefghijkl" * 3])
def test_a_key_has_32_characters_12_of_them_different(strong: str) -> None:
    assert SigningKey("k1", strong).secret == strong
