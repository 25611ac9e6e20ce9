"""By which fact a duty is done: `(organization ids) -> {organization id: evidence in words}`, one query each."""

from collections.abc import Collection

from django.db.models import Min, Q

from core.obligations.models import ObligationState
from registry.annual_reports.models import ReportObligation
from registry.approvals.models import PushDuty
from registry.approvals.states import DutyKind
from registry.org_accounts.models import OrganizationSeat
from registry.organizations.models import Organization

Ids = Collection[int]


def responsible(ids: Ids) -> dict[int, str]:
    rows = Organization.objects.filter(
        Q(business_supervisor__isnull=False) | Q(industry_department__isnull=False), pk__in=ids
    )
    names = rows.values_list("pk", "business_supervisor__name", "industry_department__name")
    return {pk: f"责任部门：{supervisor or industry}" for pk, supervisor, industry in names}


def party_line(ids: Ids) -> dict[int, str]:
    rows = Organization.objects.filter(party_superior__isnull=False, pk__in=ids)
    return {pk: f"党建责任单位：{name}" for pk, name in rows.values_list("pk", "party_superior__name")}


def account(ids: Ids) -> dict[int, str]:
    seats = OrganizationSeat.objects.filter(organization__in=ids).values("organization").annotate(Min("valid_from"))
    return {row["organization"]: f"账号于{row['valid_from__min']:%Y-%m-%d}启用" for row in seats}


def first_report(ids: Ids) -> dict[int, str]:
    filed = ReportObligation.objects.filter(organization__in=ids, state=ObligationState.SATISFIED)
    years = filed.values("organization").annotate(Min("year"))
    return {row["organization"]: f"已报送{row['year__min']}年度报告" for row in years}


def certificate(ids: Ids) -> dict[int, str]:
    """The copy that was brought for this very duty."""
    duties = PushDuty.objects.filter(organization__in=ids, kind=DutyKind.CERTIFICATE, file__isnull=False)
    return dict.fromkeys(duties.values_list("organization_id", flat=True), "证书副本已上传")
