"""SV-01, SV-02 and SV-04 on the day before, the day and the day after."""

import datetime

import pytest

from core.rules.base import rule_of
from core.rules.models import RuleVersion
from registry.organizations.models import Organization
from supervision.credit_listings.actions import entering
from supervision.credit_listings.models import CreditEntry, EntryReset
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep

D = datetime.date
ONE = datetime.timedelta(days=1)


def found(code: str, day: D) -> list[dict]:
    version = RuleVersion.objects.get(code=code)
    return list(rule_of(code).findings(day, version).values("finding_period", "finding_due_on"))


def entry(world, code: str, since: D, *later: tuple[str, D]) -> CreditEntry:
    """A stay and its further grounds, written straight into the tables."""
    ground = world.ground(code)
    last = later[-1][1] if later else since
    made = CreditEntry.objects.create(
        organization=world.late, list=ground.list, ground=ground, document="1号", authority_name="霁川市民政局",
        listed_on=since, effective_on=last,
    )  # fmt: skip
    for its, on in ((code, since), *later):
        EntryReset.objects.create(entry=made, ground=world.ground(its), on=on, document="1号")
    return made


@pytest.mark.parametrize(
    ("code", "rule", "since", "full"),
    [
        ("ABN-1", "SV-01", D(2024, 6, 25), D(2026, 6, 25)),
        ("ABN-1", "SV-01", D(2024, 2, 29), D(2026, 2, 28)),
        ("ABN-5", "SV-02", D(2025, 8, 31), D(2026, 2, 28)),
        ("ABN-5", "SV-02", D(2025, 12, 3), D(2026, 6, 3)),
        ("SER-4", "SV-04", D(2024, 6, 25), D(2026, 6, 25)),
    ],
)
def test_a_period_is_full_on_its_day_and_not_before(world, code, rule, since, full):
    entry(world, code, since)
    assert found(rule, full - ONE) == []
    assert found(rule, full) == [{"finding_period": f"{since}", "finding_due_on": full}]
    assert found(rule, full + ONE)


def test_a_further_ground_on_the_last_day_starts_the_two_years_again(world):
    entry(world, "ABN-1", D(2024, 6, 25), ("ABN-3", D(2026, 6, 24)))
    assert found("SV-01", D(2026, 6, 25)) == []
    assert found("SV-01", D(2028, 6, 23)) == []
    assert found("SV-01", D(2028, 6, 24))


def test_a_past_day_is_answered_as_it_was(world):
    """The ground of 24 June 2026 was not there yet on any day before."""
    entry(world, "ABN-1", D(2023, 1, 1), ("ABN-3", D(2026, 6, 24)))
    assert found("SV-01", D(2025, 1, 1)) == [{"finding_period": "2023-01-01", "finding_due_on": D(2025, 1, 1)}]


def test_what_has_to_be_mended_is_not_proposed_for_removal_by_time(world):
    entry(world, "ABN-5", D(2025, 6, 1), ("ABN-1", D(2025, 7, 1)))
    assert found("SV-02", D(2026, 6, 3)) == []


def test_a_body_that_ended_is_no_subject_and_one_by_revocation_waits_for_its_cancellation(world):
    entry(world, "SER-7", D(2024, 1, 1))
    assert found("SV-04", D(2026, 6, 3)) == []


def test_the_alert_stands_until_the_stay_ends_and_closes_at_once(world):
    made = entry(world, "ABN-1", D(2024, 6, 3))
    Organization.objects.filter(pk=world.late.pk).update(standing="abnormal")
    sweep.run(codes=["SV-01"])
    alert = RiskAlert.objects.get(rule_code="SV-01")
    assert (alert.resolved_on, alert.severity) == (None, "C")
    entering.remove(made, actor=world.chief, ended_by="mended")
    alert.refresh_from_db()
    assert alert.resolved_on == D(2026, 6, 3)
