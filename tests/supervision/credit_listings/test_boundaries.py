"""Days, persons and re-checks of the procedure, one step below the pages."""

import datetime

import pytest

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson
from core.workflow.models import TransitionLog
from registry.annual_reports.actions import obligations
from registry.organizations import actions as organizations
from registry.organizations.models import Organization
from supervision.credit_listings import actions
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_pauses import actions as pauses
from supervision.letters import actions as letters
from supervision.letters.models import Letter
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date


def prepare(world, case, outcome="list"):
    return actions.prepare(world.again(case), actor=world.clerk, outcome=outcome, reason="没有收到陈述申辩。")


def test_the_tenth_working_day_still_belongs_to_the_organization(world, set_clock):
    case = world.served(world.case())
    assert case.statement_due_on == D(2026, 6, 17)
    set_clock("2026-06-17")
    with pytest.raises(Refusal, match="期满之后"):
        prepare(world, case)
    set_clock("2026-06-18")
    assert prepare(world, case)


def test_a_holiday_does_not_count_as_a_working_day(world, set_clock):
    set_clock("2026-06-10")
    case = world.served(world.case())
    assert case.statement_due_on == D(2026, 6, 25)  # 19 June is 端午节


def test_without_service_nothing_is_decided(world, set_clock):
    case = world.case()
    letter = world.sent(actions.notify(case, actor=world.clerk, issuer=world.bureau))
    letters.seal(letter, actor=world.clerk)
    set_clock("2026-12-01")
    with pytest.raises(Refusal):
        prepare(world, case)
    assert world.again(case).state == "notifying"


def test_public_notice_counts_when_its_period_has_passed(world, set_clock):
    case = world.case()
    letter = world.sent(actions.notify(case, actor=world.clerk, issuer=world.bureau))
    letters.seal(letter, actor=world.clerk)
    sent = letters.post(letter, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA1")
    set_clock("2026-06-10")
    letters.not_delivered(sent, actor=world.clerk, ended_on=D(2026, 6, 10), reason="查无此单位")
    letters.publish_notice(world.again(letter), actor=world.chief, reason="邮寄退回，无法直接送达")
    letters.complete_notices(D(2026, 7, 10))
    assert world.again(case).state == "notifying"  # 10 July is the last day of 30
    set_clock("2026-07-11")
    letters.complete_notices(D(2026, 7, 11))
    case = world.again(case)
    assert (case.state, case.served_on, case.statement_due_on) == ("hearing", D(2026, 7, 10), D(2026, 7, 24))


def test_who_proposed_or_prepared_does_not_decide(world, set_clock):
    chief_too = world.chief
    case = actions.propose(world.late, actor=chief_too, ground=world.ground("ABN-1"), facts="未报送。")
    case = world.served(case)
    set_clock("2026-06-18")
    prepare(world, case)
    with pytest.raises(SamePerson):
        actions.decide(world.again(case), actor=chief_too, comment="同意。")
    other = world.actor("registry_chief", world.bureau)
    assert actions.decide(world.again(case), actor=other, comment="同意。")


def test_a_report_that_arrives_between_notice_and_decision_ends_the_case(world, set_clock):
    case = world.served(world.case())
    world.season.submitted(world.late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    case = world.again(case)
    assert (case.state, case.ended_on) == ("stopped", D(2026, 6, 3))
    assert "已经到达" in case.ended_because
    assert Organization.objects.get(pk=world.late.pk).standing == "clear"


def test_a_cure_before_service_takes_the_notice_back(world):
    case = world.case()
    notice = world.sent(actions.notify(case, actor=world.clerk, issuer=world.bureau))
    world.season.submitted(world.late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    assert world.again(case).state == "stopped"
    assert Letter.objects.get(pk=notice.pk).state == "voided"


def test_a_cure_after_the_decision_and_before_its_signature_lists_nobody(world, set_clock):
    case = world.served(world.case())
    set_clock("2026-06-18")
    case = world.decided(case)
    world.season.submitted(world.late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    case = world.again(case)
    assert case.state == "stopped"
    assert Letter.objects.get(pk=case.decision_id).state == "withdrawn"
    assert not CreditEntry.objects.exists()


def test_handing_in_to_the_first_reviewer_alone_ends_nothing(world):
    case = world.served(world.case())
    world.season.submitted(world.late)
    assert world.again(case).state == "hearing"


def test_an_obligation_that_is_moved_ends_the_case_of_its_year(world):
    case = world.served(world.case())
    row = world.season.obligation(world.late)
    obligations.waive(row, actor=SYSTEM, reason="不再要求", document="霁民函1号")
    assert world.again(case).state == "stopped"


def test_a_certificate_is_judged_before_anything_is_prepared_and_accepted_it_forbids_listing(world, set_clock):
    case = world.served(world.case())
    filer = world.season.actor(world.late)
    actions.state(case, actor=filer, kind="certificate", text="初审迟延责任在我局。", certifier="霁川市商务局")
    set_clock("2026-06-18")
    with pytest.raises(Refusal, match="责任证明"):
        prepare(world, case)
    actions.judge_certificate(world.again(case), actor=world.clerk, judgment="accepted", reason="经核实属实。")
    with pytest.raises(Refusal, match="不能再拟列入"):
        prepare(world, case)
    prepare(world, case, outcome="not")
    actions.decide_not(world.again(case), actor=world.chief, comment="同意。")
    assert world.again(case).state == "not_listed"
    assert not CreditEntry.objects.exists()


def test_a_certificate_names_its_office(world):
    case = world.served(world.case())
    with pytest.raises(Refusal, match="业务主管单位"):
        actions.state(case, actor=world.season.actor(world.late), kind="certificate", text="责任在我局。")


def test_the_party_ground_asks_for_the_written_opinion_and_the_dated_request(world):
    with pytest.raises(Refusal, match="党建工作机构"):
        world.case(code="ABN-2")
    with pytest.raises(Refusal, match="党建工作机构"):
        world.case(code="ABN-2", party_opinion="综合党委意见3号")


def test_a_case_without_its_fact_is_not_proposed(world):
    good = world.season.association("霁川市茶叶协会", registered_on=D(2025, 7, 1))
    with pytest.raises(Refusal, match="不能提出"):
        world.case(good)
    assert not ListingCase.objects.exists()


def test_the_same_ground_runs_once(world):
    world.case()
    with pytest.raises(Refusal, match="正在进行"):
        world.case()


def test_the_office_of_another_level_is_named(world):
    district = world.register("砚海区茶叶协会", authority=world.yanhai_bureau)
    with pytest.raises(NotCompetent, match="砚海区民政局"):
        world.case(district, code="ABN-6")


def test_a_new_office_takes_the_case_over_with_the_organization(world, set_clock):
    case = world.served(world.case())
    organizations.set_responsibility(
        world.again(world.late), actor=SYSTEM, kind="supervising_authority", department_id=world.wanglan_bureau.pk,
        valid_from=D(2026, 6, 3),
    )  # fmt: skip
    set_clock("2026-06-18")
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        prepare(world, case)


def test_a_pause_holds_the_case_and_ends_by_itself(world, set_clock):
    case = world.case()
    pause = pauses.propose(
        world.again(world.late),
        actor=world.clerk,
        track="credit",
        reason="延期申请正在办理。",
        until_on=D(2026, 6, 10),
    )
    actions_refused = pytest.raises(Refusal, match="暂缓至2026-06-10")
    pauses.approve(pause, actor=world.chief, comment="同意。")
    with actions_refused:
        actions.notify(world.again(case), actor=world.clerk, issuer=world.bureau)
    set_clock("2026-06-10")
    with pytest.raises(Refusal, match="暂缓至2026-06-10"):
        actions.notify(world.again(case), actor=world.clerk, issuer=world.bureau)
    set_clock("2026-06-11")
    assert actions.notify(world.again(case), actor=world.clerk, issuer=world.bureau)


def test_a_withdrawn_notice_can_be_drafted_anew(world):
    case = world.case()
    letter = actions.notify(case, actor=world.clerk, issuer=world.bureau)
    letters.withdraw(letter, actor=world.clerk, comment="署名有误")
    assert (world.again(case).state, world.again(case).notice_id) == ("proposed", None)
    assert actions.notify(world.again(case), actor=world.clerk, issuer=world.bureau)


def test_a_decision_letter_that_is_withdrawn_brings_the_decision_back(world, set_clock):
    case = world.served(world.case())
    set_clock("2026-06-18")
    case = world.decided(case)
    letters.withdraw(case.decision, actor=world.clerk, comment="文字有误")
    case = world.again(case)
    assert (case.state, case.decision_id, case.decided_on) == ("prepared", None, None)
    assert TransitionLog.objects.of(case).filter(name="decision_dropped").exists()
