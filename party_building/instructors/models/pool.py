"""The pool of instructors."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.departments.models import RegionLevel
from party_building.council_units.models import CouncilUnit
from party_building.instructors.states import AppraisalGrade, InstructorKind
from party_building.party_limits.models import PartyLimit
from party_building.party_limits.states import LimitCode
from registry.people.models import Person


class InstructorQuerySet(ScopedQuerySet, DatedQuerySet):
    """The party line sees its own pool, that of the organ above it, and whoever serves its organizations.

    The others see the instructors of organizations that they see.
    """

    scope_columns = {ScopeKind.PARTY: ("organ_id", "organ__children")}

    def within(self, scope: Scope):
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE):
            return super().within(scope)
        sent = self.model._meta.get_field("dispatches").related_model.objects.within(scope).values("instructor")
        if scope.kind != ScopeKind.PARTY:
            return self.filter(pk__in=sent)
        return self.filter(Q(pk__in=super().within(scope).values("pk")) | Q(pk__in=sent))

    def unit_of(self, unit: str, as_of: datetime.date):
        """To which unit of a table of figures an instructor belongs: by where she lives, and by her organ."""
        nothing = Value(None, output_field=BigIntegerField())
        district = Case(When(home__level=RegionLevel.DISTRICT, then=F("home_id")), default=F("home__parent_id"))
        return {"district": district, "party": F("organ_id")}.get(unit, nothing)

    def with_load(self, day: datetime.date):
        """Annotates `load`, how many organizations each serves on `day`, and `cap`, how many at most (None where
        no row of party_limits says so)."""
        dispatches = self.model._meta.get_field("dispatches").related_model.objects.on(day)
        mine = dispatches.filter(instructor=OuterRef("pk")).order_by().values("instructor")
        counted = mine.annotate(n=Count("organization", distinct=True)).values("n")
        usual = PartyLimit.objects.on(day).filter(code=LimitCode.INSTRUCTOR_BODIES).values("number")[:1]
        return self.annotate(
            load=Coalesce(Subquery(counted), 0), cap=Coalesce("load_cap", Subquery(usual), output_field=IntegerField())
        )


@history.tracked
class Instructor(models.Model):
    """党建指导员, in the pool of the party organ `organ` from the first to the last day.

    Sent by a council unit, by another office, or by one that is only named. `trades` are words of
    `Organization.industry`; `home` is the street, or the district, in which it is easiest for the instructor to work.
    `account` is the sign-in with which visits are recorded. `load_cap` overrides the usual limit.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="instructor_posts", verbose_name="姓名")
    organ = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="instructors", verbose_name="党建工作机构"
    )
    kind = models.CharField("类别", max_length=20, choices=InstructorKind)
    council_unit = models.ForeignKey(
        CouncilUnit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="instructors",
        verbose_name="选派的委员单位",
    )
    sending_department = models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="选派部门、镇街",
    )
    sending_name = models.CharField("其他选派单位", max_length=100, blank=True)
    post = models.CharField("原单位职务", max_length=60, blank=True)
    trades = ArrayField(models.CharField(max_length=60), verbose_name="专长行业", default=list, blank=True)
    home = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="常驻镇街、区县"
    )
    load_cap = models.PositiveSmallIntegerField(
        "联系上限", null=True, blank=True, help_text="不填时按统一规定；与统一规定不同的才填写。"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="instructor_posts",
        verbose_name="登录账号",
    )
    document = models.CharField("选派文书", max_length=200, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    end_reason = models.CharField("离队原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InstructorQuerySet.as_manager()

    class Meta:
        verbose_name = "党建指导员"
        constraints = [
            no_overlap("instructor_once", "person", message="此人同一时期已在指导员队伍中。"),
            in_order("instructor_in_order"),
            models.CheckConstraint(name="instructor_kind_known", condition=Q(kind__in=InstructorKind.values)),
            models.CheckConstraint(
                name="instructor_sent_by_one",
                condition=Q(council_unit=None, sending_department=None)
                | (Q(sending_name="") & (Q(council_unit=None) | Q(sending_department=None))),
                violation_error_message="选派单位只能填一种。",
            ),
        ]
        indexes = [models.Index(fields=["organ", "valid_from"], name="instructor_organ")]

    def __str__(self):
        return self.person.name

    @property
    def competent_department_id(self) -> int:
        """The pool is kept by its party organ."""
        return self.organ_id

    @property
    def competent_department_name(self) -> str:
        return self.organ.name

    @property
    def sender(self) -> str:
        """Who sent this instructor, in words; read with `council_unit` and `sending_department`."""
        if self.council_unit_id:
            return self.council_unit.name
        return self.sending_department.name if self.sending_department_id else self.sending_name

    def is_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

    @property
    def is_over(self) -> bool:
        return self.valid_to is not None and self.valid_to < clock.today()


class OfInstructorQuerySet(ScopedQuerySet):
    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        return self.filter(instructor__in=Instructor.objects.within(scope).values("pk"))


@history.tracked
class InstructorAppraisal(models.Model):
    """年度考核: one grade a year, given by the unit that sent the instructor. Internal, never ranked, never public."""

    instructor = models.ForeignKey(
        Instructor, on_delete=models.PROTECT, related_name="appraisals", verbose_name="党建指导员"
    )
    year = models.PositiveSmallIntegerField("年度")
    grade = models.CharField("等次", max_length=12, choices=AppraisalGrade)
    given_by = models.CharField("考核单位", max_length=100)
    note = models.CharField("评语", max_length=400, blank=True)
    document = models.CharField("依据文书", max_length=200, blank=True)

    objects = OfInstructorQuerySet.as_manager()

    class Meta:
        verbose_name = "指导员年度考核"
        constraints = [
            models.UniqueConstraint(
                name="instructor_appraisal_once",
                fields=["instructor", "year"],
                violation_error_message="该年度的考核已经登记。",
            ),
            models.CheckConstraint(
                name="instructor_appraisal_grade_known", condition=Q(grade__in=AppraisalGrade.values)
            ),
        ]

    def __str__(self):
        return f"{self.year}年度{self.get_grade_display()}"
