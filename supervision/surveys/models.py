from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from registry.organizations.models import Organization
from supervision.questionnaires.questions import Questions, minutes, parse
from supervision.questionnaires.states import Source
from supervision.surveys.states import ANSWER_TONES, MACHINE, OUT, TONES, AnswerState, Audience, Repeat, SurveyState


class SurveyQuerySet(ScopedQuerySet):
    """The asking office's own, and what offices below it ask; an addressee sees its own row, not the survey."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id",),
    }

    def released(self):
        return self.filter(state__in=OUT)


@history.tracked
class Survey(OfOneOffice, models.Model):
    """`criteria` is a query string of the register's list (社会组织), `offices` are ids of streets or departments."""

    machine = MACHINE

    title = models.CharField("名称", max_length=100)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="发起单位"
    )
    purpose = models.CharField("用途", max_length=300, help_text="为什么要填、填了给谁用。填报人看得到。")
    basis = models.CharField("依据", max_length=160, blank=True)
    audience = models.CharField("填报对象", max_length=14, choices=Audience, default=Audience.ORGANIZATIONS)
    criteria = models.TextField("对象条件", blank=True)
    offices = ArrayField(models.BigIntegerField(), verbose_name="填报单位", default=list, blank=True)
    questions = models.JSONField("填报内容", default=list, blank=True)
    days_to_answer = models.PositiveSmallIntegerField("填报天数", default=15)
    repeat = models.CharField("填报次数", max_length=8, choices=Repeat, default=Repeat.ONCE)
    repeat_until = models.DateField("最后一期不晚于", null=True, blank=True)
    repeated_reason = models.CharField("重复填报的理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=SurveyState, default=SurveyState.DRAFT)
    released_at = models.DateTimeField("核发时间", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="核发人"
    )
    closed_on = models.DateField("结束日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "一次填报"
        constraints = [
            models.CheckConstraint(name="survey_state_known", condition=Q(state__in=SurveyState.values)),
            models.CheckConstraint(name="survey_audience_known", condition=Q(audience__in=Audience.values)),
            models.CheckConstraint(
                name="survey_says_what_for",
                condition=~Q(purpose=""),
                violation_error_message="请写明填报的用途。",
            ),
            models.CheckConstraint(
                name="survey_out_has_moment", condition=~Q(state__in=OUT) | Q(released_at__isnull=False)
            ),
            models.CheckConstraint(
                name="survey_monthly_has_end",
                condition=Q(repeat=Repeat.ONCE) | Q(repeat_until__isnull=False),
                violation_error_message="按月填报须写明最后一期的日期。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def form(self) -> Questions:
        return parse(self.questions)

    @property
    def minutes(self) -> int:
        return minutes(self.form)

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    @property
    def is_monthly(self) -> bool:
        return self.repeat == Repeat.MONTHLY

    @property
    def asks_organizations(self) -> bool:
        return self.audience == Audience.ORGANIZATIONS


@history.tracked
class SurveyRound(models.Model):
    """One time that the form goes out: the only one, or one month of a monthly form."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField("期", max_length=7, blank=True, help_text="年-月；一次性填报不填")
    opens_on = models.DateField("开始日期")
    due_on = models.DateField("截止日期")

    class Meta:
        verbose_name = "填报期"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="survey_round_once", fields=["survey", "period"]),
            models.CheckConstraint(
                name="survey_round_in_order",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message="截止日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.survey.title}{f'（{self.period}）' if self.period else ''}"


class RecipientQuerySet(ScopedQuerySet):
    """Read by the asking office; by an addressee its own row, once the form is out."""

    scope_prefix = "survey_round__survey__"
    scope_columns = SurveyQuerySet.scope_columns

    def mine(self, actor):
        """Addressed to the actor: to her organization, or to her office."""
        rows = self.filter(survey_round__survey__state__in=OUT)
        if actor.is_organization_side:
            if actor.scope.kind != ScopeKind.ORGANIZATION or not actor.scope.ids:
                return rows.none()
            return rows.filter(organization__in=actor.scope.ids)
        return rows.filter(department=actor.department_id) if actor.department_id else rows.none()

    def of_organizations(self, scope: Scope):
        """Those about organizations that a scope reaches, whoever asks: for counting what one is asked for."""
        found = Organization.objects.within(scope).values("pk")
        return self.filter(organization__in=found, survey_round__survey__state__in=OUT)

    def asked(self):
        """Had something to do; 无须填报 costs nobody anything."""
        return self.exclude(state=AnswerState.KNOWN)


@history.tracked
class SurveyRecipient(models.Model):
    """One addressee in one round: an organization, or an office. `answers` is what is being written."""

    survey_round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="recipients")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys", verbose_name="社会组织"
    )
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="填报单位"
    )
    state = models.CharField("状态", max_length=10, choices=AnswerState, default=AnswerState.WAITING)
    answers = models.JSONField("填写内容", default=dict, blank=True)
    due_on = models.DateField("截止日期")
    extension_reason = models.CharField("延期理由", max_length=200, blank=True)
    answered_at = models.DateTimeField("填报时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="填报人"
    )
    is_unchanged = models.BooleanField("与上期相同", default=False)
    reminded_on = models.DateField("最近催报", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "填报对象"
        constraints = [
            models.UniqueConstraint(name="survey_organization_once", fields=["survey_round", "organization"]),
            models.UniqueConstraint(name="survey_department_once", fields=["survey_round", "department"]),
            models.CheckConstraint(
                name="survey_recipient_one",
                condition=Q(organization=None, department__isnull=False)
                | Q(organization__isnull=False, department=None),
            ),
            models.CheckConstraint(name="survey_recipient_state_known", condition=Q(state__in=AnswerState.values)),
            models.CheckConstraint(
                name="survey_answered_has_moment",
                condition=~Q(state=AnswerState.ANSWERED) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organization", "survey_round"], name="survey_recipient_of")]

    def __str__(self):
        return str(self.organization or self.department)

    @property
    def survey(self) -> Survey:
        return self.survey_round.survey

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_late else ANSWER_TONES[self.state]

    @property
    def is_late(self) -> bool:
        return self.state == AnswerState.WAITING and self.due_on < clock.today()

    # The row is answered by its addressee and looked after by the asking office.
    @property
    def organization_key(self) -> int | None:
        return self.organization_id

    @property
    def competent_department_id(self) -> int:
        return self.survey_round.survey.department_id

    @property
    def competent_department_name(self) -> str:
        return self.survey_round.survey.department.name


class SurveyAnswer(models.Model):
    """One answer as it was sent, with where it comes from and since when. Append-only but for a correction in time."""

    recipient = models.ForeignKey(SurveyRecipient, on_delete=models.CASCADE, related_name="given")
    key = models.CharField("问题", max_length=8)
    folded = models.CharField("问题（归并）", max_length=120, db_collation="C")
    text = models.TextField("答案")
    source = models.CharField("来源", max_length=8, choices=Source)
    given_on = models.DateField("日期")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "填报答案"
        constraints = [
            models.UniqueConstraint(name="survey_answer_once", fields=["recipient", "key"]),
            models.CheckConstraint(name="survey_answer_source_known", condition=Q(source__in=Source.values)),
        ]
        indexes = [models.Index(fields=["folded", "recipient"], name="survey_answer_folded")]
