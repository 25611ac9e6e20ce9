"""The list of charters in force."""

import django_filters
from django.urls import reverse

from core import clock
from core.listing import Column, Filters, ListPage, Sort
from registry.charters.models import CharterVersion
from registry.organizations.states import ACTIVE_STATUSES, OrgType

CLAUSES = [
    ("no_party", "未党建入章"),
    ("no_core_values", "未写入核心价值观"),
    ("both", "两项均已入章"),
]


def _yes_no(holds: bool) -> tuple[str, str]:
    return ("已入章", "ok") if holds else ("未入章", "warning")


class CharterFilters(Filters):
    primary = ("q", "clauses")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="社会组织名称")
    clauses = django_filters.ChoiceFilter(choices=CLAUSES, method="_with_clauses", label="条款")
    org_type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="组织类型"
    )
    approved = django_filters.DateFromToRangeFilter(field_name="valid_from", label="核准日期")

    class Meta:
        model = CharterVersion
        fields: list = []

    def _with_clauses(self, rows, name, value):
        if value == "no_party":
            return rows.filter(has_party_clause=False)
        if value == "no_core_values":
            return rows.filter(has_core_values_clause=False)
        return rows.filter(has_party_clause=True, has_core_values_clause=True)


class CharterList(ListPage):
    url_name = "staff:charters:list"
    title = "章程"
    lead = "存续社会组织现行有效的章程。没有录入章程的，在组织名录按“党建入章：未录入章程”查找。"
    unit = "份"
    filters = CharterFilters
    columns = (
        Column(
            "organization",
            "社会组织",
            value="organization.name",
            kind="title",
            url=lambda row: papers_url(row.organization_id),
            sub="organization.uscc",
        ),
        Column("version_no", "版次", kind="number"),
        Column("valid_from", "核准日期", kind="date", sort="approved"),
        Column("approved_by", "核准机关", value="approved_by", phone=False),
        Column("party", "党建入章", value=lambda row: _yes_no(row.has_party_clause), kind="badge"),
        Column("core_values", "核心价值观", value=lambda row: _yes_no(row.has_core_values_clause), kind="badge"),
        Column("document", "核准文书", phone=False),
    )
    sorts = (Sort("approved", "核准日期", ("-valid_from", "-id")),)
    export_permission, export_url_name = "organizations.export", "staff:charters:export"
    empty_title = "还没有章程记录"
    empty_text = "在组织档案的“证书与档案”页登记章程核准。"

    def queryset(self, actor):
        rows = CharterVersion.objects.visible_to(actor).on(clock.today())
        return rows.filter(organization__status__in=ACTIVE_STATUSES).select_related("organization", "approved_by")


def papers_url(organization_id: int) -> str:
    return reverse("staff:certificates:of_organization", args=[organization_id])
