"""Nightly rules on the units themselves: terms that end or have ended, and sizes that ask for another form.

Findings name no organization: what a unit has to mend is for its party line. Set-based, for any day.
"""

import datetime
from typing import ClassVar

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from core.dated.calendar import last_within_months
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from party_building.party_counts.models import PartyCount
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit, UnitTerm
from party_building.party_units.states import UnitForm, UnitLevel

NOBODY = Value(None, BigIntegerField())


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class _UnitRule(Rule):
    subject_kind = "party_unit"
    told = ("PTY",)

    def value(self, version: RuleVersion, name: str) -> int:
        return version.params.get(name, self.default_params[name])


class _TermRule(_UnitRule):
    def in_force(self, as_of: datetime.date) -> QuerySet:
        """The term of each unit that stands on the day, with its last day as it was approved by then."""
        standing = PartyUnit.objects.on(as_of)
        return UnitTerm.objects.on(as_of).with_last_day(as_of).filter(unit__in=standing.values("pk"))

    def of_terms(self, rows: QuerySet, version: RuleVersion) -> QuerySet:
        return as_findings(
            rows,
            subject="unit_id",
            organization=NOBODY,
            period=_text("term_no"),
            due_on="last_day",
            severity=version.severity,
            evidence=JSONObject(term_no=F("term_no"), term_end=_text("term_end")),
        )


class TermEnds(_TermRule):
    code = "PB-04"
    title = "党组织将要届满"
    explanation = "距党组织班子届满（经批准延期的，至延期终止）不足{months}个月，提醒做好换届准备。换届登记后解除。"
    default_severity = Severity.INFO
    default_params: ClassVar[dict] = {"months": 6}
    param_labels: ClassVar[dict[str, str]] = {"months": "届满前几个月提醒"}
    legal_sources = ("party-branches",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        latest = last_within_months(as_of, self.value(version, "months"))
        return self.of_terms(self.in_force(as_of).filter(last_day__gte=as_of, last_day__lte=latest), version)


class TermOver(_TermRule):
    code = "PB-05"
    title = "党组织届满未换届"
    explanation = "党组织班子已经届满，经批准延期的已过延期期限，仍没有换届记录。换届登记后解除。"
    default_severity = Severity.HIGH
    legal_sources = ("party-branches",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        return self.of_terms(self.in_force(as_of).filter(last_day__lt=as_of), version)


class SizeOutOfForm(_UnitRule):
    code = "PB-12"
    title = "党组织设置与规模不符"
    explanation = (
        "党支部正式党员{committee_from}人以上没有设支部委员会（委员不少于{committee_least}人），联合党支部超过{most_units}个单位，"
        "一个党支部超过{most_members}人，正式党员{general_branch_from}人以上没有设党总支，"
        "或者{party_committee_from}人以上没有设党委。报经上级批准的，请写明后排除。"
    )
    default_severity = Severity.LOW
    default_params: ClassVar[dict] = {
        "committee_from": 7, "committee_least": 3, "most_units": 5, "most_members": 50, "general_branch_from": 50,
        "party_committee_from": 100,
    }  # fmt: skip
    param_labels: ClassVar[dict[str, str]] = {
        "committee_from": "几名正式党员起设支部委员会",
        "committee_least": "支部委员会最少人数",
        "most_units": "联合党支部最多单位数",
        "most_members": "一个党支部最多正式党员数",
        "general_branch_from": "几名正式党员起设党总支",
        "party_committee_from": "几名正式党员起设党委",
    }
    legal_sources = ("party-branches",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = (
            PartyUnit.objects.on(as_of)
            .of_organizations()
            .annotate(
                formal=Coalesce(Subquery(_formal(as_of), IntegerField()), 0),
                covered=Coalesce(Subquery(_covered(as_of), IntegerField()), 0),
                seats=Coalesce(Subquery(_seats(as_of), IntegerField()), 0),
            )
        )
        conditions = self._conditions(version)
        words = [Case(When(asked, then=Value(said)), default=Value("")) for asked, said in conditions]
        any_of = Q()
        for asked, _ in conditions:
            any_of |= asked
        return as_findings(
            rows.filter(any_of).order_by(),
            subject="pk",
            organization=NOBODY,
            period=Value(""),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(
                size_reasons=Concat(*words, output_field=CharField()), formal_members=F("formal"), units=F("covered")
            ),
        )

    def _conditions(self, version: RuleVersion) -> list[tuple[Q, str]]:
        """Inclusive from the numbers named "from", and only above those named "most"."""

        def of(name: str) -> int:
            return self.value(version, name)

        is_branch = Q(level=UnitLevel.BRANCH)
        to_committee = Q(formal__gte=of("party_committee_from")) & ~Q(level=UnitLevel.COMMITTEE)
        return [
            (is_branch & Q(formal__gte=of("committee_from"), seats__lt=of("committee_least")), "应设支部委员会；"),
            (Q(form=UnitForm.JOINT, covered__gt=of("most_units")), "联合单位过多；"),
            (is_branch & Q(formal__gt=of("most_members")), "党支部人数过多；"),
            (to_committee, "可以设党委；"),
            (is_branch & Q(formal__gte=of("general_branch_from"), formal__lt=of("party_committee_from")),
             "可以设党总支；"),
        ]  # fmt: skip


def _formal(as_of: datetime.date) -> QuerySet:
    """Formal members of the organizations that a unit covers as their own, joint or nearest organ."""
    link = "organization__coverage_links"
    rows = PartyCount.objects.on(as_of).filter(
        Q(**{f"{link}__valid_to": None}) | Q(**{f"{link}__valid_to__gte": as_of}),
        **{f"{link}__valid_from__lte": as_of, f"{link}__is_functional": False, f"{link}__unit": OuterRef("pk")},
    )
    return rows.order_by().values(f"{link}__unit").annotate(number=Sum("formal_full_time")).values("number")


def _covered(as_of: datetime.date) -> QuerySet:
    links = CoverageLink.objects.on(as_of).filter(unit=OuterRef("pk"), is_functional=False).order_by()
    return links.values("unit").annotate(number=Count("pk")).values("number")


def _seats(as_of: datetime.date) -> QuerySet:
    posts = CommitteePost.objects.on(as_of).filter(unit=OuterRef("pk")).order_by()
    return posts.values("unit").annotate(number=Count("pk")).values("number")
