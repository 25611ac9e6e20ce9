"""PB-11: a probation that is over and about which nothing was decided. Facts of the register, for any day."""

import datetime
from typing import ClassVar

from django.db.models import CharField, DateField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from party_building.admissions.models import Admission
from party_building.party_members.models import MemberAffiliation, MemberStanding
from party_building.party_members.states import Standing


class _Later(Func):
    """By the calendar and clamped to the month's end, as PostgreSQL and core.dated.calendar both count."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = DateField()

    def as_sql(self, compiler, connection, **extra):
        sql, params = super().as_sql(compiler, connection, **extra)
        return f"{sql}::date", params


def _later(day, *, months: int) -> _Later:
    interval = Func(Value(0), Value(months), function="make_interval", output_field=CharField())
    return _Later(day, interval)


class ProbationOverdue(Rule):
    code = "PB-11"
    title = "预备党员超期未转正"
    explanation = (
        "预备期（支部大会通过之日起{probation_months}个月，延长的至延长期满）届满超过{grace_months}个月，既未转正，也未延长或者取消资格。"
        "提醒党支部及其上级党组织。"
    )
    subject_kind = "party_unit"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"probation_months": 12, "grace_months": 1}
    param_labels: ClassVar[dict[str, str]] = {"probation_months": "预备期（月）", "grace_months": "宽限（月）"}
    is_design = True
    told = ("PTY",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        params = {**self.default_params, **version.params}
        held = MemberAffiliation.objects.on(as_of).filter(member=OuterRef("member"), unit__isnull=False)
        prolonged = Admission.objects.filter(member=OuterRef("member"), prolonged_on__lte=as_of)
        rows = MemberStanding.objects.on(as_of).filter(standing=Standing.PROBATIONARY)
        rows = rows.annotate(
            unit_then=Subquery(held.values("unit")[:1]),
            accepted=Coalesce("member__joined_on", "valid_from"),
            prolonged=Subquery(prolonged.values("prolonged_until")[:1], output_field=DateField()),
        )
        rows = rows.annotate(ends=Coalesce("prolonged", _later(F("accepted"), months=params["probation_months"])))
        rows = rows.annotate(limit=_later(F("ends"), months=params["grace_months"]))
        rows = rows.filter(Q(limit__lt=as_of), unit_then__isnull=False)
        return as_findings(
            rows,
            subject="unit_then",
            period=Concat(Cast("accepted", CharField()), Value("/"), Cast("member", CharField())),
            due_on="limit",
            severity=version.severity,
            evidence=JSONObject(
                accepted_on=Cast("accepted", CharField()), probation_ends_on=Cast("ends", CharField())
            ),
        )
