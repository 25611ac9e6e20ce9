from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from core import history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order
from core.departments.belonging import OfOneOffice
from party_building import places
from party_building.training.states import CLASS_TONES, LISTED, MACHINE, SIGN_UP_TONES, ClassState, SignUpState
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class CourseStage(models.Model):
    """发展阶段 for which courses are made (初创, 成长, 成熟): rows with dates, never a constant."""

    code = models.CharField("代码", max_length=20, unique=True, db_collation="C")
    name = models.CharField("阶段", max_length=20)
    note = models.CharField("说明", max_length=100, blank=True)
    order = models.PositiveSmallIntegerField("顺序")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "发展阶段"
        ordering = ["order"]
        constraints = [in_order("course_stage_in_order")]

    def __str__(self):
        return self.name


class OfficeQuerySet(ScopedQuerySet, DatedQuerySet):
    """What one party organ keeps: courses, lecturers."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}


@history.tracked
class TrainingCourse(OfOneOffice, models.Model):
    """One line of the course menu of a party organ."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="开设单位"
    )
    name = models.CharField("课程", max_length=80)
    stage = models.ForeignKey(CourseStage, on_delete=models.PROTECT, related_name="courses", verbose_name="适用阶段")
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1)
    outline = models.CharField("内容提要", max_length=500, blank=True)
    valid_from = models.DateField("开设日期")
    valid_to = models.DateField("停开日期", null=True, blank=True, help_text="含当日；不填为至今")
    version = models.PositiveIntegerField(default=1)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "培训课程"
        constraints = [
            in_order("training_course_in_order"),
            models.CheckConstraint(
                name="training_course_hours_positive",
                condition=Q(hours__gt=0),
                violation_error_message="学时须大于0。",
            ),
            models.UniqueConstraint(
                name="training_course_name_once",
                fields=["department", "name"],
                condition=Q(valid_to=None),
                violation_error_message="本单位已有同名课程。",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="training_course_name")]

    def __str__(self):
        return self.name


@history.tracked
class Lecturer(OfOneOffice, models.Model):
    """师资: who teaches, by name and unit; from when to when in the pool."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="聘请单位"
    )
    name = models.CharField("姓名", max_length=40)
    employer = models.CharField("工作单位及职务", max_length=120)
    subjects = models.CharField("授课方向", max_length=200, blank=True)
    valid_from = models.DateField("聘任日期")
    valid_to = models.DateField("解聘日期", null=True, blank=True, help_text="含当日；不填为至今")
    version = models.PositiveIntegerField(default=1)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "师资"
        constraints = [
            in_order("lecturer_in_order"),
            models.UniqueConstraint(
                name="lecturer_once",
                fields=["department", "name", "employer"],
                condition=Q(valid_to=None),
                violation_error_message="该师资已经登记。",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="lecturer_name")]

    def __str__(self):
        return self.name


class TrainingClassQuerySet(ScopedQuerySet):
    """The organ that holds them; everybody else sees the classes open to the organizations they see."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope):
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE, ScopeKind.PARTY):
            return super().within(scope)
        bodies = Organization.objects.within(scope)
        of_line = Q(is_invited_only=False, department__in=bodies.values("party_superior"))
        invited = ClassInvitation.objects.filter(organization__in=bodies.values("pk")).values("training_class")
        return self.filter(of_line | Q(pk__in=invited))

    def held(self, first, last):
        """Held between two days, both included."""
        return self.filter(state=ClassState.HELD, held_on__range=(first, last))

    def unit_of(self, unit, as_of):
        """A class belongs to no organization: it counts where its organ sits, and with its organ's line."""
        return places.unit_of(unit, "department__region")


@history.tracked
class TrainingClass(OfOneOffice, models.Model):
    """培训班: one course held on a day at a place. Open to the organizations of its organ's line, or to those invited.

    `hours` is what one who came gets credited, however the course changes later.
    """

    machine = MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="主办单位"
    )
    course = models.ForeignKey(TrainingCourse, on_delete=models.PROTECT, related_name="classes", verbose_name="课程")
    lecturer = models.ForeignKey(
        Lecturer, null=True, blank=True, on_delete=models.PROTECT, related_name="classes", verbose_name="授课人"
    )
    title = models.CharField("班次名称", max_length=80)
    held_on = models.DateField("举办日期")
    starts_at = models.TimeField("开始时间")
    place = models.CharField("地点", max_length=120)
    capacity = models.PositiveSmallIntegerField("名额")
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, default=Decimal(1))
    sign_up_until = models.DateField("报名截止", help_text="含当日")
    is_invited_only = models.BooleanField("仅限受邀的社会组织", default=False)
    state = models.CharField("状态", max_length=12, choices=ClassState, default=ClassState.PLANNED)
    note = models.CharField("说明", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = "培训班"
        constraints = [
            models.CheckConstraint(name="training_class_state_known", condition=Q(state__in=ClassState.values)),
            models.CheckConstraint(
                name="training_class_has_seats", condition=Q(capacity__gt=0), violation_error_message="名额须大于0。"
            ),
            models.CheckConstraint(
                name="training_class_hours_positive", condition=Q(hours__gt=0), violation_error_message="学时须大于0。"
            ),
            models.CheckConstraint(
                name="training_class_sign_up_before",
                condition=Q(sign_up_until__lte=F("held_on")),
                violation_error_message="报名截止不能晚于举办日期。",
            ),
            models.UniqueConstraint(
                name="training_class_once",
                fields=["department", "title", "held_on"],
                violation_error_message="当日已有同名培训班。",
            ),
        ]
        indexes = [models.Index(fields=["held_on", "id"], name="training_class_held")]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return CLASS_TONES[self.state]


class ClassInvitation(models.Model):
    """A class that is only for some: for these."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="invitations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "培训邀请"
        constraints = [
            models.UniqueConstraint(name="class_invitation_once", fields=["training_class", "organization"])
        ]

    def __str__(self):
        return f"{self.organization}"


class SignUpQuerySet(BelongingQuerySet):
    def listed(self):
        """Who takes a seat: signed up, and afterwards those who came or did not come."""
        return self.filter(state__in=LISTED)

    def attended(self, first, last):
        """Attendance on days between the two, both included."""
        return self.filter(state=SignUpState.ATTENDED, training_class__held_on__range=(first, last))


@history.tracked
class ClassSignUp(Belonging, models.Model):
    """报名: one person of an organization in a class. The waiting list is the order of sign-up."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="sign_ups", verbose_name="培训班"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="training_sign_ups", verbose_name="社会组织"
    )
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=40, blank=True)
    state = models.CharField("状态", max_length=12, choices=SignUpState)
    signed_at = models.DateTimeField("报名时间")
    version = models.PositiveIntegerField(default=1)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = "培训报名"
        constraints = [
            models.CheckConstraint(name="class_sign_up_state_known", condition=Q(state__in=SignUpState.values)),
            models.UniqueConstraint(
                name="class_sign_up_once",
                fields=["training_class", "organization", "name"],
                condition=~Q(state=SignUpState.WITHDRAWN),
                violation_error_message="该人员已报名。",
            ),
        ]
        indexes = [models.Index(fields=["organization", "state"], name="class_sign_up_organization")]

    def __str__(self):
        return self.name

    @property
    def state_tone(self) -> str:
        return SIGN_UP_TONES[self.state]
