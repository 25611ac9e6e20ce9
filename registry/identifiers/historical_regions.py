"""Six-digit division codes that are or ever were in use (GB/T 2260), abolished ones included.

Only credit codes and identity numbers are checked against it: their region part is frozen at first registration.
"""

from functools import lru_cache

from stdnum import numdb


@lru_cache(maxsize=8192)
def was_region(code: str) -> bool:
    """True for six digits that name a province, a prefecture or a county, today or in the past."""
    if len(code) != 6 or not code.isdigit():
        return False
    found = {key for _, properties in _lookup(code) for key in properties}
    if "county" in found:
        return True
    return "province" in found and (code.endswith("0000") or (code.endswith("00") and _has_counties(code[:4])))


def _lookup(code: str) -> list[tuple[str, dict[str, str]]]:
    return list(numdb.get("cn/loc").info(code))


def _has_counties(prefix: str) -> bool:
    """A prefecture without a line of its own still shows in its counties (01-99)."""
    return any("county" in p for n in range(1, 100) for _, p in _lookup(f"{prefix}{n:02d}"))
