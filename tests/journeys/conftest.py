from tests.entrypoints.live.conftest import nobody_stays

__all__ = ["nobody_stays"]
