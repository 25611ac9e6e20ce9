"""The cache gives what it was given, and its absence is only slower."""

from django.core.cache import cache

from core.cache import DegradingRedisCache


def test_a_miss_gives_the_default_and_a_hit_the_value():
    assert cache.get("missing", []) == []
    cache.set("here", 5)
    assert cache.get("here", default=7) == 5


def test_without_a_server_every_read_is_a_miss_and_every_write_is_silent(tmp_path):
    away = DegradingRedisCache(f"unix://{tmp_path}/nobody.sock", {})
    assert away.get("x", []) == []
    assert away.get_many(["x"]) == {}
    away.set("x", 1)
    assert away.incr("x", 2) == 2
