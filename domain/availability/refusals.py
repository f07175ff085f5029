from domain.shared.refusal import InvalidValue, Stale


class InvalidWorkingHours(InvalidValue):
    code = "invalid_working_hours"


class InvalidSearch(InvalidValue):
    """A search that asks for what cannot be, or for more than one answer can hold."""

    code = "invalid_search"


class StaleWorkingHours(Stale):
    """Somebody else changed these working hours since they were read."""
