from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, DatedQuerySet, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building.party_units.belonging import OfUnit, UnitFactQuerySet
from party_building.party_units.models import PartyUnit
from party_building.star_ratings.states import (
    ENTRY_MACHINE,
    OBJECTION_MACHINE,
    ROUND_MACHINE,
    STANDING,
    STARS,
    TONES,
    EntryOrigin,
    EntryState,
    ObjectionState,
    RoundState,
)


@history.tracked
class StarThreshold(models.Model):
    """So many points of a hundred are worth so many stars, from when to when. Local usage: the rows are edited."""

    stars = models.PositiveSmallIntegerField("星级")
    points_from = models.DecimalField("起始分", max_digits=4, decimal_places=1)
    document = models.CharField("依据文书", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "星级分数线"
        ordering = ["-stars", "valid_from"]
        constraints = [
            no_overlap("star_threshold_once", "stars", message="同一时期同一星级只能有一条分数线。"),
            in_order("star_threshold_in_order"),
            models.CheckConstraint(name="star_threshold_stars_known", condition=Q(stars__in=STARS)),
            models.CheckConstraint(
                name="star_threshold_of_hundred", condition=Q(points_from__gte=0, points_from__lte=100)
            ),
        ]

    def __str__(self):
        return f"{self.get_label}{self.points_from}分起"

    @property
    def get_label(self) -> str:
        return stars_text(self.stars)


@history.tracked
class BarredMeasure(models.Model):
    """Words of what may not be scored (减负): a criterion that names one of them is refused with the reason."""

    code = models.CharField("代码", max_length=30, db_collation="C")
    words = ArrayField(models.CharField(max_length=20), verbose_name="词语")
    reason = models.CharField("理由", max_length=200)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "不得计分的内容"
        ordering = ["code", "valid_from"]
        constraints = [
            no_overlap("barred_measure_once", "code", message="同一时期同一项只能有一条。"),
            in_order("barred_measure_in_order"),
        ]

    def __str__(self):
        return "、".join(self.words)


class StarRoundQuerySet(ScopedQuerySet):
    """The organ that runs the round; and, once it is open, the units that stand under the organ."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.ORGANIZATION:
            return super().within(scope)
        units = PartyUnit.objects.within(scope).on(clock.today())
        return self.filter(department__in=units.values("superior")).exclude(state=RoundState.DRAFT)


@history.tracked
class StarRound(OfOneOffice, models.Model):
    """One round of 评星定级. Without the document that approved it there is none (减负规定: 创建示范须经批准)."""

    machine = ROUND_MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="star_rounds", verbose_name="组织评定的党组织"
    )
    title = models.CharField("名称", max_length=80)
    year = models.PositiveSmallIntegerField("年度")
    document = models.CharField("批准文件", max_length=200, help_text="批准开展本轮评定的文件名称和文号")
    assess_until = models.DateField("自评截止日期")
    objection_workdays = models.PositiveSmallIntegerField("公示期（工作日）", default=5)
    valid_years = models.PositiveSmallIntegerField("结果有效期（年）", default=1)
    state = models.CharField("状态", max_length=12, choices=RoundState, default=RoundState.DRAFT)
    created_at = models.DateTimeField("拟定时间", default=clock.now)
    opened_on = models.DateField("启动日期", null=True, blank=True)
    objections_from = models.DateField("公示开始日期", null=True, blank=True)
    objections_until = models.DateField("公示截止日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    result_document = models.CharField("通报文号", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StarRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "评星定级"
        constraints = [
            models.CheckConstraint(name="star_round_state_known", condition=Q(state__in=RoundState.values)),
            models.CheckConstraint(
                name="star_round_is_approved",
                condition=~Q(document=""),
                violation_error_message="开展评星定级须有批准文件。",
            ),
            models.CheckConstraint(
                name="star_round_published_says_when",
                condition=~Q(state=RoundState.PUBLISHED) | (Q(published_on__isnull=False) & ~Q(result_document="")),
            ),
            models.CheckConstraint(
                name="star_round_lasts", condition=Q(valid_years__gte=1, objection_workdays__gte=1)
            ),
        ]
        indexes = [models.Index(fields=["year", "id"], name="star_round_year")]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return TONES[RoundState(self.state)]


@history.tracked
class StarCriterion(models.Model):
    """What is rated: a name, how many points at most, and what counts for them."""

    round = models.ForeignKey(StarRound, on_delete=models.PROTECT, related_name="criteria", verbose_name="评定轮次")
    name = models.CharField("指标", max_length=60)
    maximum = models.DecimalField("满分", max_digits=4, decimal_places=1)
    counts = models.CharField("评分要点", max_length=300, help_text="写明看什么、怎样给分")
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "评定指标"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="star_criterion_once", fields=["round", "name"], violation_error_message="本轮已有同名的指标。"
            ),
            models.CheckConstraint(
                name="star_criterion_of_hundred",
                condition=Q(maximum__gt=0, maximum__lte=100),
                violation_error_message="满分须大于0且不超过100。",
            ),
        ]

    def __str__(self):
        return self.name


class StarEntryQuerySet(ScopedQuerySet):
    """Points are between a branch and the organ that rates it, and nobody else's."""

    scope_columns = {
        ScopeKind.PARTY: ("round__department_id",),
        ScopeKind.ORGANIZATION: ("unit__organization_id",),
    }

    def standing(self):
        return self.exclude(state=EntryState.LEFT)


@history.tracked
class StarEntry(models.Model):
    """A unit in a round. Read `round` with its department and `unit`."""

    machine = ENTRY_MACHINE

    round = models.ForeignKey(StarRound, on_delete=models.PROTECT, related_name="entries", verbose_name="评定轮次")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="star_entries", verbose_name="党组织")
    origin = models.CharField("申报方式", max_length=12, choices=EntryOrigin)
    state = models.CharField("状态", max_length=12, choices=EntryState, default=EntryState.ASSESSING)
    points = models.DecimalField("评定得分", max_digits=5, decimal_places=1, null=True, blank=True)
    stars = models.PositiveSmallIntegerField("拟定星级", null=True, blank=True, help_text="0为未达到一星级")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="拟定人",
    )  # fmt: skip
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="核定人",
    )  # fmt: skip
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StarEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "参评党组织"
        constraints = [
            models.CheckConstraint(name="star_entry_state_known", condition=Q(state__in=EntryState.values)),
            models.CheckConstraint(name="star_entry_origin_known", condition=Q(origin__in=EntryOrigin.values)),
            models.UniqueConstraint(
                name="star_entry_once", fields=["round", "unit"], violation_error_message="该党组织已参加本轮评定。"
            ),
            models.UniqueConstraint(
                name="star_entry_one_running",
                fields=["unit"],
                condition=Q(state__in=STANDING),
                violation_error_message="该党组织正在参加另一轮评定。",
            ),
            models.CheckConstraint(
                name="star_entry_rated_has_points",
                condition=~Q(state__in=[EntryState.PROPOSED, EntryState.CONFIRMED, EntryState.PUBLISHED])
                | Q(points__isnull=False, stars__isnull=False),
            ),
            models.CheckConstraint(
                name="star_entry_two_persons",
                condition=Q(proposed_by=None) | Q(confirmed_by=None) | ~Q(proposed_by=F("confirmed_by")),
                violation_error_message="拟定和核定须由两人办理。",
            ),
        ]

    def __str__(self):
        return f"{self.unit}（{self.round}）"

    @property
    def state_tone(self) -> str:
        return TONES.get(EntryState(self.state), "ok")

    @property
    def competent_department_id(self) -> int:
        return self.round.department_id

    @property
    def competent_department_name(self) -> str:
        return self.round.department.name

    @property
    def organization_key(self) -> int | None:
        return self.unit.organization_id

    @property
    def stars_text(self) -> str:
        return "" if self.stars is None else stars_text(self.stars)


@history.tracked
class StarScore(models.Model):
    """Points for one criterion: what the branch gave itself, and what its superior gives."""

    entry = models.ForeignKey(StarEntry, on_delete=models.PROTECT, related_name="scores", verbose_name="参评党组织")
    criterion = models.ForeignKey(StarCriterion, on_delete=models.PROTECT, related_name="+", verbose_name="指标")
    own_points = models.DecimalField("自评分", max_digits=4, decimal_places=1, null=True, blank=True)
    own_note = models.CharField("自评说明", max_length=500, blank=True)
    points = models.DecimalField("评定分", max_digits=4, decimal_places=1, null=True, blank=True)
    note = models.CharField("评定说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "评定得分"
        ordering = ["criterion__position", "criterion"]
        constraints = [
            models.UniqueConstraint(name="star_score_once", fields=["entry", "criterion"]),
            models.CheckConstraint(
                name="star_score_not_negative",
                condition=(Q(own_points=None) | Q(own_points__gte=0)) & (Q(points=None) | Q(points__gte=0)),
                violation_error_message="得分不能为负数。",
            ),
        ]


class StarObjectionQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.PARTY: ("entry__round__department_id",),
        ScopeKind.ORGANIZATION: ("raised_for__organization_id",),
    }


@history.tracked
class StarObjection(models.Model):
    """异议: a unit of the line says, within the window, why an announced result is wrong."""

    machine = OBJECTION_MACHINE

    entry = models.ForeignKey(
        StarEntry, on_delete=models.PROTECT, related_name="objections", verbose_name="参评党组织"
    )
    raised_for = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="star_objections", verbose_name="提出异议的党组织"
    )
    reason = models.CharField("异议内容", max_length=500)
    state = models.CharField("状态", max_length=12, choices=ObjectionState, default=ObjectionState.OPEN)
    raised_at = models.DateTimeField("提出时间", default=clock.now)
    answer = models.CharField("答复", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StarObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "评星定级异议"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="star_objection_state_known", condition=Q(state__in=ObjectionState.values)),
            models.UniqueConstraint(
                name="star_objection_one_open",
                fields=["entry", "raised_for"],
                condition=Q(state=ObjectionState.OPEN),
                violation_error_message="已提出的异议尚未答复，不能重复提出。",
            ),
        ]

    @property
    def state_tone(self) -> str:
        return TONES.get(ObjectionState(self.state), "warning")

    @property
    def competent_department_id(self) -> int:
        return self.entry.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.entry.competent_department_name


class StarRatingQuerySet(UnitFactQuerySet):
    scope_prefix = "unit__organization__"  # to which district or department a rating belongs in tables of figures

    def at_least(self, stars: int):
        return self.filter(stars__gte=stars)


@history.tracked
class StarRating(OfUnit, DatedFact):
    """The stars of a unit from a day to a day. A later rating ends the one before; a withdrawal says why."""

    subject_field = "unit"
    value_fields = ("stars", "points", "round")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="star_ratings", verbose_name="党组织")
    round = models.ForeignKey(StarRound, on_delete=models.PROTECT, related_name="ratings", verbose_name="评定轮次")
    stars = models.PositiveSmallIntegerField("星级")
    points = models.DecimalField("得分", max_digits=5, decimal_places=1)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True, help_text="自当日起不再有效")
    withdrawal_reason = models.CharField("撤销理由", max_length=300, blank=True)
    withdrawal_document = models.CharField("撤销文号", max_length=200, blank=True)

    objects = StarRatingQuerySet.as_manager()

    class Meta:
        verbose_name = "星级"
        constraints = [
            no_overlap("star_rating_once", "unit", message="同一时期一个党组织只能有一个星级。"),
            in_order("star_rating_in_order"),
            models.CheckConstraint(name="star_rating_stars_known", condition=Q(stars__in=STARS)),
            models.CheckConstraint(
                name="star_rating_withdrawn_says_why",
                condition=Q(withdrawn_on=None) | ~Q(withdrawal_reason=""),
                violation_error_message="撤销须写明理由。",
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "id"], name="star_rating_since")]

    def __str__(self):
        return f"{self.unit}：{stars_text(self.stars)}"

    @property
    def stars_text(self) -> str:
        return stars_text(self.stars)


def stars_text(stars: int) -> str:
    return f"{'一二三四五'[stars - 1]}星级" if stars else "未达到星级"
