import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import redis

from application.conversation.presence_ports import Key, PresenceLeases
from application.shared.refusals import StorageUnavailable
from domain.conversation.presence import Activity, Lease, Sighting

SEEN_IS_KEPT = timedelta(days=366)
SWEPT_AT_ONCE = 5_000

# A lease is one field of the hash ``leases``, named "connection place". ``at:<place>`` and ``held:<holder>``
# are sets of such names, ``ended`` orders them by when, ``renewed`` orders the holders. Milliseconds, all of
# them by the server's clock.
_SCRIPT = """
local prefix = 'convene:presence:'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function lease_of(name)
    local found = redis.call('HGET', prefix .. 'leases', name)
    return found and cjson.decode(found)
end

local function remove(name, lease)
    redis.call('HDEL', prefix .. 'leases', name)
    redis.call('SREM', prefix .. 'at:' .. lease.place, name)
    redis.call('SREM', prefix .. 'held:' .. lease.holder, name)
    redis.call('ZREM', prefix .. 'ended', name)
end
"""
_PUT = """
redis.call('ZADD', prefix .. 'renewed', now, ARGV[1])
for place = 2, #ARGV, 2 do
    local name, lease = ARGV[place], cjson.decode(ARGV[place + 1])
    local before = lease_of(name)
    if before then remove(name, before) end
    lease.holder, lease.told = ARGV[1], now
    redis.call('HSET', prefix .. 'leases', name, cjson.encode(lease))
    redis.call('SADD', prefix .. 'at:' .. lease.place, name)
    redis.call('SADD', prefix .. 'held:' .. ARGV[1], name)
end
"""
_DROP = """
for _, name in ipairs(ARGV) do
    local lease = lease_of(name)
    if lease then remove(name, lease) end
end
"""
_END = """
for _, name in ipairs(ARGV) do
    local lease = lease_of(name)
    if lease and not lease.ended then
        lease.ended = now
        redis.call('HSET', prefix .. 'leases', name, cjson.encode(lease))
        redis.call('SREM', prefix .. 'held:' .. lease.holder, name)
        redis.call('ZADD', prefix .. 'ended', now, name)
    end
end
"""
_RENEW = """
redis.call('ZADD', prefix .. 'renewed', now, ARGV[1])
return redis.call('SCARD', prefix .. 'held:' .. ARGV[1])
"""
_FOUND_IN = """
local found = {}
for _, place in ipairs(ARGV) do
    for _, name in ipairs(redis.call('SMEMBERS', prefix .. 'at:' .. place)) do
        local lease = lease_of(name)
        lease.renewed = now - (redis.call('ZSCORE', prefix .. 'renewed', lease.holder) or 0)
        lease.told = now - lease.told
        lease.ended = lease.ended and now - lease.ended
        table.insert(found, cjson.encode(lease))
    end
end
return found
"""
_LAST_SEEN = """
local seen = {}
for _, person in ipairs(ARGV) do
    local latest = tonumber(redis.call('GET', prefix .. 'seen:' .. person) or 0)
    for _, name in ipairs(redis.call('SMEMBERS', prefix .. 'at:person:' .. person)) do
        local lease = lease_of(name)
        local at = lease.ended or redis.call('ZSCORE', prefix .. 'renewed', lease.holder) or 0
        latest = math.max(latest, tonumber(at))
    end
    table.insert(seen, latest)
end
return seen
"""
# ``not_renewed`` and ``ended`` look into the future, too: what lies there was written before the clock was
# set back, and its owner writes it again soon.
_SWEEP = """
local not_renewed, ended, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local swept = 0

local function sweep(name, at)
    local lease = lease_of(name)
    if lease then
        local key = prefix .. 'seen:' .. lease.person
        local before = tonumber(redis.call('GET', key) or 0)
        redis.call('SET', key, math.max(before, at), 'EX', ARGV[4])
        remove(name, lease)
        swept = swept + 1
    end
end

local function outside(key, age)
    local old = redis.call('ZRANGEBYSCORE', key, '-inf', '(' .. now - age, 'WITHSCORES')
    for _, each in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. now + age, '+inf', 'WITHSCORES')) do
        table.insert(old, each)
    end
    return old
end

local names = outside(prefix .. 'ended', ended)
for place = 1, math.min(#names, 2 * most), 2 do sweep(names[place], tonumber(names[place + 1])) end
local holders = outside(prefix .. 'renewed', not_renewed)
for place = 1, #holders, 2 do
    for _, name in ipairs(redis.call('SMEMBERS', prefix .. 'held:' .. holders[place])) do
        sweep(name, tonumber(holders[place + 1]))
    end
    redis.call('ZREM', prefix .. 'renewed', holders[place])
end
return swept
"""


class RedisPresenceLeases(PresenceLeases):
    """Each call is one script, which nothing comes between. All keys are on one server, not on a cluster."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        self._scripts = {
            script: self._redis.register_script(_SCRIPT + script)
            for script in (_PUT, _DROP, _END, _RENEW, _FOUND_IN, _LAST_SEEN, _SWEEP)
        }

    def put(self, holder_id: UUID, leases: Collection[Lease]) -> None:
        told: list[str] = []
        for lease in leases:
            told += [_name(lease.key), json.dumps(_plain(lease))]
        self._run(_PUT, str(holder_id), *told)

    def drop(self, keys: Collection[Key]) -> None:
        self._run(_DROP, *map(_name, keys))

    def end(self, keys: Collection[Key]) -> None:
        self._run(_END, *map(_name, keys))

    def renew(self, holder_id: UUID) -> int:
        return int(self._run(_RENEW, str(holder_id)))

    def found_in(self, places: Collection[str]) -> Sequence[Sighting]:
        return [_sighting(json.loads(each)) for each in self._run(_FOUND_IN, *places)]

    def last_seen(self, person_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
        people = list(person_ids)
        moments = self._run(_LAST_SEEN, *map(str, people))
        return {
            person_id: datetime.fromtimestamp(int(moment) / 1000, UTC)
            for person_id, moment in zip(people, moments, strict=True)
            if moment
        }

    def sweep(self, *, not_renewed: timedelta, ended: timedelta) -> int:
        ages = (round(age.total_seconds() * 1000) for age in (not_renewed, ended))
        return int(self._run(_SWEEP, *ages, SWEPT_AT_ONCE, int(SEEN_IS_KEPT.total_seconds())))

    def _run(self, script: str, *arguments: str | int) -> Any:
        try:
            return self._scripts[script](args=arguments)
        except redis.RedisError as error:
            raise StorageUnavailable("Redis cannot be reached; try again in a moment") from error


def _name(key: Key) -> str:
    connection_id, place = key
    return f"{connection_id} {place}"


def _plain(lease: Lease) -> dict[str, str]:
    plain = {
        "connection": str(lease.connection_id),
        "place": lease.place,
        "person": str(lease.person_id),
        "activity": lease.activity.value,
    }
    return plain | ({} if lease.detail is None else {"detail": lease.detail})


def _sighting(found: Mapping[str, Any]) -> Sighting:
    lease = Lease(
        UUID(found["connection"]),
        found["place"],
        UUID(found["person"]),
        Activity(found["activity"]),
        found.get("detail"),
    )
    ended = _age(found["ended"]) if "ended" in found else None
    return Sighting(lease, _age(found["renewed"]), _age(found["told"]), ended)


def _age(milliseconds: float) -> timedelta:
    return timedelta(milliseconds=milliseconds)
