from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.departments.states import SEAT_MACHINE, SeatState

CODE_LENGTH = 12


class RegionLevel(models.IntegerChoices):
    PROVINCE = 0, "省"
    CITY = 1, "市"
    DISTRICT = 2, "区县"
    TOWNSHIP = 3, "镇街"
    COMMUNITY = 4, "村居"


class RegionQuerySet(models.QuerySet):
    def current(self, as_of=None):
        day = as_of or clock.today()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def of_home(self):
        """The home city and everything in it, ended divisions included."""
        return self.filter(code__startswith=settings.HOME_CITY_CODE[:4], level__gte=RegionLevel.CITY)

    def six_digit_codes(self) -> list[str]:
        """Of every division down to the district that is or ever was: an ended one keeps its row."""
        return [code[:6] for code in self.filter(level__lte=RegionLevel.DISTRICT).values_list("code", flat=True)]


class Region(models.Model):
    """行政区划. `code` is always 12 digits, padded with zeros on the right; length says nothing, `level` does."""

    code = models.CharField("区划代码", max_length=CODE_LENGTH, unique=True, db_collation="C")
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120, blank=True)
    level = models.PositiveSmallIntegerField("级别", choices=RegionLevel)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    pinyin = models.CharField("拼音", max_length=200, blank=True, db_collation="C")
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="含当日")
    superseded_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "行政区划"
        indexes = [models.Index(fields=["level", "code"], name="region_level_code")]
        constraints = [
            models.CheckConstraint(name="region_code_is_12_digits", condition=Q(code__regex=r"^\d{12}$")),
            models.CheckConstraint(name="region_level_known", condition=Q(level__in=RegionLevel.values)),
        ]

    def __str__(self):
        return self.name

    def ancestor(self, level: int) -> "Region | None":
        """This region or the one above it at `level`; None when it sits higher. One query per step up."""
        region = self
        while region is not None and region.level > level:
            region = region.parent
        return region if region is not None and region.level == level else None


class DepartmentKind(models.TextChoices):
    CIVIL_AFFAIRS = "civil_affairs", "民政部门"
    APPROVAL_BUREAU = "approval_bureau", "行政审批服务局"
    GOVERNMENT = "government", "党政部门"
    STREET = "street", "镇(街道)"
    COMMUNITY = "community", "村(社区)"
    PARTY_ORGAN = "party_organ", "党建工作机构"
    OPERATOR = "operator", "平台运维"


class DepartmentQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.AUTHORITY: ("id",),
        ScopeKind.RESPONSIBILITY: ("id",),
        ScopeKind.PARTY: ("id",),
    }

    def active(self, as_of=None):
        day = as_of or clock.today()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def of_kind(self, *kinds: str):
        return self.filter(kind__in=kinds)


@history.tracked
class Department(models.Model):
    """An office that registers, supervises or answers: bureaus, streets, party organs. Never deleted, only ended."""

    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    aliases = models.JSONField("别名", default=list, blank=True)
    kind = models.CharField("类别", max_length=20, choices=DepartmentKind)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departments", verbose_name="所在区划")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="上级"
    )
    phone = models.CharField("办公电话", max_length=40, blank=True)
    valid_from = models.DateField("成立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="含当日")
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors", verbose_name="承接机构"
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        constraints = [
            models.UniqueConstraint(
                name="department_name_once",
                fields=["name"],
                condition=Q(valid_to=None),
                violation_error_message="已有同名部门。",
            ),
            models.CheckConstraint(name="department_kind_known", condition=Q(kind__in=DepartmentKind.values)),
        ]

    def __str__(self):
        return self.short_name or self.name

    @property
    def letter_names(self) -> list[str]:
        """Under which names the office may write: its own and the plates it carries."""
        return [self.name, *self.aliases]


@history.tracked
class DepartmentName(DatedFact):
    """What an office was called when. There are rows only where a name has changed; else one name holds."""

    subject_field = "department"
    value_fields = ("name", "short_name")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)

    class Meta:
        verbose_name = "机构名称"
        constraints = [
            no_overlap("department_name_of_a_day", "department", message="同一时期只能有一个名称。"),
            in_order("department_name_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"name": fact.name, "short_name": fact.short_name} if fact else {}


@history.tracked
class RegionName(DatedFact):
    """What a division was called when; rows only where a name has changed."""

    subject_field = "region"
    value_fields = ("name",)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "区划名称"
        constraints = [
            no_overlap("region_name_of_a_day", "region", message="同一时期只能有一个名称。"),
            in_order("region_name_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"name": fact.name} if fact else {}


class DepartmentSeatQuerySet(models.QuerySet):
    def current_or_later(self, as_of=None):
        """Not over by date, whatever the state."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=as_of or clock.today()))

    def current(self, as_of=None):
        day = as_of or clock.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), state=SeatState.ACTIVE, valid_from__lte=day)


@history.tracked
class DepartmentSeat(models.Model):
    """A user's post in an office. Asked for by one administrator, granted by another; ends by date or by verb.

    A substitute's post (代岗) is asked for by the officer it stands in for, and has a last day.
    """

    machine = SEAT_MACHINE

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="department_seats", verbose_name="用户"
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="seats", verbose_name="部门")
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name="负责区划",
        help_text="不填为部门所在区划",
    )
    role = models.CharField("岗位", max_length=40)
    state = models.CharField("状态", max_length=20, choices=SeatState, default=SeatState.REQUESTED)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    substitute_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="substitutes", verbose_name="代岗"
    )
    version = models.PositiveIntegerField(default=1)

    objects = DepartmentSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                name="department_seat_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="终止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                name="department_seat_substitute_has_end",
                condition=Q(substitute_for=None) | Q(valid_to__isnull=False),
                violation_error_message="代岗须填写终止日期。",
            ),
            models.CheckConstraint(name="department_seat_state_known", condition=Q(state__in=SeatState.values)),
        ]

    def __str__(self):
        return f"{self.department}·{self.role_label}"

    @property
    def role_label(self) -> str:
        """The role in words; its key for a role that has left the matrix."""
        found = settings.ROLES.get(self.role)
        return found.label if found else self.role

    @property
    def is_over(self) -> bool:
        """Granted, but its last day has passed."""
        return self.state == SeatState.ACTIVE and self.valid_to is not None and self.valid_to < clock.today()

    @property
    def state_tone(self) -> str:
        return {SeatState.ACTIVE: "neutral" if self.is_over else "ok", SeatState.REQUESTED: "warning"}.get(
            self.state, "neutral"
        )
