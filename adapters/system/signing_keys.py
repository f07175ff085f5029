"""Where the keys of an installation are kept."""

import fcntl
import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from application.identity.signing_keys import (
    RETIRED,
    ROOT,
    ROTATED,
    CannotChangeKeys,
    KeyChange,
    Keyring,
    SigningKey,
    SigningKeys,
    WeakKey,
)

_MOMENT = "%Y%m%dT%H%M%SZ"
_MOST_NOTED = 100
"""Changes that are remembered, far more than ever wait for a database."""

log = logging.getLogger("convene.keys")


class GivenKeys(SigningKeys):
    """Those of the environment: they change with a restart."""

    def __init__(self, keys: Sequence[SigningKey]) -> None:
        self._ring = Keyring(keys)

    def ring(self) -> Keyring:
        return self._ring

    def rotate(self, now: datetime, *, dead_after: timedelta) -> SigningKey:
        raise CannotChangeKeys(
            "the keys come from CONVENE_SECRET_KEYS, so they are yours: write a new id:secret before the "
            "others and restart; 15 minutes later leave out the old one, or call it root if it is the last"
        )

    def retire(self, key_id: str, now: datetime) -> None:
        raise CannotChangeKeys(
            "the keys come from CONVENE_SECRET_KEYS, so they are yours: leave it out there and restart; "
            "call the last one root instead, since the set-up link and refresh tokens hang on it"
        )

    def changes(self) -> Sequence[KeyChange]:
        return ()


class KeyFile(SigningKeys):
    """One key a line, the newest first: ``id:secret``, and when it began to sign, if that is known.

    Behind them a line for each change, ``# moment kind id``, written in one piece with what it changed.
    Only its owner can read it. It is made when it is first asked for; when several processes start at once
    it appears whole or not at all, and only once.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "secret-keys"
        self._seen: tuple[int, int, int] | None = None
        self._ring: Keyring | None = None
        self._changes: Sequence[KeyChange] = ()

    def ring(self) -> Keyring:
        if self._ring is None and not self._path.exists():
            self._found()
        try:
            now = os.stat(self._path)
            seen = (now.st_ino, now.st_mtime_ns, now.st_size)
            if self._ring is None or seen != self._seen:
                self._ring, self._changes = _parsed(self._path.read_text("utf-8"))
                self._seen = seen
        except (OSError, ValueError):
            if self._ring is None:
                raise
            # Somebody edits it by hand, perhaps: what was read before is good until it is well again.
            log.exception("%s cannot be read; going on with the keys as they were", self._path)
        return self._ring

    def rotate(self, now: datetime, *, dead_after: timedelta) -> SigningKey:
        with self._held():
            ring = self.ring()
            key = SigningKey(secrets.token_hex(4), secrets.token_urlsafe(48), now)
            replaced = [(old, ring.find(old.id)[1]) for old in ring.signing]
            alive = [old for old, at in replaced if at is None or now - at < dead_after]
            self._write(
                [key, *alive, SigningKey(ROOT, ring.root.secret)],
                KeyChange(ROTATED, key.id, now),
            )
        return key

    def retire(self, key_id: str, now: datetime) -> None:
        with self._held():
            ring = self.ring()
            left = [key for key in ring.signing if key.id != key_id]
            if len(left) == len(ring.signing):
                raise CannotChangeKeys(f"there is no key {key_id}; `convene keys list` shows those there are")
            if key_id == ring.newest.id:
                raise CannotChangeKeys(f"{key_id} signs; run `convene keys rotate` first")
            self._write([*left, SigningKey(ROOT, ring.root.secret)], KeyChange(RETIRED, key_id, now))

    def changes(self) -> Sequence[KeyChange]:
        self.ring()
        return self._changes

    def _found(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._draft([_written(SigningKey(secrets.token_hex(4), secrets.token_urlsafe(48)))])
        try:
            os.link(draft, self._path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def _write(self, keys: Sequence[SigningKey], change: KeyChange) -> None:
        noted = [*self._changes, change][-_MOST_NOTED:]
        os.replace(self._draft([*map(_written, keys), *map(_noted, noted)]), self._path)

    def _draft(self, lines: Sequence[str]) -> Path:
        draft = self._path.with_name(f".secret-keys-{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(descriptor)
        return draft

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Of two who change the file at once, the second sees what the first wrote."""
        self.ring()
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _written(key: SigningKey) -> str:
    since = f" {_moment(key.since)}" if key.since else ""
    return f"{key.id}:{key.secret}{since}"


def _noted(change: KeyChange) -> str:
    return f"# {_moment(change.at)} {change.kind} {change.key_id}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_MOMENT)


def _parsed(text: str) -> tuple[Keyring, Sequence[KeyChange]]:
    """Raises WeakKey or ValueError."""
    keys: list[SigningKey] = []
    changes: list[KeyChange] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("# "):
            changes.append(_change(line))
        else:
            keys.append(_key(line))
    if not keys:
        raise WeakKey("the file of the keys is empty")
    return Keyring(keys), tuple(changes)


def _key(line: str) -> SigningKey:
    pair, _, since = line.partition(" ")
    key_id, _, secret = pair.partition(":")
    return SigningKey(key_id, secret, _read(since.strip()) if since.strip() else None)


def _change(line: str) -> KeyChange:
    _, moment, kind, key_id = line.split()
    if kind not in (ROTATED, RETIRED):
        raise ValueError(f"the file of the keys notes something that is no change of keys: {kind}")
    return KeyChange(kind, key_id, _read(moment))


def _read(moment: str) -> datetime:
    return datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
