import logging
from datetime import timedelta

import redis

from application.shared.rate_limits import Allowance, RateLimit, RateLimits

log = logging.getLogger("convene.limits")

_TAKE = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}
"""


class RedisRateLimits(RateLimits):
    """For several machines that share one Redis; one round trip a request."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._take = self._redis.register_script(_TAKE)

    def take(self, subject: str, limit: RateLimit) -> Allowance:
        milliseconds = int(limit.within.total_seconds() * 1000)
        try:
            count, ends = self._take(keys=[f"convene:limit:{limit.name}:{subject}"], args=[milliseconds])
        except redis.RedisError:
            log.warning("Redis cannot count requests; letting them through", exc_info=True)
            return Allowance(limit, limit.most - 1, limit.within)
        return Allowance(limit, limit.most - int(count), timedelta(milliseconds=max(int(ends), 0)))
