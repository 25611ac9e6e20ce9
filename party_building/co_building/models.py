from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from core import history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from party_building.co_building.states import MACHINE, AgreementState
from party_building.party_units.belonging import OfUnit, UnitQuerySet
from party_building.party_units.models import PartyUnit
from party_building.places import unit_of

# The line itself, civil affairs of the hosts, and the units' own people; nobody else reads party agreements.
READERS = (ScopeKind.ALL, ScopeKind.PARTY, ScopeKind.AUTHORITY, ScopeKind.ORGANIZATION)


class AgreementQuerySet(UnitQuerySet):
    def within(self, scope: Scope):
        return super().within(scope) if scope.kind in READERS else self.none()

    def on(self, day):
        """In force on `day`: signed by then, within its days, not ended; the day of ending is the first without."""
        begun = self.filter(signed_on__lte=day, valid_from__lte=day, valid_to__gte=day)
        return begun.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def with_renewal(self):
        """Annotates `is_renewed`: a signed agreement follows it."""
        following = self.model.objects.filter(renews=OuterRef("pk"), state=AgreementState.SIGNED)
        return self.annotate(is_renewed=Exists(following))

    def running_out(self, day):
        """Signed, not renewed, and `day` is within the days before its end at which to be reminded, or after it."""
        open_ = self.filter(state=AgreementState.SIGNED).with_renewal().filter(is_renewed=False)
        reminded_until = Func(
            Cast(Value(day), models.DateField()), F("remind_days"), template="(%(expressions)s)", arg_joiner=" + ",
            output_field=models.DateField(),
        )  # fmt: skip
        return open_.filter(valid_to__lte=reminded_until)

    def unit_of(self, unit, as_of):
        return unit_of(unit, "unit__superior__region", "unit__superior_id")


@history.tracked
class Agreement(OfUnit, models.Model):
    """One agreement of a party unit with a partner. `valid_to` is its last day."""

    machine = MACHINE

    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="agreements", verbose_name="社会组织党组织"
    )
    partner_name = models.CharField("共建单位", max_length=120)
    partner_department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="共建部门"
    )
    title = models.CharField("协议名称", max_length=120)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", help_text="含当日")
    remind_days = models.PositiveSmallIntegerField("提前提醒天数", default=30)
    state = models.CharField("状态", max_length=12, choices=AgreementState, default=AgreementState.DRAFT)
    signed_on = models.DateField("签订日期", null=True, blank=True)
    ended_on = models.DateField("终止生效日期", null=True, blank=True)
    ended_reason = models.CharField("终止原因", max_length=300, blank=True)
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals", verbose_name="续签自"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "共建协议"
        constraints = [
            models.CheckConstraint(name="agreement_state_known", condition=Q(state__in=AgreementState.values)),
            models.CheckConstraint(
                name="agreement_days_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="终止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                name="agreement_signed_has_day",
                condition=Q(state__in=["signed", "ended"], signed_on__isnull=False)
                | Q(state__in=["draft", "discarded"], signed_on=None),
            ),
            models.CheckConstraint(
                name="agreement_ended_has_day",
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on=None)),
            ),
            models.UniqueConstraint(
                name="agreement_renewed_once",
                fields=["renews"],
                condition=~Q(state="discarded"),
                violation_error_message="该协议已经续签。",
            ),
        ]
        indexes = [
            models.Index(fields=["valid_to", "id"], name="agreement_valid_to"),
            models.Index(fields=["signed_on", "id"], name="agreement_signed_on"),
            models.Index(fields=["unit"], name="agreement_unit"),
        ]

    def __str__(self):
        return self.title


class AgreementItemQuerySet(ScopedQuerySet):
    def within(self, scope: Scope):
        return self.filter(agreement__in=Agreement.objects.within(scope).values("pk"))

    def promised(self, day):
        """Of agreements in force on `day`."""
        return self.filter(agreement__in=Agreement.objects.on(day).order_by().values("pk"))

    def with_done(self, day):
        """Annotates `done`: how often it had been done by the end of `day`."""
        rows = ItemDelivery.objects.standing().filter(item=OuterRef("pk"), done_on__lte=day)
        counted = rows.order_by().values("item").annotate(n=Count("pk")).values("n")
        return self.annotate(done=Coalesce(Subquery(counted), 0))

    def fulfilled(self, day):
        return self.with_done(day).filter(done__gte=F("times"))

    def unit_of(self, unit, as_of):
        return unit_of(unit, "agreement__unit__superior__region", "agreement__unit__superior_id")


@history.tracked
class AgreementItem(models.Model):
    """共建事项: what was promised, and how many times."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("序号")
    text = models.CharField("事项", max_length=200)
    times = models.PositiveSmallIntegerField("次数", default=1)

    objects = AgreementItemQuerySet.as_manager()

    class Meta:
        verbose_name = "共建事项"
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(name="agreement_item_number_once", fields=["agreement", "number"]),
            models.CheckConstraint(name="agreement_item_once_at_least", condition=Q(times__gte=1)),
        ]

    def __str__(self):
        return self.text


class ItemDeliveryQuerySet(models.QuerySet):
    def standing(self):
        """Without those noted by mistake."""
        return self.filter(withdrawn_at=None)


@history.tracked
class ItemDelivery(models.Model):
    """An item done, once: the day and a line about it."""

    item = models.ForeignKey(AgreementItem, on_delete=models.PROTECT, related_name="deliveries")
    done_on = models.DateField("完成日期")
    note = models.CharField("完成情况", max_length=300, blank=True)
    is_by_branch = models.BooleanField("由党支部登记", default=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)

    objects = ItemDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "共建事项完成记录"
        constraints = [
            models.CheckConstraint(
                name="item_delivery_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["item", "done_on"], name="item_delivery_item")]
