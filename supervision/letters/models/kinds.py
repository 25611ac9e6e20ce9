"""Kinds of letters, their templates and the periods of service: rows with dates, never constants."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.departments.models import DepartmentKind
from supervision.letters.states import TEMPLATE_MACHINE, TEMPLATE_TONES, Addressees, TemplateState, Way


@history.tracked
class LetterKind(models.Model):
    """文种. `fields` are [{name, label, help, rows}]: what a template may ask of whoever drafts.

    `chases_reply`: a missing reply is a fault (SV-10); a 征询意见函 only records the silence. `needs_plate`: to an
    office that is not below its own, the issuer writes under a plate it carries and not in its own name.
    `is_shared_name`: what it says may be read by everybody in a public notice (its name and number, never its words).
    """

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("文种", max_length=40)
    addressees = models.CharField("发给", max_length=12, choices=Addressees)
    issuers = ArrayField(models.CharField(max_length=20, choices=DepartmentKind), verbose_name="可以发文的单位")
    asks_reply = models.BooleanField("要求回复", default=False)
    reply_workdays = models.PositiveSmallIntegerField("回复时限（工作日）", null=True, blank=True)
    asks_opinion = models.BooleanField("征求意见", default=False)
    chases_reply = models.BooleanField("逾期未复提示", default=True)
    needs_plate = models.BooleanField("对平级单位须用议事机构名义", default=False)
    ways = ArrayField(models.CharField(max_length=12, choices=Way), verbose_name="送达方式")
    fields = models.JSONField("填写项", default=list)
    number_format = models.CharField("文号格式", max_length=80)
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对依据", default=False)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "文种"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="letter_kind_addressees_known", condition=Q(addressees__in=Addressees.values)),
            models.CheckConstraint(
                name="letter_kind_reply_has_days",
                condition=Q(asks_reply=False) | Q(reply_workdays__gte=1),
                violation_error_message="要求回复的文种须写明回复时限。",
            ),
            in_order("letter_kind_in_order"),
        ]

    def __str__(self):
        return self.title

    @property
    def labels(self) -> dict[str, str]:
        return {field["name"]: field["label"] for field in self.fields}

    @property
    def ways_display(self) -> str:
        return "、".join(Way(way).label for way in self.ways)

    @property
    def issuers_display(self) -> str:
        return "、".join(DepartmentKind(one).label for one in self.issuers)


class TemplateQuerySet(ScopedQuerySet):
    """Everybody who writes reads the shared ones; an office's own are its own."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id",),
    }

    def within(self, scope):
        found = super().within(scope)
        return found if scope.kind == ScopeKind.ALL else self.filter(Q(pk__in=found.values("pk")) | Q(department=None))

    def active(self):
        return self.filter(state=TemplateState.ACTIVE)

    def on(self, day):
        return self.active().filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class LetterTemplate(models.Model):
    """范文 of one kind for a time: `department` None is the shared one, an office's own stands before it.

    What is in force is not changed: a new version follows it, put in force by a second person.
    """

    machine = TEMPLATE_MACHINE

    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="templates", verbose_name="文种")
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="使用单位"
    )
    number = models.PositiveSmallIntegerField("版次", default=1)
    title = models.CharField("标题", max_length=120, help_text="可用填写项，如：关于{事由}的督办函。")
    blocks = models.JSONField("内容", default=list)
    note = models.CharField("文末说明", max_length=300, blank=True, help_text="印在文末的小字，如告知权利。")
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对依据", default=False)
    state = models.CharField("状态", max_length=12, choices=TemplateState, default=TemplateState.DRAFT)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True, help_text="含当日")
    changed_at = models.DateTimeField("修改时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "公文范文"
        ordering = ["kind__position", "-number", "pk"]
        constraints = [
            models.CheckConstraint(name="letter_template_state_known", condition=Q(state__in=TemplateState.values)),
            models.CheckConstraint(
                name="letter_template_active_has_day",
                condition=~Q(state=TemplateState.ACTIVE) | Q(valid_from__isnull=False),
            ),
            models.UniqueConstraint(
                name="letter_template_number_once", fields=["kind", "department", "number"], nulls_distinct=False
            ),
            in_order("letter_template_in_order"),
            no_overlap(
                "letter_template_once", "kind", "department", message="同一时期同一文种只能启用一份范文。",
                condition=Q(state=TemplateState.ACTIVE),
            ),
            no_overlap(
                "letter_template_shared_once", "kind", message="同一时期同一文种只能启用一份通用范文。",
                condition=Q(state=TemplateState.ACTIVE, department=None),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.kind}范文第{self.number}版"

    @property
    def competent_department_id(self) -> int | None:
        return self.department_id

    @property
    def competent_department_name(self) -> str:
        return self.department.name if self.department_id else "平台（通用范文随平台提供）"

    @property
    def state_tone(self) -> str:
        return TEMPLATE_TONES[self.state]


@history.tracked
class ServicePeriod(models.Model):
    """One number of service or rectification with the days it holds."""

    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=80)
    value = models.PositiveSmallIntegerField("数值")
    unit = models.CharField("单位", max_length=20)
    source = models.CharField("依据", max_length=200, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    is_verified = models.BooleanField("已核对依据", default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "送达和整改期限"
        ordering = ["code", "valid_from"]
        constraints = [
            no_overlap("service_period_once", "code", message="同一时期同一期限只能有一个数值。"),
            in_order("service_period_in_order"),
        ]

    def __str__(self):
        return self.label


class SeriesQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.AUTHORITY: ("office_id",),
        ScopeKind.RESPONSIBILITY: ("office_id",),
        ScopeKind.PARTY: ("office_id",),
    }


class LetterSeries(models.Model):
    """The last number given under one name for one kind of letter in a year; locked while one is given."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    issuer_name = models.CharField(max_length=100)
    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "公文编号"
        constraints = [
            models.UniqueConstraint(name="letter_series_once", fields=["office", "issuer_name", "kind", "year"])
        ]
