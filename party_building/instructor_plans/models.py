from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from party_building.instructor_plans.states import PLAN_MACHINE, DistanceKind, LineState, PlanState, TradeKind
from party_building.instructors.models import Instructor
from party_building.instructors.states import DispatchBasis
from registry.organizations.models import Organization


class InstructorPlanQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("organ_id",)}


@history.tracked
class InstructorPlan(models.Model):
    """One run of the planner for the line of `organ`, with what the solver proved and what it was computed from.

    Nothing is sent before somebody applies it. `loads` keeps what each instructor served and might serve then
    ({instructor: [load, cap]}), `weights` the scores: the plan can be read when both have changed.
    """

    machine = PLAN_MACHINE

    organ = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="instructor_plans", verbose_name="党建工作机构"
    )
    day = models.DateField("计算日期")
    basis = models.CharField("选派方式", max_length=12, choices=DispatchBasis)
    within_district = models.BooleanField("只在本区县内选派", default=False)
    state = models.CharField("状态", max_length=12, choices=PlanState, default=PlanState.DRAFT)
    bodies = models.PositiveIntegerField("应派组织数")
    instructors = models.PositiveIntegerField("指导员数")
    status = models.CharField("求解结果", max_length=40)
    objective = models.FloatField("总分")
    bound = models.FloatField("下界")
    gap = models.FloatField("差距")
    seconds = models.FloatField("用时（秒）")
    loads = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    document = models.CharField("选派文书", max_length=200, blank=True)
    made_at = models.DateTimeField("计算时间", default=clock.now)
    applied_on = models.DateField("选派日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InstructorPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "指导员选派方案"
        constraints = [
            models.CheckConstraint(name="instructor_plan_state_known", condition=Q(state__in=PlanState.values)),
            models.CheckConstraint(name="instructor_plan_basis_known", condition=Q(basis__in=DispatchBasis.values)),
            models.CheckConstraint(
                name="instructor_plan_applied_on_a_day",
                condition=Q(state=PlanState.APPLIED, applied_on__isnull=False)
                | (~Q(state=PlanState.APPLIED) & Q(applied_on=None)),
            ),
        ]
        indexes = [models.Index(fields=["organ", "-made_at"], name="instructor_plan_organ")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}选派方案"

    @property
    def competent_department_id(self) -> int:
        return self.organ_id

    @property
    def competent_department_name(self) -> str:
        return self.organ.name

    @property
    def is_proved(self) -> bool:
        """No plan has a better score."""
        return self.gap == 0

    @property
    def gap_words(self) -> str:
        return "已证明最优" if self.is_proved else f"与下界相差{self.gap * 100:.2f}%"


class OfPlanQuerySet(ScopedQuerySet):
    scope_prefix = "plan__"
    scope_columns = InstructorPlanQuerySet.scope_columns


@history.tracked
class InstructorPlanLine(models.Model):
    """One proposal, with the reasons it was made for. `note` says why it was not sent in the end."""

    plan = models.ForeignKey(InstructorPlan, on_delete=models.PROTECT, related_name="lines", verbose_name="方案")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织")
    instructor = models.ForeignKey(
        Instructor, on_delete=models.PROTECT, related_name="plan_lines", verbose_name="党建指导员"
    )
    distance = models.CharField("距离", max_length=20, choices=DistanceKind)
    trade = models.CharField("行业", max_length=10, choices=TradeKind)
    load_before = models.PositiveIntegerField("当时联系家数")
    state = models.CharField("状态", max_length=10, choices=LineState, default=LineState.PROPOSED)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "选派建议"
        constraints = [
            models.UniqueConstraint(
                name="instructor_plan_line_once",
                fields=["plan", "organization"],
                violation_error_message="该组织在方案中已有建议。",
            ),
            models.CheckConstraint(name="instructor_plan_line_state_known", condition=Q(state__in=LineState.values)),
            models.CheckConstraint(
                name="instructor_plan_line_reasons_known",
                condition=Q(distance__in=DistanceKind.values, trade__in=TradeKind.values),
            ),
        ]
        indexes = [models.Index(fields=["plan", "instructor"], name="instructor_plan_line_whose")]

    def __str__(self):
        return f"{self.organization}：{self.instructor}"

    @property
    def reason(self) -> str:
        """Why this one: 同街道、同行业、现有3家."""
        return f"{self.get_distance_display()}、{self.get_trade_display()}、现有{self.load_before}家"


@history.tracked
class InstructorPlanGap(models.Model):
    """An organization that stays without, and why."""

    plan = models.ForeignKey(InstructorPlan, on_delete=models.PROTECT, related_name="gaps", verbose_name="方案")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织")
    reason = models.CharField("原因", max_length=200)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "方案未能安排的组织"
        constraints = [
            models.UniqueConstraint(
                name="instructor_plan_gap_once",
                fields=["plan", "organization"],
                violation_error_message="该组织已列入未能安排。",
            )
        ]
