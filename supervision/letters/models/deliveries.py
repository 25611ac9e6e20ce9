from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.dated.models import in_order
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingFactQuerySet
from registry.organizations.models import Organization
from supervision.letters.models.letters import Letter
from supervision.letters.states import DELIVERY_TONES, UNDELIVERED, DeliveryOutcome, LetterState, Way


class DeliveryQuerySet(models.QuerySet):
    def of_organization(self, organization):
        return self.filter(letter__organization=organization)

    def undelivered(self):
        return self.filter(outcome__in=UNDELIVERED)

    def pending(self):
        return self.filter(outcome=DeliveryOutcome.PENDING)

    def published(self, day):
        """Public notices that everybody may read on `day`: while they run and as long after as was set."""
        return self.filter(
            way=Way.NOTICE, outcome__in=(DeliveryOutcome.PENDING, DeliveryOutcome.SERVED), posted_on__lte=day,
            shown_until__gte=day,
        ).exclude(letter__state=LetterState.VOIDED)  # fmt: skip

    def notices_over(self, day):
        """Public notices whose last day lies before `day`."""
        return self.pending().filter(way=Way.NOTICE, period_ends_on__lt=day)


@history.tracked
class LetterDelivery(models.Model):
    """One attempt to bring a letter to its addressee, with its proof. `posted_on` is the day on which it began.

    `served_on` is the day service counts from; of a public notice its last day, once that has passed.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries", verbose_name="公文")
    way = models.CharField("送达方式", max_length=12, choices=Way)
    posted_on = models.DateField("交寄、发出或者公告日期")
    tracking_number = models.CharField("挂号或邮件号", max_length=40, blank=True)
    outcome = models.CharField("结果", max_length=12, choices=DeliveryOutcome, default=DeliveryOutcome.PENDING)
    served_on = models.DateField("送达日期", null=True, blank=True)
    ended_on = models.DateField("退回或者未送达日期", null=True, blank=True)
    reason = models.CharField("原因", max_length=300, blank=True)
    receiver = models.CharField("签收人或见证人", max_length=80, blank=True)
    period_days = models.PositiveSmallIntegerField("公告期（日）", null=True, blank=True)
    period_ends_on = models.DateField("公告期最后一日", null=True, blank=True)
    shown_until = models.DateField("公开至", null=True, blank=True)
    proof = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="送达凭证"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="签收账号",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("签收时间", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    recorded_at = models.DateTimeField("登记时间", default=clock.now)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "送达"
        ordering = ["posted_on", "pk"]
        indexes = [models.Index(fields=["way", "outcome", "posted_on"], name="letter_delivery_way")]
        constraints = [
            models.CheckConstraint(name="letter_delivery_way_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="letter_delivery_outcome_known", condition=Q(outcome__in=DeliveryOutcome.values)
            ),
            models.CheckConstraint(
                name="letter_delivery_served_has_day",
                condition=(Q(outcome=DeliveryOutcome.SERVED) & Q(served_on__gte=F("posted_on")))
                | (~Q(outcome=DeliveryOutcome.SERVED) & Q(served_on=None)),
                violation_error_message="送达日期不能早于交寄日期。",
            ),
            models.CheckConstraint(
                name="letter_delivery_undelivered_has_day",
                condition=~Q(outcome__in=UNDELIVERED) | (Q(ended_on__gte=F("posted_on")) & ~Q(reason="")),
                violation_error_message="退回日期不能早于交寄日期。",
            ),
            models.CheckConstraint(
                name="letter_delivery_notice_has_period",
                condition=~Q(way=Way.NOTICE)
                | (Q(period_days__gte=1, period_ends_on__isnull=False, shown_until__isnull=False) & ~Q(reason="")),
                violation_error_message="公告送达须写明原因。",
            ),
            models.UniqueConstraint(
                name="letter_delivery_one_pending",
                fields=["letter", "way"],
                condition=Q(outcome=DeliveryOutcome.PENDING),
                violation_error_message="同一方式的送达正在进行。",
            ),
        ]

    def __str__(self):
        return f"{self.get_way_display()} {self.posted_on:%Y-%m-%d}"

    @property
    def state_tone(self) -> str:
        return DELIVERY_TONES[self.outcome]


@history.tracked
class ElectronicConsent(Belonging, models.Model):
    """送达地址确认: from when to when an organization agrees that what the portal sends it counts as served."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="electronic_consents", verbose_name="社会组织"
    )
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="确认人"
    )
    given_at = models.DateTimeField("确认时间", default=clock.now)

    objects = BelongingFactQuerySet.as_manager()

    class Meta:
        verbose_name = "电子送达确认"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="electronic_consent_one_open",
                fields=["organization"],
                condition=Q(valid_to=None),
                violation_error_message="已经确认接受电子送达。",
            ),
            in_order("electronic_consent_in_order"),
        ]
