"""Certificates: two printed dates, one in force, handed over and taken in; the list of those that run out."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.workflow.errors import NotCompetent, Refusal
from registry.certificates import actions
from registry.certificates.models import Certificate
from registry.organizations.models import Organization
from tests.support.bureau import SETUP

D = datetime.date


def issue(organization, on, until, **options):
    options = {"actor": SETUP, "issue_reason": "renewed", "printed_from": on, **options}
    return actions.issue(organization, issued_on=on, printed_until=until, **options)


def url(name, pk):
    return reverse(f"staff:certificates:{name}", args=[pk])


def post(client, organization, **data):
    data = {
        "issue_reason": "first", "issued_on": "2026-06-01", "printed_from": "2026-06-01",
        "printed_until": "2030-05-31", "copies": "2", **data,
    }  # fmt: skip
    return client.post(url("issue", organization.pk), data)


def test_the_printed_dates_are_taken_down_as_they_are_and_reach_the_register(tea, clerk):
    assert post(clerk, tea).status_code == 302
    kept = Certificate.objects.get()
    assert (kept.printed_from, kept.printed_until, kept.copies) == (D(2026, 6, 1), D(2030, 5, 31), 2)
    assert Organization.objects.get(pk=tea.pk).certificate_until == D(2030, 5, 31)
    page = clerk.get(url("of_organization", tea.pk)).content.decode()
    assert "2026-06-01 至 2030-05-31" in page
    assert "正本 1 份，副本 2 份" in page


def test_a_renewal_ends_the_one_before_although_its_printed_dates_overlap(tea):
    issue(tea, D(2021, 1, 4), D(2026, 1, 3), issue_reason="first")
    issue(tea, D(2025, 11, 20), D(2030, 11, 19))
    rows = Certificate.objects.order_by("valid_from").values_list("valid_from", "valid_to", "printed_until")
    assert list(rows) == [
        (D(2021, 1, 4), D(2025, 11, 19), D(2026, 1, 3)),
        (D(2025, 11, 20), None, D(2030, 11, 19)),
    ]
    then = Organization.objects.from_facts(D(2025, 11, 19)).get(pk=tea.pk)
    assert then.then_certificate_until == D(2026, 1, 3)


def test_two_certificates_are_never_in_force_at_once(tea):
    issue(tea, D(2021, 1, 4), D(2026, 1, 3), issue_reason="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(organization=tea, valid_from=D(2022, 1, 1), issue_reason="replaced")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"printed_until": "2026-05-31"}, "截止日期不能早于起始日期"),
        ({"issued_on": "2026-06-04"}, "发证日期不能晚于今天"),
        ({"printed_from": ""}, "证书载明有效期自"),
        ({"issue_reason": "stolen"}, "发证原因"),
    ],
)
def test_what_no_certificate_can_say_is_refused_in_words_and_nothing_is_kept(tea, clerk, data, words):
    response = post(clerk, tea, **data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Certificate.objects.exists()


def test_a_first_certificate_is_first_only_once(tea):
    issue(tea, D(2021, 1, 4), None, issue_reason="first")
    with pytest.raises(Refusal, match="换发或补发"):
        issue(tea, D(2022, 1, 4), None, issue_reason="first")


def test_a_paper_is_handed_over_and_taken_in_once_on_days_it_exists(tea, clerk):
    certificate = issue(tea, D(2026, 5, 6), D(2030, 5, 5))
    for name, word in (("hand_over", "领取"), ("take_in", "缴回")):
        early = clerk.post(url(name, certificate.pk), {"on": "2026-05-05"})
        assert "应在发证日期2026-05-06与今天之间" in early.content.decode()
        assert clerk.post(url(name, certificate.pk), {"on": "2026-05-07"}).status_code == 302
        again = clerk.post(url(name, certificate.pk), {"on": "2026-05-08"})
        assert f"已于2026-05-07{word}" in again.content.decode()
    certificate.refresh_from_db()
    assert (certificate.handed_over_on, certificate.returned_on) == (D(2026, 5, 7), D(2026, 5, 7))


def test_the_approval_bureau_that_registers_issues_what_civil_affairs_supervises(bureau, set_clock):
    set_clock("2026-06-03")
    approval = bureau.department("霁川市行政审批服务局", "approval_bureau", bureau.city)
    subject = bureau.register("霁川市陶塑协会", responsibilities={"registering_authority": approval.pk})
    assert post(bureau.client("approval_clerk", approval), subject).status_code == 302
    other = bureau.actor("registry_clerk", bureau.yanhai_bureau)
    with pytest.raises(NotCompetent, match="由霁川市行政审批服务局或霁川市民政局办理"):
        issue(subject, D(2026, 6, 2), None, actor=other)


def test_who_only_looks_finds_no_button_and_no_door(bureau, tea):
    officer = bureau.client("bureau_leader", bureau.bureau)
    assert "登记发证" not in officer.get(url("of_organization", tea.pk)).content.decode()
    assert post(officer, tea).status_code == 403


@pytest.mark.parametrize(
    ("due", "found"), [("over", {"甲"}), ("30", {"乙"}), ("60", {"乙", "丙"}), ("none", {"丁"}), ("", set("甲乙丙丁"))]
)
def test_the_list_finds_what_runs_out_on_its_last_day_and_not_a_day_later(bureau, set_clock, clerk, due, found):
    set_clock("2026-06-03")
    for name, until in (("甲", D(2026, 6, 2)), ("乙", D(2026, 7, 3)), ("丙", D(2026, 7, 4)), ("丁", None)):
        issue(bureau.register(f"霁川市{name}协会"), D(2022, 1, 4), until)
    page = clerk.get(reverse("staff:certificates:list"), {"due": due}).content.decode()
    assert {name for name in "甲乙丙丁" if f"霁川市{name}协会" in page} == found


@pytest.mark.parametrize(("due", "is_there"), [("over", False), ("30", True)])
def test_the_register_counts_the_days_from_the_day_that_is_looked_at(tea, clerk, due, is_there):
    issue(tea, D(2020, 3, 2), D(2024, 3, 1))
    page = clerk.get(reverse("staff:organizations:list"), {"certificate": due, "as_of": "2024-02-15"}).content.decode()
    assert ("霁川市茶业协会" in page) is is_there


def test_a_wrong_entry_is_corrected_with_a_reason_that_stays(tea, clerk):
    certificate = issue(tea, D(2021, 1, 4), D(2026, 1, 3), issue_reason="first")
    data = {"printed_from": "2021-01-04", "printed_until": "2026-01-31", "copies": 1, "issue_reason": "first"}
    assert clerk.post(url("correct", certificate.pk), {**data, "reason": ""}).status_code == 422
    assert clerk.post(url("correct", certificate.pk), {**data, "reason": "照证书原件"}).status_code == 302
    assert Organization.objects.get(pk=tea.pk).certificate_until == D(2026, 1, 31)
    assert "照证书原件" in clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
