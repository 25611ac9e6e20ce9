from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import in_order
from core.departments.belonging import OfOneOffice
from core.departments.models import Department, DepartmentKind, RegionLevel
from core.writeoff.models import WriteOffList, WriteOffRow
from core.writeoff.states import UNDONE, RowState
from registry.organizations.models import Organization
from supervision.risk_alerts.models import RiskAlert
from supervision.task_lists.periods import words_of
from supervision.task_lists.states import MACHINE, TONES, Frequency, SourceKind, TaskState

OFFICE_LINES = (ScopeKind.AUTHORITY, ScopeKind.RESPONSIBILITY, ScopeKind.PARTY)


def offices_of(scope):
    """The offices a seat works for along its line: its own and those below, a street's by its territory."""
    if scope.kind in OFFICE_LINES:
        return Department.objects.filter(pk__in=scope.ids)
    if scope.kind == ScopeKind.TERRITORY and scope.level == RegionLevel.TOWNSHIP:
        return Department.objects.filter(region_id__in=scope.ids, kind=DepartmentKind.STREET)
    return Department.objects.none()


class TaskQuerySet(ScopedQuerySet):
    """Seen by the issuer from the first word on; once issued, by every office that has a row in it or helps."""

    def within(self, scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        offices = offices_of(scope).values("pk")
        rows = WriteOffRow.objects.filter(responsible__in=offices)
        helped = TaskPartner.objects.filter(department__in=offices)
        reached = Q(book__in=rows.values("write_off_list")) | Q(pk__in=helped.values("task"))
        return self.filter(Q(department__in=offices) | Q(reached, state=TaskState.ISSUED))

    def issued(self):
        return self.filter(state=TaskState.ISSUED)

    def with_counts(self, as_of=None):
        """`total`, `closed`, `waiting` and `overdue` rows; struck rows are in none of them."""
        day = as_of or clock.today()
        return self.annotate(
            total=Count("book__rows", filter=~Q(book__rows__state=RowState.STRUCK)),
            closed=Count("book__rows", filter=Q(book__rows__state=RowState.CONFIRMED)),
            waiting=Count("book__rows", filter=Q(book__rows__state=RowState.APPLIED)),
            overdue=Count("book__rows", filter=Q(book__rows__state__in=UNDONE, book__rows__due_on__lt=day)),
        )

    def unfinished(self):
        rows = WriteOffRow.objects.filter(write_off_list=OuterRef("book"), state__in=UNDONE)
        return self.issued().filter(Exists(rows))


class SeriesQuerySet(ScopedQuerySet):
    scope_columns = {kind: ("department_id",) for kind in OFFICE_LINES}

    def running(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class TaskSeries(OfOneOffice, models.Model):
    """周期任务: every month or quarter the same order to the same offices. `pattern` is the first one.

    A period's task is due on `due_day` of its last month.
    """

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="下达单位"
    )
    frequency = models.CharField("周期", max_length=10, choices=Frequency)
    due_day = models.PositiveSmallIntegerField("每期截止日", help_text="每期最后一个月的第几日。")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为长期")
    version = models.PositiveIntegerField(default=1)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "周期任务"
        constraints = [
            in_order("task_series_in_order"),
            models.CheckConstraint(name="task_series_frequency_known", condition=Q(frequency__in=Frequency.values)),
            models.CheckConstraint(
                name="task_series_day_in_every_month",
                condition=Q(due_day__range=(1, 28)),
                violation_error_message="每期截止日须在1至28之间。",
            ),
        ]

    def __str__(self):
        return f"{self.get_frequency_display()}任务"

    @property
    def pattern(self) -> "Task":
        return self.tasks.order_by("period", "pk").first()


@history.tracked
class Task(OfOneOffice, models.Model):
    """任务. `department` issues it. `book` holds its rows from the day it is issued on; before, its targets are named
    in TaskTarget and may change. `lead` is the owner office, `lead_person` the owner.
    """

    machine = MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="下达单位"
    )
    title = models.CharField("任务名称", max_length=110)
    source_kind = models.CharField("来源", max_length=12, choices=SourceKind)
    source_title = models.CharField("来源文件、会议或事项", max_length=160, blank=True)
    source_number = models.CharField("文号", max_length=80, blank=True)
    source_on = models.DateField("来源日期", null=True, blank=True)
    requirement = models.TextField("任务要求", max_length=1000)
    lead = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="牵头承办单位"
    )
    lead_person = models.CharField("承办人", max_length=60, blank=True)
    due_on = models.DateField("完成期限")
    alert = models.ForeignKey(
        RiskAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="风险预警"
    )
    series = models.ForeignKey(
        TaskSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", verbose_name="周期任务"
    )
    period = models.CharField("所属期", max_length=10, blank=True)
    target_words = models.CharField("对象筛选条件", max_length=300, blank=True)
    frozen_on = models.DateField("对象名单确定日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=TaskState, default=TaskState.DRAFT)
    book = models.OneToOneField(
        WriteOffList, null=True, blank=True, on_delete=models.PROTECT, related_name="task", verbose_name="清账销号台账"
    )
    issued_on = models.DateField("下达日期", null=True, blank=True)
    drafted_at = models.DateTimeField("拟定时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"
        indexes = [models.Index(fields=["due_on", "id"], name="task_due")]
        constraints = [
            models.CheckConstraint(name="task_state_known", condition=Q(state__in=TaskState.values)),
            models.CheckConstraint(name="task_source_known", condition=Q(source_kind__in=SourceKind.values)),
            models.CheckConstraint(
                name="task_issued_has_rows",
                condition=Q(state=TaskState.ISSUED, book__isnull=False, issued_on__isnull=False)
                | (~Q(state=TaskState.ISSUED) & Q(book=None, issued_on=None)),
                violation_error_message="下达的任务须有事项和下达日期。",
            ),
            models.CheckConstraint(
                name="task_period_of_series",
                condition=Q(series=None, period="") | (Q(series__isnull=False) & ~Q(period="")),
            ),
            models.UniqueConstraint(
                name="task_period_once", fields=["series", "period"], violation_error_message="该期任务已经生成。"
            ),
        ]

    def __str__(self):
        return self.full_title

    @property
    def full_title(self) -> str:
        return f"{self.title}（{words_of(self.period)}）" if self.period else self.title

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def source(self) -> str:
        words = [self.get_source_kind_display(), self.source_title, self.source_number]
        return " ".join(word for word in words if word)


@history.tracked
class TaskTarget(models.Model):
    """One thing the task is about, before and as it was issued: an organization, or what one office has to do."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="targets", verbose_name="任务")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织"
    )
    responsible = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="承办单位"
    )
    person = models.CharField("承办人", max_length=60, blank=True)
    problem = models.CharField("具体事项", max_length=400, blank=True)
    due_on = models.DateField("完成期限", null=True, blank=True)

    class Meta:
        verbose_name = "任务对象"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="task_target_organization_once",
                fields=["task", "organization", "problem"],
                condition=Q(organization__isnull=False),
                violation_error_message="该社会组织已在对象名单中。",
            ),
            models.UniqueConstraint(
                name="task_target_office_once",
                fields=["task", "responsible", "problem"],
                condition=Q(organization=None),
                violation_error_message="该单位已在对象名单中。",
            ),
        ]

    def __str__(self):
        return str(self.organization or self.responsible)


@history.tracked
class TaskPartner(models.Model):
    """协办单位: sees the task and marks milestones; what it has to do alone is a target of its own."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="partners", verbose_name="任务")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="协办单位"
    )

    class Meta:
        verbose_name = "协办单位"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="task_partner_once", fields=["task", "department"])]

    def __str__(self):
        return str(self.department)


class TaskOffice(OfOneOffice, models.Model):
    """What one office has open in one task: the thing a work item is about. Kept up by `actions.settle`."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="offices")
    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "任务承办单位"
        constraints = [models.UniqueConstraint(name="task_office_once", fields=["task", "department"])]


@history.tracked
class Milestone(models.Model):
    """时间节点. `done_on` is a day that was, written by an office that works on the task."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="milestones", verbose_name="任务")
    title = models.CharField("节点", max_length=120)
    due_on = models.DateField("节点日期")
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="登记人",
    )

    class Meta:
        verbose_name = "时间节点"
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.title

    @property
    def badge(self) -> tuple[str, str]:
        if self.done_on:
            return ("按期完成", "ok") if self.done_on <= self.due_on else ("逾期完成", "warning")
        return ("已逾期", "danger") if self.due_on < clock.today() else ("未到", "neutral")


class PaceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class TaskPace(models.Model):
    """When an office is reminded and when the issuer is told, in working days, for a time."""

    remind_workdays = models.PositiveSmallIntegerField("到期前提醒（工作日）")
    escalate_workdays = models.PositiveSmallIntegerField("逾期后报下达单位（工作日）")
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = PaceQuerySet.as_manager()

    class Meta:
        verbose_name = "任务提醒时限"
        constraints = [in_order("task_pace_in_order")]

    def __str__(self):
        return f"提前{self.remind_workdays}、逾期{self.escalate_workdays}个工作日"
