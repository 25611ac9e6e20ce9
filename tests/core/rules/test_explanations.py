"""What a rule says of itself has the numbers of its version and of dated rows, not those of the code."""

import datetime
import re

import pytest
from django.urls import reverse

from core.rules import parameters
from core.rules.base import all_rules, rule_of
from core.rules.explained import explanation
from core.rules.models import RuleVersion
from core.rules.reference import load_rules
from supervision.credit_terms.models import CreditPeriod
from supervision.credit_terms.reference import load_terms
from supervision.credit_terms.states import PeriodCode
from tests.supervision.risk_alerts.conftest import bureau  # noqa: F401 fixture

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 3)
# A number with its unit that stands in the text itself: fixed by the way the rule is built, no parameter of anything.
FIXED = {"PB-09": ["1日", "10月", "1日"]}
RULES = {rule.code: rule for rule in all_rules()}


def version(rule, **params) -> RuleVersion:
    return RuleVersion(code=rule.code, params={**rule.default_params, **params}, severity=rule.default_severity)


def changed(value):
    if isinstance(value, bool):
        return not value
    return [one + 1 for one in value] if isinstance(value, list) else value + 1


@pytest.mark.parametrize("code", RULES)
def test_no_placeholder_stays_and_no_number_is_written_in(code):
    rule = RULES[code]
    assert not re.search("[{}]", explanation(rule, version(rule), DAY))
    written = re.findall(
        r"\d+(?:个月|个工作日|工作日|日|天|年|月|个单位|人|周岁|届)", re.sub(r"\{.*?\}", "", rule.explanation)
    )
    assert written == FIXED.get(code, [])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (rule.code, name)
        for rule in RULES.values()
        for name, label in rule.param_labels.items()
        if parameters.field_of(rule.default_params[name], label)
    ],
)
def test_every_parameter_that_can_be_changed_changes_what_is_said(code, name):
    rule = RULES[code]
    other = version(rule, **{name: changed(rule.default_params[name])})
    assert explanation(rule, other, DAY) != explanation(rule, version(rule), DAY)


def test_what_a_version_leaves_out_is_said_as_the_rule_takes_it():
    rule = rule_of("AR-01")
    assert "前30、15、7、1日各提醒一次" in explanation(rule, RuleVersion(code="AR-01", severity="I"), DAY)
    assert "前30、15、7、1日各提醒一次" in explanation(rule, None, DAY)


def test_a_yes_or_no_chooses_words():
    rule = rule_of("FE-01")
    assert explanation(rule, version(rule), DAY).startswith("行业协会商会的会费标准")
    assert explanation(rule, version(rule, industry_associations_only=False), DAY).startswith("社会团体的会费标准")


def test_a_number_of_dated_rows_is_the_one_of_the_day_asked_about():
    load_terms()
    first = datetime.date(2027, 1, 1)
    before = CreditPeriod.objects.filter(code=PeriodCode.SERIOUS_AFTER)
    before.update(valid_to=first - datetime.timedelta(days=1))
    CreditPeriod.objects.create(code=PeriodCode.SERIOUS_AFTER, number=3, source="某办法", valid_from=first)
    rule = rule_of("SV-01")
    assert "满2年仍未移出" in explanation(rule, version(rule), DAY)
    assert "满3年仍未移出" in explanation(rule, version(rule), first)


def test_the_pages_say_the_version_in_force_on_their_day(bureau, set_clock):  # noqa: F811
    load_rules()
    later = datetime.date(2026, 7, 1)
    first = RuleVersion.objects.filter(code="FE-01")
    first.update(valid_to=later - datetime.timedelta(days=1))
    RuleVersion.objects.create(
        code="FE-01", number=2, params={"days": 45, "industry_associations_only": True}, severity="M", valid_from=later
    )
    chief = bureau.client("registry_chief", bureau.bureau)
    pages = [
        reverse("staff:rules:list"),
        reverse("staff:rules:detail", args=["FE-01"]),
        reverse("staff:rules:propose", args=["FE-01"]),
    ]
    for page in pages:
        assert "满30日仍没有公布日期" in chief.get(page).content.decode()
    set_clock(f"{later}T09:00")
    for page in pages:
        html = chief.get(page).content.decode()
        assert "满45日仍没有公布日期" in html
        assert "满30日仍没有公布日期" not in html
