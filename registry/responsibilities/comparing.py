"""The approval document beside the registered business supervisor; and a raw approval list beside the rows."""

import re
from collections import defaultdict
from dataclasses import dataclass

from core.departments.models import Department
from core.refusal import Refusal
from core.spreadsheets.table import Table
from registry.identifiers.issues import normalize_code
from registry.organizations.facts import OrganizationName
from registry.organizations.names import tidy
from registry.responsibilities.models import ApprovalLine, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import Comparison

HEADINGS = {
    "name": ("社会组织名称", "组织名称", "单位名称", "名称"),
    "code": ("统一社会信用代码", "信用代码", "代码"),
    "unit": ("批复单位", "批准单位", "审批单位", "业务主管单位", "主管单位", "批复机关"),
    "document_no": ("批复文号", "批准文号", "成立批复文号", "文号", "批文号"),
}


@dataclass(frozen=True)
class Columns:
    places: dict[str, int]
    unknown: list[str]


def columns_of(table: Table) -> Columns:
    """Raises Refusal, naming what was looked for and what was found."""
    places: dict[str, int] = {}
    titles = [re.sub(r"[\s（）()]", "", title) for title in table.header]
    for key, wanted in HEADINGS.items():
        place = next((titles.index(title) for title in wanted if title in titles), None)
        if place is not None:
            places[key] = place
    if "unit" not in places or not {"name", "code"} & set(places):
        found = "、".join(table.header)
        raise Refusal(
            f"没有找到需要的列：须有“社会组织名称”或“统一社会信用代码”，以及“批复单位”。文件的列为：{found}。"
            "请修改表头后重新上传。"
        )
    unknown = [title for place, title in enumerate(table.header) if place not in places.values()]
    return Columns(places, unknown)


class Departments:
    """Units as documents write them → departments, those that were abolished included."""

    def __init__(self) -> None:
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.rows = {one.pk: one for one in Department.objects.select_related("region")}
        for one in self.rows.values():
            for name in {one.name, one.short_name, *one.aliases} - {""}:
                self.by_name[tidy(name)].add(one.pk)

    def find(self, unit: str) -> Department | None:
        """By its full name, short name or alias; one that stands before one that was abolished."""
        found = [self.rows[pk] for pk in self.by_name.get(tidy(unit), ())]
        return min(found, key=lambda one: (one.valid_to is not None, one.pk), default=None)


def compare(row: LedgerRow, departments: Departments) -> None:
    """Sets `approval_department` and `comparison`; writes nothing."""
    unit = departments.find(row.approval_unit) if row.approval_unit else None
    row.approval_department = unit
    if row.supervisor_id is None:
        row.comparison = Comparison.NONE
    elif not row.approval_unit:
        row.comparison = Comparison.MISSING
    elif unit is None:
        row.comparison = Comparison.UNKNOWN
    elif unit.pk == row.supervisor_id:
        row.comparison = Comparison.MATCH
    else:
        row.comparison = Comparison.FORMER if unit.valid_to else Comparison.DIFFERS


class Matcher:
    """Lines of an approval list → rows of the ledger, by credit code, then by present or former name."""

    def __init__(self, ledger: ResponsibilityLedger) -> None:
        self.rows = {row.organization_id: row for row in ledger.rows.select_related("organization", "supervisor")}
        self.by_code = {row.organization.uscc: row for row in self.rows.values() if row.organization.uscc}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        names = OrganizationName.objects.filter(organization__in=self.rows)
        for pk, name in names.values_list("organization_id", "name"):
            self.by_name[tidy(name)].add(pk)
        self.taken: dict[int, int] = {}

    def settle(self, line: ApprovalLine) -> None:
        """Sets `row`, or says in `note` why there is none."""
        row = self.by_code.get(normalize_code(line.code)) if line.code else None
        found = {row.organization_id} if row else self.by_name.get(tidy(line.name), set()) if line.name else set()
        if len(found) > 1:
            line.note = f"有{len(found)}家组织用过这个名称，请按信用代码指定。"
        elif not found:
            line.note = "台账中没有名称或信用代码相同的组织，请核对后指定，或确认不属于本机关。"
        elif (pk := next(iter(found))) in self.taken:
            line.note = f"与第{self.taken[pk]}行指向同一组织，未重复载入。"
        elif not line.unit:
            line.note = "批复单位为空，未载入。"
        else:
            self.taken[pk] = line.line
            line.row = self.rows[pk]
