from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization
from supervision.letters.models import Letter
from supervision.risk_alerts.models import RiskAlert
from supervision.talks.states import MACHINE, TONES, TalkState


class TalkQuerySet(BelongingQuerySet):
    def within(self, scope):
        """The authority's own record: an organization reads its notice among its letters, never the record."""
        return self.none() if scope.kind == ScopeKind.ORGANIZATION else super().within(scope)

    def held_between(self, first, last):
        return self.filter(held_on__range=(first, last))


@history.tracked
class SupervisoryTalk(OfOneOffice, models.Model):
    """One talk. At least two officers of the office hold it; the signed record is kept as a file."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="supervisory_talks", verbose_name="社会组织"
    )
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="约谈单位"
    )
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, related_name="supervisory_talk", verbose_name="约谈通知书"
    )
    alert = models.ForeignKey(
        RiskAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="风险预警"
    )
    subject = models.CharField("约谈事由", max_length=160)
    planned_at = models.DateTimeField("约谈时间")
    place = models.CharField("约谈地点", max_length=120)
    persons = models.CharField("通知参加人员（职务）", max_length=200)
    state = models.CharField("状态", max_length=12, choices=TalkState, default=TalkState.PLANNED)
    held_on = models.DateField("约谈日期", null=True, blank=True)
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="约谈人员")
    attendees = models.CharField("到场人员", max_length=300, blank=True)
    minutes = models.TextField("约谈记录", max_length=5000, blank=True)
    record = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="签字笔录"
    )
    follow_up = models.TextField("商定的后续事项", max_length=2000, blank=True)
    follow_up_due_on = models.DateField("后续事项期限", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    created_at = models.DateTimeField("安排时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈"
        indexes = [models.Index(fields=["planned_at", "id"], name="supervisory_talk_planned")]
        constraints = [
            models.CheckConstraint(name="supervisory_talk_state_known", condition=Q(state__in=TalkState.values)),
            models.CheckConstraint(
                name="supervisory_talk_held_has_record",
                condition=~Q(state__in=(TalkState.HELD, TalkState.CLOSED))
                | (Q(held_on__isnull=False) & ~Q(attendees="") & ~Q(minutes="")),
                violation_error_message="请填写约谈日期、到场人员和约谈记录。",
            ),
            models.CheckConstraint(
                name="supervisory_talk_closed_is_signed",
                condition=~Q(state=TalkState.CLOSED) | Q(record__isnull=False, closed_on__isnull=False),
                violation_error_message="办结须有签字的约谈笔录。",
            ),
        ]

    def __str__(self):
        return f"约谈{self.organization}"

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def is_late(self) -> bool:
        """What was agreed is past its day and the talk still open."""
        return self.state == TalkState.HELD and bool(self.follow_up_due_on) and self.follow_up_due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_late else TONES[self.state]
