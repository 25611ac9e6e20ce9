from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import clock, history
from core.access.scope import ScopeKind
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.campaigns.models.campaigns import Campaign, CampaignOutcome
from supervision.campaigns.states import RELEASED, TARGET_MACHINE, TARGET_TONES, TargetState


def _user(label: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class TargetQuerySet(BelongingQuerySet):
    """Seen by whoever sees the organization, once the list stands; a draft of a list by its office alone."""

    def visible_to(self, actor):
        rows = super().visible_to(actor)
        if actor.scope.kind == ScopeKind.ORGANIZATION or actor.is_system:
            return rows if actor.is_system else rows.filter(campaign__state__in=RELEASED)
        drafts = Campaign.objects.within(actor.scope).values("pk")
        return rows.filter(Q(campaign__state__in=RELEASED) | Q(campaign__in=drafts))

    def released(self):
        return self.filter(campaign__state__in=RELEASED)

    def done_on(self, day):
        """Signed off by the end of `day`, and that stood at its end."""
        sign_offs = self.model._meta.get_field("sign_offs").related_model.objects
        return self.filter(Exists(sign_offs.on(day).filter(target=OuterRef("pk"))))

    def _struck(self, day):
        strikes = self.model._meta.get_field("strikes").related_model.objects
        return Exists(strikes.on(day).filter(target=OuterRef("pk")))

    def struck_on_or_before(self, day):
        """Struck by the end of `day`, and that stood at its end."""
        return self.filter(self._struck(day))

    def counted_on(self, day):
        """应完成: without what was struck then."""
        return self.filter(~self._struck(day))


@history.tracked
class CampaignTarget(Belonging, models.Model):
    """One organization on a frozen list. `facts` and the columns beside it are of the list's day and never change.

    `struck_on` and `strike_document` are those of the strike that stands; all of them are in its `strikes`.
    """

    machine = TARGET_MACHINE

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets", verbose_name="专项行动")
    number = models.PositiveIntegerField("序号")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="campaign_targets", verbose_name="社会组织"
    )
    name = models.CharField("名单截止日的名称", max_length=120)
    facts = models.JSONField("名单截止日的登记情况", default=dict)
    district = models.ForeignKey(
        "core.Region", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="区县"
    )
    responsible = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="责任部门"
    )
    authority = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="监督管理机关"
    )
    state = models.CharField("状态", max_length=12, choices=TargetState, default=TargetState.OPEN)
    outcome = models.ForeignKey(
        CampaignOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="处理结果"
    )
    struck_on = models.DateField("核减日期", null=True, blank=True)
    strike_document = models.CharField("核减依据", max_length=160, blank=True)
    reminded_on = models.DateField("最近催办", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "专项行动对象"
        constraints = [
            models.UniqueConstraint(name="campaign_target_once", fields=["campaign", "organization"]),
            models.UniqueConstraint(name="campaign_target_number_once", fields=["campaign", "number"]),
            models.CheckConstraint(name="campaign_target_state_known", condition=Q(state__in=TargetState.values)),
            models.CheckConstraint(
                name="campaign_target_struck_by_document",
                condition=Q(state=TargetState.STRUCK, struck_on__isnull=False) & ~Q(strike_document="")
                | ~Q(state=TargetState.STRUCK) & Q(struck_on=None),
                violation_error_message="核减须写明依据文件。",
            ),
            models.CheckConstraint(
                name="campaign_target_done_has_outcome",
                condition=Q(state=TargetState.DONE, outcome__isnull=False)
                | ~Q(state=TargetState.DONE) & Q(outcome=None),
                violation_error_message="销号须写明处理结果。",
            ),
        ]
        indexes = [models.Index(fields=["organization", "campaign"], name="campaign_target_of")]

    def __str__(self):
        return self.name

    @property
    def state_tone(self) -> str:
        return TARGET_TONES[self.state]

    @property
    def is_late(self) -> bool:
        """The self-check is due and did not come; for a page, with `self_check` at hand."""
        due = self.campaign.self_check_due_on
        check = getattr(self, "self_check", None)
        return bool(
            due and due < clock.today() and self.state == TargetState.OPEN and (check is None or not check.sent)
        )


class StrikeQuerySet(models.QuerySet):
    def on(self, day):
        """Standing at the end of `day`."""
        return self.filter(Q(restored_on=None) | Q(restored_on__gt=day), struck_on__lte=day)


@history.tracked
class CampaignStrike(models.Model):
    """核减 of one target by a document; one that was taken back keeps both days, so that past figures stay."""

    target = models.ForeignKey(CampaignTarget, on_delete=models.PROTECT, related_name="strikes")
    struck_on = models.DateField("核减日期")
    document = models.CharField("依据文件", max_length=160)
    reason = models.CharField("核减理由", max_length=300)
    struck_by = _user("核减人")
    restored_on = models.DateField("恢复日期", null=True, blank=True)
    restore_reason = models.CharField("恢复理由", max_length=300, blank=True)
    restored_by = _user("恢复人")

    objects = StrikeQuerySet.as_manager()

    class Meta:
        verbose_name = "核减"
        ordering = ["-struck_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_strike_restored_is_told",
                condition=Q(restored_on=None) | (Q(restored_on__gte=F("struck_on")) & ~Q(restore_reason="")),
            ),
            models.UniqueConstraint(
                name="campaign_strike_one_standing", fields=["target"], condition=Q(restored_on=None)
            ),
        ]
