"""From the association's list to the register: every office with its own step, nobody's step for another."""

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from registry.officers.models import CouncilTerm, OfficerPost, ReelectionAudit
from registry.reelections import actions
from registry.reelections.models import CandidateReview, ReelectionOpinion
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.registry.reelections.conftest import day
from tests.support import officers

pytestmark = pytest.mark.django_db


def test_a_whole_chain_ends_in_a_new_term_and_ends_its_alerts(steps, tea, set_clock):
    set_clock("2026-06-03")
    sweep.run(codes=["TM-01"])
    assert RiskAlert.objects.open().get().organization == tea
    steps.notified()
    set_clock("2026-06-22")
    assert steps.result().status_code == 302
    steps.ok("clerk", "enter")
    chain = steps.chain
    assert (chain.state, chain.due_on) == ("entered", day("2026-07-20"))
    term = CouncilTerm.objects.get(term_no=4)
    assert (term.valid_from, term.term_end) == (day("2026-06-20"), day("2030-06-20"))
    assert not RiskAlert.objects.open().exists()
    posts = OfficerPost.objects.on(day("2026-06-22")).filter(organization=tea)
    assert dict(posts.values_list("kind", "person__name")) == {
        "chair": "乔屹", "secretary_general": "苏秋禾", "legal_representative": "陆星河",
    }  # fmt: skip
    assert posts.get(kind="secretary_general").term == term
    finished = {"registered_on": "2026-06-22", "registered_by": "霁审批变更〔2026〕31号", "comment": ""}
    steps.ok("clerk", "finish", finished)
    tea.refresh_from_db()
    assert tea.legal_representative.name == "乔屹"
    assert steps.chain.state == "done"
    assert not WorkItem.objects.open().exists()


def test_the_list_cannot_be_sent_before_it_is_whole_and_says_what_is_missing(steps):
    steps.open()
    assert "请先填报候选人" in steps.post("own", "submit").content.decode()
    steps.name("chair", "乔屹")
    assert "拟召开的会议" in steps.post("own", "submit").content.decode()
    steps.plan()
    refused = steps.post("own", "submit")
    assert refused.status_code == 409
    assert "秘书长、法定代表人" in refused.content.decode()
    assert "名单中还没有：秘书长、法定代表人" in steps.get("own")


def test_limits_are_said_beside_the_name_and_have_to_be_explained(steps, tea):
    steps.open()
    steps.plan()
    steps.name("chair", "陆星河", born="1955-01-01", id_number=officers.id_number("1955-01-01"))
    page = steps.get("own")
    assert "2026年7月20日已71周岁，超过70周岁" in page
    steps.name("legal_representative", "乔屹")
    steps.name("secretary_general", "唐果")
    assert "与任职规定不一致" in steps.post("own", "submit").content.decode()
    over = steps.chain.candidates.get(kind="chair")
    data = {"accepted_reason": "经业务主管单位同意，见商务函〔2026〕9号", "version": over.version}
    steps.ok("own", "edit_candidate", data, over.pk)
    assert steps.post("own", "submit").status_code == 302


def test_a_limit_that_blocks_refuses_the_list(steps):
    steps.open()
    steps.plan()
    steps.name("chair", "乔小", born="2010-01-01")
    steps.name("legal_representative", "乔屹")
    steps.name("secretary_general", "唐果")
    refused = steps.post("own", "submit")
    assert (refused.status_code, "未满18周岁" in refused.content.decode()) == (409, True)


def test_the_representative_of_another_association_is_named(steps, bureau):
    chess = bureau.register("霁川市棋类协会")
    number = officers.id_number("1975-03-03")
    officers.appoint(chess, officers.person("乔屹", id_number=number), since="2020-01-01")
    steps.open()
    steps.name("legal_representative", "乔屹", id_number=number)
    assert "“霁川市棋类协会”法定代表人" in steps.get("own")


def test_department_and_party_are_asked_at_the_same_time_each_with_its_own_date(steps):
    steps.sent()
    asked = {one.side: one.due_on for one in ReelectionOpinion.objects.all()}
    assert asked == {"department": day("2026-06-25"), "party": day("2026-06-17")}
    assert set(WorkItem.objects.open().values_list("department__name", flat=True)) == {
        "霁川市商务局", "霁川市社会组织综合党委",
    }  # fmt: skip
    steps.ok("party", "opine", steps.results())
    assert steps.chain.state == "opinions"
    steps.ok("department", "opine", steps.results())
    assert steps.chain.state == "review"
    assert WorkItem.objects.open().get().department.name == "霁川市民政局"


def test_neither_gives_the_opinion_of_the_other(steps, bureau):
    steps.sent()
    other = bureau.client("department_officer", bureau.industry)
    assert other.get(reverse("staff:reelections:detail", args=[steps.chain.pk])).status_code == 404
    steps.ok("party", "opine", steps.results())
    assert steps.post("party", "opine", steps.results()).status_code == 409
    assert steps.post("clerk", "opine", steps.results()).status_code in (403, 409)
    assert ReelectionOpinion.objects.get(side="department").state == "waiting"


def test_the_association_reads_the_result_and_whom_to_ask_and_never_why(steps):
    steps.sent()
    secret = "干部监督部门反映的情况"
    steps.ok("party", "opine", {**steps.results("supplement"), "contact": "许棠 0539-1200000", "inner_note": secret})
    for desk in ("own", "clerk", "department"):
        page = steps.get(desk)
        assert secret not in page, desk
    assert "需补充" in steps.get("own")
    assert "许棠 0539-1200000" in steps.get("own")
    assert secret in steps.get("party")


def test_who_does_not_pass_somebody_says_whom_to_ask(steps):
    steps.sent()
    refused = steps.post("party", "opine", {**steps.results("reject"), "contact": ""})
    assert (refused.status_code, "请填写联系人及电话" in refused.content.decode()) == (422, True)


def test_a_silent_office_is_passed_over_by_the_authority_alone_with_a_reason(steps):
    steps.sent()
    waiting = ReelectionOpinion.objects.get(side="department")
    assert steps.post("department", "skip_opinion", {"comment": "不用了"}, waiting.pk).status_code == 403
    assert steps.post("clerk", "skip_opinion", {"comment": ""}, waiting.pk).status_code == 409
    steps.ok("clerk", "skip_opinion", {"comment": "两次催办未反馈"}, waiting.pk)
    steps.ok("party", "opine", steps.results())
    assert steps.chain.state == "review"
    needs = steps.post("clerk", "review", {**steps.results(), "comment": "", "act": "go"})
    assert "核实情况" in needs.content.decode()
    steps.ok("clerk", "review", {**steps.results(), "comment": "电话核实无异议", "act": "go"})


def test_the_review_takes_two_persons(steps, bureau):
    steps.sent()
    steps.opinions()
    chief = steps.desks["chief"]
    steps.desks["clerk"] = chief
    steps.ok("clerk", "review", {**steps.results(), "comment": "", "act": "go"})
    refused = steps.post("chief", "confirm")
    assert (refused.status_code, "须由另一人办理" in refused.content.decode()) == (409, True)
    steps.desks["chief"] = bureau.client("registry_chief", bureau.bureau)
    steps.ok("chief", "confirm")
    assert steps.chain.letter_number == "霁川市民政局社审〔2026〕1号"
    assert "乔屹" in steps.desks["own"].get(
        reverse("org:reelections:letter", args=[steps.chain.pk, "review"])
    ).content.decode()  # fmt: skip


def test_what_is_sent_back_is_mended_and_whoever_passed_all_of_it_is_not_asked_again(steps):
    steps.sent()
    steps.opinions()
    chair = steps.chain.candidates.get(kind="chair")
    results = {**steps.results(), f"result_{chair.pk}": "supplement"}
    assert "退回补正" in steps.post("clerk", "review", {**results, "comment": "", "act": "go"}).content.decode()
    steps.ok("clerk", "review", {**results, "comment": "请补充任职简历。", "act": "send_back"})
    assert steps.chain.state == "returned"
    assert "请补充任职简历。" in steps.get("own")
    assert Notice.objects.filter(template="reelections.returned").exists()
    steps.ok("own", "submit")
    assert steps.chain.state == "review"
    steps.ok("clerk", "send_back", {"comment": "会长人选不符合章程。"})
    chair = steps.chain.candidates.get(kind="chair")
    steps.ok("own", "remove_candidate", {}, chair.pk)
    steps.name("chair", "唐果")
    steps.ok("own", "submit")
    assert steps.chain.state == "opinions"
    assert CandidateReview.objects.filter(candidate=chair).exists(), "who was reviewed stays on record"


def test_no_notice_without_the_audit_and_the_article_is_said(steps):
    steps.cleared()
    notice = {"notified_on": "2026-06-03", "meeting_on": "2026-06-20", "meeting_place": "本会会议室"}
    refused = steps.post("own", "notify", notice)
    assert (refused.status_code, "《社会团体登记管理条例》第二十七条" in refused.content.decode()) == (422, True)
    steps.ok("clerk", "skip_audit", {"comment": "已有2026年度注册审计报告。"})
    steps.ok("own", "notify", notice)


def test_the_audit_is_registered_with_the_term_that_ends(steps, tea):
    steps.audited()
    audit = ReelectionAudit.objects.get()
    assert (audit.term.term_no, audit.auditor) == (3, "霁川衡信会计师事务所")


def test_a_notice_that_is_too_short_is_the_authoritys_to_allow(steps):
    steps.audited()
    notice = {"notified_on": "2026-06-03", "meeting_on": "2026-06-12", "meeting_place": "本会会议室"}
    refused = steps.post("own", "notify", notice)
    assert "会议不早于06月13日" in refused.content.decode()
    assert steps.post("clerk", "notify", notice).status_code == 422
    steps.ok("clerk", "notify", {**notice, "reason": "全体会员书面同意"})
    assert steps.chain.notice_skipped == "全体会员书面同意"


def test_ten_days_before_are_enough(steps):
    steps.audited()
    steps.ok("own", "notify", {"notified_on": "2026-06-03", "meeting_on": "2026-06-13", "meeting_place": "本会会议室"})


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({"total": 60, "present": 39, "votes": 39}, "须有40人到会"),
        ({"total": 60, "present": 40, "votes": 20}, "没有人选获得21票以上"),
        ({"total": 60, "present": 40, "votes": 41}, "赞成票数多于到会人数"),
    ],
)
def test_a_meeting_without_quorum_or_majority_elects_nobody(steps, set_clock, numbers, says):
    steps.notified()
    set_clock("2026-06-22")
    refused = steps.result(**numbers)
    assert (refused.status_code, says in refused.content.decode()) == (422, True)
    assert steps.chain.state == "notified"


def test_exactly_two_thirds_and_one_more_than_half_are_enough(steps, set_clock):
    steps.notified()
    set_clock("2026-06-22")
    assert steps.result(total=60, present=40, votes=21).status_code == 302


def test_a_foundation_elects_with_two_thirds_of_those_present(bureau):
    from registry.reelections import queries

    fund = bureau.register("霁川市青禾助学基金会", org_type="3")
    rule = queries.numbers(fund).of(queries.LimitKind.QUORUM)
    assert (queries.needed_present(9, rule), queries.needed_votes(9, 9, rule), queries.needed_votes(7, 9, rule)) == (
        6, 6, 5,
    )  # fmt: skip


def test_a_result_can_be_returned_and_reported_again(steps, set_clock):
    steps.notified()
    set_clock("2026-06-22")
    steps.result()
    steps.ok("clerk", "return_result", {"comment": "决议未载明票数。"})
    assert "决议未载明票数。" in steps.get("own")
    assert steps.result().status_code == 302


def test_the_filing_waits_for_the_change_of_the_representative_wherever_it_is_registered(steps, tea, set_clock):
    steps.notified()
    set_clock("2026-06-22")
    steps.result()
    steps.ok("clerk", "enter")
    assert steps.post("clerk", "finish", {"comment": ""}).status_code == 422
    elected = steps.chain.candidates.get(kind="legal_representative")
    officers.appoint(tea, elected.person, since="2026-06-22", document="审批局推送")
    assert "已经变更登记" in steps.get("clerk", "finish")
    steps.ok("clerk", "finish", {"comment": ""})
    assert steps.chain.filing_number == "霁川市民政局社备〔2026〕1号"


def test_a_clerk_of_another_authority_looks_on(steps, bureau):
    steps.sent()
    district = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert district.get(reverse("staff:reelections:detail", args=[steps.chain.pk])).status_code == 404
    assert steps.post("department", "review", {}).status_code == 403


def test_a_draft_is_the_associations_and_its_authoritys(steps):
    steps.listed()
    assert "乔屹" in steps.get("clerk")
    page = steps.get("department")
    assert "名单尚未报送" in page
    assert "乔屹" not in page


def test_withdrawing_frees_those_who_were_asked(steps):
    steps.sent()
    steps.ok("own", "withdraw", {"comment": "改为延期换届。"})
    assert steps.chain.state == "withdrawn"
    assert not WorkItem.objects.open().exists()
    assert steps.post("party", "opine", steps.results()).status_code == 409


def test_a_clerk_opens_it_from_the_alert_and_may_fill_it_in_from_paper(steps, tea):
    answer = steps.desks["clerk"].post(
        reverse("staff:reelections:create", args=[tea.pk]) + "?because=TM-01", {"kind": "term"}
    )
    assert answer.status_code == 302
    chain = steps.chain
    assert (chain.because, chain.is_at_counter) == ("TM-01", True)
    assert WorkItem.objects.open().get().organization_key == tea.pk
    data = {"planned_on": "2026-07-20", "meeting": "members", "reason": "", "version": chain.version}
    steps.ok("clerk", "plan", data)
    again = steps.desks["clerk"].post(reverse("staff:reelections:create", args=[tea.pk]), {"kind": "term"})
    assert "正在办理" in again.content.decode()


def test_a_change_within_a_term_leaves_the_term_as_it_is(steps, tea, set_clock):
    steps.open("midterm")
    steps.ok(
        "own", "plan",
        {"planned_on": "2026-06-20", "meeting": "council", "reason": "秘书长辞职", "version": steps.chain.version},
    )  # fmt: skip
    steps.name("secretary_general", "唐果")
    steps.ok("own", "submit")
    steps.opinions()
    steps.ok("clerk", "review", {**steps.results(), "comment": "", "act": "go"})
    steps.ok("chief", "confirm")
    steps.ok("own", "notify", {"notified_on": "2026-06-03", "meeting_on": "2026-06-20", "meeting_place": "本会会议室"})
    set_clock("2026-06-22")
    data = {"held_on": "2026-06-20", "total": 9, "present": 8, "resolution": "第三届第六次理事会决议"}
    one = steps.chain.candidates.get()
    steps.ok("own", "result", {**data, f"votes_{one.pk}": 8})
    steps.ok("clerk", "enter")
    post = OfficerPost.objects.on(day("2026-06-22")).get(organization=tea, kind="secretary_general")
    assert (post.person.name, post.term.term_no) == ("唐果", 3)
    assert CouncilTerm.objects.filter(organization=tea).count() == 1


def test_two_names_with_equal_votes_elect_nobody(steps, set_clock):
    steps.listed()
    steps.name("chair", "唐果")
    steps.ok("own", "submit")
    steps.opinions()
    steps.ok("clerk", "review", {**steps.results(), "comment": "", "act": "go"})
    steps.ok("chief", "confirm")
    steps.ok("clerk", "skip_audit", {"comment": "测试"})
    steps.ok("own", "notify", {"notified_on": "2026-06-03", "meeting_on": "2026-06-20", "meeting_place": "本会会议室"})
    set_clock("2026-06-22")
    assert "票数相同" in steps.result().content.decode()


def test_the_person_of_a_candidate_goes_with_her_when_two_rows_are_merged(steps):
    from registry.reelections.merging import follow

    steps.listed()
    kept = officers.person("乔屹", born="1975-03-04")
    lost = steps.chain.candidates.get(kind="chair").person
    follow(kept, lost)
    assert set(steps.chain.candidates.filter(kind="chair").values_list("person", flat=True)) == {kept.pk}


def test_nobody_reports_a_meeting_that_is_still_to_come(steps):
    chain = steps.notified()
    refused = steps.result()
    assert "开会日期不能晚于今天" in refused.content.decode()
    assert actions.representative_owed(chain) is None
