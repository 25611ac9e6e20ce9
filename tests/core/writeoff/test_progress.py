"""Progress notes change nothing but what is known; the wall counts, names no subject and opens the rows it counts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.writeoff import actions
from core.writeoff.models import WriteOffRow
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(bureau):
    return bureau.client("department_officer", bureau.commerce)


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def note(client, row, **data):
    return client.post(reverse("staff:writeoff:note", args=[row.pk]), data)


def test_a_note_stands_beside_the_evidence_and_the_row_stays_as_it_was(officer, clerk, add):
    row = add()
    pdf = SimpleUploadedFile("座谈记录.pdf", PDF, content_type="application/pdf")
    assert note(officer, row, text="已与负责人座谈，6月15日前报组建方案。", document=pdf).status_code == 302
    page = clerk.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    assert "已与负责人座谈" in page
    assert "座谈记录.pdf" in page
    kept = WriteOffRow.objects.get(pk=row.pk)
    assert (kept.state, kept.version) == ("open", row.version)


def test_the_leading_office_notes_too_and_a_stranger_does_not(clerk, add, bureau):
    row = add()
    assert note(clerk, row, text="已电话了解。").status_code == 302
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.note(row, actor=bureau.actor("department_officer", bureau.industry), text="无关")
    assert row.notes.count() == 1


def test_a_note_without_words_is_refused_on_the_page(officer, add):
    row = add()
    answer = note(officer, row, text=" ")
    assert answer.status_code == 422
    assert "请写明进展情况" in answer.content.decode()
    assert not row.notes.exists()


def test_a_closed_row_takes_no_more_notes(officer, clerk, add, bureau, leader):
    row = add()
    actions.apply(row, actor=bureau.actor("department_officer", bureau.commerce), comment="已办")
    assert note(officer, row, text="批复已报").status_code == 302
    actions.confirm(row, actor=leader)
    with pytest.raises(WrongState, match="已销号"):
        actions.note(row, actor=leader, text="补记")
    assert note(clerk, row, text="补记").status_code == 409


def test_an_application_with_a_note_after_it_is_still_the_offices_own(add, bureau, leader):
    row = add()
    officer = bureau.actor("department_officer", bureau.commerce)
    actions.apply(row, actor=officer, comment="已办")
    actions.note(row, actor=leader, text="核实中")
    assert row.evidence.last().user_id == officer.user_id


def test_the_verb_itself_asks_for_words(add, leader):
    with pytest.raises(Refusal, match="写明进展"):
        actions.note(add(), actor=leader, text="　")


def test_the_wall_counts_each_row_once_and_names_no_subject(clerk, add, bureau, leader, set_clock):
    add(subject="甲协会", due_on="2026-06-10")
    waiting, done = add(subject="乙协会"), add(bureau.industry, subject="丙协会")
    actions.apply(waiting, actor=bureau.actor("department_officer", bureau.commerce), comment="已办")
    actions.apply(done, actor=bureau.actor("department_officer", bureau.industry), comment="已办")
    actions.confirm(done, actor=leader)
    set_clock("2026-06-17")
    page = clerk.get(reverse("staff:writeoff:wall", args=[waiting.write_off_list_id]))
    counted = page.context["figures"]
    assert counted == {"total": 3, "closed": 1, "waiting": 1, "open": 1, "overdue": 1}
    text = page.content.decode()
    assert not re.search("[甲乙丙]协会", text)
    assert "未建立党组织" not in text
    lines = {line.office: line for line in page.context["offices"]}
    assert lines[bureau.commerce.name].total.number == 2
    assert (lines[bureau.industry.name].closed.number, lines[bureau.industry.name].overdue.number) == (1, 0)


def test_each_number_of_the_wall_opens_as_many_rows(clerk, add, bureau, leader, set_clock):
    add(subject="甲协会", due_on="2026-06-10")
    done = add(bureau.industry, subject="丙协会")
    actions.apply(done, actor=bureau.actor("department_officer", bureau.industry), comment="已办")
    actions.confirm(done, actor=leader)
    set_clock("2026-06-17")
    page = clerk.get(reverse("staff:writeoff:wall", args=[done.write_off_list_id]))
    cells = [
        (getattr(line, name).number, getattr(line, name).url)
        for line in page.context["offices"]
        for name in ("total", "closed", "waiting", "open", "overdue")
    ]
    cells += [(page.context["figures"][name], url) for name, url in page.context["urls"].items()]
    cells += [(point.value, point.url) for point in page.context["weeks"].points]
    opened = [(number, url) for number, url in cells if url]
    assert len(opened) >= 10
    for number, url in opened:
        assert clerk.get(url).context["listing"].filters.qs.count() == number, url


def test_the_weeks_end_today_and_begin_on_mondays(clerk, add, bureau, leader):
    done = add()
    actions.apply(done, actor=bureau.actor("department_officer", bureau.commerce), comment="已办")
    actions.confirm(done, actor=leader)
    points = clerk.get(reverse("staff:writeoff:wall", args=[done.write_off_list_id])).context["weeks"].points
    assert [point.value for point in points] == [0] * 11 + [1]
    assert points[-1].label == "06-01至06-07"


def test_the_wall_draws_itself_again_only_where_asked(clerk, add):
    address = reverse("staff:writeoff:wall", args=[add().write_off_list_id])
    assert "Refresh" not in clerk.get(address).headers
    assert clerk.get(f"{address}?refresh=yes").headers["Refresh"] == "600"


def test_a_party_organ_sees_the_list_that_it_leads(bureau, add):
    officer = bureau.actor("party_officer", bureau.party_committee)
    row = add()
    row.write_off_list.second_department = bureau.bureau
    row.write_off_list.department = bureau.party_committee
    row.write_off_list.save()
    assert WriteOffRow.objects.visible_to(officer).filter(pk=row.pk).exists()
