"""What the rows of a push are compared with: offices, regions and organizations, a few queries for all of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from core import clock
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from registry.identifiers.historical_regions import was_region
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.organizations.states import ACTIVE_STATUSES

OFFICE_KINDS = {
    "supervising_authority": (DepartmentKind.CIVIL_AFFAIRS,),
    "business_supervisor": (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU),
    "industry_department": (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU),
    "party_superior": (DepartmentKind.PARTY_ORGAN,),
}
KIND_WORDS = {
    "supervising_authority": "民政部门",
    "business_supervisor": "政府部门",
    "industry_department": "政府部门",
    "party_superior": "党建工作机构",
}


def _home(bureau: Department) -> str:
    """The digits of the region code that everything of this bureau begins with."""
    length = {RegionLevel.PROVINCE: 2, RegionLevel.CITY: 4}.get(bureau.region.level, 6)
    return bureau.region.code[:length]


@dataclass
class Reference:
    bureau: Department
    offices: dict[int, Department] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    own_authority: Department | None = None
    _by_word: dict[str, list[Department]] = field(default_factory=lambda: defaultdict(list))
    _regions: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _namesakes: dict[tuple[int, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, bureau: Department, codes: set[str], names: set[str]) -> "Reference":
        found = cls(bureau)
        found._take_offices()
        found._take_regions()
        rows = Organization.objects.filter(uscc__in=codes - {""}).select_related(
            "supervising_authority", "registering_authority", "business_supervisor", "industry_department"
        )
        found.organizations = {row.uscc: row for row in rows}
        active = Organization.objects.filter(name__in=names - {""}, status__in=ACTIVE_STATUSES)
        for authority_id, name, uscc in active.values_list("supervising_authority_id", "name", "uscc"):
            found._namesakes[authority_id, name] = uscc
        return found

    def _take_offices(self) -> None:
        for one in Department.objects.active(clock.today()).select_related("region").order_by("pk"):
            self.offices[one.pk] = one
            for word in {tidy(word) for word in (one.name, one.short_name, *one.aliases) if word}:
                self._by_word[word].append(one)
            if one.kind == DepartmentKind.CIVIL_AFFAIRS and one.region_id == self.bureau.region_id:
                self.own_authority = one

    def _take_regions(self) -> None:
        rows = Region.objects.current().filter(code__startswith=_home(self.bureau), level__gte=RegionLevel.DISTRICT)
        for pk, code, name, full in rows.values_list("pk", "code", "name", "full_name"):
            for word in {name, full, code, code.rstrip("0"), code[:6] if code.endswith("000000") else code} - {""}:
                self._regions[word].add(pk)

    def office(self, key: str, word: str) -> tuple[Department | None, str]:
        """The office meant by a word, or why none is."""
        named = self._by_word.get(tidy(word), [])
        if not named:
            return None, f"没有名为“{word}”的单位，请按单位全称填写；确为新单位的，请联系平台系统管理员增加。"
        fitting = [one for one in named if one.kind in OFFICE_KINDS[key]]
        if not fitting:
            return None, f"“{word}”不是{KIND_WORDS[key]}，请核对。"
        near = [one for one in fitting if one.region.code.startswith(_home(self.bureau))]
        if len(near or fitting) > 1:
            return None, f"有多个单位叫“{word}”，请写明全称。"
        return (near or fitting)[0], ""

    def knows_code(self, code: str) -> bool:
        """Whether six digits of a credit code are a division of this city, or ever were one of the country."""
        return code in self._regions or self.bureau.region.code.startswith(code) or was_region(code)

    def region(self, word: str) -> tuple[int | None, str]:
        found = self._regions.get(word, set())
        if len(found) == 1:
            return next(iter(found)), ""
        if found:
            return None, f"有多个区划叫“{word}”，请写明区县，例如“望澜区听澜街道”，或填写区划代码。"
        return None, f"本地没有名为“{word}”的区县或镇街，请核对名称或填写区划代码。"

    def has_namesake(self, authority_id: int, name: str, uscc: str) -> bool:
        """Another organization of the same authority that bears the name now."""
        held = self._namesakes.get((authority_id, name))
        return held is not None and held != uscc
