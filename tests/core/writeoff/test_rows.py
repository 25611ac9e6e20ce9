"""A row is closed by evidence and a second unit, struck off by a document and a second person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, SamePerson, WrongState
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from core.writeoff import actions
from core.writeoff.models import WriteOffList, WriteOffRow
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(bureau):
    return bureau.client("department_officer", bureau.commerce)


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def post(client, step, row, **data):
    return client.post(reverse(f"staff:writeoff:{step}", args=[row.pk]), data)


def state(row):
    return WriteOffRow.objects.get(pk=row.pk).state


def test_from_evidence_to_the_second_units_confirmation(officer, clerk, add, bureau):
    row = add()
    page = officer.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    assert "申请销号" in page
    assert "确认销号</button>" not in page
    pdf = SimpleUploadedFile("成立党支部的批复.pdf", PDF, content_type="application/pdf")
    answer = post(officer, "apply", row, comment="已于5月30日成立党支部。", document=pdf)
    assert answer.status_code == 302
    assert state(row) == "applied"
    item = WorkItem.objects.open().get()
    assert item.department == bureau.bureau
    assert "1项待确认" in item.title
    page = clerk.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    assert "成立党支部的批复.pdf" in page
    assert "已于5月30日成立党支部。" in page
    assert post(clerk, "confirm", row).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.confirmed_department, str(row.closed_on)) == ("confirmed", bureau.bureau, "2026-06-03")
    assert not WorkItem.objects.open().exists()
    assert AuditEntry.objects.filter(action="writeoff.confirm").exists()


def test_applying_without_a_word_of_evidence_is_refused_on_the_page(officer, add):
    row = add()
    answer = post(officer, "apply", row, comment=" ")
    assert answer.status_code == 422
    assert "申请销号须有佐证" in answer.content.decode()
    assert state(row) == "open"


def test_the_responsible_office_cannot_confirm_its_own_application(officer, add, bureau):
    row = add()
    post(officer, "apply", row, comment="已办")
    answer = post(officer, "confirm", row)
    assert answer.status_code == 403 or "霁川市民政局" in answer.content.decode()
    assert state(row) == "applied"


def test_rows_of_the_leading_office_are_confirmed_by_the_second_unit(add, bureau, leader):
    row = add(bureau.bureau)
    actions.apply(row, actor=leader, comment="已办")
    colleague = bureau.actor("registry_chief", bureau.bureau)
    with pytest.raises(NotCompetent, match="综合党委"):
        actions.confirm(row, actor=colleague)
    actions.confirm(row, actor=bureau.actor("party_officer", bureau.party_committee))
    assert state(row) == "confirmed"


def test_the_database_itself_refuses_a_row_confirmed_by_the_office_that_applied(add, bureau):
    row = add()
    bad = {"state": "confirmed", "closed_on": "2026-06-03", "applied_department": bureau.commerce}
    with pytest.raises(IntegrityError, match="write_off_row_confirmed_by_second_unit"), transaction.atomic():
        WriteOffRow.objects.filter(pk=row.pk).update(**bad, confirmed_department=bureau.commerce)


def test_a_list_without_a_second_unit_takes_no_row_of_its_own_office(bureau, leader, book):
    WriteOffList.objects.filter(pk=book.pk).update(second_department=None)
    finding = actions.Finding(key="", subject="甲", problem="乙", responsible_id=bureau.bureau.pk)
    with pytest.raises(Refusal, match="指定复核单位"):
        actions.add_row(book, actor=leader, finding=finding)


def test_sent_back_with_a_reason_the_office_is_told_and_applies_again(officer, clerk, add):
    row = add()
    post(officer, "apply", row, comment="已办")
    assert post(clerk, "send_back", row).status_code == 409
    post(clerk, "send_back", row, comment="请附批复")
    assert state(row) == "open"
    assert Notice.objects.filter(template="writeoff.sent_back").count() == 1
    assert "请附批复" in officer.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    post(officer, "apply", row, comment="附批复")
    assert state(row) == "applied"


def test_a_closed_row_is_opened_again_by_the_leading_office_with_a_reason(officer, clerk, add):
    row = add()
    post(officer, "apply", row, comment="已办")
    post(clerk, "confirm", row)
    post(clerk, "reopen", row, comment="支部已撤销")
    row.refresh_from_db()
    assert (row.state, row.closed_on, row.confirmed_department) == ("open", None, None)


def test_striking_off_needs_a_document_and_another_person(add, bureau, leader, book):
    row = add()
    with pytest.raises(Refusal, match="核减须写明依据"):
        actions.ask_strike(row, actor=leader, document=" ", comment="已注销")
    with pytest.raises(CommentRequired):
        actions.ask_strike(row, actor=leader, document="霁民许注〔2026〕8号", comment=" ")
    chief = bureau.actor("registry_chief", bureau.bureau)
    actions.ask_strike(row, actor=chief, document="霁民许注〔2026〕8号", comment="已注销登记")
    with pytest.raises(SamePerson):
        actions.strike(row, actor=chief)
    actions.strike(row, actor=bureau.actor("registry_chief", bureau.bureau))
    row.refresh_from_db()
    assert row.state == "struck"
    assert book.rows.counts()["total"] == 0


def test_a_stranger_office_cannot_ask_to_strike(add, bureau):
    row = add()
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.ask_strike(row, actor=bureau.actor("department_officer", bureau.industry), document="无", comment="无")


def test_a_second_click_is_told_that_somebody_was_faster(officer, add, bureau):
    row = add()
    officer_actor = bureau.actor("department_officer", bureau.commerce)
    actions.apply(row, actor=officer_actor, comment="已办")
    with pytest.raises(WrongState):
        actions.apply(row, actor=officer_actor, comment="已办")
    assert TransitionLog.objects.of(row).filter(name="apply").count() == 1


def test_an_office_sees_its_own_rows_and_no_others(officer, add, bureau, book):
    mine, other = add(), add(bureau.industry, subject="霁川市软件行业协会")
    rows = officer.get(reverse("staff:writeoff:rows")).content.decode()
    assert mine.subject in rows
    assert other.subject not in rows
    assert officer.get(reverse("staff:writeoff:row", args=[other.pk])).status_code == 404
    detail = officer.get(reverse("staff:writeoff:detail", args=[book.pk])).content.decode()
    assert other.subject not in detail
    assert other.subject not in officer.get(reverse("staff:writeoff:sheet", args=[book.pk])).content.decode()


def test_every_number_of_the_list_opens_the_rows_it_counts(clerk, officer, add, bureau, book, set_clock):
    late = add(due_on=book.due_on.replace(day=5))
    add(subject="第二家")
    post(officer, "apply", late, comment="已办")
    post(clerk, "confirm", late)
    late_too = add(subject="第三家", due_on=book.due_on.replace(day=5))
    set_clock("2026-06-10")
    page = clerk.get(reverse("staff:writeoff:detail", args=[book.pk]))
    assert (page.context["counts"]["total"], page.context["counts"]["overdue"]) == (3, 1)
    rows = clerk.get(page.context["urls"]["overdue"]).content.decode()
    assert late_too.subject in rows
    assert "第二家" not in rows


def test_by_hand_a_list_and_its_rows(clerk, bureau):
    answer = clerk.post(
        reverse("staff:writeoff:create"),
        {"title": "换届逾期清账销号", "due_on": "2026-12-31", "second_department": bureau.party_committee.pk},
    )
    book = WriteOffList.objects.get()
    assert answer.url == reverse("staff:writeoff:detail", args=[book.pk])
    data = {"subject": "霁川市𠮷祥剪纸艺术研究会", "problem": "换届逾期", "responsible": bureau.commerce.pk}
    clerk.post(reverse("staff:writeoff:add", args=[book.pk]), data)
    assert book.rows.get().subject == "霁川市𠮷祥剪纸艺术研究会"


def test_another_offices_list_takes_no_rows_from_me(add, bureau, book):
    other = bureau.actor("registry_clerk", bureau.yanhai_bureau)
    finding = actions.Finding(key="", subject="甲", problem="乙", responsible_id=bureau.commerce.pk)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.add_row(book, actor=other, finding=finding)
