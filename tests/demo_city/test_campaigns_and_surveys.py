"""The campaigns and forms of the demo city stand as docs/demo-city.md says."""

import datetime

import pytest
from django.urls import reverse

from core.identity.models import User
from supervision.campaigns import queries
from supervision.campaigns.models import Campaign, CampaignTarget, SiteCheck
from supervision.surveys.models import Survey
from supervision.surveys.queries import asked_before
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.city
DAY = datetime.date(2026, 6, 3)


@pytest.fixture
def clerk(client):
    client.force_login(User.objects.get(username="wangke"), backend=BACKEND)
    return client


def test_fifty_of_sixty_are_done(clerk):
    fees = Campaign.objects.get(title="2026年社会团体收费清理")
    total = queries.progress(fees.targets.all(), "total", DAY)[0]
    assert (total.numerator, total.denominator, total.rate) == (50, 60, "83.3%")
    page = clerk.get(reverse("staff:campaigns:detail", args=[fees.pk])).content.decode()
    assert "83.3%" in page


def test_the_printers_put_right_what_they_did_not_publish():
    target = CampaignTarget.objects.get(organization__name="霁川市印刷包装行业协会")
    assert target.state == "rectifying"
    assert "公布" in target.orders.get().text


def test_the_watchmakers_are_on_the_list_of_the_inactive_and_were_visited_by_two():
    target = CampaignTarget.objects.get(organization__name="霁川市钟表收藏研究会", campaign__kind__code="zombie")
    assert target.state == "open"
    assert len(SiteCheck.objects.get(target=target).inspectors) == 2


def test_one_form_runs_with_answers_one_is_monthly_one_is_a_draft_that_asks_twice():
    states = dict(Survey.objects.values_list("title", "state"))
    assert states["行业协会商会参展和对接情况"] == "running"
    assert Survey.objects.get(repeat="monthly").rounds.count() == 2
    draft = Survey.objects.get(state="draft")
    assert {one.question.label for one in asked_before(draft, [1])} >= {"专职工作人员数", "兼职工作人员数"}
