"""Budgets, grants that are due and paid once, spending within the balance, the figures of a year."""

import datetime
import io
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access.scope import EVERYTHING
from core.workflow.errors import NotCompetent, Refusal, SamePerson
from party_building.funds import actions, queries
from party_building.funds.models import FundBudget, Grant, GrantRule, Spending
from tests.party_building.star_ratings.conftest import unit_of
from tests.support.bureau import undone

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 6, 3)


def rule(code: str) -> GrantRule:
    return GrantRule.objects.get(code=code)


def by_rule(bureau, unit, subject, actor, code="model_site", **more) -> Grant:
    return actions.prepare(
        bureau.party_committee, actor=actor, unit=unit, purpose="支持资金", rule=rule(code), subject=subject, **more
    )


def paid(bureau, unit, yuan, first, second, on=TODAY) -> Grant:
    grant = actions.prepare(
        bureau.party_committee, actor=first, unit=unit, purpose="工作经费", grant_yuan=Decimal(str(yuan))
    )
    actions.pay(grant, actor=second, document="霁社党委〔2026〕6号", granted_on=on)
    return grant


def spend(unit, yuan, actor, on=TODAY, **more) -> Spending:
    return actions.spend(
        unit, actor=actor, spent_on=on, kind="training", purpose="培训", spent_yuan=Decimal(str(yuan)), **more
    )


def a_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(buffer)
    return buffer.getvalue()


def names(rows) -> list[str]:
    return [f"{row.subject}:{row.rate.grant_yuan}:{row.period}" for row in rows]


def test_what_the_rules_grant_is_due_until_it_is_prepared_and_a_station_again_next_year(
    bureau, unit, site, station, first, second
):
    found = names(queries.due(EVERYTHING, TODAY))
    assert found == ["听澜党建工作站:100000.00:2026", "红帆示范点:50000.00:0"]
    by_rule(bureau, unit, site, first)
    by_rule(bureau, unit, station, first, code="station")
    assert queries.due(EVERYTHING, TODAY) == []
    assert names(queries.due(EVERYTHING, D(2027, 1, 1))) == ["听澜党建工作站:100000.00:2027"]


def test_a_due_grant_is_prepared_by_one_and_paid_by_another_through_the_pages(bureau, unit, site, station):
    one = bureau.client("party_officer", bureau.party_committee)
    page = one.get(reverse("staff:party_funds:due")).content.decode()
    assert "红帆示范点" in page
    assert "150,000.00" in page
    url = reverse("staff:party_funds:prepare_due", args=[rule("model_site").pk, site.pk])
    assert one.get(url).status_code == 200
    assert one.post(url, {"unit": ""}).status_code == 422
    assert one.post(url, {"unit": unit.pk}).status_code == 302
    grant = Grant.objects.get()
    assert (grant.grant_yuan, grant.state) == (Decimal("50000.00"), "prepared")
    assert queries.balance(unit) == 0
    pay = reverse("staff:party_funds:payment", args=[grant.pk])
    form = {"document": "霁社党委〔2026〕6号", "granted_on": "2026-06-03"}
    same = one.post(pay, form)
    assert same.status_code == 422
    assert "须由另一人办理" in same.content.decode()
    other = bureau.client("party_officer", bureau.party_committee)
    assert other.post(pay, {**form, "document": ""}).status_code == 422
    assert other.post(pay, form).status_code == 302
    assert queries.balance(unit) == Decimal("50000.00")
    assert one.post(url, {"unit": unit.pk}).status_code == 302, "nothing is due any more"
    assert Grant.objects.count() == 1


def test_the_same_is_never_paid_twice_and_the_refusal_says_when_it_was(bureau, unit, site, first, second):
    grant = by_rule(bureau, unit, site, first)
    with pytest.raises(Refusal, match="于2026-06-03拟拨，不能重复拨付"):
        by_rule(bureau, unit, site, second)
    actions.pay(grant, actor=second, document="号", granted_on=D(2026, 6, 2))
    with pytest.raises(Refusal, match="于2026-06-02拨付，不能重复拨付"):
        by_rule(bureau, unit, site, second)
    with pytest.raises(IntegrityError, match="grant_paid_once"), transaction.atomic():
        Grant.objects.create(
            department=bureau.party_committee, unit=unit, rule=grant.rule, model_site=site, grant_yuan=1,
            purpose="再拨", prepared_on=TODAY,
        )  # fmt: skip


def test_what_was_cancelled_or_taken_back_may_be_granted_again(bureau, unit, site, first, second):
    actions.cancel(by_rule(bureau, unit, site, first), actor=first, comment="对象有误")
    grant = by_rule(bureau, unit, site, first)
    actions.pay(grant, actor=second, document="号", granted_on=TODAY)
    actions.reverse(grant, actor=second, comment="停止培育")
    assert queries.balance(unit) == 0
    assert by_rule(bureau, unit, site, first).state == "prepared"


def test_an_award_of_a_grade_is_paid_once_beside_the_money_of_the_site(bureau, unit, chess, site, first, second):
    actions.pay(by_rule(bureau, unit, site, first), actor=second, document="号", granted_on=TODAY)
    award = by_rule(bureau, unit, chess, first, code="grade_4a")
    actions.pay(award, actor=second, document="号", granted_on=TODAY)
    assert queries.balance(unit) == Decimal("70000.00")
    with pytest.raises(Refusal, match="不能重复拨付"):
        by_rule(bureau, unit, chess, second, code="grade_4a")
    with pytest.raises(Refusal, match="须指明社会组织"):
        by_rule(bureau, unit, site, second, code="grade_4a")


def test_a_new_amount_counts_from_its_day_and_what_was_paid_stays(
    bureau, unit, site, first, second, officer, set_clock
):
    url = reverse("staff:party_funds:set_rate", args=[rule("model_site").pk])
    form = {"grant_yuan": "60000.00", "valid_from": "2026-07-01", "document": "霁社党委〔2026〕30号"}
    assert officer.post(url, {**form, "document": ""}).status_code == 422
    assert officer.post(url, form).status_code == 302
    assert names(queries.due(EVERYTHING, D(2026, 6, 30))) == ["红帆示范点:50000.00:0"]
    assert names(queries.due(EVERYTHING, D(2026, 7, 1))) == ["红帆示范点:60000.00:0"]
    set_clock("2026-07-01")
    assert by_rule(bureau, unit, site, first).grant_yuan == Decimal("60000.00")


def test_who_prepares_does_not_pay(bureau, unit, first, second):
    grant = actions.prepare(bureau.party_committee, actor=first, unit=unit, purpose="经费", grant_yuan=Decimal(10))
    with pytest.raises(SamePerson):
        actions.pay(grant, actor=first, document="号", granted_on=TODAY)


def test_the_secretary_enters_spending_with_a_voucher_within_the_balance(bureau, unit, secretary, first, second):
    paid(bureau, unit, "1000.10", first, second)
    url = reverse("org:party_funds:spend", args=[unit.pk])
    assert "1,000.10" in secretary.get(url).content.decode()
    form = {
        "spent_on": "2026-06-03",
        "kind": "books",
        "purpose": "购买书报",
        "spent_yuan": "1000.11",
        "overrun_reason": "",
    }
    over = secretary.post(url, form)
    assert over.status_code == 422
    assert "超出余额1,000.10元" in over.content.decode()
    invoice = a_pdf()
    voucher = SimpleUploadedFile("发票.pdf", invoice)
    kept = secretary.post(url, {**form, "spent_yuan": "1000.10", "voucher": voucher})
    assert kept.status_code == 302
    row = Spending.objects.get()
    assert queries.balance(unit) == 0
    got = secretary.post(reverse("org:party_funds:voucher", args=[row.pk]))
    assert got.status_code == 302
    assert b"".join(secretary.get(got.url)) == invoice
    assert secretary.post(url, {**form, "overrun_reason": "会后补拨"}).status_code == 302
    assert queries.balance(unit) == Decimal("-1000.11")
    void = reverse("org:party_funds:void", args=[row.pk])
    assert secretary.post(void, {"comment": ""}).status_code == 409
    assert secretary.post(void, {"comment": "金额有误"}).status_code == 302
    assert queries.balance(unit) == Decimal("-0.01")


def test_a_secretary_reaches_no_other_branch(bureau, tea, unit, secretary, sit, enter, first, second):
    other = unit_of(bureau, tea, "望澜区茶叶协会党支部")
    paid(bureau, other, 500, first, second)
    row = spend(other, 100, first)
    assert secretary.get(reverse("org:party_funds:spend", args=[other.pk])).status_code == 404
    assert secretary.get(reverse("org:party_funds:spending", args=[row.pk])).status_code == 404
    assert "望澜区茶叶协会党支部" not in secretary.get(reverse("org:party_funds:list")).content.decode()
    filer = enter(sit(tea, "organization_filer"))
    assert filer.get(reverse("org:party_funds:list")).status_code == 403


def test_the_page_of_a_year_adds_up_exactly(bureau, tea, unit, first, second, officer):
    other = unit_of(bureau, tea, "望澜区茶叶协会党支部")
    form = {"year": "2026", "unit": "", "budget_yuan": "1440000.00", "document": "霁社党委〔2026〕1号", "note": ""}
    assert officer.post(reverse("staff:party_funds:create_budget"), form).status_code == 302
    assert officer.post(reverse("staff:party_funds:create_budget"), form).status_code == 422
    paid(bureau, unit, "0.10", first, second, on=D(2025, 12, 31))
    paid(bureau, unit, "0.20", first, second, on=D(2026, 1, 1))
    paid(bureau, other, "99999.99", first, second)
    spend(unit, "0.30", first)
    spend(other, "12345.67", first, on=D(2026, 3, 1))
    this = queries.of_year(EVERYTHING, 2026)
    assert (this.budget, this.granted) == (Decimal("1440000.00"), Decimal("100000.19"))
    assert (this.spent, this.balance) == (Decimal("12345.97"), Decimal("87654.32"))
    assert queries.of_year(EVERYTHING, 2025).balance == Decimal("0.10")
    page = officer.get(reverse("staff:party_funds:list"), {"year": "2026"}).content.decode()
    for figure in ("1,440,000.00", "100,000.19", "12,345.97", "87,654.32"):
        assert figure in page
    assert officer.post(reverse("staff:party_funds:export"), {"columns": "all"}).status_code == 200


def test_two_at_one_budget_see_both_versions(officer, bureau, first):
    row = actions.set_budget(bureau.party_committee, actor=first, year=2026, budget_yuan=Decimal(100), document="号")
    url = reverse("staff:party_funds:edit_budget", args=[row.pk])
    form = {"budget_yuan": "200.00", "document": "号", "note": "", "version": 1}
    assert officer.post(url, form).status_code == 302
    second = officer.post(url, {**form, "budget_yuan": "300.00"})
    assert second.status_code == 409
    assert "200.00" in second.content.decode()
    assert FundBudget.objects.get().budget_yuan == 200


def test_another_line_sees_nothing_and_does_nothing(bureau, unit, site, first, second):
    grant = by_rule(bureau, unit, site, first)
    organ = bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai)
    stranger = bureau.actor("party_officer", organ)
    other = bureau.client("party_officer", organ)
    for name, pk in (("grant", grant.pk), ("unit", unit.pk)):
        assert other.get(reverse(f"staff:party_funds:{name}", args=[pk])).status_code == 404
    assert "红帆示范点" not in other.get(reverse("staff:party_funds:due")).content.decode()
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.cancel(grant, actor=stranger, comment="不拨")
    with pytest.raises(NotCompetent):
        spend(unit, 1, stranger)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["pay", "spend", "reverse", "void"]), st.decimals("0.01", "9999.99", places=2)),
        max_size=8,
    )
)
def test_the_balance_is_grants_less_spending_to_the_cent_whatever_happens(bureau, unit, first, second, moves):
    with undone():
        expected, grants, spendings = Decimal(0), [], []
        for what, yuan in moves:
            if what == "pay":
                grants.append(paid(bureau, unit, yuan, first, second))
                expected += yuan
            elif what == "spend":
                spendings.append(spend(unit, yuan, first, overrun_reason="据实"))
                expected -= yuan
            elif what == "reverse" and grants:
                grant = grants.pop()
                actions.reverse(grant, actor=second, comment="收回")
                expected -= grant.grant_yuan
            elif what == "void" and spendings:
                row = spendings.pop()
                actions.void(row, actor=first, comment="有误")
                expected += row.spent_yuan
        assert queries.balance(unit) == expected
        assert queries.of_units([unit.pk], 2026)[unit.pk].balance == expected
