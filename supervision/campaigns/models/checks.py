import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.files.models import StoredFile
from registry.organizations.belonging import BelongingQuerySet
from supervision.campaigns.models.campaigns import CampaignOutcome
from supervision.campaigns.models.targets import CampaignTarget
from supervision.campaigns.states import (
    ANSWERING,
    CHECK_TONES,
    ORDER_MACHINE,
    ORDER_TONES,
    ORDERS_OVER,
    SELF_CHECK_MACHINE,
    CheckState,
    Finding,
    OrderState,
)
from supervision.rectifications.models import RectificationOrder


def _user(label: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class OfTargetQuerySet(BelongingQuerySet):
    scope_prefix = "target__organization__"


class OfTarget:
    """The target's competence; read `target__organization__supervising_authority`."""

    @property
    def organization(self):
        return self.target.organization

    @property
    def organization_key(self) -> int:
        return self.target.organization_id

    @property
    def competent_department_id(self) -> int | None:
        return self.target.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.target.competent_department_name


@history.tracked
class SelfCheck(OfTarget, models.Model):
    """自查表 of one target: what is being written. What was sent stands in its rounds."""

    machine = SELF_CHECK_MACHINE

    target = models.OneToOneField(CampaignTarget, on_delete=models.PROTECT, related_name="self_check")
    answers = models.JSONField("填写内容", default=dict, blank=True)
    state = models.CharField("状态", max_length=12, choices=CheckState, default=CheckState.FILLING)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    remarks = models.TextField("退回意见", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "自查表"
        constraints = [
            models.CheckConstraint(name="self_check_state_known", condition=Q(state__in=CheckState.values)),
            models.CheckConstraint(
                name="self_check_sent_has_moment",
                condition=Q(state=CheckState.FILLING) | Q(submitted_at__isnull=False),
            ),
        ]

    @property
    def state_tone(self) -> str:
        return CHECK_TONES[self.state]

    @property
    def may_write(self) -> bool:
        return self.state in ANSWERING

    @property
    def sent(self) -> bool:
        return self.submitted_at is not None


class SelfCheckRound(models.Model):
    """What was submitted once, with what the portal knew then. Append-only."""

    self_check = models.ForeignKey(SelfCheck, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("次数")
    answers = models.JSONField("填写内容")
    known = models.JSONField("平台带出内容", default=dict)
    at = models.DateTimeField("时间", default=clock.now)
    user = _user("提交人")

    class Meta:
        verbose_name = "自查提交"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="self_check_round_once", fields=["self_check", "number"])]


class SiteCheck(models.Model):
    """现场检查: who looked (two at least), when, where, item by item. Append-only."""

    target = models.ForeignKey(CampaignTarget, on_delete=models.PROTECT, related_name="site_checks")
    checked_on = models.DateField("检查日期")
    place = models.CharField("地点", max_length=120)
    inspectors = ArrayField(models.CharField(max_length=40), verbose_name="检查人员")
    met = models.CharField("组织在场人员（按职务）", max_length=120, blank=True)
    summary = models.TextField("检查情况", max_length=2000)
    recorded_at = models.DateTimeField("记录时间", default=clock.now)
    recorded_by = _user("记录人")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="检查单位"
    )

    objects = OfTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "现场检查"
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="site_check_by_two",
                condition=Q(inspectors__len__gte=2),
                violation_error_message="现场检查须由两名以上人员进行。",
            ),
        ]


class SiteFinding(models.Model):
    """What was found about one item. Written once with its check."""

    check_made = models.ForeignKey(SiteCheck, on_delete=models.PROTECT, related_name="findings")
    item = models.CharField("检查事项", max_length=120)
    result = models.CharField("结果", max_length=12, choices=Finding)
    text = models.CharField("情况", max_length=300, blank=True)

    class Meta:
        verbose_name = "检查发现"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="site_finding_known", condition=Q(result__in=Finding.values)),
            models.CheckConstraint(
                name="site_finding_fault_is_told",
                condition=~Q(result=Finding.FAULT) | ~Q(text=""),
                violation_error_message="存在问题的事项须写明情况。",
            ),
        ]


class SiteCheckFile(models.Model):
    """Written once with its check."""

    check_made = models.ForeignKey(SiteCheck, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "检查材料"


@history.tracked
class CampaignOrder(OfTarget, models.Model):
    """整改事项 of one target: what has to be put right until when, what the organization says, who saw that it is.

    One that became a 责令整改 (`formal`) is reported on, extended and verified there; its end there is its end here.
    """

    machine = ORDER_MACHINE

    target = models.ForeignKey(CampaignTarget, on_delete=models.PROTECT, related_name="orders")
    text = models.TextField("整改要求", max_length=1000)
    ordered_on = models.DateField("提出日期")
    due_on = models.DateField("整改期限", null=True, blank=True)
    formal = models.OneToOneField(
        RectificationOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="campaign_order",
        verbose_name="责令整改",
    )  # fmt: skip
    report = models.TextField("整改情况", max_length=2000, blank=True)
    report_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="整改材料"
    )
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    verified_on = models.DateField("验收日期", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=OrderState, default=OrderState.ORDERED)
    version = models.PositiveIntegerField(default=1)

    objects = OfTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "专项整改"
        ordering = ["-ordered_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="campaign_order_state_known", condition=Q(state__in=OrderState.values)),
            models.CheckConstraint(
                name="campaign_order_due_after_ordered",
                condition=Q(due_on__gte=F("ordered_on")),
                violation_error_message="整改期限不能早于提出日期。",
            ),
            models.CheckConstraint(
                name="campaign_order_verified_has_day",
                condition=Q(state=OrderState.VERIFIED, verified_on__isnull=False)
                | ~Q(state=OrderState.VERIFIED) & Q(verified_on=None),
            ),
            models.CheckConstraint(
                name="campaign_order_has_due_or_letter", condition=Q(due_on__isnull=False) | Q(formal__isnull=False)
            ),
            models.CheckConstraint(
                name="campaign_order_formal_has_letter",
                condition=~Q(state__in=[OrderState.FORMAL, OrderState.CANCELLED]) | Q(formal__isnull=False),
            ),
            models.UniqueConstraint(
                name="campaign_order_one_open",
                fields=["target"],
                condition=~Q(state__in=ORDERS_OVER),
                violation_error_message="该对象还有一项整改没有验收。",
            ),
        ]

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else ORDER_TONES[self.state]

    @property
    def last_day(self) -> datetime.date | None:
        """Of a 责令整改 what its service and an extension made it; None while its letter is not served."""
        return self.due_on if self.formal_id is None else self.formal.due_on

    @property
    def is_overdue(self) -> bool:
        if self.state == OrderState.FORMAL:
            return self.formal.is_overdue
        return self.state == OrderState.ORDERED and self.due_on is not None and self.due_on < clock.today()


class SignOffQuerySet(models.QuerySet):
    def on(self, day):
        """Confirmed and standing at the end of `day`."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), signed_on__lte=day)

    def proposals(self):
        """Waiting for the second person."""
        return self.filter(signed_on=None, withdrawn_on=None)


@history.tracked
class SignOff(models.Model):
    """销号 of one target with its outcome: proposed by one person, confirmed by another (`signed_on`, `user`).

    One that was sent back or taken back keeps its days, so that past figures stay.
    """

    target = models.ForeignKey(CampaignTarget, on_delete=models.PROTECT, related_name="sign_offs")
    outcome = models.ForeignKey(CampaignOutcome, on_delete=models.PROTECT, related_name="+", verbose_name="处理结果")
    note = models.CharField("说明", max_length=300)
    document = models.CharField("依据文书", max_length=160, blank=True)
    proposed_on = models.DateField("提请日期", null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="提请人",
    )  # fmt: skip
    signed_on = models.DateField("销号日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="销号单位"
    )
    user = _user("确认人")

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "销号"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sign_off_days_in_order",
                condition=(Q(withdrawn_on=None) | Q(signed_on=None) | Q(withdrawn_on__gte=F("signed_on")))
                & (Q(signed_on=None) | Q(proposed_on=None) | Q(signed_on__gte=F("proposed_on"))),
            ),
            models.CheckConstraint(
                name="sign_off_proposed_or_signed",
                condition=Q(proposed_on__isnull=False) | Q(signed_on__isnull=False),
            ),
            models.UniqueConstraint(name="sign_off_one_standing", fields=["target"], condition=Q(withdrawn_on=None)),
        ]
