"""Filed statements of 2016 from a folder of CSV files, as reports of that year: what does not add up is kept as it is.

Three files with one line a foundation (and column of a statement): `…_balance_sheet.csv`, `…_activities.csv`,
`…_public_benefit.csv`, amounts in yuan, foundations told apart by `ricf_oid`. A foundation may be missing in any of
them. The two columns of net assets by restriction repeat one another in the source and are not read.
"""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind, Region
from core.obligations.models import ObligationState
from registry.annual_reports.actions.filing import digest
from registry.annual_reports.judging import FAILED
from registry.annual_reports.models import (
    AnnualReport,
    ReportFigure,
    ReportingRegime,
    ReportObligation,
    ReportSection,
    ReportSubmission,
)
from registry.annual_reports.states import Stage, State
from registry.organizations import actions
from registry.organizations.states import OrgType, ResponsibilityKind
from registry.report_forms import checks
from registry.report_forms.expansion import expand, read
from registry.report_forms.models import FormVersion
from registry.report_forms.schema import Answers, Check, FormSchema, schema_of

YEAR = 2016
BALANCE = {
    "货币资金": "1", "短期投资": "2", "应收款项": "3", "预付账款": "4", "存货": "8", "待摊费用": "9",
    "一年内到期的长期债权投资": "15", "其他流动资产": "18", "流动资产合计": "20", "长期投资合计": "30",
    "固定资产合计": "40", "无形资产": "41", "受托代理资产": "51", "资产总计": "60", "流动负债合计": "80",
    "长期负债合计": "90", "受托代理负债": "91", "负债合计": "100", "净资产合计": "110", "负债和净资产总计": "120",
}  # fmt: skip
ACTIVITIES = {
    "捐赠收入": "1", "会费收入": "2", "提供服务收入": "3", "政府购买服务收入": "3_1", "商品销售收入": "4",
    "政府补助收入": "5", "投资收益": "6", "其他收入": "9", "收入合计": "11", "业务活动成本": "12", "管理费用": "21",
    "筹资费用": "24", "其他费用": "28", "费用合计": "35", "限定转非限定_合计列": "40", "净资产变动额": "45",
}  # fmt: skip
SPENDING = {
    "donations_cash": "donations_cash", "donations_in_kind": "donations_in_kind",
    "total_expenditure": "reported_expenditure", "public_benefit_expenditure": "charity_expenditure",
    "wages_and_welfare": "staff_pay", "administrative_office": "office_cost",
    "other_expenditure": "other_expenditure", "base_last_year": "ratio_base",
}  # fmt: skip
COLUMNS = {"年初": "begin", "年末": "end", "上年数": "last_total", "本年数": "total"}


@dataclass
class Filed:
    name: str
    answers: dict[str, Answers] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True)
class Failure:
    """One sum that does not hold; `difference` is what was written less what it should be, in yuan."""

    name: str
    check: Check
    difference: Decimal
    text: str


def filed_in(folder: Path) -> dict[str, Filed]:
    """Source number → what the foundation filed. Raises FileNotFoundError where none of the three files is there."""
    found: dict[str, Filed] = {}
    for row in _lines(folder, "balance_sheet"):
        cells = {f"bs_{place}_{COLUMNS[row['when']]}": row[name] for name, place in BALANCE.items()}
        _of(found, row).answers["balance_sheet"] |= _given(cells)
    for row in _lines(folder, "activities"):
        cells = {f"ba_{place}_{COLUMNS[row['when']]}": row[name] for name, place in ACTIVITIES.items()}
        _of(found, row).answers["activities_statement"] |= _given(cells)
    for row in _lines(folder, "public_benefit"):
        _of(found, row).answers["spending"] |= _given({key: row[name] for name, key in SPENDING.items()})
    if not found:
        raise FileNotFoundError(f"no foundation_statements_{YEAR}_*.csv in {folder}")
    return found


def _lines(folder: Path, what: str) -> Iterator[dict[str, str]]:
    path = folder / f"foundation_statements_{YEAR}_{what}.csv"
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _of(found: dict[str, Filed], row: dict[str, str]) -> Filed:
    return found.setdefault(row["ricf_oid"], Filed(row["name"].strip()))


def _given(cells: dict[str, str]) -> Answers:
    return {key: f"{Decimal(text.replace(',', '')):.2f}" for key, text in cells.items() if text.strip()}


# ---- writing


@transaction.atomic
def import_statements(folder: Path, *, actor: Actor) -> list[AnnualReport]:
    """One foundation, obligation, report and submission each. The credit codes of the source are not taken over."""
    form = _form()
    authority, regime = _ground()
    reports = []
    for number, filed in filed_in(folder).items():
        new = actions.NewOrganization(
            name=filed.name,
            org_type=OrgType.FOUNDATION.value,
            legacy_reg_no=number,
            registered_on=datetime.date(YEAR - 10, 1, 1),
            responsibilities={
                ResponsibilityKind.REGISTERING.value: authority.pk,
                ResponsibilityKind.SUPERVISING.value: authority.pk,
            },
        )
        reports.append(_report(actions.register(new, actor=actor), regime, form, filed))
    return reports


def _form() -> FormVersion:
    schema = expand(read("imports/foundation_2016.json"))
    outer = {name: schema[name] for name in ("org_type", "year_from", "year_to")}
    return FormVersion.objects.get_or_create(code=schema["code"], defaults={**outer, "schema": schema})[0]


def _ground() -> tuple[Department, ReportingRegime]:
    """An office and the terms of the year, for a database that has neither."""
    region = Region.objects.filter(level=1).order_by("code").first()
    if region is None:
        region = Region.objects.create(code="999900000000", name="未定", full_name="未定", level=1)
    office = Department.objects.filter(kind=DepartmentKind.CIVIL_AFFAIRS, region=region).first()
    if office is None:
        office = Department.objects.create(
            name="登记管理机关", short_name="登记管理机关", kind=DepartmentKind.CIVIL_AFFAIRS, region=region
        )
    regime, _ = ReportingRegime.objects.get_or_create(
        region=region, org_type=OrgType.FOUNDATION, year=YEAR,
        defaults={
            "mode": "inspection", "opens_on": datetime.date(YEAR + 1, 1, 1), "has_first_review": False,
            "final_due": datetime.date(YEAR + 1, 3, 31), "registered_by": datetime.date(YEAR, 12, 31),
        },
    )  # fmt: skip
    return office, regime


def _report(organization, regime: ReportingRegime, form: FormVersion, filed: Filed) -> AnnualReport:
    obligation = ReportObligation.objects.create(
        organization=organization, year=YEAR, regime=regime, period=str(YEAR), due_on=regime.final_due,
        original_due_on=regime.final_due, state=ObligationState.SATISFIED, satisfied_at=clock.now(),
    )  # fmt: skip
    report = AnnualReport.objects.create(
        organization=organization, obligation=obligation, year=YEAR, form=form, state=State.SUBMITTED_FINAL
    )
    answers = dict(filed.answers)
    ReportSection.objects.bulk_create(
        ReportSection(report=report, key=key, answers=own) for key, own in answers.items()
    )
    content = {
        "form": form.code, "year": YEAR, "organization": {"name": organization.name, "uscc": ""}, "sections": answers,
    }  # fmt: skip
    submission = ReportSubmission.objects.create(
        report=report, round=1, stage=Stage.FINAL, due_on=regime.final_due, content=content,
        content_hash=digest(content), receipt_no=f"CSV{YEAR}-{organization.legacy_reg_no}",
    )  # fmt: skip
    own = checks.figures(schema_of(form), answers)
    if failed := checks.failed_identities(schema_of(form), answers):
        own[FAILED] = Decimal(len(failed))
    ReportFigure.objects.bulk_create(ReportFigure(submission=submission, code=k, value=v) for k, v in own.items())
    return report


# ---- judging


def failures(report: AnnualReport) -> list[Failure]:
    """Every identity of one report that does not hold: sums, and the base of the spending ratio."""
    schema: FormSchema = schema_of(report.form)
    content = report.submissions.last().content["sections"]
    numbers = checks.numbers(schema, content)
    texts = {problem.code: problem.text for problem in checks.problems(schema, content)}
    return [
        Failure(report.organization.name, check, checks.apart(check, numbers), texts[check.code])
        for check in schema.checks
        if check.code in texts
    ]
