"""The matrix: what is done, due, not due or unknown on a day, why, and 未启用 where nobody answers yet."""

import datetime

import pytest
from django.urls import reverse

from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.six_syncs import queries
from party_building.training import actions as training
from party_building.training.models import CourseStage
from registry.annual_reports.models import ReportObligation, ReportSubmission, ReviewOpinion
from registry.approvals.models import ApprovalPush, PushDuty
from registry.charters.models import CharterVersion
from registry.organizations.models import Organization
from tests.registry.annual_reports.conftest import season  # noqa: F401
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:six_syncs:list")


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(season):  # noqa: F811
    return season.bureau


@pytest.fixture
def tea(season):  # noqa: F811
    b = season.bureau
    body = season.association(
        "霁川市茶业协会",
        responsibilities={"business_supervisor": b.commerce.pk, "party_superior": b.party_committee.pk},
    )
    season.open()
    return body


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


TODAY = D(2026, 6, 3)


def state(body, code, day=TODAY):
    rows = queries.with_states(Organization.objects.as_of(day).filter(pk=body.pk), day)
    return getattr(rows.get(), f"sync_{code}")


def push(bureau, body, *, due_on, done_on=None):
    made = ApprovalPush.objects.create(
        kind="registration", source="api", external_no="1", approval_bureau=bureau.bureau, civil_affairs=bureau.bureau,
        name=body.name, uscc=body.uscc, document_no="1", decided_on=D(2026, 4, 1), effective_on=D(2026, 4, 1),
        payload={}, values={}, digest="0", state="settled", organization=body, applied_at="2026-04-02T09:00+08:00",
    )  # fmt: skip
    evidence = "已选派党建指导员" if done_on else ""
    PushDuty.objects.create(
        push=made, organization=body, kind="party", due_on=due_on, done_on=done_on, evidence=evidence
    )


def cover(bureau, body, since):
    return units.establish(
        actor=SETUP, name=f"{body.name}党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=since, organization=body,
    )  # fmt: skip


def test_registration_is_done_from_the_day_a_unit_covers(bureau, tea):
    cover(bureau, tea, D(2026, 3, 10))
    assert state(tea, "registration", D(2026, 3, 9)) == "due"
    assert state(tea, "registration", D(2026, 3, 10)) == "done"


def test_registration_is_not_due_while_its_days_run_and_due_the_day_after(bureau, tea):
    push(bureau, tea, due_on=D(2026, 6, 30))
    assert state(tea, "registration", D(2026, 6, 3)) == "not_due"
    assert state(tea, "registration", D(2026, 3, 31)) == "due", "before the decision nothing was running"
    PushDuty.objects.update(due_on=D(2026, 6, 2))
    assert state(tea, "registration", D(2026, 6, 2)) == "not_due"
    assert state(tea, "registration", D(2026, 6, 3)) == "due"


def test_an_instructor_sent_meets_the_duty_of_registration(bureau, tea):
    push(bureau, tea, due_on=D(2026, 6, 30), done_on=D(2026, 5, 20))
    assert state(tea, "registration", D(2026, 5, 19)) == "not_due"
    assert state(tea, "registration", D(2026, 5, 20)) == "done"


def test_the_charter_of_the_day_decides_and_none_on_record_is_unknown(tea):
    assert state(tea, "charter") == "unknown"
    CharterVersion.objects.create(organization=tea, version_no=1, valid_from=D(2015, 3, 1), valid_to=D(2025, 3, 31))
    CharterVersion.objects.create(organization=tea, version_no=2, valid_from=D(2025, 4, 1), has_party_clause=True)
    assert state(tea, "charter", D(2025, 3, 31)) == "due"
    assert state(tea, "charter", D(2025, 4, 1)) == "done"


def test_the_annual_report_counts_once_accepted_with_its_party_section(season, tea):  # noqa: F811
    due = ReportObligation.objects.get(organization=tea, year=2025).due_on
    assert state(tea, "annual_report", due) == "not_due"
    assert state(tea, "annual_report", due + datetime.timedelta(days=1)) == "due"
    sent = season.sent(tea, D(2026, 4, 1))
    opinion = ReviewOpinion.objects.create(submission=sent, kind="accepted", at="2026-04-20T10:00+08:00")
    assert state(tea, "annual_report", D(2026, 6, 3)) == "due", "it has no party section"
    content = {"sections": {"party": {"party_members": "1"}}}
    other = ReportSubmission.objects.create(
        report=sent.report, round=2, stage="final", due_on=due, receipt_no="NB2", content=content,
        submitted_at="2026-06-02T09:00+08:00", content_hash="0" * 64,
    )  # fmt: skip
    assert opinion
    ReviewOpinion.objects.create(submission=other, kind="accepted", at="2026-06-03T10:00+08:00")
    assert state(tea, "annual_report", D(2026, 6, 2)) == "due"
    assert state(tea, "annual_report", D(2026, 6, 3)) == "done"


def test_training_counts_in_the_year_of_the_day(bureau, tea, set_clock):
    stage, _ = CourseStage.objects.get_or_create(
        code="start", defaults={"name": "初创期", "order": 10, "valid_from": "2017-01-01"}
    )
    actor, office = bureau.actor("party_officer", bureau.party_committee), bureau.party_committee
    course = training.offer(actor=actor, department=office, name="课", stage=stage, hours=2, valid_from=D(2025, 1, 1))
    day = D(2026, 5, 20)
    set_clock("2026-05-20")
    its = training.plan(
        actor=actor, department=office, course=course, title="班", held_on=day, starts_at=datetime.time(9),
        place="党校", capacity=9, sign_up_until=day,
    )  # fmt: skip
    came = training.sign_up(its, organization=tea, actor=actor, name="甲")
    training.record_attendance(its, actor=actor, present=[came.pk])
    set_clock("2026-12-31")
    assert state(tea, "training", D(2026, 5, 19)) == "due"
    assert state(tea, "training", day) == "done"
    assert state(tea, "training", D(2026, 12, 31)) == "done"
    set_clock("2027-01-01")
    assert state(tea, "training", D(2027, 1, 1)) == "due"


def test_the_matrix_says_not_open_instead_of_nought_and_its_numbers_lead_to_their_rows(bureau, tea, officer):
    other = bureau.register("霁川市棋类协会", responsibilities={"party_superior": bureau.party_committee.pk})
    cover(bureau, tea, D(2026, 3, 10))
    page = officer.get(LIST).content.decode()
    rows = {name: page.split(f">{name}</td>")[1].split("</tr>")[0] for name in ("登记同步", "评估同步")}
    assert "未启用" in rows["评估同步"]
    assert '<a href="?done=registration">1</a>' in rows["登记同步"]
    done = officer.get(LIST, {"done": "registration"}).content.decode()
    assert tea.name in done
    assert other.name not in done.split('id="rows"')[1]
    due = officer.get(LIST, {"due": "registration"}).content.decode().split('id="rows"')[1]
    assert other.name in due
    assert tea.name not in due


def test_a_cell_leads_to_why_it_is_so_on_that_day(bureau, tea, officer):
    cover(bureau, tea, D(2026, 3, 10))
    address = reverse("staff:six_syncs:of_organization", args=[tea.pk])
    assert f"{address}#sync-registration" in officer.get(LIST).content.decode()
    text = officer.get(address).content.decode()
    assert "由霁川市茶业协会党支部覆盖" in text
    assert "这一环节的数据尚未接入" in text
    before = officer.get(LIST, {"as_of": "2026-03-01"}).content.decode()
    assert f"{address}?as_of=2026-03-01#sync-registration" in before
    assert "由霁川市茶业协会党支部覆盖" not in officer.get(address, {"as_of": "2026-03-01"}).content.decode()


def test_filters_narrow_by_district_department_and_line(bureau, tea, officer):
    for key, value, shown in (
        ("party", bureau.party_committee.pk, True), ("industry", bureau.commerce.pk, True),
        ("industry", bureau.industry.pk, False), ("district", bureau.yanhai.pk, False),
    ):  # fmt: skip
        rows = officer.get(LIST, {key: value}).content.decode().split('id="rows"')[1]
        assert (tea.name in rows) == shown, (key, value)


def test_the_matrix_is_exported_and_hidden_from_those_without_the_permission(bureau, tea, officer):
    answer = officer.post(reverse("staff:six_syncs:export"), {"columns": "all", "format": "xlsx"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert bureau.client("system_admin", bureau.bureau).get(LIST).status_code == 403
