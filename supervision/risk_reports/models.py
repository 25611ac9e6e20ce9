import uuid

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, F, Q, Value

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import in_order, no_overlap
from core.departments.models import RegionLevel
from core.files.models import StoredFile
from supervision.illegal_orgs.models import Lead
from supervision.risk_reports.states import (
    COLOUR_TONES,
    MACHINE,
    ON_THE_CLOCK,
    OPEN,
    OUTCOMES,
    TONES,
    About,
    Colour,
    ReportState,
    Stage,
    Unit,
    Urgency,
)


class InForceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class RiskKind(models.Model):
    """风险类别: rows, so that a city can have its own and end one."""

    code = models.CharField("代码", max_length=30)
    label = models.CharField("类别", max_length=40)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "风险类别"
        ordering = ["position", "pk"]
        constraints = [
            no_overlap("risk_kind_once", "code", message="同一时期同一类别只能有一条。"),
            in_order("risk_kind_in_order"),
        ]

    def __str__(self):
        return self.label


@history.tracked
class RiskClock(models.Model):
    """办理时限 of one level for a time: how long it may judge, and how long handle what it found true."""

    level = models.PositiveSmallIntegerField("层级", choices=RegionLevel)
    stage = models.CharField("环节", max_length=10, choices=Stage)
    urgency = models.CharField("缓急", max_length=10, choices=Urgency)
    amount = models.PositiveSmallIntegerField("时限")
    unit = models.CharField("单位", max_length=10, choices=Unit)
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "风险报送办理时限"
        ordering = ["-level", "stage", "urgency", "valid_from"]
        constraints = [
            no_overlap("risk_clock_once", "level", "stage", "urgency", message="同一时期只能有一个时限。"),
            in_order("risk_clock_in_order"),
            models.CheckConstraint(name="risk_clock_level_known", condition=Q(level__in=(1, 2, 3))),
            models.CheckConstraint(name="risk_clock_positive", condition=Q(amount__gte=1)),
        ]

    def __str__(self):
        return f"{self.get_level_display()}级{self.get_stage_display()}（{self.get_urgency_display()}）"

    @property
    def words(self) -> str:
        return f"{self.amount}{self.get_unit_display()}"


REGIONS = {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"}


class RiskReportQuerySet(ScopedQuerySet):
    """Own region and below; the bureau of the district and the one above it; another office once it was handed on."""

    scope_columns = {
        ScopeKind.TERRITORY: REGIONS,
        ScopeKind.AUTHORITY: ("authority_id", "handed_to_id"),
        ScopeKind.RESPONSIBILITY: ("handed_to_id",),
        ScopeKind.PARTY: ("handed_to_id",),
    }

    def open(self):
        return self.filter(state__in=OPEN)

    def overdue(self, moment):
        """The clock of the office has run out; the last moment itself is in time."""
        return self.filter(state__in=ON_THE_CLOCK, due_at__lt=moment)

    def received_between(self, first, last):
        return self.filter(received_at__gte=clock.start_of(first), received_at__lt=clock.end_of(last))

    def unit_of(self, unit: str, as_of):
        """Broken down by where it happened, never by who reported."""
        column = {"city": "city_id", "district": "district_id", "street": "street_id"}.get(unit)
        return F(column) if column else Value(None, output_field=BigIntegerField())


def _region(label: str, **options):
    options = {"null": True, "blank": True, "db_index": False, **options}
    return models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name=label, **options)


def _office(label: str, **options):
    return models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name=label, **options
    )


@history.tracked
class RiskReport(models.Model):
    """One report. `level` is the level of administration (3 street, 2 district, 1 city) at which it lies and `office`
    the office that has to act now, or acted last. `severity` is another thing: how grave it was judged.

    `client_key` is made by the phone: the same report sent twice is one row. `reporter` never leaves the line.
    `main` ties a report to another of the same matter; each keeps its own clock.
    """

    machine = MACHINE

    client_key = models.UUIDField("客户端编号", default=uuid.uuid4)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="报送人"
    )
    reporter_office = _office("报送人所在单位", null=True)
    kind = models.ForeignKey(RiskKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    urgency = models.CharField("缓急", max_length=10, choices=Urgency, default=Urgency.NORMAL)
    severity = models.CharField("等级", max_length=10, choices=Colour, blank=True)
    what = models.TextField("情况", max_length=1000)
    region = _region("所在区划", null=False)
    city, district = _region("所在市"), _region("所在区县")
    street, community = _region("所在镇街"), _region("所在村居")
    place = models.CharField("具体地点", max_length=120, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    about = models.CharField("涉及组织", max_length=12, choices=About, default=About.UNSURE)
    organization = models.ForeignKey(
        "registry.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="社会组织",
    )  # fmt: skip
    body_name = models.CharField("所称名称", max_length=120, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="照片")
    seen_at = models.DateTimeField("看到的时间")
    received_at = models.DateTimeField("收到时间", default=clock.now)
    level = models.PositiveSmallIntegerField("所在层级", choices=RegionLevel)
    office = _office("办理单位")
    authority = _office("区县民政部门")
    handed_to = _office("转办单位", null=True, blank=True)
    due_at = models.DateTimeField("办理期限", null=True, blank=True)
    warned_at = models.DateTimeField("到期提醒时间", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=ReportState, default=ReportState.RECEIVED)
    outcome = models.CharField("办理结果", max_length=500, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    main = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="tied", verbose_name="并入"
    )
    lead = models.ForeignKey(
        Lead, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_reports", verbose_name="线索"
    )
    version = models.PositiveIntegerField(default=1)

    objects = RiskReportQuerySet.as_manager()

    class Meta:
        verbose_name = "风险报送"
        indexes = [
            models.Index(fields=["city", "-id"], name="risk_report_city"),
            models.Index(fields=["district", "-id"], name="risk_report_district"),
            models.Index(fields=["street", "-id"], name="risk_report_street"),
            models.Index(fields=["community", "-id"], name="risk_report_community"),
            models.Index(fields=["due_at", "id"], condition=Q(state__in=ON_THE_CLOCK), name="risk_report_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="risk_report_sent_once",
                fields=["reporter", "client_key"],
                violation_error_message="这条情况已经收到。",
            ),
            models.CheckConstraint(name="risk_report_state_known", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(name="risk_report_level_known", condition=Q(level__in=(1, 2, 3))),
            models.CheckConstraint(name="risk_report_urgency_known", condition=Q(urgency__in=Urgency.values)),
            models.CheckConstraint(name="risk_report_severity_known", condition=Q(severity__in=["", *Colour.values])),
            models.CheckConstraint(
                name="risk_report_clock_runs_while_open",
                condition=Q(state__in=ON_THE_CLOCK, due_at__isnull=False)
                | (~Q(state__in=ON_THE_CLOCK) & Q(due_at=None)),
            ),
            models.CheckConstraint(
                name="risk_report_closed_has_time",
                condition=Q(state__in=OPEN, closed_at=None) | (~Q(state__in=OPEN) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="risk_report_about_says_whom",
                condition=Q(about=About.REGISTERED, organization__isnull=False)
                | Q(about=About.UNSURE, organization=None)
                | (Q(about=About.UNLISTED, organization=None) & ~Q(body_name="")),
                violation_error_message="请选择涉及的社会组织，或者写明它的名称。",
            ),
            models.CheckConstraint(name="risk_report_tied_to_another", condition=Q(main=None) | ~Q(main=F("id"))),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        return f"FX{clock.date_of(self.received_at).year}-{self.pk:05d}"

    @property
    def competent_department_id(self) -> int:
        return self.office_id

    @property
    def competent_department_name(self) -> str:
        return self.office.name

    @property
    def body_words(self) -> str:
        """Whom it is about, as far as known."""
        if self.organization_id:
            return self.organization.name
        return self.body_name or "没有说明"

    @property
    def headline(self) -> str:
        """What a page is called: the body where one was named, else the kind."""
        return self.body_words if self.organization_id or self.body_name else self.kind.label

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at < clock.now()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES.get(self.state, "neutral")

    @property
    def severity_tone(self) -> str:
        return COLOUR_TONES.get(self.severity, "neutral")

    @property
    def plain_words(self) -> str:
        """Where it stands, for whoever reported it."""
        return OUTCOMES[self.state].format(office=self.office)


class RiskLeg(models.Model):
    """One stay of a report at one office: when it came, by when, what became of it. The visible chain."""

    report = models.ForeignKey(RiskReport, on_delete=models.PROTECT, related_name="legs")
    level = models.PositiveSmallIntegerField("层级", choices=RegionLevel)
    office = _office("单位")
    stage = models.CharField("环节", max_length=10, choices=Stage)
    arrived_at = models.DateTimeField("到达时间")
    due_at = models.DateTimeField("期限")
    left_at = models.DateTimeField("离开时间", null=True, blank=True)
    step = models.CharField("怎样离开", max_length=20, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "风险报送流转"
        ordering = ["arrived_at", "pk"]
        indexes = [models.Index(fields=["report", "arrived_at"], name="risk_leg_of")]
        constraints = [
            models.UniqueConstraint(name="risk_leg_one_open", fields=["report"], condition=Q(left_at=None)),
            models.CheckConstraint(
                name="risk_leg_in_order", condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at"))
            ),
        ]

    @property
    def is_late(self) -> bool:
        return (self.left_at or clock.now()) > self.due_at


class RiskNote(models.Model):
    """补充: what the reporter adds later, or an office asks for. Append-only."""

    report = models.ForeignKey(RiskReport, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField("内容", max_length=500)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="照片")
    is_from_reporter = models.BooleanField("报送人补充", default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = _office("单位", null=True)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "风险报送补充"
        ordering = ["at", "pk"]
