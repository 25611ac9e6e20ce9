from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import Scope, ScopeKind
from party_building.admissions.models.catalogue import AdmissionStep
from party_building.admissions.states import MACHINE, OPEN, TONES, AdmissionState, Naming, NoteKind, Position
from party_building.party_members.models import PartyMember
from party_building.party_units.belonging import OfUnit, UnitQuerySet
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization
from registry.people.models import Person


class AdmissionQuerySet(UnitQuerySet):
    def within(self, scope: Scope):
        """The party line and the branch itself; no registry post."""
        if scope.kind not in (ScopeKind.ALL, ScopeKind.PARTY, ScopeKind.ORGANIZATION):
            return self.none()
        return super().within(scope)

    def open(self):
        return self.filter(state__in=OPEN)

    def accepted_between(self, first, last):
        """Accepted by the branch meeting on a day of the period (both included) and not declined since."""
        return self.filter(accepted_on__gte=first, accepted_on__lte=last)


@history.tracked
class Admission(OfUnit, models.Model):
    """One person's way into the party, in one branch. The days of the great steps are projections of the records.

    Where a body has no branch its activists hang at a service centre's unit (综合支部).
    """

    machine = MACHINE
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="admissions", verbose_name="姓名")
    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="admissions", verbose_name="培养的党支部"
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admissions",
        verbose_name="工作单位",
    )
    position = models.CharField("身份", max_length=10, choices=Position)
    member = models.ForeignKey(
        PartyMember, null=True, blank=True, on_delete=models.PROTECT, related_name="admissions", verbose_name="党员"
    )
    state = models.CharField("状态", max_length=14, choices=AdmissionState, default=AdmissionState.APPLICANT)
    applied_on = models.DateField("申请日期")
    activist_on = models.DateField("列为积极分子日期", null=True, blank=True)
    object_on = models.DateField("列为发展对象日期", null=True, blank=True)
    accepted_on = models.DateField("支部大会通过日期", null=True, blank=True)
    approved_on = models.DateField("批准接收日期", null=True, blank=True)
    prolonged_on = models.DateField("决定延长日期", null=True, blank=True)
    prolonged_until = models.DateField("预备期延长至", null=True, blank=True)
    confirmed_on = models.DateField("转正日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    over_quota_reason = models.CharField("超出计划的理由", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "发展党员"
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="admission_state_known", condition=Q(state__in=AdmissionState.values)),
            models.UniqueConstraint(
                name="admission_one_open",
                fields=["person"],
                condition=Q(state__in=OPEN),
                violation_error_message="该同志已有一项发展党员的培养正在进行。",
            ),
            models.CheckConstraint(
                name="admission_days_in_order",
                condition=(Q(activist_on=None) | Q(activist_on__gte=F("applied_on")))
                & (Q(object_on=None) | Q(object_on__gte=F("activist_on")))
                & (Q(accepted_on=None) | Q(accepted_on__gte=F("object_on")))
                & (Q(confirmed_on=None) | Q(confirmed_on__gte=F("accepted_on"))),
                violation_error_message="各步骤的日期顺序不对。",
            ),
            models.CheckConstraint(
                name="admission_prolonged_whole",
                condition=Q(prolonged_on=None, prolonged_until=None)
                | Q(prolonged_on__isnull=False, prolonged_until__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="admission_unit")]

    def __str__(self):
        return self.person.name

    @property
    def organization_key(self) -> int | None:
        return self.unit.organization_id

    @property
    def state_tone(self) -> str:
        return TONES.get(self.state, "info")


@history.tracked
class AdmissionRecord(OfUnit, models.Model):
    """A step that was taken. What a refusal by the superior undid stays, `is_void`."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="records")
    step = models.ForeignKey(AdmissionStep, on_delete=models.PROTECT, related_name="+", verbose_name="步骤")
    done_on = models.DateField("日期")
    document = models.CharField("文书", max_length=200, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)
    is_void = models.BooleanField("已失效", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", default=clock.now)

    class Meta:
        verbose_name = "发展党员步骤记录"
        ordering = ["step__seq", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="admission_record_once",
                fields=["admission", "step"],
                condition=Q(is_void=False),
                violation_error_message="该步骤已经登记。",
            )
        ]


@history.tracked
class AdmissionContact(models.Model):
    """培养联系人 or 入党介绍人: a formal member, one or two of a kind."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField("类别", max_length=10, choices=Naming)
    member = models.ForeignKey(PartyMember, on_delete=models.PROTECT, related_name="+", verbose_name="姓名")
    valid_from = models.DateField("指定日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "培养联系人和入党介绍人"
        ordering = ["kind", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="admission_contact_once", fields=["admission", "kind", "member"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(name="admission_contact_kind_known", condition=Q(kind__in=Naming.values)),
        ]


@history.tracked
class AdmissionNote(models.Model):
    """What the contacts write each quarter, the branch each half year."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("类别", max_length=12, choices=NoteKind)
    noted_on = models.DateField("日期")
    text = models.CharField("内容", max_length=1000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = "培养考察记录"
        ordering = ["-noted_on", "-pk"]
        constraints = [models.CheckConstraint(name="admission_note_kind_known", condition=Q(kind__in=NoteKind.values))]
