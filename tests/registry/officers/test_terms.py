"""Terms of councils: how long, extended once, overdue, elected again."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.dated.calendar import add_months, add_years, age_on, last_within_months
from core.refusal import Refusal
from registry.officers import actions, queries
from registry.officers.models import CouncilTerm, OfficerPost, ReelectionAudit
from registry.officers.states import TermState
from registry.organizations.models import Organization
from tests.support import officers
from tests.support.bureau import SETUP
from tests.support.paper import PDF

D = datetime.date


def test_a_term_ends_on_the_same_day_by_the_civil_code(tea):
    assert officers.term(tea, 1, "2022-05-20").term_end == D(2026, 5, 20)
    assert add_years(D(2024, 2, 29), 1) == D(2025, 2, 28)
    assert age_on(D(1956, 6, 4), D(2026, 6, 3)) == 69
    assert age_on(D(1956, 6, 3), D(2026, 6, 3)) == 70


@pytest.mark.parametrize("day", [D(2026, 2, 28), D(2026, 8, 30), D(2026, 8, 31), D(2024, 2, 29), D(2026, 6, 3)])
@pytest.mark.parametrize("months", [1, 6, 12])
def test_what_lies_within_months_is_what_counting_back_says(day, months):
    last = last_within_months(day, months)
    assert add_months(last, -months) <= day < add_months(last + datetime.timedelta(days=1), -months)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2025, 11, 19), TermState.CURRENT),
        (D(2025, 11, 20), TermState.ENDING),
        (D(2026, 5, 20), TermState.ENDING),
        (D(2026, 5, 21), TermState.OVERDUE),
        (D(2022, 5, 19), TermState.NONE),
    ],
)
def test_the_state_of_a_term_turns_on_its_days(tea, day, state):
    officers.term(tea, 1, "2022-05-20")
    term = CouncilTerm.objects.on(day).first()
    assert queries.standing(term, day, queries.limits_on(day), "1").state == state
    for other in TermState:
        found = queries.organizations_in(Organization.objects.all(), other, day)
        assert found.filter(pk=tea.pk).exists() == (other == state)


def test_an_extension_counts_from_the_day_it_was_approved(tea, set_clock):
    term = officers.term(tea, 1, "2022-03-01")
    actions.extend(term, actor=SETUP, until=D(2026, 12, 31), approved_on=D(2026, 4, 1), document="霁民许〔2026〕7号")
    assert list(CouncilTerm.objects.overdue(D(2026, 3, 31))) == [term]
    assert list(CouncilTerm.objects.extended(D(2026, 4, 1))) == [term]
    assert list(CouncilTerm.objects.overdue(D(2026, 12, 31))) == []
    assert list(CouncilTerm.objects.overdue(D(2027, 1, 1))) == [term]


@pytest.mark.parametrize(
    ("until", "sentence"), [("2027-03-02", "延期最长12个月"), ("2026-03-01", "须晚于届满日期"), ("", "延期至")]
)
def test_an_extension_is_at_most_a_year(clerk, tea, until, sentence):
    term = officers.term(tea, 1, "2022-03-01")
    url = reverse("staff:officers:extend", args=[term.pk])
    answer = clerk.post(url, {"until": until, "approved_on": "2026-02-01", "document": "批复"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_term_is_extended_once(clerk, tea):
    term = officers.term(tea, 1, "2022-03-01")
    url = reverse("staff:officers:extend", args=[term.pk])
    data = {"until": "2026-09-01", "approved_on": "2026-02-01", "document": "批复"}
    assert clerk.post(url, data).status_code == 302
    assert "每届只能延期一次" in clerk.post(url, {**data, "until": "2027-03-01"}).content.decode()


def test_a_reelection_ends_the_term_and_the_posts_that_were_not_filled_again(clerk, tea):
    officers.term(tea, 1, "2018-05-20")
    stays = officers.appoint(tea, "陆知秋", "chair", "2018-05-20")
    goes = officers.appoint(tea, "苏予安", "vice_chair", "2018-05-20")
    representative = officers.appoint(tea, "陆知秋", "legal_representative", "2018-05-20")
    url = reverse("staff:officers:begin_term", args=[tea.pk])
    data = {"term_no": 2, "valid_from": "2022-05-10", "term_years": 4, "document": "决议", "stays": [stays.pk]}
    assert clerk.post(url, data).status_code == 302
    first, second = CouncilTerm.objects.order_by("term_no")
    assert (first.valid_to, second.term_end) == (D(2022, 5, 9), D(2026, 5, 10))
    goes.refresh_from_db()
    representative.refresh_from_db()
    assert (goes.valid_to, goes.end_reason, representative.valid_to) == (D(2022, 5, 9), "任期届满", None)
    now = OfficerPost.objects.on(D(2022, 5, 10)).get(kind="chair")
    assert (now.person_id, now.term, now.mandate_end) == (stays.person_id, second, second.term_end)


def test_a_third_term_is_said_before_the_reelection_is_entered(clerk, tea):
    who = officers.person("陆知秋")
    for number, since in ((1, "2015-01-01"), (2, "2019-01-01")):
        officers.term(tea, number, since)
        officers.appoint(tea, who, "secretary_general", since)
    stays = OfficerPost.objects.on(D(2026, 6, 3)).get()
    url = reverse("staff:officers:begin_term", args=[tea.pk])
    data = {"term_no": 3, "valid_from": "2023-01-01", "term_years": 4, "document": "决议", "stays": [stays.pk]}
    asked = clerk.post(url, data)
    assert asked.status_code == 422
    assert "陆知秋：连续第3届担任该职务" in asked.content.decode()
    assert clerk.post(url, {**data, "accepted_reason": "无人接替"}).status_code == 302


def test_who_comes_in_the_middle_serves_the_rest_of_the_term(tea):
    officers.term(tea, 1, "2022-05-20")
    officers.appoint(tea, "陆知秋", "chair", "2022-05-20")
    later = officers.appoint(tea, "苏予安", "chair", "2025-01-15")
    assert later.mandate_end == D(2026, 5, 20)


def test_a_foundation_council_sits_five_years_at_most(clerk, bureau):
    fund = bureau.register("霁川市青禾基金会", org_type="3")
    url = reverse("staff:officers:begin_term", args=[fund.pk])
    data = {"term_no": 1, "valid_from": "2022-05-10", "term_years": 6, "document": "决议", "accepted_reason": "章程"}
    answer = clerk.post(url, data)
    assert answer.status_code == 422
    assert "规定为1至5年" in answer.content.decode()


def test_terms_follow_one_another(tea):
    officers.term(tea, 2, "2022-05-20")
    with pytest.raises(Refusal, match="先后不符"):
        officers.term(tea, 1, "2024-05-20")
    with pytest.raises(Refusal, match="已经登记"):
        officers.term(tea, 2, "2024-05-20")


def test_an_audit_is_recorded_with_its_file(clerk, tea):
    term = officers.term(tea, 1, "2022-05-20")
    assert list(CouncilTerm.objects.without_audit()) == [term]
    report = SimpleUploadedFile("审计报告.pdf", PDF)
    url = reverse("staff:officers:record_audit", args=[term.pk])
    answer = clerk.post(url, {"auditor": "霁衡会计师事务所", "reported_on": "2026-05-15", "report": report})
    assert answer.status_code == 302, answer.content.decode()
    assert ReelectionAudit.objects.get().file.name == "审计报告.pdf"
    assert not CouncilTerm.objects.without_audit().exists()
    page = clerk.get(reverse("staff:officers:of_organization", args=[tea.pk])).content.decode()
    assert "霁衡会计师事务所" in page
    assert "审计报告.pdf" in page


def test_the_register_finds_organizations_by_their_term(clerk, bureau, tea):
    officers.term(tea, 1, "2020-05-20")
    bureau.register("霁川市围棋协会")
    page = clerk.get(reverse("staff:organizations:list"), {"term_state": "overdue"}).content.decode()
    assert "茶业协会" in page
    assert "围棋协会" not in page
