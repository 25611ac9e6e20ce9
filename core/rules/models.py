import hashlib
import json

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.dated.models import in_order, no_overlap
from core.rules.states import MACHINE, TONES, ProposalState


class Severity(models.TextChoices):
    INFO = "I", "提示"
    LOW = "L", "低"
    MEDIUM = "M", "中"
    HIGH = "H", "高"
    CRITICAL = "C", "严重"


SEVERITY_TONES = {
    Severity.INFO: "neutral",
    Severity.LOW: "info",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "danger",
    Severity.CRITICAL: "danger",
}


@history.tracked
class LegalSource(models.Model):
    """An article of law or a policy. `text` is empty where the wording has not been checked against the original."""

    code = models.CharField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=120)
    article = models.CharField("条款", max_length=60, blank=True)
    text = models.TextField("条文", blank=True)
    in_force_from = models.DateField("施行日期", null=True, blank=True)
    in_force_to = models.DateField("失效日期", null=True, blank=True)
    is_verified = models.BooleanField("已核对原文", default=False)

    class Meta:
        verbose_name = "法律依据"
        ordering = ["code"]

    def __str__(self):
        return f"《{self.title}》{self.article}"

    def is_in_force_on(self, day) -> bool:
        """What is not dated counts as in force."""
        return (self.in_force_from or day) <= day <= (self.in_force_to or day)


class RuleVersionQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class RuleVersion(models.Model):
    """Parameters of a rule for a stretch of time. `code` is the rule's; days are calendar days unless named wd."""

    code = models.CharField("规则", max_length=20)
    number = models.PositiveSmallIntegerField("版本")
    params = models.JSONField("参数", default=dict, blank=True)
    severity = models.CharField("级别", max_length=1, choices=Severity)
    told = models.JSONField("告知对象", default=list, blank=True)
    sources = models.ManyToManyField(LegalSource, verbose_name="法律依据", blank=True)
    is_design = models.BooleanField("数值为平台设定", default=False)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "规则版本"
        constraints = [
            no_overlap("rule_version_of_a_day", "code", message="同一规则在同一日期只能有一个版本。"),
            in_order("rule_version_in_order"),
            models.UniqueConstraint(name="rule_version_number_once", fields=["code", "number"]),
            models.CheckConstraint(
                name="rule_version_two_persons",
                condition=Q(author=None) | Q(approver=None) | ~Q(author=F("approver")),
                violation_error_message="规则版本的提出人和批准人不能是同一人。",
            ),
        ]

    def __str__(self):
        return f"{self.code} 第{self.number}版"


def _user():
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


@history.tracked
class RuleProposal(models.Model):
    """A version that somebody proposes: tried on history, then activated or refused by another person.

    `digest` says what was tried: code, parameters, severity and the version compared with. A trial counts for exactly
    the digest it was made for; the first day, who is told and the sources may still be corrected after it.
    """

    machine = MACHINE

    code = models.CharField("规则", max_length=20)
    params = models.JSONField("参数", default=dict, blank=True)
    severity = models.CharField("级别", max_length=1, choices=Severity)
    told = models.JSONField("告知对象", default=list, blank=True)
    sources = models.ManyToManyField(LegalSource, verbose_name="法律依据", blank=True)
    valid_from = models.DateField("启用日期")
    note = models.CharField("修改理由", max_length=200)
    based_on = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=12, choices=ProposalState, default=ProposalState.PROPOSED)
    proposed_by = _user()
    proposed_at = models.DateTimeField("提出时间", default=clock.now)
    decided_by = _user()
    decided_at = models.DateTimeField("办理时间", null=True)
    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    trial = models.ForeignKey("core.RuleTrial", null=True, on_delete=models.PROTECT, related_name="+")
    became = models.OneToOneField(RuleVersion, null=True, on_delete=models.PROTECT, related_name="proposal")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "规则新版本"
        constraints = [
            models.CheckConstraint(name="rule_proposal_state_known", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(name="rule_proposal_severity_known", condition=Q(severity__in=Severity.values)),
            models.UniqueConstraint(
                name="rule_proposal_one_open",
                fields=["code"],
                condition=Q(state=ProposalState.PROPOSED),
                violation_error_message="该规则已有待批准的新版本。",
            ),
            models.CheckConstraint(
                name="rule_proposal_two_persons",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                violation_error_message="新版本的提出人和批准人不能是同一人。",
            ),
            models.CheckConstraint(
                name="rule_proposal_activated_after_trial",
                condition=Q(state=ProposalState.ACTIVATED, trial__isnull=False, became__isnull=False)
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                | ~Q(state=ProposalState.ACTIVATED) & Q(trial=None, became=None),
                violation_error_message="未经试算的新版本不能启用。",
            ),
        ]

    def __str__(self):
        return f"{self.code}新版本"

    @property
    def digest(self) -> str:
        said = {"code": self.code, "params": self.params, "severity": self.severity, "against": self.based_on_id}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def candidate(self) -> RuleVersion:
        """The version as it would be; unsaved."""
        return RuleVersion(code=self.code, params=self.params, severity=self.severity, valid_from=self.valid_from)

    @property
    def state_tone(self) -> str:
        return TONES[ProposalState(self.state)]

    @property
    def author_name(self) -> str:
        return self.proposed_by.name if self.proposed_by else "系统"

    @property
    def organization_key(self) -> int | None:
        return None

    @property
    def competent_department_id(self) -> int:
        return self.department_id

    @property
    def competent_department_name(self) -> str:
        return self.department.name


class RuleTrial(models.Model):
    """A dry run on history: what the proposed version would have hit on `days`, beside `baseline`. Append-only.

    The numbers count subjects that were hit on any of the days; `organizations` the bodies behind them.
    """

    proposal = models.ForeignKey(RuleProposal, on_delete=models.PROTECT, related_name="trials")
    digest = models.CharField(max_length=64)
    baseline = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.DateField(), verbose_name="检查日期")
    asked_by = _user()
    made_at = models.DateTimeField("试算时间", default=clock.now)
    subjects = models.PositiveIntegerField("命中对象", default=0)
    subjects_before = models.PositiveIntegerField("现行版本命中对象", default=0)
    organizations = models.PositiveIntegerField("命中社会组织", default=0)
    organizations_before = models.PositiveIntegerField("现行版本命中社会组织", default=0)
    conflicts = models.PositiveIntegerField("与既有决定不一致", default=0)
    conflicts_before = models.PositiveIntegerField("现行版本与既有决定不一致", default=0)

    class Meta:
        verbose_name = "规则试算"
        ordering = ["-pk"]


class RuleTrialDay(models.Model):
    """One day of a trial; samples are [subject id, period, organization id] without names. Append-only."""

    trial = models.ForeignKey(RuleTrial, on_delete=models.PROTECT, related_name="rows")
    day = models.DateField("检查日期")
    hits = models.PositiveIntegerField("命中", default=0)
    hits_before = models.PositiveIntegerField("现行版本命中", default=0)
    new = models.PositiveIntegerField("新增", default=0)
    gone = models.PositiveIntegerField("不再命中", default=0)
    regraded = models.PositiveIntegerField("级别变化", default=0)
    new_samples = models.JSONField(default=list)
    gone_samples = models.JSONField(default=list)

    class Meta:
        verbose_name = "规则试算日"
        ordering = ["day"]
        constraints = [models.UniqueConstraint(name="rule_trial_day_once", fields=["trial", "day"])]


class RuleTrialConflict(models.Model):
    """A hit of the proposed version against which somebody decided. Append-only; at most trials.KEPT of a trial."""

    trial = models.ForeignKey(RuleTrial, on_delete=models.PROTECT, related_name="conflict_rows")
    subject_id = models.BigIntegerField()
    organization_id = models.BigIntegerField(null=True)
    period = models.CharField(max_length=20, blank=True)
    label = models.CharField("决定", max_length=60)
    decided_on = models.DateField("决定日期")
    first_day = models.DateField("首次命中")
    is_new = models.BooleanField("现行版本不命中")

    class Meta:
        verbose_name = "与既有决定不一致"
        ordering = ["-is_new", "-decided_on", "pk"]
