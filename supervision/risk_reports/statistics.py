"""Reports of the year by district: how many, judged in time, brought to an end. Never by who reported, no ranking."""

import datetime

from django.db.models import Exists, F, OuterRef, Q

from core import clock
from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.risk_reports.models import RiskLeg, RiskReport
from supervision.risk_reports.states import Stage

TOPIC = "risk_reports"


class _InTheYear(Indicator):
    topic = TOPIC
    unit = "条"
    period_kind = PeriodKind.FLOW
    population = "网格员、村居和镇街报送的风险情况；不统计报送人"
    source = "风险报送"
    row_columns = (
        Column("number", "编号", kind="title", url="staff:risk_reports:detail"),
        Column("kind", "类别", value="kind.label"),
        Column("office", "办理单位", value="office.name"),
        Column("state", "状态", kind="badge"),
        Column("received_at", "收到时间", kind="moment"),
    )
    row_sorts = (Sort("newest", "最近收到", ("-id",)),)
    row_links = ("kind", "office")

    def received(self, scope: Scope, as_of: datetime.date):
        return RiskReport.objects.within(scope).received_between(as_of.replace(month=1, day=1), as_of)


class ReportsReceived(_InTheYear):
    code = "risk_reports_received"
    title = "风险报送（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）收到的风险报送条数"
    phrase = "本年收到风险报送{numerator}条"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.received(scope, as_of)


class JudgedInTime(_InTheYear):
    code = "risk_reports_judged_in_time"
    title = "按时研判率（本年）"
    formula = "本年收到、各级均在时限内研判的条数 ÷ 本年收到、已经研判或者研判时限已过的条数"
    numerator_label = "按时研判"
    denominator_label = "应研判"
    phrase = "{denominator}条中{numerator}条按时研判（{rate}）"

    def numerator(self, scope: Scope, as_of: datetime.date):
        end = clock.end_of(as_of)
        overran = RiskLeg.objects.filter(report=OuterRef("pk"), stage=Stage.JUDGE, due_at__lt=end).filter(
            Q(left_at=None) | Q(left_at__gt=F("due_at"))
        )
        return self.denominator(scope, as_of).filter(~Exists(overran))

    def denominator(self, scope: Scope, as_of: datetime.date):
        end = clock.end_of(as_of)
        ripe = RiskLeg.objects.filter(report=OuterRef("pk"), stage=Stage.JUDGE).filter(
            Q(left_at__lt=end) | Q(due_at__lt=end)
        )
        return self.received(scope, as_of).filter(Exists(ripe))


class ReportsHandled(_InTheYear):
    code = "risk_reports_handled"
    title = "办结率（本年）"
    formula = "本年收到、至统计日已经办结或者核实不属实的条数 ÷ 本年收到的条数"
    numerator_label = "已办结"
    denominator_label = "收到"
    phrase = "{denominator}条中{numerator}条已经办结（{rate}）"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.received(scope, as_of).filter(closed_at__lt=clock.end_of(as_of))

    def denominator(self, scope: Scope, as_of: datetime.date):
        return self.received(scope, as_of)
