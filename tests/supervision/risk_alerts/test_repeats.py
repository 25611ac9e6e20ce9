"""However nights, filings and people follow each other: the tables end in the same place."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.organizations.models import Organization
from supervision.models import AlertEscalation, RiskAlert
from supervision.risk_alerts import actions, replay, sweep
from tests.supervision.risk_alerts.fake_rules import Rich
from tests.support.bureau import undone

DAY = datetime.date(2026, 6, 3)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("night", "skip", "again", "funds", "industry", "judge", "dismiss", "event")),
        st.integers(0, 2),
    ),
    max_size=14,
)


def state() -> list:
    """Alerts and escalations without numbers of rows."""
    names = [field.attname for field in RiskAlert._meta.concrete_fields if field.name != "id"]
    alerts = list(RiskAlert.objects.order_by("rule_code", "subject_id", "period", "opened_on").values_list(*names))
    return [alerts, sorted(AlertEscalation.objects.values_list("alert__subject_id", "since", "severity", "turn"))]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_a_night_repeated_changes_nothing_and_no_open_alert_outlives_its_condition(rich, acts, settings):
    settings.CLOCK_MOVABLE = True
    chiefs = {
        rich.tea.pk: rich.actor("registry_chief", rich.bureau),
        rich.steel.pk: rich.actor("registry_chief", rich.yanhai_bureau),
        rich.plain.pk: rich.actor("registry_chief", rich.bureau),
    }
    bodies = list(chiefs)
    with undone():
        day = DAY
        for number, (act, which) in enumerate(acts):
            body = bodies[which]
            if act in ("night", "skip"):
                day += datetime.timedelta(days=1 if act == "night" else 9)
                sweep.run(day)
            elif act == "again":
                sweep.run(day)
            else:
                _happens(act, body, chiefs[body], number)
        sweep.run(day)
        once = state()
        report = sweep.run(day)
        assert (report.total("opened"), report.total("changed"), report.total("resolved")) == (0, 0, 0)
        assert (report.rescoped, report.escalated) == (0, 0)
        assert state() == once
        assert replay.disagreements(Rich(), day) == []


def _happens(act: str, body: int, chief, number: int) -> None:
    rows = Organization.objects.filter(pk=body)
    alert = RiskAlert.objects.open().filter(organization=body).first()
    if act == "funds":
        rows.update(registered_funds_yuan=(0, 30_000, 3_000_000)[number % 3])
    elif act == "industry":
        rows.update(industry=f"第{number}业")
    elif act == "event":
        actions.ask_again("annual_report_submitted", body)
    elif alert is not None and act == "judge" and alert.state == "new":
        actions.judge(alert, actor=chief, comment="属实")
    elif alert is not None and act == "dismiss":
        actions.dismiss(alert, actor=chief, reason="wrong_data", comment="误报")
