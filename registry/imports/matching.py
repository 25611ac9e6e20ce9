"""Rows of a list against the register: who is meant, and what would change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models.functions import Substr

from registry.imports.drafts import Draft
from registry.imports.states import Decision
from registry.imports.values import confirm, error, warning
from registry.organizations.facts import OrganizationHeadcount, OrganizationName
from registry.organizations.models import Organization

_CHUNK = 5000
# Plain columns: filled when empty, changed when the list says otherwise.
PLAIN = ("registered_on", "registered_funds_yuan", "business_scope", "phone_public", "legacy_reg_no")
ONLY_WHEN_EMPTY = ("uscc", "org_code")


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    everything = sorted({value for value in values if value})
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]


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
    def of(cls, drafts: list[Draft], today) -> "Register":
        register = cls()
        found = set()
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
        register._take(found, today)
        return register

    def _take(self, ids: set[int], today) -> None:
        rows = Organization.objects.filter(pk__in=ids).select_related("supervising_authority")
        self.organizations = {row.pk: row for row in rows}
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
    """Sets organization, match_on and decision of each draft, and says what stands in the way."""
    taken: dict[int, Draft] = {}
    for draft in drafts:
        found, on = _candidates(draft, register)
        _doubt_certificate(draft, register, found)
        if len(found) > 1:
            names = "、".join(register.title(pk) for pk in sorted(found))
            draft.say("", error("match.ambiguous", f"该行同时对应登记簿中的{names}，请核对代码和名称。"))
        elif found:
            _matched(draft, found.pop(), on, register, taken, department_id)


def _candidates(draft: Draft, register: Register) -> tuple[set[int], str]:
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
    draft.organization_id, draft.match_on, draft.decision = pk, on, Decision.UPDATE
    if pk in taken:
        first = taken[pk]
        draft.say("", error("match.twice", f"与第{first.line}行“{first.title}”指向同一组织{register.title(pk)}。"))
        return
    taken[pk] = draft
    if row.supervising_authority_id != department_id:
        office = row.competent_department_name
        message = f"{register.title(pk)}由{office}管理，本部门不能修改，请选择“不导入”。"
        draft.say("", error("match.other_office", message))
        return
    draft.changes = _changes(draft, row, register)


def _changes(draft: Draft, row: Organization, register: Register) -> dict[str, list]:
    """Field → [what the register says, what the list says], both as jsonb holds them."""
    new, changes = draft.values, {}
    for name in (*ONLY_WHEN_EMPTY, *PLAIN):
        said, held = new.get(name) or "", as_json(getattr(row, name))
        if said and said != held and (not held or name not in ONLY_WHEN_EMPTY):
            changes[name] = [held, said]
    _name_change(draft, row, register, changes)
    if new.get("region_id") and not _lies_in(row, new["region_id"]):
        changes["region_id"] = [_deepest(row), new["region_id"]]
    for name in ("business_supervisor_id", "has_public_fundraising", "full_time_staff"):
        if new.get(name) is not None and new[name] != getattr(row, name):
            changes[name] = [getattr(row, name), new[name]]
    if new.get("volunteers") is not None and new["volunteers"] != register.volunteers.get(row.pk):
        changes["volunteers"] = [register.volunteers.get(row.pk), new["volunteers"]]
    return changes


def _name_change(draft: Draft, row: Organization, register: Register, changes: dict[str, list]) -> None:
    name = draft.values["name"]
    if name == row.name:
        return
    if name in register.names_of[row.pk]:
        message = f"名单所列“{name}”是曾用名，登记簿现用名称为“{row.name}”，名称不作修改。"
        draft.say("name", warning("name.former", message))
        return
    message = f"与登记簿名称不同：现为“{row.name}”，名单为“{name}”。导入后作变更名称处理。"
    draft.say("name", confirm("name.differs", message))
    changes["name"] = [row.name, name]


def as_json(value) -> str:
    """A plain column as the values of a row write it."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def _deepest(row: Organization) -> int | None:
    return row.community_id or row.street_id or row.district_id or row.city_id


def _lies_in(row: Organization, region_id: int) -> bool:
    return region_id in (row.city_id, row.district_id, row.street_id, row.community_id)
