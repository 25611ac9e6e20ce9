"""One target: self-check, site check, rectification, sign-off. Its own authority handles it."""

import dataclasses
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, WrongState
from core.worklist.models import WorkItem
from supervision.campaigns.actions import checks, targets
from supervision.campaigns.forms import BulkSignOffForm
from supervision.campaigns.models import CampaignOrder, CampaignOutcome, SelfCheck, SiteCheck
from supervision.campaigns.tables import SIGN
from tests.support.campaigns import D, running, sign_off, target_of
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
ANSWERS = {"q7": "no", "q8": "2026-06-30", "q9": "no", "q11": "no", "q13": "12000"}


def post(client, step, target, **data):
    return client.post(reverse(f"staff:campaigns:{step}", args=[target.pk]), data)


def fill(client, target, **data):
    return client.post(reverse("org:campaigns:fill", args=[target.pk]), data)


@pytest.fixture
def target(campaign, chess):
    return target_of(campaign, chess)


@pytest.fixture
def outcome(campaign):
    return CampaignOutcome.objects.get(kind=campaign.kind, code="qualified")


def test_a_self_check_is_filled_returned_and_confirmed(filer, clerk, target):
    shown = filer.get(reverse("org:campaigns:fill", args=[target.pk])).content.decode()
    assert "霁川市棋类协会" in shown
    assert "平台已有，不用填写" in shown
    assert fill(filer, target, q7="no", keep="1").status_code == 302
    assert SelfCheck.objects.get().answers == {"q7": "no"}
    missing = fill(filer, target, q7="no", version=SelfCheck.objects.get().version, send="1")
    assert missing.status_code == 422
    assert "计划公布日期" in missing.content.decode()
    sent = fill(filer, target, **ANSWERS, version=SelfCheck.objects.get().version, send="1")
    assert sent.status_code == 302
    check = SelfCheck.objects.get()
    assert (check.state, check.answers["q13"]) == ("submitted", "12000.00")
    assert (
        "没有公布的，计划公布日期" in clerk.get(reverse("staff:campaigns:target", args=[target.pk])).content.decode()
    )
    assert post(clerk, "return_check", target, comment="请补收费清单").status_code == 302
    text = filer.get(reverse("org:campaigns:detail", args=[target.pk])).content.decode()
    assert "请补收费清单" in text
    pdf = SimpleUploadedFile("清单.pdf", PDF, content_type="application/pdf")
    check.refresh_from_db()
    assert fill(filer, target, **ANSWERS, q14=pdf, version=check.version, send="1").status_code == 302
    assert post(clerk, "accept_check", target).status_code == 302
    check.refresh_from_db()
    assert (check.state, check.rounds.count()) == ("accepted", 2)
    fetched = clerk.post(reverse("staff:campaigns:answer_file", args=[target.pk, "q14"]))
    assert fetched.status_code == 302
    assert not WorkItem.objects.open().filter(organization_key=target.organization_id).exists()


def test_what_was_submitted_stays_with_what_was_known_then(filer, target):
    fill(filer, target, **ANSWERS, send="1")
    one = SelfCheck.objects.get().rounds.get()
    assert one.known["q1"] == "霁川市棋类协会"
    assert one.answers["q7"] == "no"


def test_an_answer_to_a_question_that_was_not_asked_is_left_out(filer, target):
    fill(filer, target, **{**ANSWERS, "q7": "yes"}, send="1")
    assert "q8" not in SelfCheck.objects.get().rounds.get().answers


def test_a_stale_draft_meets_the_other_persons_answers(filer, target):
    fill(filer, target, q7="yes", keep="1")
    first = SelfCheck.objects.get().version
    fill(filer, target, q7="no", version=first, keep="1")
    stale = fill(filer, target, q7="yes", q13="1", version=first, keep="1")
    assert stale.status_code == 409


def test_an_organization_reaches_its_own_target_alone(filer, other_filer, target, campaign, tea):
    for route in ("detail", "fill", "report"):
        assert other_filer.get(reverse(f"org:campaigns:{route}", args=[target.pk])).status_code == 404
    assert fill(other_filer, target, **ANSWERS, send="1").status_code == 404
    fill(filer, target, **ANSWERS, send="1")
    theirs = other_filer.get(reverse("org:campaigns:detail", args=[target_of(campaign, tea).pk])).content.decode()
    assert "霁川市棋类协会" not in theirs


def test_a_site_check_needs_two_persons_and_words_for_every_fault(clerk, target):
    address = reverse("staff:campaigns:inspect", args=[target.pk])
    common = {"checked_on": "2026-06-02", "place": "住所", "summary": "查阅账簿。", "met": "秘书长"}
    items = {f"result_{n}": "fine" for n in range(len(target.campaign.items))}
    one = clerk.post(address, {**common, **items, "inspectors": "王珂"})
    assert one.status_code == 422
    assert "两名以上" in one.content.decode()
    silent = clerk.post(address, {**common, **items, "inspectors": "王珂\n何砚", "result_0": "fault"})
    assert silent.status_code == 422
    told = {**items, "result_0": "fault", "text_0": "无表决记录"}
    assert clerk.post(address, {**common, **told, "inspectors": "王珂\n何砚\n王珂"}).status_code == 302
    made = SiteCheck.objects.get()
    assert made.inspectors == ["王珂", "何砚"]
    assert made.findings.filter(result="fault").get().text == "无表决记录"
    assert "无表决记录" in clerk.get(reverse("staff:campaigns:target", args=[target.pk])).content.decode()


def test_the_database_itself_refuses_a_check_by_one(target, bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteCheck.objects.create(
            target=target, checked_on=D(2026, 6, 1), place="住所", inspectors=["王珂"], summary="看过",
            department=bureau.bureau,
        )  # fmt: skip


def test_a_check_lies_within_the_campaign_and_not_ahead(bureau, target):
    clerk = bureau.actor("registry_clerk", bureau.bureau)

    def inspect(day):
        checks.inspect(
            target, actor=clerk, checked_on=day, place="住所", inspectors=["王珂", "何砚"], summary="看过"
        )  # fmt: skip

    for wrong in (D(2026, 3, 31), D(2026, 6, 4)):
        with pytest.raises(Refusal, match="检查日期"):
            inspect(wrong)
    inspect(D(2026, 4, 1))
    inspect(D(2026, 6, 3))


def test_rectification_from_order_to_acceptance(clerk, chief, filer, target, outcome):
    assert post(clerk, "order", target, text="公布会费标准", due_on="2026-06-20").status_code == 302
    target.refresh_from_db()
    assert target.state == "rectifying"
    assert post(clerk, "propose", target, outcome=outcome.pk, note="合格").status_code == 422
    assert WorkItem.objects.open().get(kind="campaigns.order").due_on == D(2026, 6, 20)
    report = reverse("org:campaigns:report", args=[target.pk])
    assert filer.post(report, {"text": "已在网站公布"}).status_code == 302
    assert post(clerk, "ask_again", target, comment="链接打不开").status_code == 302
    assert filer.post(report, {"text": "已重新公布"}).status_code == 302
    assert post(clerk, "verify", target, comment="属实").status_code == 302
    target.refresh_from_db()
    assert (target.state, CampaignOrder.objects.get().verified_on) == ("open", D(2026, 6, 3))
    assert post(clerk, "propose", target, outcome=outcome.pk, note="已公布").status_code == 302
    assert post(chief, "sign_off", target).status_code == 302
    target.refresh_from_db()
    assert (target.state, target.outcome) == ("done", outcome)


def test_an_order_is_overdue_from_the_day_after(bureau, target, set_clock):
    made = checks.order(
        target, actor=bureau.actor("registry_clerk", bureau.bureau), text="公布", due_on=D(2026, 6, 20)
    )
    set_clock("2026-06-20")
    assert not made.is_overdue
    set_clock("2026-06-21")
    assert made.is_overdue


def test_the_city_sees_a_districts_target_and_decides_nothing_about_it(bureau, clerk, chief, campaign, tea, outcome):
    target = target_of(campaign, tea)
    assert clerk.get(reverse("staff:campaigns:target", args=[target.pk])).status_code == 200
    city_clerk, city_chief = (
        bureau.actor("registry_clerk", bureau.bureau),
        bureau.actor("registry_chief", bureau.bureau),
    )
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        checks.order(target, actor=city_clerk, text="改", due_on=D(2026, 6, 20))
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        targets.propose(target, actor=city_chief, outcome=outcome, note="合格")
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        targets.remind(target, actor=city_clerk)
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        checks.inspect(
            target, actor=city_clerk, checked_on=D(2026, 6, 1), place="住所", inspectors=["甲", "乙"], summary="看"
        )
    district_clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert post(district_clerk, "propose", target, outcome=outcome.pk, note="现场核实合格").status_code == 302
    target.refresh_from_db()
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        targets.sign_off(target, actor=city_chief)
    district = bureau.client("registry_chief", bureau.wanglan_bureau)
    assert post(district, "sign_off", target).status_code == 302
    target.refresh_from_db()
    assert target.state == "done"


def test_an_exit_names_its_document_and_an_outcome_belongs_to_its_kind(bureau, chess):
    campaign = running(bureau, kind="zombie")
    target, clerk = target_of(campaign, chess), bureau.actor("registry_clerk", bureau.bureau)
    cancelled = CampaignOutcome.objects.get(kind=campaign.kind, code="cancelled")
    with pytest.raises(Refusal, match="依据文书"):
        targets.propose(target, actor=clerk, outcome=cancelled, note="已注销")
    foreign = CampaignOutcome.objects.get(kind__code="industry_fees", code="qualified")
    with pytest.raises(Refusal, match="不属于"):
        targets.propose(target, actor=clerk, outcome=foreign, note="合格")
    sign_off(bureau, target, cancelled, note="已注销", document="霁审批注销〔2026〕3号")
    target.refresh_from_db()
    assert target.outcome == cancelled


def test_an_unread_self_check_is_read_before_the_target_is_signed_off(bureau, filer, target, outcome):
    fill(filer, target, **ANSWERS, send="1")
    with pytest.raises(WrongState, match="尚未审核"):
        targets.propose(
            target_of(target.campaign, target.organization), actor=bureau.actor("registry_clerk", bureau.bureau),
            outcome=outcome, note="合格",
        )  # fmt: skip


def test_striking_is_the_leading_offices_act_by_document_and_keeps_the_number(bureau, chief, campaign, tea):
    target = target_of(campaign, tea)
    district = bureau.actor("registry_chief", bureau.wanglan_bureau)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        targets.strike(target, actor=district, comment="已注销", document="文")
    assert post(chief, "strike", target, comment="已注销").status_code == 422
    assert post(chief, "strike", target, comment="已注销", document="望审批注销〔2026〕2号").status_code == 302
    target.refresh_from_db()
    campaign.refresh_from_db()
    assert (target.state, target.struck_on, campaign.original_count) == ("struck", D(2026, 6, 3), 2)
    assert post(chief, "restore", target, comment="误核减").status_code == 302
    target.refresh_from_db()
    assert (target.state, target.struck_on) == ("open", None)


def test_reminding_once_a_day_and_only_while_something_is_owed(clerk, filer, target):
    assert post(clerk, "remind", target).status_code == 302
    assert Notice.objects.filter(template="campaigns.reminded").count() == 1
    again = post(clerk, "remind", target)
    assert again.status_code == 409
    assert "今天已经催办过" in again.content.decode()
    fill(filer, target, **ANSWERS, send="1")
    assert "无须催办" in post(clerk, "remind", target).content.decode()


def test_the_texts_outside_the_portal_name_no_campaign(clerk, target):
    from core.notifications.templates import template

    post(clerk, "remind", target)
    told = template("campaigns.reminded")
    assert "{title}" in told.title
    assert target.campaign.title not in told.title


def test_a_department_reads_its_bodies_and_touches_nothing(bureau):
    body = bureau.register("霁川市商贸协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    target = target_of(running(bureau), body)
    officer = bureau.client("department_officer", bureau.commerce)
    text = officer.get(reverse("staff:campaigns:target", args=[target.pk])).content.decode()
    assert body.name in text
    for step in ("order", "propose", "sign_off", "strike", "remind"):
        assert post(officer, step, target).status_code == 403


def test_the_public_knows_nothing_of_campaigns(client, campaign):
    assert client.get(reverse("staff:campaigns:list")).status_code == 302
    assert client.get(reverse("org:campaigns:list")).status_code == 302


def test_many_are_signed_off_with_plain_values_and_exits_are_not_offered(bureau, target, outcome):
    clerk, chief = (bureau.actor(role, bureau.bureau) for role in ("registry_clerk", "registry_chief"))
    form = BulkSignOffForm({"outcome": outcome.pk, "note": "自查属实"}, actor=clerk)
    assert form.is_valid()
    params = json.loads(json.dumps(form.params()))
    with pytest.raises(SamePerson):
        SIGN.verb(target, actor=dataclasses.replace(chief, user_id=clerk.user_id), **params)
    SIGN.verb(target, actor=chief, **params)
    one = target.sign_offs.get()
    assert (one.proposed_by_id, one.user_id) == (clerk.user_id, chief.user_id)
    target.refresh_from_db()
    assert target.outcome == outcome
    assert SIGN.needs_second_person
    assert not form.fields["outcome"].queryset.filter(is_exit=True).exists()
