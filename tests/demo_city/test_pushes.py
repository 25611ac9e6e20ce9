"""The hand-over inbox of the demo city on 3 June 2026."""

import pytest

from core.access.actor import Actor
from core.departments.models import Department
from registry.approvals import actions
from registry.approvals.models import ApprovalPush
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES

pytestmark = pytest.mark.city


def test_what_was_pushed_before_is_settled_and_four_are_open():
    states = dict(ApprovalPush.objects.exclude(state="settled").values_list("name", "state"))
    assert states == {
        "霁川市天文学会": "received",
        "霁川市钢笔书法研究会": "returned",
        "霁川市展览陈列研究会": "accepting",
        "霁川市会展服务业协会": "doubtful",
    }
    settled = ApprovalPush.objects.filter(state="settled")
    assert settled.count() > 3
    assert not settled.filter(organization=None).exists()


def test_accepting_the_fifth_push_gives_the_association_for_science_its_fifth_body():
    science = Department.objects.get(name="霁川市科学技术协会")
    bodies = Organization.objects.filter(
        business_supervisor=science, supervising_authority__name="霁川市民政局", status__in=ACTIVE_STATUSES
    )
    assert bodies.count() == 4
    push = ApprovalPush.objects.get(name="霁川市天文学会")
    clerk = Actor.system("test")
    actions.accept(push.acceptances.get(party="civil_affairs"), actor=clerk)
    assert bodies.count() == 5
    assert bodies.filter(name="霁川市天文学会").exists()
    kinds = set(push.duties.filter(done_on=None).values_list("kind", flat=True))
    assert kinds == {"representative", "party", "account", "first_report", "certificate"}
