"""RW-01 on the second before, the moment and the day after; and the figures of the year."""

import datetime

from core.access.scope import EVERYTHING, Scope, ScopeKind
from core.rules.models import RuleVersion
from supervision.risk_reports import actions, rules, statistics

D = datetime.date


def found(day) -> list[tuple]:
    one = rules.NotJudged()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    rows = one.findings(day, version)
    return list(rows.values_list("office_id", "finding_severity", "finding_due_on"))


def test_three_working_days_pass_before_a_street_is_named(line, set_clock):
    line.reported()
    assert not found(D(2026, 6, 7))
    set_clock("2026-06-09T08:00:00+08:00")
    assert found(D(2026, 6, 8)) == [(line.tinglan_office.pk, "M", D(2026, 6, 8))]
    assert not found(D(2026, 6, 7))


def test_an_urgent_one_is_named_on_the_night_after_its_hours(line):
    line.reported(urgency="urgent")
    assert not found(D(2026, 6, 3))
    assert found(D(2026, 6, 4)) == [(line.tinglan_office.pk, "H", D(2026, 6, 4))]


def test_it_stands_after_the_report_went_up_and_ends_when_somebody_judged_it(line, set_clock):
    report = line.reported(urgency="urgent")
    set_clock("2026-06-04T12:01:00+08:00")
    actions.move_up_overdue()
    assert [row[0] for row in found(D(2026, 6, 4))] == [line.tinglan_office.pk]
    set_clock("2026-06-05T10:00:00+08:00")
    report.refresh_from_db()
    actions.verify(report, actor=line.who("he"), comment="属实", severity="red")
    assert not found(D(2026, 6, 5))
    assert found(D(2026, 6, 4))


def test_judged_late_by_the_same_office_ends_it_too(line, set_clock):
    report = line.reported(urgency="urgent")
    set_clock("2026-06-04T13:00:00+08:00")
    actions.refute(report, actor=line.who("wu"), comment="没有发现")
    assert not found(D(2026, 6, 4))


def counts(indicator, scope, day) -> tuple:
    one = indicator()
    below = one.denominator(scope, day)
    return one.numerator(scope, day).count(), None if below is None else below.count()


def test_the_figures_of_the_year_by_district(line, set_clock):
    late, good, waiting = line.reported(urgency="urgent"), line.reported(), line.reported()
    actions.refute(good, actor=line.who("wu"), comment="没有发现")
    set_clock("2026-06-05T09:00:00+08:00")
    actions.move_up_overdue()
    late.refresh_from_db()
    actions.verify(late, actor=line.who("he"), comment="属实", severity="red")
    day, district = D(2026, 6, 5), Scope(ScopeKind.TERRITORY, (line.wanglan.pk,), 2)
    assert counts(statistics.ReportsReceived, district, day) == (3, None)
    assert counts(statistics.JudgedInTime, EVERYTHING, day) == (1, 2)
    assert counts(statistics.ReportsHandled, EVERYTHING, day) == (1, 3)
    assert counts(statistics.ReportsReceived, Scope(ScopeKind.TERRITORY, (line.yanhai.pk,), 2), day) == (0, None)
    assert waiting.state == "received"


def test_the_page_of_figures_names_districts_and_nobody(line):
    line.reported()
    page = line.clients["wang"].get("/staff/risk-reports/statistics/").content.decode()
    assert "望澜区" in page
    assert line.seats["chen"].user.name not in page
