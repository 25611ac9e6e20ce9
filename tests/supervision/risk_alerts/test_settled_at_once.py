"""What a filing settles is settled at once, and by the rule itself."""

import datetime
from types import SimpleNamespace

import pytest

from registry import signals
from registry.organizations.models import Organization
from supervision import receivers
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep

DAY = datetime.date(2026, 6, 3)


@pytest.fixture
def swept(rich):
    sweep.run(DAY)
    return rich


def submitted(organization):
    receivers.settle("annual_report_submitted", report=SimpleNamespace(organization_id=organization.pk))


def test_the_alert_is_resolved_as_soon_as_its_condition_is_gone(swept):
    Organization.objects.filter(pk__in=[swept.tea.pk, swept.steel.pk]).update(registered_funds_yuan=0)
    submitted(swept.tea)
    assert RiskAlert.objects.get(organization=swept.tea).resolved_on == DAY
    assert RiskAlert.objects.get(organization=swept.steel).resolved_on is None


def test_an_event_that_does_not_cure_leaves_the_alert_open(swept):
    submitted(swept.tea)
    assert RiskAlert.objects.get(organization=swept.tea).resolved_on is None


def test_an_event_opens_nothing(swept):
    Organization.objects.filter(pk=swept.plain.pk).update(registered_funds_yuan=7)
    submitted(swept.plain)
    assert not RiskAlert.objects.filter(organization=swept.plain).exists()


def test_an_event_that_no_rule_names_changes_nothing(swept):
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=0)
    signals.obligation_changed.send(None, obligation=SimpleNamespace(organization_id=swept.tea.pk), change=None)
    assert RiskAlert.objects.get(organization=swept.tea).resolved_on is None


def test_a_rule_that_fails_does_not_fail_the_filing(swept, only_rules, monkeypatch):
    from tests.supervision.risk_alerts.fake_rules import Broken

    monkeypatch.setattr(Broken, "settled_by", ("annual_report_submitted",))
    only_rules("Broken", "Rich")
    submitted(swept.tea)
    assert Organization.objects.filter(pk=swept.tea.pk).exists()
    assert RiskAlert.objects.get(organization=swept.tea).resolved_on is None
