"""Offices are abolished, merged and renamed by two persons; who answered when stays right."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.departments.models import Department, DepartmentSeat
from core.departments.states import SeatState
from core.refusal import Refusal
from core.reorganizations import actions, plans
from core.reorganizations.models import Reorganization
from core.reorganizations.states import Kind
from core.workflow.errors import NotCompetent, NotPermitted, SamePerson
from core.worklist import actions as worklist
from core.worklist.models import WorkItem
from registry.imports.lookups import Units
from registry.organizations import actions as organizations
from registry.organizations.models import Organization
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def chess(bureau):
    return bureau.register("霁川市棋类协会", responsibilities={"business_supervisor": bureau.commerce.pk})


def merge(bureau):
    return plans.departments([bureau.commerce], target=bureau.industry)


def test_a_merged_office_is_followed_by_facts_with_the_document_and_the_past_keeps_it(bureau, decide, chess):
    decide(Kind.MERGE_DEPARTMENTS, merge(bureau), on=D(2026, 5, 1), document="霁编〔2026〕3号")
    chess.refresh_from_db()
    assert chess.business_supervisor == bureau.industry
    then = Organization.objects.as_of(D(2026, 4, 30)).get()
    assert then.then_business_supervisor_id == bureau.commerce.pk
    fact = chess.responsibilities.get(kind="business_supervisor", valid_to=None)
    assert (fact.valid_from, fact.document) == (D(2026, 5, 1), "霁编〔2026〕3号")
    bureau.commerce.refresh_from_db()
    assert (bureau.commerce.valid_to, bureau.commerce.superseded_by) == (D(2026, 4, 30), bureau.industry)
    assert AuditEntry.objects.filter(action="reorganizations.complete").count() == 1


def test_facts_already_written_for_later_days_follow_too(bureau, decide, chess):
    organizations.set_responsibility(
        chess, actor=SETUP, kind="industry_department", department_id=bureau.commerce.pk, valid_from=D(2026, 9, 1)
    )
    decide(Kind.MERGE_DEPARTMENTS, merge(bureau), on=D(2026, 6, 1))
    fact = chess.responsibilities.get(kind="industry_department")
    assert (fact.department, fact.valid_from) == (bureau.industry, D(2026, 9, 1))


def test_posts_end_and_are_asked_for_anew_never_given(bureau, decide):
    seat = bureau.seat("department_officer", bureau.commerce)
    item = worklist.open_item(
        "walk.kind",
        subject=bureau.commerce,
        title="事项",
        department=bureau.commerce,
        url_name="public:home",
        url_args=[],
    )
    decide(Kind.MERGE_DEPARTMENTS, merge(bureau))
    seat.refresh_from_db()
    assert seat.state == SeatState.ENDED
    asked = DepartmentSeat.objects.get(user=seat.user, state=SeatState.REQUESTED)
    assert (asked.department, asked.role) == (bureau.industry, "department_officer")
    assert WorkItem.objects.get(pk=item.pk).department == bureau.industry


def test_two_persons_and_the_second_of_the_citys_registry(bureau, admin, chief):
    with pytest.raises(NotPermitted):
        actions.propose(Kind.MERGE_DEPARTMENTS, merge(bureau), actor=chief, title="合并", effective_on=D(2026, 6, 3),
                        document="文")  # fmt: skip
    row = actions.propose(
        Kind.MERGE_DEPARTMENTS, merge(bureau), actor=admin, title="合并", effective_on=D(2026, 6, 3), document="文"
    )
    item = WorkItem.objects.open().get()
    assert (item.department, item.role) == (bureau.bureau, "registry_chief")
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.confirm(row, actor=bureau.actor("registry_chief", bureau.wanglan_bureau))
    both = admin.__class__(**{**admin.__dict__, "permissions": chief.permissions, "department_id": bureau.bureau.pk})
    with pytest.raises(SamePerson):
        actions.confirm(row, actor=both)
    actions.confirm(row, actor=chief)
    assert not WorkItem.objects.open().exists()


def test_one_decision_at_a_time_about_one_office(bureau, admin):
    what = {"actor": admin, "title": "合并", "effective_on": D(2026, 7, 1), "document": "文"}
    actions.propose(Kind.MERGE_DEPARTMENTS, merge(bureau), **what)
    with pytest.raises(Refusal, match="尚未生效"):
        actions.propose(Kind.ABOLISH_DEPARTMENT, plans.departments([bureau.commerce]), **what)


def test_an_office_without_a_successor_leaves_a_gap_not_a_wrong_name(bureau, decide, chess):
    decide(Kind.ABOLISH_DEPARTMENT, plans.departments([bureau.commerce]))
    chess.refresh_from_db()
    assert chess.business_supervisor is None


def test_two_bureaus_become_a_new_one(bureau, decide, chess):
    olds = [bureau.commerce, bureau.industry]
    decide(Kind.MERGE_DEPARTMENTS, plans.departments(olds, name="霁川市商工局", short_name="市商工局"))
    new = Department.objects.get(name="霁川市商工局")
    chess.refresh_from_db()
    assert chess.business_supervisor == new
    assert set(new.predecessors.all()) == set(olds)


def test_old_names_are_found_by_search_and_by_the_words_of_an_import(bureau, decide):
    decide(Kind.RENAME_DEPARTMENT, [plans.step(bureau.commerce.pk, name="霁川市商贸局", short_name="市商贸局")])
    decide(Kind.ABOLISH_DEPARTMENT, plans.departments([bureau.industry], target=bureau.bureau))
    known = Units(bureau.bureau)
    assert known.find("霁川市商务局") == known.find("霁川市商贸局") == bureau.commerce.pk
    assert known.find("霁川市工业和信息化局") == bureau.bureau.pk
    client = bureau.client("registry_clerk", bureau.bureau)
    page = client.get(reverse("staff:departments:list"), {"q": "商务局"}).content.decode()
    assert "霁川市商贸局" in page
    detail = client.get(reverse("staff:departments:detail", args=[bureau.commerce.pk])).content.decode()
    assert "霁川市商务局" in detail


def test_a_past_day_calls_the_office_by_its_name_of_that_day(bureau, decide, chess):
    decide(Kind.RENAME_DEPARTMENT, [plans.step(bureau.commerce.pk, name="霁川市商贸局", short_name="市商贸局")])
    client = bureau.client("registry_clerk", bureau.bureau)
    page = reverse("staff:organizations:detail", args=[chess.pk])
    assert "霁川市商贸局" in client.get(page).content.decode()
    past = client.get(page, {"as_of": "2026-06-01"}).content.decode()
    assert "霁川市商务局" in past
    assert "霁川市商贸局" not in past
    listed = client.get(
        reverse("staff:organizations:list"), {"as_of": "2026-06-01", "cols": "name,responsible"}
    ).content.decode()
    assert "霁川市商务局" in listed.split("<tbody")[1]


def test_from_the_page_preview_writes_nothing_and_the_proposal_waits(bureau, chess, chief):
    client = bureau.client("system_admin", bureau.bureau)
    data = {"kind": "merge_departments", "olds": "霁川市商务局", "target": "霁川市工业和信息化局", "new_name": "",
            "new_short_name": "", "effective_on": "2026-07-01", "document": "霁编〔2026〕3号"}  # fmt: skip
    address = reverse("staff:reorganizations:create_for_departments")
    seen = client.post(address, {**data, "preview": "1"}).content.decode()
    assert "社会组织" in seen
    assert "1 家" in seen
    assert not Reorganization.objects.exists()
    assert client.post(address, {**data, "olds": "没有这个局"}).status_code == 422
    assert client.post(address, data).status_code == 302
    row = Reorganization.objects.get()
    page = client.get(reverse("staff:reorganizations:detail", args=[row.pk])).content.decode()
    assert "由霁川市工业和信息化局承接" in page
    assert client.post(reverse("staff:reorganizations:withdraw", args=[row.pk])).status_code == 302
    assert Department.objects.get(pk=bureau.commerce.pk).valid_to is None
