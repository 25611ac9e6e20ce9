"""From the raw approval list to facts in the register, through departments, the arbiter and two organs."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, NotPermitted, WrongState
from core.worklist.models import WorkItem
from core.writeoff import actions as writeoff
from core.writeoff.models import WriteOffList
from registry.organizations.facts import Responsibility
from registry.organizations.models import Organization
from registry.responsibilities import actions
from registry.responsibilities.models import LedgerRow, ResponsibilityLedger
from tests.registry.responsibilities.conftest import EFFECTIVE, row_of, table

pytestmark = pytest.mark.django_db
HEAD = ("社会组织名称", "统一社会信用代码", "批复单位", "批复文号", "备注")


def test_a_ledger_lists_every_organization_of_the_office_and_nobody_elses(open_ledger, cold_chain, dining, bureau):
    bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau)
    ledger = open_ledger()
    assert set(ledger.rows.values_list("organization__name", "state")) == {
        (cold_chain.name, "unassigned"),
        (dining.name, "proposed"),
    }


def test_a_second_ledger_waits_until_the_first_is_signed(open_ledger):
    open_ledger()
    with pytest.raises(Refusal, match="尚未签发"):
        open_ledger()


def test_another_offices_ledger_is_not_mine_to_open(bureau, clerk):
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.open_ledger(
            actor=clerk, department=bureau.wanglan_bureau, partner=bureau.party_committee, title="甲",
            effective_on=EFFECTIVE,
        )  # fmt: skip


def test_the_approval_document_is_compared_and_never_changes_the_register(
    open_ledger, dining, cold_chain, clerk, bureau
):
    ledger = open_ledger()
    told = actions.load_approvals(
        ledger,
        table(
            HEAD,
            (dining.name, "", "霁川市工业和信息化局", "霁工信〔2011〕3号", "旧档"),
            ("霁川市查无此会", "", "霁川市商务局", "", ""),
            (cold_chain.name, "", "霁川市商务局", "霁商〔2016〕9号", ""),
            (cold_chain.name, "", "霁川市商务局", "", ""),
        ),
        actor=clerk,
    )
    assert (told["lines"], told["matched"], told["unknown"]) == (4, 2, ["备注"])
    row = row_of(dining)
    assert (row.comparison, row.approval_department) == ("differs", bureau.industry)
    assert Organization.objects.get(pk=dining.pk).business_supervisor == bureau.commerce
    item = WorkItem.objects.open().get(kind="ledgers.change_filing")
    assert "变更登记" in item.title
    notes = dict(ledger.approval_lines.filter(row=None).values_list("line", "note"))
    assert "没有名称或信用代码相同" in notes[3]
    assert "与第4行指向同一组织" in notes[5]
    reasons = row_of(cold_chain).proposals[0]
    assert reasons["department"] == bureau.commerce.pk
    assert any("成立批复写明" in reason for reason in reasons["reasons"])


def test_a_list_without_the_columns_it_needs_is_refused_and_nothing_is_kept(open_ledger, clerk, dining):
    ledger = open_ledger()
    with pytest.raises(Refusal, match="批复单位") as refusal:
        actions.load_approvals(ledger, table(("名称", "电话"), (dining.name, "12x")), actor=clerk)
    assert "名称、电话" in str(refusal.value)
    assert not ledger.approval_lines.exists()


def test_a_line_that_found_nobody_is_settled_by_the_clerk(open_ledger, dining, clerk):
    ledger = open_ledger()
    actions.load_approvals(ledger, table(HEAD, ("霁川市餐饮协会", "", "霁川市商务局", "", "")), actor=clerk)
    actions.settle_line(ledger.approval_lines.get(), actor=clerk, row=row_of(dining))
    assert row_of(dining).comparison == "match"


def test_no_industry_department_beside_a_business_supervisor(open_ledger, dining, clerk, bureau):
    open_ledger()
    row = row_of(dining)
    with pytest.raises(Refusal, match="变更登记"):
        actions.assign(row, actor=clerk, industry_department=bureau.industry, party_department=bureau.party_committee)
    with pytest.raises(IntegrityError, match="ledger_row_one_responsible"), transaction.atomic():
        LedgerRow.objects.filter(pk=row.pk).update(industry_department=bureau.industry)


def test_departments_do_not_see_a_draft_and_then_only_their_own_rows(
    open_ledger, cold_chain, dining, register, bureau, clerk, officer
):
    other = register("霁川市软件行业协会", supervisor=bureau.industry)
    ledger = open_ledger()
    assert not LedgerRow.objects.visible_to(officer).exists()
    actions.consult(ledger, actor=clerk)
    seen = set(LedgerRow.objects.visible_to(officer).values_list("organization__name", flat=True))
    assert seen == {dining.name}
    assert other.name not in seen
    assert Notice.objects.filter(template="ledgers.asked", department=bureau.commerce).count() == 1


def test_a_department_accepts_and_contests_only_what_is_asked_of_it(assigned, cold_chain, dining, officer, bureau):
    actions.accept(row_of(dining), actor=officer)
    assert row_of(dining).state == "accepted"
    with pytest.raises(CommentRequired):
        actions.contest(row_of(cold_chain), actor=officer, comment=" ")
    stranger = bureau.actor("department_officer", bureau.industry)
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.accept(row_of(cold_chain), actor=stranger)
    actions.contest(row_of(cold_chain), actor=officer, comment="三定未列物流", suggested=bureau.industry)
    row = row_of(cold_chain)
    assert (row.state, row.grounds, row.suggested_department) == ("contested", "三定未列物流", bureau.industry)
    with pytest.raises(WrongState):
        actions.accept(row_of(cold_chain), actor=officer)


def test_silence_is_recorded_as_silence_and_only_after_the_last_day(assigned, clerk, dining, set_clock):
    with pytest.raises(Refusal, match="2026-06-17"):
        actions.arbitrate(assigned, actor=clerk)
    set_clock("2026-06-17")
    with pytest.raises(Refusal, match="2026-06-17"):
        actions.arbitrate(assigned, actor=clerk)
    set_clock("2026-06-18")
    assert actions.arbitrate(assigned, actor=clerk) == 2
    assert row_of(dining).state == "unanswered"


@pytest.fixture
def disputed(assigned, cold_chain, dining, officer, clerk, bureau):
    actions.accept(row_of(dining), actor=officer)
    actions.contest(row_of(cold_chain), actor=officer, comment="三定未列物流", suggested=bureau.industry)
    actions.arbitrate(assigned, actor=clerk)
    return assigned


def test_the_arbiter_decides_with_the_opinion_on_record_and_both_sides_are_told(
    disputed, cold_chain, chief, clerk, bureau
):
    row = row_of(cold_chain)
    with pytest.raises(NotPermitted):
        actions.decide(row, actor=clerk, comment="按职责", industry_department=bureau.industry)
    far = bureau.actor("registry_chief", bureau.wanglan_bureau)
    with pytest.raises(NotCompetent, match="综合党委"):
        actions.decide(row, actor=far, comment="按职责", industry_department=bureau.industry)
    with pytest.raises(Refusal, match="意见日期"):
        actions.decide(row, actor=chief, comment="按职责", industry_department=bureau.industry, opinion="同意")
    actions.decide(
        row, actor=chief, comment="按编办意见", industry_department=bureau.industry,
        opinion="物流装备属工信部门职责", opinion_on=datetime.date(2026, 6, 2),
    )  # fmt: skip
    row = row_of(cold_chain)
    assert (row.state, row.industry_department, row.answering) == ("decided", bureau.industry, bureau.industry)
    told = set(Notice.objects.filter(template="ledgers.decided").values_list("department__name", flat=True))
    assert told == {bureau.commerce.name, bureau.industry.name}


def decide(row, chief, office):
    actions.decide(row, actor=chief, comment="按职责", industry_department=office)


def test_only_a_ledger_without_open_disputes_goes_to_the_two_organs(disputed, cold_chain, clerk, chief, bureau):
    with pytest.raises(Refusal, match="还有1项"):
        actions.present(disputed, actor=clerk)
    decide(row_of(cold_chain), chief, bureau.commerce)
    actions.present(disputed, actor=clerk)
    offices = set(WorkItem.objects.open().filter(kind__startswith="ledgers.sign").values_list("department", flat=True))
    assert offices == {bureau.bureau.pk, bureau.party_committee.pk}


@pytest.fixture
def presented(disputed, cold_chain, clerk, chief, bureau):
    decide(row_of(cold_chain), chief, bureau.commerce)
    actions.present(disputed, actor=clerk)
    return disputed


SIGNED = {"document_no": "霁民发〔2026〕30号", "signed_on": datetime.date(2026, 6, 3)}


def test_one_organ_alone_issues_nothing(presented, chief, organ, officer):
    actions.sign(presented, actor=chief)
    with pytest.raises(Refusal, match="已会签"):
        actions.sign(presented, actor=chief)
    with pytest.raises(NotPermitted):
        actions.sign(presented, actor=officer)
    with pytest.raises(Refusal, match="综合党委尚未会签"):
        actions.issue(presented, actor=chief, **SIGNED)
    actions.sign(presented, actor=organ)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.issue(presented, actor=organ, **SIGNED)


def test_signed_by_both_the_ledger_becomes_facts_from_its_effective_day(
    presented, chief, organ, cold_chain, dining, bureau, set_clock
):
    actions.sign(presented, actor=chief)
    actions.sign(presented, actor=organ)
    actions.issue(presented, actor=chief, **SIGNED)
    counts = actions.publish(presented, actor=chief)
    assert counts == {"written": 1, "unchanged": 2, "refused": 0}
    fact = Responsibility.objects.get(organization=cold_chain, kind="industry_department")
    assert (fact.department, fact.valid_from, fact.document) == (bureau.commerce, EFFECTIVE, SIGNED["document_no"])
    assert not Responsibility.objects.filter(organization=dining, kind="industry_department").exists()
    assert actions.publish(presented, actor=chief) == {"written": 0, "unchanged": 0, "refused": 0}


def test_an_organ_that_will_not_sign_sends_it_back_and_signatures_are_void(presented, chief, organ):
    actions.sign(presented, actor=chief)
    actions.recall(presented, actor=organ, comment="党建责任单位有误")
    presented.refresh_from_db()
    assert presented.state == "arbitrating"
    assert not presented.signatures.exists()


def test_gaps_shrink_by_write_off_and_never_close_by_themselves(open_ledger, cold_chain, bureau, clerk, organ):
    ledger = open_ledger()
    book = WriteOffList.objects.get(source_args__ledger=ledger.pk)
    assert dict(book.rows.values_list("subject", "problem")) == {cold_chain.name: "既无业务主管单位，也无行业管理部门"}
    from registry.organizations import actions as register
    from registry.organizations.states import ResponsibilityKind

    register.set_responsibility(
        Organization.objects.get(pk=cold_chain.pk), actor=clerk, kind=ResponsibilityKind.INDUSTRY,
        department_id=bureau.commerce.pk, valid_from=clock.today(),
    )  # fmt: skip
    from core.writeoff import feeding

    feeding.feed(book, actor=clerk)
    row = book.rows.get()
    assert row.state == "applied"
    with pytest.raises(NotCompetent, match="综合党委"):
        writeoff.confirm(row, actor=clerk)
    writeoff.confirm(row, actor=organ)
    assert book.rows.counts()["closed"] == 1


def test_the_next_ledger_may_begin_from_a_signed_one(presented, chief, organ, bureau, clerk):
    actions.sign(presented, actor=chief)
    actions.sign(presented, actor=organ)
    actions.issue(presented, actor=chief, **SIGNED)
    district = bureau.actor("registry_clerk", bureau.wanglan_bureau)
    made = actions.open_ledger(
        actor=district, department=bureau.wanglan_bureau, partner=bureau.party_committee, title="望澜区责任台账",
        effective_on=EFFECTIVE, template=presented,
    )  # fmt: skip
    assert ResponsibilityLedger.objects.get(pk=made.pk).template == presented
