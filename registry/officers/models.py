import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce

from core import history
from core.dated.models import DatedFact, DatedQuerySet, in_order, no_overlap
from core.files.models import StoredFile
from core.rules.models import LegalSource
from registry.officers.states import LEGAL_REPRESENTATIVE, Cadre, LimitKind
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.people.models import Person


def _types(label: str, **options):
    return ArrayField(models.CharField(max_length=1), verbose_name=label, default=list, blank=True, **options)


@history.tracked
class PostKind(models.Model):
    """职务: which posts exist in which type of organization, and in which its holder counts as 负责人."""

    code = models.CharField("代码", max_length=30, unique=True, db_collation="C")
    label = models.CharField("名称", max_length=40)
    labels = models.JSONField("按类型的称谓", default=dict, blank=True)
    org_types = _types("设此职务的组织类型")
    responsible_types = _types("计为负责人的组织类型")
    is_single = models.BooleanField("同一时期只能一人")
    follows_term = models.BooleanField("随届任职", default=True)
    order = models.PositiveSmallIntegerField("顺序")
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "职务"
        ordering = ["order", "code"]

    def __str__(self):
        return self.label

    def label_in(self, org_type: str) -> str:
        """What the post is called in a type: 会长 of an association is 理事长 of a foundation."""
        return self.labels.get(org_type, self.label)


class TenureLimitQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class TenureLimit(models.Model):
    """任职与届期规定: one row a limit, with its legal source, its numbers and the time it holds for.

    A limit is said as a warning where a post or a term is entered; only one that `blocks` refuses. `posts` empty means
    every post in which the holder counts as 负责人.
    """

    code = models.CharField("代码", max_length=40, db_collation="C")
    kind = models.CharField("类别", max_length=20, choices=LimitKind)
    title = models.CharField("规定", max_length=120)
    org_types = _types("适用的组织类型")
    posts = ArrayField(models.CharField(max_length=30), verbose_name="适用的职务", default=list, blank=True)
    params = models.JSONField("参数", default=dict, blank=True)
    source = models.ForeignKey(
        LegalSource, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="法律依据"
    )
    note = models.CharField("依据说明", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对原文", default=False)
    blocks = models.BooleanField("不符合的不能登记", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = TenureLimitQuerySet.as_manager()

    class Meta:
        verbose_name = "任职届期规定"
        ordering = ["kind", "code", "valid_from"]
        constraints = [
            no_overlap("tenure_limit_once", "code", message="同一时期同一规定只能有一条。"),
            in_order("tenure_limit_in_order"),
            models.CheckConstraint(name="tenure_limit_kind_known", condition=Q(kind__in=LimitKind.values)),
        ]

    def __str__(self):
        return self.title

    @property
    def basis(self) -> str:
        """The article by name; wording that was not compared with the original says so."""
        named = str(self.source) if self.source else self.note
        return named if self.is_verified else f"{named}（条文待核）"


class TermQuerySet(BelongingQuerySet, DatedQuerySet):
    """Terms as they stood on a day; a council stays in office until the next term begins, however late that is."""

    def with_last_day(self, day: datetime.date):
        """Annotates `last_day`: the end of the term, or of the extension where it had been approved by `day`."""
        extended = When(extension_approved_on__lte=day, then=F("extended_until"))
        return self.annotate(last_day=Coalesce(Case(extended, default=None), F("term_end")))

    def overdue(self, as_of: datetime.date):
        """超期未换届: in force on `as_of`, its last day gone by. The last day itself is still in time."""
        return self.on(as_of).with_last_day(as_of).filter(last_day__lt=as_of)

    def extended(self, as_of: datetime.date):
        """延期中: past the end of the term, within an extension approved by `as_of`."""
        return self.on(as_of).with_last_day(as_of).filter(term_end__lt=as_of, last_day__gte=as_of)

    def ending_within(self, as_of: datetime.date, days: int):
        """In force on `as_of`, with a last day within `days` calendar days from it, both ends included."""
        rows = self.on(as_of).with_last_day(as_of)
        return rows.filter(last_day__gte=as_of, last_day__lte=as_of + datetime.timedelta(days=days))

    def without_audit(self):
        """Terms for which no audit before re-election was recorded."""
        return self.filter(audits=None)


@history.tracked
class CouncilTerm(Belonging, DatedFact):
    """一届理事会. `term_end` is the last day by the Civil Code; `valid_to` the day before the next term began."""

    value_fields = ("term_no", "term_years", "term_end")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="council_terms", verbose_name="社会组织"
    )
    term_no = models.PositiveSmallIntegerField("届次")
    term_years = models.PositiveSmallIntegerField("每届年限")
    term_end = models.DateField("届满日期")
    extended_until = models.DateField("延期至", null=True, blank=True)
    extension_approved_on = models.DateField("延期批准日期", null=True, blank=True)
    extension_document = models.CharField("延期批准文书", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "届期"
        constraints = [
            no_overlap("council_term_once", "organization", message="同一时期只能有一届。"),
            in_order("council_term_in_order"),
            models.UniqueConstraint(
                name="council_term_no_once",
                fields=["organization", "term_no"],
                violation_error_message="该届次已经登记。",
            ),
            models.CheckConstraint(
                name="council_term_ends_after_start",
                condition=Q(term_end__gt=F("valid_from")),
                violation_error_message="届满日期须晚于本届开始日期。",
            ),
            models.CheckConstraint(
                name="council_term_extension_whole",
                condition=Q(extended_until=None, extension_approved_on=None, extension_document="")
                | (
                    Q(extended_until__gt=F("term_end"), extension_approved_on__isnull=False)
                    & ~Q(extension_document="")
                ),
                violation_error_message="延期须写明延至何日、批准日期和批准文书，且晚于届满日期。",
            ),
        ]
        indexes = [models.Index(fields=["term_end"], name="council_term_end")]

    def __str__(self):
        return f"第{self.term_no}届"

    def last_day_on(self, day: datetime.date) -> datetime.date:
        """As `with_last_day`, of one row."""
        approved = self.extension_approved_on
        return self.extended_until if self.extended_until and approved and approved <= day else self.term_end


@history.tracked
class ReelectionAudit(Belonging, models.Model):
    """换届（离任）财务审计: before the re-election that ends `term`, or before a change of legal representative."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="reelection_audits", verbose_name="社会组织"
    )
    term = models.ForeignKey(CouncilTerm, on_delete=models.PROTECT, related_name="audits", verbose_name="届期")
    auditor = models.CharField("审计机构", max_length=120)
    report_no = models.CharField("报告文号", max_length=80, blank=True)
    reported_on = models.DateField("报告日期")
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="审计报告"
    )

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "换届审计"
        ordering = ["-reported_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reelection_audit_once",
                fields=["term", "reported_on", "auditor"],
                violation_error_message="该审计报告已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.auditor}（{self.reported_on:%Y-%m-%d}）"


class PostQuerySet(BelongingQuerySet, DatedQuerySet):
    """Posts of the organizations that a seat sees."""

    def responsible(self):
        """Posts whose holders count as 负责人 in their type of organization."""
        return self.filter(kind__responsible_types__contains=[F("organization__org_type")])

    def legal_representatives(self):
        return self.filter(kind=LEGAL_REPRESENTATIVE)


@history.tracked
class OfficerPost(Belonging, DatedFact):
    """任职: one person in one post of one organization, first and last day included.

    `slot` is 0 for a post that one person holds at a time and the person's number for all others: one exclusion
    constraint keeps both promises. A mandate ends with its term; the holder stays on record until somebody follows.
    """

    key_fields = ("kind_id", "slot")
    value_fields = ("person_id", "term_id", "is_full_time", "is_paid", "cadre", "approval", "accepted_reason")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="officer_posts", verbose_name="社会组织"
    )
    kind = models.ForeignKey(
        PostKind, to_field="code", on_delete=models.PROTECT, related_name="+", verbose_name="职务"
    )
    slot = models.BigIntegerField(editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts", verbose_name="人员")
    term = models.ForeignKey(
        CouncilTerm, null=True, blank=True, on_delete=models.PROTECT, related_name="posts", verbose_name="所属届次"
    )
    is_full_time = models.BooleanField("专职", default=False)
    is_paid = models.BooleanField("领取薪酬", default=False)
    cadre = models.CharField("领导干部、公务人员", max_length=20, choices=Cadre, blank=True, default="")
    approval = models.CharField("干部管理部门批准文书", max_length=120, blank=True)
    accepted_reason = models.CharField("与规定不一致的说明", max_length=200, blank=True)
    end_reason = models.CharField("离任原因", max_length=120, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            no_overlap(
                "officer_post_once", "organization", "kind", "slot", message="该职务同一时期已有人担任，请先办理离任。"
            ),
            in_order("officer_post_in_order"),
            models.CheckConstraint(name="officer_post_cadre_known", condition=Q(cadre__in=Cadre.values)),
            models.CheckConstraint(name="officer_post_slot_of_person", condition=Q(slot=0) | Q(slot=F("person_id"))),
            models.CheckConstraint(
                name="officer_post_one_representative", condition=~Q(kind=LEGAL_REPRESENTATIVE) | Q(slot=0)
            ),
        ]
        indexes = [models.Index(fields=["person", "kind", "valid_from"], name="officer_post_person")]

    def __str__(self):
        return f"{self.person.name}（{self.label}）"

    @classmethod
    def projection(cls, fact, key):
        if key["kind_id"] != LEGAL_REPRESENTATIVE:
            return {}
        return {"legal_representative_id": fact.person_id if fact else None}

    @property
    def label(self) -> str:
        """The post as it is called in this organization's type; read with `kind` and `organization`."""
        return self.kind.label_in(self.organization.org_type)

    @property
    def mandate_end(self) -> datetime.date | None:
        """Whoever came in the middle of a term serves the rest of it."""
        return self.term.term_end if self.term else None
