"""The responsibility ledgers of the demo city on 3 June 2026."""

import datetime

import pytest

from core.departments.models import Department
from core.writeoff.models import WriteOffList
from registry.responsibilities.models import CommitteeDuty, LedgerRow, ResponsibilityLedger

pytestmark = pytest.mark.city


def test_the_citys_ledger_is_signed_its_revision_before_the_arbiter_and_a_district_asks():
    states = dict(ResponsibilityLedger.objects.values_list("title", "state"))
    assert states == {
        "霁川市市管社会组织党建及综合监管责任台账（2025年）": "signed",
        "霁川市市管社会组织党建及综合监管责任台账（2026年调整）": "arbitrating",
        "望澜区社会组织党建及综合监管责任台账": "consulting",
    }
    assert not ResponsibilityLedger.objects.filter(department__name="霁川市砚海区民政局").exists()


def test_farming_contests_two_rows_and_market_supervision_one():
    contested = LedgerRow.objects.filter(state="contested").values_list("answering__short_name", flat=True)
    assert sorted(contested) == ["市农业农村局", "市农业农村局", "市市场监管局"]
    assert LedgerRow.objects.get(answering__short_name="市市场监管局", state="contested").organization.name == (
        "霁川市健康食品产业促进会"
    )


def test_commerce_reached_five_on_the_sixth_of_may_and_has_until_the_fifth_of_july():
    duty = CommitteeDuty.objects.open().get(department=Department.objects.get(short_name="市商务局"))
    assert (duty.organizations, duty.reached_on, duty.due_on) == (
        5, datetime.date(2026, 5, 6), datetime.date(2026, 7, 5),
    )  # fmt: skip
    market = CommitteeDuty.objects.open().get(department=Department.objects.get(short_name="市市场监管局"))
    assert (market.organizations, market.reached_on) == (6, datetime.date(2026, 2, 10))


def test_gaps_of_the_city_have_shrunk():
    ledger = WriteOffList.objects.get(department__short_name="市民政局", second_department__isnull=False)
    counts = ledger.rows.counts()
    assert counts["closed"] > 0
    assert counts["struck"] == 2
    assert counts["total"] > counts["closed"]
