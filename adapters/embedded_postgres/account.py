"""The account that PostgreSQL runs under: it refuses to run as root."""

import os
import pwd
import sys
from dataclasses import dataclass
from pathlib import Path

from adapters.embedded_postgres.problems import DatabaseCannotRunHere

DEDICATED_UID = 60932
"""Used when we are root: a number that neither Debian nor systemd hands out, so nothing else runs under it.

PostgreSQL needs no entry in /etc/passwd, only initdb does; so no user has to be created on the machine.
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server (`uid`) and who runs initdb (`founder_uid`). None means: as we are."""

    uid: int | None = None
    founder_uid: int | None = None

    @property
    def is_another(self) -> bool:
        return self.uid is not None

    @property
    def groups(self) -> list[int] | None:
        """The supplementary groups: none for another account (it must not keep root's), else ours."""
        return [] if self.is_another else None

    def name_for(self, folder: Path) -> str:
        """The name of `folder` for a program of this account that is started inside it.

        The account may not be allowed to walk there (the data may lie below /root). Its working directory it
        may use all the same, so nobody's permissions have to be opened.
        """
        return "/proc/self/cwd" if self.is_another else str(folder)


def account_for(cluster: Path, scratch: Path) -> Account:
    """The account for the cluster, which may not exist yet.

    `scratch` is a folder of ours in which a directory may be made, to see whether the dedicated number
    can be used here at all: a container may know only a few numbers.

    Raises DatabaseCannotRunHere when the cluster belongs to somebody whom we cannot be.
    """
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise DatabaseCannotRunHere(
                f"The database in {cluster} belongs to user number {owner}; was it started as root before? "
                "Start Convene as that user or as root, or choose another CONVENE_DATA_DIR."
            )
        return Account()
    if sys.platform != "linux":
        raise DatabaseCannotRunHere("PostgreSQL refuses to run as root. Start Convene as a normal user.")
    if owner:
        return Account(uid=owner, founder_uid=owner)
    founder = _somebody_harmless()
    return Account(uid=_dedicated_or(founder, scratch), founder_uid=founder)


def _somebody_harmless() -> int:
    for name in ("nobody", "daemon"):
        try:
            uid = pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
        if uid:
            return uid
    raise DatabaseCannotRunHere(
        "PostgreSQL refuses to run as root, and this machine has no user `nobody` to start it as. "
        "Start Convene as a normal user, or set CONVENE_DATABASE_URL."
    )


def _dedicated_or(fallback: int, scratch: Path) -> int:
    probe = scratch / f".account-{os.getpid()}"
    probe.mkdir(mode=0o700)
    try:
        os.chown(probe, DEDICATED_UID, DEDICATED_UID)
    except OSError:
        return fallback
    finally:
        probe.rmdir()
    return DEDICATED_UID


def hand_over(tree: Path, uid: int) -> None:
    """Give a tree that we created ourselves to `uid`. Never call it on anything else."""
    for folder, _, names in os.walk(tree):
        os.lchown(folder, uid, uid)
        for name in names:
            os.lchown(os.path.join(folder, name), uid, uid)
