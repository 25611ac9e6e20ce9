from django.db import models
from django.db.models import Q

from core import history
from party_building.party_declarations.states import MACHINE, TONES, DeclarationState
from registry.annual_reports.models import AnnualReport
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization


class DeclarationQuerySet(BelongingQuerySet):
    def differing(self):
        return self.filter(state=DeclarationState.DIFFERING)


@history.tracked
class PartyDeclaration(models.Model):
    """What one accepted report declared, and what stood in the register then (`known_…`, null where nothing did).

    The form asks for members among all staff and among full-time staff; it does not tell formal from probationary.
    Its full-time members are compared with `formal_full_time`, the others with `formal_elsewhere`.
    """

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="party_declarations", verbose_name="社会组织"
    )
    report = models.OneToOneField(
        AnnualReport, on_delete=models.PROTECT, related_name="party_declaration", verbose_name="年度报告"
    )
    year = models.PositiveSmallIntegerField("报告年度")
    full_time = models.PositiveIntegerField("申报的专职党员数")
    elsewhere = models.PositiveIntegerField("申报的其他党员数")
    known_full_time = models.PositiveIntegerField("登记的专职党员数", null=True, blank=True)
    known_elsewhere = models.PositiveIntegerField("登记的其他党员数", null=True, blank=True)
    known_since = models.DateField("登记数起始日期", null=True, blank=True)
    taken_in_on = models.DateField("接收日期")
    state = models.CharField("状态", max_length=12, choices=DeclarationState)
    version = models.PositiveIntegerField(default=1)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = "年报申报的党员情况"
        constraints = [
            models.CheckConstraint(
                name="party_declaration_state_known", condition=Q(state__in=DeclarationState.values)
            )
        ]
        indexes = [
            models.Index(fields=["year", "state"], name="party_declaration_year"),
            models.Index(fields=["taken_in_on", "id"], name="party_declaration_taken_in"),
        ]

    def __str__(self):
        return f"{self.year}年度申报"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def competent_department_id(self) -> int | None:
        """The organ that leads the organization's party affairs, not its registration authority."""
        return self.organization.party_superior_id

    @property
    def competent_department_name(self) -> str:
        superior = self.organization.party_superior
        return superior.name if superior else "其党建责任单位（尚未明确）"
