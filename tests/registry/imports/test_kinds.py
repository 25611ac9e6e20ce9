"""Lists of other things than organizations go the same way: shown first, entered as one job, taken back."""

import datetime

import pytest

from core.departments.models import Department, DepartmentSeat
from core.departments.states import SeatState
from core.identity.models import User
from registry.imports.models import ImportBatch
from registry.organizations import actions
from registry.organizations.facts import Responsibility
from tests.registry.imports.conftest import Desk
from tests.support.bureau import SETUP

D = datetime.date


def codes(row):
    return sorted(issue["code"] for issue in row.issues)


# ---- which office answers


DUTIES = (
    "名称,行业管理部门,党建责任单位,起始日期,依据文书\n"
    "霁川市甲协会,霁川市商务局,霁川市社会组织综合党委,2026-01-01,霁民发〔2026〕1号\n"
)


def duties_of(organization, day):
    facts = Responsibility.objects.on(day).filter(organization=organization)
    return {fact.kind: fact.department.name for fact in facts}


def test_a_list_of_duties_becomes_dated_facts_and_is_taken_back(desk, bureau):
    organization = bureau.register("霁川市甲协会")
    batch = desk.checked(DUTIES, kind="responsibilities")
    row = desk.rows(batch)[2]
    assert row.changes == {
        "industry_department": [None, bureau.commerce.pk],
        "party_superior": [None, bureau.party_committee.pk],
    }
    desk.apply(batch)
    fact = Responsibility.objects.get(organization=organization, kind="industry_department")
    assert (fact.valid_from, fact.document) == (D(2026, 1, 1), "霁民发〔2026〕1号")
    organization.refresh_from_db()
    assert organization.party_superior_id == bureau.party_committee.pk
    desk.undo(batch)
    organization.refresh_from_db()
    assert (organization.industry_department_id, organization.party_superior_id) == (None, None)


def test_one_duty_a_row_says_the_same_as_a_column_for_each(desk, bureau):
    bureau.register("霁川市甲协会")
    text = (
        "组织名称,责任类别,责任单位\n霁川市甲协会,行业管理部门,霁川市商务局\n"
        "霁川市甲协会,党建责任单位,霁川市社会组织综合党委\n"
    )
    batch = desk.checked(text, kind="responsibilities", list_date="2026-01-01", source="霁民发〔2026〕1号")
    desk.apply(batch)
    assert [row.outcome for row in desk.rows(batch).values()] == ["updated", "updated"]


def test_every_reason_why_a_duty_cannot_be_entered_is_said(desk, bureau):
    bureau.register("霁川市甲协会")
    bureau.register("霁川市乙协会", authority=bureau.wanglan_bureau)
    text = (
        "组织名称,责任类别,责任单位\n霁川市没有的协会,行业管理部门,霁川市商务局\n霁川市甲协会,管理者,霁川市商务局\n"
        "霁川市甲协会,行业管理部门,不存在局\n霁川市乙协会,行业管理部门,霁川市商务局\n霁川市甲协会,行业管理部门,\n"
    )
    rows = desk.rows(desk.checked(text, kind="responsibilities"))
    assert codes(rows[2]) == ["organization.unknown"]
    assert codes(rows[3]) == ["duty.unknown"]
    assert codes(rows[4]) == ["unit.unlisted"]
    assert codes(rows[5]) == ["match.other_office"]
    assert "望澜区民政局" in rows[5].issues[0]["message"]
    assert codes(rows[6]) == ["duty.nothing"]


def test_the_registered_supervisor_is_changed_only_with_a_reason(desk, bureau):
    bureau.register("霁川市甲协会", responsibilities={"business_supervisor": bureau.industry.pk})
    batch = desk.checked("名称,业务主管单位\n霁川市甲协会,霁川市商务局\n", kind="responsibilities")
    assert codes(desk.rows(batch)[2]) == ["duty.registered_item"]
    assert desk.rows(batch)[2].severity == "confirm"


def test_a_past_day_changes_the_past_and_says_what_comes_after(desk, bureau):
    organization = bureau.register("霁川市甲协会")
    actions.set_responsibility(
        organization, actor=SETUP, kind="industry_department", department_id=bureau.industry.pk,
        valid_from=D(2024, 1, 1),
    )  # fmt: skip
    text = "名称,行业管理部门,起始日期\n霁川市甲协会,霁川市商务局,2022-01-01\n"
    batch = desk.checked(text, kind="responsibilities")
    assert codes(desk.rows(batch)[2]) == ["duty.past"]
    desk.apply(batch)
    assert duties_of(organization, D(2023, 1, 1))["industry_department"] == "霁川市商务局"
    assert duties_of(organization, D(2024, 1, 1))["industry_department"] == "霁川市工业和信息化局"
    desk.undo(batch)
    assert "industry_department" not in duties_of(organization, D(2023, 1, 1))


# ---- offices and posts


@pytest.fixture
def machinery(bureau) -> Desk:
    return Desk(bureau.client("system_admin", bureau.bureau))


OFFICES = (
    "部门名称,简称,类别,所在区划,上级部门\n"
    "望澜区体育服务站,区体育站,党政部门,望澜区,望澜区体育局\n"
    "望澜区体育局,区体育局,党政部门,望澜区,\n"
    "霁川市商务局,市商务局,党政部门,霁川市,\n"
)


def test_offices_are_entered_with_the_one_above_wherever_it_stands(machinery, bureau):
    batch = machinery.checked(OFFICES, kind="departments")
    assert [row.decision for row in machinery.rows(batch).values()] == ["create", "create", "update"]
    machinery.apply(batch)
    below = Department.objects.get(name="望澜区体育服务站")
    assert (below.parent.name, below.region_id, below.kind) == ("望澜区体育局", bureau.wanglan.pk, "government")
    bureau.commerce.refresh_from_db()
    assert bureau.commerce.short_name == "市商务局"
    machinery.undo(batch)
    assert not Department.objects.filter(name__contains="体育").exists()
    bureau.commerce.refresh_from_db()
    assert bureau.commerce.short_name == "霁川市商务局"


def test_an_office_that_somebody_sits_in_by_now_stays(machinery, bureau):
    batch = machinery.checked(OFFICES, kind="departments")
    machinery.apply(batch)
    bureau.seat("department_officer", Department.objects.get(name="望澜区体育局"))
    machinery.undo(batch)
    rows = machinery.rows(batch)
    assert [rows[line].outcome for line in (2, 3)] == ["undone", "kept"]
    assert "岗位" in rows[3].outcome_note


def test_what_is_missing_of_a_new_office_is_said(machinery):
    rows = machinery.rows(machinery.checked("部门名称,类别,上级部门\n新局,某类,没有的局\n", kind="departments"))
    assert codes(rows[2]) == ["parent.unknown", "value.missing", "value.unknown"]


def test_posts_are_asked_for_and_wait_for_the_second_person(machinery, bureau):
    User.objects.create(username="sunli", name="孙力")
    text = "用户名,姓名,部门,岗位,起始日期\nsunli,孙力,霁川市商务局,主管部门经办,2026-06-01\n"
    batch = machinery.checked(text, kind="seats")
    machinery.apply(batch)
    seat = DepartmentSeat.objects.get(user__username="sunli")
    assert (seat.state, seat.role, seat.department_id) == (
        SeatState.REQUESTED,
        "department_officer",
        bureau.commerce.pk,
    )
    machinery.undo(batch)
    seat.refresh_from_db()
    assert seat.state == SeatState.ENDED


def test_a_granted_post_is_not_taken_back_by_undoing(machinery, bureau):
    User.objects.create(username="sunli", name="孙力")
    batch = machinery.checked("用户名,部门,岗位\nsunli,霁川市商务局,主管部门经办\n", kind="seats")
    machinery.apply(batch)
    DepartmentSeat.objects.filter(user__username="sunli").update(state=SeatState.ACTIVE)
    machinery.undo(batch)
    row = machinery.rows(batch)[2]
    assert (row.outcome, row.outcome_note) == ("kept", "没有撤回：岗位已核准。")


def test_what_asking_for_a_post_would_refuse_is_said_in_the_list(machinery, bureau):
    User.objects.create(username="sunli", name="孙力")
    text = (
        "用户名,姓名,部门,岗位\nnobody,,霁川市商务局,主管部门经办\nsunli,孙丽,霁川市商务局,主管部门经办\n"
        "sunli,,霁川市商务局,登记管理经办\nsunli,,霁川市商务局,审计巡察(只读)\nsunli,,某某局,局长\n"
    )
    rows = machinery.rows(machinery.checked(text, kind="seats"))
    assert codes(rows[2]) == ["user.unknown"]
    assert codes(rows[3]) == ["user.name"]
    assert codes(rows[4]) == codes(rows[5]) == ["seat.refused"]
    assert codes(rows[6]) == ["unit.unlisted", "value.unknown"]


# ---- whose lists they are


def test_each_seat_brings_and_sees_its_own_kinds_only(desk, machinery, bureau):
    bureau.register("霁川市甲协会")
    duties, offices = desk.checked(DUTIES, kind="responsibilities"), machinery.checked(OFFICES, kind="departments")
    assert machinery.page(duties).status_code == 404
    assert desk.page(offices).status_code == 404
    assert desk.upload(OFFICES, kind="departments").status_code == 422
    offered = [kind.key for kind in desk.client.get(desk.url("list")).context["brought"]]
    assert offered == ["organizations", "responsibilities", "posts"]
    offered = [kind.key for kind in machinery.client.get(machinery.url("list")).context["brought"]]
    assert offered == ["departments", "seats"]


def test_an_administrator_cannot_fetch_the_file_of_a_list_of_organizations(desk, machinery, made_up):
    batch = desk.checked(made_up)
    assert machinery.client.post(f"/staff/files/{batch.file_id}/fetch/").status_code in (403, 404)
    assert ImportBatch.objects.count() == 1
