"""How the business says no."""

from typing import ClassVar


class Refusal(Exception):
    """A rule of the business was asked to bend, and did not.

    ``code`` is stable and public: programs branch on it. The message is for people and says what to do.
    ``field`` names the member of the request that is at fault, as a path of names and positions, when there
    is one. Nothing here knows about HTTP: ``entrypoints.http.problems`` gives each class its status.
    """

    code: ClassVar[str] = "refused"
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, field: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidValue(Refusal):
    """A value that cannot exist, whoever asks: an empty title, an end before its start."""

    code = "invalid_value"


class Stale(Refusal):
    """Somebody else changed it since the caller read it."""

    code = "stale"
