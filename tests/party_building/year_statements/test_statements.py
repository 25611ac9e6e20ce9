"""A yearly statement: its figures are those of the indicators on two days, kept, drawn and graded."""

import datetime
import io

import pytest
from django.urls import reverse
from docx import Document

from core.access.scope import Scope, ScopeKind
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.workflow.errors import NotCompetent, Refusal
from party_building.year_statements import actions
from party_building.year_statements.models import StatementFigure, StatementGrade, YearStatement
from party_building.year_statements.states import StatementState, SubjectKind
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def bodies(bureau):
    """One since 2015, one since 2025."""
    given = {"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk}
    return [
        bureau.register("霁川市茶业协会", responsibilities=given),
        bureau.register("霁川市棋类协会", responsibilities=given, registered_on=D(2025, 7, 1)),
    ]


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def client_of(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def statement(bureau, bodies, officer):
    return actions.generate(
        actor=officer,
        office=bureau.party_committee,
        year=2025,
        kind=SubjectKind.DEPARTMENT,
        department=bureau.commerce,
    )


@pytest.fixture
def grade(db):
    return StatementGrade.objects.get_or_create(
        code="good", defaults={"name": "好", "order": 10, "valid_from": "2017-01-01"}
    )[0]


def test_the_figures_are_the_indicators_of_two_days(bureau, statement):
    row = statement.figures.get(code="organizations_total")
    assert (row.numerator, row.last_numerator, row.denominator) == (2, 1, None)
    scope = Scope(ScopeKind.RESPONSIBILITY, (bureau.commerce.pk,))
    for figure in statement.figures.all():
        one = indicator(figure.code)
        now, last = (total(one, scope, as_of=day) for day in (D(2025, 12, 31), D(2024, 12, 31)))
        assert (figure.numerator, figure.denominator) == (now.numerator, now.denominator)
        assert (figure.last_numerator, figure.last_denominator) == (last.numerator, last.denominator)


def test_the_officer_makes_several_at_once_and_none_twice(bureau, bodies, client_of):
    data = {"year": "2025", "departments": [bureau.commerce.pk], "organs": [bureau.party_committee.pk]}
    page = reverse("staff:year_statements:create")
    assert client_of.post(page, data).status_code == 302
    assert YearStatement.objects.count() == 2
    again = client_of.post(page, data)
    assert again.status_code == 422
    assert "已经生成" in again.content.decode()
    nobody = client_of.post(page, {"year": "2025"})
    assert "请至少选择一个述职对象" in nobody.content.decode()


def test_stored_figures_stay_when_facts_change_and_are_counted_anew_only_as_a_draft(bureau, statement, officer):
    bureau.register(
        "霁川市花木协会", registered_on=D(2025, 1, 1), responsibilities={"business_supervisor": bureau.commerce.pk}
    )
    assert StatementFigure.objects.get(statement=statement, code="organizations_total").numerator == 2
    actions.renew(statement, actor=officer)
    assert StatementFigure.objects.get(statement=statement, code="organizations_total").numerator == 3
    actions.finish(statement, actor=officer)
    with pytest.raises(Refusal, match="不再重新取数"):
        actions.renew(statement, actor=officer)


def test_page_and_word_say_the_same_and_pdf_is_offered(client_of, statement):
    page = client_of.get(reverse("staff:year_statements:detail", args=[statement.pk])).content.decode()
    answer = client_of.get(reverse("staff:year_statements:document", args=[statement.pk, "docx"]))
    words = [cell.text for row in Document(io.BytesIO(answer.content)).tables[0].rows for cell in row.cells]
    assert "2家" in words
    assert "1家" in words
    for word in words:
        assert word in page
    assert reverse("staff:year_statements:document", args=[statement.pk, "pdf"]) in page
    assert client_of.get(reverse("staff:year_statements:document", args=[statement.pk, "xls"])).status_code == 404


def test_what_figures_cannot_say_is_written_once_by_whoever_is_first(client_of, statement):
    page = reverse("staff:year_statements:edit", args=[statement.pk])
    version = statement.version
    assert client_of.post(page, {"remarks": "全年走访12次。", "version": version}).status_code == 302
    stale = client_of.post(page, {"remarks": "别的", "version": version})
    assert stale.status_code == 409
    assert (
        "全年走访12次。"
        in client_of.get(reverse("staff:year_statements:detail", args=[statement.pk])).content.decode()
    )


def test_a_final_statement_is_graded_after_its_year_and_a_draft_is_not(client_of, statement, grade):
    address = reverse("staff:year_statements:grade", args=[statement.pk])
    data = {"grade": grade.pk, "graded_on": "2026-01-20", "grade_comment": "覆盖提升明显"}
    assert client_of.post(address, data).status_code == 422
    assert client_of.post(reverse("staff:year_statements:finish", args=[statement.pk])).status_code == 302
    early = client_of.post(address, {**data, "graded_on": "2025-12-31"})
    assert "评议日期应在2025年结束之后" in early.content.decode()
    assert client_of.post(address, data).status_code == 302
    statement.refresh_from_db()
    assert (statement.state, statement.grade) == (StatementState.GRADED, grade)


def test_the_running_year_counts_to_today_and_is_final_only_after_its_end(bureau, bodies, officer, set_clock):
    made = actions.generate(
        actor=officer, office=bureau.party_committee, year=2026, kind=SubjectKind.COMMITTEE,
        department=bureau.party_committee,
    )  # fmt: skip
    assert made.as_of == D(2026, 6, 3)
    with pytest.raises(Refusal, match="尚未结束"):
        actions.finish(made, actor=officer)
    set_clock("2026-12-31")
    with pytest.raises(Refusal, match="请先重新取数"):
        actions.finish(made, actor=officer)
    actions.renew(made, actor=officer)
    actions.finish(made, actor=officer)
    with pytest.raises(Refusal, match="尚未开始"):
        actions.day_of(2027)


def test_other_organs_and_the_departments_themselves_see_nothing_of_it(bureau, statement):
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    page = reverse("staff:year_statements:detail", args=[statement.pk])
    assert bureau.client("party_officer", other).get(page).status_code == 404
    assert bureau.client("department_officer", bureau.commerce).get(page).status_code == 403
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.renew(statement, actor=bureau.actor("party_officer", other))
