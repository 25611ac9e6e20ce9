from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from supervision.campaigns.states import CAMPAIGN_MACHINE, CAMPAIGN_TONES, RELEASED, CampaignState
from supervision.questionnaires.questions import Questions, parse


class KindQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class CampaignKind(models.Model):
    """A kind of campaign: the form and the check items that one begins with. A row, so that more can come."""

    code = models.CharField("代码", max_length=40, unique=True, db_collation="C")
    name = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对原文", default=False)
    questions = models.JSONField("自查表", default=list, blank=True)
    items = ArrayField(models.CharField(max_length=120), verbose_name="检查事项", default=list, blank=True)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True, help_text="含当日")

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = "专项行动类别"
        ordering = ["pk"]

    def __str__(self):
        return self.name


@history.tracked
class CampaignOutcome(models.Model):
    """How a target may end. `is_exit`: it leaves the register, by a procedure of its own."""

    kind = models.ForeignKey(CampaignKind, on_delete=models.PROTECT, related_name="outcomes", verbose_name="类别")
    code = models.CharField("代码", max_length=40, db_collation="C")
    label = models.CharField("名称", max_length=40)
    is_exit = models.BooleanField("退出登记", default=False)
    place = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = "处理结果"
        ordering = ["kind", "place"]
        constraints = [models.UniqueConstraint(name="campaign_outcome_once", fields=["kind", "code"])]

    def __str__(self):
        return self.label


class CampaignQuerySet(ScopedQuerySet):
    """The responsible office sees its own from the first draft on, a taking-part office once the list stands."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id",),
    }

    def within(self, scope: Scope):
        own = super().within(scope)
        if scope.kind not in self.scope_columns or not scope.ids:
            return own
        part = CampaignOffice.objects.filter(department__in=scope.ids).values("campaign")
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=part, state__in=RELEASED))

    def visible_to(self, actor):
        """Whoever sees a target of a list that stands sees the campaign it belongs to."""
        targets = self.model._meta.get_field("targets").related_model.objects
        seen = targets.within(actor.scope).values("campaign")
        return self.filter(Q(pk__in=self.within(actor.scope).values("pk")) | Q(pk__in=seen, state__in=RELEASED))

    def released(self):
        return self.filter(state__in=RELEASED)

    def running(self):
        return self.filter(state__in=(CampaignState.RUNNING, CampaignState.CLOSING))


@history.tracked
class Campaign(OfOneOffice, models.Model):
    """`criteria` is a query string of the register's list; with `as_of` it says whom the list holds.

    The list is drawn when it is handed in for approval and is frozen by a second person as it was drawn.
    """

    machine = CAMPAIGN_MACHINE

    title = models.CharField("名称", max_length=100)
    kind = models.ForeignKey(CampaignKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="牵头单位"
    )
    document = models.CharField("批准文件", max_length=160, help_text="名称和文号")
    document_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="批准文件附件"
    )
    purpose = models.TextField("目标和要求", max_length=1000, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    self_check_due_on = models.DateField("自查截止日期", null=True, blank=True)
    criteria = models.TextField("对象条件", blank=True)
    as_of = models.DateField("名单截止日")
    questions = models.JSONField("自查表", default=list, blank=True)
    items = ArrayField(models.CharField(max_length=120), verbose_name="检查事项", default=list, blank=True)
    state = models.CharField("状态", max_length=12, choices=CampaignState, default=CampaignState.DRAFT)
    frozen_at = models.DateTimeField("核定时间", null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="核定人"
    )
    original_count = models.PositiveIntegerField("核定对象数", null=True, blank=True)
    list_digest = models.CharField("名单摘要", max_length=64, blank=True)
    archived_on = models.DateField("归档日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "专项行动"
        constraints = [
            models.CheckConstraint(name="campaign_state_known", condition=Q(state__in=CampaignState.values)),
            models.CheckConstraint(
                name="campaign_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                name="campaign_names_its_document",
                condition=~Q(document=""),
                violation_error_message="专项行动须写明批准文件。",
            ),
            models.CheckConstraint(
                name="campaign_released_is_frozen",
                condition=~Q(state__in=RELEASED) | Q(frozen_at__isnull=False, original_count__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_archived_has_day",
                condition=Q(archived_on__isnull=False, state=CampaignState.ARCHIVED)
                | Q(archived_on=None) & ~Q(state=CampaignState.ARCHIVED),
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "id"], name="campaign_starts")]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return CAMPAIGN_TONES[self.state]

    @property
    def form(self) -> Questions:
        return parse(self.questions)

    @property
    def is_released(self) -> bool:
        return self.state in RELEASED

    @property
    def asks(self) -> bool:
        """Whether there is a self-check at all."""
        return bool(self.questions)


@history.tracked
class CampaignOffice(models.Model):
    """参与单位: a district's or another department's office that takes part; it sees the campaign, not the drafts."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="offices")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="参与单位"
    )

    class Meta:
        verbose_name = "参与单位"
        constraints = [models.UniqueConstraint(name="campaign_office_once", fields=["campaign", "department"])]


class CampaignFigure(models.Model):
    """What a campaign had reached on a day: two integers per unit. Those of the day it was archived never change."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="figures")
    as_of = models.DateField("统计日")
    unit = models.CharField("分组", max_length=20)
    unit_key = models.BigIntegerField("单位编号", default=0)
    name = models.CharField("单位", max_length=120)
    place = models.PositiveSmallIntegerField("次序", default=0)
    original = models.PositiveIntegerField("核定数")
    struck = models.PositiveIntegerField("核减数")
    denominator = models.PositiveIntegerField("应完成")
    numerator = models.PositiveIntegerField("已完成")

    class Meta:
        verbose_name = "专项行动进度"
        ordering = ["unit", "place", "pk"]
        constraints = [
            models.UniqueConstraint(name="campaign_figure_once", fields=["campaign", "as_of", "unit", "unit_key"]),
            models.CheckConstraint(
                name="campaign_figure_adds_up",
                condition=Q(original=F("struck") + F("denominator"), numerator__lte=F("denominator")),
            ),
        ]
