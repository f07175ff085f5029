from domain.shared.refusal import InvalidValue, Refusal, Stale


class StaleSettings(Stale):
    """Somebody else changed the settings since they were read."""


class SettingFixed(Refusal):
    """The environment of the server says what it is."""

    code = "setting_fixed"


class AlreadyInUse(Refusal):
    """What is only for a fresh installation comes too late."""

    code = "already_in_use"


class FlagNotFound(Refusal):
    code = "flag_not_found"


class StaleFlag(Stale):
    """Somebody else changed this flag since it was read."""


class InvalidIpBlock(InvalidValue):
    code = "invalid_ip_block"


class IpBlockNotFound(Refusal):
    code = "ip_block_not_found"


class InvalidFlag(InvalidValue):
    code = "invalid_flag"
