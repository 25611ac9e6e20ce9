"""GET /api/v1/annual-reports/: who owed what by when and where it stands, and never a word of what was reported."""

import json

import pytest
from django.urls import reverse

from core import clock
from core.departments.models import Region
from registry.annual_reports.api import ReportDetail, ReportRow
from registry.annual_reports.filing_situations import filing_choices, with_filing
from registry.annual_reports.models import ReportObligation, ReportSubmission
from tests.support.api import Caller, a_token
from tests.support.bureau import Bureau

LIST = reverse("api:annual_reports:list")
pytestmark = pytest.mark.city


@pytest.fixture
def caller(client):
    return Caller(client, a_token(Bureau(), scopes=["annual_reports.view"]))


def test_the_rows_are_those_of_the_list_page_under_every_filing_filter(caller, client):
    year = clock.today().year - 1
    for value, _ in filing_choices():
        expected = with_filing(ReportObligation.objects.filter(year=year), value, clock.today())
        found = caller.rows(LIST, year=year, filing=value, size=500)
        assert sorted(row["id"] for row in found) == sorted(expected.values_list("pk", flat=True)), value


def test_overdue_and_late_are_said_as_the_filters_say_them(caller):
    rows = caller.rows(LIST, size=500)
    overdue = {row["id"] for row in caller.rows(LIST, filing="overdue", size=500)}
    assert overdue
    assert {row["id"] for row in rows if row["is_overdue"]} == overdue
    late = {row["id"] for row in caller.rows(LIST, filing="late", size=500)}
    assert late <= {row["id"] for row in rows if row["is_late"]}


def test_an_earlier_day_is_answered_as_it_stood_then(caller):
    before = caller.rows(LIST, on="2026-05-20", year=2025, size=500)
    assert not any(row["is_overdue"] for row in before), "the season was still open"
    sent = [row["last_submitted_at"] for row in before if row["last_submitted_at"]]
    assert sent
    assert max(sent) < "2026-05-21"


def test_a_row_holds_facts_of_the_procedure_and_nothing_that_was_reported(caller):
    submission = ReportSubmission.objects.select_related("report").order_by("pk").first()
    row = caller.get(reverse("api:annual_reports:detail", args=[submission.report.obligation_id])).json()
    assert set(row) == set(ReportDetail().fields)
    assert set(caller.rows(LIST, size=500)[0]) == set(ReportRow().fields)
    assert row["submissions"][0]["round"] == 1
    text = json.dumps(row, ensure_ascii=False)
    answers = [str(v) for part in submission.content.values() if isinstance(part, dict) for v in part.values()]
    shared = {row["organization_name"], row["uscc"]}
    told = [a for a in answers if len(a) > 3 and a not in shared and a in text and not a[:4].isdigit()]
    assert told == []


def test_a_token_for_organizations_does_not_open_reports(client):
    caller = Caller(client, a_token(Bureau(), scopes=["organizations.view"]))
    answer = caller.get(LIST)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("query", [{"year": "1999"}, {"filing": "x"}, {"on": "2999-01-01"}, {"as_of": "2026-01-01"}])
def test_nothing_in_the_query_is_ignored(caller, query):
    answer = caller.get(LIST, **query)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(query))


@pytest.mark.parametrize("size", [5, 100])
def test_a_page_costs_the_same_number_of_queries_whatever_its_size(caller, size, django_assert_num_queries):
    caller.get(LIST)
    with django_assert_num_queries(3 + 3):  # transaction frame; token, count, rows
        assert len(caller.get(LIST, size=size).json()["results"]) == size


def test_a_territory_token_sees_its_district_alone(client):
    district = Region.objects.get(code="379902000000")
    caller = Caller(client, a_token(Bureau(), scopes=["annual_reports.view"], scope_kind="territory", region=district))
    found = {row["id"] for row in caller.rows(LIST, size=500)}
    own = ReportObligation.objects.filter(organization__district=district)
    assert found
    assert found == set(own.values_list("pk", flat=True))
