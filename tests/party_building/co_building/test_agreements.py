"""An agreement is drafted, signed and ended; its items are done by date; it reminds before it runs out."""

import datetime

import pytest
from django.urls import reverse

from core.identity.models import User
from core.indicators.base import indicator
from core.workflow.errors import NotCompetent, NotPermitted, Refusal, WrongState
from core.workflow.perform import perform
from core.worklist.models import WorkItem
from party_building.co_building import actions
from party_building.co_building.models import Agreement, ItemDelivery
from party_building.party_units import actions as units
from registry.org_accounts.seats import organization_seats
from tests.party_building.brands.test_brands import branch, bureau, host, officer, secretary_of  # noqa: F401
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:co_building:list")


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def agreement(branch):  # noqa: F811
    made = actions.draft(
        branch, actor=SETUP, title="茶业共建协议", partner_name="听澜社区", valid_from=D(2025, 7, 1),
        valid_to=D(2026, 7, 3), promises=[actions.Promise("联学", 2), actions.Promise("义诊")],
    )  # fmt: skip
    actions.sign(made, actor=SETUP, signed_on=D(2025, 6, 20))
    return made


def at(name, *args):
    return reverse(f"staff:co_building:{name}", args=args)


def test_a_draft_is_written_line_by_line_and_a_known_partner_is_linked(bureau, branch, officer):  # noqa: F811
    data = {"unit": branch.name, "title": "共建协议", "partner": bureau.commerce.name, "valid_from": "2026-06-01",
            "valid_to": "2027-05-31", "remind_days": "30", "promises": "联合主题党日 ×4\n结对帮扶\n\n"}  # fmt: skip
    assert officer.post(at("create"), data).status_code == 302
    row = Agreement.objects.get()
    assert (row.state, row.partner_department) == ("draft", bureau.commerce)
    assert list(row.items.values_list("number", "text", "times")) == [(1, "联合主题党日", 4), (2, "结对帮扶", 1)]
    assert officer.post(at("create"), {**data, "valid_to": "2026-05-31"}).status_code == 422
    assert officer.post(at("create"), {**data, "unit": "没有的党支部"}).status_code == 422


def test_a_draft_may_change_and_a_signed_one_may_not(branch, officer):  # noqa: F811
    made = actions.draft(
        branch, actor=SETUP, title="协议", partner_name="听澜社区", valid_from=D(2026, 6, 1), valid_to=D(2027, 5, 31),
        promises=[actions.Promise("联学")],
    )  # fmt: skip
    data = {"title": "新协议", "partner": "听澜社区", "valid_from": "2026-06-01", "valid_to": "2027-05-31",
            "remind_days": "60", "promises": "义诊 ×2", "version": "1"}  # fmt: skip
    assert officer.post(at("edit", made.pk), data).status_code == 302
    assert officer.post(at("edit", made.pk), {**data, "title": "旧页"}).status_code == 409
    assert officer.post(at("sign", made.pk), {"signed_on": "2026-06-04"}).status_code == 422
    assert officer.post(at("sign", made.pk), {"signed_on": "2026-06-02"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.title, made.items.get().times) == ("signed", "新协议", 2)
    with pytest.raises(WrongState, match="不能修改"):
        actions.edit(made, actor=SETUP, version=made.version, promises=[actions.Promise("联学")])


def test_in_force_are_those_signed_within_their_days_and_not_ended(agreement):
    count = lambda day: indicator("co_building_agreements").numerator(SETUP.scope, day).count()  # noqa: E731
    assert [count(D(2025, 6, 30)), count(D(2025, 7, 1)), count(D(2026, 7, 3)), count(D(2026, 7, 4))] == [0, 1, 1, 0]
    actions.end(agreement, actor=SETUP, ended_on=D(2026, 6, 1), comment="双方协商终止")
    assert [count(D(2026, 5, 31)), count(D(2026, 6, 1))] == [1, 0]
    with pytest.raises(WrongState):
        actions.end(agreement, actor=SETUP, ended_on=D(2026, 6, 2), comment="再次")


def test_an_item_is_fulfilled_when_it_was_done_as_often_as_promised(agreement, officer):  # noqa: F811
    first = agreement.items.get(number=1)
    for day in ("2025-09-01", "2026-05-20"):
        assert officer.post(at("deliver", agreement.pk, first.pk), {"done_on": day, "note": "联学"}).status_code == 302
    rate = indicator("co_building_items")
    figures = [(rate.numerator(SETUP.scope, day).count(), rate.denominator(SETUP.scope, day).count())
               for day in (D(2026, 5, 19), D(2026, 5, 20))]  # fmt: skip
    assert figures == [(0, 2), (1, 2)]
    assert "1／2" in officer.get(LIST).content.decode()
    late = officer.post(at("deliver", agreement.pk, first.pk), {"done_on": "2026-06-04", "note": ""})
    assert "完成日期应在2025-07-01和2026-06-03之间" in late.content.decode()


def test_what_was_noted_by_mistake_counts_no_more(agreement, officer):  # noqa: F811
    second = agreement.items.get(number=2)
    done = actions.deliver(second, actor=SETUP, done_on=D(2026, 5, 1))
    assert officer.post(at("withdraw_delivery", agreement.pk, done.pk), {"comment": ""}).status_code == 409
    assert officer.post(at("withdraw_delivery", agreement.pk, done.pk), {"comment": "记错"}).status_code == 302
    assert agreement.items.fulfilled(D(2026, 6, 3)).count() == 0
    assert "记错" in officer.get(at("detail", agreement.pk)).content.decode()


@pytest.mark.parametrize(("day", "found"), [("2026-06-02", 0), ("2026-06-03", 1), ("2026-07-20", 1)])
def test_the_organ_is_reminded_from_thirty_days_before_the_end(agreement, bureau, day, found):  # noqa: F811
    today = D.fromisoformat(day)
    assert [actions.remind(today), actions.remind(today)] == [found, found]
    items = WorkItem.objects.open().filter(kind=actions.ENDING)
    assert [item.department for item in items] == [bureau.party_committee] * found


def test_a_signed_renewal_settles_the_reminder_and_begins_the_day_after(agreement, officer):  # noqa: F811
    actions.remind(D(2026, 6, 3))
    assert names(officer.get(f"{LIST}?state=running_out")) == [agreement.title]
    assert (
        officer.post(at("renew", agreement.pk), {"valid_to": "2027-07-03", "promises": "联学 ×2"}).status_code == 302
    )
    new = Agreement.objects.get(renews=agreement)
    assert (new.state, new.valid_from) == ("draft", D(2026, 7, 4))
    assert WorkItem.objects.open().filter(kind=actions.ENDING).exists(), "a draft settles nothing"
    again = officer.post(at("renew", agreement.pk), {"valid_to": "2027-07-03", "promises": "联学"})
    assert "已有续签的协议" in again.content.decode()
    actions.sign(new, actor=SETUP, signed_on=D(2026, 6, 3))
    assert not WorkItem.objects.open().filter(kind=actions.ENDING).exists()
    assert actions.remind(D(2026, 6, 10)) == 0
    assert names(officer.get(f"{LIST}?state=running_out")) == []
    assert "已续签" in officer.get(at("detail", agreement.pk)).content.decode()


def test_a_discarded_renewal_makes_room_for_another(agreement, officer):  # noqa: F811
    first = actions.renew(agreement, actor=SETUP, valid_to=D(2027, 7, 3))
    assert officer.post(at("discard", first.pk), {"comment": ""}).status_code == 409
    assert officer.post(at("discard", first.pk), {"comment": "对方撤回"}).status_code == 302
    assert actions.renew(agreement, actor=SETUP, valid_to=D(2027, 7, 3)).state == "draft"


def test_the_secretary_sees_her_own_units_agreements_and_notes_an_item_in_one_line(agreement, bureau, host):  # noqa: F811
    secretary = secretary_of(host)
    assert agreement.title in secretary.get(reverse("org:co_building:list")).content.decode()
    item = agreement.items.get(number=1)
    address = reverse("org:co_building:deliver", args=[agreement.pk, item.pk])
    assert "不需要上传照片" in secretary.get(address).content.decode()
    assert secretary.post(address, {"done_on": "2026-06-01", "note": "到社区联学"}).status_code == 302
    assert ItemDelivery.objects.get().is_by_branch
    assert "到社区联学" in secretary.get(reverse("org:co_building:detail", args=[agreement.pk])).content.decode()
    stranger = secretary_of(bureau.register("霁川市陶艺协会"))
    assert stranger.get(reverse("org:co_building:detail", args=[agreement.pk])).status_code == 404
    assert stranger.post(address, {"done_on": "2026-06-01"}).status_code == 404
    (actor,) = organization_seats(User.objects.get(pk=stranger.session["_auth_user_id"]))
    with pytest.raises(NotCompetent, match="本组织所在党组织"):
        actions.deliver(item, actor=actor, done_on=D(2026, 6, 1))
    with pytest.raises(NotPermitted):
        perform(agreement, "end", actor=actor, comment="误", ended_on=D(2026, 6, 1))


def test_a_draft_is_the_organs_own(branch, host):  # noqa: F811
    made = actions.draft(
        branch, actor=SETUP, title="未签协议", partner_name="听澜社区", valid_from=D(2026, 6, 1),
        valid_to=D(2027, 5, 31), promises=[actions.Promise("联学")],
    )  # fmt: skip
    secretary = secretary_of(host)
    assert "未签协议" not in secretary.get(reverse("org:co_building:list")).content.decode()
    assert secretary.get(reverse("org:co_building:detail", args=[made.pk])).status_code == 404


def test_civil_affairs_looks_and_another_organ_may_not_act(bureau, agreement):  # noqa: F811
    page = at("detail", agreement.pk)
    text = bureau.client("registry_clerk", bureau.bureau).get(page).content.decode()
    assert "由霁川市社会组织综合党委办理" in text
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    assert bureau.client("party_officer", other).get(page).status_code == 404
    assert bureau.client("department_officer", bureau.commerce).get(page).status_code == 403
    actor = bureau.actor("party_officer", other)
    for step in ("sign", "discard", "end"):
        with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
            perform(agreement, step, actor=actor, comment="误")
    with pytest.raises(NotCompetent):
        actions.deliver(agreement.items.first(), actor=actor, done_on=D(2026, 6, 1))


def test_a_dissolved_unit_signs_nothing_more(branch):  # noqa: F811
    units.dissolve(branch, actor=SETUP, dissolved_on=D(2026, 6, 1))
    with pytest.raises(Refusal, match="已于2026-06-01撤销"):
        actions.draft(
            branch, actor=SETUP, title="协议", partner_name="听澜社区", valid_from=D(2026, 6, 1),
            valid_to=D(2027, 5, 31), promises=[actions.Promise("联学")],
        )  # fmt: skip


def test_a_day_without_a_promise_is_no_agreement(branch):  # noqa: F811
    with pytest.raises(Refusal, match="至少写明一项"):
        actions.draft(
            branch, actor=SETUP, title="协议", partner_name="听澜社区", valid_from=D(2026, 6, 1),
            valid_to=D(2027, 5, 31), promises=[],
        )  # fmt: skip
