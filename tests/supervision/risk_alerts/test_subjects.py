"""What alerts speak of: kinds are lines of config/rule_subjects.py, and each line must be true."""

import datetime

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from core.rules.base import all_rules
from core.rules.subjects import subject_kind, subject_kinds
from registry.certificates.models import Certificate
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import SCOPE_COPIES

DAY = datetime.date(2026, 6, 3)
LIST = "staff:risk_alerts:list"


def test_every_rule_speaks_of_a_kind_that_is_listed():
    assert {rule.subject_kind for rule in all_rules()} <= set(subject_kinds())


@pytest.mark.parametrize("kind", settings.RULE_SUBJECTS, ids=lambda kind: kind.code)
def test_a_kind_names_a_table_its_columns_and_a_page(kind):
    columns = {field.column for field in kind.table._meta.fields}
    assert set(kind.offices.values()) <= columns
    assert set(kind.offices) <= set(SCOPE_COPIES)
    assert kind.table._base_manager.select_related(*kind.related).query
    assert not kind.named_by or kind.named_by in columns
    assert not kind.is_party or set(kind.offices) == {"party_superior"}
    assert not kind.is_party or kind.permission
    if kind.page:
        try:
            reverse(kind.page, args=[1])
        except NoReverseMatch:
            pytest.fail(f"{kind.page} is no staff page opened by one id")


def test_a_row_of_an_organization_is_seen_by_its_offices_and_said_with_its_name(rich, only_rules):
    only_rules("Papers")
    paper = Certificate.objects.create(
        organization=rich.tea, valid_from=DAY, issue_reason="first", copies=3, printed_from=DAY
    )
    sweep.run(DAY)
    alert = RiskAlert.objects.about("certificate", [paper.pk]).get()
    assert (alert.subject, alert.organization) == (paper, rich.tea)
    officer = rich.client("department_officer", rich.commerce)
    assert f"霁川市茶叶流通协会　{paper}" in officer.get(reverse(LIST)).content.decode()
    html = officer.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert reverse("staff:certificates:of_organization", args=[rich.tea.pk]) in html
    assert "<dt>副本</dt><dd>3</dd>" in html
    other = rich.client("department_officer", rich.industry)
    assert other.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).status_code == 404


def test_a_row_of_no_organization_belongs_to_the_offices_its_kind_names(rich, only_rules):
    only_rules("Offices")
    sweep.run(DAY)
    officer = rich.client("department_officer", rich.commerce)
    html = officer.get(reverse(LIST), {"q": rich.commerce.name}).content.decode()
    assert str(rich.commerce) in html
    assert "筛选后 1 条" in html
    assert str(rich.industry) not in officer.get(reverse(LIST)).content.decode().split("<main")[1]


def test_an_alert_whose_row_is_gone_still_shows_and_ends_the_next_night(rich, only_rules):
    only_rules("Papers")
    gone = Certificate.objects.create(organization=rich.tea, valid_from=DAY, issue_reason="first")
    sweep.run(DAY)
    gone.delete()
    alert = RiskAlert.objects.get()
    clerk = rich.client("registry_clerk", rich.bureau)
    assert "登记证书（已不存在）" in clerk.get(reverse(LIST)).content.decode()
    assert "已不存在" in clerk.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    sweep.run(DAY)
    assert RiskAlert.objects.get().resolved_on == DAY


def test_the_subjects_of_a_list_cost_one_query_a_kind(rich, only_rules, django_assert_num_queries):
    only_rules("Rich", "Offices")
    sweep.run(DAY)
    with django_assert_num_queries(3):
        assert len([alert.subject for alert in RiskAlert.objects.prefetch_related("subject")]) > 3


def test_a_kind_nobody_lists_is_refused():
    with pytest.raises(KeyError):
        subject_kind("planet")
