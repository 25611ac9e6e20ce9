from django.conf import settings
from django.db import models

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from party_building.party_members.models.members import PartyMember
from party_building.party_members.states import DifferenceKind


class ReconciliationQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("department_id",)}


class DifferenceQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("run__department_id",)}


@history.tracked
class Reconciliation(models.Model):
    """半年对账: what the party system's sheet says beside what the register says. It changes nothing by itself."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="党建工作机构"
    )
    as_of = models.DateField("对账日")
    file_name = models.CharField("文件", max_length=200)
    rows_there = models.PositiveIntegerField("党员系统人数")
    rows_here = models.PositiveIntegerField("本平台人数")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    made_at = models.DateTimeField("时间", default=clock.now)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        verbose_name = "党员名册对账"
        ordering = ["-as_of", "-pk"]

    def __str__(self):
        return f"{self.as_of:%Y-%m-%d}对账"


@history.tracked
class RegisterDifference(models.Model):
    """One line of a reconciliation. Numbers of persons are compared by their keyed hash and not kept."""

    run = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField("差异", max_length=12, choices=DifferenceKind)
    member = models.ForeignKey(PartyMember, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="党员")
    name = models.CharField("姓名", max_length=60)
    here = models.CharField("本平台", max_length=120, blank=True)
    there = models.CharField("党员系统", max_length=120, blank=True)
    line = models.PositiveIntegerField("表中行号", null=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "对账差异"
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="register_difference_kind_known", condition=models.Q(kind__in=DifferenceKind.values)
            )
        ]
