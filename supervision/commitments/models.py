from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order
from core.departments.belonging import OfOneOffice
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.commitments.states import (
    MACHINE,
    TEXT_MACHINE,
    TEXT_TONES,
    TONES,
    CommitmentState,
    TextState,
)


class CommitmentTextQuerySet(ScopedQuerySet, DatedQuerySet):
    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}

    def in_force(self, day):
        return self.on(day).filter(state=TextState.ACTIVE)

    def for_organization(self, organization, day):
        """What the organization's authority asks to be signed on `day`."""
        return self.in_force(day).filter(department=organization.supervising_authority_id)


@history.tracked
class CommitmentText(OfOneOffice, models.Model):
    """承诺书 of one office for one matter: a version stands as it was signed, a new one follows it."""

    machine = TEXT_MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="使用单位"
    )
    title = models.CharField("承诺事项", max_length=100, help_text="如：规范收费、按时报送年度工作报告。")
    scope = models.CharField("适用范围", max_length=200)
    body = models.TextField("承诺内容", max_length=3000)
    number = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField("状态", max_length=10, choices=TextState, default=TextState.DRAFT)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True, help_text="含当日")
    version = models.PositiveIntegerField(default=1)

    objects = CommitmentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "信用承诺书"
        ordering = ["title", "-number"]
        constraints = [
            models.CheckConstraint(name="commitment_text_state_known", condition=Q(state__in=TextState.values)),
            models.CheckConstraint(
                name="commitment_text_active_has_day",
                condition=~Q(state=TextState.ACTIVE) | Q(valid_from__isnull=False),
            ),
            models.UniqueConstraint(name="commitment_text_number_once", fields=["department", "title", "number"]),
            in_order("commitment_text_in_order"),
        ]

    def __str__(self):
        return f"{self.title}（第{self.number}版）"

    @property
    def state_tone(self) -> str:
        return TEXT_TONES[self.state]


class CommitmentQuerySet(BelongingQuerySet):
    pass


@history.tracked
class Commitment(Belonging, models.Model):
    """What one organization signed. The text stands in its version and is never changed after."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="commitments", verbose_name="社会组织"
    )
    text = models.ForeignKey(
        CommitmentText, on_delete=models.PROTECT, related_name="commitments", verbose_name="承诺书"
    )
    signed_on = models.DateField("签署日期")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="签署人"
    )
    signer_name = models.CharField("签署人姓名", max_length=60)
    signed_at = models.DateTimeField("签署时间", default=clock.now)
    breach = models.CharField("违诺事实", max_length=300, blank=True)
    breach_document = models.CharField("认定文书", max_length=120, blank=True)
    breached_on = models.DateField("认定日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=CommitmentState, default=CommitmentState.SIGNED)
    version = models.PositiveIntegerField(default=1)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "信用承诺"
        indexes = [models.Index(fields=["-signed_on", "-id"], name="commitment_signed")]
        constraints = [
            models.CheckConstraint(name="commitment_state_known", condition=Q(state__in=CommitmentState.values)),
            models.CheckConstraint(
                name="commitment_breached_says_why",
                condition=~Q(state=CommitmentState.BREACHED) | (Q(breached_on__isnull=False) & ~Q(breach="")),
            ),
            models.UniqueConstraint(
                name="commitment_text_signed_once",
                fields=["organization", "text"],
                violation_error_message="该承诺书已经签署。",
            ),
        ]

    def __str__(self):
        return str(self.text)

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
