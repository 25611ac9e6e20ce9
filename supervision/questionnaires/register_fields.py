"""Known fields from the register and the capabilities around it. Each costs one query for any number of rows."""

import datetime
from collections.abc import Callable, Collection

from django.db.models import Count

from registry.annual_reports.models import ReportFigure, ReportSubmission
from registry.branches.models import BranchOffice
from registry.dues.models import DuesStandard
from registry.members.models import Membership
from registry.officers.models import CouncilTerm
from registry.organizations.models import Organization
from registry.organizations.states import OrgType, RegistrationLevel, SupervisionMode
from supervision.questionnaires.known import KnownField
from supervision.questionnaires.states import QuestionKind

Values = Callable[[Collection[int], datetime.date], dict[int, str]]
REGISTER, RESPONSIBILITY, TERMS, MONEY, REPORTS = (
    "登记信息",
    "责任单位",
    "届期和内部治理",
    "会费和会员",
    "最近一次年度报告",
)


def _words(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _column(path: str, labels: dict | None = None) -> Values:
    """A column of the organization as it stands today; empty is not known."""

    def values(ids: Collection[int], day: datetime.date) -> dict[int, str]:
        rows = Organization.objects.filter(pk__in=ids).values_list("pk", path)
        found = {pk: _words(value) for pk, value in rows if value not in (None, "")}
        return {pk: labels.get(text, text) for pk, text in found.items()} if labels else found

    return values


def _term(column: str) -> Values:
    def values(ids, day):
        rows = CouncilTerm.objects.on(day).filter(organization__in=ids)
        return {pk: _words(value) for pk, value in rows.values_list("organization", column) if value}

    return values


def _branches(ids, day) -> dict[int, str]:
    rows = BranchOffice.objects.on(day).filter(organization__in=ids).order_by().values_list("organization")
    return {pk: str(number) for pk, number in rows.annotate(number=Count("pk"))}


def _members(ids, day) -> dict[int, str]:
    rows = Membership.objects.on(day).filter(organization__in=ids).order_by().values_list("organization")
    return {pk: str(number) for pk, number in rows.annotate(number=Count("pk"))}


def _dues(column: str) -> Values:
    def values(ids, day):
        rows = DuesStandard.objects.on(day).filter(organization__in=ids)
        return {pk: _words(value) for pk, value in rows.values_list("organization", column) if value}

    return values


def _figure(code: str) -> Values:
    """Of the newest report that was sent and stands."""

    def values(ids, day):
        sent = ReportSubmission.objects.standing_on(day).filter(report__organization__in=ids)
        latest = sent.order_by("report__organization", "-report__year", "-round").distinct("report__organization")
        rows = ReportFigure.objects.filter(submission__in=latest.values("pk"), code=code)
        found = rows.values_list("submission__report__organization", "value")
        return {pk: f"{value:.0f}" for pk, value in found}

    return values


def _last_year(ids, day) -> dict[int, str]:
    sent = ReportSubmission.objects.standing_on(day).filter(report__organization__in=ids).order_by("report__year")
    return {pk: str(year) for pk, year in sent.values_list("report__organization", "report__year")}


K = QuestionKind
REGISTER_FIELDS = (
    KnownField("name", REGISTER, "名称", _column("name")),
    KnownField("uscc", REGISTER, "统一社会信用代码", _column("uscc")),
    KnownField("org_type", REGISTER, "组织类型", _column("org_type", dict(OrgType.choices))),
    KnownField("registered_on", REGISTER, "成立登记日期", _column("registered_on"), K.DATE),
    KnownField("address", REGISTER, "住所", _column("address")),
    KnownField("district", REGISTER, "所在区县", _column("district__name")),
    KnownField("street", REGISTER, "所在镇街", _column("street__name")),
    KnownField("phone_public", REGISTER, "对外联系电话", _column("phone_public")),
    KnownField("funds", REGISTER, "注册资金（元）", _column("registered_funds_yuan"), K.MONEY),
    KnownField("business_scope", REGISTER, "业务范围", _column("business_scope"), K.LONG_TEXT),
    KnownField("trade", REGISTER, "行业分类", _column("industry")),
    KnownField("certificate_until", REGISTER, "证书载明有效期至", _column("certificate_until"), K.DATE),
    KnownField("level", REGISTER, "登记级别", _column("registration_level", dict(RegistrationLevel.choices))),
    KnownField("mode", REGISTER, "管理方式", _column("supervision_mode", dict(SupervisionMode.choices))),
    KnownField("supervising", RESPONSIBILITY, "监督管理机关", _column("supervising_authority__name")),
    KnownField("business", RESPONSIBILITY, "业务主管单位", _column("business_supervisor__name")),
    KnownField("industry", RESPONSIBILITY, "行业管理部门", _column("industry_department__name")),
    KnownField("representative", TERMS, "法定代表人", _column("legal_representative__name")),
    KnownField("staff", TERMS, "专职工作人员数", _column("full_time_staff"), K.INTEGER),
    KnownField("term_no", TERMS, "届次", _term("term_no"), K.INTEGER),
    KnownField("term_end", TERMS, "届满日期", _term("term_end"), K.DATE),
    KnownField("branches", TERMS, "分支（代表）机构数", _branches, K.INTEGER),
    KnownField("member_enterprises", MONEY, "会员企业数", _members, K.INTEGER),
    KnownField("dues_adopted_on", MONEY, "会费标准通过日期", _dues("adopted_on"), K.DATE),
    KnownField("dues_published_on", MONEY, "会费标准公布日期", _dues("published_on"), K.DATE),
    KnownField("last_report", REPORTS, "最近报送的年度", _last_year, K.INTEGER),
    KnownField("staff_total", REPORTS, "工作人员总数", _figure("staff_total"), K.INTEGER),
    KnownField("events_held", REPORTS, "举办活动次数", _figure("events_held"), K.INTEGER),
    KnownField("beneficiaries", REPORTS, "服务对象或受益人次", _figure("beneficiaries"), K.INTEGER),
)
