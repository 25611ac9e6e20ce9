"""CE-01 and CE-02 on the day before, the day and the day after."""

import datetime

import pytest

from registry.certificates import actions
from registry.certificates.models import Certificate
from registry.certificates.rules import CertificateEnds, CertificateOver
from registry.organizations.facts import OrganizationStatus
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support import officers
from tests.support.bureau import SETUP, Bureau
from tests.support.findings import bodies, found

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def body(db):
    return Bureau().register("霁川市茶业协会")


def paper(body, since, until, printed_until) -> Certificate:
    return Certificate.objects.create(
        organization=body, valid_from=since, valid_to=until, printed_from=since, printed_until=printed_until,
        issue_reason="first",
    )  # fmt: skip


def steps(day) -> list[int]:
    return [one["evidence"]["months_before"] for one in found(CertificateEnds, day)]


def test_it_reminds_six_three_and_one_month_before_and_no_more_after_the_last_day(body):
    paper(body, D(2022, 9, 1), None, D(2026, 8, 31))
    assert steps(D(2026, 2, 27)) == []
    assert steps(D(2026, 2, 28)) == [6]  # a month without a 31st: its last day
    assert steps(D(2026, 5, 30)) == [6]
    assert steps(D(2026, 5, 31)) == [3]
    assert steps(D(2026, 7, 30)) == [3]
    assert steps(D(2026, 7, 31)) == [1]
    assert steps(D(2026, 8, 31)) == [1]
    assert steps(D(2026, 9, 1)) == []


def test_each_reminder_is_an_alert_of_its_own(body):
    paper(body, D(2022, 9, 1), None, D(2026, 8, 31))
    periods = {found(CertificateEnds, day)[0]["period"] for day in (D(2026, 3, 1), D(2026, 6, 1), D(2026, 8, 1))}
    assert len(periods) == 3


def test_a_leap_day_is_counted_to_the_same_day_of_the_earlier_month(body):
    paper(body, D(2024, 2, 29), None, D(2028, 2, 29))
    assert steps(D(2027, 8, 28)) == []
    assert steps(D(2027, 8, 29)) == [6]


def test_the_last_printed_day_is_still_in_time(body):
    paper(body, D(2022, 9, 1), None, D(2026, 8, 31))
    assert bodies(CertificateOver, D(2026, 8, 31)) == set()
    assert found(CertificateOver, D(2026, 9, 1))[0]["due_on"] == D(2026, 8, 31)


def test_a_newer_certificate_ends_it_and_a_past_day_still_says_what_was_true(body):
    paper(body, D(2020, 1, 1), D(2026, 3, 9), D(2024, 12, 31))
    paper(body, D(2026, 3, 10), None, D(2031, 3, 9))
    assert bodies(CertificateOver, D(2026, 3, 9)) == {body.pk}
    assert bodies(CertificateOver, D(2026, 3, 10)) == set()


def test_a_paper_without_a_printed_end_and_a_body_no_longer_normal_are_left_alone(body):
    paper(body, D(2020, 1, 1), None, None)
    assert bodies(CertificateOver, D(2026, 6, 3)) == set()
    Certificate.objects.update(printed_until=D(2024, 12, 31))
    OrganizationStatus.objects.filter(organization=body).update(valid_to=D(2026, 6, 2))
    OrganizationStatus.objects.create(organization=body, status="cancelled", valid_from=D(2026, 6, 3))
    assert bodies(CertificateOver, D(2026, 6, 2)) == {body.pk}
    assert bodies(CertificateOver, D(2026, 6, 3)) == set()


def test_issuing_the_next_certificate_settles_the_alert_at_once(body, set_clock):
    set_clock("2026-06-03")
    officers.load()
    paper(body, D(2020, 1, 1), None, D(2026, 5, 31))
    sweep.run(codes=["CE-02"])
    assert RiskAlert.objects.open().get().rule_code == "CE-02"
    actions.issue(
        body, actor=SETUP, issued_on=D(2026, 6, 3), printed_from=D(2026, 6, 3), printed_until=D(2030, 6, 2),
        issue_reason="renewed",
    )  # fmt: skip
    assert not RiskAlert.objects.open().exists()
