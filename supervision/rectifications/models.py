from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from core import clock, history
from core.access.scope import ScopeKind
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.letters.models import Letter
from supervision.rectifications.states import MACHINE, TONES, OrderState, Source
from supervision.risk_alerts.models import RiskAlert


class OrderQuerySet(BelongingQuerySet):
    def within(self, scope):
        """An organization sees an order once it was served."""
        found = super().within(scope)
        return found.exclude(served_on=None) if scope.kind == ScopeKind.ORGANIZATION else found

    def standing(self, day):
        """Served by `day`, neither verified nor cancelled on it; `due_then` is the last day as it was known then."""
        due_then = Case(When(extended_on__gt=day, then=F("first_due_on")), default=F("due_on"))
        return self.annotate(due_then=due_then).filter(
            Q(verified_on=None) | Q(verified_on__gt=day), Q(cancelled_on=None) | Q(cancelled_on__gt=day),
            served_on__lte=day,
        )  # fmt: skip

    def unanswered(self, day):
        """Standing without a report that came in time and waits for the authority: that delay is not the body's."""
        reports = self.model._meta.get_field("reports").related_model.objects
        waiting = reports.waiting(day).filter(order=OuterRef("pk"), on__lte=OuterRef("due_then"))
        return self.standing(day).filter(~Exists(waiting))

    def overdue(self, day):
        """The last day has passed and it is not put right: ground 3 of the abnormal list."""
        return self.unanswered(day).filter(due_then__lt=day)


@history.tracked
class RectificationOrder(Belonging, models.Model):
    """One 责令整改通知书 and what came of it. `due_on` counts from the day on which its letter was served."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="rectification_orders", verbose_name="社会组织"
    )
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, related_name="rectification_order", verbose_name="责令整改通知书"
    )
    alert = models.ForeignKey(
        RiskAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="风险预警"
    )
    source = models.CharField("来源", max_length=12, choices=Source)
    ground = models.TextField("违规事实", max_length=2000)
    basis = models.CharField("依据", max_length=300)
    demand = models.TextField("整改要求", max_length=2000)
    due_days = models.PositiveSmallIntegerField("整改期限（日）", help_text="自送达之日的次日起算。")
    state = models.CharField("状态", max_length=12, choices=OrderState, default=OrderState.PREPARED)
    ordered_on = models.DateField("签发日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    due_on = models.DateField("整改截止日期", null=True, blank=True, help_text="含当日")
    first_due_on = models.DateField("延长前的截止日期", null=True, blank=True)
    extended_on = models.DateField("延长日期", null=True, blank=True)
    extension_reason = models.CharField("延长理由", max_length=300, blank=True)
    verified_on = models.DateField("核实通过日期", null=True, blank=True)
    cancelled_on = models.DateField("撤销日期", null=True, blank=True)
    prepared_at = models.DateTimeField("拟定时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "责令整改"
        indexes = [
            models.Index(fields=["due_on", "id"], name="rectification_order_due"),
            models.Index(fields=["organization", "-id"], name="rectification_order_body"),
        ]
        constraints = [
            models.CheckConstraint(name="rectification_state_known", condition=Q(state__in=OrderState.values)),
            models.CheckConstraint(name="rectification_source_known", condition=Q(source__in=Source.values)),
            models.CheckConstraint(
                name="rectification_served_has_due",
                condition=Q(served_on=None, due_on=None) | Q(due_on__gt=F("served_on")),
                violation_error_message="整改截止日期须晚于送达日期。",
            ),
            models.CheckConstraint(
                name="rectification_extended_later",
                condition=Q(first_due_on=None, extended_on=None)
                | (Q(due_on__gt=F("first_due_on"), extended_on__isnull=False) & ~Q(extension_reason="")),
                violation_error_message="延长后的期限须晚于原期限，并写明理由。",
            ),
            models.CheckConstraint(
                name="rectification_verified_has_day",
                condition=(Q(state=OrderState.VERIFIED) & Q(verified_on__gte=F("served_on")))
                | (~Q(state=OrderState.VERIFIED) & Q(verified_on=None)),
            ),
        ]

    def __str__(self):
        return f"{self.organization}整改"

    @property
    def is_overdue(self) -> bool:
        return self.state == OrderState.RUNNING and self.due_on is not None and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES[self.state]

    @property
    def is_extended(self) -> bool:
        return self.first_due_on is not None


class ReportQuerySet(models.QuerySet):
    def waiting(self, day):
        """Handed in by `day` and not answered on it."""
        return self.filter(Q(answered_on=None) | Q(answered_on__gt=day), on__lte=day)


@history.tracked
class RectificationReport(models.Model):
    """整改情况: what the organization says it did, with evidence, and what a person of the authority found."""

    order = models.ForeignKey(RectificationOrder, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField("整改情况", max_length=3000)
    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name="佐证材料")
    on = models.DateField("报送日期", default=clock.today)
    at = models.DateTimeField("报送时间", default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_on_paper = models.BooleanField("由登记管理机关代为登记", default=False)
    passed = models.BooleanField("核实通过", null=True, blank=True)
    answer = models.CharField("核实意见", max_length=1000, blank=True)
    answered_on = models.DateField("核实日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "整改情况报告"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rectification_report_answer_has_day",
                condition=Q(passed=None, answered_on=None) | Q(passed__isnull=False, answered_on__gte=F("on")),
            ),
            models.UniqueConstraint(
                name="rectification_report_one_waiting",
                fields=["order"],
                condition=Q(answered_on=None),
                violation_error_message="已有一份整改情况正在核实。",
            ),
        ]
