"""委员单位名册."""

import django_filters
from django.db.models import Count, Q

from core import clock
from core.listing import Column, Filters, ListPage, Sort
from party_building.council_units.models import CouncilUnit

MAY_SEE = "council_units.view"


class UnitFilters(Filters):
    primary = ("q", "state", "sent")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    state = django_filters.ChoiceFilter(
        choices=[("present", "在册"), ("left", "已退出")], method="_in_state", label="状态"
    )
    sent = django_filters.ChoiceFilter(
        choices=[("some", "已选派"), ("none", "未选派")], method="_having_sent", label="选派指导员"
    )

    class Meta:
        model = CouncilUnit
        fields: list = []

    def _in_state(self, rows, name, value):
        present = CouncilUnit.objects.on(clock.today()).values("pk")
        return rows.filter(pk__in=present) if value == "present" else rows.exclude(pk__in=present)

    def _having_sent(self, rows, name, value):
        return rows.filter(instructors_now__gt=0) if value == "some" else rows.filter(instructors_now=0)


def state_pair(unit: CouncilUnit) -> tuple[str, str]:
    return ("已退出", "neutral") if unit.is_over else ("在册", "ok")


class CouncilUnitList(ListPage):
    url_name = "staff:council_units:list"
    title = "委员单位"
    lead = "参与社会组织党建工作的单位，各自的职责分工和选派的党建指导员。"
    unit = "家"
    template = "party_building/council_units/staff_list.html"
    filters = UnitFilters
    columns = (
        Column("name", "单位名称", kind="title", url="staff:council_units:detail", sort="name", width=32),
        Column("duties", "职责分工", width=48, phone=False),
        Column("contact", "联络员"),
        Column("office_phone", "办公电话", phone=False),
        Column("instructors_now", "在派指导员", kind="number"),
        Column("committee", "党建工作机构", width=28, phone=False),
        Column("valid_from", "起始日期", kind="date", sort="valid_from", phone=False),
        Column("valid_to", "终止日期", kind="date", shown=False),
        Column("state", "状态", value=state_pair, kind="badge"),
    )
    sorts = (Sort("name", "名称", ("name", "id")), Sort("valid_from", "起始日期", ("-valid_from", "-id")))
    export_permission, export_url_name = "council_units.export", "staff:council_units:export"
    empty_title = "还没有委员单位"
    empty_text = "由党建工作机构登记。"
    empty_action = ("staff:council_units:create", "登记委员单位", "council_units.edit")

    def queryset(self, actor):
        day = clock.today()
        serving = Q(instructors__valid_from__lte=day) & (
            Q(instructors__valid_to=None) | Q(instructors__valid_to__gte=day)
        )
        rows = CouncilUnit.objects.visible_to(actor).select_related("committee", "department")
        return rows.annotate(instructors_now=Count("instructors", filter=serving))
