from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet
from core.dated.models import DatedFact, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building import places
from party_building.stations.states import ActivityKind
from registry.organizations.models import Organization


class Arrangement(models.Model):
    """Which territory a station serves, who hosts it and who works there; the telephone is the office's."""

    territory = models.ForeignKey(
        "core.Region", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务区域"
    )
    host_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="依托的社会组织"
    )
    host_department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="依托的部门"
    )
    host_name = models.CharField("依托单位", max_length=120, blank=True)
    contact = models.CharField("联系人", max_length=60, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    staff_count = models.PositiveSmallIntegerField("工作人员数", default=0)

    class Meta:
        abstract = True

    @property
    def host_words(self) -> str:
        return str(self.host_organization or self.host_department or self.host_name)


ARRANGEMENT = tuple(field.name for field in Arrangement._meta.local_fields)
COLUMNS = tuple(field.attname for field in Arrangement._meta.local_fields)


class PartyStationQuerySet(places.PlacedQuerySet):
    def on(self, day):
        """Opened and not yet closed on `day`; the day of closing is the first without the station."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


@history.tracked
class PartyStation(OfOneOffice, Arrangement):
    """党建工作站. `department` is the party organ above it and acts on it.

    The columns of Arrangement mirror StationArrangement of today: core.dated alone writes them.
    """

    name = models.CharField("名称", max_length=80)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="party_stations", verbose_name="上级党组织"
    )
    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")
    address = models.CharField("地址", max_length=120, blank=True)
    document = models.CharField("设立文书", max_length=200, blank=True)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True, help_text="自当日起不再存在")
    closing_reason = models.CharField("撤销原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartyStationQuerySet.as_manager()

    class Meta:
        verbose_name = "党建工作站"
        constraints = [
            models.CheckConstraint(
                name="party_station_dates_in_order",
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                violation_error_message="撤销日期须晚于设立日期。",
            ),
            models.UniqueConstraint(
                name="party_station_name_once",
                fields=["department", "name"],
                condition=Q(closed_on=None),
                violation_error_message="该党组织下已有同名的党建工作站。",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="party_station_name"),
            models.Index(fields=["opened_on", "id"], name="party_station_opened"),
        ]

    def __str__(self):
        return self.name

    def is_closed_on(self, day) -> bool:
        return self.closed_on is not None and self.closed_on <= day

    @property
    def is_closed(self) -> bool:
        return self.is_closed_on(clock.today())


@history.tracked
class StationArrangement(DatedFact, Arrangement):
    """What a station's arrangement was from when to when."""

    subject_field = "station"
    value_fields = ARRANGEMENT
    station = models.ForeignKey(PartyStation, on_delete=models.PROTECT, related_name="arrangements")

    class Meta:
        verbose_name = "工作站情况"
        constraints = [
            no_overlap("station_arrangement_once", "station", message="同一时期只能有一条工作站情况。"),
            in_order("station_arrangement_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        """A closed station keeps what was last true of it."""
        return {name: getattr(fact, name) for name in COLUMNS} if fact else {}


class StationActivityQuerySet(ScopedQuerySet):
    """Reached as their station is."""

    def within(self, scope: Scope):
        return self.filter(station__in=PartyStation.objects.within(scope).values("pk"))

    def standing(self):
        """Without those recorded by mistake."""
        return self.filter(withdrawn_at=None)

    def between(self, first, last):
        """Held from `first` to `last`, both included."""
        return self.standing().filter(held_on__gte=first, held_on__lte=last)

    def unit_of(self, unit, as_of):
        return places.unit_of(unit, "station__region", "station__department_id")

    def figures(self) -> dict[str, int]:
        """场、家、家次、人次: activities, distinct organizations named, attendances of bodies and of people."""
        rows = self.standing()
        sums = rows.aggregate(activities=Count("pk"), others=Coalesce(Sum("other_bodies"), 0),
                              people=Coalesce(Sum("people"), 0))  # fmt: skip
        seats = ActivityBody.objects.filter(activity__in=rows.order_by().values("pk"))
        named = seats.aggregate(seats=Count("pk"), bodies=Count("organization", distinct=True))
        return {
            "activities": sums["activities"],
            "bodies": named["bodies"],
            "attendances": named["seats"] + sums["others"],
            "people": sums["people"],
        }


@history.tracked
class StationActivity(models.Model):
    """What was held at a station. Organizations of the register are named; of others only the number is kept."""

    station = models.ForeignKey(
        PartyStation, on_delete=models.PROTECT, related_name="activities", verbose_name="工作站"
    )
    kind = models.CharField("类别", max_length=12, choices=ActivityKind)
    title = models.CharField("主题", max_length=120)
    held_on = models.DateField("日期")
    other_bodies = models.PositiveSmallIntegerField("未列名的单位数", default=0)
    people = models.PositiveIntegerField("参加人次", default=0)
    note = models.CharField("说明", max_length=300, blank=True)
    organizations = models.ManyToManyField(Organization, through="ActivityBody", related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StationActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "工作站活动"
        constraints = [
            models.CheckConstraint(name="station_activity_kind_known", condition=Q(kind__in=ActivityKind.values)),
            models.CheckConstraint(
                name="station_activity_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message="撤回须写明原因。",
            ),
        ]
        indexes = [
            models.Index(fields=["held_on", "id"], name="station_activity_held"),
            models.Index(fields=["station", "held_on"], name="station_activity_station"),
        ]

    def __str__(self):
        return self.title

    @property
    def competent_department_id(self) -> int:
        return self.station.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.station.competent_department_name


@history.tracked
class ActivityBody(models.Model):
    """An organization that took part."""

    activity = models.ForeignKey(StationActivity, on_delete=models.PROTECT, related_name="bodies")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "参加单位"
        constraints = [models.UniqueConstraint(name="activity_body_once", fields=["activity", "organization"])]
