"""From a draft with its targets to rows, work items and notices; what is frozen stays frozen."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, Refusal, WrongState
from core.worklist.models import WorkItem
from core.writeoff.models import WriteOffList
from registry.organizations.models import Organization
from supervision.models import RiskAlert, Task, TaskTarget
from supervision.task_lists import actions

pytestmark = pytest.mark.django_db


def form(bureau, **more) -> dict:
    return {
        "title": "公布会费标准", "source_kind": "policy", "source_title": "20条措施", "requirement": "逐家核对。",
        "lead": bureau.commerce.pk, "due_on": "2026-06-30", "version": 1, **more,
    }  # fmt: skip


def page(name, *args) -> str:
    return reverse(f"staff:task_lists:{name}", args=args)


def items_of(department) -> list[str]:
    return list(WorkItem.objects.open().filter(department=department).values_list("title", flat=True))


def test_from_a_draft_to_the_work_list_of_every_office(bureau, clerk, officer):
    answer = clerk.post(page("create"), form(bureau, milestones="2026-06-15 完成核对\n"))
    task = Task.objects.get()
    assert answer.url == page("detail", task.pk)
    assert officer.get(page("detail", task.pk)).status_code == 404, "a draft is the issuer's own"
    offices = [bureau.commerce.pk, bureau.industry.pk, bureau.tinglan_office.pk]
    assert clerk.post(page("add_offices", task.pk), {"offices": offices}).status_code == 302
    draft = clerk.get(page("detail", task.pk)).content.decode()
    assert "下达后各单位的在办量" in draft
    assert WriteOffList.objects.count() == 0
    assert clerk.post(page("issue", task.pk)).status_code == 302
    task.refresh_from_db()
    assert {row.responsible_id for row in task.book.rows.all()} == set(offices)
    assert items_of(bureau.commerce) == ["任务：公布会费标准，1项待办理"]
    assert Notice.objects.filter(template="task_lists.issued").count() == 3
    text = officer.get(page("detail", task.pk)).content.decode()
    assert "逐家核对" in text
    assert "完成核对" in text
    assert bureau.industry.name not in text.split("先办这些")[1], (
        "the rows of other offices are not shown to one office"
    )


def test_a_street_sees_and_finishes_its_own_row(bureau, issued):
    task = issued(offices=[bureau.commerce, bureau.tinglan_office])
    street = bureau.client("street_officer", bureau.tinglan_office)
    row = task.book.rows.get(responsible=bureau.tinglan_office)
    assert street.get(page("detail", task.pk)).status_code == 200
    assert street.post(reverse("staff:writeoff:apply", args=[row.pk]), {"comment": "已核对"}).status_code == 302
    other = task.book.rows.get(responsible=bureau.commerce)
    assert street.get(reverse("staff:writeoff:row", args=[other.pk])).status_code == 404


def test_organizations_by_a_filter_are_frozen_on_the_day(bureau, clerk, issuer, order):
    tea = bureau.register("霁川市茶业协会", org_type="1", responsibilities={"business_supervisor": bureau.commerce.pk})
    bureau.register("霁川市民办学校", org_type="2")
    task = actions.draft(actor=issuer, department=bureau.bureau, order=order(lead=bureau.industry))
    address = page("add_organizations", task.pk)
    shown = clerk.get(address, {"org_type": "1"}).content.decode()
    assert "符合条件的社会组织：1家" in shown
    assert clerk.post(f"{address}?org_type=1", {"owner": "responsible"}).status_code == 302
    task.refresh_from_db()
    assert (task.target_words, str(task.frozen_on)) == ("类型：社会团体", "2026-06-03")
    bureau.register("霁川市棋类协会", org_type="1")
    clerk.post(page("issue", task.pk))
    task.refresh_from_db()
    row = task.book.rows.get()
    assert (row.organization_key, row.subject, row.responsible_id) == (tea.pk, tea.name, bureau.commerce.pk)


def test_a_filter_that_finds_nobody_is_refused(bureau, clerk, issuer, order):
    task = actions.draft(actor=issuer, department=bureau.bureau, order=order())
    answer = clerk.post(f"{page('add_organizations', task.pk)}?org_type=3", {"owner": "lead"})
    assert answer.status_code == 409
    assert "没有符合条件的社会组织" in answer.content.decode()


def test_without_targets_the_owner_office_has_the_task_itself(bureau, issued):
    task = issued()
    row = task.book.rows.get()
    assert (row.subject, row.responsible_id, row.due_on) == ("公布会费标准", bureau.commerce.pk, task.due_on)


def test_the_form_says_what_is_missing(bureau, clerk):
    answer = clerk.post(page("create"), form(bureau, due_on="", requirement="", milestones="下周三"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写完成期限" in text
    assert "没有写成“日期 内容”" in text
    late = clerk.post(page("create"), form(bureau, due_on="2026-06-02"))
    assert "完成期限不能早于今天" in late.content.decode()
    assert clerk.post(page("create"), form(bureau, due_on="2026-06-03")).status_code == 302


def test_an_issued_task_is_not_changed_any_more(bureau, clerk, issued, issuer):
    task = issued()
    with pytest.raises(WrongState):
        actions.add_offices(task, actor=issuer, offices=[bureau.industry])
    with pytest.raises(WrongState):
        actions.remove_target(TaskTarget.objects.get(), actor=issuer)
    assert clerk.post(page("issue", task.pk)).status_code == 409
    assert WriteOffList.objects.count() == 1


def test_only_the_issuing_office_issues(bureau, issuer, order):
    task = actions.draft(actor=issuer, department=bureau.bureau, order=order())
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.issue(task, actor=bureau.actor("registry_clerk", bureau.wanglan_bureau))
    with pytest.raises(Refusal, match="不能同时列为协办单位"):
        actions.draft(actor=issuer, department=bureau.bureau, order=order(), partners=[bureau.commerce])


def test_other_offices_see_nothing(bureau, issued):
    task = issued()
    for client in (
        bureau.client("department_officer", bureau.industry),
        bureau.client("party_officer", bureau.party_committee),
        bureau.client("registry_clerk", bureau.yanhai_bureau),
        bureau.client("street_officer", bureau.tinglan_office),
    ):
        assert client.get(page("detail", task.pk)).status_code == 404
        assert task.title not in client.get(page("list")).content.decode()
    assert bureau.client("bureau_leader", bureau.bureau).get(page("detail", task.pk)).status_code == 200


def test_a_helper_sees_the_task_and_marks_a_milestone(bureau, issuer, order):
    task = actions.draft(
        actor=issuer, department=bureau.bureau, order=order(), partners=[bureau.industry],
        milestones=[(datetime.date(2026, 6, 2), "完成摸底")],
    )  # fmt: skip
    actions.issue(task, actor=issuer)
    helper = bureau.client("department_officer", bureau.industry)
    assert "完成摸底" in helper.get(page("detail", task.pk)).content.decode()
    address = page("reach", task.milestones.get().pk)
    ahead = helper.post(address, {"done_on": "2026-06-04"})
    assert "完成日期不能晚于今天" in ahead.content.decode()
    assert helper.post(address, {"done_on": "2026-06-03"}).status_code == 302
    assert task.milestones.get().badge == ("逾期完成", "warning")
    stranger = bureau.actor("department_officer", bureau.department("霁川市体育局", "government", bureau.city))
    with pytest.raises(NotCompetent):
        actions.reach(task.milestones.get(), actor=stranger, done_on=datetime.date(2026, 6, 3))


def test_a_task_begun_from_an_alert_is_about_its_organization(bureau, clerk):
    tea = bureau.register("霁川市茶业协会")
    alert = RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=tea.pk, organization=tea, severity="H",
        opened_on="2026-06-02", supervising_authority=bureau.bureau,
    )  # fmt: skip
    address = f"{page('create')}?alert={alert.pk}"
    assert address in clerk.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    clerk.post(address, form(bureau, source_kind="alert"))
    task = Task.objects.get()
    assert task.alert == alert
    assert task.targets.get().organization == Organization.objects.get(pk=tea.pk)
