from django.db import models
from django.db.models import F, Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from registry.certificates.states import IssueReason
from registry.organizations.belonging import Belonging, BelongingFactQuerySet
from registry.organizations.models import Organization


@history.tracked
class Certificate(Belonging, DatedFact):
    """登记证书: `printed_from` and `printed_until` are read off the paper, never computed; the last day counts.

    `valid_from` is the day of issue; the certificate is the one in force until the next one is issued, whatever its
    printed dates say.
    """

    value_fields = ("number", "printed_from", "printed_until", "copies", "issue_reason")

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="certificates", verbose_name="社会组织"
    )
    number = models.CharField("证书编号", max_length=60, blank=True, db_collation="C")
    printed_from = models.DateField("证书载明有效期自", null=True, blank=True)
    printed_until = models.DateField("证书载明有效期至", null=True, blank=True, help_text="含当日")
    copies = models.PositiveSmallIntegerField("副本数", default=1)
    issue_reason = models.CharField("发证原因", max_length=10, choices=IssueReason)
    handed_over_on = models.DateField("领取日期", null=True, blank=True)
    returned_on = models.DateField("缴回日期", null=True, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="证书扫描件"
    )

    objects = BelongingFactQuerySet.as_manager()

    class Meta:
        verbose_name = "登记证书"
        constraints = [
            no_overlap("certificate_once", "organization", message="同一时期只能有一份有效的登记证书。"),
            in_order("certificate_in_order"),
            models.CheckConstraint(
                name="certificate_printed_in_order",
                condition=Q(printed_from=None) | Q(printed_until=None) | Q(printed_until__gte=F("printed_from")),
                violation_error_message="证书载明的截止日期不能早于起始日期，请照证书核对。",
            ),
            models.CheckConstraint(name="certificate_reason_known", condition=Q(issue_reason__in=IssueReason.values)),
            models.CheckConstraint(
                name="certificate_handed_over_after_issue",
                condition=Q(handed_over_on=None) | Q(handed_over_on__gte=F("valid_from")),
                violation_error_message="领取日期不能早于发证日期。",
            ),
            models.CheckConstraint(
                name="certificate_returned_after_issue",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("valid_from")),
                violation_error_message="缴回日期不能早于发证日期。",
            ),
        ]
        indexes = [models.Index(fields=["printed_until", "id"], name="certificate_printed_until")]

    def __str__(self):
        return f"{self.valid_from:%Y-%m-%d}{self.get_issue_reason_display()}的证书"

    @classmethod
    def projection(cls, fact, key):
        return {"certificate_until": fact.printed_until if fact else None}
