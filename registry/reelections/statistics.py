"""Terms in time and overdue on a day; reviews of candidates and chains ended in the year up to it."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from registry.officers.models import CouncilTerm
from registry.organizations.models import Organization
from registry.reelections.models import CandidateReview, Reelection
from registry.reelections.states import ReelectionKind, ReelectionState, Side


def _first_of_year(day: datetime.date) -> datetime.date:
    return day.replace(month=1, day=1)


class TermsInTime(Indicator):
    code = "terms_in_time"
    title = "按期换届率"
    formula = "统计日在届期内或经批准延期期间内的存续社会组织 ÷ 统计日有届期记录的存续社会组织"
    population = "正常、整改、停止活动状态、有届期记录的社会组织"
    source = "届期登记"
    numerator_label = "届期内"
    denominator_label = "有届期记录"
    phrase = "有届期记录的社会组织{denominator}家，届期内的{numerator}家（{rate}）"

    def numerator(self, scope: Scope, as_of: datetime.date):
        overdue = CouncilTerm.objects.overdue(as_of).values("organization")
        return self.denominator(scope, as_of).exclude(pk__in=overdue)

    def denominator(self, scope: Scope, as_of: datetime.date):
        held = CouncilTerm.objects.on(as_of).values("organization")
        return Organization.objects.within(scope).as_of(as_of).active().filter(pk__in=held)


class TermsOverdue(Indicator):
    code = "terms_overdue"
    title = "届满未换届"
    formula = "统计日届满日期（经批准延期的为延期终止日）已过、没有换届登记的存续社会组织数"
    population = "正常、整改、停止活动状态的社会组织"
    source = "届期登记"
    phrase = "届满未换届{numerator}家"

    def numerator(self, scope: Scope, as_of: datetime.date):
        overdue = CouncilTerm.objects.overdue(as_of).values("organization")
        return Organization.objects.within(scope).as_of(as_of).active().filter(pk__in=overdue)


class CandidateReviews(Indicator):
    """人次: one candidate reviewed in one round counts once, whatever the result; persons are fewer."""

    code = "candidate_reviews"
    title = "负责人人选审核（本年）"
    unit = "人次"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日（含当日）登记管理机关作出审核结果的人次；同一人选每审核一次计一次"
    source = "换届办理"
    phrase = "本年审核社会组织负责人人选{numerator}人次"
    row_columns = (
        Column("organization", "社会组织", value="candidate.reelection.organization.name", kind="title"),
        Column("post", "拟任职务", value="candidate.kind.label"),
        Column("round", "第几次报送", kind="number"),
        Column("reviewed_on", "审核日期", kind="date"),
    )
    row_sorts = (Sort("reviewed_on", "审核日期", ("-reviewed_on", "-id")),)
    row_links = ("candidate__reelection__organization", "candidate__kind")

    def numerator(self, scope: Scope, as_of: datetime.date):
        rows = CandidateReview.objects.within(scope).filter(side=Side.AUTHORITY)
        return rows.filter(reviewed_on__range=(_first_of_year(as_of), as_of))


class ReelectionsDone(Indicator):
    code = "reelections_done"
    title = "办结换届（本年）"
    unit = "件"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日（含当日）办结的换届件数（不含届中调整、延期换届）"
    source = "换届办理"
    phrase = "本年办结换届{numerator}件"
    row_columns = (
        Column("organization", "社会组织", value="organization.name", kind="title"),
        Column("held_on", "会议日期", kind="date"),
        Column("closed_on", "办结日期", kind="date"),
    )
    row_sorts = (Sort("closed_on", "办结日期", ("-closed_on", "-id")),)
    row_links = ("organization",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        rows = Reelection.objects.within(scope).filter(kind=ReelectionKind.TERM, state=ReelectionState.DONE)
        return rows.filter(closed_on__range=(_first_of_year(as_of), as_of))
