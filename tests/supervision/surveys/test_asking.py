"""A small form: what is known is not asked, what was asked before is said, a second person lets it out."""

import pytest
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson
from core.worklist.models import WorkItem
from supervision.campaigns.models import Campaign
from supervision.questionnaires.questions import Question
from supervision.surveys import queries
from supervision.surveys.actions import building
from supervision.surveys.models import Survey, SurveyRecipient
from tests.supervision.surveys.conftest import FORM, VALUES
from tests.support.bureau import SETUP
from tests.support.campaigns import D, running

pytestmark = pytest.mark.django_db


def post(client, step, survey, **data):
    return client.post(reverse(f"staff:surveys:{step}", args=[survey.pk]), data)


def page(client, survey):
    return client.get(reverse("staff:surveys:detail", args=[survey.pk]))


def test_built_from_known_fields_and_one_question_through_the_pages(clerk, chief, bureau, chess, tea):
    answer = clerk.post(reverse("staff:surveys:create"), {**VALUES, "audience": "organizations", "repeat": "once"})
    made = Survey.objects.get()
    assert answer.url == reverse("staff:surveys:detail", args=[made.pk])
    assert post(clerk, "add_known", made, fields_known=["name", "district"], use="shown").status_code == 302
    data = {"label": "会费缴纳比例", "kind": "choice", "choices": "一半以下\n一半以上", "is_required": "on"}
    assert post(clerk, "add_question", made, **data).status_code == 302
    assert post(clerk, "choose", made, supervising=bureau.bureau.pk).status_code == 302
    shown = page(clerk, made).content.decode()
    assert "现有 1 个" in shown
    assert "预计用时" in shown
    assert "3 个答案中 1 个不用再问" in shown
    assert post(clerk, "submit", made).status_code == 302
    assert "release" in page(chief, made).context["may"]
    assert post(chief, "release", made).status_code == 302
    made.refresh_from_db()
    assert made.state == "running"
    assert SurveyRecipient.objects.get().organization == chess


def test_whoever_drew_it_up_does_not_release_it(bureau, draft, chess):
    made = draft()
    first = bureau.actor("registry_clerk", bureau.bureau)
    building.edit(made, actor=first, version=made.version, title="改名")
    building.submit(made, actor=first)
    with pytest.raises(SamePerson):
        building.release(made, actor=first)


def test_a_form_without_questions_or_addressees_is_refused(bureau, draft, chess):
    actor = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(Refusal, match="还没有问题"):
        building.submit(draft(form=()), actor=actor)
    made = draft()
    building.set_addressees(made, actor=actor, criteria="org_type=3")
    with pytest.raises(Refusal, match="没有填报对象"):
        building.submit(made, actor=actor)


def test_what_it_is_for_has_to_be_said(clerk):
    answer = clerk.post(
        reverse("staff:surveys:create"), {**VALUES, "purpose": "", "audience": "organizations", "repeat": "once"}
    )
    assert answer.status_code == 422
    assert "用途" in answer.content.decode()


def test_a_choice_needs_two_options(clerk, draft):
    answer = post(clerk, "add_question", draft(), label="比例", kind="choice", choices="一种")
    assert answer.status_code == 422
    assert "至少要有两个" in answer.content.decode()


def test_what_others_asked_before_is_named_and_needs_a_reason(bureau, clerk, draft, send_out):
    bureau.register("霁川市商贸协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    send_out(office=bureau.commerce, title="商务局会费调查")
    again = draft(form=(*FORM[2:4], Question("q3", "今年办了几场活动", "integer")))
    text = page(clerk, again).content.decode()
    assert "3 个自拟问题中，有 2 个以前问过或平台已有" in text
    assert f"2026年由{bureau.commerce}在《商务局会费调查》中问过" in text
    actor = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(Refusal, match="3个问题中有2个"):
        building.submit(again, actor=actor)
    building.edit(again, actor=actor, version=again.version, repeated_reason="口径不同，须按季度统计。")
    building.submit(again, actor=actor)
    again.refresh_from_db()
    assert again.state == "releasing"


def test_other_wording_of_blanks_and_signs_is_the_same_question(bureau, chess, draft, send_out):
    send_out(form=(Question("q1", "今年收取的会费（元）", "money_yuan"),))
    again = draft(form=(Question("q1", "今年 收取的会费(元)：", "money_yuan"),))
    assert len(queries.asked_before(again, [chess.pk])) == 1


def test_a_question_that_nobody_of_the_same_addressees_was_asked_is_new(bureau, chess, tea, draft, send_out):
    send_out(form=(Question("q1", "车辆数", "integer"),), criteria=f"supervising={bureau.wanglan_bureau.pk}")
    again = draft(form=(Question("q1", "车辆数", "integer"),))
    assert queries.asked_before(again, [chess.pk]) == []
    assert len(queries.asked_before(again, [tea.pk])) == 1


def test_a_question_is_remembered_for_twenty_four_months(bureau, chess, draft, send_out, set_clock):
    send_out(form=(Question("q1", "车辆数", "integer"),))
    again = draft(form=(Question("q1", "车辆数", "integer"),))
    set_clock("2028-06-03")
    assert len(queries.asked_before(again, [chess.pk])) == 1
    set_clock("2028-06-04")
    assert queries.asked_before(again, [chess.pk]) == []


def test_asking_what_the_portal_knows_or_the_annual_report_says_is_told(chess, draft):
    from registry.report_forms import versions

    versions.load_forms()
    made = draft(form=(Question("q1", "业务范围", "text"), Question("q2", "举办活动次数", "integer"),
                       Question("q3", "兼职工作人员数", "integer")))  # fmt: skip
    found = {one.question.key: one.where for one in queries.asked_before(made, [chess.pk])}
    assert found["q1"] == "平台已有：登记信息"
    assert found["q2"] == "平台已有：最近一次年度报告"
    assert found["q3"] == "年度报告中已填报"


def test_what_a_campaign_asked_in_its_self_check_is_told(bureau, chess, tea, draft):
    running(bureau, criteria=f"supervising={bureau.bureau.pk}", as_of=D(2026, 6, 3))
    made = draft(form=(Question("q1", "会费标准是否已向社会公布", "bool"),))
    assert "“涉企收费清理”自查表中问过" in queries.asked_before(made, [chess.pk])[0].where
    assert queries.asked_before(made, [tea.pk]) == []


def test_a_form_of_known_fields_alone_bothers_nobody(bureau, chess, send_out):
    made = send_out(form=FORM[:1])
    row = SurveyRecipient.objects.get()
    assert (row.state, row.given.get().text, row.given.get().source) == ("known", "霁川市棋类协会", "known")
    assert not WorkItem.objects.open().filter(organization_key=chess.pk).exists()
    assert queries.forms_of(chess.pk, 2026) == []
    assert queries.counts(made) == {"known": 1}


def test_an_office_reaches_its_own_forms_alone(bureau, draft, chess):
    made = draft()
    officer = bureau.client("department_officer", bureau.commerce)
    assert page(officer, made).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        building.withdraw(made, actor=bureau.actor("department_officer", bureau.commerce), comment="试")


def test_a_department_asks_its_own_bodies_alone(bureau, chess, send_out):
    own = bureau.register("霁川市商贸协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    send_out(office=bureau.commerce)
    assert [row.organization for row in SurveyRecipient.objects.all()] == [own]


def test_known_fields_of_organizations_are_not_sent_to_streets(bureau, draft):
    actor = bureau.actor("registry_clerk", bureau.bureau)
    made = draft(audience="streets")
    building.set_addressees(made, actor=actor, offices=[bureau.tinglan_office.pk])
    with pytest.raises(Refusal, match="不能选用"):
        building.submit(made, actor=actor)


def test_the_counter_holds_surveys_and_self_checks_of_the_year(bureau, clerk, chief, chess, tea, send_out):
    send_out()
    running(bureau, criteria=f"supervising={bureau.bureau.pk}", as_of=D(2026, 6, 3))
    assert {title for title, _ in queries.forms_of(chess.pk, 2026)} == {"会费情况摸底", "涉企收费清理"}
    assert queries.forms_of(chess.pk, 2025) == []
    found = queries.burden(bureau.actor("registry_chief", bureau.bureau), 2026)
    assert (found.forms, found.organizations, found.most) == (3, 2, 2)
    listed = clerk.get(reverse("staff:surveys:burden") + "?at_least=2")
    assert listed.context["listing"].total == 1
    panel = clerk.get(reverse("staff:surveys:of_organization", args=[chess.pk])).content.decode()
    assert "2026年被要求填报 2 张表" in panel
    home = chief.get(reverse("public:home")).content.decode()
    assert "2026年填报负担" in home
    assert Campaign.objects.count() == 1


def test_the_same_form_once_more_begins_as_a_draft_of_ones_own_office(clerk, bureau, chess, send_out):
    first = send_out()
    assert post(clerk, "copy", first).status_code == 302
    second = Survey.objects.exclude(pk=first.pk).get()
    assert (second.state, second.questions, second.released_at) == ("draft", first.questions, None)


def test_closing_ends_what_was_not_answered(bureau, clerk, chess, send_out):
    made = send_out()
    assert post(clerk, "close", made, comment="汇总完成").status_code == 302
    row = SurveyRecipient.objects.get()
    assert row.state == "missed"
    assert not WorkItem.objects.open().filter(kind="surveys.answer").exists()
    assert SurveyRecipient.objects.within(EVERYTHING).count() == 1
    assert SETUP.is_system
