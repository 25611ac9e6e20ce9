from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order


class CouncilUnitQuerySet(ScopedQuerySet, DatedQuerySet):
    """The party line sees the roster it keeps and that of the organ above it; a unit sees itself; everybody sees the
    units whose instructors she sees.
    """

    scope_columns = {
        ScopeKind.PARTY: ("committee_id", "committee__children"),
        ScopeKind.RESPONSIBILITY: ("department_id",),
    }

    def within(self, scope: Scope):
        reached = super().within(scope)
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE):
            return reached
        instructors = self.model._meta.get_field("instructors").related_model.objects.within(scope)
        sent = Q(pk__in=instructors.values("council_unit"))
        return self.filter(Q(pk__in=reached.values("pk")) | sent)  # a join to the organs below would repeat rows


@history.tracked
class CouncilUnit(models.Model):
    """委员单位 of the party organ `committee`, from its first to its last day as a member.

    `department` where the unit has seats here. `valid_to` is the last day of membership, included.
    """

    name = models.CharField("单位名称", max_length=100)
    department = models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="对应机构",
    )
    committee = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="council_units", verbose_name="党建工作机构"
    )
    duties = models.CharField("职责分工", max_length=400)
    contact = models.CharField("联络员", max_length=40, blank=True)
    office_phone = models.CharField("办公电话", max_length=40, blank=True)
    document = models.CharField("依据文书", max_length=200, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    end_reason = models.CharField("退出原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CouncilUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "委员单位"
        constraints = [
            in_order("council_unit_in_order"),
            models.UniqueConstraint(
                name="council_unit_name_once",
                fields=["committee", "name"],
                condition=Q(valid_to=None),
                violation_error_message="该委员单位已在册。",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="council_unit_name")]

    def __str__(self):
        return self.name

    @property
    def competent_department_id(self) -> int:
        """The roster is kept by the party organ whose units they are."""
        return self.committee_id

    @property
    def competent_department_name(self) -> str:
        return self.committee.name

    @property
    def is_over(self) -> bool:
        return self.valid_to is not None and self.valid_to < clock.today()
