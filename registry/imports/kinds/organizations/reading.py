"""From the columns of a row to an organization: what follows from several cells, and words against the portal's."""

from registry.identifiers import uscc
from registry.imports import lookups, values
from registry.imports.drafts import Draft
from registry.imports.models import ImportBatch, ImportGap
from registry.imports.states import GapKind
from registry.organizations.states import OrgType

_TYPE_NAME = {"1": "association", "2": "service_institution", "3": "foundation"}
_ENDINGS = (
    (("基金会",), OrgType.FOUNDATION),
    (("协会", "学会", "商会", "联合会", "促进会", "研究会", "总会", "联谊会", "校友会"), OrgType.ASSOCIATION),
    (("中心", "服务社", "学校", "幼儿园", "医院", "养老院", "院", "馆", "所"), OrgType.SERVICE_INSTITUTION),
)


def complete(draft: Draft, batch: ImportBatch) -> None:
    """Current and former name, type, and what is missing."""
    held = draft.values
    later = held.pop("later_name", "")
    if later and held.get("name") and later != held["name"]:
        held["former_name"] = held["name"]
        message = f"名称由“{held['name']}”变更为“{later}”，更名日期不详，旧名称记为曾用名。"
        draft.say("later_name", values.warning("name.changed", message))
    held["name"] = later or held.get("name", "")
    if not held["name"] and not held.get("platform_id") and not (draft.says("name") or draft.says("later_name")):
        draft.say("name", values.error("name.missing", "没有名称，请补上。"))
    if held.get("org_type"):
        held["listed_type"] = held["org_type"]
    held["org_type"] = _type_of(held, batch)
    if not held["org_type"] and not held.get("platform_id"):
        draft.say("org_type", values.error("org_type.missing", "看不出组织类型，请在“对应列”中选择默认类型。"))
    _complete_code(draft)
    if "registered_on" in held and not held["registered_on"] and not draft.raw_says("registered_on", batch.mapping):
        draft.say("registered_on", values.warning("registered_on.missing", "没有成立登记日期。"))
    held["has_public_fundraising"] = held.pop("fundraising", None)


def _complete_code(draft: Draft) -> None:
    held = draft.values
    code = held.get("uscc", "")
    if code:
        for issue in uscc.check(code, org_type=_TYPE_NAME.get(held["org_type"], ""), known_region=lambda _: True):
            if issue.code == "uscc.type":
                draft.say("uscc", issue)
    elif "uscc" in held and not draft.says("uscc"):
        draft.say("uscc", values.warning("uscc.missing", "没有统一社会信用代码。"))


def _type_of(held: dict, batch: ImportBatch) -> str:
    if held.get("org_type"):
        return held["org_type"]
    name = held["name"]
    for endings, org_type in _ENDINGS:
        if name.endswith(endings):
            return str(org_type)
    second = held.get("uscc", "")[1:2]
    return second if second in _TYPE_NAME else batch.org_type


def look_up(drafts: list[Draft], batch: ImportBatch) -> None:
    """Regions and units by their words; what is unknown goes on the gap lists."""
    regions, units = lookups.Regions(batch.department), lookups.Units(batch.department)
    gaps: dict[tuple[str, str], None] = {}
    for draft in drafts:
        _look_up_region(draft, regions, gaps)
        _look_up_unit(draft, units, gaps)
    ImportGap.objects.bulk_create(
        [ImportGap(department=batch.department, kind=kind, word=word) for kind, word in gaps],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _look_up_region(draft: Draft, regions: lookups.Regions, gaps: dict) -> None:
    held = draft.values
    city = held.get("city", "")
    if not city:
        return
    held["region_id"], several = regions.find(city)
    if held["region_id"] is None:
        reason = "对应多个同名地区" if several > 1 else "不在已载入的行政区划中"
        message = f"地区“{city}”{reason}，地区留空，已列入未匹配地区清单。"
        draft.say("city", values.warning("city.unknown", message))
        gaps[str(GapKind.REGION), city[:120]] = None
    else:
        held["region_name"] = regions.name_of.get(held["region_id"], "")


def _look_up_unit(draft: Draft, units: lookups.Units, gaps: dict) -> None:
    held = draft.values
    unit = held.get("business_supervisor", "")
    if unit:
        held["business_supervisor_id"] = units.find(unit)
        if held["business_supervisor_id"] is None:
            message = f"业务主管单位“{unit}”不是平台中的部门，文字保留，已列入未匹配单位清单。"
            draft.say("business_supervisor", values.warning("unit.unknown", message))
            gaps[str(GapKind.UNIT), unit[:120]] = None
    elif "business_supervisor" in held:
        draft.say("business_supervisor", values.warning("unit.missing", "没有业务主管单位。"))
