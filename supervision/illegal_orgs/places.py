"""Which authority is competent: the civil affairs bureau of the district where the act took place."""

from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.refusal import Refusal


def bureau_of(region: Region, level: int) -> Department | None:
    division = region.ancestor(level)
    if division is None:
        return None
    bureaus = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS)
    return bureaus.filter(region=division).order_by("pk").first()


def authority_of(region: Region) -> Department:
    """Of the district; of the city for a place that lies in no district. Raises Refusal where none is recorded."""
    found = bureau_of(region, RegionLevel.DISTRICT) or bureau_of(region, RegionLevel.CITY)
    if found is None:
        raise Refusal(f"{region.name}还没有登记民政部门，请与上级民政部门联系。")
    return found
