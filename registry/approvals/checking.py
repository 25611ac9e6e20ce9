"""Whether a push can be taken as it stands: everything that is wrong, at once, each with its field.

The same for a call, a sheet and a form. An error refuses the push; a doubt lets it in, for somebody to look at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core import clock
from core.departments.models import Department
from registry.approvals.fields import CHANGEABLE, FIELD, FIELDS, LABELS
from registry.approvals.reading import Unreadable, day_of, plain, read
from registry.approvals.reference import OFFICE_KINDS, Reference
from registry.approvals.states import PushKind
from registry.identifiers import uscc as credit_codes
from registry.identifiers.issues import Severity
from registry.organizations.models import Organization
from registry.organizations.states import FINAL_STATUSES, OrgType, Status

_TYPE_WORD = {
    OrgType.ASSOCIATION: "association",
    OrgType.SERVICE_INSTITUTION: "service_institution",
    OrgType.FOUNDATION: "foundation",
}


@dataclass(frozen=True)
class Problem:
    field: str
    message: str

    @property
    def label(self) -> str:
        return LABELS.get(self.field, self.field)


@dataclass
class Checked:
    """One row: what was pushed as text, what it means, and what is to be said about it.

    `offices` maps field names to departments; `organization` is the one in the register that it is about.
    """

    line: int
    payload: dict[str, str] = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    offices: dict[str, Department] = field(default_factory=dict)
    organization: Organization | None = None
    civil_affairs: Department | None = None

    def wrong(self, key: str, message: str) -> None:
        self.errors.append(Problem(key, message))

    def doubt(self, key: str, message: str) -> None:
        self.doubts.append(Problem(key, message))

    @property
    def kind(self) -> str:
        return self.values.get("kind", "")

    @property
    def title(self) -> str:
        return self.payload.get("name", "") or self.payload.get("external_no", "")


def check(rows: Iterable[tuple[int, Mapping, frozenset[str]]], bureau: Department) -> list[Checked]:
    """`rows`: (line, what was pushed by field, fields whose cell was a number). A few queries for all of them."""
    found = [_read(line, raw, numeric) for line, raw, numeric in rows]
    codes = {one.values.get("uscc", "") for one in found}
    names = {one.values.get(key, "") for one in found for key in ("name", "new_name")}
    reference = Reference.of(bureau, codes, names)
    _twice(found)
    for one in found:
        _offices(one, reference)
        if one.kind:
            _organization(one, reference)
            _dates(one)
            _CHECKS[one.kind](one, reference)
    return found


def _read(line: int, raw: Mapping, numeric: frozenset[str]) -> Checked:
    one = Checked(line)
    for key, value in raw.items():
        if key not in FIELD:
            one.wrong(str(key)[:60], "没有这个字段，请核对拼写。")
            continue
        try:
            text = plain(value)
            if text:
                one.payload[key] = text[:4000]
                one.values[key] = read(FIELD[key], text)
        except Unreadable as sentence:
            one.wrong(key, f"{LABELS[key]}{sentence}")
    if "uscc" in numeric and one.payload.get("uscc"):
        one.values.pop("uscc", None)
        one.wrong("uscc", "统一社会信用代码在表格中存成了数字，末几位可能已被改成0，请设为文本格式后按证书重填。")
    _presence(one)
    return one


def _presence(one: Checked) -> None:
    """What this kind of push must have and may not have."""
    named = {problem.field for problem in one.errors}
    for its in FIELDS:
        needed = its.needed >= set(PushKind) or one.kind in its.needed
        if needed and its.key not in one.payload and its.key not in named:
            one.wrong(its.key, f"{its.label}没有填写。")
        if one.kind and its.key in one.payload and not its.takes(one.kind):
            one.wrong(its.key, f"{PushKind(one.kind).label}不填{its.label}，请删去，或核对事项。")


def _twice(found: list[Checked]) -> None:
    lines: dict[str, int] = {}
    for one in found:
        number = one.values.get("external_no", "")
        if number and number in lines:
            one.wrong("external_no", f"办件编号与第{lines[number]}行相同。")
        elif number:
            lines[number] = one.line


def _offices(one: Checked, reference: Reference) -> None:
    for key in OFFICE_KINDS:
        if word := one.values.get(key):
            office, why = reference.office(key, word)
            if office is None:
                one.wrong(key, why)
            else:
                one.offices[key] = office
    if word := one.values.get("region"):
        region_id, why = reference.region(word)
        if region_id is None:
            one.wrong("region", why)
        else:
            one.values["region_id"] = region_id


def _dates(one: Checked) -> None:
    today = clock.today()
    days = {key: day_of(one.values, key) for key in ("decided_on", "effective_on") if key in one.values}
    for key, day in days.items():
        if day > today:
            one.wrong(key, f"{LABELS[key]}{day:%Y-%m-%d}晚于今天，请核对；尚未生效的，生效后再推送。")
    if len(days) == 2 and days["effective_on"] < days["decided_on"]:
        one.wrong("effective_on", f"生效日期早于决定日期{days['decided_on']:%Y-%m-%d}。")


def _organization(one: Checked, reference: Reference) -> None:
    code = one.values.get("uscc", "")
    one.organization = reference.organizations.get(code) if code else None


def _registration(one: Checked, reference: Reference) -> None:
    one.civil_affairs = one.offices.get("supervising_authority") or reference.own_authority
    if one.civil_affairs is None and "supervising_authority" not in one.payload:
        one.wrong("supervising_authority", "没有同级的民政部门，请写明监督管理机关。")
    _code(one, reference)
    if one.organization is not None:
        one.civil_affairs = one.organization.supervising_authority or one.civil_affairs
        one.doubt("uscc", f"登记簿中已有“{one.organization.name}”使用该代码。核对无误的，接收后只作关联，不重复登记。")
    elif one.civil_affairs and reference.has_namesake(
        one.civil_affairs.pk, one.values.get("name", ""), one.values.get("uscc", "")
    ):
        one.wrong("name", f"{one.civil_affairs.name}已登记有同名的社会组织“{one.values['name']}”，请核对名称和代码。")
    if one.values.get("supervision_mode") == "direct" and "business_supervisor" in one.payload:
        one.wrong("business_supervisor", "直接登记的没有业务主管单位，请核对管理方式。")
    if one.values.get("supervision_mode") == "dual" and "business_supervisor" not in one.payload:
        one.wrong("business_supervisor", "双重管理的须填写业务主管单位。")


def _code(one: Checked, reference: Reference) -> None:
    """A new organization's code is checked in full: nobody has printed it yet."""
    code = one.values.get("uscc", "")
    if not code:
        return
    its_type = one.values.get("org_type", "")
    word = _TYPE_WORD[OrgType(its_type)] if its_type else ""
    for issue in credit_codes.check(code, org_type=word, known_region=reference.knows_code):
        sentence = issue.message.replace("；确需使用的，请说明理由", "")
        if issue.severity == Severity.WARNING:
            one.doubt("uscc", sentence)
        else:
            one.wrong("uscc", sentence)


def _existing(one: Checked, reference: Reference) -> None:
    """What a change and a cancellation have in common: the organization is there, and it is the one that is named."""
    row, code = one.organization, one.values.get("uscc", "")
    if row is None:
        if code:
            one.wrong("uscc", f"登记簿中没有代码为“{code}”的社会组织，请核对；成立登记尚未推送的，请先推送。")
        return
    if row.supervising_authority is None:
        one.wrong("uscc", f"“{row.name}”的监督管理机关尚未明确，请先与民政部门联系。")
        return
    one.civil_affairs = row.supervising_authority
    if row.status in FINAL_STATUSES:
        one.wrong("uscc", f"“{row.name}”已{row.get_status_display()}，不能再办理{PushKind(one.kind).label}。")
    if one.values.get("name") and one.values["name"] != row.name:
        one.doubt("name", f"登记簿中该代码的名称为“{row.name}”，推送为“{one.values['name']}”。")
    if row.registering_authority_id not in (None, reference.bureau.pk):
        one.doubt("uscc", f"登记簿中的登记管理机关为{row.registering_authority.name}，不是推送单位。")
    begun = row.registered_on
    if begun and "effective_on" in one.values and day_of(one.values, "effective_on") < begun:
        one.wrong("effective_on", f"生效日期早于该组织的成立登记日期{begun:%Y-%m-%d}。")


def _change(one: Checked, reference: Reference) -> None:
    _existing(one, reference)
    if not any(key in one.payload for key in CHANGEABLE):
        one.wrong("", "没有写明变更了什么，请至少填写一项变更后的内容。")
    new_name = one.values.get("new_name", "")
    if new_name and one.civil_affairs and reference.has_namesake(one.civil_affairs.pk, new_name, one.values["uscc"]):
        one.wrong("new_name", f"{one.civil_affairs.name}已登记有同名的社会组织“{new_name}”，请核对。")
    if new_name and new_name == one.values.get("name"):
        one.wrong("new_name", "变更后名称与原名称相同。")
    if "region" in one.payload and "address" not in one.payload:
        one.wrong("address", "变更所在区划的，请同时填写住所。")


def _cancellation(one: Checked, reference: Reference) -> None:
    _existing(one, reference)
    row = one.organization
    if row is not None and row.status in (Status.REVOKED, Status.CERTIFICATE_REVOKED):
        one.doubt("uscc", f"“{row.name}”已{row.get_status_display()}，请核对清算情况。")


_CHECKS = {
    PushKind.REGISTRATION.value: _registration,
    PushKind.CHANGE.value: _change,
    PushKind.CANCELLATION.value: _cancellation,
}
