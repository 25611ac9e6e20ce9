from django.db import models
from django.db.models import Q, Sum

from core import history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from party_building.funds.states import (
    GRANT_MACHINE,
    LIVE,
    SPENDING_MACHINE,
    TONES,
    GrantState,
    SpendingKind,
    SpendingState,
    SubjectKind,
)
from party_building.model_sites.models import ModelSite
from party_building.party_units.belonging import OfUnit
from party_building.party_units.models import PartyUnit
from party_building.stations.models import PartyStation
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization


def _yuan(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2)


class FundBudgetQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("department_id",), ScopeKind.ORGANIZATION: ("unit__organization_id",)}


@history.tracked
class FundBudget(OfOneOffice, models.Model):
    """年度预算 of an organ, or of one unit below it."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="fund_budgets", verbose_name="党组织"
    )
    unit = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="fund_budgets",
        verbose_name="所属党组织", help_text="不选为本级预算",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField("年度")
    budget_yuan = _yuan("预算金额（元）")
    document = models.CharField("预算文件", max_length=200)
    note = models.CharField("说明", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FundBudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "党建经费预算"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="fund_budget_once",
                fields=["department", "year", "unit"],
                nulls_distinct=False,
                violation_error_message="该年度已有预算，请修改原记录。",
            ),
            models.CheckConstraint(
                name="fund_budget_positive",
                condition=Q(budget_yuan__gt=0),
                violation_error_message="预算金额须大于0。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年预算"


@history.tracked
class GrantRule(models.Model):
    """拨付标准: for what, and whether once or every year. How much, from when and by which document: GrantRate."""

    code = models.CharField("代码", max_length=30, unique=True, db_collation="C")
    title = models.CharField("名称", max_length=80)
    subject_kind = models.CharField("对象", max_length=14, choices=SubjectKind)
    is_yearly = models.BooleanField("每年一次", default=False, help_text="否则每个对象只拨一次")
    is_proposed = models.BooleanField("自动列入应拨未拨", default=True)

    class Meta:
        verbose_name = "拨付标准"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="grant_rule_subject_known", condition=Q(subject_kind__in=SubjectKind.values)),
            models.CheckConstraint(
                name="grant_rule_found_by_portal",
                condition=Q(is_proposed=False) | ~Q(subject_kind=SubjectKind.ORGANIZATION),
            ),
        ]

    def __str__(self):
        return self.title


@history.tracked
class GrantRate(DatedFact):
    """What a rule grants on a day. Local amounts, not compared with the document: `is_verified` says when they are."""

    subject_field = "rule"
    value_fields = ("grant_yuan", "is_verified")
    rule = models.ForeignKey(GrantRule, on_delete=models.PROTECT, related_name="rates", verbose_name="拨付标准")
    grant_yuan = _yuan("金额（元）")
    is_verified = models.BooleanField("已核对原文", default=False)

    class Meta:
        verbose_name = "拨付金额"
        constraints = [
            no_overlap("grant_rate_once", "rule", message="同一时期同一标准只能有一个金额。"),
            in_order("grant_rate_in_order"),
            models.CheckConstraint(name="grant_rate_positive", condition=Q(grant_yuan__gt=0)),
        ]


class MoneyQuerySet(BelongingQuerySet):
    """The line by the organ; all others by the organization that hosts the unit."""

    scope_prefix = "unit__organization__"
    party_column = "unit__superior"

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.PARTY:
            return self.filter(**{f"{self.party_column}__in": scope.ids})
        return super().within(scope)


class GrantQuerySet(MoneyQuerySet):
    party_column = "department"

    def paid(self):
        return self.filter(state=GrantState.PAID)

    def in_year(self, year: int):
        return self.paid().filter(granted_on__year=year)


@history.tracked
class Grant(OfOneOffice, models.Model):
    """拨付 to one unit. By a rule it names its subject and the period: nothing is paid twice for the same.

    `period` is the year of a yearly rule, 0 of one that pays once; without a rule none is kept.
    """

    machine = GRANT_MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="party_grants", verbose_name="拨款党组织"
    )
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="grants", verbose_name="收款党组织")
    rule = models.ForeignKey(
        GrantRule, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="拨付标准"
    )
    station = models.ForeignKey(
        PartyStation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="工作站"
    )
    model_site = models.ForeignKey(
        ModelSite, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="示范点"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="party_grants",
        verbose_name="社会组织",
    )  # fmt: skip
    period = models.PositiveSmallIntegerField("所属年度", default=0)
    grant_yuan = _yuan("金额（元）")
    purpose = models.CharField("用途", max_length=200)
    state = models.CharField("状态", max_length=10, choices=GrantState, default=GrantState.PREPARED)
    prepared_on = models.DateField("拟拨日期")
    granted_on = models.DateField("拨付日期", null=True, blank=True)
    document = models.CharField("拨付文号", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "经费拨付"
        constraints = [
            models.CheckConstraint(name="grant_state_known", condition=Q(state__in=GrantState.values)),
            models.CheckConstraint(name="grant_positive", condition=Q(grant_yuan__gt=0)),
            models.CheckConstraint(
                name="grant_paid_says_when",
                condition=~Q(state__in=[GrantState.PAID, GrantState.REVERSED])
                | (Q(granted_on__isnull=False) & ~Q(document="")),
            ),
            models.CheckConstraint(
                name="grant_of_rule_has_one_subject",
                condition=Q(rule=None, station=None, model_site=None, organization=None)
                | Q(rule__isnull=False, station__isnull=False, model_site=None, organization=None)
                | Q(rule__isnull=False, station=None, model_site__isnull=False, organization=None)
                | Q(rule__isnull=False, station=None, model_site=None, organization__isnull=False),
                violation_error_message="按标准拨付须指明一个对象。",
            ),
            models.UniqueConstraint(
                name="grant_paid_once",
                fields=["rule", "station", "model_site", "organization", "period"],
                condition=Q(rule__isnull=False, state__in=LIVE),
                nulls_distinct=False,
                violation_error_message="该对象本期已按同一标准拨付，不能重复拨付。",
            ),
        ]
        indexes = [
            models.Index(fields=["prepared_on", "id"], name="grant_prepared"),
            models.Index(fields=["unit", "granted_on"], name="grant_unit"),
        ]

    def __str__(self):
        return f"{self.unit}：{self.purpose}"

    @property
    def state_tone(self) -> str:
        return TONES.get(GrantState(self.state), "neutral")

    @property
    def subject(self):
        return self.station or self.model_site or self.organization


class SpendingQuerySet(MoneyQuerySet):
    def standing(self):
        return self.filter(state=SpendingState.ENTERED)

    def in_year(self, year: int):
        return self.standing().filter(spent_on__year=year)


@history.tracked
class Spending(OfUnit, models.Model):
    """One line of spending of a unit. Nothing is deleted: a mistake is voided with its reason."""

    machine = SPENDING_MACHINE

    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="spendings", verbose_name="党组织")
    spent_on = models.DateField("支出日期")
    kind = models.CharField("类别", max_length=12, choices=SpendingKind)
    purpose = models.CharField("事由", max_length=200)
    spent_yuan = _yuan("金额（元）")
    voucher = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="凭证"
    )
    overrun_reason = models.CharField("超出余额的说明", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=SpendingState, default=SpendingState.ENTERED)
    version = models.PositiveIntegerField(default=1)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        verbose_name = "经费支出"
        constraints = [
            models.CheckConstraint(name="spending_state_known", condition=Q(state__in=SpendingState.values)),
            models.CheckConstraint(name="spending_kind_known", condition=Q(kind__in=SpendingKind.values)),
            models.CheckConstraint(
                name="spending_positive", condition=Q(spent_yuan__gt=0), violation_error_message="金额须大于0。"
            ),
        ]
        indexes = [
            models.Index(fields=["spent_on", "id"], name="spending_on"),
            models.Index(fields=["unit", "spent_on"], name="spending_unit"),
        ]

    def __str__(self):
        return self.purpose

    @property
    def state_tone(self) -> str:
        return "neutral" if self.state == SpendingState.VOIDED else "ok"

    @property
    def organization_key(self) -> int | None:
        return self.unit.organization_id


def total(rows, column: str):
    """The exact sum of a column of amounts; None where there is no row."""
    return rows.aggregate(total=Sum(column))["total"]
