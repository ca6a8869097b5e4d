"""What Redis does in one go, in Lua: compare, put, publish. It computes nothing and knows no field of a room.

Stored values begin with a stamp of STAMP_BYTES, by which they are compared. All keys of a room expire.
"""

from __future__ import annotations

# Every script publishes on a room's own channel, which has the name of the room's key.

# KEYS: room, closed, channels, order, open, of the account; ARGV: value, id, expires at, (channel id, value)…
ADD = """
if redis.call('EXISTS', KEYS[1], KEYS[2]) > 0 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EXAT', ARGV[3])
redis.call('UNLINK', KEYS[3], KEYS[4])
for at = 4, #ARGV, 2 do
  redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1])
  redis.call('RPUSH', KEYS[4], ARGV[at])
end
redis.call('EXPIREAT', KEYS[3], ARGV[3])
redis.call('EXPIREAT', KEYS[4], ARGV[3])
redis.call('SADD', KEYS[5], ARGV[2])
redis.call('SADD', KEYS[6], ARGV[2])
redis.call('EXPIREAT', KEYS[6], ARGV[3], 'NX')
redis.call('EXPIREAT', KEYS[6], ARGV[3], 'GT')
return 1
"""

# KEYS: room; ARGV: stamp before, value.
REPLACE_ROOM = """
local lying = redis.call('GET', KEYS[1])
if not lying then return 0 end
if string.sub(lying, 1, 16) ~= ARGV[1] then return lying end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
redis.call('PUBLISH', KEYS[1], ARGV[2])
return 1
"""

# KEYS: room, channels, order; ARGV: channel id, value, expires at.
ADD_CHANNEL = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('RPUSH', KEYS[3], ARGV[1])
redis.call('EXPIREAT', KEYS[2], ARGV[3])
redis.call('EXPIREAT', KEYS[3], ARGV[3])
redis.call('PUBLISH', KEYS[1], ARGV[2])
return 1
"""

# KEYS: room, channels, log, numbers; ARGV: channel id, stamp before, value, and for an envelope: its number,
# its place in the log, itself, its name, expires at. The room's stamp; or, when it is there already, or
# something else lies there: {what lies there, the number that it has}.
REPLACE_CHANNEL = """
local lying = redis.call('HGET', KEYS[2], ARGV[1])
if not lying then return 0 end
local number = ARGV[7] and redis.call('HGET', KEYS[4], ARGV[7]) or false
if number or string.sub(lying, 1, 16) ~= ARGV[2] then return {lying, number} end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
if ARGV[4] then
  redis.call('XADD', KEYS[3], ARGV[5], 'e', ARGV[6])
  redis.call('HSET', KEYS[4], ARGV[7], ARGV[4])
  if ARGV[4] == '1' then
    redis.call('EXPIREAT', KEYS[3], ARGV[8])
    redis.call('EXPIREAT', KEYS[4], ARGV[8])
  end
end
redis.call('PUBLISH', KEYS[1], ARGV[6] or ARGV[3])
return redis.call('GETRANGE', KEYS[1], 0, 15)
"""

# KEYS: room, closed, channels, order, open, of the account; ARGV: room id, remembered until, message.
# Lua keeps what passed through it until it collects; what it joins, for longer: so it joins nothing but keys.
CLOSE = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for _, channel in ipairs(redis.call('HKEYS', KEYS[3])) do
  redis.call('UNLINK', KEYS[3] .. ':log:' .. channel, KEYS[3] .. ':numbers:' .. channel)
end
redis.call('UNLINK', KEYS[1], KEYS[3], KEYS[4])
redis.call('SREM', KEYS[5], ARGV[1])
redis.call('SREM', KEYS[6], ARGV[1])
redis.call('SET', KEYS[2], '', 'EXAT', ARGV[2])
redis.call('PUBLISH', KEYS[1], ARGV[3])
collectgarbage('collect')
collectgarbage('collect')
return 1
"""

# KEYS: room, channels, order. The room and its channels, in their order, at one moment.
WHOLE = """
local channels = {}
for at, channel in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
  channels[at] = redis.call('HGET', KEYS[2], channel)
end
return {redis.call('GET', KEYS[1]), channels}
"""

# KEYS: keys, the keys' channel; ARGV: mark, slot. Never one with an older floor (bytes 49 to 56).
PUT_KEY = """
local lying = redis.call('HGET', KEYS[1], ARGV[1])
if lying and string.sub(lying, 49, 56) >= string.sub(ARGV[2], 49, 56) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', KEYS[2], ARGV[2])
return 1
"""
