from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.files.models import StoredFile
from registry.officers.models import CouncilTerm, PostKind, ReelectionAudit
from registry.officers.states import Cadre
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.people.models import Person
from registry.reelections.states import (
    MACHINE,
    RUNNING,
    TONES,
    Meeting,
    OpinionState,
    ReelectionKind,
    ReelectionState,
    Result,
    Side,
)


class ReelectionQuerySet(BelongingQuerySet):
    def running(self):
        return self.filter(state__in=RUNNING)

    def overdue(self, day):
        """The step that it stands at is past its own date; the day itself is in time."""
        return self.running().filter(due_on__lt=day)


@history.tracked
class Reelection(Belonging, models.Model):
    """One chain: 换届, 届中调整 or 延期换届. `due_on` is the date of the step that it stands at.

    What the association writes comes first, what the authority adds stands behind it. Opinions, candidates and their
    results are rows of their own.
    """

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="reelections", verbose_name="社会组织"
    )
    kind = models.CharField("类别", max_length=10, choices=ReelectionKind)
    term = models.ForeignKey(
        CouncilTerm, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="本届"
    )
    because = models.CharField("由预警发起", max_length=20, blank=True)
    is_at_counter = models.BooleanField("由登记管理机关发起", default=False)
    state = models.CharField("状态", max_length=12, choices=ReelectionState, default=ReelectionState.DRAFT)
    round = models.PositiveSmallIntegerField("第几次报送", default=0)
    due_on = models.DateField("本步期限", null=True, blank=True)
    opened_on = models.DateField("开始日期")
    submitted_on = models.DateField("报送日期", null=True, blank=True)
    planned_on = models.DateField("拟召开会议日期", null=True, blank=True)
    meeting = models.CharField("会议", max_length=10, choices=Meeting, blank=True)
    reason = models.CharField("事由", max_length=400, blank=True)
    # 延期换届
    extend_until = models.DateField("拟延期至", null=True, blank=True)
    council_on = models.DateField("理事会决定日期", null=True, blank=True)
    council_total = models.PositiveIntegerField("理事人数", null=True, blank=True)
    council_present = models.PositiveIntegerField("到会理事人数", null=True, blank=True)
    council_votes = models.PositiveIntegerField("同意票数", null=True, blank=True)
    # 审计
    auditor = models.CharField("审计机构", max_length=120, blank=True)
    audit_no = models.CharField("审计报告文号", max_length=80, blank=True)
    audited_on = models.DateField("审计报告日期", null=True, blank=True)
    audit_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="审计报告"
    )
    audit = models.ForeignKey(
        ReelectionAudit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记的审计"
    )
    audit_skipped = models.CharField("免予审计的理由", max_length=400, blank=True)
    # 会议
    notified_on = models.DateField("会议通知日期", null=True, blank=True)
    meeting_on = models.DateField("会议日期", null=True, blank=True)
    meeting_place = models.CharField("会议地点", max_length=120, blank=True)
    notice_skipped = models.CharField("通知时间不足的理由", max_length=400, blank=True)
    held_on = models.DateField("实际开会日期", null=True, blank=True)
    total = models.PositiveIntegerField("应到人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到人数", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("本届年限", null=True, blank=True)
    resolution = models.CharField("会议决议", max_length=120, blank=True)
    resolution_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="决议扫描件"
    )
    # 登记管理机关
    letter_number = models.CharField("审核意见书（批复）文号", max_length=80, blank=True)
    letter_on = models.DateField("审核意见书（批复）日期", null=True, blank=True)
    new_term = models.ForeignKey(
        CouncilTerm, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="新一届"
    )
    entered_on = models.DateField("结果登记日期", null=True, blank=True)
    filing_number = models.CharField("备案通知书文号", max_length=80, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "换届"
        constraints = [
            models.CheckConstraint(name="reelection_state_known", condition=Q(state__in=ReelectionState.values)),
            models.CheckConstraint(name="reelection_kind_known", condition=Q(kind__in=ReelectionKind.values)),
            models.UniqueConstraint(
                name="reelection_one_running",
                fields=["organization", "kind"],
                condition=Q(state__in=RUNNING),
                violation_error_message="该组织已有一件同类事项正在办理。",
            ),
            models.CheckConstraint(
                name="reelection_extension_has_term",
                condition=~Q(kind=ReelectionKind.EXTENSION) | Q(term__isnull=False),
                violation_error_message="没有登记届期的，不能申请延期换届。",
            ),
            models.CheckConstraint(
                name="reelection_entered_has_day",
                condition=~Q(state=ReelectionState.ENTERED) | Q(entered_on__isnull=False, held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="reelection_present_of_total",
                condition=Q(present=None) | Q(total=None) | Q(present__lte=F("total")),
                violation_error_message="实到人数不能多于应到人数。",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="reelection_due", condition=Q(state__in=RUNNING)),
            models.Index(fields=["opened_on", "id"], name="reelection_opened"),
        ]

    def __str__(self):
        return f"{self.organization.name}{self.get_kind_display()}"

    @property
    def is_extension(self) -> bool:
        return self.kind == ReelectionKind.EXTENSION

    @property
    def is_term(self) -> bool:
        return self.kind == ReelectionKind.TERM

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_overdue(self) -> bool:
        return self.is_running and self.due_on is not None and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES[ReelectionState(self.state)]

    @property
    def term_no(self) -> int:
        """Of the council that is to be elected."""
        return self.term.term_no + 1 if self.term else 1


@history.tracked
class Candidate(models.Model):
    """候选人: a person for a post, as the association names her. Seen by the offices that review, and never public."""

    reelection = models.ForeignKey(Reelection, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    kind = models.ForeignKey(
        PostKind, to_field="code", on_delete=models.PROTECT, related_name="+", verbose_name="拟任职务"
    )
    is_full_time = models.BooleanField("专职", default=False)
    is_paid = models.BooleanField("领取薪酬", default=False)
    cadre = models.CharField("领导干部、公务人员", max_length=20, choices=Cadre, blank=True, default="")
    approval = models.CharField("干部管理部门批准文书", max_length=120, blank=True)
    kinship = models.CharField("与其他理事、候选人的近亲属关系", max_length=120, blank=True)
    accepted_reason = models.CharField("与规定不一致的说明", max_length=200, blank=True)
    outcome = models.CharField("审核结果", max_length=12, choices=Result, blank=True, default="")
    votes = models.PositiveIntegerField("赞成票数", null=True, blank=True)
    is_elected = models.BooleanField("当选", null=True, blank=True)
    is_removed = models.BooleanField("已移出名单", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "换届候选人"
        ordering = ["kind__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="candidate_once",
                fields=["reelection", "person", "kind"],
                condition=Q(is_removed=False),
                violation_error_message="该人员已列入同一职务的候选人。",
            ),
            models.CheckConstraint(name="candidate_cadre_known", condition=Q(cadre__in=Cadre.values)),
            models.CheckConstraint(name="candidate_outcome_known", condition=Q(outcome__in=["", *Result.values])),
        ]

    def __str__(self):
        return f"{self.label} {self.person.name}"

    @property
    def label(self) -> str:
        return self.kind.label_in(self.reelection.organization.org_type)


@history.tracked
class ReelectionOpinion(models.Model):
    """One office asked in one round. `inner_note` is its own; the association is shown `result` and `contact`.

    A department may say what is missing (`words`); a party organ says it to nobody but itself.
    """

    reelection = models.ForeignKey(Reelection, on_delete=models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField("第几次报送")
    side = models.CharField("意见方", max_length=12, choices=Side)
    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    asked_on = models.DateField("送达日期")
    due_on = models.DateField("反馈期限")
    state = models.CharField("状态", max_length=10, choices=OpinionState, default=OpinionState.WAITING)
    result = models.CharField("意见", max_length=12, choices=Result, blank=True, default="")
    words = models.CharField("需补充的材料", max_length=400, blank=True)
    contact = models.CharField("联系人及电话", max_length=80, blank=True)
    inner_note = models.CharField("内部记录", max_length=400, blank=True)
    answered_on = models.DateField("反馈日期", null=True, blank=True)
    skipped_because = models.CharField("跳过的理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "换届征求意见"
        ordering = ["round", "side", "pk"]
        constraints = [
            models.UniqueConstraint(name="reelection_opinion_once", fields=["reelection", "round", "side"]),
            models.CheckConstraint(name="reelection_opinion_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(name="reelection_opinion_state_known", condition=Q(state__in=OpinionState.values)),
            models.CheckConstraint(
                name="reelection_opinion_given_whole",
                condition=Q(state=OpinionState.GIVEN, answered_on__isnull=False, result__in=Result.values)
                | Q(state=OpinionState.WAITING, answered_on=None, result="")
                | Q(state=OpinionState.SKIPPED, result="") & ~Q(skipped_because=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on"], name="reelection_opinion_waiting", condition=Q(state="waiting")
            ),
        ]

    @property
    def is_overdue(self) -> bool:
        return self.state == OpinionState.WAITING and self.due_on < clock.today()

    @property
    def pair(self) -> tuple[str, str]:
        """What everybody who sees the chain is shown of it."""
        if self.state == OpinionState.GIVEN:
            tone = {"pass": "ok", "supplement": "warning", "reject": "danger"}[self.result]
            return self.get_result_display(), tone
        if self.is_overdue:
            return "逾期未反馈", "danger"
        return self.get_state_display(), "neutral" if self.state == OpinionState.SKIPPED else "info"


class ReviewQuerySet(BelongingQuerySet):
    """Seen by whoever sees the organization of the chain."""

    scope_prefix = "candidate__reelection__organization__"


class CandidateReview(models.Model):
    """One office on one candidate in one round (审核人次). Append-only."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField("第几次报送")
    side = models.CharField("审核方", max_length=12, choices=Side)
    result = models.CharField("结果", max_length=12, choices=Result)
    reviewed_on = models.DateField("审核日期")
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="审核单位"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="审核人"
    )
    at = models.DateTimeField("时间", default=clock.now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "候选人审核"
        constraints = [
            models.UniqueConstraint(name="candidate_review_once", fields=["candidate", "round", "side"]),
            models.CheckConstraint(name="candidate_review_result_known", condition=Q(result__in=Result.values)),
        ]
        indexes = [models.Index(fields=["reviewed_on", "id"], name="candidate_review_on")]


class ReelectionSeries(models.Model):
    """The last number of one kind of letter of an office in a year; locked while one is given."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "换届文书编号"
        constraints = [models.UniqueConstraint(name="reelection_series_once", fields=["office", "kind", "year"])]
