from django.db import models
from django.db.models import F, Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from registry.dues.states import Meeting
from registry.organizations.belonging import Belonging, BelongingFactQuerySet
from registry.organizations.models import Organization


@history.tracked
class DuesStandard(Belonging, DatedFact):
    """会费标准 as the assembly adopted it; `valid_from` is the first day on which it is charged."""

    value_fields = ("adopted_on", "meeting", "voters_present", "votes_for", "published_on")

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_standards", verbose_name="社会组织"
    )
    adopted_on = models.DateField("通过日期")
    meeting = models.CharField("通过会议", max_length=10, choices=Meeting)
    voters_present = models.PositiveIntegerField("到会人数", null=True, blank=True)
    votes_for = models.PositiveIntegerField("同意票数", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="会议决议"
    )

    objects = BelongingFactQuerySet.as_manager()

    class Meta:
        verbose_name = "会费标准"
        constraints = [
            no_overlap("dues_standard_once", "organization", message="同一时期只能有一个会费标准。"),
            in_order("dues_standard_in_order"),
            models.CheckConstraint(
                name="dues_standard_adopted_before_charged",
                condition=Q(adopted_on__lte=F("valid_from")),
                violation_error_message="会费标准须先通过、后执行。",
            ),
            models.CheckConstraint(
                name="dues_standard_published_after_adopted",
                condition=Q(published_on=None) | Q(published_on__gte=F("adopted_on")),
                violation_error_message="公布日期不能早于通过日期。",
            ),
            models.CheckConstraint(
                name="dues_standard_votes_of_those_present",
                condition=Q(votes_for=None) | Q(voters_present=None) | Q(votes_for__lte=F("voters_present")),
                violation_error_message="同意票数不能多于到会人数。",
            ),
        ]
        indexes = [models.Index(fields=["adopted_on", "id"], name="dues_standard_adopted")]

    def __str__(self):
        return f"{self.adopted_on:%Y-%m-%d}通过的会费标准"


class DuesGrade(models.Model):
    """One grade of a standard: 会长单位 20,000 yuan a year. Written once with its standard."""

    standard = models.ForeignKey(
        DuesStandard, on_delete=models.PROTECT, related_name="grades", verbose_name="会费标准"
    )
    place = models.PositiveSmallIntegerField("次序")
    name = models.CharField("会员等级", max_length=40)
    yearly_yuan = models.DecimalField("每年（元）", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "会费等级"
        ordering = ["standard", "place"]
        constraints = [
            models.UniqueConstraint(
                name="dues_grade_name_once",
                fields=["standard", "name"],
                violation_error_message="会员等级重复。",
            ),
            models.CheckConstraint(
                name="dues_grade_not_negative",
                condition=Q(yearly_yuan__gte=0),
                violation_error_message="会费不能为负数。",
            ),
        ]

    def __str__(self):
        return self.name
