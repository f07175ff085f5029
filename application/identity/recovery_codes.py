"""Ten codes at a time, shown once."""

from collections.abc import Sequence
from datetime import datetime

from application.identity.ports import OpaqueTokens
from domain.identity.recovery_code import spelled
from domain.identity.second_factors import RECOVERY_CODES, SecondFactors


def fresh_codes(factors: SecondFactors, opaque_tokens: OpaqueTokens, *, now: datetime) -> Sequence[str]:
    """They replace all earlier ones; the factors are still to be saved. Raises SecondFactorMissing."""
    codes = [opaque_tokens.new_recovery_code() for _ in range(RECOVERY_CODES)]
    factors.renew_recovery_codes(frozenset(map(opaque_tokens.digest, codes)), now=now)
    return [spelled(code) for code in codes]
