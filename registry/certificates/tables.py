"""The list of certificates in force; its first use is to see which will run out."""

import datetime

import django_filters
from django.urls import reverse

from core import clock
from core.listing import Column, Filters, ListPage, Sort
from registry.certificates.models import Certificate
from registry.organizations.states import ACTIVE_STATUSES, OrgType

DUE = [
    ("over", "已过载明日期"),
    ("30", "30 日内到期"),
    ("60", "60 日内到期"),
    ("90", "90 日内到期"),
    ("none", "未载明"),
]


def validity(certificate: Certificate) -> tuple[str, str]:
    """Of the printed last day: a paper that has run out is a matter to see to, not a verdict on the organization."""
    if certificate.printed_until is None:
        return "未载明", "neutral"
    days = (certificate.printed_until - clock.today()).days
    if days < 0:
        return "已过载明日期", "danger"
    return (f"{days} 日内到期", "warning") if days <= 90 else ("有效期内", "ok")  # noqa: PLR2004


class CertificateFilters(Filters):
    primary = ("q", "due")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="社会组织名称")
    due = django_filters.ChoiceFilter(choices=DUE, method="_falling_due", label="到期情况")
    org_type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="组织类型"
    )
    until = django_filters.DateFromToRangeFilter(field_name="printed_until", label="载明有效期至")

    class Meta:
        model = Certificate
        fields: list = []

    def _falling_due(self, rows, name, value):
        today = clock.today()
        if value == "none":
            return rows.filter(printed_until=None)
        if value == "over":
            return rows.filter(printed_until__lt=today)
        last = today + datetime.timedelta(days=int(value))
        return rows.filter(printed_until__gte=today, printed_until__lte=last)


class CertificateList(ListPage):
    url_name = "staff:certificates:list"
    title = "证书到期"
    lead = "存续社会组织现行的登记证书，按证书载明的有效期排列。"
    unit = "份"
    filters = CertificateFilters
    columns = (
        Column(
            "organization",
            "社会组织",
            value="organization.name",
            kind="title",
            url=lambda row: papers_url(row.organization_id),
            sub="organization.uscc",
        ),
        Column("printed_until", "载明有效期至", kind="date", sort="until"),
        Column("validity", "到期情况", value=validity, kind="badge"),
        Column("printed_from", "载明有效期自", kind="date", phone=False),
        Column("valid_from", "发证日期", kind="date", phone=False),
        Column("issue_reason", "发证原因", value="get_issue_reason_display", phone=False),
        Column("number", "证书编号", kind="code", shown=False),
        Column("copies", "副本数", kind="number", shown=False),
        Column("supervising_authority", "监督管理机关", value="organization.supervising_authority", phone=False),
    )
    sorts = (Sort("until", "载明有效期至", ("printed_until", "id")),)
    export_permission, export_url_name = "organizations.export", "staff:certificates:export"
    empty_title = "还没有证书记录"
    empty_text = "在组织档案的“证书与档案”页登记发证。"

    def queryset(self, actor):
        rows = Certificate.objects.visible_to(actor).on(clock.today())
        return rows.filter(organization__status__in=ACTIVE_STATUSES).select_related(
            "organization__supervising_authority"
        )


def papers_url(organization_id: int) -> str:
    return reverse("staff:certificates:of_organization", args=[organization_id])
