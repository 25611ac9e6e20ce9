"""Plans, and the lines of one."""

import django_filters
from django.db.models import Count
from django.urls import reverse

from core.listing import Column, Filters, ListPage, Sort
from core.listing.columns import row_button
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanLine
from party_building.instructor_plans.states import DistanceKind, LineState, PlanState, TradeKind

TONES = {
    PlanState.DRAFT: "warning",
    PlanState.APPLIED: "ok",
    PlanState.DISCARDED: "neutral",
    LineState.PROPOSED: "info",
    LineState.STRUCK: "neutral",
    LineState.SENT: "ok",
    LineState.SKIPPED: "warning",
}


def state_pair(row) -> tuple[str, str]:
    return (row.get_state_display(), TONES[row.state])


class PlanFilters(Filters):
    primary = ("state",)
    state = django_filters.ChoiceFilter(choices=PlanState.choices, label="状态")

    class Meta:
        model = InstructorPlan
        fields: list = []


class PlanList(ListPage):
    url_name = "staff:instructor_plans:list"
    title = "指导员选派方案"
    lead = "为全部应派未派的组织一次提出建议，兼顾远近、行业和负担；先看后定，可以逐条划去。"
    unit = "份"
    template = "party_building/instructor_plans/staff_list.html"
    filters = PlanFilters
    columns = (
        Column("name", "方案", value=str, kind="title", url="staff:instructor_plans:detail"),
        Column("organ", "党建工作机构", width=28, phone=False),
        Column("basis", "选派方式", value="get_basis_display"),
        Column("bodies", "应派组织", kind="number"),
        Column("planned", "可安排", kind="number"),
        Column("gap", "求解", value="gap_words", phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
    )
    sorts = (Sort("newest", "最近计算", ("-made_at", "-id")),)
    empty_title = "还没有选派方案"
    empty_text = "有应派未派的组织时，可以计算一份方案。"
    empty_action = ("staff:instructor_plans:create", "计算方案", "instructor_plans.make")

    def queryset(self, actor):
        rows = InstructorPlan.objects.visible_to(actor).select_related("organ")
        return rows.annotate(planned=Count("lines"))


class LineFilters(Filters):
    primary = ("q", "distance", "trade", "state")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="社会组织")
    distance = django_filters.ChoiceFilter(choices=DistanceKind.choices, label="距离")
    trade = django_filters.ChoiceFilter(choices=TradeKind.choices, label="行业")
    state = django_filters.ChoiceFilter(choices=LineState.choices, label="状态")
    plan = django_filters.NumberFilter(field_name="plan", label="方案编号", min_value=1)

    class Meta:
        model = InstructorPlanLine
        fields: list = []


def _step(row: InstructorPlanLine) -> str:
    """Struck by hand, or taken back in, while the plan is a draft."""
    if row.plan.state != PlanState.DRAFT:
        return ""
    if row.state == LineState.STRUCK:
        return row_button(reverse("staff:instructor_plans:restore", args=[row.pk]), "恢复", row.organization.name)
    return row_button(reverse("staff:instructor_plans:strike", args=[row.pk]), "划去", row.organization.name)


class LineList(ListPage):
    url_name = "staff:instructor_plans:lines"
    title = "选派建议"
    lead = "每条建议写明理由。划去的不选派，仍列入应派未派。"
    unit = "条"
    template = "party_building/instructor_plans/staff_lines.html"
    filters = LineFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", width=36,
            url=lambda row: reverse("staff:instructors:of_organization", args=[row.organization_id]),
        ),
        Column("instructor", "指导员", value="instructor.person.name"),
        Column("reason", "理由", width=36),
        Column("plan", "方案", phone=False),
        Column("note", "说明", width=36, phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("step", "办理", value=_step, permission="instructor_plans.make", exported=False),
    )  # fmt: skip
    sorts = (Sort("instructor", "指导员", ("-plan_id", "instructor_id", "id")),)
    export_permission, export_url_name = "instructors.export", "staff:instructor_plans:export_lines"
    empty_title = "没有选派建议"
    empty_text = "先计算一份方案。"

    def queryset(self, actor):
        rows = InstructorPlanLine.objects.visible_to(actor)
        return rows.select_related("organization", "instructor__person", "plan")
