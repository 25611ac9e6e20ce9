"""The way back: exactly what the batch did, and nothing that came after (kernel D6)."""

import datetime

from core import history
from core.workflow.models import TransitionLog
from registry.organizations import actions
from registry.organizations.models import Organization

D = datetime.date
LIST = "名称,统一社会信用代码,注册资金,业务主管单位,城市,专职人员\n"
ROW = "霁川市乙协会,51379900MJD800301K,30万元,霁川市商务局,望澜区,5\n"


def changed(desk, bureau):
    organization = bureau.register("霁川市甲协会", uscc="51379900MJD800301K", uscc_override_reason="试")
    batch = desk.checked(LIST + ROW, list_date="2020-06-30")
    for code in ("name.differs", "uscc.check", "uscc.inner_check"):
        desk.reason(batch, code)
    desk.apply(batch)
    organization.refresh_from_db()
    assert organization.name == "霁川市乙协会"
    return organization, batch


def test_what_the_batch_created_leaves_the_register_again(desk, made_up):
    batch = desk.checked(made_up)
    desk.apply(batch)
    assert Organization.objects.exists()
    answer = desk.undo(batch)
    assert answer.status_code == 302
    assert batch.state == "undone"
    assert not Organization.objects.exists()
    assert desk.rows(batch)[2].outcome == "undone"


def test_undoing_needs_a_reason_and_is_done_once(desk, made_up):
    batch = desk.checked(made_up)
    desk.apply(batch)
    assert "撤回须填写意见" in desk.undo(batch, comment=" ").content.decode()
    desk.undo(batch)
    assert "当前状态为“已撤回”" in desk.undo(batch).content.decode()
    assert TransitionLog.objects.of(batch).filter(name="undo").get().comment == "名单有误"


def test_an_organization_that_was_changed_since_stays_and_is_listed(desk, bureau, made_up):
    batch = desk.checked(made_up)
    desk.apply(batch)
    kept = Organization.objects.get(name="霁川市砚海助学基金会")
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with history.acting(clerk):
        actions.rename(kept, actor=clerk, name="霁川市砚海教育基金会", valid_from=D(2024, 1, 1))
    desk.undo(batch)
    assert list(Organization.objects.all()) == [kept]
    row = desk.rows(batch)[3]
    assert (row.outcome, row.organization_id) == ("kept", kept.pk)
    page = desk.page(batch, outcome="kept").content.decode()
    assert "登记信息后来又有修改" in page


def test_an_organization_that_something_points_to_stays(desk, made_up):
    batch = desk.checked(made_up)
    desk.apply(batch)
    again = desk.checked(made_up)
    desk.apply(again)
    desk.undo(batch)
    row = desk.rows(batch)[2]
    assert row.outcome == "kept"
    assert "已有" in row.outcome_note
    assert Organization.objects.filter(pk=row.organization_id).exists()


def test_changed_fields_go_back_where_nobody_touched_them(desk, bureau):
    organization, batch = changed(desk, bureau)
    desk.undo(batch)
    organization.refresh_from_db()
    assert organization.name == "霁川市甲协会"
    assert organization.registered_funds_yuan is None
    assert organization.business_supervisor_id is None
    assert organization.district_id is None
    assert organization.full_time_staff is None
    assert [(n.name, n.valid_to) for n in organization.names.all()] == [("霁川市甲协会", None)]
    assert desk.rows(batch)[2].outcome == "undone"


def test_a_field_that_was_changed_again_keeps_the_later_value(desk, bureau):
    organization, batch = changed(desk, bureau)
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    actions.edit(organization, actor=clerk, version=organization.version, registered_funds_yuan=500000)
    actions.rename(organization, actor=clerk, name="霁川市丙协会", valid_from=D(2024, 1, 1))
    desk.undo(batch)
    organization.refresh_from_db()
    assert (organization.registered_funds_yuan, organization.name) == (500000, "霁川市丙协会")
    assert organization.business_supervisor_id is None
    row = desk.rows(batch)[2]
    assert row.outcome == "partly"
    assert "注册资金" in row.outcome_note
    assert "名称" in row.outcome_note


def test_a_list_can_be_entered_again_after_it_was_undone(desk, made_up):
    batch = desk.checked(made_up)
    desk.apply(batch)
    desk.undo(batch)
    again = desk.checked(made_up)
    desk.apply(again)
    assert Organization.objects.count() == 7
