from domain.shared.refusal import InvalidValue, Refusal, Stale


class StaleSettings(Stale):
    """Somebody else changed the settings since they were read."""


class SettingFixed(Refusal):
    """The environment of the server says what it is."""

    code = "setting_fixed"


class FlagNotFound(Refusal):
    code = "flag_not_found"


class StaleFlag(Stale):
    """Somebody else changed this flag since it was read."""


class InvalidFlag(InvalidValue):
    code = "invalid_flag"
