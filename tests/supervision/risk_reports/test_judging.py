"""Judged by the office where it lies, in the open, with an outcome that the reporter reads in plain words."""

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, SamePerson
from core.worklist.models import WorkItem
from supervision.risk_reports import actions
from supervision.risk_reports.models import RiskReport

SAID = {"comment": "到现场核对过"}


def url(name, report):
    return reverse(f"staff:risk_reports:{name}", args=[report.pk])


def page(line, who, report) -> str:
    return line.clients[who].get(url("detail", report)).content.decode()


def fresh(report) -> RiskReport:
    return RiskReport.objects.get(pk=report.pk)


def test_true_then_dealt_with_and_the_reporter_reads_both(line):
    report = line.reported()
    line.clients["wu"].post(url("judge_true", report), {**SAID, "severity": "yellow"})
    report = fresh(report)
    assert (report.state, report.severity, report.outcome) == ("verified", "yellow", "")
    assert "情况属实，听澜街道办事处正在处置" in page(line, "chen", report)
    line.clients["wu"].post(url("close", report), {"comment": "牌子已摘，会费已退"})
    assert fresh(report).state == "closed"
    assert "牌子已摘，会费已退" in page(line, "chen", report)
    told = Notice.objects.filter(user=line.seats["chen"].user, template="risk_reports.answered")
    assert told.count() == 2
    assert not WorkItem.objects.open().of(report).exists()


def test_true_needs_a_severity_and_words(line):
    report = line.reported()
    assert line.clients["wu"].post(url("judge_true", report), SAID).status_code == 422
    refused = line.clients["wu"].post(url("judge_true", report), {"comment": " ", "severity": "red"})
    assert refused.status_code == 422
    assert fresh(report).state == "received"


def test_untrue_says_why(line):
    report = line.reported()
    assert line.clients["wu"].post(url("refute", report), {"comment": ""}).status_code == 422
    line.clients["wu"].post(url("refute", report), {"comment": "是党群服务中心的牌子"})
    assert fresh(report).state == "unfounded"
    assert "是党群服务中心的牌子" in page(line, "chen", report)


def test_up_one_level_at_a_time_and_never_above_the_city(line):
    report = line.reported()
    for who, office in (("wu", line.wanglan_bureau), ("he", line.bureau)):
        line.clients[who].post(url("raise_up", report), SAID)
        assert fresh(report).office == office
    refused = line.clients["wang"].post(url("raise_up", report), SAID)
    assert refused.status_code == 422
    assert "已经是市级" in refused.content.decode()


def test_the_city_hands_down_what_came_up_by_itself(line):
    report = line.reported()
    actions.raise_up(report, actor=line.who("wu"), comment="超出能力")
    actions.raise_up(report, actor=line.who("he"), comment="请市里定")
    line.clients["wang"].post(url("send_down", report), {"comment": "由区里处理"})
    assert (fresh(report).level, fresh(report).office) == (2, line.wanglan_bureau)


STEPS = ("judge_true", "refute", "raise_up", "send_down", "transfer", "close", "reopen", "identify")


@pytest.mark.parametrize("who", ["he", "wang", "zhen", "shen"])
@pytest.mark.parametrize("step", STEPS)
def test_seeing_is_not_acting(line, who, step):
    report = line.reported()
    data = {**SAID, "severity": "red", "department": line.commerce.pk, "body": "unlisted", "body_q": "某会"}
    answer = line.clients[who].post(url(step, report), data)
    assert fresh(report).state == "received"
    assert fresh(report).office == line.tinglan_office
    assert answer.status_code == (404 if who in ("zhen", "shen") else 422)


def test_the_refusal_names_the_office_that_acts(line):
    report = line.reported()
    with pytest.raises(NotCompetent, match="由听澜街道办事处办理"):
        actions.refute(report, actor=line.who("he"), comment="不属实")


def test_who_reported_does_not_judge(line):
    report = line.reported("wu")
    actions.send_down(report, actor=line.who("he"), comment="由街道处理")
    with pytest.raises(SamePerson):
        actions.verify(report, actor=line.who("wu"), comment="我看到的", severity="red")


def test_handed_on_answered_and_given_back(line):
    report = line.reported()
    assert line.clients["sun"].get(url("detail", report)).status_code == 404
    line.clients["wu"].post(url("transfer", report), {"department": line.commerce.pk, "comment": "请核实收费"})
    assert fresh(report).office == line.commerce
    assert "请核实收费" in page(line, "sun", report)
    line.clients["sun"].post(url("hand_back", report), {"comment": "不归我局管"})
    assert fresh(report).office == line.tinglan_office
    assert line.clients["sun"].get(url("detail", report)).status_code == 404
    line.clients["wu"].post(url("transfer", report), {"department": line.industry.pk, "comment": "请处理"})
    line.clients["industry_officer"].post(url("reply", report), {"comment": "已约谈，停止收费"})
    report = fresh(report)
    assert (report.state, report.outcome) == ("closed", "已约谈，停止收费")
    assert report.office == line.tinglan_office  # whoever adds to it now finds a desk in the line
    assert "已约谈，停止收费" in page(line, "chen", report)


def test_a_party_organ_can_be_handed_a_report_and_sees_no_other(line):
    report, other = line.reported(), line.reported()
    line.clients["wu"].post(url("transfer", report), {"department": line.party_committee.pk, "comment": "请处理"})
    assert line.clients["xu"].get(url("detail", report)).status_code == 200
    assert line.clients["xu"].get(url("detail", other)).status_code == 404


def test_the_chain_says_who_when_and_how_long(line, set_clock):
    report = line.reported()
    set_clock("2026-06-04T15:30:00+08:00")
    actions.raise_up(report, actor=line.who("wu"), comment="请区里定")
    text = page(line, "he", report)
    assert "听澜街道办事处" in text
    assert "用时1" in text
    assert line.seats["wu"].user.name in text
    assert line.seats["wu"].user.name not in page(line, "chen", report)


def test_the_reporter_adds_and_a_closed_one_comes_back_to_the_desk(line):
    report = line.reported()
    actions.refute(report, actor=line.who("wu"), comment="没有发现")
    line.clients["chen"].post(url("add_note", report), {"text": "今天又来了"})
    assert "今天又来了" in page(line, "wu", report)
    assert WorkItem.objects.open().of(report).get().department == line.tinglan_office
    line.clients["wu"].post(url("reopen", report), {"comment": "再核实一次"})
    report = fresh(report)
    assert (report.state, report.closed_at, report.outcome) == ("received", None, "")
    assert report.due_at is not None


def test_a_passer_by_in_scope_does_not_write_into_it(line):
    report = line.reported()
    refused = line.clients["village"].post(url("add_note", report), {"text": "我也看到了"})
    assert refused.status_code == 422
    assert not report.notes.exists()


def test_reports_of_one_matter_are_judged_together_and_keep_their_clocks(line, set_clock):
    first = line.reported()
    set_clock("2026-06-03T13:00:00+08:00")
    second = line.reported("village", urgency="urgent")
    due = first.due_at, second.due_at
    assert first.number in page(line, "wu", second)
    line.clients["wu"].post(url("tie", second), {"main": first.pk})
    first, second = fresh(first), fresh(second)
    assert (second.main, first.main) == (first, None)
    assert (first.due_at, second.due_at) == due
    line.clients["wu"].post(url("judge_true", first), {**SAID, "severity": "orange"})
    assert [fresh(one).state for one in (first, second)] == ["verified", "verified"]
    assert fresh(first).due_at > fresh(second).due_at
    line.clients["wu"].post(url("untie", second))
    line.clients["wu"].post(url("close", first), {"comment": "已处理"})
    assert [fresh(one).state for one in (first, second)] == ["closed", "verified"]


def test_when_one_clock_of_a_matter_runs_out_the_matter_goes_up(line, set_clock):
    first, second = line.reported(), line.reported("village", urgency="urgent")
    actions.tie(second, actor=line.who("wu"), main=first)
    set_clock("2026-06-04T12:00:01+08:00")
    assert actions.move_up_overdue() == 1
    assert {fresh(one).office for one in (first, second)} == {line.wanglan_bureau}
    assert fresh(first).due_at > fresh(second).due_at


def test_only_what_lies_at_the_same_office_can_be_tied(line):
    first, second = line.reported(), line.reported("village")
    actions.raise_up(first, actor=line.who("wu"), comment="上报")
    with pytest.raises(Exception, match="只能并入同在听澜街道办事处办理"):
        actions.tie(second, actor=line.who("wu"), main=first)
