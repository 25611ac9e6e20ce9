"""An organization against a row of a list: what would change, field by field."""

from collections.abc import Set
from decimal import Decimal

from registry.imports import values
from registry.imports.drafts import Draft
from registry.imports.values import confirm, error, warning
from registry.organizations.models import Organization

# Plain columns: filled when empty, changed when the list says otherwise.
PLAIN = ("registered_on", "registered_funds_yuan", "business_scope", "phone_public", "legacy_reg_no")
ONLY_WHEN_EMPTY = ("uscc", "org_code")
LABELS = {
    "registered_on": "成立登记日期", "registered_funds_yuan": "注册资金", "business_scope": "业务范围",
    "phone_public": "对外联系电话", "legacy_reg_no": "登记证号", "org_code": "组织机构代码",
    "full_time_staff": "专职工作人员数", "volunteers": "志愿者数", "address": "住所", "city": "所在地区",
    "business_supervisor": "业务主管单位", "fundraising": "公开募捐资格",
}  # fmt: skip


def differences(draft: Draft, row: Organization, *, names: Set[str], volunteers: int | None) -> dict[str, list]:
    """Field → [what the register says, what the list says], both as jsonb holds them.

    An empty cell says nothing. A list that came out of the portal (it carries 平台编号) is meant word by word: there a
    cell that was emptied, and a code that was changed, are said.
    """
    new, changes = draft.values, {}
    for name in (*ONLY_WHEN_EMPTY, *PLAIN):
        said, held = new.get(name) or "", as_json(getattr(row, name))
        if said and not _same(name, said, held) and (not held or name not in ONLY_WHEN_EMPTY):
            changes[name] = [held, said]
    _name_change(draft, row, names, changes)
    _place_change(draft, row, changes)
    for name in ("business_supervisor_id", "has_public_fundraising", "full_time_staff"):
        if new.get(name) is not None and new[name] != getattr(row, name):
            changes[name] = [getattr(row, name), new[name]]
    if new.get("volunteers") is not None and new["volunteers"] != volunteers:
        changes["volunteers"] = [volunteers, new["volunteers"]]
    _type_change(draft, row)
    if new.get("platform_id"):
        _say_emptied(draft, row, volunteers)
    return changes


def _same(name: str, said: str, held: str) -> bool:
    """Compared as the list is read: separators and spaces of the register's own words do not count."""
    if said == held:
        return True
    return name == "business_scope" and values.words(held)[0] == said


def _name_change(draft: Draft, row: Organization, names: Set[str], changes: dict[str, list]) -> None:
    name = draft.values["name"]
    if not name or name == row.name:
        return
    if name in names:
        message = f"名单所列“{name}”是曾用名，登记簿现用名称为“{row.name}”，名称不作修改。"
        draft.say("name", warning("name.former", message))
        return
    message = f"与登记簿名称不同：现为“{row.name}”，名单为“{name}”。导入后作变更名称处理。"
    draft.say("name", confirm("name.differs", message))
    changes["name"] = [row.name, name]


def _place_change(draft: Draft, row: Organization, changes: dict[str, list]) -> None:
    """The region, and the address where the list gives one; a list of old names a district, the register a street."""
    new = draft.values
    region_id, is_exact = new.get("region_id"), bool(new.get("platform_id"))
    if region_id and (region_id != deepest(row) if is_exact else not _lies_in(row, region_id)):
        changes["region_id"] = [deepest(row), region_id]
    address = new.get("address") or ""
    if address and address != " ".join(values.flat(row.address).split()):
        changes["address"] = [row.address, address]


def _type_change(draft: Draft, row: Organization) -> None:
    """A list does not turn an association into a foundation."""
    said = draft.values.get("listed_type")
    if said and said != row.org_type:
        message = f"组织类型与登记簿（{row.get_org_type_display()}）不同。类型不由导入修改，请核对是否为同一组织。"
        draft.say("org_type", confirm("match.type_differs", message))


def _say_emptied(draft: Draft, row: Organization, volunteers: int | None) -> None:
    held = {
        **{name: as_json(getattr(row, name)) for name in (*ONLY_WHEN_EMPTY, *PLAIN, "address")},
        "full_time_staff": row.full_time_staff, "volunteers": volunteers,
        "business_supervisor": row.business_supervisor_id, "city": deepest(row),
    }  # fmt: skip
    for name, value in held.items():
        if name in draft.values and draft.values[name] in ("", None) and value not in ("", None):
            if draft.says(name):
                continue
            message = (
                f"{LABELS.get(name, '该项')}在登记簿中有内容，表中是空的。空单元格不作修改；要清除请到组织页面办理。"
            )
            draft.say(name, warning("cell.emptied", message))
    code = draft.values.get("org_code") or ""
    if code and row.org_code and code != row.org_code:
        message = f"组织机构代码“{code}”与登记簿的“{row.org_code}”不同。代码不能由导入修改，请核对。"
        draft.say("org_code", error("match.code_differs", message))


def as_json(value) -> str:
    """A plain column as the values of a row write it."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def deepest(row: Organization) -> int | None:
    return row.community_id or row.street_id or row.district_id or row.city_id


def _lies_in(row: Organization, region_id: int) -> bool:
    return region_id in (row.city_id, row.district_id, row.street_id, row.community_id)
