"""By which fact a duty is done: `(organization ids) -> {organization id: evidence in words}`, a query or two each."""

from collections.abc import Collection

from django.db.models import Min, Q

from core.obligations.models import ObligationState
from registry.annual_reports.models import ReportObligation
from registry.approvals.models import ApprovalPush, PushDuty
from registry.approvals.states import DutyKind
from registry.certificates.models import Certificate
from registry.officers.models import OfficerPost
from registry.org_accounts.models import OrganizationSeat
from registry.organizations.models import Organization
from registry.organizations.names import tidy

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
    """A certificate in the register with its scan, or the copy that was brought for this very duty. Two queries."""
    duties = PushDuty.objects.filter(organization__in=ids, kind=DutyKind.CERTIFICATE, file__isnull=False)
    brought = dict.fromkeys(duties.values_list("organization_id", flat=True), "证书副本已上传")
    issued = Certificate.objects.filter(organization__in=ids, file__isnull=False).order_by("valid_from")
    days = issued.values_list("organization_id", "valid_from")
    return brought | {pk: f"{day:%Y-%m-%d}发放的登记证书已登记并附扫描件" for pk, day in days}


def representative(ids: Ids) -> dict[int, str]:
    """Whom the open decision names holds the post on its day or later. Two queries."""
    duties = PushDuty.objects.open().filter(organization__in=ids, kind=DutyKind.REPRESENTATIVE)
    named = {duty.organization_id: duty.push for duty in duties.select_related("push")}
    posts = OfficerPost.objects.legal_representatives().filter(organization__in=named).select_related("person")
    return {
        post.organization_id: f"{post.person.name}自{post.valid_from:%Y-%m-%d}起任法定代表人"
        for post in posts.order_by("valid_from")
        if _answers(post, named[post.organization_id])
    }


def _answers(post: OfficerPost, push: ApprovalPush) -> bool:
    lasts = post.valid_to is None or post.valid_to >= push.effective_on
    return lasts and post.person.name == tidy(push.values["legal_representative"])
