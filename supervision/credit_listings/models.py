from django.conf import settings
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery

from core import clock, history
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.credit_listings.states import (
    ENTRY_TONES,
    MACHINE,
    RUNNING,
    TOLD,
    TONES,
    CaseState,
    CertificateJudgment,
    EntryEnd,
    EntryState,
    Outcome,
    StatementKind,
)
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.states import CreditList
from supervision.letters.models import Letter
from supervision.penalties.models import Penalty
from supervision.rectifications.models import RectificationOrder
from supervision.risk_alerts.models import RiskAlert


class CreditEntryQuerySet(BelongingQuerySet):
    def visible_to(self, actor):
        """The organization reads where it stands; what was removed or wrong no more."""
        rows = super().visible_to(actor)
        return rows.filter(state=EntryState.LISTED) if actor.is_organization_side else rows

    def listed(self):
        return self.filter(state=EntryState.LISTED)

    def listed_on(self, day):
        """On the list at the end of `day`, with `since`: the last reset by then. A wrong entry never was."""
        ended_later = Q(state=EntryState.REMOVED, removed_on__gt=day)
        resets = EntryReset.objects.filter(entry=OuterRef("pk"), on__lte=day).order_by().values("entry")
        rows = self.filter(Q(state=EntryState.LISTED) | ended_later, listed_on__lte=day)
        return rows.annotate(since=Subquery(resets.annotate(last=Max("on")).values("last")))


@history.tracked
class CreditEntry(Belonging, models.Model):
    """One stay on one list. `effective_on` is the day of the last reset: a new ground begins the period anew."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="credit_entries", verbose_name="社会组织"
    )
    list = models.CharField("名录", max_length=10, choices=CreditList)
    ground = models.ForeignKey(CreditGround, on_delete=models.PROTECT, related_name="+", verbose_name="列入情形")
    document = models.CharField("决定书文号", max_length=120)
    authority_name = models.CharField("作出决定的机关", max_length=100)
    listed_on = models.DateField("列入日期")
    effective_on = models.DateField("起算日期")
    removed_on = models.DateField("移出日期", null=True, blank=True)
    ended_by = models.CharField("移出原因", max_length=10, choices=EntryEnd, blank=True)
    removal_document = models.CharField("移出文书", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=EntryState, default=EntryState.LISTED)
    version = models.PositiveIntegerField(default=1)

    objects = CreditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "名录列入"
        indexes = [models.Index(fields=["-listed_on", "-id"], name="credit_entry_listed")]
        constraints = [
            models.CheckConstraint(name="credit_entry_state_known", condition=Q(state__in=EntryState.values)),
            models.CheckConstraint(name="credit_entry_list_known", condition=Q(list__in=CreditList.values)),
            models.CheckConstraint(
                name="credit_entry_ended_has_day",
                condition=Q(state=EntryState.LISTED, removed_on=None, ended_by="")
                | (~Q(state=EntryState.LISTED) & Q(removed_on__gte=F("listed_on")) & ~Q(ended_by="")),
                violation_error_message="移出日期不能早于列入日期。",
            ),
            models.CheckConstraint(
                name="credit_entry_reset_after_listed", condition=Q(effective_on__gte=F("listed_on"))
            ),
            models.UniqueConstraint(
                name="credit_entry_listed_once",
                fields=["organization", "list"],
                condition=Q(state=EntryState.LISTED),
                violation_error_message="该组织已在该名录中。",
            ),
        ]

    def __str__(self):
        return f"{self.get_list_display()}：{self.ground.public_words}"

    @property
    def state_tone(self) -> str:
        return ENTRY_TONES[self.state]


class EntryReset(models.Model):
    """The listing itself and every further ground during the stay. Append-only."""

    entry = models.ForeignKey(CreditEntry, on_delete=models.PROTECT, related_name="resets")
    ground = models.ForeignKey(CreditGround, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    document = models.CharField("决定书文号", max_length=120)
    at = models.DateTimeField("记录时间", default=clock.now)

    class Meta:
        verbose_name = "列入情形记录"
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(name="entry_reset_once_a_day", fields=["entry", "ground", "on"])]


def no_years() -> list:
    """A name of its own: inside the class `list` is a column."""
    return []


class ListingCaseQuerySet(BelongingQuerySet):
    def visible_to(self, actor):
        """The organization reads a case from the service of its notice on; before that it is the office's own."""
        rows = super().visible_to(actor)
        if not actor.is_organization_side:
            return rows
        told = Q(state__in=TOLD) | Q(state__in=(CaseState.STOPPED, CaseState.WITHDRAWN), served_on__isnull=False)
        return rows.filter(told)

    def running(self):
        return self.filter(state__in=RUNNING)


@history.tracked
class ListingCase(Belonging, models.Model):
    """One procedure about one ground. `years` are the report years of ground 1, `entry` what came of it.

    For ground 2 the written opinion of the party organ and its dated request are evidence without which nothing is
    proposed: whether an organization must set up a unit is said by that organ, not computed here.
    """

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="listing_cases", verbose_name="社会组织"
    )
    list = models.CharField("名录", max_length=10, choices=CreditList)
    ground = models.ForeignKey(CreditGround, on_delete=models.PROTECT, related_name="+", verbose_name="列入情形")
    alert = models.ForeignKey(
        RiskAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="风险预警"
    )
    penalty = models.ForeignKey(
        Penalty, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="行政处罚"
    )
    rectification = models.ForeignKey(
        RectificationOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="责令改正文书",
    )  # fmt: skip
    years = models.JSONField("报告年度", default=no_years, blank=True)
    facts = models.TextField("事实和证据", max_length=2000)
    party_opinion = models.CharField("党建工作机构书面意见", max_length=120, blank=True)
    party_requested_on = models.DateField("党建工作机构书面要求日期", null=True, blank=True)
    proposed_on = models.DateField("提出日期", default=clock.today)
    notice = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="事先告知书"
    )
    served_on = models.DateField("告知书送达日期", null=True, blank=True)
    statement_due_on = models.DateField("陈述申辩截止日期", null=True, blank=True)
    decide_due_on = models.DateField("决定期限", null=True, blank=True)
    certificate_judgment = models.CharField("责任证明", max_length=10, choices=CertificateJudgment, blank=True)
    certificate_reason = models.CharField("责任证明审查意见", max_length=300, blank=True)
    outcome = models.CharField("处理意见", max_length=10, choices=Outcome, blank=True)
    reason = models.TextField("理由", max_length=1000, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decision = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="决定书"
    )
    entry = models.ForeignKey(
        CreditEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="cases", verbose_name="列入"
    )
    ended_on = models.DateField("办结日期", null=True, blank=True)
    ended_because = models.CharField("终止原因", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=CaseState, default=CaseState.PROPOSED)
    version = models.PositiveIntegerField(default=1)

    objects = ListingCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "列入程序"
        indexes = [
            models.Index(fields=["-proposed_on", "-id"], name="listing_case_proposed"),
            models.Index(fields=["statement_due_on", "id"], name="listing_case_due"),
        ]
        constraints = [
            models.CheckConstraint(name="listing_case_state_known", condition=Q(state__in=CaseState.values)),
            models.CheckConstraint(
                name="listing_case_heard_was_served",
                condition=~Q(state__in=TOLD)
                | Q(served_on__isnull=False, statement_due_on__isnull=False, notice__isnull=False),
                violation_error_message="告知书未送达，不能进入陈述申辩和决定。",
            ),
            models.CheckConstraint(
                name="listing_case_decided_after_statement",
                condition=Q(decided_on=None) | Q(decided_on__gt=F("statement_due_on")),
                violation_error_message="陈述申辩期未满，不能作出决定。",
            ),
            models.CheckConstraint(
                name="listing_case_listed_has_entry",
                condition=~Q(state=CaseState.LISTED) | Q(entry__isnull=False, decision__isnull=False),
            ),
            models.CheckConstraint(
                name="listing_case_done_has_day",
                condition=Q(state__in=RUNNING, ended_on=None) | (~Q(state__in=RUNNING) & Q(ended_on__isnull=False)),
            ),
            models.UniqueConstraint(
                name="listing_case_running_once",
                fields=["organization", "ground"],
                condition=Q(state__in=RUNNING),
                violation_error_message="该组织同一情形的列入程序正在进行。",
            ),
        ]

    def __str__(self):
        return f"{self.get_list_display()}：{self.ground.title}"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def own_badge(self) -> tuple[str, str]:
        """How the organization reads the state: what the office prepares is not told before it is decided."""
        if self.state in (CaseState.HEARING, CaseState.PREPARED, CaseState.DECIDED):
            return ("陈述申辩期", "warning") if self.is_statement_open else ("审查中", "info")
        return self.get_state_display(), self.state_tone

    @property
    def is_statement_open(self) -> bool:
        """The last day is still in time."""
        return self.state == CaseState.HEARING and self.statement_due_on >= clock.today()

    @property
    def has_open_certificate(self) -> bool:
        """A certificate came and nobody has said what it is worth."""
        return not self.certificate_judgment and any(
            one.kind == StatementKind.CERTIFICATE for one in self.statements.all()
        )


class ListingStatement(models.Model):
    """陈述申辩, or a certificate of an office, by the organization itself or taken down from paper. Append-only."""

    case = models.ForeignKey(ListingCase, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField("材料", max_length=12, choices=StatementKind)
    text = models.TextField("内容", max_length=3000)
    certifier = models.CharField("出具证明的单位", max_length=100, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="附件")
    received_on = models.DateField("收到日期")
    is_late = models.BooleanField("逾期提交", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="提交人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记单位"
    )
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "陈述申辩材料"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="listing_certificate_names_office",
                condition=~Q(kind=StatementKind.CERTIFICATE) | ~Q(certifier=""),
                violation_error_message="责任证明须写明出具单位。",
            )
        ]


class ListingEvidence(models.Model):
    """One row of evidence. Append-only."""

    case = models.ForeignKey(ListingCase, on_delete=models.PROTECT, related_name="evidence")
    text = models.CharField("证据", max_length=300)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "列入证据"
        ordering = ["pk"]
