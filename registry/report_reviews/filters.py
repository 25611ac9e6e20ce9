"""How a reviewer narrows her queue, and how the lists of conclusions and opinions are asked."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.listing import Filters
from core.workdays.calendar import add_workdays
from registry.annual_reports.models import AnnualReport, ReportingRegime
from registry.annual_reports.states import State
from registry.organizations.states import OrgType
from registry.report_reviews import queries
from registry.report_reviews.models import PartyOpinion, ReportConclusion, ReportRectification
from registry.report_reviews.states import ConclusionValue, PartyState, RectificationState, Verdict

FIRST, AUTHORITY, CONCLUDE, CONFIRM, PARTY = "first", "authority", "conclude", "confirm", "party"
STEPS = [
    (FIRST, "待初审"),
    (AUTHORITY, "待审核接收"),
    (CONCLUDE, "待作结论"),
    (CONFIRM, "待审定结论"),
    (PARTY, "待同步审核"),
]
MARKS = [
    ("returned", "补正后再次报送"),
    ("findings", "有提示"),
    ("clean", "无提示，可成批接收"),
    ("sampled", "抽中全面审查"),
    ("direct", "未经初审直接报送"),
]
DUE = [("overdue", "已超期"), ("soon", "三个工作日内到期")]
NEEDED = {
    FIRST: "annual_reports.first_review",
    AUTHORITY: "annual_reports.receive",
    CONCLUDE: "annual_reports.examine",
    CONFIRM: "annual_reports.confirm_conclusion",
    PARTY: "annual_reports.party_review",
}


def years() -> list[tuple[int, str]]:
    known = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年度") for year in known]


def at_step(step: str, office: int) -> Q:
    """Condition over reports `with_last`: they wait for this office in this step."""
    if step == FIRST:
        return Q(state=State.SUBMITTED_FIRST_REVIEW, sent_to=office)
    if step == PARTY:
        waiting = PartyOpinion.objects.waiting().filter(submission__report=OuterRef("pk"), department=office)
        return Q(Exists(waiting))
    states = {AUTHORITY: State.SUBMITTED_FINAL, CONCLUDE: State.ACCEPTED, CONFIRM: State.EXAMINED}
    own = Q(state=states[step], organization__supervising_authority=office)
    return own & Q(obligation__regime__mode="inspection") if step == CONCLUDE else own


def steps_of(actor) -> list[str]:
    """The steps that this seat takes."""
    if actor.department_id is None or actor.read_only:
        return []
    return [step for step, permission in NEEDED.items() if actor.can(permission)]


def waiting_for(reports: QuerySet, actor) -> QuerySet:
    """What lies with the seat's office for one of its own steps."""
    condition = Q(pk=None)
    for step in steps_of(actor):
        condition |= at_step(step, actor.department_id)
    return queries.with_last(reports).filter(condition)


class QueueFilters(Filters):
    primary = ("q", "step", "mark", "due")

    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="名称")
    step = django_filters.ChoiceFilter(choices=STEPS, label="环节", method="by_step", empty_label="全部环节")
    mark = django_filters.ChoiceFilter(choices=MARKS, label="情形", method="by_mark", empty_label="不限")
    due = django_filters.ChoiceFilter(choices=DUE, label="时限", method="by_due", empty_label="不限")
    year = django_filters.ChoiceFilter(choices=years, label="报告年度", empty_label="全部年度")
    type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="类型", empty_label="全部类型"
    )

    class Meta:
        model = AnnualReport
        fields: list = []

    def by_step(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(at_step(value, self.actor.department_id)) if value in steps_of(self.actor) else rows.none()

    def by_mark(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "returned":
            return rows.filter(last_round__gt=1)
        if value == "findings":
            return rows.filter(finding_count__gt=0)
        narrowed = {"clean": queries.clean, "sampled": queries.sampled, "direct": queries.passed_over}
        return narrowed[value](rows)

    def by_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = clock.today()
        if value == "overdue":
            return rows.filter(due_on__lt=today)
        return rows.filter(due_on__range=(today, add_workdays(today, 3)))


class ConclusionFilters(Filters):
    primary = ("q", "year", "value", "rectification")

    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="名称")
    year = django_filters.ChoiceFilter(
        field_name="report__year", choices=years, label="报告年度", empty_label="全部年度"
    )
    value = django_filters.ChoiceFilter(choices=ConclusionValue.choices, label="结论", empty_label="全部结论")
    rectification = django_filters.ChoiceFilter(
        choices=[*RectificationState.choices, ("late", "整改逾期")],
        label="整改",
        method="by_rectification",
        empty_label="不限",
    )
    type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="类型", empty_label="全部类型"
    )

    class Meta:
        model = ReportConclusion
        fields: list = []

    def by_rectification(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value != "late":
            return rows.filter(rectification__state=value)
        open_ones = ReportRectification.objects.exclude(
            state__in=(RectificationState.DONE, RectificationState.CANCELLED, RectificationState.REPORTED)
        )
        return rows.filter(rectification__in=open_ones.filter(due_on__lt=clock.today()))


class OpinionFilters(Filters):
    primary = ("q", "state", "verdict", "year")

    q = django_filters.CharFilter(
        field_name="submission__report__organization__name", lookup_expr="contains", label="名称"
    )
    state = django_filters.ChoiceFilter(choices=PartyState.choices, label="状态", empty_label="全部状态")
    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, label="意见", empty_label="不限")
    year = django_filters.ChoiceFilter(
        field_name="submission__report__year", choices=years, label="报告年度", empty_label="全部年度"
    )

    class Meta:
        model = PartyOpinion
        fields: list = []
