"""Tags, a view that tells what came and left, and what visitors reported, on 3 June 2026."""

import pytest
from django.urls import reverse

from core.identity.models import User
from core.saved_views.models import MembershipChange
from registry.disclosures.models import CorrectionRequest
from registry.models import Organization
from registry.organization_tags.models import Tag
from tests.demo_city.test_cast import read

pytestmark = pytest.mark.city


def test_36_a_shared_view_of_tagged_bodies_tells_its_subscriber_that_one_came_and_two_left():
    tag = Tag.objects.get(label="待走访")
    [change] = MembershipChange.objects.filter(subscription__user=User.objects.get(username="wangke"))
    assert (len(change.arrived), len(change.left), change.found_on.isoformat()) == (1, 2, "2026-06-03")
    page = read("linzhiyuan", f"{reverse('staff:organizations:list')}?tag={tag.pk}")
    assert "霁川市会展服务业联合会" in page
    assert "霁川市陶塑协会" not in page
    assert "本季待走访的组织" in page, "shared with the office"
    assert Organization.objects.get(pk=change.arrived[0]).name == "霁川市会展服务业联合会"


def test_37_of_two_reports_of_an_error_one_is_answered_and_one_waits_for_the_clerk():
    states = dict(CorrectionRequest.objects.values_list("organization__name", "state"))
    assert states == {"霁川市印刷包装行业协会": "kept", "霁川市老年书画研究会": "received"}
    assert "核实公开信息：霁川市老年书画研究会" in read("wangke", reverse("staff:worklist:list"))
