from django.db import models
from django.db.models import Count, F, Q, Sum

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from party_building.party_units.models import PartyUnit


class SeriesQuerySet(ScopedQuerySet):
    """Kept by one organ; a branch sees those in which it took part."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.ORGANIZATION:
            return super().within(scope)
        units = PartyUnit.objects.within(scope).values("pk")
        return self.filter(pk__in=SeriesPart.objects.filter(unit__in=units).values("item__series"))


@history.tracked
class ActivitySeries(OfOneOffice, models.Model):
    """“五个一”系列活动, 社会组织党建月: a theme with a period."""

    name = models.CharField("名称", max_length=80)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="组织单位"
    )
    theme = models.CharField("主题和要求", max_length=400, blank=True)
    document = models.CharField("依据文件", max_length=200, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    version = models.PositiveIntegerField(default=1)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "主题活动"
        constraints = [
            models.CheckConstraint(
                name="activity_series_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.UniqueConstraint(
                name="activity_series_name_once",
                fields=["department", "name", "starts_on"],
                violation_error_message="已有同名同期的主题活动。",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "id"], name="activity_series_starts")]

    def __str__(self):
        return self.name

    @property
    def is_running(self) -> bool:
        return self.starts_on <= clock.today() <= self.ends_on

    def figures(self) -> "Figures":
        """Of what stands: events, units that hosted, units in all, attendances. Two queries."""
        items = SeriesItem.objects.filter(series=self, withdrawn_at=None)
        sums = items.aggregate(events=Count("pk"), people=Sum("attendances"))
        parts = SeriesPart.objects.filter(item__in=items)
        units = parts.aggregate(
            hosts=Count("unit", filter=Q(is_host=True), distinct=True), units=Count("unit", distinct=True)
        )
        return Figures(sums["events"], units["hosts"], units["units"], sums["people"] or 0)


class Figures:
    """场, 家, 人次: counted each for itself, added to each other nowhere."""

    def __init__(self, events: int, hosts: int, units: int, people: int):
        self.events, self.hosts, self.units, self.people = events, hosts, units, people

    @property
    def words(self) -> str:
        return f"{self.events}场，主办承办{self.hosts}家，参与{self.units}家，参加{self.people}人次"


@history.tracked
class SeriesItem(models.Model):
    """One event of a series."""

    series = models.ForeignKey(ActivitySeries, on_delete=models.PROTECT, related_name="items", verbose_name="主题活动")
    title = models.CharField("活动", max_length=120)
    held_on = models.DateField("开展日期")
    place = models.CharField("地点", max_length=80, blank=True)
    attendances = models.PositiveIntegerField("参加人次", default=0)
    units = models.ManyToManyField(PartyUnit, through="SeriesPart", related_name="series_items")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "主题活动场次"
        constraints = [
            models.CheckConstraint(
                name="series_item_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
            models.UniqueConstraint(
                name="series_item_once",
                fields=["series", "title", "held_on"],
                condition=Q(withdrawn_at=None),
                violation_error_message="这一场已经登记。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def number(self) -> str:
        """For the ids of a page that shows several."""
        return str(self.pk)


@history.tracked
class SeriesPart(models.Model):
    """A unit that hosted an event, or took part in it; once for each event."""

    item = models.ForeignKey(SeriesItem, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="series_parts", verbose_name="党组织")
    is_host = models.BooleanField("主办或承办", default=False)

    class Meta:
        verbose_name = "主题活动参与单位"
        constraints = [models.UniqueConstraint(name="series_part_once", fields=["item", "unit"])]
