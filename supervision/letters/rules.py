"""SV-10: a reply that does not come. SV-16: an organization that registered letters do not reach.

Pure and set-based, for any day. A reply that was asked for once more runs by its new last day.
"""

import datetime
from typing import ClassVar

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.organizations.models import Organization
from supervision.letters.models import Letter, LetterDelivery
from supervision.letters.states import DeliveryOutcome, Way

ONE_DAY = datetime.timedelta(days=1)


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class ReplyOverdue(Rule):
    code = "SV-10"
    title = "来文逾期未回复"
    explanation = (
        "督办函等要求回复的公文已送达，回复期限（工作日）已过，主送的单位或者社会组织没有回复。"
        "征询意见函不在此列，只作记录。"
    )
    subject_kind = "letter"
    default_severity = Severity.MEDIUM
    told = ("ORG", "SUP", "REG")
    settled_by = ("letter_replied", "letter_closed")
    is_design = True

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = Letter.objects.filter(
            Q(replied_on=None) | Q(replied_on__gt=as_of), Q(closed_on=None) | Q(closed_on__gt=as_of),
            served_on__lte=as_of, reply_due_on__lt=as_of, kind__chases_reply=True,
        )  # fmt: skip
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=_text("reply_due_on"),
            due_on="reply_due_on",
            severity=version.severity,
            evidence=JSONObject(number=F("number"), reply_due_on=_text("reply_due_on")),
        )


class Unreachable(Rule):
    code = "SV-16"
    title = "通过登记的住所无法联系"
    explanation = (
        "向登记的住所先后邮寄两次（挂号），均被退回，两次交寄间隔{least_days}日以上、{most_days}日以内，此后没有送达成功过。"
        "提请列入活动异常名录（第六项情形）；也是“僵尸型”四项线索之一。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {"least_days": 15, "most_days": 30}
    param_labels: ClassVar[dict[str, str]] = {"least_days": "两次交寄最少间隔（日）", "most_days": "最多间隔（日）"}
    legal_sources = ("credit-11",)
    told = ("REG",)
    settled_by = ("letter_served",)
    is_design = True

    def value(self, version: RuleVersion, name: str) -> int:
        return version.params.get(name, self.default_params[name])

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        least, most = (self.value(version, name) * ONE_DAY for name in ("least_days", "most_days"))
        returned = LetterDelivery.objects.filter(
            way=Way.POST, outcome=DeliveryOutcome.RETURNED, ended_on__lte=as_of, letter__organization__isnull=False
        )
        first = returned.filter(
            letter__organization=OuterRef("letter__organization"), posted_on__lte=OuterRef("posted_on") - least,
            posted_on__gte=OuterRef("posted_on") - most,
        ).order_by("-posted_on", "-pk")  # fmt: skip
        second = returned.filter(Exists(first), letter__organization=OuterRef("pk")).order_by("-posted_on", "-pk")
        reached = LetterDelivery.objects.filter(
            letter__organization=OuterRef("pk"), outcome=DeliveryOutcome.SERVED, served_on__lte=as_of,
            served_on__gt=OuterRef("second_on"),
        ).exclude(way=Way.NOTICE)  # fmt: skip
        rows = Organization.objects.annotate(
            second_on=Subquery(second.values("posted_on")[:1], output_field=DateField()),
            first_on=Subquery(
                second.values(day=Subquery(first.values("posted_on")[:1]))[:1], output_field=DateField()
            ),
        ).filter(~Exists(reached), second_on__isnull=False)
        return as_findings(
            rows,
            subject="pk",
            organization="pk",
            period=_text("second_on"),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(first_posted_on=_text("first_on"), second_posted_on=_text("second_on")),
        )
