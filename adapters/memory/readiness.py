from collections.abc import Mapping

from application.shared.ports import Readiness


class AlwaysReady(Readiness):
    """What lives in this process is there whenever the process is."""

    def problems(self) -> Mapping[str, str]:
        return {}

    def is_left_behind(self) -> bool:
        return False
