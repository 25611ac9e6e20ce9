"""Division codes that the portal itself has rows for: what a reorganization ends stays known here."""

from core.departments.models import Region, RegionLevel
from registry.identifiers.historical_regions import was_region


def was_ever_region(code: str) -> bool:
    """Of the country's list, or of a row of ours, ended ones included. At most one query, only for unlisted codes."""
    if was_region(code):
        return True
    rows = Region.objects.filter(level__lte=RegionLevel.DISTRICT, code=f"{code}000000")
    return len(code) == 6 and rows.exists()
