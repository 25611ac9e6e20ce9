"""How names and codes of enterprises are written down and compared."""

from django.conf import settings

from core import text
from core.departments.models import Region, RegionLevel
from registry.identifiers import uscc
from registry.identifiers.issues import Severity
from registry.members.models import MemberEnterprise
from registry.organizations.names import tidy

_OF_ORGANIZATIONS = ("uscc.department", "uscc.region")  # an enterprise's code is given by another department


def columns_of(name: str, places: list[str]) -> dict[str, str]:
    """Everything that follows from a name."""
    tidied = tidy(name)
    return {
        "name": tidied,
        "folded": text.fold(tidied),
        "core": core_of(tidied, places),
        "pinyin": text.pinyin(tidied)[:600],
    }


def place_words() -> list[str]:
    """What may stand in front of a name: the city and its districts, with and without their kind. One query."""
    here = Region.objects.filter(
        code__startswith=settings.HOME_CITY_CODE[:4], level__in=(RegionLevel.CITY, RegionLevel.DISTRICT)
    )
    names = set(here.values_list("name", flat=True))
    return sorted(names | {name[:-1] for name in names if len(name) > 2}, key=len, reverse=True)


def core_of(name: str, places: list[str]) -> str:
    """霁川市望湖食品有限责任公司 → 望湖食品: what is left without division, legal form and brackets."""
    rest = text.fold(name).replace("(", "").replace(")", "").replace("（", "").replace("）", "")
    for _ in range(2):
        rest = next((rest.removeprefix(place) for place in places if rest.startswith(place)), rest)
    form = next((end for end in settings.MEMBER_NAME_FORMS if rest.endswith(end)), "")
    return rest.removesuffix(form)


def code_problems(code: str) -> tuple[list[str], list[str]]:
    """(what keeps the code from being stored, what is worth knowing) of a normalized code: GB 32100 as for anybody."""
    issues = [one for one in uscc.check(code) if one.code not in _OF_ORGANIZATIONS]
    wrong = [one.message for one in issues if one.severity == Severity.ERROR or one.code == "uscc.check"]
    if not wrong and code[:1] == "5":
        wrong = [f"“{code}”是社会组织的代码，不是企业的，请核对。"]
    return wrong, [one.message for one in issues if one.message not in wrong]


def known(codes: set[str], folded: set[str]) -> tuple[dict, dict]:
    """Enterprises that answer by code, and by name where only one answers. Two queries."""
    alive = MemberEnterprise.objects.alive()
    by_code = {one.uscc: one for one in alive.filter(uscc__in=codes - {""})}
    by_name: dict[str, MemberEnterprise | None] = {}
    for one in alive.filter(folded__in=folded):
        by_name[one.folded] = None if one.folded in by_name else one
    return by_code, {name: one for name, one in by_name.items() if one}


def match(code: str, folded: str, by_code: dict, by_name: dict) -> MemberEnterprise | None:
    """By code; by name only where one of the two has no code: equal names with two codes are two enterprises."""
    if code and code in by_code:
        return by_code[code]
    namesake = by_name.get(folded)
    return namesake if namesake and not (code and namesake.uscc) else None
