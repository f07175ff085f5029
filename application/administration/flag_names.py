from domain.administration.refusals import FlagNotFound
from domain.shared.flag import Flag


def flag_named(name: str) -> Flag:
    """Raises FlagNotFound: flags are made by programmers, admins only turn them."""
    try:
        return Flag(name)
    except ValueError:
        raise FlagNotFound("there is no such flag; GET /feature-flags lists them") from None
