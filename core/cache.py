"""A cache that may be away: without it the portal is slower, never down."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class DegradingRedisCache(RedisCache):
    """Redis or Valkey; every error counts as a miss and is logged once per call."""

    def _try(self, name, default, /, *args, **kwargs):
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError):
            logger.warning("cache unavailable", extra={"call": name})
            return default

    def get(self, key, default=None, version=None):
        return self._try("get", default, key, default=default, version=version)

    def set(self, key, value, *args, **kwargs):
        return self._try("set", None, key, value, *args, **kwargs)

    def add(self, key, value, *args, **kwargs):
        return self._try("add", True, key, value, *args, **kwargs)

    def incr(self, key, delta=1, version=None):
        return self._try("incr", delta, key, delta=delta, version=version)

    def delete(self, key, version=None):
        return self._try("delete", False, key, version=version)

    def get_many(self, keys, version=None):
        return self._try("get_many", {}, keys, version=version)

    def set_many(self, data, *args, **kwargs):
        return self._try("set_many", [], data, *args, **kwargs)
