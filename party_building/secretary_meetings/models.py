from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from party_building.party_units.models import PartyUnit
from party_building.secretary_meetings.states import MATTER_MACHINE, OPEN_MATTERS, TONES, MatterState


class MeetingQuerySet(ScopedQuerySet):
    """Held by one organ; a branch sees those to which it was invited."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.ORGANIZATION:
            return super().within(scope)
        units = PartyUnit.objects.within(scope).values("pk")
        return self.filter(pk__in=Invitation.objects.filter(unit__in=units).values("meeting"))


@history.tracked
class SecretaryMeeting(OfOneOffice, models.Model):
    """One meeting: what it is about, who is invited, what was raised, the minutes."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="召集单位"
    )
    topic = models.CharField("议题", max_length=120)
    held_on = models.DateField("召开日期")
    place = models.CharField("地点", max_length=80, blank=True)
    units = models.ManyToManyField(PartyUnit, through="Invitation", related_name="secretary_meetings")
    minutes = models.TextField("会议纪要", max_length=4000, blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="纪要文件"
    )
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "书记议事厅"
        constraints = [
            models.UniqueConstraint(
                name="secretary_meeting_once",
                fields=["department", "topic", "held_on"],
                violation_error_message="同一天同一议题的议事厅已经登记。",
            ),
        ]
        indexes = [models.Index(fields=["held_on", "id"], name="secretary_meeting_held")]

    def __str__(self):
        return self.topic

    @property
    def is_past(self) -> bool:
        return self.held_on <= clock.today()


@history.tracked
class Invitation(models.Model):
    meeting = models.ForeignKey(SecretaryMeeting, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="+", verbose_name="受邀党组织")

    class Meta:
        verbose_name = "议事厅邀请"
        constraints = [models.UniqueConstraint(name="invitation_once", fields=["meeting", "unit"])]


class MatterQuerySet(ScopedQuerySet):
    """Seen with its meeting."""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        return self.filter(meeting__in=SecretaryMeeting.objects.within(scope).values("pk"))

    def open(self):
        return self.filter(state__in=OPEN_MATTERS)

    def overdue(self, day=None):
        return self.open().filter(due_on__lt=day or clock.today())


@history.tracked
class Matter(models.Model):
    """A matter that was raised: by whom, who answers for it until when, what was answered, when it was closed."""

    machine = MATTER_MACHINE

    meeting = models.ForeignKey(
        SecretaryMeeting, on_delete=models.PROTECT, related_name="matters", verbose_name="议事厅"
    )
    raised_by = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="提出党组织"
    )
    content = models.CharField("事项", max_length=300)
    responsible = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    due_on = models.DateField("办理期限", null=True, blank=True)
    answer = models.CharField("答复", max_length=600, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=MatterState, default=MatterState.RAISED)
    version = models.PositiveIntegerField(default=1)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "议事厅事项"
        constraints = [
            models.CheckConstraint(name="matter_state_known", condition=Q(state__in=MatterState.values)),
            models.CheckConstraint(
                name="matter_assigned_says_to_whom",
                condition=Q(state=MatterState.RAISED) | Q(responsible__isnull=False, due_on__isnull=False),
                violation_error_message="交办须写明责任单位和办理期限。",
            ),
            models.CheckConstraint(
                name="matter_answered_says_what",
                condition=~Q(state__in=[MatterState.ANSWERED, MatterState.CLOSED])
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                violation_error_message="请填写答复内容和日期。",
            ),
            models.CheckConstraint(
                name="matter_closed_says_when",
                condition=Q(state=MatterState.CLOSED, closed_on__isnull=False)
                | (~Q(state=MatterState.CLOSED) & Q(closed_on=None)),
                violation_error_message="办结须写明日期。",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="matter_due")]

    def __str__(self):
        return self.content

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def competent_department_id(self) -> int:
        return self.meeting.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.meeting.competent_department_name

    @property
    def is_overdue(self) -> bool:
        return self.state in OPEN_MATTERS and self.due_on is not None and self.due_on < clock.today()
