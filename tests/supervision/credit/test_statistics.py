"""Figures of both lists beside SQL written by hand, on the day before, the day and the day after."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from core.access.scope import EVERYTHING
from supervision.credit import statistics
from supervision.credit_listings.actions import entering
from supervision.credit_listings.models import CreditEntry, EntryReset, ListingCase
from tests.support.links import wrong_numbers

D = datetime.date
PAGE = "staff:credit:statistics"
ON = """select id from supervision_creditentry where list = '{which}' and listed_on <= %(day)s
        and (state = 'listed' or state = 'removed' and removed_on > %(day)s)"""
YEAR = "date_trunc('year', %(day)s::date) and %(day)s"
LISTED = f"select id from supervision_creditentry e where state <> 'revoked' and listed_on between {YEAR}"
DECIDED = f"select id from supervision_listingcase where decided_on between {YEAR}"
NUMERATORS = {
    "OnAbnormalList": ON.format(which="abnormal"),
    "OnSeriousList": ON.format(which="serious"),
    "Listed": LISTED,
    "Removed": f"select id from supervision_creditentry where state = 'removed' and removed_on between {YEAR}",
    "NoticeServed": f"""{LISTED} and exists (select 1 from supervision_listingcase c
                        where c.entry_id = e.id and c.served_on <= e.listed_on)""",
    "DecidedInTime": f"{DECIDED} and decided_on <= decide_due_on",
}
DENOMINATORS = {"NoticeServed": LISTED, "DecidedInTime": DECIDED}
DAYS = [D(2025, 12, 31), D(2026, 1, 1), D(2026, 6, 2), D(2026, 6, 30), D(2026, 7, 1), D(2026, 7, 19), D(2026, 7, 20)]
DAYS += [D(2026, 7, 21), D(2027, 1, 1)]


def by_hand(sql: str, day: D) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"day": day})
        return {row[0] for row in cursor.fetchall()}


def taken_over(world, name: str, code: str, since: D, **more) -> CreditEntry:
    ground = world.ground(code)
    made = CreditEntry.objects.create(
        organization=world.season.association(name), list=ground.list, ground=ground, document="1号",
        authority_name="霁川市民政局", listed_on=since, effective_on=since, **more,
    )  # fmt: skip
    EntryReset.objects.create(entry=made, ground=ground, on=since, document="1号")
    return made


@pytest.fixture
def year(world, set_clock):
    """One by the whole procedure, listed on 1 July and removed on the 20th; one from paper; one serious; one wrong."""
    taken_over(world, "霁川市茶业协会", "ABN-6", D(2026, 1, 1))
    taken_over(world, "霁川市象棋协会", "SER-4", D(2024, 3, 1), state="removed", removed_on=D(2026, 1, 1),
               ended_by="term")  # fmt: skip
    taken_over(world, "霁川市围棋协会", "SER-6", D(2025, 3, 1))
    taken_over(world, "霁川市桥牌协会", "ABN-6", D(2026, 2, 1), state="revoked", removed_on=D(2026, 3, 1),
               ended_by="mistake")  # fmt: skip
    made = world.listed(day="2026-07-01", set_clock=set_clock)
    set_clock("2026-07-20")
    entering.remove(made, actor=world.chief, ended_by="mended")
    return made


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_number_is_what_sql_by_hand_counts(year, day):
    for name, sql in NUMERATORS.items():
        indicator = getattr(statistics, name)()
        assert set(indicator.numerator(EVERYTHING, day).values_list("pk", flat=True)) == by_hand(sql, day), name
        if name in DENOMINATORS:
            rows = indicator.denominator(EVERYTHING, day)
            assert set(rows.values_list("pk", flat=True)) == by_hand(DENOMINATORS[name], day), name


def test_the_day_of_listing_counts_and_the_day_of_removal_does_not(year):
    def on_it(day):
        return statistics.OnAbnormalList().numerator(EVERYTHING, day).filter(pk=year.pk).count()

    days = (D(2026, 6, 30), D(2026, 7, 1), D(2026, 7, 19), D(2026, 7, 20))
    assert [on_it(day) for day in days] == [0, 1, 1, 0]


def test_a_listing_from_paper_has_no_service_and_the_other_has(year):
    rate = statistics.NoticeServed()
    day = D(2026, 7, 21)
    assert rate.denominator(EVERYTHING, day).count() == 2
    assert list(rate.numerator(EVERYTHING, day)) == [year]


def test_the_rows_say_how_many_days_from_the_finding_to_the_decision(world, year):
    case = ListingCase.objects.get(entry=year)
    assert statistics.days_to_decide(case) == (case.decided_on - case.proposed_on).days == 28


def test_the_page_counts_any_day_and_its_numbers_lead_to_their_rows(world, year):
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse(PAGE)).content.decode()
    assert wrong_numbers(clerk, html) == []
    for one in (statistics.OnAbnormalList, statistics.NoticeServed, statistics.DecidedInTime):
        assert one.title in html
        assert one.formula in html
    assert "不能晚于今天" in clerk.get(reverse(PAGE), {"as_of": "2027-01-01"}).content.decode()
    rows = {"indicator": "credit_decided_in_time", "as_of": "2026-07-20", "part": "numerator", "unit": "city"}
    listed = clerk.get(reverse("staff:dashboards:rows"), rows).content.decode()
    assert "霁川市棋类协会" in listed
    assert ">28<" in listed


def test_another_district_counts_its_own_and_a_street_has_no_page(world, year):
    district = world.client("registry_clerk", world.yanhai_bureau)
    assert "霁川市棋类协会" not in district.get(reverse(PAGE)).content.decode()
    street = world.client("street_officer", world.tinglan_office)
    assert street.get(reverse(PAGE)).status_code == 403
