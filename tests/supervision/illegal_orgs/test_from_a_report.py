"""From the grid officer's telephone to the county's lead and back to her in plain words."""

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent
from supervision.illegal_orgs import actions as leads
from supervision.illegal_orgs.models import Lead
from supervision.risk_reports import actions
from supervision.risk_reports.models import RiskReport
from tests.supervision.risk_reports.conftest import Line

NAME = "环球霁商精英联盟会"


@pytest.fixture
def line(db, set_clock):
    set_clock("2026-06-03T12:00:00+08:00")
    return Line()


@pytest.fixture
def report(line):
    found = line.reported(about="unlisted", body_name=NAME)
    actions.verify(found, actor=line.who("wu"), comment="确有此会", severity="yellow")
    return found


def url(name, report):
    return reverse(f"staff:risk_reports:{name}", args=[report.pk])


def test_the_street_does_not_open_it_and_reads_who_does(line, report):
    with pytest.raises(NotCompetent, match="由行为发生地的望澜区民政局核查"):
        actions.to_lead(report, actor=line.who("wu"), comment="请核查")
    assert not Lead.objects.exists()


def test_the_city_does_not_either(line, report):
    actions.raise_up(report, actor=line.who("wu"), comment="上报")
    actions.raise_up(report, actor=line.who("he"), comment="上报")
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.to_lead(report, actor=line.who("wang"), comment="请核查")


def test_the_county_does_and_its_end_is_what_the_reporter_reads(line, report):
    actions.raise_up(report, actor=line.who("wu"), comment="上报")
    line.clients["he"].post(url("to_lead", report), {"comment": "转核查"})
    report, lead = RiskReport.objects.get(), Lead.objects.get()
    assert (report.state, report.lead, report.due_at) == ("lead", lead, None)
    assert (lead.name, lead.origin, lead.department) == (NAME, "grid", line.wanglan_bureau)
    text = line.clients["chen"].get(url("detail", report)).content.decode()
    assert "正在核查该组织是否登记" in text
    leads.refute(lead, actor=line.who("he"), comment="是一家公司的年会")
    report = RiskReport.objects.get()
    assert (report.state, report.outcome) == ("closed", "经核查，没有发现所反映的情况。")
    text = line.clients["chen"].get(url("detail", report)).content.decode()
    assert "没有发现所反映的情况" in text
    assert "是一家公司的年会" not in text


def test_a_body_of_the_register_never_becomes_a_lead(line, report):
    tea = line.register("霁川市茶业协会")
    actions.raise_up(report, actor=line.who("wu"), comment="上报")
    actions.identify(report, actor=line.who("he"), organization=tea)
    refused = line.clients["he"].post(url("to_lead", report), {"comment": "转核查"})
    assert refused.status_code == 422
    assert not Lead.objects.exists()


def test_the_street_sees_the_report_and_not_the_lead(line, report):
    actions.raise_up(report, actor=line.who("wu"), comment="上报")
    lead = actions.to_lead(report, actor=line.who("he"), comment="转核查")
    assert line.clients["wu"].get(reverse("staff:illegal_orgs:detail", args=[lead.pk])).status_code == 403
    assert lead.number not in line.clients["wu"].get(url("detail", report)).content.decode()
