"""The groups that streets keep, as the demo city shows them."""

import pytest
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.indicators.grouping import total
from registry.community_orgs import queries
from registry.community_orgs.models import CommunityActivity, CommunityOrganization
from registry.community_orgs.statistics import FederationCoverage
from registry.incubation_bases.models import Incubation, IncubationBase
from registry.models import Organization

pytestmark = pytest.mark.city


def test_two_hundred_groups_are_filed_and_the_choir_is_ready_to_register():
    rows = CommunityOrganization.objects
    assert rows.count() == 201
    choir = rows.get(name="枕河社区邻里合唱队")
    assert choir.members_count == 62
    assert choir.is_confirmed
    assert choir.guiding_authority.name == "霁川市望澜区民政局"
    assert choir in rows.filter(queries.countable(clock.today()))
    assert rows.filter(state="closed").exists()
    assert CommunityActivity.objects.exists()


def test_six_of_seven_towns_have_a_federation():
    figure = total(FederationCoverage(), EVERYTHING, as_of=clock.today())
    assert (figure.numerator, figure.denominator) == (6, 7)
    assert Organization.objects.filter(name="望澜区听澜街道社区社会组织联合会", is_federation=True).exists()


def test_bases_hold_groups_and_some_have_left():
    assert IncubationBase.objects.count() == 4
    assert Incubation.objects.filter(valid_to=None).exists()
    assert Incubation.objects.exclude(valid_to=None).exists()


def test_the_street_finds_its_groups_and_its_calls(client):
    from core.identity.models import User
    from tests.support.bureau import BACKEND

    client.force_login(User.objects.get(username="wusheng"), backend=BACKEND)
    page = client.get(reverse("staff:community_orgs:list")).content.decode()
    assert "听澜" in page
    assert "砚湖社区" not in page
    assert client.get(reverse("staff:community_orgs:next")).context["row"] is not None
