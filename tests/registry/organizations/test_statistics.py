"""A number and the list behind its link: the same rows, for every seat, today and on a past day."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.departments.seats import actor_of
from core.indicators.base import all_indicators
from core.indicators.grouping import by_unit
from registry.organizations import actions, statistics
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Standing, Status
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP

OWN = [one for one in all_indicators() if type(one).__module__ == statistics.__name__]
PAST = datetime.date(2023, 12, 31)


@pytest.fixture
def town(bureau):
    commerce = {"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk}
    one = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk, responsibilities=commerce)
    two = bureau.register("霁川市社工中心", org_type="2", region_id=bureau.zhenhe.pk, responsibilities=commerce)
    bureau.register("霁川市青禾助学基金会", org_type="3", region_id=bureau.yanhu.pk)
    bureau.register("砚海区花木协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    bureau.register("霁川市新设协会", registered_on=datetime.date(2025, 1, 1))
    day = datetime.date(2024, 1, 1)
    actions.change_status(one, actor=SETUP, status=Status.CANCELLED, valid_from=day, document="注销决定")
    actions.change_standing(two, actor=SETUP, standing=Standing.ABNORMAL, valid_from=day)
    actions.set_responsibility(
        two, actor=SETUP, kind=ResponsibilityKind.BUSINESS, department_id=bureau.industry.pk, valid_from=day
    )
    return bureau


SEATS = {
    "city clerk": ("registry_clerk", "bureau"),
    "district clerk": ("registry_clerk", "yanhai_bureau"),
    "department": ("department_officer", "industry"),
    "street": ("street_officer", "tinglan_office"),
    "party": ("party_officer", "party_committee"),
    "leader": ("bureau_leader", "bureau"),
    "auditor": ("auditor", "bureau"),
}


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("as_of", [None, PAST], ids=["today", "past"])
def test_every_number_equals_the_rows_of_its_link(town, seat, as_of):
    role, office = SEATS[seat]
    row = town.seat(role, getattr(town, office))
    client, actor, day = Client(), actor_of(row), as_of or clock.today()
    client.force_login(row.user)
    for one in OWN:
        counted = one.numerator(actor.scope, day).count()
        listed = client.get(reverse(one.list_url_name), {**one.list_query(day), "size": 100})
        assert len(names(listed)) == counted, one.code
        shown = re.search(r"筛选后 (\d+) 家", listed.content.decode())
        assert int(shown[1]) == counted, one.code


def test_a_past_figure_is_counted_from_the_facts_alone(town):
    before = {one.code: one.numerator(EVERYTHING, PAST).count() for one in OWN}
    Organization.objects.update(status=Status.REVOKED, org_type="3", standing=Standing.SERIOUS)
    assert {one.code: one.numerator(EVERYTHING, PAST).count() for one in OWN} == before
    assert before["organizations_total"] == 4
    assert before["organizations_abnormal"] == 0


def test_the_parts_of_every_breakdown_add_up_to_the_whole(town):
    total = next(one for one in OWN if one.code == "organizations_total")
    for day in (clock.today(), PAST):
        whole = total.numerator(EVERYTHING, day).count()
        for unit in ("city", "district", "supervising", "responsible"):
            assert sum(figure.numerator for figure in by_unit(total, EVERYTHING, unit, day).values()) == whole


def test_the_types_add_up_to_the_total(town):
    figures = {one.code: one.numerator(EVERYTHING, clock.today()).count() for one in OWN}
    parts = figures["associations"] + figures["service_institutions"] + figures["foundations"]
    assert parts == figures["organizations_total"]
