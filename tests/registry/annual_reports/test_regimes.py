"""The rules of a year: edited before it is opened, moved by a notice afterwards, and everybody told once."""

import datetime
import html

import pytest
from django.urls import reverse

from core.jobs import runner
from core.jobs.models import Job
from core.notifications.models import Delivery, Notice
from core.obligations.models import ObligationState
from registry.annual_reports.actions import obligations, regimes
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.organizations.states import OrgType, Status
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date


def url(name, *args):
    return reverse(f"staff:annual_reports:{name}", args=args)


def rules_of(year=2025, org_type="1") -> ReportingRegime:
    return ReportingRegime.objects.get(year=year, org_type=org_type)


def form_of(regime, **changes) -> dict:
    """What the page would post for this regime."""
    day = {name: getattr(regime, name) for name in ("opens_on", "first_review_due", "final_due", "registered_by")}
    data = {name: value.isoformat() for name, value in day.items() if value}
    data |= {"mode": regime.mode, "without_supervisor": regime.without_supervisor, "sample_percent": "5"}
    for name in ("has_first_review", "roll_forward", "has_party_review"):
        if getattr(regime, name):
            data[name] = "on"
    return {key: value for key, value in (data | changes).items() if value is not None}


@pytest.fixture
def chief(season):
    return season.bureau.client("registry_chief", season.bureau.bureau)


@pytest.mark.parametrize(
    ("year", "mode", "has_first_review"),
    [
        (2017, "inspection", True),
        (2018, "report_only", False),
        (2024, "report_only", False),
        (2025, "inspection", True),
    ],
)
def test_the_years_have_the_mode_of_their_time(season, year, mode, has_first_review):
    found = rules_of(year)
    assert (found.mode, found.has_first_review) == (mode, has_first_review)
    assert bool(found.first_review_due) is has_first_review


def test_the_page_says_how_many_would_owe_and_why_others_would_not(season, chief):
    season.association()
    season.association("霁川市陶塑协会", registered_on=D(2025, 7, 1))
    season.association("霁川市无日期协会", registered_on=None)
    page = chief.get(url("regime", rules_of().pk)).content.decode()
    assert "1 家" in page
    assert "1 家：2025-06-30之后登记，2025年度免报" in page
    assert "登记日期不明" in page
    assert "2026-06-01（原 2026-05-31，遇休息日顺延）" in page


def test_a_preview_counts_without_writing(season, chief):
    season.association(registered_on=D(2025, 7, 1))
    found = rules_of()
    answer = chief.post(url("regime", found.pk), form_of(found, registered_by="2025-12-31", preview="1"))
    assert answer.status_code == 200
    assert "1 家" in answer.content.decode()
    found.refresh_from_db()
    assert found.registered_by == D(2025, 6, 30)


def test_an_edited_regime_decides_who_owes_and_who_is_spared(season, chief):
    season.association()
    new = season.association("霁川市陶塑协会", registered_on=D(2025, 7, 1))
    spared = season.association("霁川市清算协会", status=Status.LIQUIDATING)
    found = rules_of()
    changes = {
        "registered_by": "2025-12-31",
        "exempt_statuses": ["liquidating"],
        "document": "霁民发〔2026〕2号",
        "attachments": "审计报告｜慈善组织必交或行业协会商会必交｜当年的\n证书副本复印件",
    }
    assert chief.post(url("regime", found.pk), form_of(found, **changes)).status_code == 302
    found.refresh_from_db()
    assert found.attachments == [
        {
            "code": "audit_report",
            "title": "审计报告",
            "required": "if_charity|if_industry_association",
            "hint": "当年的",
        },
        {"code": "own_2", "title": "证书副本复印件", "required": "always", "hint": ""},
    ]
    season.open()
    assert season.obligation(new).state == ObligationState.OPEN
    assert season.obligation(spared).state == ObligationState.EXEMPT
    assert "登记状态免报" in season.obligation(spared).reason


def test_attachments_left_as_they_stand_keep_their_codes(season, chief):
    found = rules_of()
    before = found.attachments
    page = chief.get(url("regime", found.pk)).content.decode()
    shown = html.unescape(page.split('name="attachments"')[1].split(">", 1)[1].split("</textarea>")[0])
    assert chief.post(url("regime", found.pk), form_of(found, attachments=shown)).status_code == 302
    found.refresh_from_db()
    assert before
    assert found.attachments == before


def test_an_attachment_that_is_for_nobody_known_is_not_taken(season, chief):
    answer = chief.post(url("regime", rules_of().pk), form_of(rules_of(), attachments="审计报告｜都要"))
    assert answer.status_code == 422
    assert "第1行的“都要”不明白" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opens_on": "2026-06-01"}, "开始填报须早于报送截止"),
        ({"has_first_review": None}, "不设初审截止日期"),
        ({"first_review_due": "2026-06-02"}, "初审截止不能晚于报送截止"),
        ({"mode": "report_only", "conclude_due": "2026-09-30"}, "只有年度检查作出结论"),
    ],
)
def test_dates_that_contradict_each_other_are_not_taken(season, chief, changes, sentence):
    answer = chief.post(url("regime", rules_of().pk), form_of(rules_of(), **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_once_opened_only_a_notice_changes_it(season, chief):
    season.association()
    season.open()
    found = rules_of()
    page = chief.get(url("regime", found.pk)).content.decode()
    assert "已经开启" in page
    assert 'name="registered_by"' not in page
    answer = chief.post(url("regime", found.pk), form_of(found, registered_by="2025-12-31"))
    assert answer.status_code == 409
    found.refresh_from_db()
    assert found.registered_by == D(2025, 6, 30)


def test_a_district_writes_rules_of_its_own_and_opens_only_its_own_year(season):
    b = season.bureau
    season.association("霁川市花木协会")
    season.association("砚海区安居物业协会", authority=b.yanhai_bureau)
    district = b.client("registry_chief", b.yanhai_bureau)
    city = rules_of()
    assert district.post(url("regime", city.pk), form_of(city)).status_code == 409, "the city's are the city's"
    answer = district.post(url("own_regime", city.pk), form_of(city, final_due="2026-04-30"))
    own = ReportingRegime.objects.get(region=b.yanhai)
    assert answer.url == url("regime", own.pk)
    obligations.open_year(2025, actor=b.actor("registry_chief", b.yanhai_bureau))
    assert list(ReportObligation.objects.values_list("organization__name", "due_on")) == [
        ("砚海区安居物业协会", D(2026, 4, 30))
    ]


def test_a_district_that_was_opened_under_the_city_gets_no_second_rule(season):
    b = season.bureau
    season.association("砚海区安居物业协会", authority=b.yanhai_bureau)
    season.open()
    district = b.client("registry_chief", b.yanhai_bureau)
    answer = district.post(url("own_regime", rules_of().pk), form_of(rules_of()))
    assert answer.status_code == 409
    assert "已按上级规则开启" in answer.content.decode()


# -- moving by notice -------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(season):
    first = season.association()
    season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau, responsibilities={})
    season.seat(first)
    season.open()
    return first


MOVE = {"final_due": "2026-08-30", "document": "霁民函〔2026〕1号"}


def test_before_moving_the_page_says_how_many_and_to_which_day(season, opened, chief):
    page = chief.post(url("move_due", rules_of().pk), MOVE | {"preview": "1"}).content.decode()
    assert "2 份" in page
    assert "2026-08-31" in page, "30 August is a Sunday"
    assert season.obligation(opened).due_on == D(2026, 6, 1)


def test_everybody_is_told_once_in_the_portal_by_mail_and_by_sms(season, opened, chief):
    for _ in range(2):
        assert chief.post(url("move_due", rules_of().pk), MOVE).status_code == 302
    told = Notice.objects.filter(template__startswith="annual_reports.moved")
    b = season.bureau
    offices = {b.commerce.pk, b.bureau.pk, b.yanhai_bureau.pk}
    assert set(told.values_list("department_id", flat=True)) - {None} == offices
    assert told.filter(organization_key__isnull=False).count() == 2
    assert told.get(organization_key=opened.pk).context["due_on"] == "2026-08-31"
    sent = Delivery.objects.filter(notice__organization_key=opened.pk)
    assert sorted(sent.values_list("channel", flat=True)) == ["email", "sms"]


def test_who_has_filed_is_not_told(season, opened, chief):
    season.sent_of(opened, 2025, D(2026, 5, 20))
    ReportObligation.objects.filter(organization=opened).update(
        state="satisfied", satisfied_at="2026-05-20T10:00+08:00"
    )
    chief.post(url("move_due", rules_of().pk), MOVE)
    assert not Notice.objects.filter(organization_key=opened.pk).exists()
    assert season.obligation(opened).due_on == D(2026, 8, 31), (
        "whether it was in time is judged by the date that binds"
    )


def test_many_are_moved_by_a_job(season, opened, chief, settings, monkeypatch):
    monkeypatch.setattr(regimes, "MANY", 1)
    answer = chief.post(url("move_due", rules_of().pk), MOVE)
    job = Job.objects.get(kind="annual_reports.move_due")
    assert answer.url == reverse("staff:jobs:detail", args=[job.pk])
    runner.run(job.pk, job.attempt)
    assert season.obligation(opened).due_on == D(2026, 8, 31)
    assert Notice.objects.filter(template="annual_reports.moved").count() == 2


def test_the_first_date_alone_may_be_moved(season, opened):
    found = rules_of()
    moved = regimes.move_and_tell(
        found, final_due=found.final_due, first_review_due=D(2026, 4, 30), document="通知", actor=SYSTEM
    )
    assert moved == 1, "the other has no first review"
    assert (season.obligation(opened).first_due_on, season.obligation(opened).due_on) == (
        D(2026, 4, 30),
        D(2026, 6, 1),
    )


def test_a_foundation_has_no_first_date_to_move(season, chief):
    page = chief.get(url("move_due", rules_of(org_type=OrgType.FOUNDATION).pk)).content.decode()
    assert 'name="final_due"' in page
    assert 'name="first_review_due"' not in page
