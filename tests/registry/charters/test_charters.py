"""Charters: versions by the day of approval; which clauses they hold, on every day."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import Refusal
from registry.charters import actions
from registry.charters.models import CharterVersion
from registry.organizations.models import Organization
from tests.support.bureau import SETUP

D = datetime.date


def approve(organization, on, *, party=True, values=True, **options):
    return actions.approve(
        organization,
        actor=SETUP,
        approved_on=on,
        approved_by_id=organization.registering_authority_id,
        document="章程核准表",
        has_party_clause=party,
        has_core_values_clause=values,
        **options,
    )


def clauses(organization, day=None):
    if day is None:
        names = ("has_party_clause", "has_core_values_clause")
        return Organization.objects.values_list(*names).get(pk=organization.pk)
    row = Organization.objects.from_facts(day).get(pk=organization.pk)
    return row.then_has_party_clause, row.then_has_core_values_clause


def test_the_next_version_is_in_force_from_its_approval_and_the_past_keeps_the_old_one(bureau, tea, clerk):
    approve(tea, D(2016, 3, 1), party=False, values=False)
    response = clerk.post(
        reverse("staff:charters:approve", args=[tea.pk]),
        {
            "approved_on": "2020-05-06",
            "approved_by": bureau.bureau.pk,
            "document": "章程核准表（霁民章〔2020〕8号）",
            "adopted_on": "2020-04-18",
            "has_party_clause": "on",
        },
    )
    assert response.status_code == 302
    newest = CharterVersion.objects.get(valid_to=None)
    assert (newest.version_no, newest.approved_on) == (2, D(2020, 5, 6))
    assert clauses(tea) == (True, False)
    assert clauses(tea, D(2020, 5, 5)) == (False, False)
    assert clauses(tea, D(2016, 2, 29)) == (None, None)


def test_an_approval_before_the_vote_or_after_today_is_refused(tea):
    with pytest.raises(Refusal, match="晚于核准日期"):
        approve(tea, D(2020, 5, 6), adopted_on=D(2020, 5, 7))
    with pytest.raises(Refusal, match="不能晚于今天"):
        approve(tea, D(2026, 6, 4))
    assert not CharterVersion.objects.exists()


@pytest.mark.parametrize(("asked", "found"), [("yes", "甲"), ("no", "乙"), ("none", "丙")])
def test_the_register_finds_who_has_no_party_clause_and_who_has_no_charter_on_record(
    bureau, set_clock, clerk, asked, found
):
    set_clock("2026-06-03")
    approve(bureau.register("霁川市甲协会"), D(2020, 1, 6))
    approve(bureau.register("霁川市乙协会"), D(2016, 1, 6), party=False)
    bureau.register("霁川市丙协会")
    for query in ({}, {"as_of": "2024-01-01"}):
        page = clerk.get(reverse("staff:organizations:list"), {"party_clause": asked, **query}).content.decode()
        assert [name for name in "甲乙丙" if f"霁川市{name}协会" in page] == [found]


def test_the_list_of_charters_shows_those_in_force_without_the_clause(bureau, set_clock, clerk):
    set_clock("2026-06-03")
    revised, old = bureau.register("霁川市甲协会"), bureau.register("霁川市乙协会")
    for one in (revised, old):
        approve(one, D(2016, 1, 6), party=False)
    approve(revised, D(2020, 1, 6))
    page = clerk.get(reverse("staff:charters:list"), {"clauses": "no_party"}).content.decode()
    assert "霁川市乙协会" in page
    assert "霁川市甲协会" not in page


def test_the_organization_reads_its_own_papers_and_no_others(bureau, tea):
    from core.identity.models import User
    from registry.org_accounts.models import OrganizationSeat

    approve(tea, D(2020, 5, 6))
    approve(bureau.register("霁川市别家协会"), D(2021, 7, 8))
    user = User.objects.create(username="filer", name="罗知秋")
    OrganizationSeat.objects.create(
        user=user, organization=tea, role="organization_filer", state="active", valid_from=D(2020, 1, 1)
    )
    from django.test import Client

    client = Client()
    client.force_login(user)
    page = client.get(reverse("org:certificates:detail")).content.decode()
    assert "2020-05-06" in page
    assert "2021-07-08" not in page
    assert "登记章程核准" not in page
