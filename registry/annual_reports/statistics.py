"""Published numbers on annual reports; each links to exactly the rows it counts."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from registry.annual_reports import queries
from registry.annual_reports.models import ReportObligation


def _owed(scope: Scope, as_of: datetime.date):
    """The season of the day: what is reported in 2026 is the year 2025."""
    rows = ReportObligation.objects.within(scope).filter(year=as_of.year - 1)
    return queries.owed(rows, as_of)


class ReportRate(Indicator):
    code = "report_rate"
    title = "年报率"
    unit = "份"
    period_kind = PeriodKind.STOCK
    formula = "已到达登记管理机关的年度报告数 ÷ 应报送数。未经初审直接报送的计入；退回补正的，首次到达即计入。"
    population = "上一年度应报送年度报告的社会组织，不含免报、不再要求的"
    source = "年报义务与报送记录"
    phrase = "应报送年度报告{denominator}家，已报送{numerator}家，年报率{rate}"
    numerator_label = "已报送"
    denominator_label = "应报送"
    list_url_name = "staff:annual_reports:list"

    def numerator(self, scope, as_of):
        return queries.filed(_owed(scope, as_of), as_of)

    def denominator(self, scope, as_of):
        return _owed(scope, as_of)

    def list_query(self, as_of):
        return {"year": str(as_of.year - 1), "filing": "filed", "on": as_of.isoformat()}


class ReportsOverdue(Indicator):
    code = "reports_overdue"
    title = "年报逾期未报"
    unit = "份"
    period_kind = PeriodKind.STOCK
    formula = "截止日期已过、尚未到达登记管理机关的年度报告数，不含初审单位办理迟延的。"
    population = "上一年度应报送年度报告的社会组织"
    source = "年报义务与报送记录"
    phrase = "逾期未报送年度报告{numerator}家"
    list_url_name = "staff:annual_reports:list"

    def numerator(self, scope, as_of):
        rows = ReportObligation.objects.within(scope).filter(year=as_of.year - 1)
        return queries.overdue(rows, as_of)

    def list_query(self, as_of):
        return {"year": str(as_of.year - 1), "filing": "overdue", "on": as_of.isoformat()}


class ReportRateOnTime(ReportRate):
    code = "report_rate_on_time"
    title = "按期年报率"
    formula = (
        "首次报送不晚于当时截止日期、且已到达登记管理机关的年度报告数 ÷ 应报送数。初审单位办理迟延的，不算组织迟延。"
    )
    phrase = "其中按期报送{numerator}家，按期年报率{rate}"
    numerator_label = "按期报送"

    def numerator(self, scope, as_of):
        return queries.filed_on_time(_owed(scope, as_of), as_of)

    def list_query(self, as_of):
        return {"year": str(as_of.year - 1), "filing": "on_time", "on": as_of.isoformat()}
