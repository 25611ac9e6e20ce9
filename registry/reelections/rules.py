"""OF-04: a list or an application that the offices have for too long. Read from the log of steps, for any day."""

import datetime
from typing import ClassVar

from django.db.models import CharField, DateField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, JSONObject, TruncDate

from core import clock
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from core.workflow.models import TransitionLog
from registry.annual_reports.deadlines import last_day_before
from registry.reelections.models import Reelection

ENDED = ("send_back", "confirm", "approve", "refuse", "withdraw")


class ReviewOverdue(Rule):
    code = "OF-04"
    subject_kind = "reelection"
    title = "负责人人选审核超期"
    explanation = (
        "候选人名单或者延期换届申请报送后，满{workdays}个工作日仍没有审核结果（通过、批准、不予批准或者退回）。"
        "各单位反馈意见的时间计算在内。作出结果、退回或者撤回后解除。"
    )
    default_severity = Severity.LOW
    default_params: ClassVar[dict] = {"workdays": 20}
    param_labels: ClassVar[dict[str, str]] = {"workdays": "报送后几个工作日"}
    is_design = True
    since = datetime.date(2026, 1, 1)
    told = ("REG", "LEAD")
    settled_by = ("reelection_moved",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        run_out = last_day_before(as_of, version.params.get("workdays", self.default_params["workdays"]))
        steps = TransitionLog.objects.filter(
            object_type=Reelection._meta.label, object_id=OuterRef("pk"), at__lt=clock.end_of(as_of)
        )
        sent = steps.filter(name="submit").order_by("-at", "-pk")
        rows = Reelection.objects.annotate(
            sent_at=Subquery(sent.values("at")[:1]),
            sent_on=Subquery(sent.values(day=TruncDate("at", tzinfo=clock.SHANGHAI))[:1], output_field=DateField()),
        )
        ended = steps.filter(name__in=ENDED, at__gt=OuterRef("sent_at"))
        rows = rows.filter(~Exists(ended), sent_on__lte=run_out)
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(submitted_on=Cast("sent_on", CharField())),
        )
