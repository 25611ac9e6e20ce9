from django.db import models
from django.db.models import Q

from core import history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order
from core.indicators.rates import rate_text
from party_building.party_units.models import PartyUnit
from party_building.year_statements.states import MACHINE, TONES, StatementState, SubjectKind


class StatementGrade(models.Model):
    """评议等次 (好, 较好, 一般, 差): rows with dates."""

    code = models.CharField("代码", max_length=20, unique=True, db_collation="C")
    name = models.CharField("等次", max_length=20)
    order = models.PositiveSmallIntegerField("顺序")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "评议等次"
        ordering = ["order"]
        constraints = [in_order("statement_grade_in_order")]

    def __str__(self):
        return self.name


class YearStatementQuerySet(ScopedQuerySet):
    """Internal: of the party organ that asks for it; a bureau's leader sees those about the offices in her scope."""

    scope_columns = {
        ScopeKind.PARTY: ("office_id",),
        ScopeKind.AUTHORITY: ("department_id",),
    }


@history.tracked
class YearStatement(models.Model):
    """One year of one subject. Its figures are stored with it and do not change once it is final."""

    machine = MACHINE

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="评议单位")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("对象类别", max_length=12, choices=SubjectKind)
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    unit = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="党组织"
    )
    subject_name = models.CharField("述职对象", max_length=120)
    as_of = models.DateField("统计日")
    remarks = models.TextField("工作情况和存在问题", max_length=4000, blank=True)
    grade = models.ForeignKey(
        StatementGrade, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="等次"
    )
    grade_comment = models.CharField("评议意见", max_length=500, blank=True)
    graded_on = models.DateField("评议日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=StatementState, default=StatementState.DRAFT)
    version = models.PositiveIntegerField(default=1)

    objects = YearStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "述职材料"
        constraints = [
            models.CheckConstraint(name="year_statement_kind_known", condition=Q(kind__in=SubjectKind.values)),
            models.CheckConstraint(name="year_statement_state_known", condition=Q(state__in=StatementState.values)),
            models.CheckConstraint(
                name="year_statement_of_one",
                condition=Q(kind=SubjectKind.SECRETARY, unit__isnull=False, department=None)
                | (~Q(kind=SubjectKind.SECRETARY) & Q(unit=None, department__isnull=False)),
            ),
            models.CheckConstraint(
                name="year_statement_graded_whole",
                condition=Q(state=StatementState.GRADED, grade__isnull=False, graded_on__isnull=False)
                | (~Q(state=StatementState.GRADED) & Q(grade=None, graded_on=None)),
            ),
            models.UniqueConstraint(
                name="year_statement_once",
                fields=["office", "year", "kind", "department", "unit"],
                nulls_distinct=False,
                violation_error_message="该对象这一年度的述职材料已经生成。",
            ),
        ]
        indexes = [models.Index(fields=["year", "subject_name", "id"], name="year_statement_year")]

    def __str__(self):
        return f"{self.subject_name}{self.year}年度述职材料"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def competent_department_id(self) -> int:
        return self.office_id

    @property
    def competent_department_name(self) -> str:
        return self.office.name


@history.tracked
class StatementFigure(models.Model):
    """One indicator of a statement: both integers of the year and of the year before. `denominator` null: a count."""

    statement = models.ForeignKey(YearStatement, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField("指标", max_length=60, db_collation="C")
    title = models.CharField("名称", max_length=60)
    unit = models.CharField("单位", max_length=10)
    numerator = models.PositiveIntegerField("本年分子")
    denominator = models.PositiveIntegerField("本年分母", null=True)
    last_numerator = models.PositiveIntegerField("上年分子")
    last_denominator = models.PositiveIntegerField("上年分母", null=True)
    order = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "述职数据"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(name="statement_figure_once", fields=["statement", "code"])]

    def __str__(self):
        return self.title

    def _words(self, numerator: int, denominator: int | None) -> str:
        if denominator is None:
            return f"{numerator}{self.unit}"
        return f"{numerator}/{denominator}（{rate_text(numerator, denominator)}）"

    @property
    def words(self) -> str:
        return self._words(self.numerator, self.denominator)

    @property
    def last_words(self) -> str:
        return self._words(self.last_numerator, self.last_denominator)
