"""Visits, and the units they went to."""

import django_filters
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from core import clock
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision import year_figures
from supervision.supervision_visits.models import SupervisionVisit, VisitProblem, VisitUnit
from supervision.supervision_visits.states import EXPORT, Outcome, VisitKind, VisitState

FIGURES = (
    "supervision_visits",
    "supervised_offices",
    "guidance_visits",
    "guided_organizations",
    "guidance_unit_visits",
)


def _of(rows) -> Coalesce:
    return Coalesce(Subquery(rows.values("n")), 0)


class VisitFilters(Filters):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="主题")
    kind = django_filters.ChoiceFilter(choices=VisitKind.choices, label="类别", empty_label="不限")
    state = ChoicesFilter(choices=VisitState.choices, label="状态")
    back = django_filters.ChoiceFilter(
        choices=(("due", "到期应回访"),), method="due_back", label="回访", empty_label="不限"
    )
    planned = django_filters.DateFromToRangeFilter(field_name="planned_on", label="计划日期")
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="开展日期")

    class Meta:
        model = SupervisionVisit
        fields: list = []

    def due_back(self, queryset, name, value):
        return queryset.filter(state=VisitState.HELD, follow_up_on__lte=clock.today())


class VisitList(ListPage):
    url_name = "staff:supervision_visits:list"
    title = "督导走访"
    lead = "督导单位和区县、指导走访社会组织，分别统计；不含党建指导员的走访。"
    unit = "次"
    filters = VisitFilters
    template = "supervision/supervision_visits/staff_list.html"
    columns = (
        Column("title", "主题", kind="title", url="staff:supervision_visits:detail", width=36),
        Column("kind", "类别", value="get_kind_display"),
        Column("department", "组织单位", value="department.name", phone=False),
        Column("planned_on", "计划日期", kind="date", sort="planned"),
        Column("held_on", "开展日期", kind="date"),
        Column("places", "对象", kind="number"),
        Column("persons", "接受指导人次", kind="number", phone=False),
        Column("problems", "发现问题", kind="number"),
        Column("follow_up_on", "回访日期", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
        Column("aim", "内容", shown=False, width=40),
        Column("basis", "依据", shown=False, width=30),
    )
    sorts = (Sort("planned", "计划日期", ("-planned_on", "-id")),)
    export_permission, export_url_name = EXPORT, "staff:supervision_visits:export"
    empty_title = "还没有督导走访"
    empty_text = "先制定计划，写明人员和对象，开展后逐个登记情况。"

    def queryset(self, actor):
        """Sums stand in subqueries: a join over two tables would count persons once for every problem."""
        units = VisitUnit.objects.filter(visit=OuterRef("pk")).order_by().values("visit")
        problems = VisitProblem.objects.filter(unit__visit=OuterRef("pk")).order_by().values("unit__visit")
        return SupervisionVisit.objects.visible_to(actor).select_related("department").annotate(
            places=_of(units.exclude(outcome=Outcome.ABSENT).annotate(n=Count("pk"))),
            persons=_of(units.annotate(n=Sum("persons"))),
            problems=_of(problems.annotate(n=Count("pk"))),
        )  # fmt: skip

    def extra_context(self, request):
        return {"figures": year_figures.numbers(request.actor, FIGURES)}
