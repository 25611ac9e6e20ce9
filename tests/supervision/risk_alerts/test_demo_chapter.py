"""The demo city's chapter on rules and alerts, with a few bodies instead of three hundred."""

import datetime
from types import SimpleNamespace

import pytest

from config.demo import rule_book
from config.demo.world import Window
from core.rules.models import RuleProposal, RuleTrial
from core.rules.reference import load_rules
from supervision.models import AlertComment, RiskAlert
from supervision.risk_alerts import actions, sweep
from tests.registry.annual_reports.conftest import season  # noqa: F401 a fixture

D = datetime.date


@pytest.fixture
def small(season, settings):  # noqa: F811
    """A world of one bureau with its departments."""
    settings.CLOCK_MOVABLE = True
    settings.NIGHTLY_RULES = [path for path in settings.NIGHTLY_RULES if path.startswith("registry.annual")]
    load_rules()
    bureau = season.bureau
    seats = {}

    def office(department, role):
        key = (department.pk, role)
        seats[key] = seats.get(key) or bureau.actor(role, department)
        return seats[key]

    season.association()
    season.open()
    return SimpleNamespace(departments={rule_book.BUREAU: bureau.bureau}, office=office, bureau=bureau)


def test_each_step_leaves_something_to_look_at(small, set_clock):
    set_clock("2026-06-02")
    sweep.run(D(2026, 6, 2))
    late = RiskAlert.objects.get(rule_code="AR-04")
    clerk = small.office(small.bureau.bureau, "registry_clerk")
    actions.judge(late, actor=clerk, comment="属实")
    window = Window(first=D(2026, 5, 29), night=D(2026, 6, 4))
    assert rule_book.live(small, window) == len(rule_book.STEPS_OF_STORY)
    assert RuleProposal.objects.get().code == "AR-01"
    assert RuleTrial.objects.get().subjects_before > 0
    late.refresh_from_db()
    assert (late.state, late.assigned_office) == ("assigned", small.bureau.commerce)
    assert AlertComment.objects.count() == 2
    assert RiskAlert.objects.dismissed().filter(rule_code="AR-02").count() == 1
