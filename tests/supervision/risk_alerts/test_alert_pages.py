"""Alerts through the front door: who sees them, who may judge and dismiss them, what the night makes of it."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.models import TransitionLog
from registry.organizations.models import Organization
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep

DAY = datetime.date(2026, 6, 3)
NEXT = DAY + datetime.timedelta(days=1)
LIST = "staff:risk_alerts:list"


@pytest.fixture
def swept(rich):
    sweep.run(DAY)
    rich.tea_alert = RiskAlert.objects.get(organization=rich.tea)
    rich.steel_alert = RiskAlert.objects.get(organization=rich.steel)
    return rich


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def act(client, alert, verb, comment="已与该单位核实"):
    url = reverse(f"staff:risk_alerts:{verb}", args=[alert.pk])
    return client.post(url, {"comment": comment, "reason": "wrong_data"}, follow=True)


def test_a_department_sees_the_alerts_of_its_organizations_and_no_others(swept):
    officer = swept.client("department_officer", swept.commerce)
    html = page(officer, LIST).content.decode()
    assert "霁川市茶叶流通协会" in html
    assert "砚海区钢贸商会" not in html
    assert page(officer, "staff:risk_alerts:detail", swept.steel_alert.pk).status_code == 404
    other = swept.client("department_officer", swept.industry)
    assert "目前没有未解除的预警" in page(other, LIST).content.decode()


def test_the_list_is_narrowed_by_rule_severity_district_department_year_and_status(swept):
    clerk = swept.client("registry_clerk", swept.bureau)

    def names(**query):
        html = page(clerk, LIST, **query).content.decode()
        return {name for name in ("霁川市茶叶流通协会", "砚海区钢贸商会") if f">{name}</a>" in html}

    both = {"霁川市茶叶流通协会", "砚海区钢贸商会"}
    assert names() == names(rule="TT-01") == names(year="2026") == both
    assert names(severity="H") == names(severity="grave") == names(district=swept.yanhai.pk) == {"砚海区钢贸商会"}
    assert names(department=swept.commerce.pk) == names(q="茶叶") == {"霁川市茶叶流通协会"}
    assert names(year="2019") == names(status="resolved") == names(status="dismissed") == set()
    assert names(status="waiting") == names(status="all") == both


def test_a_filter_is_shown_as_a_chip_that_can_be_taken_off(swept):
    html = page(swept.client("registry_clerk", swept.bureau), LIST, severity="H").content.decode()
    assert "级别：高" in html
    assert "筛选后 1 条，共" in html


def test_the_list_needs_few_queries_whatever_its_length(swept, django_assert_max_num_queries):
    clerk = swept.client("registry_clerk", swept.bureau)
    page(clerk, LIST)
    with django_assert_max_num_queries(18):
        page(clerk, LIST)


def test_an_alert_shows_its_facts_its_rule_and_whether_the_article_was_checked(swept):
    html = page(swept.client("registry_clerk", swept.bureau), "staff:risk_alerts:detail", swept.tea_alert.pk)
    text = html.content.decode()
    assert "注册资金较多" in text
    assert "茶叶" in text
    assert "社会团体登记管理条例" in text
    assert "条文待核" in text
    assert "霁川市商务局" in text


def test_the_competent_chief_dismisses_with_a_reason_and_it_stays_dismissed_the_next_night(swept):
    chief = swept.client("registry_chief", swept.bureau)
    response = act(chief, swept.tea_alert, "dismiss")
    assert "已排除" in response.content.decode()
    sweep.run(NEXT)
    alert = RiskAlert.objects.get(organization=swept.tea)
    assert (alert.state, alert.dismissed_on, alert.dismissal_reason) == ("dismissed", DAY, "已与该单位核实")
    assert TransitionLog.objects.of(alert).get().name == "dismiss"
    assert "霁川市茶叶流通协会" not in page(chief, LIST).content.decode()


def test_a_dismissed_alert_opens_again_when_its_facts_change(swept):
    act(swept.client("registry_chief", swept.bureau), swept.tea_alert, "dismiss")
    Organization.objects.filter(pk=swept.tea.pk).update(industry="茶叶、咖啡")
    assert sweep.run(NEXT).total("changed") == 1
    alert = RiskAlert.objects.get(organization=swept.tea)
    assert (alert.state, alert.dismissed_on, alert.evidence) == ("new", None, {"industry": "茶叶、咖啡"})


def test_a_dismissed_alert_is_resolved_when_its_condition_goes(swept):
    act(swept.client("registry_chief", swept.bureau), swept.tea_alert, "dismiss")
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=0)
    assert sweep.run(NEXT).total("resolved") == 1
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=9)
    assert sweep.run(NEXT).total("opened") == 1


def test_the_city_sees_a_district_alert_and_may_not_dismiss_it(swept):
    chief = swept.client("registry_chief", swept.bureau)
    html = page(chief, "staff:risk_alerts:detail", swept.steel_alert.pk).content.decode()
    assert "排除由砚海区民政局办理" in html
    response = act(chief, swept.steel_alert, "dismiss")
    assert "“排除”由砚海区民政局办理" in response.content.decode()
    swept.steel_alert.refresh_from_db()
    assert swept.steel_alert.state == "new"


def test_dismissing_needs_a_reason_and_the_permission(swept):
    response = act(swept.client("registry_chief", swept.bureau), swept.tea_alert, "dismiss", comment=" ")
    assert response.status_code == 422
    assert 'href="#dismiss_comment"' in response.content.decode()
    clerk = swept.client("registry_clerk", swept.bureau)
    assert act(clerk, swept.tea_alert, "dismiss").status_code == 403
    swept.tea_alert.refresh_from_db()
    assert swept.tea_alert.dismissed_on is None


def test_a_second_judgement_is_refused_in_words_and_leaves_one_log_line(swept):
    clerk = swept.client("registry_clerk", swept.bureau)
    assert "已记录研判意见" in act(clerk, swept.tea_alert, "judge", "确有此事").content.decode()
    assert "当前状态为“已研判”" in act(clerk, swept.tea_alert, "judge").content.decode()
    assert TransitionLog.objects.of(swept.tea_alert).count() == 1
    assert "确有此事" in page(clerk, "staff:risk_alerts:detail", swept.tea_alert.pk).content.decode()


def test_a_resolved_alert_can_no_longer_be_handled(swept):
    Organization.objects.filter(pk=swept.tea.pk).update(registered_funds_yuan=0)
    sweep.run(NEXT)
    chief = swept.client("registry_chief", swept.bureau)
    assert "已于2026-06-04解除" in act(chief, swept.tea_alert, "dismiss").content.decode()
    html = page(chief, "staff:risk_alerts:detail", swept.tea_alert.pk).content.decode()
    assert "确认该情况已不存在" in html
    assert "确定排除" not in html


def test_the_tab_of_an_organization_shows_its_alerts_open_and_resolved(swept):
    clerk = swept.client("registry_clerk", swept.bureau)
    url = reverse("staff:risk_alerts:of_organization", args=[swept.tea.pk])
    assert "注册资金较多" in clerk.get(url).content.decode()
    fragment = clerk.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "注册资金较多" in fragment
    assert "<html" not in fragment
    stranger = swept.client("department_officer", swept.industry)
    assert stranger.get(url).status_code == 404


def test_the_rule_book_counts_exactly_the_alerts_its_link_opens(swept):
    for client, count in (
        (swept.client("registry_clerk", swept.bureau), 2),
        (swept.client("department_officer", swept.commerce), 1),
    ):
        html = page(client, "staff:rules:detail", "TT-01").content.decode()
        link = f"{reverse(LIST)}?rule=TT-01"
        assert f'<a href="{link}">{count} 条</a>' in html
        assert f"筛选后 {count} 条" in client.get(link).content.decode()
        assert f'<a href="{link}">{count}</a>' in page(client, "staff:rules:list").content.decode()


def test_an_unknown_rule_has_no_page(swept):
    assert page(swept.client("registry_clerk", swept.bureau), "staff:rules:detail", "XX-9").status_code == 404
