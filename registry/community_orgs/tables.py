"""The list of filed groups, and of towns with their federations."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from core import clock
from core.listing import BulkAction, Column, Filters, ListPage, Sort
from core.listing.bulk import BulkForm
from registry.community_orgs import actions, queries
from registry.community_orgs.filters import CommunityFilters, as_of_day
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.community_orgs.towns import Town
from registry.organizations.models import Organization


class FederationForm(BulkForm):
    federation = forms.ModelChoiceField(label="联合会", queryset=Organization.objects.none(), empty_label="请选择")

    def __init__(self, *args, actor, **options):
        super().__init__(*args, actor=actor, **options)
        self.fields["federation"].queryset = federations(actor)

    def params(self) -> dict:
        return {"federation": self.cleaned_data["federation"].pk}


def federations(actor):
    """Federations that the seat sees, still active."""
    return Organization.objects.visible_to(actor).active().filter(is_federation=True).order_by("pinyin", "pk")


def _confirmed(row: CommunityOrganization) -> tuple[str, str] | None:
    if row.state != FilingState.FILED:
        return None
    return ("已确认", "ok") if row.is_confirmed else ("未确认", "warning")


def _contacted(row: CommunityOrganization) -> str:
    return f"{row.contacted_on:%Y-%m-%d} {row.get_contact_result_display()}" if row.contacted_on else ""


class CommunityOrganizationList(ListPage):
    url_name = "staff:community_orgs:list"
    own_keys = ("as_of",)
    title = "社区社会组织"
    lead = "在镇街备案的社区社会组织，不计入登记的社会组织总数。"
    unit = "个"
    template = "registry/community_orgs/staff_list.html"
    filters = CommunityFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:community_orgs:detail", sub="filing_no", sort="name"),
        Column("kind", "类别", value="kind.label"),
        Column("street", "镇街", value="street.name"),
        Column("community", "村居", value="community.name", phone=False),
        Column("members", "成员数", value="members_count", kind="number", sort="members"),
        Column("head", "负责人", value="head_name"),
        Column("phone", "电话", value="head_phone_masked", kind="code", exported=False, phone=False),
        Column("state", "状态", kind="badge"),
        Column("confirmed", "本年度确认", value=_confirmed, kind="badge", phone=False),
        Column("filed_on", "备案日期", kind="date", sort="filed_on", phone=False),
        Column("contacted", "最近联系", value=_contacted, shown=False, sort="contacted"),
        Column("district", "区县", value="district.name", shown=False),
        Column("funds", "活动资金（元）", value="funds_yuan", kind="yuan", shown=False),
        Column("purpose", "宗旨和活动内容", shown=False, width=40),
        Column("place", "活动场所", shown=False),
        Column("office", "备案镇街单位", value="office.name", shown=False, width=32),
        Column("federation", "所属联合会", value="federation.name", shown=False, width=32),
        Column("closed_on", "注销或转登记日期", kind="date", shown=False),
    )
    sorts = (
        Sort("name", "名称", ("pinyin", "id")),
        Sort("members", "成员数", ("-members_count", "-id")),
        Sort("filed_on", "备案日期", ("-filed_on", "-id")),
        Sort("contacted", "最近联系", ("contacted_on", "id")),
    )
    bulk = (
        BulkAction("confirm", "年度确认", "community_orgs.file", actions.confirm, actions.check_confirm),
        BulkAction(
            "join", "归入联合会", "community_orgs.file", actions.join_by_id, actions.check_join, form=FederationForm
        ),
    )
    export_permission, export_url_name = "community_orgs.export", "staff:community_orgs:export"
    empty_title = "还没有备案的社区社会组织"
    empty_text = "点“登记备案”逐个登记，或用“成批登记”一次录入多个。"
    empty_action = ("staff:community_orgs:create", "登记备案", "community_orgs.draft")
    as_of: str = ""

    def queryset(self, actor):
        rows = CommunityOrganization.objects.visible_to(actor).as_of(as_of_day(self.as_of))
        return rows.select_related(*queries.LINKS)

    def prepare(self, rows, filters):
        if filters.qs.reads_facts:
            queries.with_past(rows)

    def export_url(self) -> str:
        query = f"?{urlencode({'as_of': self.as_of})}" if self.as_of else ""
        return reverse(self.export_url_name) + query

    def notices(self, drawn) -> list[dict]:
        day = as_of_day(self.as_of)
        if day == clock.today():
            return []
        text = f"正在查看{day:%Y-%m-%d}的备案情况：镇街、场所和成员数为当日情况，名称和负责人为目前登记。"
        return [{"tone": "info", "text": text, "url": reverse(self.url_name), "label": "回到今天"}]


class TownFilters(Filters):
    primary = ("q", "covered")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="镇街名称")
    covered = django_filters.ChoiceFilter(
        choices=[("yes", "已成立"), ("no", "未成立")], method="_covered", label="联合会"
    )

    class Meta:
        model = Town
        fields: list = []

    def _covered(self, rows, name, value):
        return rows.covered(clock.today()) if value == "yes" else rows.exclude(pk__in=rows.covered(clock.today()))


def _groups_url(row: Town) -> str:
    query = {"state": FilingState.FILED, "district": row.parent_id, "street": row.pk}
    return f"{reverse('staff:community_orgs:list')}?{urlencode(query)}"


def _federation_cell(row: Town):
    if not row.federation_id:
        return ""
    address = reverse("staff:organizations:detail", args=[row.federation_id])
    return format_html('<a href="{}">{}</a>', address, row.federation_name)


class TownList(ListPage):
    url_name = "staff:community_orgs:towns"
    title = "镇街联合会"
    lead = "每个镇街的社区社会组织联合会和在册的社区社会组织。联合会本身是登记的社会组织。"
    unit = "个镇街"
    template = "registry/community_orgs/staff_towns.html"
    filters = TownFilters
    columns = (
        Column("name", "镇街", kind="title", url=_groups_url),
        Column("district", "区县", value="parent.name"),
        Column("federation", "联合会", value=_federation_cell, width=36),
        Column("groups", "备案社区社会组织", kind="number"),
    )
    sorts = (Sort("code", "区划代码", ("code",)),)
    empty_title = "您的范围内没有镇街"

    def queryset(self, actor):
        return Town.objects.visible_to(actor).of_home(clock.today()).with_federation(clock.today())
