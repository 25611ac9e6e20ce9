"""The lists of model sites and of the schemes they are under."""

import datetime

import django_filters
from django import forms

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
from party_building.model_sites.states import SiteState, Status

TABS = "party_building/model_sites/staff_list.html"


class SiteFilters(Filters):
    primary = ("q", "status", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    status = django_filters.ChoiceFilter(
        choices=[("taken_in", "培育（含已命名）"), *Status.choices], method="_with_status", label="统计日状态"
    )
    state = django_filters.ChoiceFilter(choices=SiteState.choices, label="办理状态")
    as_of = django_filters.DateFilter(
        method="_on_the_day", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = ModelSite
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _with_status(self, rows, name, value):
        return rows.taken_in(self.day) if value == "taken_in" else rows.with_status(Status(value), self.day)

    def _on_the_day(self, rows, name, value):
        return rows.filter(applied_on__lte=value)


def status_pair(site: ModelSite) -> tuple[str, str] | None:
    fact = getattr(site, "shown", None)
    if fact is None:
        return None
    return (fact.get_status_display(), "ok" if fact.status == Status.NAMED else "warning")


class SiteList(ListPage):
    url_name = "staff:model_sites:list"
    title = "党建示范点"
    lead = "先培育、验收，再由另一人命名；到期或撤销后不再计入。"
    unit = "个"
    template = TABS
    filters = SiteFilters
    columns = (
        Column("name", "示范点", kind="title", url="staff:model_sites:detail", width=36),
        Column("host", "依托单位", width=36),
        Column("scheme", "创建方案", value="scheme.name", phone=False, width=30),
        Column("applied_on", "申报日期", kind="date", sort="applied"),
        Column("status", "统计日状态", value=status_pair, kind="badge"),
        Column("since", "自", value="shown.valid_from", kind="date", phone=False),
        Column("until", "至", value="shown.valid_to", kind="date", phone=False),
        Column("document", "文号", value="shown.document", shown=False, width=30),
        Column("approval", "批准文件", value="scheme.document", shown=False, width=36),
        Column("state", "办理状态", kind="badge"),
    )
    sorts = (Sort("applied", "申报日期", ("-applied_on", "-id")), Sort("name", "示范点", ("name", "id")))
    export_permission, export_url_name = "model_sites.export", "staff:model_sites:export"
    empty_title = "还没有示范点"
    empty_text = "先登记有批准文件的创建方案，再由党组织申报或上级推荐。"

    def queryset(self, actor: Actor):
        return ModelSite.objects.visible_to(actor).select_related("scheme", "unit", "organization")

    def prepare(self, rows: list[ModelSite], filters: SiteFilters) -> None:
        """One query: what each site was on the day."""
        facts = {fact.site_id: fact for fact in SiteStatus.objects.on(filters.day).filter(site__in=rows)}
        for row in rows:
            row.shown = facts.get(row.pk)


class SchemeFilters(Filters):
    primary = ("q",)

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")

    class Meta:
        model = SiteScheme
        fields: list = []


class SchemeList(ListPage):
    url_name = "staff:model_sites:schemes"
    title = "示范点创建方案"
    lead = "每个方案都须有批准文件。"
    unit = "个"
    template = TABS
    filters = SchemeFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:model_sites:scheme", width=40),
        Column("department", "开展创建的党组织", value="department.name", width=30),
        Column("document", "批准文件", width=40),
        Column("begun_on", "开始日期", kind="date", sort="begun"),
        Column("ended_on", "结束日期", kind="date", phone=False),
    )
    sorts = (Sort("begun", "开始日期", ("-begun_on", "-id")),)
    empty_title = "还没有创建方案"
    empty_text = "有批准文件后登记。"

    def queryset(self, actor: Actor):
        return SiteScheme.objects.visible_to(actor).select_related("department")
