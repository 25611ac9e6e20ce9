"""The rule book as a page: what is checked, by which article, and what came of it."""

import datetime

from django.urls import reverse

from core.rules.models import LegalSource
from registry.organizations.models import Organization
from supervision.models import AlertLimit, RiskAlert
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import LimitKind
from tests.support.links import wrong_numbers

DAY = datetime.date(2026, 6, 3)


def shown(client, name="staff:rules:list", *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_anybody_on_staff_reads_every_rule_with_its_article_and_version(book):
    for role, office in (("registry_clerk", "bureau"), ("department_officer", "commerce"), ("inspector", "bureau")):
        html = shown(book.bureau.client(role, getattr(book.bureau, office)))
        assert "TT-01 注册资金较多" in html
        assert "社会团体登记管理条例" in html
        assert "第1版" in html


def test_its_numbers_are_those_of_the_lists_they_lead_to(book):
    sweep.run(DAY)
    assert wrong_numbers(book.clerk, shown(book.clerk)) == []


def test_the_share_confirmed_and_the_days_to_close_are_counted(book, set_clock):
    sweep.run(DAY)
    tea, steel = (RiskAlert.objects.get(organization=one) for one in (book.bureau.tea, book.bureau.steel))
    book.clerk.post(reverse("staff:risk_alerts:judge", args=[tea.pk]), {"comment": "属实"})
    assert "1 / 1 条" in shown(book.clerk, "staff:rules:detail", "TT-01")
    Organization.objects.filter(pk=book.bureau.tea.pk).update(registered_funds_yuan=0)
    set_clock("2026-06-13")
    sweep.run(datetime.date(2026, 6, 13))
    html = shown(book.clerk, "staff:rules:detail", "TT-01")
    assert "1 / 1 条" in html
    assert "中位数 10 天" in html
    chief = book.bureau.client("registry_chief", book.bureau.yanhai_bureau)
    chief.post(reverse("staff:risk_alerts:dismiss", args=[steel.pk]), {"reason": "wrong_data", "comment": "误录"})
    assert "1 / 2 条" in shown(book.clerk, "staff:rules:detail", "TT-01")


def test_a_rule_whose_alerts_are_mostly_false_is_flagged_from_the_limits_on(book):
    AlertLimit.objects.filter(kind=LimitKind.NOISY_LEAST).update(number=2)
    sweep.run(DAY)
    chiefs = {"tea": book.second, "steel": book.bureau.client("registry_chief", book.bureau.yanhai_bureau)}
    given = {"reason": "not_applicable", "comment": "不适用"}
    for name, chief in chiefs.items():
        assert "误报偏多" not in shown(book.clerk)
        alert = RiskAlert.objects.get(organization=getattr(book.bureau, name))
        chief.post(reverse("staff:risk_alerts:dismiss", args=[alert.pk]), given)
    assert "误报偏多" in shown(book.clerk)
    assert "误报偏多：" in shown(book.clerk, "staff:rules:detail", "TT-01")


def test_a_source_shows_its_text_its_days_and_the_rules_that_rest_on_it(book):
    source = LegalSource.objects.get(code="associations-28")
    assert "associations-28" not in shown(book.clerk, "staff:rules:sources")
    assert str(source) in shown(book.clerk, "staff:rules:sources")
    html = shown(book.clerk, "staff:rules:source", source.pk)
    assert "条文尚未录入" in html
    assert "TT-01 注册资金较多" in html


def test_a_legal_reviewer_enters_the_wording_and_the_earlier_one_stays_in_the_history(book):
    source = LegalSource.objects.get(code="associations-28")
    reviewer = book.bureau.client("legal_reviewer", book.bureau.bureau)
    edit = reverse("staff:rules:edit_source", args=[source.pk])
    given = {"article": "第二十八条", "in_force_from": "2016-02-06"}
    assert reviewer.post(edit, {**given, "is_verified": "on"}).status_code == 422
    reviewer.post(edit, {**given, "text": "第一稿条文"})
    reviewer.post(edit, {**given, "text": "第二稿条文", "is_verified": "on"})
    html = shown(book.clerk, "staff:rules:source", source.pk)
    assert "第一稿条文" in html
    assert html.count("第二稿条文") == 2
    assert "已核对" in html
    assert ">条文待核<" not in shown(book.clerk, "staff:rules:detail", "TT-01")
    assert book.author.post(edit, {**given, "text": "改写"}).status_code == 403
