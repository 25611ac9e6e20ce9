"""Situations of the current season, lived through by the real verbs under a clock that stands on their day."""

import datetime
import random

from config.demo.answers import Carried, answers, start
from config.demo.moment import at
from core.access.actor import Actor
from core.access.roles import role
from core.access.scope import Scope, ScopeKind
from core.departments.models import Department
from registry.annual_reports.actions import filing, filling, obligations, review
from registry.annual_reports.form_schema import schema_of
from registry.models import AnnualReport, Organization, ReportObligation

YEAR = 2025
NOT_YET = ("霁川市轻工机械行业协会", "霁川市钟表收藏研究会", "霁川市青年创客促进会")
NEVER = {("霁川市钟表收藏研究会", 2024)}
DEFERRED = "栎川区启明助残服务中心"
SILENT_REVIEW = "霁川市社区营造协会"
RETURNED, RESUBMITTED, DIRECT = "霁川市晨曦儿童康复服务中心", "霁川市松风书法院", "霁川市老年书画研究会"
LIVED = (*NOT_YET, DEFERRED, SILENT_REVIEW, RETURNED, RESUBMITTED, DIRECT)
REMARKS = [
    {
        "section": "staff",
        "field": "council_meetings_held",
        "text": "章程规定每年召开两次理事会，请补报议题。",
    },
    {"section": "finance", "field": "management_cost", "text": "管理费用与审计报告不一致，请核对后更正。"},
    {"section": "basic", "field": "phone", "text": "办公电话无法接通，请更新。"},
]


def day(month: int, number: int) -> datetime.date:
    return datetime.date(YEAR + 1, month, number)


def people_of(organization: Organization) -> Actor:
    its = role("organization_filer")
    scope = Scope(ScopeKind.ORGANIZATION, (organization.pk,))
    return Actor(
        name=organization.name, seat_key="demo:filer", role=its.key, audience=its.audience, scope=scope,
        organization_id=organization.pk, permissions=its.permissions,
    )  # fmt: skip


def office(department: Department, role_key: str) -> Actor:
    its = role(role_key)
    return Actor(
        name=department.name, seat_key="demo:office", role=its.key, audience=its.audience,
        scope=Scope(its.scope_kind, (department.pk,)), department_id=department.pk, department_name=department.name,
        permissions=its.permissions,
    )  # fmt: skip


def _obligation(name: str) -> ReportObligation:
    found = ReportObligation.objects.select_related("organization__supervising_authority", "regime")
    return found.get(organization__name=name, year=YEAR)


def _fill(obligation: ReportObligation, carried: dict[int, Carried], *, upto: int | None = None) -> AnnualReport:
    """Begin and save the sections (the first `upto` of them) as the organization's own people would."""
    organization = obligation.organization
    actor = people_of(organization)
    report = filling.begin(obligation, actor=actor)
    dice = random.Random(organization.pk)
    schema = schema_of(report.form)
    mine = carried.setdefault(organization.pk, start(organization, dice))
    given = answers(schema, organization, mine, dice)
    for section in report.sections.order_by("pk")[: upto or None]:
        filling.save_section(
            report, section.key, given[section.key], version=section.version, actor=actor, confirm=True
        )
    return report


def _send(report: AnnualReport, **options) -> None:
    report.refresh_from_db()
    content = filing.content_of(report, schema_of(report.form), filing.draft(report))
    filing.submit(report, actor=people_of(report.organization), seen_digest=filing.digest(content), **options)


def _silent_review(carried) -> None:
    with at(day(3, 27)):
        _send(_fill(_obligation(SILENT_REVIEW), carried))


def _returned(carried) -> None:
    obligation = _obligation(RETURNED)
    with at(day(3, 20)):
        _send(report := _fill(obligation, carried))
    _pass(report, day(3, 26))
    _return(report, day(5, 28), REMARKS)


def _resubmitted(carried) -> None:
    obligation = _obligation(RESUBMITTED)
    with at(day(3, 18)):
        _send(report := _fill(obligation, carried))
    _pass(report, day(3, 24))
    _return(report, day(5, 26), REMARKS)
    changes = {"staff": {"council_meetings_held": "3"}, "basic": {"phone": "12x-0001", "contact_name": "许清越"}}
    with at(day(6, 2), 16):
        for key, new in changes.items():
            section = report.sections.get(key=key)
            filling.save_section(
                report, key, {**section.answers, **new}, version=section.version,
                actor=people_of(report.organization), confirm=True,
            )  # fmt: skip
        _send(report)


def _direct(carried) -> None:
    reason = "3月20日已将报告送业务主管单位初审，至今没有答复，临近截止日期，故直接报送。"
    with at(day(5, 29)):
        _send(_fill(_obligation(DIRECT), carried), direct_reason=reason)


def _pass(report: AnnualReport, on: datetime.date) -> None:
    report.refresh_from_db()
    department = report.submissions.last().department
    if department is not None:
        with at(on):
            reviewer = office(department, "department_officer")
            review.pass_first_review(report, actor=reviewer, version=report.version)


def _return(report: AnnualReport, on: datetime.date, remarks) -> None:
    report.refresh_from_db()
    authority = report.organization.supervising_authority
    with at(on):
        review.return_for_fix(
            report, actor=office(authority, "registry_chief"), version=report.version,
            comment="请按逐项意见补正后重新报送。", remarks=remarks,
        )  # fmt: skip


def _deferred(carried) -> None:
    obligation = _obligation(DEFERRED)
    authority = office(obligation.organization.supervising_authority, "registry_chief")
    with at(day(4, 28)):
        obligations.defer(
            obligation, until=day(7, 31), document="栎川民社〔2026〕9号", actor=authority,
            reason="审计机构更换，申请延期报送并经主管单位同意",
        )  # fmt: skip
    with at(day(5, 25)):
        _fill(obligation, carried, upto=3)


def live(carried: dict[int, Carried]) -> None:
    """The season's situations of the cast; `carried` is what their earlier reports ended with."""
    _resubmitted(carried)
    _returned(carried)
    _silent_review(carried)
    _deferred(carried)
    _direct(carried)
