"""成立: from the form to the branch that covers its bodies, with the consent of the place and the letter."""

import datetime
import io
import zipfile

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from party_building.models import CoverageLink, PartyUnit, UnitRequest
from party_building.party_units.states import CoverageKind, UnitForm
from party_building.unit_requests import actions
from party_building.unit_requests.states import ConsentState, RequestState

DAY = datetime.date(2026, 6, 3)
NEW = reverse("staff:unit_requests:create")


def step(name, row):
    return reverse(f"staff:unit_requests:{name}", args=[row.pk])


def asked(world, *bodies, name="听澜街道第二联合党支部", form=UnitForm.JOINT, **more):
    return {
        "superior": world.party_committee.pk, "form": form, "level": "branch", "name": name,
        "bodies": "\n".join(body.name for body in bodies), "effective_on": "2026-06-10", "reason": "便于开展组织生活",
        **more,
    }  # fmt: skip


@pytest.fixture
def three(world):
    return [world.body("霁川市琴筝学会", 1), world.body("霁川市茶叶流通协会", 2), world.body("霁川市棋类协会", 1)]


def test_a_joint_branch_is_asked_for_consented_approved_and_covers_its_bodies(world, three):
    world.clerk.post(NEW, asked(world, *three, service_region=world.tinglan.pk))
    row = UnitRequest.objects.get()
    page = world.clerk.get(step("detail", row)).content.decode()
    assert "合计正式党员 4 人，3 个单位" in page
    world.clerk.post(step("submit", row))
    street = world.client("street_officer", world.tinglan_office, world.tinglan)
    seen = street.get(step("detail", row)).content.decode()
    assert "请出具意见" in seen
    assert "正式党员" not in seen
    refused = world.clerk.post(step("approve", row), {})
    assert refused.status_code == 409
    assert "听澜街道办事处还没有回复属地意见" in refused.content.decode()
    street.post(step("consent", row), {"comment": "同意，可使用街道党群服务中心"})
    assert WorkItem.objects.open().get().department == world.party_committee
    world.clerk.post(step("approve", row), {"comment": "请于一个月内选举产生书记"})
    row.refresh_from_db()
    assert (row.state, row.document_no) == (RequestState.CARRIED_OUT, "霁川市社会组织综合党委批〔2026〕1号")
    unit = PartyUnit.objects.get()
    assert (unit.established_on, unit.document) == (datetime.date(2026, 6, 10), row.document_no)
    assert unit.guidance.get().department == world.tinglan_office
    links = CoverageLink.objects.filter(unit=unit)
    assert {(link.organization_id, link.kind, link.valid_from) for link in links} == {
        (body.pk, CoverageKind.JOINT, datetime.date(2026, 6, 10)) for body in three
    }
    assert not WorkItem.objects.open().exists()
    assert "琴筝" not in str(Notice.objects.values_list("template", "context"))


def test_the_letter_says_what_was_approved_and_nothing_of_members(world, three):
    world.clerk.post(NEW, asked(world, *three))
    row = UnitRequest.objects.get()
    world.clerk.post(step("submit", row))
    draft = world.clerk.get(step("letter", row)).content.decode()
    assert "关于同意成立听澜街道第二联合党支部的批复" in draft
    world.clerk.post(step("approve", row), {"document_no": "霁综委〔2026〕31号"})
    page = world.clerk.get(step("letter", row)).content.decode()
    assert "霁综委〔2026〕31号" in page
    assert "霁川市琴筝学会" in page
    assert "正式党员" not in page
    word = world.clerk.get(step("letter", row), {"as": "docx"})
    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "霁综委〔2026〕31号" in text
    assert "请示" in world.clerk.get(step("petition", row)).content.decode()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([1, 1], "共有正式党员2人，不足3人"),
        ([2, 1, 0], "没有正式党员，不能列入联合党支部；可以另行请示挂靠"),
        ([3, 1], "应当单独成立党支部"),
        ([1, 1, 1, 1, 1, 1], "有6个单位，一般不超过5个"),
        ([2], "须由两家以上社会组织组成"),
    ],
)
def test_what_cannot_be_a_joint_branch_is_refused_in_words(world, members, said):
    bodies = [world.body(f"霁川市第{number}协会", formal) for number, formal in enumerate(members, 1)]
    world.clerk.post(NEW, asked(world, *bodies))
    row = UnitRequest.objects.get()
    assert said in world.clerk.get(step("detail", row)).content.decode()
    refused = world.clerk.post(step("submit", row))
    assert refused.status_code == 409
    assert said in refused.content.decode()
    row.refresh_from_db()
    assert row.state == RequestState.DRAFT


def test_five_units_with_three_members_together_are_within_the_limits(world):
    bodies = [world.body(f"霁川市第{n}协会", 1) for n in range(1, 6)]
    row = draft(world, bodies)
    actions.submit(row, actor=world.officer)
    assert row.state == RequestState.SUBMITTED


def draft(world, bodies, **more):
    given = {"name": "第一联合党支部", "form": UnitForm.JOINT, "service_region": None} | more
    return actions.open_establishment(
        actor=world.officer, organizations=bodies, superior=world.party_committee, **given
    )


def test_a_body_that_a_unit_covers_already_cannot_be_taken_into_another(world, three):
    world.joint("霁川市第三联合党支部", three[:2] + [world.body("霁川市书法协会", 1)])
    row = draft(world, three)
    refused = world.clerk.post(step("submit", row))
    assert "现由“霁川市第三联合党支部”覆盖" in refused.content.decode()


def test_a_stand_alone_branch_needs_three_formal_members(world):
    row = draft(world, [world.body("霁川市琴筝学会", 2)], form=UnitForm.STANDALONE)
    assert "可以就近或者按行业成立联合党支部" in world.clerk.post(step("submit", row)).content.decode()
    able = draft(world, [world.body("霁川市茶叶流通协会", 3)], form=UnitForm.STANDALONE, name="茶叶流通协会党支部")
    actions.submit(able, actor=world.officer)
    actions.approve(able, actor=world.officer)
    assert PartyUnit.objects.get().organization.name == "霁川市茶叶流通协会"


def test_members_whose_membership_sits_elsewhere_may_form_a_functional_branch(world):
    body = world.body("霁川市琴筝学会", 0, elsewhere=3)
    row = draft(world, [body], form=UnitForm.FUNCTIONAL, name="琴筝学会功能型党支部")
    actions.submit(row, actor=world.officer)
    actions.approve(row, actor=world.officer)
    assert CoverageLink.objects.get(organization=body).is_functional


def test_a_plan_opens_drafts_and_asks_each_place_at_once(world, three):
    row = draft(world, three, service_region=world.tinglan, plan="2026年第二季度")
    assert (row.state, row.consent, row.plan) == (RequestState.DRAFT, ConsentState.ASKED, "2026年第二季度")
    assert WorkItem.objects.open().get().department == world.tinglan_office
    street = world.client("street_officer", world.tinglan_office, world.tinglan)
    street.post(step("decline", row), {"comment": "建议并入第一联合党支部"})
    row.refresh_from_db()
    assert row.consent == ConsentState.DECLINED
    actions.submit(row, actor=world.officer)
    refused = world.clerk.post(step("approve", row), {})
    assert "不同意：建议并入第一联合党支部" in refused.content.decode()


def test_other_streets_and_registry_roles_do_not_see_a_request(world, three):
    row = draft(world, three, service_region=world.tinglan)
    other = world.client("street_officer", world.department("枕河街道办事处", "street", world.zhenhe), world.zhenhe)
    assert other.get(step("detail", row)).status_code == 404
    clerk = world.client("registry_clerk", world.bureau)
    assert clerk.get(step("detail", row)).status_code == 403
    district = world.client("party_officer", world.district_organ)
    assert district.get(step("detail", row)).status_code == 404


def test_what_was_returned_is_mended_and_consent_asked_anew_for_another_place(world, three):
    row = draft(world, three, service_region=world.tinglan)
    street = world.actor("street_officer", world.tinglan_office, world.tinglan)
    actions.answer(row, actor=street, agrees=True)
    actions.submit(row, actor=world.officer)
    world.clerk.post(step("send_back", row), {"comment": "请核对服务地"})
    row.refresh_from_db()
    page = world.clerk.get(step("edit", row))
    assert "霁川市琴筝学会" in page.content.decode()
    world.department("枕河街道办事处", "street", world.zhenhe)
    world.clerk.post(step("edit", row), asked(world, *three, service_region=world.zhenhe.pk, version=row.version))
    row.refresh_from_db()
    assert row.consent == ConsentState.NOT_NEEDED
    world.clerk.post(step("submit", row))
    row.refresh_from_db()
    assert (row.state, row.consent_office.name) == (RequestState.SUBMITTED, "枕河街道办事处")


def test_a_name_that_is_not_on_record_is_said_at_the_field(world, three):
    response = world.clerk.post(NEW, asked(world, *three, bodies="霁川市不存在协会"))
    assert response.status_code == 422
    assert "没有找到：霁川市不存在协会" in response.content.decode()
