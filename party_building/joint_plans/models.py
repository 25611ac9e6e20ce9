from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from party_building.joint_plans.states import TONES, GroupKind, GroupState
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization


class JointPlanQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("department_id",)}


class JointPlan(OfOneOffice, models.Model):
    """One run of the planner for the organizations of a party organ, with the solver's own account of its answer.

    `objective` and `bound` are in the solver's points (see solver.py); equal, they prove that no grouping is better.
    Coverage is kept as two integers before the plan; what it would be after is counted from the groups that stand.
    """

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="党建工作机构"
    )
    as_of = models.DateField("数据截至")
    least_members = models.PositiveSmallIntegerField("正式党员下限")
    most_units = models.PositiveSmallIntegerField("单位上限")
    candidates = models.PositiveIntegerField("可参加联合的组织")
    alone = models.PositiveIntegerField("应单独组建的组织")
    without_members = models.PositiveIntegerField("没有正式党员的组织")
    covered_before = models.PositiveIntegerField("已覆盖")
    total = models.PositiveIntegerField("社会组织")
    is_proven = models.BooleanField("已证明最优")
    objective = models.FloatField()
    bound = models.FloatField()
    seconds = models.FloatField("用时（秒）")
    made_at = models.DateTimeField("生成时间", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )

    objects = JointPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "联合党支部规划"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["department", "-made_at"], name="joint_plan_department")]

    def __str__(self):
        return f"{self.department}联合党支部规划（{self.as_of:%Y-%m-%d}）"

    @property
    def gap(self) -> float:
        return max(0.0, (self.bound - self.objective) / self.bound) if self.bound else 0.0


class JointGroup(models.Model):
    """A branch that could be: its name, place and reason; struck out or opened as a request by a person."""

    plan = models.ForeignKey(JointPlan, on_delete=models.PROTECT, related_name="groups", verbose_name="规划")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("类别", max_length=10, choices=GroupKind, default=GroupKind.NEW)
    unit = models.ForeignKey(
        PartyUnit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="拟拆分的党组织"
    )
    name = models.CharField("拟用名称", max_length=120)
    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="服务地")
    reason = models.CharField("理由", max_length=200)
    members = models.PositiveIntegerField("正式党员")
    state = models.CharField("状态", max_length=10, choices=GroupState, default=GroupState.PROPOSED)
    request_key = models.BigIntegerField("请示", null=True)

    class Meta:
        verbose_name = "规划的党支部"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(name="joint_group_number_once", fields=["plan", "number"]),
            models.CheckConstraint(name="joint_group_state_known", condition=Q(state__in=GroupState.values)),
            models.CheckConstraint(name="joint_group_kind_known", condition=Q(kind__in=GroupKind.values)),
            models.CheckConstraint(
                name="joint_group_opened_has_request",
                condition=Q(request_key=None) | Q(state=GroupState.OPENED),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def tone(self) -> str:
        return TONES[GroupState(self.state)]


class JointGroupBody(models.Model):
    """An organization of a proposed branch, with the members it had when the plan was made."""

    group = models.ForeignKey(JointGroup, on_delete=models.CASCADE, related_name="bodies")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织")
    members = models.PositiveIntegerField("正式党员")

    class Meta:
        verbose_name = "规划的成员单位"
        constraints = [models.UniqueConstraint(name="joint_group_body_once", fields=["group", "organization"])]
