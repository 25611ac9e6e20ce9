"""The owner proposes with words, a second person confirms or returns; one click says that nothing changed."""

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, SamePerson
from core.worklist.models import WorkItem
from core.writeoff import actions as writeoff
from supervision.task_lists import actions

pytestmark = pytest.mark.django_db


def post(client, step, row, **data):
    return client.post(reverse(f"staff:writeoff:{step}", args=[row.pk]), data)


def page(name, *args) -> str:
    return reverse(f"staff:task_lists:{name}", args=args)


def titles(department) -> list[str]:
    return list(WorkItem.objects.open().filter(department=department).values_list("title", flat=True))


def test_the_owner_proposes_the_issuer_returns_with_a_reason_and_then_confirms(bureau, issued, officer, clerk):
    task = issued()
    row = task.book.rows.get()
    assert post(officer, "apply", row, comment="38家已公布。").status_code == 302
    assert titles(bureau.commerce) == [], "proposed: nothing left to do"
    assert titles(bureau.bureau) == ["销号确认：公布会费标准，1项待确认"]
    assert post(clerk, "send_back", row, comment="还有2家没有公布").status_code == 302
    assert titles(bureau.commerce) == ["任务：公布会费标准，1项待办理"]
    assert "还有2家没有公布" in officer.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    post(officer, "apply", row, comment="其余2家已公布。")
    assert post(clerk, "confirm", row).status_code == 302
    assert "已办结" in clerk.get(page("detail", task.pk)).content.decode()
    assert not WorkItem.objects.open().exists()


def test_its_own_task_an_office_closes_with_a_second_person(bureau, issued, order):
    first, second = bureau.actor("registry_clerk", bureau.bureau), bureau.actor("registry_chief", bureau.bureau)
    task = issued(actor=first, order_=order(lead=bureau.bureau))
    row = task.book.rows.get()
    writeoff.apply(row, actor=first, comment="已办")
    with pytest.raises(SamePerson):
        writeoff.confirm(row, actor=first)
    writeoff.confirm(row, actor=second)
    row.refresh_from_db()
    assert (row.state, row.confirmed_department_id) == ("confirmed", bureau.bureau.pk)


def test_a_ledger_row_of_the_leading_office_still_needs_a_second_unit(bureau, issuer):
    import datetime

    book = writeoff.open_list(
        actor=issuer, department=bureau.bureau, second_department=bureau.party_committee, title="台账", kind="manual",
        due_on=datetime.date(2026, 6, 30),
    )  # fmt: skip
    finding = writeoff.Finding(key="", subject="甲", problem="乙", responsible_id=bureau.bureau.pk)
    row = writeoff.add_row(book, actor=issuer, finding=finding)
    writeoff.apply(row, actor=issuer, comment="已办")
    with pytest.raises(NotCompetent, match="综合党委"):
        writeoff.confirm(row, actor=bureau.actor("registry_chief", bureau.bureau))


def test_one_click_notes_that_nothing_is_new(bureau, issued, officer):
    row = issued().book.rows.get()
    assert "无新进展" in officer.get(page("detail", row.write_off_list.task.pk)).content.decode()
    assert officer.post(page("no_change", row.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.notes.get().text) == ("open", "无新进展。")
    other = bureau.client("department_officer", bureau.industry)
    assert other.post(page("no_change", row.pk)).status_code == 404


def test_one_click_hands_in_a_recurring_task_without_change(bureau, issued, officer):
    row = issued(frequency="monthly", due_day=25).book.rows.get()
    officer.post(page("no_change", row.pk))
    row.refresh_from_db()
    assert (row.state, row.evidence.get().text) == ("applied", "本期无变化。")


def test_a_task_is_withdrawn_by_a_document_and_a_second_person(bureau, issued, clerk):
    task = issued(offices=[bureau.commerce, bureau.industry])
    empty = clerk.post(page("ask_cancel", task.pk), {"comment": "不再需要"})
    assert empty.status_code == 422
    given = {"document": "霁民发〔2026〕30号", "comment": "任务合并"}
    assert clerk.post(page("ask_cancel", task.pk), given).status_code == 302
    chief = bureau.client("registry_chief", bureau.bureau)
    assert clerk.post(page("cancel", task.pk)).status_code == 403, "a clerk does not strike"
    assert chief.post(page("cancel", task.pk)).status_code == 302
    assert set(task.book.rows.values_list("state", flat=True)) == {"struck"}
    assert "已撤销" in chief.get(page("detail", task.pk)).content.decode()
    assert titles(bureau.commerce) == []


def test_who_asked_to_withdraw_does_not_approve(bureau, issued):
    chief = bureau.actor("registry_chief", bureau.bureau)
    task = issued()
    actions.ask_cancel(task, actor=chief, document="霁民发〔2026〕30号", comment="任务合并")
    with pytest.raises(SamePerson):
        actions.cancel(task, actor=chief)


def test_a_row_leads_back_to_its_task(issued, officer):
    task = issued()
    text = officer.get(reverse("staff:writeoff:row", args=[task.book.rows.get().pk])).content.decode()
    assert page("detail", task.pk) in text
