from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import Scope, ScopeKind
from core.dated.models import DatedFact, DatedQuerySet, in_order, no_overlap
from core.files.models import StoredFile
from party_building.activities.states import AppliesIf, FileKind, Per
from party_building.party_units.belonging import OfUnit, UnitFactQuerySet, UnitQuerySet
from party_building.party_units.models import PartyUnit


@history.tracked
class ActivityKind(models.Model):
    """党员大会, 主题党日 and so on: rows, so that a local form of organization life can be added."""

    code = models.CharField("代码", max_length=30, unique=True, db_collation="C")
    name = models.CharField("名称", max_length=30)
    is_of_three = models.BooleanField("属于三会一课", default=False)
    prompt = models.TextField("提示", blank=True)
    order = models.PositiveSmallIntegerField("顺序")
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "组织生活类别"
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


@history.tracked
class ActivityFrequency(models.Model):
    """How often a kind is due, from when to when, for which branches, and where that is written.

    A branch owes a period when it stood from its first day to its last; of a year from the first day of
    `from_month` on (组织生活会 is held in the last quarter).
    """

    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="frequencies", verbose_name="类别")
    per = models.CharField("周期", max_length=10, choices=Per)
    at_least = models.PositiveSmallIntegerField("至少次数", default=1, validators=[MinValueValidator(1)])
    applies_if = models.CharField("适用", max_length=20, choices=AppliesIf, default=AppliesIf.ALWAYS)
    from_month = models.PositiveSmallIntegerField("自几月起在册的须开展", default=1)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "组织生活频次"
        constraints = [
            no_overlap("activity_frequency_once", "kind", message="同一时期同一类别只能有一条频次要求。"),
            in_order("activity_frequency_in_order"),
            models.CheckConstraint(name="activity_frequency_per_known", condition=Q(per__in=Per.values)),
            models.CheckConstraint(
                name="activity_frequency_applies_known", condition=Q(applies_if__in=AppliesIf.values)
            ),
            models.CheckConstraint(
                name="activity_frequency_month_of_a_year",
                condition=Q(from_month=1) | Q(per=Per.YEAR, from_month__range=(1, 12)),
                violation_error_message="只有每年一次的要求可以规定自几月起。",
            ),
        ]

    def __str__(self):
        return f"{self.get_per_display()}至少{self.at_least}次"


@history.tracked
class UnitGroups(OfUnit, DatedFact):
    """党小组: into how many groups a branch is divided. Only such a branch owes meetings of groups."""

    subject_field = "unit"
    value_fields = ("number",)
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="groups", verbose_name="党组织")
    number = models.PositiveSmallIntegerField("党小组数", validators=[MaxValueValidator(30)])

    objects = UnitFactQuerySet.as_manager()

    class Meta:
        verbose_name = "党小组情况"
        constraints = [
            no_overlap("unit_groups_once", "unit", message="同一时期只能有一条党小组情况。"),
            in_order("unit_groups_in_order"),
        ]


class ActivityQuerySet(UnitQuerySet):
    """Seen by whoever sees one of the units that held it."""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        units = PartyUnit.objects.within(scope).values("pk")
        joint = JointUnit.objects.filter(unit__in=units).values("activity")
        return self.filter(Q(unit__in=units) | Q(pk__in=joint))

    def of_unit(self, unit):
        """Held by the unit alone, or together with others. `unit` may be an OuterRef."""
        return self.filter(Q(unit=unit) | Q(pk__in=JointUnit.objects.filter(unit=unit).values("activity")))

    def standing(self, day=None):
        """On record at the end of `day`, today where none is given: recorded by then and not withdrawn by then."""
        end = clock.end_of(day or clock.today())
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=end), recorded_at__lt=end)

    def held(self, first, last):
        return self.filter(held_on__range=(first, last))


@history.tracked
class Activity(OfUnit, models.Model):
    """One event, recorded by the unit that hosts it; a joint one is one row however many units took part.

    What is beyond unit, kind, day and topic may be left out, and nothing of it is ever counted against a branch.
    """

    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="activities", verbose_name="党组织")
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    held_on = models.DateField("开展日期")
    topic = models.CharField("主题", max_length=120)
    place = models.CharField("地点", max_length=80, blank=True)
    present = models.PositiveIntegerField("参加人数", null=True, blank=True)
    led_by = models.CharField("主持人", max_length=40, blank=True)
    units = models.ManyToManyField(PartyUnit, through="JointUnit", related_name="joint_activities")
    recorded_at = models.DateTimeField("记录时间", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="记录人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "组织生活"
        constraints = [
            models.UniqueConstraint(
                name="activity_once",
                fields=["unit", "kind", "held_on", "topic"],
                condition=Q(withdrawn_at=None),
                violation_error_message="该党支部当日同一主题的组织生活已经记录过。",
            ),
            models.CheckConstraint(
                name="activity_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                violation_error_message="撤回须写明原因。",
            ),
        ]
        indexes = [
            models.Index(fields=["held_on", "id"], name="activity_held"),
            models.Index(fields=["unit", "kind", "held_on"], name="activity_of_unit"),
        ]

    def __str__(self):
        return self.topic

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@history.tracked
class JointUnit(models.Model):
    """A further unit that held an activity together with its host."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="joint_units")
    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="joint_units", verbose_name="联合党组织"
    )

    class Meta:
        verbose_name = "联合开展"
        constraints = [models.UniqueConstraint(name="joint_unit_once", fields=["activity", "unit"])]


@history.tracked
class ActivityFile(models.Model):
    """Minutes, a list of who signed, a picture: kept when a branch wants to keep it, asked for by nobody."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="files", verbose_name="组织生活")
    kind = models.CharField("类别", max_length=10, choices=FileKind)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = "组织生活材料"
        constraints = [models.CheckConstraint(name="activity_file_kind_known", condition=Q(kind__in=FileKind.values))]

    def __str__(self):
        return self.file.name


@history.tracked
class Appraisal(OfUnit, models.Model):
    """民主评议党员: how many members of a branch got which grade in a year. No names, here or anywhere below."""

    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="appraisals", verbose_name="党组织")
    year = models.PositiveSmallIntegerField("年度")
    excellent = models.PositiveSmallIntegerField("优秀")
    qualified = models.PositiveSmallIntegerField("合格")
    basic = models.PositiveSmallIntegerField("基本合格", default=0)
    unqualified = models.PositiveSmallIntegerField("不合格", default=0)
    absent = models.PositiveSmallIntegerField("未参加", default=0)
    version = models.PositiveIntegerField(default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "民主评议结果"
        constraints = [
            models.UniqueConstraint(
                name="appraisal_once_a_year",
                fields=["unit", "year"],
                violation_error_message="该年度的民主评议结果已经填写过。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年度民主评议"

    @property
    def appraised(self) -> int:
        return self.excellent + self.qualified + self.basic + self.unqualified
