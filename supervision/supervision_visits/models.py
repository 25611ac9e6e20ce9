from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from party_building.places import unit_of
from registry.organizations.models import Organization
from supervision.supervision_visits.states import DONE, MACHINE, OUTCOME_TONES, TONES, Outcome, VisitKind, VisitState
from supervision.task_lists.models import Task

OWN = {ScopeKind.AUTHORITY: ("department_id",), ScopeKind.PARTY: ("department_id",)}


class VisitQuerySet(ScopedQuerySet):
    """Seen by the office that goes and those above it. Whom it visited reads the letter and the task, not this."""

    scope_columns = OWN

    def held(self, first, last):
        return self.filter(state__in=DONE, held_on__range=(first, last))

    def unit_of(self, unit, as_of):
        return unit_of(unit, "department__region")


@history.tracked
class SupervisionVisit(OfOneOffice, models.Model):
    """One round of 督导 or 指导走访: who goes to whom on which day, what was found, what follows."""

    machine = MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="组织单位"
    )
    kind = models.CharField("类别", max_length=12, choices=VisitKind)
    title = models.CharField("主题", max_length=120)
    basis = models.CharField("依据", max_length=200, blank=True)
    aim = models.CharField("督导走访内容", max_length=400)
    planned_on = models.DateField("计划日期")
    held_on = models.DateField("开展日期", null=True, blank=True)
    follow_up_on = models.DateField("回访日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=VisitState, default=VisitState.PLANNED)
    task = models.OneToOneField(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="visit", verbose_name="问题整改任务"
    )
    version = models.PositiveIntegerField(default=1)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "督导走访"
        indexes = [models.Index(fields=["planned_on", "id"], name="supervision_visit_planned")]
        constraints = [
            models.CheckConstraint(name="supervision_visit_kind_known", condition=Q(kind__in=VisitKind.values)),
            models.CheckConstraint(name="supervision_visit_state_known", condition=Q(state__in=VisitState.values)),
            models.CheckConstraint(
                name="supervision_visit_held_has_day",
                condition=Q(state__in=DONE, held_on__isnull=False) | (~Q(state__in=DONE) & Q(held_on=None)),
                violation_error_message="已开展的须写明日期。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_late else TONES[self.state]

    @property
    def is_late(self) -> bool:
        return self.state == VisitState.PLANNED and self.planned_on < clock.today()

    @property
    def needs_follow_up(self) -> bool:
        return self.state == VisitState.HELD and self.follow_up_on is not None and self.follow_up_on <= clock.today()


@history.tracked
class VisitMember(models.Model):
    """Who went: a name and a post; a colleague from another office has no account to point at."""

    visit = models.ForeignKey(SupervisionVisit, on_delete=models.PROTECT, related_name="members")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("单位和职务", max_length=80, blank=True)

    class Meta:
        verbose_name = "督导走访人员"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="visit_member_once", fields=["visit", "name", "post"])]

    def __str__(self):
        return f"{self.name}（{self.post}）" if self.post else self.name


class UnitQuerySet(ScopedQuerySet):
    """Seen with its visit."""

    scope_columns = {kind: ("visit__department_id",) for kind in OWN}

    def held(self, kind, first, last):
        done = self.filter(visit__kind=kind, visit__state__in=DONE, visit__held_on__range=(first, last))
        return done.exclude(outcome=Outcome.ABSENT)

    def first_of_each(self, field):
        """Every office or body once, with its first visit in these rows: their number is 家."""
        earlier = self.filter(**{field: OuterRef(field)}).filter(
            Q(visit__held_on__lt=OuterRef("visit__held_on"))
            | Q(visit__held_on=OuterRef("visit__held_on"), pk__lt=OuterRef("pk"))
        )
        return self.exclude(**{field: None}).exclude(Exists(earlier))

    def unit_of(self, unit, as_of):
        return unit_of(unit, "visit__department__region", "visit__department_id")


@history.tracked
class VisitUnit(models.Model):
    """One office, district or body on the round: an office or a district of a 督导, a body of a 指导走访."""

    visit = models.ForeignKey(SupervisionVisit, on_delete=models.PROTECT, related_name="units")
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="区县"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="supervision_visits",
        verbose_name="社会组织",
    )  # fmt: skip
    outcome = models.CharField("情况", max_length=10, choices=Outcome, blank=True)
    findings = models.TextField("了解的情况和指导意见", max_length=1000, blank=True)
    persons = models.PositiveSmallIntegerField("接受指导人次", default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "督导走访对象"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_unit_of_one",
                condition=Q(department__isnull=False, region=None, organization=None)
                | Q(department=None, region__isnull=False, organization=None)
                | Q(department=None, region=None, organization__isnull=False),
                violation_error_message="请选择一个单位、一个区县或一家社会组织。",
            ),
            models.UniqueConstraint(name="visit_unit_office_once", fields=["visit", "department"]),
            models.UniqueConstraint(name="visit_unit_region_once", fields=["visit", "region"]),
            models.UniqueConstraint(name="visit_unit_organization_once", fields=["visit", "organization"]),
            models.CheckConstraint(name="visit_unit_outcome_known", condition=Q(outcome__in=["", *Outcome.values])),
        ]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self):
        return self.organization or self.department or self.region

    @property
    def badge(self) -> tuple[str, str]:
        return (self.get_outcome_display(), OUTCOME_TONES[self.outcome]) if self.outcome else ("待登记", "info")


@history.tracked
class VisitProblem(models.Model):
    """What was found and has to be put right: becomes a row of the visit's task."""

    unit = models.ForeignKey(VisitUnit, on_delete=models.PROTECT, related_name="problems", verbose_name="对象")
    words = models.CharField("问题", max_length=400)
    responsible = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="整改责任单位"
    )
    due_on = models.DateField("整改期限")
    is_handed_over = models.BooleanField("已转任务", default=False)

    class Meta:
        verbose_name = "督导走访问题"
        ordering = ["pk"]

    def __str__(self):
        return self.words
