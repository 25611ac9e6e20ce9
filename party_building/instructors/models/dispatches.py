"""Who is sent to which organization, from when to when."""

from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.instructors.models.pool import Instructor
from party_building.instructors.states import DispatchBasis
from registry.organizations.belonging import BelongingFactQuerySet
from registry.organizations.models import Organization


class DispatchQuerySet(BelongingFactQuerySet):
    def of_account(self, user_id: int | None):
        """Those of the instructor who signs in with this account."""
        return self.filter(instructor__account=user_id, instructor__account__isnull=False)


@history.tracked
class Dispatch(DatedFact):
    """选派: one instructor serves one organization on one basis; by department and by street may hold at once.

    Who covers the organization is another matter: a body with a branch may have an instructor too (应派 are only the
    uncovered, queries.uncovered). `override_reason` says why the load limit was passed over.
    """

    key_fields = ("basis",)
    value_fields = ("instructor", "override_reason")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="instructor_dispatches", verbose_name="社会组织"
    )
    basis = models.CharField("选派方式", max_length=12, choices=DispatchBasis)
    instructor = models.ForeignKey(
        Instructor, on_delete=models.PROTECT, related_name="dispatches", verbose_name="党建指导员"
    )
    override_reason = models.CharField("超出上限的理由", max_length=200, blank=True)
    end_reason = models.CharField("结束原因", max_length=200, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "指导员选派"
        constraints = [
            no_overlap(
                "instructor_dispatch_once",
                "organization_id",
                "basis",
                message="该组织同一时期同一选派方式只能有一名指导员。",
            ),
            in_order("instructor_dispatch_in_order"),
            models.CheckConstraint(
                name="instructor_dispatch_basis_known", condition=Q(basis__in=DispatchBasis.values)
            ),
        ]
        indexes = [models.Index(fields=["instructor", "valid_from"], name="instructor_dispatch_whose")]

    def __str__(self):
        return f"{self.organization}（{self.get_basis_display()}）"

    @property
    def responsible_organ(self) -> str:
        """The party organ that answers for the organization, in words; read with `organization__party_superior`."""
        organ = self.organization.party_superior
        return organ.name if organ else "其党建责任单位（尚未明确）"
