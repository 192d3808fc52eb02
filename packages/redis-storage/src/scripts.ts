/**
 * Counts, and sets the time of a counter that has none: a new one, or one that another program left without.
 * KEYS[1] the counter, ARGV[1] seconds. Gives the count.
 */
export const incrementScript =
  "local count = redis.call('INCR', KEYS[1]) if redis.call('PTTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return count";

/** GETDEL, for servers before Redis 6.2. KEYS[1] the key. Gives the value, or nothing. */
export const getAndDeleteScript =
  "local value = redis.call('GET', KEYS[1]) if value then redis.call('DEL', KEYS[1]) end return value";
