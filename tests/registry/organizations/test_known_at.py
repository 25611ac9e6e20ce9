"""?as_of=D&known_at=K: what was valid on D as the portal knew it at the end of K, from the history alone."""

import datetime
from contextlib import suppress

import pytest
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given

from core import clock, history
from core.dated import actions as dated
from core.refusal import Refusal
from registry.organizations import actions, fact_sheet
from registry.organizations.facts import OrganizationName, Responsibility
from registry.organizations.models import Organization
from tests.registry.organizations.test_projection import SETTINGS, TODAY, _steps, seat_people, take
from tests.support.bureau import SETUP, undone

D = datetime.date


def told(facts) -> set:
    return {
        (type(fact).__name__, fact.pk, fact.valid_from, fact.valid_to, *(getattr(fact, n) for n in fact.value_fields))
        for fact in facts
    }


@pytest.mark.django_db
@SETTINGS
@given(steps=_steps())
def test_what_is_known_by_the_end_of_today_is_what_the_facts_say(bureau, set_clock, steps):
    with undone():
        set_clock(TODAY.isoformat())
        with history.acting(SETUP):
            seat_people(bureau)
            organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk, address="1号")
            for step in steps:
                with suppress(dated.FactRefused, Refusal, IntegrityError):
                    take(organization, bureau, step)
        known = fact_sheet.facts_known(organization, clock.today())
        assert told(known) == told(fact_sheet.facts_of(organization))
        seen = fact_sheet.as_known(organization, known, TODAY)
        fresh = Organization.objects.get(pk=organization.pk)
        names = ("name", "status", "standing", "street_id", "address", "business_supervisor_id", "is_charity")
        assert [getattr(seen, name) for name in names] == [getattr(fresh, name) for name in names]


@pytest.fixture
def tea(bureau, set_clock):
    set_clock("2026-01-05")
    with history.acting(SETUP):
        organization = bureau.register("霁川市茶业协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    organization.refresh_from_db()
    return organization


def page(client, organization, **query):
    return client.get(reverse("staff:organizations:detail", args=[organization.pk]), query).content.decode()


def test_a_late_recording_changes_the_past_and_not_what_was_known_before_it(bureau, set_clock, tea):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    set_clock("2026-06-01")
    with history.acting(SETUP):
        actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=D(2026, 2, 1))
    set_clock("2026-06-03")
    assert "<h1>霁川市茶文化协会" in page(clerk, tea, as_of="2026-03-01")
    before = page(clerk, tea, as_of="2026-03-01", known_at="2026-05-31")
    assert "<h1>霁川市茶业协会" in before
    assert "霁川市茶文化协会" not in before
    assert "以本平台截至2026-05-31日终所知为准" in before
    assert "<h1>霁川市茶文化协会" in page(clerk, tea, as_of="2026-03-01", known_at="2026-06-01")


def test_a_correction_and_a_withdrawal_are_unknown_before_their_day(bureau, set_clock, tea):
    set_clock("2026-03-02")
    with history.acting(SETUP):
        fact = Responsibility.objects.get(organization=tea, kind="business_supervisor")
        actions.correct(fact, actor=SETUP, values={"department_id": bureau.industry.pk}, reason="录入有误")
        actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=D(2026, 4, 1))
    set_clock("2026-03-10")
    with history.acting(SETUP):
        actions.withdraw(OrganizationName.objects.get(name="霁川市茶文化协会"), actor=SETUP, reason="申请人撤回")
    set_clock("2026-06-03")

    def names(known_at):
        return {f.name: f.valid_to for f in fact_sheet.facts_known(tea, known_at) if isinstance(f, OrganizationName)}

    def supervisor(known_at):
        found = [f for f in fact_sheet.facts_known(tea, known_at) if isinstance(f, Responsibility)]
        return next(f.department for f in found if f.kind == "business_supervisor")

    assert supervisor(D(2026, 3, 1)) == bureau.commerce
    assert supervisor(D(2026, 3, 2)) == bureau.industry
    assert names(D(2026, 3, 1)) == {"霁川市茶业协会": None}
    assert names(D(2026, 3, 9)) == {"霁川市茶业协会": D(2026, 3, 31), "霁川市茶文化协会": None}
    assert names(D(2026, 3, 10)) == {"霁川市茶业协会": None}


def test_before_the_portal_knew_it_the_page_says_so(bureau, set_clock, tea):
    set_clock("2026-06-03")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert "尚无该组织当日在册的记录" in page(clerk, tea, as_of="2020-01-01", known_at="2026-01-04")


@pytest.mark.parametrize("asked", ["", "tomorrow", "2026-06-03", "2999-01-01"])
def test_today_and_nonsense_mean_all_that_is_known(bureau, set_clock, tea, asked):
    set_clock("2026-06-03")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert "所知为准的登记状态" not in page(clerk, tea, as_of="2026-03-01", known_at=asked)


def test_what_was_known_offers_no_button_that_writes(bureau, set_clock, tea):
    set_clock("2026-06-03")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    seen = page(clerk, tea, known_at="2026-02-01")
    assert reverse("staff:organizations:record", args=[tea.pk]) not in seen
    assert "/correct/" not in seen
