"""列入情形和期限: every row by date for whoever works with credit; a new one from a day on, the past untouched."""

import datetime

import pytest
from django.urls import reverse

from core.rules.base import rule_of
from core.rules.explained import explanation
from core.workflow.errors import NotCompetent, NotPermitted
from supervision.credit_terms import actions
from supervision.credit_terms.models import CreditGround, CreditPeriod, period
from supervision.credit_terms.states import PeriodCode

D = datetime.date
SINCE, DAY = D(2018, 1, 24), D(2026, 7, 1)
PAGE = "staff:credit_terms:"
LAW = "《某办法》第三条"
NEW = {
    "title": "未按照规定报送年度工作报告", "public_words": "未按规定时限和要求报送年度工作报告", "source": LAW,
    "remedy": "补报年度工作报告后申请移出。", "is_verified": "on", "valid_from": f"{DAY}",
}  # fmt: skip


@pytest.fixture
def chief(world):
    return world.client("registry_chief", world.bureau)


def shown(client, name="list", *args) -> str:
    return client.get(reverse(PAGE + name, args=args)).content.decode()


def revise(client, **given):
    return client.post(reverse(f"{PAGE}set_ground", args=["ABN-1"]), {**NEW, **given})


def set_months(client, **given):
    data = {"number": 12, "source": LAW, "valid_from": f"{DAY}", **given}
    return client.post(reverse(f"{PAGE}set_period", args=["spent_months"]), data)


def months():
    return list(CreditPeriod.objects.filter(code="spent_months").values_list("number", "valid_from", "valid_to"))


@pytest.mark.parametrize("role", ["registry_clerk", "registry_chief", "legal_reviewer", "inspector", "auditor"])
def test_whoever_has_to_do_with_credit_reads_every_ground(world, role):
    client = world.client(role, world.bureau)
    html = shown(client)
    for one in CreditGround.objects.all():
        assert str(one) in html
    page = shown(client, "detail", "ABN-5")
    for words in (
        "受到警告或者不满5万元罚款处罚",
        "满6个月移出",
        "没有可改正事项",
        "第十一条第（5）项",
        "条文待核",
        "2018-01-24",
    ):
        assert words in page
    assert ("修订</a>" in page) == (role == "registry_chief")
    assert client.get(reverse(f"{PAGE}detail", args=["ABN-99"])).status_code == 404


def test_a_department_reads_and_a_street_does_not(world):
    officer = world.client("department_officer", world.commerce)
    assert "修订" not in shown(officer, "detail", "ABN-1")
    street = world.client("street_officer", world.tinglan_office)
    assert street.get(reverse(f"{PAGE}list")).status_code == 403


def test_a_ground_is_revised_from_a_day_on_and_keeps_how_it_is_checked_and_left(world, chief, set_clock):
    assert revise(chief).status_code == 302
    old, new = CreditGround.objects.filter(code="ABN-1").order_by("valid_from")
    assert (old.valid_from, old.valid_to, new.valid_from, new.valid_to) == (SINCE, D(2026, 6, 30), DAY, None)
    assert (new.check_kind, new.exit_kind, new.list, new.number) == (
        old.check_kind, old.exit_kind, old.list, old.number,
    )  # fmt: skip
    assert (old.is_verified, new.is_verified) == (False, True)
    assert "尚未启用" in shown(chief, "detail", "ABN-1")
    clerk = world.client("registry_clerk", world.bureau)
    offered = reverse("staff:credit_listings:create", args=[world.late.pk])
    assert list(clerk.get(offered).context["form"].fields["ground"].queryset.filter(code="ABN-1")) == [old]
    set_clock(f"{DAY}")
    assert list(clerk.get(offered).context["form"].fields["ground"].queryset.filter(code="ABN-1")) == [new]
    assert "已停用" in shown(clerk, "detail", "ABN-1")


def test_stays_under_the_former_words_are_found_with_those_under_the_new(world, chief, set_clock):
    first = world.listed(day="2026-07-01", set_clock=set_clock)
    set_clock("2026-07-02")
    revise(chief, valid_from="2026-07-03")
    clerk = world.client("registry_clerk", world.bureau)
    page = clerk.get(reverse("staff:credit_listings:entries"), {"ground": "ABN-1"})
    choices = [code for code, _ in page.context["listing"].filters.form.fields["ground"].choices]
    assert choices.count("ABN-1") == 1
    assert reverse("staff:credit_listings:entry", args=[first.pk]) in page.content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"valid_from": "2026-06-03"}, "须晚于今天"),
        ({"valid_from": "2018-01-24"}, "须晚于今天"),
        ({"remedy": " "}, "怎样改正"),
        ({"source": ""}, "依据"),
        ({"valid_from": "明天"}, "日期"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(world, chief, given, words):
    answer = revise(chief, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert CreditGround.objects.get(code="ABN-1").valid_to is None


def test_what_says_the_same_is_no_new_row(world, chief):
    last = CreditGround.objects.get(code="ABN-1")
    same = {name: getattr(last, name) for name in ("title", "public_words", "remedy", "source")}
    answer = revise(chief, **same, is_verified="")
    assert "没有变化" in answer.content.decode()


def test_a_period_holds_from_its_day_for_pages_and_rules(world, chief):
    assert set_months(chief).status_code == 302
    assert months() == [(6, SINCE, D(2026, 6, 30)), (12, DAY, None)]
    assert [period(PeriodCode.SPENT, day) for day in (D(2026, 6, 30), DAY)] == [6, 12]
    rule = rule_of("SV-02")
    assert "满6个月" in explanation(rule, None, D(2026, 6, 30))
    assert "满12个月" in explanation(rule, None, DAY)


def test_one_that_has_not_begun_is_taken_back_and_the_former_holds_on(world, chief, set_clock):
    set_months(chief)
    revise(chief)
    assert set_months(chief, number=9, valid_from="2026-06-20").status_code == 422
    ahead = CreditPeriod.objects.get(valid_from=DAY)
    ground = CreditGround.objects.get(valid_from=DAY)
    assert "撤回" in shown(chief)
    chief.post(reverse(f"{PAGE}take_period_back", args=[ahead.pk]))
    chief.post(reverse(f"{PAGE}take_ground_back", args=[ground.pk]))
    assert months() == [(6, SINCE, None)]
    assert CreditGround.objects.get(code="ABN-1").valid_to is None
    set_months(chief)
    set_clock(f"{DAY}")
    begun = CreditPeriod.objects.get(valid_from=DAY)
    answer = chief.post(reverse(f"{PAGE}take_period_back", args=[begun.pk]))
    assert "已经启用" in answer.content.decode()
    assert len(months()) == 2


def test_the_citys_chief_sets_and_nobody_else(world):
    district = world.client("registry_chief", world.yanhai_bureau)
    assert "霁川市民政局" in shown(district)
    assert set_months(district).status_code == 422
    clerk = world.client("registry_clerk", world.bureau)
    assert set_months(clerk).status_code == 403
    given = {"number": 12, "source": LAW, "is_verified": False, "valid_from": DAY}
    with pytest.raises(NotCompetent):
        actions.set_period("spent_months", actor=world.actor("registry_chief", world.yanhai_bureau), **given)
    with pytest.raises(NotPermitted):
        actions.set_period("spent_months", actor=world.clerk, **given)
    assert months() == [(6, SINCE, None)]
