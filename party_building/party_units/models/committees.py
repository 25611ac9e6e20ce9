"""班子: terms of a unit's committee, and who holds which post in it."""

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_units.belonging import OfUnit, UnitFactQuerySet
from party_building.party_units.models.units import PartyUnit
from party_building.party_units.states import CommitteePostKind
from registry.people.models import Person


class UnitTermQuerySet(UnitFactQuerySet):
    def with_last_day(self, day):
        """Annotates `last_day`: the end of the term, or of the extension where it had been approved by `day`."""
        extended = When(extension_approved_on__lte=day, then=F("extended_until"))
        return self.annotate(last_day=Coalesce(Case(extended, default=None), F("term_end")))


@history.tracked
class UnitTerm(OfUnit, DatedFact):
    """一届班子. `term_end` is the last day of the term; `valid_to` the day before the next one began."""

    subject_field = "unit"
    value_fields = ("term_no", "term_end")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="terms", verbose_name="党组织")
    term_no = models.PositiveSmallIntegerField("届次")
    term_end = models.DateField("届满日期")
    extended_until = models.DateField("延期至", null=True, blank=True)
    extension_approved_on = models.DateField("延期批准日期", null=True, blank=True)
    extension_document = models.CharField("延期批准文书", max_length=200, blank=True)

    objects = UnitTermQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织届期"
        constraints = [
            no_overlap("unit_term_once", "unit", message="同一时期只能有一届。"),
            in_order("unit_term_in_order"),
            models.UniqueConstraint(
                name="unit_term_no_once", fields=["unit", "term_no"], violation_error_message="该届次已经登记。"
            ),
            models.CheckConstraint(
                name="unit_term_ends_after_start",
                condition=Q(term_end__gt=F("valid_from")),
                violation_error_message="届满日期须晚于本届开始日期。",
            ),
            models.CheckConstraint(
                name="unit_term_extension_whole",
                condition=Q(extended_until=None, extension_approved_on=None, extension_document="")
                | (
                    Q(extended_until__gt=F("term_end"), extension_approved_on__isnull=False)
                    & ~Q(extension_document="")
                ),
                violation_error_message="延期须写明延至何日、批准日期和批准文书，且晚于届满日期。",
            ),
        ]
        indexes = [models.Index(fields=["term_end"], name="unit_term_end")]

    def __str__(self):
        return f"第{self.term_no}届"


@history.tracked
class CommitteePost(OfUnit, models.Model):
    """A post in a unit's committee, or its secretary where there is no committee; held by one person from when on."""

    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="posts", verbose_name="党组织")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="party_posts", verbose_name="姓名")
    kind = models.CharField("党内职务", max_length=20, choices=CommitteePostKind)
    valid_from = models.DateField("任职日期")
    valid_to = models.DateField("离任日期", null=True, blank=True, help_text="含当日；不填为至今")
    document = models.CharField("批复文号", max_length=200, blank=True)

    objects = UnitFactQuerySet.as_manager()

    class Meta:
        verbose_name = "党内任职"
        constraints = [
            in_order("committee_post_in_order"),
            no_overlap(
                "committee_post_once_a_person",
                "unit",
                "person",
                message="同一时期同一人在该党组织只能有一项党内职务。",
            ),
            no_overlap(
                "committee_post_one_secretary",
                "unit",
                condition=Q(kind=CommitteePostKind.SECRETARY),
                message="同一时期一个党组织只能有一名书记。",
            ),
            models.CheckConstraint(name="committee_post_kind_known", condition=Q(kind__in=CommitteePostKind.values)),
        ]
        indexes = [models.Index(fields=["person"], name="committee_post_person")]

    def __str__(self):
        return f"{self.person}（{self.get_kind_display()}）"
