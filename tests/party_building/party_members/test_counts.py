"""What the register counts, on any day, and how it becomes the count that duties go by."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent
from party_building.party_counts.models import PartyCount
from party_building.party_members import actions, queries
from party_building.party_members.states import Standing
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def counted(day, organization):
    one = queries.counts(day).get(organization.pk, queries.Counted())
    return (one.formal_full_time, one.formal_elsewhere, one.probationary)


def test_only_full_time_formal_members_whose_membership_can_sit_here_count_first(enrolled, tea):
    enrolled("甲")
    enrolled("乙", kind="kept", unit=None, place="综合党委代管")
    enrolled("丙", kind="home", unit=None, place="听澜社区党委")
    enrolled("丁", is_full_time=False)
    enrolled("戊", standing=Standing.PROBATIONARY, joined_on=D(2025, 9, 1), since=D(2025, 9, 1))
    assert counted(D(2026, 6, 3), tea) == (2, 1, 1)
    assert counted(D(2025, 8, 31), tea) == (2, 1, 0)
    assert counted(D(2021, 2, 28), tea) == (0, 0, 0)


def test_a_fact_of_a_later_day_leaves_the_past_as_it_was(enrolled, tea, branch):
    member = enrolled("甲")
    before = (counted(D(2026, 5, 31), tea), queries.formal_members_of_units(D(2026, 5, 31)))
    actions.affiliate(member, actor=SETUP, kind="home", place="居住地", since=D(2026, 6, 1))
    assert (counted(D(2026, 5, 31), tea), queries.formal_members_of_units(D(2026, 5, 31))) == before
    assert before[1] == {branch.pk: 1}
    assert counted(D(2026, 6, 1), tea) == (0, 1, 0)
    assert queries.formal_members_of_units(D(2026, 6, 1)) == {}


def test_probationary_members_are_not_formal_members_of_a_unit(enrolled, branch):
    enrolled("甲")
    enrolled("戊", standing=Standing.PROBATIONARY, joined_on=D(2025, 9, 1), since=D(2025, 9, 1))
    assert queries.formal_members_of_units(D(2026, 6, 3)) == {branch.pk: 1}


def test_an_officer_brings_the_record_to_what_the_register_says(desk, enrolled, tea):
    enrolled("甲")
    url = reverse("staff:party_members:counts")
    assert "按名册更新党员情况" in desk.get(url).content.decode()
    assert desk.post(reverse("staff:party_members:update_count", args=[tea.pk])).status_code == 302
    fact = PartyCount.objects.get(organization=tea)
    assert (fact.formal_full_time, fact.source, fact.valid_from) == (1, "register", D(2026, 6, 3))
    assert "按名册更新党员情况" not in desk.get(url).content.decode()
    enrolled("乙")
    desk.post(reverse("staff:party_members:update_count", args=[tea.pk]))
    fact.refresh_from_db()
    assert fact.formal_full_time == 2


def test_another_organ_does_not_write_the_count(bureau, other_organ, tea):
    stranger = bureau.actor("party_officer", other_organ)
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.count_from_register(tea, actor=stranger, day=D(2026, 6, 3))
