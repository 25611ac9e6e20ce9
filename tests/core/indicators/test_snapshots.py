"""What each night keeps of every indicator."""

import datetime

import pytest

from core.access.scope import EVERYTHING
from core.indicators import snapshots
from core.indicators.grouping import by_unit
from core.indicators.models import IndicatorSnapshot
from registry.organizations.models import Organization
from tests.support import figures
from tests.support.bureau import Bureau

DAY = datetime.date(2026, 6, 3)


@pytest.fixture
def bureau(db, set_clock, settings):
    set_clock("2026-06-03")
    settings.INDICATORS = figures.ALL
    bureau = Bureau()
    commerce = {"business_supervisor": bureau.commerce.pk}
    bureau.register("霁川市茶叶流通协会", region_id=bureau.tinglan.pk, responsibilities=commerce)
    bureau.register(
        "霁川市棋类协会", region_id=bureau.wanglan.pk, responsibilities={"industry_department": bureau.commerce.pk}
    )
    bureau.register("砚海区钢贸商会", region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau)
    bureau.register("无处协会")
    Organization.objects.filter(name="霁川市棋类协会").update(status="suspended")
    return bureau


def kept(unit_type, **conditions):
    rows = IndicatorSnapshot.objects.filter(unit_type=unit_type, **conditions)
    return {row.unit_id: (row.numerator, row.denominator) for row in rows}


def test_a_night_keeps_the_whole_and_every_district_and_department(bureau):
    snapshots.take(DAY)
    normal = {"indicator": "test_normal", "as_of": DAY}
    assert kept("all", **normal) == {0: (3, 4)}
    assert kept("district", **normal) == {bureau.wanglan.pk: (1, 2), bureau.yanhai.pk: (1, 1), 0: (1, 1)}
    assert kept("supervising", **normal) == {bureau.bureau.pk: (2, 3), bureau.yanhai_bureau.pk: (1, 1)}
    assert kept("responsible", **normal) == {bureau.commerce.pk: (1, 2), 0: (2, 2)}
    assert kept("district", indicator="test_registered")[bureau.wanglan.pk] == (2, None)


def test_the_second_time_nothing_is_written(bureau):
    assert snapshots.take(DAY) > 0
    assert snapshots.take(DAY) == 0


def test_districts_are_grouped_in_two_queries_whatever_their_number(bureau, django_assert_num_queries):
    with django_assert_num_queries(2):
        by_unit(figures.Normal(), EVERYTHING, "district", DAY)


def test_a_past_day_goes_by_the_facts_of_that_day(bureau):
    from registry.organizations import actions
    from tests.support.bureau import SETUP

    tea = Organization.objects.get(name="霁川市茶叶流通协会")
    actions.move_address(tea, actor=SETUP, region_id=bureau.yanhu.pk, address="", valid_from=datetime.date(2026, 5, 1))
    today = by_unit(figures.Registered(), EVERYTHING, "district", DAY)
    before = by_unit(figures.Registered(), EVERYTHING, "district", datetime.date(2026, 4, 30))
    assert {key: figure.numerator for key, figure in today.items()} == {
        bureau.wanglan.pk: 1,
        bureau.yanhai.pk: 2,
        0: 1,
    }
    assert {key: figure.numerator for key, figure in before.items()} == {
        bureau.wanglan.pk: 2,
        bureau.yanhai.pk: 1,
        0: 1,
    }
    responsible = by_unit(figures.Registered(), EVERYTHING, "responsible", datetime.date(2026, 4, 30))
    assert responsible[bureau.commerce.pk].numerator == 2
