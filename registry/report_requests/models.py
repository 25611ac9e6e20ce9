"""What an organization asks about its yearly report, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.report_requests.states import MACHINE, OPEN, TONES, Against, Consent, RequestKind, RequestState

DECIDED = (RequestState.GRANTED, RequestState.REFUSED)


class ReportRequestQuerySet(BelongingQuerySet):
    def open(self):
        return self.filter(state__in=OPEN)


@history.tracked
class ReportRequest(Belonging, models.Model):
    """One request about one year's report. `filed_on` decides whether it came in time, however long a decision takes.

    A deferral asked for after the deadline is kept as an explanation (逾期说明): it moves nothing.
    """

    machine = MACHINE

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="report_requests")
    obligation = models.ForeignKey(ReportObligation, on_delete=models.PROTECT, related_name="requests")
    report = models.ForeignKey(AnnualReport, null=True, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField("事项", max_length=12, choices=RequestKind)
    against = models.CharField("异议对象", max_length=12, choices=Against, blank=True)
    reason = models.CharField("理由", max_length=1000)
    wanted_until = models.DateField("申请延期至", null=True, blank=True)
    file = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    consent = models.CharField("主管单位意见", max_length=12, choices=Consent, default=Consent.NOT_NEEDED)
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="主管单位"
    )
    consent_document = models.CharField("同意文书", max_length=200, blank=True)
    consent_due_on = models.DateField("主管单位办理期限", null=True, blank=True)
    due_on = models.DateField("决定期限", null=True, blank=True)
    filed_on = models.DateField("申请日期")
    filed_at = models.DateTimeField("申请时间", default=clock.now)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="申请人"
    )
    state = models.CharField("状态", max_length=16, choices=RequestState, default=RequestState.FILED)
    granted_until = models.DateField("准予延期至", null=True, blank=True)
    document = models.CharField("决定文号", max_length=80, blank=True)
    decision_reason = models.CharField("决定理由", max_length=500, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "年报申请"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="report_request_state_known", condition=Q(state__in=RequestState.values)),
            models.CheckConstraint(
                name="report_request_decided_has_day",
                condition=Q(state__in=DECIDED, decided_on__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_on=None)),
            ),
            models.CheckConstraint(
                name="report_request_decided_after_filed",
                condition=Q(decided_on=None) | Q(decided_on__gte=F("filed_on")),
            ),
            models.CheckConstraint(
                name="report_request_objection_says_against",
                condition=(Q(kind=RequestKind.OBJECTION) & ~Q(against=""))
                | (~Q(kind=RequestKind.OBJECTION) & Q(against="")),
            ),
            models.UniqueConstraint(
                name="report_request_one_open",
                fields=["obligation", "kind"],
                condition=Q(state__in=OPEN),
                violation_error_message="同一事项已有一件申请正在办理。",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="report_request_due")]

    def __str__(self):
        return f"{self.obligation.year}年度报告{self.get_kind_display()}申请"

    @property
    def competent_department_id(self) -> int | None:
        if self.state == RequestState.WAITING_CONSENT:
            return self.department_id
        return self.organization.competent_department_id

    @property
    def competent_department_name(self) -> str:
        if self.state == RequestState.WAITING_CONSENT and self.department:
            return self.department.name
        return self.organization.competent_department_name

    @property
    def waits_until(self):
        """The day by which whoever has it should act."""
        return {RequestState.WAITING_CONSENT: self.consent_due_on, RequestState.FILED: self.due_on}.get(self.state)

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
