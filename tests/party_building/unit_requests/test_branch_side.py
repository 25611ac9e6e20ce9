"""The branch secretary asks for herself: her own unit, her own organization, no other."""

import datetime

from django.urls import reverse

from core.worklist.models import WorkItem
from party_building.models import PartyUnit, UnitRequest
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.unit_requests.states import RequestState
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import sit  # noqa: F401


def own(name, *args):
    return reverse(f"org:unit_requests:{name}", args=args)


def test_she_asks_for_a_branch_of_her_own_and_reads_the_answer(world, sit, enter):  # noqa: F811
    tea = world.body("霁川市茶叶流通协会", 3)
    secretary = enter(sit(tea, "branch_secretary"))
    secretary.post(own("create"), {
        "form": "standalone", "level": "branch", "name": "霁川市茶叶流通协会党支部", "effective_on": "2026-06-10",
        "reason": "有正式党员3人",
    })  # fmt: skip
    row = UnitRequest.objects.get()
    secretary.post(own("submit", row.pk))
    assert "霁川市茶叶流通协会党支部" in world.clerk.get(reverse("staff:unit_requests:list")).content.decode()
    world.clerk.post(reverse("staff:unit_requests:send_back", args=[row.pk]), {"comment": "请附党员大会决议"})
    assert WorkItem.objects.open().get().organization_key == tea.pk
    row.refresh_from_db()
    secretary.post(own("edit", row.pk), {
        "form": "standalone", "level": "branch", "name": "霁川市茶叶流通协会党支部", "effective_on": "2026-06-10",
        "reason": "有正式党员3人", "basis": "党员大会决议", "version": row.version,
    })  # fmt: skip
    secretary.post(own("submit", row.pk))
    world.clerk.post(reverse("staff:unit_requests:approve", args=[row.pk]), {})
    row.refresh_from_db()
    assert row.state == RequestState.CARRIED_OUT
    assert row.document_no in secretary.get(own("letter", row.pk)).content.decode()
    assert PartyUnit.objects.get().organization == tea


def test_she_asks_for_a_re_election_of_her_unit_only(world, sit, enter):  # noqa: F811
    tea, chess = world.body("霁川市茶叶流通协会", 3), world.body("霁川市棋类协会", 3)
    for body in tea, chess:
        units.establish(
            actor=world.officer, name=f"{body.name}党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
            superior=world.party_committee, organization=body, established_on=datetime.date(2024, 1, 5),
        )  # fmt: skip
    secretary = enter(sit(tea, "branch_secretary"))
    mine, hers = PartyUnit.objects.get(organization=tea), PartyUnit.objects.get(organization=chess)
    said = {"effective_on": "2026-06-10", "reason": "届满"}
    assert secretary.post(own("of_unit", hers.pk, "reelection"), said).status_code == 404
    assert secretary.post(own("of_unit", mine.pk, "merge"), said).status_code == 404
    secretary.post(own("of_unit", mine.pk, "reelection"), said)
    row = UnitRequest.objects.get()
    assert row.organization == tea
    other = enter(sit(chess, "branch_secretary"))
    assert other.get(own("detail", row.pk)).status_code == 404
    assert enter(sit(tea, "organization_filer")).get(own("list")).status_code == 403


def test_a_joint_branch_is_changed_by_the_organ_not_by_one_of_its_organizations(world, sit, enter):  # noqa: F811
    tea = world.body("霁川市茶叶流通协会", 1)
    unit = world.joint("第一联合党支部", [tea, world.body("霁川市棋类协会", 2)])
    secretary = enter(sit(tea, "branch_secretary"))
    page = secretary.get(reverse("org:party_units:detail", args=[unit.pk])).content.decode()
    assert "起草请示" not in page
    response = secretary.post(own("of_unit", unit.pk, "dissolve"), {"effective_on": "2026-06-10", "reason": "不便"})
    assert response.status_code == 422
    assert not UnitRequest.objects.exists()
