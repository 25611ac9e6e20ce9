"""The pages of a unit: what the line enters and sees, what civil affairs sees, what the branch itself sees."""

import datetime

import pytest
from django.urls import reverse

from party_building.models import CommitteePost, CoverageLink, PartyUnit, PremisesCheck, PremisesItem, UnitTerm
from party_building.party_limits.reference import load_limits
from party_building.party_units import actions
from party_building.party_units.reference import load_premises_items
from party_building.party_units.states import CoverageKind, UnitForm, UnitKind, UnitLevel
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import sit  # noqa: F401
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import Bureau

DAY = datetime.date(2026, 6, 3)
BEGUN = datetime.date(2024, 5, 6)
LIST = reverse("staff:party_units:list")


def staff(name, *args):
    return reverse(f"staff:party_units:{name}", args=args)


@pytest.fixture
def world(db, set_clock):
    set_clock("2026-06-03")
    load_limits()
    load_premises_items()
    world = Bureau()
    world.tea = world.register("霁川市茶叶流通协会", region_id=world.tinglan.pk)
    world.chess = world.register("霁川市棋类协会", region_id=world.yanhu.pk)
    world.officer = world.actor("party_officer", world.party_committee)
    world.client_of_line = world.client("party_officer", world.party_committee)
    world.joint = actions.establish(
        actor=world.officer, name="霁川市茶棋联合党支部", level=UnitLevel.BRANCH, form=UnitForm.JOINT,
        superior=world.party_committee, established_on=BEGUN, covers=(world.tea, world.chess),
        service_region=world.tinglan,
    )  # fmt: skip
    return world


def appoint(world, **said):
    given = {
        "kind": "secretary", "name": "沈星野", "id_type": "passport", "id_number": "X1", "since": "2026-06-01",
        "document": "霁综委〔2026〕3号",
    }  # fmt: skip
    return world.client_of_line.post(staff("appoint", world.joint.pk), given | said)


def test_the_secretary_is_entered_and_a_new_one_follows_the_day_before(world):
    appoint(world)
    page = world.client_of_line.get(staff("detail", world.joint.pk)).content.decode()
    assert "沈星野" in page
    appoint(world, name="罗知秋", id_number="X2", since="2026-06-03")
    former = CommitteePost.objects.get(person__name="沈星野")
    assert former.valid_to == datetime.date(2026, 6, 2)
    again = appoint(world, name="罗知秋", id_number="", kind="member", since="2026-06-03")
    assert again.status_code == 422
    assert "已任书记" in again.content.decode()


def test_who_leaves_stays_among_the_former_ones(world):
    appoint(world)
    post = CommitteePost.objects.get()
    world.client_of_line.post(staff("leave", post.pk), {"last_day": "2026-06-02"})
    post.refresh_from_db()
    assert post.valid_to == datetime.date(2026, 6, 2)
    assert "历任（1）" in world.client_of_line.get(staff("detail", world.joint.pk)).content.decode()


def test_a_term_lasts_as_long_as_the_rules_say_unless_said_otherwise(world):
    world.client_of_line.post(staff("begin_term", world.joint.pk), {"since": "2024-05-06", "document": "批复"})
    assert UnitTerm.objects.get().term_end == datetime.date(2027, 5, 6)
    world.client_of_line.post(
        staff("begin_term", world.joint.pk), {"since": "2026-06-03", "years": "2", "document": "批复"}
    )
    second = UnitTerm.objects.get(term_no=2)
    assert (second.term_end, UnitTerm.objects.get(term_no=1).valid_to) == (
        datetime.date(2028, 6, 3), datetime.date(2026, 6, 2),
    )  # fmt: skip


def test_the_six_haves_are_ticked_with_their_day(world):
    page = world.client_of_line.get(staff("check_premises", world.joint.pk)).content.decode()
    assert "有党旗" in page
    world.client_of_line.post(staff("check_premises", world.joint.pk), {
        "day": "2026-06-03", **{f"has_{check.pk}": "on" for check in _items()[:4]},
        f"note_{_items()[5].pk}": "制度待上墙",
    })  # fmt: skip
    assert PremisesCheck.objects.filter(has=True).count() == 4
    page = world.client_of_line.get(staff("detail", world.joint.pk)).content.decode()
    assert "六有阵地（具备 4 项）" in page
    assert "制度待上墙" in page


def _items() -> list[PremisesItem]:
    return list(PremisesItem.objects.all())


def test_civil_affairs_sees_whom_a_unit_covers_and_nobody_in_it(world):
    appoint(world)
    page = world.client("registry_clerk", world.bureau).get(staff("detail", world.joint.pk)).content.decode()
    assert "霁川市茶叶流通协会" in page
    assert "沈星野" not in page
    assert "班子" not in page


def test_another_organ_may_look_no_further_than_its_line(world):
    other = world.department("望澜区委社会工作部", "party_organ", world.wanglan)
    stranger = world.client("party_officer", other)
    assert stranger.get(staff("detail", world.joint.pk)).status_code == 404
    assert stranger.post(staff("begin_term", world.joint.pk), {"since": "2026-06-03"}).status_code == 404


def test_a_branch_secretary_sees_the_joint_branch_that_covers_her_organization(world, sit, enter):  # noqa: F811
    appoint(world)
    secretary = enter(sit(world.chess, "branch_secretary"))
    first = secretary.get(reverse("org:party_units:list"))
    assert first.url == reverse("org:party_units:detail", args=[world.joint.pk])
    page = secretary.get(first.url).content.decode()
    assert "霁川市茶叶流通协会" in page
    assert "沈星野" in page
    foreign = enter(sit(world.register("霁川市书法协会"), "branch_secretary"))
    assert foreign.get(first.url).status_code == 404
    filer = enter(sit(world.chess, "organization_filer"))
    assert filer.get(first.url).status_code == 403


def test_the_list_is_narrowed_by_what_the_line_asks(world):
    get = world.client_of_line.get
    assert names(get(LIST, {"lacks": "no_secretary"})) == ["霁川市茶棋联合党支部"]
    appoint(world)
    assert names(get(LIST, {"lacks": "no_secretary"})) == []
    assert names(get(LIST, {"street": world.yanhu.pk})) == ["霁川市茶棋联合党支部"]
    assert names(get(LIST, {"service_region": world.tinglan.pk, "kind": "own"})) == ["霁川市茶棋联合党支部"]
    UnitTerm.objects.create(unit=world.joint, term_no=1, valid_from=BEGUN, term_end=DAY)
    assert names(get(LIST, {"lacks": "term_over"})) == []
    assert names(get(LIST, {"lacks": "term_over", "as_of": "2026-06-04"})) == ["霁川市茶棋联合党支部"]


def test_the_tree_hangs_units_under_their_organ_and_counts_each_organization_once(world):
    committee = actions.establish(
        actor=world.officer, name="社会组织综合党委", kind=UnitKind.COMPREHENSIVE, level=UnitLevel.COMMITTEE,
        superior=world.party_committee, department=world.party_committee, established_on=datetime.date(2018, 1, 8),
    )  # fmt: skip
    functional = actions.establish(
        actor=world.officer, name="棋类功能型党支部", level=UnitLevel.BRANCH, form=UnitForm.FUNCTIONAL,
        superior=world.party_committee, established_on=BEGUN,
    )  # fmt: skip
    actions.cover(world.chess, unit=functional, kind=CoverageKind.FUNCTIONAL, actor=world.officer, since=BEGUN)
    page = world.client_of_line.get(staff("tree")).content.decode()
    assert page.index(committee.name) < page.index("霁川市茶棋联合党支部")
    assert "党组织 3 个 · 覆盖组织 2 家" in page
    early = world.client_of_line.get(staff("tree"), {"as_of": "2024-05-05"}).content.decode()
    assert "霁川市茶棋联合党支部" not in early


def test_a_unit_from_before_the_portal_is_recorded_with_its_coverage(world):
    body = world.register("霁川市书法协会")
    world.client_of_line.post(staff("record_standing"), {
        "kind": "own", "level": "branch", "form": "standalone", "name": "霁川市书法协会党支部", "covers": body.name,
        "established_on": "2021-04-12", "document": "霁综委〔2021〕9号",
    })  # fmt: skip
    unit = PartyUnit.objects.get(name="霁川市书法协会党支部")
    assert (unit.organization, unit.superior) == (body, world.party_committee)
    link = CoverageLink.objects.get(organization=body)
    world.client_of_line.post(staff("end_coverage", link.pk), {"last_day": "2026-05-31"})
    link.refresh_from_db()
    assert link.valid_to == datetime.date(2026, 5, 31)


def test_the_two_guides_stand_on_the_page(world):
    world.client_of_line.post(staff("guide", world.joint.pk), {
        "kind": "party", "department": world.tinglan_office.pk, "since": "2026-06-03",
    })  # fmt: skip
    assert "听澜街道办事处" in world.client_of_line.get(staff("detail", world.joint.pk)).content.decode()
