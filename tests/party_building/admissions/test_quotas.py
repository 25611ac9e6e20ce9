"""发展党员计划单列: what is used, who may go beyond it, and the share of heads and full-time staff."""

import datetime

import pytest
from django.urls import reverse

from party_building.admissions import queries
from party_building.admissions.models import Admission, AdmissionQuota

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def plan(desk):
    def plan(planned, year=2025):
        said = {"year": year, "planned": planned, "document": "霁组〔2025〕3号", "approved_on": "2025-01-20"}
        answer = desk.post(reverse("staff:admissions:plan"), said)
        assert answer.status_code == 302, answer.content.decode()
        return AdmissionQuota.objects.get(year=year)

    return plan


def post(client, side, admission, day, note=""):
    url = reverse(f"{side}:admissions:step", args=[admission.pk])
    return client.post(url, {"step": "acceptance", "done_on": day, "document": "", "note": note})


def test_beyond_the_plan_only_the_superior_accepts_with_a_reason(desk, secretary, applied, advance, plan):
    plan(1)
    advance(applied("甲子"), "acceptance", acceptance=D(2025, 4, 1))
    second = advance(applied("乙丑"), "form")
    refused = post(secretary, "org", second, "2025-05-01")
    assert refused.status_code == 422
    assert "2025年发展党员计划（单列）1名已经用完" in refused.content.decode()
    assert "写明理由" in post(desk, "staff", second, "2025-05-01").content.decode()
    assert post(desk, "staff", second, "2025-05-01", "经市委组织部同意追加").status_code == 302
    second.refresh_from_db()
    assert second.over_quota_reason == "经市委组织部同意追加"
    assert "超出年度计划接收" in desk.get(reverse("staff:admissions:detail", args=[second.pk])).content.decode()


def test_another_year_and_a_year_without_a_plan_are_free(secretary, applied, advance, plan):
    plan(0, year=2024)
    admission = advance(applied(), "form")
    assert post(secretary, "org", admission, "2025-05-01").status_code == 302


def test_who_is_declined_gives_the_place_back(desk, applied, advance, plan):
    quota = plan(1)
    admission = advance(applied(), "superior_talk", acceptance=D(2025, 4, 1))
    assert queries.used(quota.department_id, 2025) == 1
    desk.post(reverse("staff:admissions:change", args=[admission.pk, "decline"]), {"comment": "材料不全"})
    assert queries.used(quota.department_id, 2025) == 0


def test_the_list_shows_used_beside_planned(desk, applied, advance, plan):
    plan(5)
    advance(applied(), "acceptance", acceptance=D(2025, 4, 1))
    page = desk.get(reverse("staff:admissions:quotas")).content.decode()
    assert "霁组〔2025〕3号" in page
    assert queries.used(AdmissionQuota.objects.get().department_id, 2025) == 1
    assert queries.with_used(AdmissionQuota.objects.all()).get().used == 1


def test_two_at_the_same_plan_see_both_versions(desk, plan):
    quota = plan(5)
    url = reverse("staff:admissions:quota", args=[quota.pk])
    said = {"planned": 6, "document": "甲", "approved_on": "2025-01-20", "version": quota.version}
    assert desk.post(url, said).status_code == 302
    assert desk.post(url, {**said, "planned": 7}).status_code == 409


def test_numbers_of_a_period_have_their_days_and_the_share_of_those_preferred(desk, applied, advance):
    advance(applied("甲子", position="head"), "acceptance", acceptance=D(2025, 4, 1))
    advance(applied("乙丑", position="full_time"), "acceptance", acceptance=D(2025, 4, 30))
    advance(applied("丙寅", position="other"), "acceptance", acceptance=D(2025, 5, 1))
    found = queries.flow(Admission.objects.all(), D(2025, 4, 1), D(2025, 4, 30))
    assert (found.accepted, found.heads, found.full_time, found.preferred) == (2, 1, 1, 2)
    page = desk.get(reverse("staff:admissions:figures"), {"first": "2025-04-01", "last": "2025-05-01"})
    assert "3 人" in page.content.decode()
    assert "66.6" in page.content.decode()
    wrong = desk.get(reverse("staff:admissions:figures"), {"first": "2025-05-01", "last": "2025-04-01"})
    assert wrong.status_code == 422


def test_activists_count_where_they_work_on_the_day(applied, advance, tea):
    advance(applied(), "education", activist=D(2025, 1, 10))
    assert queries.activists_by_organization(D(2025, 1, 9), None) == {}
    assert queries.activists_by_organization(D(2025, 1, 10), None) == {tea.pk: 1}
