from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import NoReverseMatch, reverse

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.departments.models import RegionLevel
from core.files.models import StoredFile
from core.writeoff.states import ROW_MACHINE, TONES, UNDONE, RowState


class RowQuerySet(ScopedQuerySet):
    """Who leads the list, who is responsible for the row, who confirms it; nobody else. A street's seat sees by
    territory: it sees the rows its own office is responsible for."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("write_off_list__department_id", "responsible_id"),
        ScopeKind.RESPONSIBILITY: ("responsible_id", "write_off_list__second_department_id"),
        ScopeKind.PARTY: (
            "responsible_id",
            "write_off_list__second_department_id",
            "write_off_list__department_id",
        ),  # a party organ leads lists of its own
        ScopeKind.TERRITORY: {RegionLevel.TOWNSHIP: "responsible__region_id"},
    }

    def undone(self):
        return self.filter(state__in=UNDONE)

    def overdue(self, as_of=None):
        return self.undone().filter(due_on__lt=as_of or clock.today())

    def counts(self, as_of=None) -> dict[str, int]:
        """Total, closed, struck, waiting and overdue, in one query. Struck rows are not in the total."""
        day = as_of or clock.today()
        return self.aggregate(
            total=Count("pk", filter=~Q(state=RowState.STRUCK)),
            closed=Count("pk", filter=Q(state=RowState.CONFIRMED)),
            applied=Count("pk", filter=Q(state=RowState.APPLIED)),
            striking=Count("pk", filter=Q(state=RowState.STRIKING)),
            struck=Count("pk", filter=Q(state=RowState.STRUCK)),
            overdue=Count("pk", filter=Q(state__in=UNDONE, due_on__lt=day)),
        )


class ListQuerySet(ScopedQuerySet):
    """A list is seen by its owner, its second unit, and every office that has a row in it."""

    scope_columns = {
        kind: ("department_id", "second_department_id")
        for kind in (ScopeKind.AUTHORITY, ScopeKind.RESPONSIBILITY, ScopeKind.PARTY)
    } | {ScopeKind.TERRITORY: {RegionLevel.TOWNSHIP: "department__region_id"}}

    def within(self, scope):
        reached = super().within(scope)
        if scope.kind not in RowQuerySet.scope_columns or not scope.ids:
            return reached
        rows = WriteOffRow.objects.within(scope).order_by()
        return self.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=rows.values("write_off_list")))

    def with_counts(self, as_of=None):
        day = as_of or clock.today()
        return self.annotate(
            total=Count("rows", filter=~Q(rows__state=RowState.STRUCK)),
            closed=Count("rows", filter=Q(rows__state=RowState.CONFIRMED)),
            overdue=Count("rows", filter=Q(rows__state__in=UNDONE, rows__due_on__lt=day)),
        )


@history.tracked
class WriteOffList(OfOneOffice, models.Model):
    """清账销号台账. `department` leads it; `second_department` confirms the rows that are the leading office's own."""

    title = models.CharField("台账名称", max_length=120)
    kind = models.CharField("类别", max_length=40)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="牵头单位"
    )
    second_department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="复核单位"
    )
    basis = models.CharField("依据文件", max_length=200, blank=True)
    due_on = models.DateField("总体完成期限")
    source = models.CharField("数据来源", max_length=40, blank=True)
    source_args = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField("建立时间", default=clock.now)
    fed_at = models.DateTimeField("最近核对", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = "清账销号台账"
        constraints = [
            models.CheckConstraint(
                name="write_off_list_two_units",
                condition=Q(second_department=None) | ~Q(second_department=F("department")),
                violation_error_message="复核单位不能与牵头单位相同。",
            ),
        ]

    def __str__(self):
        return self.title


@history.tracked
class WriteOffRow(models.Model):
    """One thing to put right. `key` says which finding of the feed it is, "" for rows entered by hand."""

    machine = ROW_MACHINE

    write_off_list = models.ForeignKey(
        WriteOffList, on_delete=models.PROTECT, related_name="rows", verbose_name="台账"
    )
    number = models.PositiveIntegerField("序号")
    key = models.CharField(max_length=120, blank=True, db_collation="C")
    organization_key = models.BigIntegerField("社会组织", null=True, blank=True)
    subject = models.CharField("对象", max_length=160)
    url_name = models.CharField(max_length=80, blank=True)
    url_args = models.JSONField(default=list, blank=True)
    problem = models.CharField("问题", max_length=400)
    measure = models.CharField("整改措施", max_length=300, blank=True)
    responsible = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    within_office = models.BooleanField(
        "由本单位另一人确认", default=False, help_text="牵头单位自己负责、不设复核单位的事项。"
    )
    person = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("完成期限")
    state = models.CharField("状态", max_length=12, choices=RowState, default=RowState.OPEN)
    applied_department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="申请单位"
    )
    confirmed_department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="确认单位"
    )
    closed_on = models.DateField("销号日期", null=True)
    strike_document = models.CharField("核减依据", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = "清账销号事项"
        indexes = [
            models.Index(fields=["due_on", "id"], name="write_off_row_due"),
            models.Index(fields=["organization_key"], name="write_off_row_organization"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="write_off_row_number_once",
                fields=["write_off_list", "number"],
                violation_error_message="该台账中已有这个序号。",
            ),
            models.UniqueConstraint(
                name="write_off_row_finding_once",
                fields=["write_off_list", "key"],
                condition=~Q(key=""),
                violation_error_message="该问题已列入台账。",
            ),
            models.CheckConstraint(name="write_off_row_state_known", condition=Q(state__in=RowState.values)),
            models.CheckConstraint(
                name="write_off_row_confirmed_by_second_unit",
                condition=~Q(state=RowState.CONFIRMED)
                | Q(confirmed_department__isnull=False, closed_on__isnull=False)
                & (Q(within_office=True) | ~Q(confirmed_department=F("applied_department"))),
                violation_error_message="销号须由申请单位以外的单位确认。",
            ),
            models.CheckConstraint(
                name="write_off_row_struck_has_document",
                condition=~Q(state__in=[RowState.STRIKING, RowState.STRUCK]) | ~Q(strike_document=""),
                violation_error_message="核减须写明依据文件。",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.subject}"

    @property
    def second_unit(self):
        """Who confirms: the leading office, or the list's second unit where the leading office is responsible.

        What stays `within_office` is confirmed by another person of the leading office itself.
        """
        its = self.write_off_list
        is_own = self.responsible_id == its.department_id and not self.within_office
        return its.second_department if is_own else its.department

    @property
    def competent_department_id(self) -> int | None:
        """Whose act the next step is."""
        if self.state == RowState.OPEN:
            return self.responsible_id
        return self.second_unit.pk if self.second_unit else None

    @property
    def competent_department_name(self) -> str:
        office = self.responsible if self.state == RowState.OPEN else self.second_unit
        return office.name if office else "该台账的复核单位（尚未指定）"

    @property
    def is_overdue(self) -> bool:
        return self.state in UNDONE and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue and self.state == RowState.OPEN else TONES[self.state]

    @property
    def subject_url(self) -> str:
        try:
            return reverse(self.url_name, args=self.url_args) if self.url_name else ""
        except NoReverseMatch:
            return ""


class RowPaper(models.Model):
    """What an office says on a row, with a file where there is one. Append-only. No person: the portal's own words."""

    text = models.CharField("说明", max_length=500)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="附件")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="提交人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="提交单位"
    )
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


class WriteOffEvidence(RowPaper):
    """佐证: what was done, handed in with an application to write off."""

    row = models.ForeignKey(WriteOffRow, on_delete=models.PROTECT, related_name="evidence")
    label = "佐证"

    class Meta(RowPaper.Meta):
        verbose_name = "佐证"


class WriteOffNote(RowPaper):
    """进展记录: how far it has come. Changes no state."""

    row = models.ForeignKey(WriteOffRow, on_delete=models.PROTECT, related_name="notes")
    label = "进展"

    class Meta(RowPaper.Meta):
        verbose_name = "进展记录"
