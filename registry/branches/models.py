from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.dated.models import DatedFact, in_order, no_overlap
from registry.branches.states import FILING_MACHINE, OPEN_FILINGS, TONES, BranchKind, FilingAct, FilingState
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class Particulars(models.Model):
    """What a branch is like; the same columns in the register, in its dated facts and on a filing.

    Of an account only the bank and the last four digits are kept: enough to tell two apart, of no use to a thief.
    """

    name = models.CharField("名称", max_length=120)
    head = models.CharField("负责人", max_length=60, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    has_seal = models.BooleanField("刻有印章", default=False)
    has_own_account = models.BooleanField("单独开立账户", default=False)
    bank = models.CharField("开户银行", max_length=80, blank=True)
    account_tail = models.CharField("账号后四位", max_length=4, blank=True, db_collation="C")
    income_to_main = models.BooleanField("收入全部进入本组织账户", default=True)

    class Meta:
        abstract = True


PARTICULARS = tuple(field.name for field in Particulars._meta.local_fields)


class BranchOfficeQuerySet(BelongingQuerySet):
    def on(self, day):
        """Set up and not yet closed on `day`; the day of closing is the first without the branch."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), established_on__lte=day)

    def named(self, part: str, day):
        """By a part of the name that the branch bore on `day`, or of its organization's."""
        then = BranchParticulars.objects.on(day).filter(name__contains=part).values("branch")
        return self.filter(Q(pk__in=then) | Q(organization__name__contains=part))


@history.tracked
class BranchOffice(Belonging, Particulars):
    """One branch, representative office, special fund or office of an organization.

    The columns of Particulars and `regional_words` mirror BranchParticulars of today: core.dated alone writes them.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="branch_offices", verbose_name="社会组织"
    )
    kind = models.CharField("类别", max_length=20, choices=BranchKind)
    charter_basis = models.CharField("章程依据", max_length=120, blank=True)
    decided_by = models.CharField("决定设立的会议", max_length=80, blank=True)
    decided_on = models.DateField("会议日期", null=True, blank=True)
    document = models.CharField("依据文书", max_length=200, blank=True)
    established_on = models.DateField("设立日期")
    closed_on = models.DateField("终止日期", null=True, blank=True, help_text="自当日起不再存在")
    closing_document = models.CharField("终止依据", max_length=200, blank=True)
    regional_words = models.CharField("名称中的地域词", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BranchOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "分支（代表）机构"
        constraints = [
            models.CheckConstraint(name="branch_office_kind_known", condition=Q(kind__in=BranchKind.values)),
            models.CheckConstraint(
                name="branch_office_dates_in_order",
                condition=Q(closed_on=None) | Q(closed_on__gt=F("established_on")),
                violation_error_message="终止日期须晚于设立日期。",
            ),
            models.UniqueConstraint(
                name="branch_office_name_once",
                fields=["organization", "name"],
                condition=Q(closed_on=None),
                violation_error_message="本组织已有同名的分支（代表）机构。",
            ),
        ]
        indexes = [
            models.Index(fields=["established_on", "id"], name="branch_office_established"),
            models.Index(fields=["organization", "established_on"], name="branch_office_organization"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None and self.closed_on <= clock.today()


@history.tracked
class BranchParticulars(DatedFact, Particulars):
    """What a branch was like from when to when."""

    subject_field = "branch"
    value_fields = (*PARTICULARS, "regional_words")
    branch = models.ForeignKey(BranchOffice, on_delete=models.PROTECT, related_name="particulars")
    regional_words = models.CharField("名称中的地域词", max_length=60, blank=True)

    class Meta:
        verbose_name = "分支机构情况"
        constraints = [
            no_overlap("branch_particulars_once", "branch", message="同一时期只能有一条分支机构情况。"),
            in_order("branch_particulars_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        """A closed branch keeps what was last true of it."""
        return {name: getattr(fact, name) for name in cls.value_fields} if fact else {}


class BranchFilingQuerySet(BelongingQuerySet):
    def sent(self):
        """What the offices see: a draft belongs to the organization alone."""
        return self.exclude(state=FilingState.DRAFT).exclude(submitted_at=None)

    def open(self):
        return self.filter(state__in=OPEN_FILINGS)


@history.tracked
class BranchFiling(Belonging, Particulars):
    """备案: what an organization reports about a branch. The register changes when the authority takes note."""

    machine = FILING_MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="branch_filings", verbose_name="社会组织"
    )
    branch = models.ForeignKey(
        BranchOffice, null=True, blank=True, on_delete=models.PROTECT, related_name="filings", verbose_name="分支机构"
    )
    act = models.CharField("备案事项", max_length=12, choices=FilingAct)
    kind = models.CharField("类别", max_length=20, choices=BranchKind)
    effective_on = models.DateField("设立、变更或终止日期")
    charter_basis = models.CharField("章程依据", max_length=120, blank=True)
    decided_by = models.CharField("作出决定的会议", max_length=80, blank=True)
    decided_on = models.DateField("会议日期", null=True, blank=True)
    document = models.CharField("依据文书", max_length=200, blank=True)
    aftermath = models.CharField("印章、账户和剩余资金的处置", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=FilingState, default=FilingState.DRAFT)
    created_at = models.DateTimeField("填写时间", default=clock.now)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    noted_at = models.DateTimeField("备案时间", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="备案人"
    )
    version = models.PositiveIntegerField(default=1)

    objects = BranchFilingQuerySet.as_manager()

    class Meta:
        verbose_name = "分支机构备案"
        constraints = [
            models.CheckConstraint(name="branch_filing_state_known", condition=Q(state__in=FilingState.values)),
            models.CheckConstraint(name="branch_filing_act_known", condition=Q(act__in=FilingAct.values)),
            models.CheckConstraint(name="branch_filing_kind_known", condition=Q(kind__in=BranchKind.values)),
            models.CheckConstraint(
                name="branch_filing_says_which_branch",
                condition=Q(act=FilingAct.ESTABLISH) | Q(branch__isnull=False),
                violation_error_message="请选择要变更或终止的分支机构。",
            ),
            models.CheckConstraint(
                name="branch_filing_noted_has_branch",
                condition=~Q(state=FilingState.NOTED) | Q(branch__isnull=False, noted_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="branch_filing_one_open",
                fields=["branch"],
                condition=Q(state__in=OPEN_FILINGS),
                violation_error_message="该分支机构已有一份未办结的备案。",
            ),
        ]
        indexes = [models.Index(fields=["submitted_at", "id"], name="branch_filing_submitted")]

    def __str__(self):
        return f"{self.get_act_display()}{self.name}"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def particulars(self) -> dict:
        return {name: getattr(self, name) for name in PARTICULARS}
