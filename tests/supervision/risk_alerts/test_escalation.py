"""What stays open is reported to the head of its office: on the day, once a turn, and no longer than it stands."""

import datetime

import pytest
from django.urls import reverse

from core.worklist.models import WorkItem
from registry.organizations.models import Organization
from supervision.models import AlertEscalation, AlertLimit, RiskAlert
from supervision.risk_alerts import sweep
from supervision.risk_alerts.escalation import ESCALATED
from supervision.risk_alerts.models import LimitKind

DAY = datetime.date(2026, 6, 3)


def night(days: int) -> int:
    return sweep.run(DAY + datetime.timedelta(days=days)).escalated


@pytest.fixture
def swept(rich, settings):
    settings.CLOCK_MOVABLE = True
    night(0)
    return rich


def turns(organization) -> list[tuple[str, int, int]]:
    rows = AlertEscalation.objects.filter(alert__organization=organization).order_by("pk")
    return [(one.severity, one.turn, (one.made_on - DAY).days) for one in rows]


@pytest.mark.parametrize(("days", "number"), [(29, 0), (30, 1), (31, 1)])
def test_medium_after_thirty_days_once(swept, days, number):
    night(days)
    assert len(turns(swept.tea)) == number


@pytest.mark.parametrize(("days", "number"), [(14, 0), (15, 1), (16, 1)])
def test_high_after_fifteen_days(swept, days, number):
    night(days)
    assert len(turns(swept.steel)) == number


def test_high_again_every_week_and_medium_never_again(swept):
    for days in range(1, 61):
        night(days)
    assert [day for _, _, day in turns(swept.steel)] == [15, 22, 29, 36, 43, 50, 57]
    assert [day for _, _, day in turns(swept.tea)] == [30]


def test_the_same_night_again_reports_nothing_again(swept):
    assert night(15) == 1
    assert night(15) == 0


def test_nights_that_were_missed_are_made_up_for_by_one_turn(swept):
    night(40)
    assert turns(swept.steel) == [("H", 3, 40)]
    night(43)
    assert turns(swept.steel) == [("H", 3, 40), ("H", 4, 43)]


def test_what_was_dismissed_or_is_gone_is_not_reported(swept):
    RiskAlert.objects.filter(organization=swept.steel).update(
        state="dismissed", dismissed_on=DAY, dismissal_reason="误报"
    )
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=0)
    assert night(60) == 0


def test_a_severity_that_rises_is_measured_by_its_own_days(swept):
    night(14)
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=5_000_000)
    night(16)
    assert turns(swept.tea) == [("H", 0, 16)]


def test_the_head_of_the_office_has_one_item_that_leads_to_the_alerts_and_goes_with_them(swept):
    night(15)
    item = WorkItem.objects.open().get(kind=ESCALATED)
    assert (item.department, item.role) == (swept.yanhai_bureau, "registry_chief")
    assert item.title == "督促处置超期预警1条"
    chief = swept.client("registry_chief", swept.yanhai_bureau)
    html = chief.get(item.url, follow=True).content.decode()
    assert "砚海区钢贸商会" in html
    assert "筛选后 1 条" in html
    night(16)
    assert WorkItem.objects.open().get(kind=ESCALATED).pk == item.pk
    Organization.objects.filter(pk=swept.steel.pk).update(registered_funds_yuan=0)
    night(17)
    assert not WorkItem.objects.open().filter(kind=ESCALATED).exists()


def test_the_alert_says_when_it_was_reported_to_whom(swept):
    night(15)
    alert = RiskAlert.objects.get(organization=swept.steel)
    chief = swept.client("registry_chief", swept.yanhai_bureau)
    html = chief.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert "2026-06-18 报砚海区民政局负责人" in html


def test_other_days_hold_when_a_row_says_so(swept):
    AlertLimit.objects.filter(kind=LimitKind.ESCALATE, severity="M").update(number=3)
    night(3)
    assert turns(swept.tea) == [("M", 0, 3)]


def test_the_run_says_how_many_it_reported(swept):
    report = sweep.run(DAY + datetime.timedelta(days=30))
    assert report.escalated == 2
    clerk = swept.client("registry_clerk", swept.bureau)
    html = clerk.get(reverse("staff:risk_alerts:sweep", args=[report.sweep_id])).content.decode()
    assert "<dt>升级</dt><dd>2 条</dd>" in html
