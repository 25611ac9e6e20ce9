import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from registry.identifiers.issues import Severity
from registry.imports.states import BATCH_MACHINE, BUSY, STATE_TONES, BatchState, Decision, GapKind, Mode, Outcome
from registry.organizations.models import Organization
from registry.organizations.states import OrgType


def _department(label: str, related_name: str = "+"):
    return models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name=related_name, verbose_name=label
    )


def _user(label: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class OfficeLists(ScopedQuerySet):
    """Lists are an office's own work, seen by it and the offices above; of kinds that the seat may bring itself.

    Lists of the machinery (departments, posts) follow no line: whoever keeps it sees them all.
    """

    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}

    def visible_to(self, actor):
        if actor.is_system:
            return self.all()
        by_line = self.within(actor.scope).filter(**{f"{self.scope_prefix}has_line": True})
        rows = by_line | self.filter(**{f"{self.scope_prefix}has_line": False})
        if actor.department_id is not None:
            rows |= self.filter(**{f"{self.scope_prefix}department_id": actor.department_id})
        return rows.filter(**{f"{self.scope_prefix}permission__in": sorted(actor.permissions)})


class ImportBatchQuerySet(OfficeLists):
    pass


@history.tracked
class ImportBatch(OfOneOffice, models.Model):
    """One uploaded list. `header` and `mapping` run in parallel: mapping[i] is the target of column i, or "".

    `permission` and `has_line` are the kind's, copied so that scope stays in the query. `reading` is how the file was
    read (encoding, delimiter, sheet and what else came into question); `notes` say what was not read.
    """

    machine = BATCH_MACHINE

    kind = models.CharField("名单种类", max_length=40, default="organizations")
    permission = models.CharField("所需权限", max_length=60, default="organizations.view")
    has_line = models.BooleanField("按管理关系可见", default=True)
    mode = models.CharField("导入方式", max_length=8, choices=Mode, default=Mode.BOTH)
    reading = models.JSONField("读取方式", default=dict)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    department = _department("导入部门")
    registering_authority = _department("登记管理机关")
    state = models.CharField("状态", max_length=12, choices=BatchState, default=BatchState.UPLOADED)
    header = models.JSONField("表头", default=list)
    signature = models.CharField("表头特征", max_length=64, db_collation="C")
    mapping = models.JSONField("列对应", default=list)
    org_type = models.CharField("默认组织类型", max_length=1, choices=OrgType, blank=True)
    list_date = models.DateField("名单日期", null=True, blank=True, help_text="名单反映哪一天的情况；不填为上传当日")
    source = models.CharField("名单来源", max_length=120, blank=True)
    is_mapping_remembered = models.BooleanField("沿用上次的列对应", default=False)
    row_count = models.PositiveIntegerField("行数", default=0)
    samples = models.JSONField("样例行", default=list)
    overrides = models.JSONField("整类说明", default=dict)
    notes = models.JSONField("读取说明", default=list)
    job = models.ForeignKey("core.Job", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    uploaded_by = _user("上传人")
    uploaded_at = models.DateTimeField("上传时间", default=clock.now)
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤回时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"
        constraints = [
            models.CheckConstraint(name="import_batch_state_known", condition=Q(state__in=BatchState.values)),
            models.CheckConstraint(
                name="import_batch_mode_known",
                condition=Q(mode__in=Mode.values),
                violation_error_message="请选择导入方式。",
            ),
            models.CheckConstraint(
                name="import_batch_applied_has_time",
                condition=~Q(state__in=[BatchState.APPLIED, BatchState.UNDONE]) | Q(applied_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["department", "-id"], name="import_batch_department")]

    def __str__(self):
        return self.file.name

    @property
    def origin(self) -> str:
        """Kept with every history event of the rows it writes."""
        return f"import:{self.pk}"

    @property
    def document(self) -> str:
        """What stands on the facts it writes."""
        return (self.source or f"名单导入：{self.file.name}")[:200]

    @property
    def first_day(self) -> datetime.date:
        """The day its changes take effect."""
        return self.list_date or clock.today()

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY

    @property
    def state_tone(self) -> str:
        return STATE_TONES[self.state]


class ImportRowQuerySet(OfficeLists):
    scope_prefix = "batch__"

    def blocked(self):
        """Held up by an error, or by a doubt nobody has given a reason for."""
        return self.filter(severity__in=[Severity.ERROR, Severity.CONFIRM]).exclude(decision=Decision.SKIP)

    def ready(self):
        return self.exclude(severity__in=[Severity.ERROR, Severity.CONFIRM]).exclude(decision=Decision.SKIP)


class ImportRow(models.Model):
    """One line of a list. `issues` are what the check found; `overrides` the reasons given, by issue code.

    `severity` is the worst issue that no reason covers yet. `subject_id` is the record of the batch's kind that
    the row means or made; `candidates` are all that came into question, `chosen_id` the one a clerk picked. Of the
    proposed `changes` those in `kept` stay as the record has them. `before`/`after` say, field by field, what
    applying changed; undoing compares with them.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("行号")
    raw = models.JSONField("原文", default=list)
    numeric = models.JSONField("数字单元格", default=list)
    values = models.JSONField("识别结果", default=dict)
    issues = models.JSONField("问题", default=list)
    issue_codes = ArrayField(models.CharField(max_length=40), default=list)
    severity = models.CharField("最重问题", max_length=8, blank=True)
    overrides = models.JSONField("说明", default=dict)
    decision = models.CharField("处理", max_length=8, choices=Decision, default=Decision.CREATE)
    is_decided = models.BooleanField("人工确定", default=False)
    match_on = models.CharField("匹配依据", max_length=20, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="社会组织"
    )
    subject_id = models.BigIntegerField("对应的记录", null=True, blank=True)
    chosen_id = models.BigIntegerField("选定的记录", null=True, blank=True)
    candidates = models.JSONField("可能的记录", default=list)
    changes = models.JSONField("拟修改", default=dict)
    kept = ArrayField(models.CharField(max_length=60), default=list)
    before = models.JSONField("导入前", default=dict)
    after = models.JSONField("导入后", default=dict)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True)
    outcome_note = models.CharField("结果说明", max_length=300, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "导入行"
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(name="import_row_line_once", fields=["batch", "line"]),
            models.CheckConstraint(name="import_row_decision_known", condition=Q(decision__in=Decision.values)),
        ]
        indexes = [
            models.Index(fields=["batch", "severity", "line"], name="import_row_severity"),
            models.Index(fields=["organization"], name="import_row_organization"),
            GinIndex(fields=["issue_codes"], name="import_row_codes"),
        ]

    def __str__(self):
        return f"第{self.line}行"

    @property
    def wanted(self) -> dict[str, list]:
        """The changes that are to be made: field → [what it was, what it becomes]."""
        return {name: pair for name, pair in self.changes.items() if name not in self.kept}


class ColumnMapping(models.Model):
    """How an office reads a header it has met before."""

    department = _department("部门")
    kind = models.CharField("名单种类", max_length=40, default="organizations")
    signature = models.CharField("表头特征", max_length=64, db_collation="C")
    header = models.JSONField("表头")
    mapping = models.JSONField("列对应")
    org_type = models.CharField("默认组织类型", max_length=1, choices=OrgType, blank=True)
    source = models.CharField("名单来源", max_length=120, blank=True)
    mode = models.CharField("导入方式", max_length=8, choices=Mode, default=Mode.BOTH)
    saved_by = _user("保存人")
    saved_at = models.DateTimeField("保存时间", default=clock.now)

    class Meta:
        verbose_name = "列对应"
        constraints = [
            models.UniqueConstraint(name="column_mapping_once", fields=["department", "kind", "signature"]),
        ]

    def __str__(self):
        return "、".join(self.header)[:60]


class ImportGapQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}

    def open(self):
        return self.filter(resolved_at=None)


@history.tracked
class ImportGap(OfOneOffice, models.Model):
    """A word of a list that the portal does not know: a city outside its regions, a unit that is no department.

    Resolving it once answers every row of the office that used the word, past and future.
    """

    department = _department("部门")
    kind = models.CharField("类别", max_length=10, choices=GapKind)
    word = models.CharField("名单中的写法", max_length=120)
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    unit = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    first_seen_at = models.DateTimeField("首次出现", default=clock.now)
    resolved_at = models.DateTimeField("处理时间", null=True, blank=True)
    resolved_by = _user("处理人")

    objects = ImportGapQuerySet.as_manager()

    class Meta:
        verbose_name = "未匹配项"
        constraints = [
            models.UniqueConstraint(name="import_gap_once", fields=["department", "kind", "word"]),
            models.CheckConstraint(name="import_gap_kind_known", condition=Q(kind__in=GapKind.values)),
            models.CheckConstraint(
                name="import_gap_resolved_says_what",
                condition=Q(resolved_at=None) | Q(region__isnull=False) | Q(unit__isnull=False),
            ),
        ]
        ordering = ["kind", "word"]

    def __str__(self):
        return self.word
