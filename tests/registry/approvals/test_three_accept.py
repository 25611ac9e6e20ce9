"""A decision of the approval bureau is taken up by three; the register is written when civil affairs accepts."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.workflow.errors import CommentRequired, NotCompetent, NotPermitted, Refusal, WrongState
from core.worklist.models import WorkItem
from registry.approvals import actions
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.organizations.facts import OrganizationName, OrganizationStatus
from registry.organizations.models import Organization
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db


def page(client, push):
    return client.get(reverse("staff:approvals:detail", args=[push.pk]))


def items(department):
    return WorkItem.objects.open().filter(department=department, kind__startswith="approvals.")


def test_a_registration_reaches_three_offices_each_with_its_own_days(push, bureau):
    pushed = push()
    assert pushed.state == "received"
    days = {one.party: one.due_on.isoformat() for one in pushed.acceptances.all()}
    assert days == {"civil_affairs": "2026-06-10", "department": "2026-06-17", "party_organ": "2026-06-17"}
    for office in (bureau.bureau, bureau.commerce, bureau.party_committee):
        assert items(office).get().title == "接收成立登记推送：霁川市𠮷祥灯彩研究会"
    assert Notice.objects.filter(template="approvals.arrived").count() == 3


def test_nothing_stands_in_the_register_before_civil_affairs_accepts(push, accept, bureau):
    pushed = push()
    accept(pushed, "department", "party_organ")
    assert not Organization.objects.exists()
    assert pushed.state == "accepting"
    accept(pushed, "civil_affairs")
    assert pushed.state == "settled"
    organization = Organization.objects.get()
    assert pushed.organization == organization
    assert (organization.name, organization.uscc) == ("霁川市𠮷祥灯彩研究会", "51379900TE5T00016G")
    assert (organization.registered_on.isoformat(), organization.status) == ("2026-06-01", "normal")
    assert organization.registering_authority == bureau.approval
    assert organization.supervising_authority == bureau.bureau
    assert (organization.business_supervisor, organization.supervision_mode) == (bureau.commerce, "dual")
    assert organization.party_superior == bureau.party_committee
    assert organization.street == bureau.tinglan
    assert OrganizationName.objects.get().document == "霁审社准字〔2026〕31号"
    assert not items(bureau.commerce).exists()


def test_a_change_writes_each_item_from_the_day_it_takes_effect(push, payload, accept, bureau):
    held = bureau.register(
        "霁川市茶业协会", uscc="51379900TE5T00024B", region_id=bureau.tinglan.pk, address="旧址1号",
        responsibilities={"business_supervisor": bureau.commerce.pk, "registering_authority": bureau.approval.pk},
    )  # fmt: skip
    changed = push(
        {
            "external_no": "SP-2", "kind": "变更登记", "name": "霁川市茶业协会", "uscc": "51379900TE5T00024B",
            "document_no": "霁审社变字〔2026〕9号", "decided_on": "2026-05-28", "effective_on": "2026-05-29",
            "new_name": "霁川市茶文化协会", "address": "新址2号", "business_scope": "茶文化交流",
            "registered_funds_yuan": "80000", "is_charity": "是",
        }
    )  # fmt: skip
    assert changed.responsible_department == bureau.commerce
    held.refresh_from_db()
    assert held.name == "霁川市茶业协会"
    accept(changed, "civil_affairs")
    held.refresh_from_db()
    assert (held.name, held.address, held.business_scope) == ("霁川市茶文化协会", "新址2号", "茶文化交流")
    assert (held.is_charity, held.street, str(held.registered_funds_yuan)) == (True, bureau.tinglan, "80000.00")
    fact = held.names.get(valid_to=None)
    assert (fact.valid_from.isoformat(), fact.document) == ("2026-05-29", "霁审社变字〔2026〕9号")


def test_a_cancellation_ends_the_organization_on_its_day(push, accept, bureau):
    held = bureau.register(
        "霁川市旧友会", uscc="51379900TE5T00024B", responsibilities={"registering_authority": bureau.approval.pk}
    )
    pushed = push(
        {
            "external_no": "SP-3", "kind": "cancellation", "name": "霁川市旧友会", "uscc": "51379900TE5T00024B",
            "document_no": "霁审社销字〔2026〕1号", "decided_on": "2026-06-02", "effective_on": "2026-06-02",
        }
    )  # fmt: skip
    accept(pushed, "civil_affairs")
    assert pushed.state == "settled"
    held.refresh_from_db()
    assert held.status == "cancelled"
    assert OrganizationStatus.objects.get(valid_to=None).valid_from.isoformat() == "2026-06-02"


@pytest.mark.parametrize("party", ["civil_affairs", "department", "party_organ"])
def test_each_accepts_its_own_part_and_the_refusal_names_whose_it_is(push, offices, its, bureau, party):
    pushed = push()
    others = {name: actor for name, actor in offices.items() if name != party}
    for actor in others.values():
        with pytest.raises(NotCompetent, match=its(pushed, party).department.name):
            actions.accept(its(pushed, party), actor=actor)
    with pytest.raises(NotPermitted):
        actions.accept(its(pushed, party), actor=bureau.actor("approval_clerk", bureau.approval))


def test_a_higher_authority_sees_a_district_push_and_does_not_accept_it(push, payload, its, bureau):
    pushed = push(supervising_authority="望澜区民政局")
    city = bureau.actor("registry_clerk", bureau.bureau)
    assert ApprovalPush.objects.visible_to(city).filter(pk=pushed.pk).exists()
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.accept(its(pushed, "civil_affairs"), actor=city)


def test_a_second_click_accepts_nothing_twice(push, accept, its, offices):
    pushed = accept(push(), "civil_affairs")
    with pytest.raises(WrongState):
        actions.accept(its(pushed, "civil_affairs"), actor=offices["civil_affairs"])
    assert Organization.objects.count() == 1


def test_given_back_it_lies_with_the_bureau_with_the_reason_and_a_new_round_begins(
    push, payload, accept, its, offices, bureau
):
    pushed = accept(push(), "department")
    with pytest.raises(CommentRequired):
        actions.give_back(pushed, actor=offices["civil_affairs"], comment=" ")
    actions.give_back(pushed, actor=offices["civil_affairs"], comment="住所门牌号与产权证明不一致")
    pushed.refresh_from_db()
    assert pushed.state == "returned"
    assert items(bureau.approval).get().kind == "approvals.amend"
    assert not items(bureau.commerce).exists()
    assert not items(bureau.bureau).exists()
    push(address="望澜区听澜街道水云路18号")
    pushed.refresh_from_db()
    assert (pushed.state, pushed.round) == ("received", 2)
    assert its(pushed, "department").state == "waiting"
    assert not items(bureau.approval).exists()
    accept(pushed)
    assert Organization.objects.get().address == "望澜区听澜街道水云路18号"


def test_what_stands_in_the_register_is_not_given_back(push, accept, offices):
    pushed = accept(push(), "civil_affairs")
    with pytest.raises(Refusal, match="已记入登记簿"):
        actions.give_back(pushed, actor=offices["civil_affairs"], comment="有误")


def test_an_office_that_objects_is_upheld_with_a_reason(push, its, offices, bureau, set_clock):
    pushed = push()
    actions.contest(its(pushed, "department"), actor=offices["department"], comment="非商贸行业")
    assert items(bureau.bureau).filter(kind="approvals.answer").exists()
    assert its(pushed, "department").grounds == "非商贸行业"
    set_clock("2026-06-15")
    actions.uphold(its(pushed, "department"), actor=offices["civil_affairs"], comment="批复文件已列明")
    again = its(pushed, "department")
    assert (again.state, again.due_on.isoformat()) == ("waiting", "2026-06-30")
    assert items(bureau.commerce).exists()


def test_a_business_supervisor_of_the_approval_document_is_not_redirected(push, its, offices, bureau):
    pushed = push()
    actions.contest(its(pushed, "department"), actor=offices["department"], comment="非商贸行业")
    with pytest.raises(Refusal, match="以审批文件为准"):
        actions.redirect(
            its(pushed, "department"), actor=offices["civil_affairs"], department=bureau.industry, comment="改送"
        )


def test_an_industry_department_is_redirected_and_the_register_follows(push, its, accept, offices, bureau):
    pushed = push(business_supervisor=None, industry_department="霁川市商务局")
    accept(pushed, "civil_affairs")
    actions.contest(its(pushed, "department"), actor=offices["department"], comment="属工业")
    with pytest.raises(NotCompetent):
        actions.redirect(
            its(pushed, "department"), actor=bureau.actor("registry_clerk", bureau.wanglan_bureau),
            department=bureau.industry, comment="改送",
        )  # fmt: skip
    new = actions.redirect(
        its(pushed, "department"), actor=offices["civil_affairs"], department=bureau.industry, comment="属工业领域"
    )
    assert (new.department, new.state) == (bureau.industry, "waiting")
    organization = Organization.objects.get()
    assert organization.industry_department == bureau.industry
    assert organization.responsibilities.filter(kind="industry_department").count() == 2
    assert PushAcceptance.objects.filter(state="replaced").count() == 1


def test_the_page_shows_the_buttons_of_ones_own_part_alone(push, bureau, client):
    pushed = push()
    client.force_login(bureau.seat("department_officer", bureau.commerce).user, backend=BACKEND)
    text = page(client, pushed).content.decode()
    own = pushed.acceptances.get(party="department")
    assert reverse("staff:approvals:accept", args=[own.pk]) in text
    assert text.count("/accept/") == 1
    assert "霁川市𠮷祥灯彩研究会" in text
    response = client.post(reverse("staff:approvals:accept", args=[own.pk]))
    assert response.status_code == 302
    own.refresh_from_db()
    assert own.state == "accepted"
    assert AuditEntry.objects.filter(action="approvals.accept", object_id=own.pk).exists()


def test_a_push_is_out_of_sight_for_offices_it_does_not_concern(push, bureau, client):
    pushed = push()
    client.force_login(bureau.seat("department_officer", bureau.industry).user, backend=BACKEND)
    assert page(client, pushed).status_code == 404
    assert "灯彩" not in client.get(reverse("staff:approvals:list")).content.decode()


def test_the_bureau_sees_what_civil_affairs_still_needs_from_it(push, payload, offices, bureau, client):
    first = push()
    push(payload(external_no="SP-9", uscc="51379900TE5T00024B", name="霁川市剪纸研究会"))
    actions.give_back(first, actor=offices["civil_affairs"], comment="请补正")
    client.force_login(bureau.seat("approval_clerk", bureau.approval).user, backend=BACKEND)
    text = client.get(reverse("staff:approvals:list"), {"waiting": "me"}).content.decode()
    assert "灯彩" in text
    assert "剪纸" not in text
    assert "民政需要我补什么" in client.get("/home/").content.decode()


def test_the_bureau_amends_on_the_page_and_every_error_stands_beside_its_field(push, offices, bureau, client):
    pushed = push()
    actions.give_back(pushed, actor=offices["civil_affairs"], comment="请更正住所")
    client.force_login(bureau.seat("approval_clerk", bureau.approval).user, backend=BACKEND)
    address = reverse("staff:approvals:amend", args=[pushed.pk])
    data = {**pushed.payload, "address": "新址9号", "effective_on": "2026-05-01", "business_supervisor": "市某某局"}
    answer = client.post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "生效日期早于决定日期2026-06-01。" in text
    assert "没有名为“市某某局”的单位" in text
    data |= {"effective_on": "2026-06-02", "business_supervisor": "霁川市商务局"}
    assert client.post(address, data).status_code == 302
    pushed.refresh_from_db()
    assert (pushed.state, pushed.payload["address"], pushed.round) == ("received", "新址9号", 2)
