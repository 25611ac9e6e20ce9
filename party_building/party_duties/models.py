from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from party_building.party_duties.states import PartyDutyKind
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization


class PartyDutyQuerySet(ScopedQuerySet):
    """Duties of organizations are seen with them; those of units by the party line alone."""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        organizations = Organization.objects.within(scope).values("pk")
        if scope.kind != ScopeKind.PARTY:
            return self.filter(organization__in=organizations)
        units = PartyUnit.objects.within(scope).values("pk")
        return self.filter(Q(organization__in=organizations) | Q(unit__in=units))

    def open(self):
        return self.filter(ended_on=None)

    def overdue(self, day=None):
        """Open past its last day; the last day itself is still in time."""
        return self.open().filter(due_on__lt=day or clock.today())

    def on(self, day):
        """Owed on `day`, as far as the portal knew; the day it ended is the first without it."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day)


@history.tracked
class PartyDuty(models.Model):
    """One duty of one organization or unit: since the day the facts asked for it, until they did no more.

    `due_on` is the last day in time, null where no period is set. A duty that comes back is a new row.
    """

    kind = models.CharField("职责", max_length=20, choices=PartyDutyKind)
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="party_duties", verbose_name="社会组织"
    )
    unit = models.ForeignKey(
        PartyUnit, null=True, on_delete=models.PROTECT, related_name="duties", verbose_name="党组织"
    )
    reason = models.CharField("依据", max_length=200)
    since = models.DateField("产生日期")
    due_on = models.DateField("期限", null=True)
    ended_on = models.DateField("解除日期", null=True)
    ended_by = models.CharField("解除原因", max_length=200, blank=True)

    objects = PartyDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "党建职责"
        constraints = [
            models.CheckConstraint(name="party_duty_kind_known", condition=Q(kind__in=PartyDutyKind.values)),
            models.CheckConstraint(
                name="party_duty_one_subject",
                condition=Q(organization=None, unit__isnull=False) | Q(organization__isnull=False, unit=None),
            ),
            models.UniqueConstraint(
                name="party_duty_one_open",
                fields=["kind", "organization", "unit"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                violation_error_message="已有一项未解除的同类职责。",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="party_duty_due")]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.subject}"

    @property
    def subject(self) -> Organization | PartyUnit:
        return self.organization or self.unit
