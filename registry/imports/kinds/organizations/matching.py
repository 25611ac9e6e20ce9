"""Rows of a list against the register: who is meant, and what would change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Substr

from core import clock
from registry.identifiers.issues import Severity
from registry.imports.drafts import Draft
from registry.imports.kinds.organizations.differences import differences
from registry.imports.states import Decision
from registry.imports.values import confirm, error
from registry.organizations.facts import OrganizationHeadcount, OrganizationName
from registry.organizations.models import Organization

_CHUNK = 5000
REASONS = {
    "platform_id": "平台编号相同",
    "chosen": "人工选定",
    "uscc": "信用代码相同",
    "org_code": "组织机构代码相同",
    "legacy_reg_no": "登记证号相同",
    "name": "名称或曾用名相同",
}


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    everything = sorted({value for value in values if value})
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]


def _portions(keys: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


@dataclass
class Register:
    """What the register holds of a list's codes and names: a few queries, however long the list."""

    organizations: dict[int, Organization] = field(default_factory=dict)
    by_code: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_subject: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_number: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    volunteers: dict[int, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: list[Draft]) -> "Register":
        register = cls()
        found = {pk for d in drafts for pk in (d.chosen_id, d.values.get("platform_id")) if pk}
        for codes in _chunks(d.values.get("uscc", "") for d in drafts):
            found |= set(Organization.objects.filter(uscc__in=codes).values_list("pk", flat=True))
        subjects = {subject for d in drafts for subject in d.subject_codes}
        for codes in _chunks(subjects):
            found |= set(Organization.objects.filter(org_code__in=codes).values_list("pk", flat=True))
            inner = Organization.objects.annotate(subject=Substr("uscc", 9, 9)).filter(subject__in=codes)
            found |= set(inner.values_list("pk", flat=True))
        for numbers in _chunks(d.values.get("legacy_reg_no", "") for d in drafts):
            found |= set(Organization.objects.filter(legacy_reg_no__in=numbers).values_list("pk", flat=True))
        for names in _chunks(name for d in drafts for name in d.names):
            facts = OrganizationName.objects.filter(name__in=names)
            found |= set(facts.values_list("organization_id", flat=True))
        register._take(found, clock.today())
        return register

    def _take(self, ids: set[int], today) -> None:
        for some in _portions(sorted(ids)):
            rows = Organization.objects.filter(pk__in=some).select_related("supervising_authority")
            self.organizations.update((row.pk, row) for row in rows)
        for pk, row in self.organizations.items():
            if row.uscc:
                self.by_code[row.uscc].add(pk)
                self.by_subject[row.uscc[8:17]].add(pk)
            if row.org_code:
                self.by_subject[row.org_code].add(pk)
            if row.legacy_reg_no:
                self.by_number[row.legacy_reg_no].add(pk)
        for pk, name in OrganizationName.objects.filter(organization__in=ids).values_list("organization_id", "name"):
            self.by_name[name].add(pk)
            self.names_of[pk].add(name)
        counts = OrganizationHeadcount.objects.on(today).filter(organization__in=ids)
        self.volunteers = dict(counts.values_list("organization_id", "volunteers"))

    def title(self, pk: int) -> str:
        row = self.organizations[pk]
        return f"“{row.name}”{f'（{row.uscc}）' if row.uscc else ''}"


def match(drafts: list[Draft], register: Register, *, department_id: int) -> None:
    """Sets the organization, what speaks for it, the changes and the decision of each draft."""
    taken: dict[int, Draft] = {}
    for draft in drafts:
        found, on = _candidates(draft, register)
        _doubt_certificate(draft, register, found)
        _propose(draft, register, found)
        if len(found) > 1:
            names = "、".join(register.title(pk) for pk in sorted(found))
            message = f"该行同时对应登记簿中的{names}，请在本行页面选定是哪一家，或核对代码和名称后重新上传。"
            draft.say("", error("match.ambiguous", message))
        elif found:
            _matched(draft, found.pop(), on, register, taken, department_id)


def find_organization(draft: Draft, register: Register, *, department_id: int | None) -> Organization | None:
    """Of which organization a row of another kind speaks; says why, where it speaks of none or of several.

    `department_id`: whose organizations the row may change; None where the kind asks for itself.
    """
    found, on = _candidates(draft, register)
    _propose(draft, register, found)
    if len(found) > 1:
        names = "、".join(register.title(pk) for pk in sorted(found))
        message = f"“{draft.title}”同时对应登记簿中的{names}，请在本行页面选定，或补上信用代码后重新上传。"
        draft.say("name", error("organization.several", message))
        return None
    if not found:
        if not any(issue["severity"] == Severity.ERROR for issue in draft.issues):
            message = f"登记簿中没有“{draft.title}”，请核对名称或信用代码；新的组织请先登记。"
            draft.say("name", error("organization.unknown", message))
        return None
    row = register.organizations[found.pop()]
    code = draft.values.get("uscc", "")
    if code and row.uscc and code != row.uscc:
        message = f"信用代码“{code}”与登记簿中{register.title(row.pk)}的不同，请核对是否为同一组织。"
        draft.say("uscc", error("match.code_differs", message))
    draft.subject_id = draft.organization_id = row.pk
    draft.match_on, draft.decision = on, Decision.UPDATE
    if department_id is not None and row.supervising_authority_id != department_id:
        message = f"{register.title(row.pk)}由{row.competent_department_name}管理，本部门不能修改，请选择“不导入”。"
        draft.say("", error("match.other_office", message))
    return row


def _candidates(draft: Draft, register: Register) -> tuple[set[int], str]:
    """Whom the row may mean by the strongest sign it carries: number of the portal, codes, certificate, name."""
    if draft.chosen_id in register.organizations:
        return {draft.chosen_id}, "chosen"
    number = draft.values.get("platform_id")
    if number:
        if number in register.organizations:
            return {number}, "platform_id"
        message = f"登记簿中没有平台编号为{number}的组织。请保留导出表中的原值；新的组织请把这一格留空。"
        draft.say("platform_id", error("platform_id.unknown", message))
        return set(), ""
    code = draft.values.get("uscc", "")
    found: set[int] = set(register.by_code.get(code, ())) if code else set()
    if found:
        return found, "uscc"
    for subject in draft.subject_codes:
        found |= register.by_subject.get(subject, set())
    if found:
        return found, "org_code"
    named = set().union(*(register.by_name.get(name, set()) for name in draft.names))
    by_number = register.by_number.get(draft.values.get("legacy_reg_no", ""), set())
    if named & by_number:
        return named & by_number, "legacy_reg_no"
    return named, "name"


def _propose(draft: Draft, register: Register, found: set[int]) -> None:
    """Everybody who came into question by any sign, with the signs; those that count come first."""
    signs: dict[int, list[str]] = defaultdict(list)
    held = draft.values
    by_sign = {
        "platform_id": {held.get("platform_id")},
        "uscc": register.by_code.get(held.get("uscc") or "-", set()),
        "org_code": set().union(*(register.by_subject.get(code, set()) for code in draft.subject_codes)),
        "legacy_reg_no": register.by_number.get(held.get("legacy_reg_no") or "-", set()),
        "name": set().union(*(register.by_name.get(name, set()) for name in draft.names)),
        "chosen": {draft.chosen_id},
    }
    for sign, ids in by_sign.items():
        for pk in ids & register.organizations.keys():
            signs[pk].append(REASONS[sign])
    for pk in sorted(signs, key=lambda pk: (pk not in found, -len(signs[pk]), pk)):
        draft.propose(pk, signs[pk])


def _doubt_certificate(draft: Draft, register: Register, found: set[int]) -> None:
    number = draft.values.get("legacy_reg_no", "")
    others = register.by_number.get(number, set()) - found if number else set()
    if others:
        names = "、".join(register.title(pk) for pk in sorted(others))
        message = f"登记证号“{number}”已登记在{names}名下，与本行“{draft.title}”不是同一组织，请核对。"
        draft.say("legacy_reg_no", confirm("legacy_reg_no.taken", message))


def _matched(draft: Draft, pk: int, on: str, register: Register, taken: dict[int, Draft], department_id: int) -> None:
    row = register.organizations[pk]
    code = draft.values.get("uscc", "")
    if on == "name" and code and row.uscc and code != row.uscc:
        message = f"登记簿中已有同名组织{register.title(pk)}，信用代码不同。按新组织导入须说明理由。"
        draft.say("uscc", confirm("match.same_name", message))
        return
    draft.subject_id = draft.organization_id = pk
    draft.match_on, draft.decision = on, Decision.UPDATE
    if pk in taken:
        first = taken[pk]
        draft.say("", error("match.twice", f"与第{first.line}行“{first.title}”指向同一组织{register.title(pk)}。"))
        return
    taken[pk] = draft
    _settle(draft, row, on)
    if on in ("platform_id", "chosen") and code and row.uscc and code != row.uscc:
        message = (
            f"信用代码“{code}”与登记簿中{register.title(pk)}的不同。信用代码不能由导入修改，请核对是否为同一组织。"
        )
        draft.say("uscc", error("match.code_differs", message))
    changes = differences(draft, row, names=register.names_of[pk], volunteers=register.volunteers.get(pk))
    if row.supervising_authority_id == department_id:
        draft.changes = changes
    elif changes or on != "platform_id":  # a sheet for editing holds what the seat sees; unchanged rows do no harm
        office = row.competent_department_name
        message = f"{register.title(pk)}由{office}管理，本部门不能修改，请选择“不导入”。"
        draft.say("", error("match.other_office", message))


def _settle(draft: Draft, row: Organization, on: str) -> None:
    """What the register already holds just so is no doubt about this list: it was answered when it was entered."""
    settled = ["uscc."] if row.uscc and draft.values.get("uscc") == row.uscc else []
    if on == "platform_id":
        settled += [f"{name}." for name in ("legacy_reg_no", "org_code", "name")
                    if draft.values.get(name) == getattr(row, name)]  # fmt: skip
    draft.issues = [
        issue
        for issue in draft.issues
        if issue["severity"] != Severity.CONFIRM or not issue["code"].startswith(tuple(settled))
    ]
