"""Answering once: known values are there, earlier answers are offered, a month without change is one click."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.worklist.models import WorkItem
from registry.organizations.models import Organization
from supervision.questionnaires.questions import Question
from supervision.surveys.actions import answering, rounds
from supervision.surveys.forms import BulkExtendForm
from supervision.surveys.models import SurveyAnswer, SurveyRecipient
from supervision.surveys.tables import EXTEND
from tests.support.campaigns import D
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
GIVEN = {"q2": "", "q3": "50000", "q4": "no"}


def answer(client, row, **data):
    return client.post(reverse("org:surveys:answer", args=[row.pk]), data)


def row_of(survey, organization=None):
    rows = SurveyRecipient.objects.filter(survey_round__survey=survey)
    return (rows.filter(organization=organization) if organization else rows).latest("pk")


def test_answers_are_kept_with_day_and_source(filer, clerk, chess, send_out):
    Organization.objects.filter(pk=chess.pk).update(phone_public="0999-1234567")
    made = send_out()
    row = row_of(made)
    shown = filer.get(reverse("org:surveys:answer", args=[row.pk])).content.decode()
    assert "霁川市棋类协会" in shown
    assert "0999-1234567" in shown
    assert made.purpose in shown
    assert answer(filer, row, q3="5万元", version=1, keep="1").status_code == 422
    assert answer(filer, row, q3="50,000", version=1, keep="1").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answers["q3"]) == ("waiting", "50000.00")
    missing = answer(filer, row, q3="50000", version=row.version, send="1")
    assert missing.status_code == 422
    assert "是否减免过会费" in missing.content.decode()
    sent = answer(filer, row, q2="0999-1234567", q3="50000", q4="no", version=row.version, send="1")
    assert sent.status_code == 302
    row.refresh_from_db()
    kept = {one.key: (one.text, one.source, one.given_on) for one in row.given.all()}
    assert row.state == "answered"
    assert kept["q1"] == ("霁川市棋类协会", "known", D(2026, 6, 3))
    assert kept["q2"] == ("0999-1234567", "known", D(2026, 6, 3))
    assert kept["q3"] == ("50000.00", "given", D(2026, 6, 3))
    assert not WorkItem.objects.open().filter(kind="surveys.answer").exists()
    listed = clerk.get(f"{reverse('staff:surveys:recipients')}?survey={made.pk}").content.decode()
    assert "50000.00" in listed
    assert "今年收取的会费（元）" in listed
    read = clerk.get(reverse("staff:surveys:recipient", args=[row.pk])).content.decode()
    assert "平台已有，2026-06-03" in read


def test_the_table_shows_what_is_known_of_those_who_are_silent(clerk, chess, send_out):
    made = send_out()
    listed = clerk.get(f"{reverse('staff:surveys:recipients')}?survey={made.pk}")
    assert "平台已有" in listed.content.decode()
    exported = clerk.post(f"{reverse('staff:surveys:export_recipients')}?survey={made.pk}", {"format": "csv"})
    assert exported.status_code == 200


def test_a_corrected_known_value_stands_beside_the_register_and_does_not_change_it(filer, chess, send_out):
    Organization.objects.filter(pk=chess.pk).update(phone_public="0999-1234567")
    row = row_of(send_out())
    answer(filer, row, q2="0999-7654321", q3="1", q4="no", version=1, send="1")
    assert row.given.get(key="q2").source == "given"
    chess.refresh_from_db()
    assert chess.phone_public == "0999-1234567"


def test_a_condition_that_holds_makes_its_question_due(filer, chess, send_out):
    row = row_of(send_out())
    refused = answer(filer, row, q3="1", q4="yes", version=1, send="1")
    assert refused.status_code == 422
    assert "减免情况" in refused.content.decode()
    assert answer(filer, row, q3="1", q4="yes", q5="减免困难会员", version=1, send="1").status_code == 302


def test_one_organization_never_reaches_anothers_row(filer, other_filer, chess, tea, send_out):
    made = send_out()
    mine, theirs = row_of(made, chess), row_of(made, tea)
    assert filer.get(reverse("org:surveys:answer", args=[theirs.pk])).status_code == 404
    assert answer(filer, theirs, q3="1", q4="no", version=1, send="1").status_code == 404
    assert filer.post(reverse("org:surveys:repeat", args=[theirs.pk])).status_code == 404
    answer(filer, mine, q3="1", q4="no", version=1, send="1")
    assert "霁川市棋类协会" not in other_filer.get(reverse("org:surveys:list")).content.decode()


def test_the_asking_office_does_not_answer_in_anothers_place(bureau, chess, send_out):
    row = row_of(send_out())
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(NotCompetent, match="霁川市棋类协会"):
        answering.save(row, actor=clerk, answers={"q3": "1"}, version=row.version)


def test_an_answer_given_before_is_offered_with_its_day(filer, bureau, chess, send_out, set_clock):
    answer(filer, row_of(send_out()), q3="50000", q4="no", version=1, send="1")
    set_clock("2026-06-20")
    again = send_out(form=(Question("q1", "今年收取的会费（元）", "money_yuan", is_required=True),),
                     title="再问一次", repeated_reason="口径不同")  # fmt: skip
    row = row_of(again)
    shown = filer.get(reverse("org:surveys:answer", args=[row.pk])).content.decode()
    assert "带出自《会费情况摸底》，2026-06-03" in shown
    assert 'value="50000.00"' in shown
    assert answer(filer, row, q1="50000.00", version=1, send="1").status_code == 302
    assert row.given.get().source == "earlier"


def test_what_was_sent_is_corrected_while_the_form_is_out_and_not_after(filer, bureau, clerk, chess, send_out):
    made = send_out()
    row = row_of(made)
    answer(filer, row, q3="1", q4="no", version=1, send="1")
    row.refresh_from_db()
    assert answer(filer, row, q3="2", q4="no", version=row.version, send="1").status_code == 302
    assert row.given.get(key="q3").text == "2.00"
    clerk.post(reverse("staff:surveys:close", args=[made.pk]), {"comment": "完"})
    row.refresh_from_db()
    late = answer(filer, row, q3="3", q4="no", version=row.version, send="1")
    assert late.status_code == 422
    assert row.given.get(key="q3").text == "2.00"


def test_a_file_is_an_answer_that_its_asker_can_fetch(filer, clerk, bureau, chess, send_out):
    row = row_of(send_out(form=(Question("q1", "收费清单", "file", is_required=True),)))
    assert answer(filer, row, version=1, send="1").status_code == 422
    pdf = SimpleUploadedFile("清单.pdf", PDF, content_type="application/pdf")
    assert answer(filer, row, q1=pdf, version=1, send="1").status_code == 302
    assert clerk.post(reverse("staff:surveys:answer_file", args=[row.pk, "q1"])).status_code == 302
    officer = bureau.client("department_officer", bureau.commerce)
    assert officer.post(reverse("staff:surveys:answer_file", args=[row.pk, "q1"])).status_code == 404


def test_a_street_answers_on_its_own_page(bureau, clerk, send_out):
    form = (Question("q1", "备案社区社会组织数", "integer", is_required=True),)
    made = send_out(form=form, audience="streets", offices=[bureau.tinglan_office.pk])
    row = row_of(made)
    street = bureau.client("street_officer", bureau.tinglan_office)
    assert made.title in street.get(reverse("staff:surveys:mine")).content.decode()
    address = reverse("staff:surveys:answer", args=[row.pk])
    assert street.post(address, {"q1": "12", "version": 1, "send": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "answered"
    assert clerk.get(address).status_code == 404
    assert "听澜街道" in clerk.get(f"{reverse('staff:surveys:recipients')}?survey={made.pk}").content.decode()


# ---- until when


def test_due_on_a_day_off_moves_to_the_next_working_day(chess, send_out):
    assert row_of(send_out(days_to_answer=10)).due_on == D(2026, 6, 15)  # the 13th is a Saturday


def test_late_from_the_day_after(chess, send_out, set_clock):
    row = row_of(send_out())
    assert row.due_on == D(2026, 6, 18)
    set_clock("2026-06-18")
    assert not row.is_late
    set_clock("2026-06-19")
    assert row.is_late


def test_an_extension_names_a_later_day_and_a_reason(clerk, bureau, chess, send_out):
    row = row_of(send_out())
    address = reverse("staff:surveys:extend", args=[row.pk])
    assert clerk.post(address, {"due_on": "2026-06-18", "reason": "会计休假"}).status_code == 422
    assert clerk.post(address, {"due_on": "2026-06-19", "reason": ""}).status_code == 422
    assert clerk.post(address, {"due_on": "2026-06-19", "reason": "会计休假"}).status_code == 302
    row.refresh_from_db()
    assert row.due_on == D(2026, 6, 19)
    assert WorkItem.objects.open().get(kind="surveys.answer").due_on == D(2026, 6, 19)
    officer = bureau.actor("department_officer", bureau.commerce)
    with pytest.raises(Refusal):
        rounds.extend(row, actor=officer, due_on=D(2026, 7, 1), reason="试")


def test_many_are_extended_at_once_with_plain_values(bureau, chess, tea, send_out):
    made = send_out()
    form = BulkExtendForm({"due_on": "2026-06-30", "reason": "会计集中休假"}, actor=None)
    assert form.is_valid()
    params = json.loads(json.dumps(form.params()))
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    for row in SurveyRecipient.objects.filter(survey_round__survey=made):
        EXTEND.verb(row, actor=clerk, **params)
    assert {one.due_on for one in SurveyRecipient.objects.all()} == {D(2026, 6, 30)}


def test_one_reminder_before_the_last_day_and_no_more(chess, send_out):
    send_out()
    assert rounds.run(D(2026, 6, 15)) == 0
    assert rounds.run(D(2026, 6, 16)) == 1
    assert rounds.run(D(2026, 6, 17)) == 0
    assert Notice.objects.filter(template__startswith="surveys.reminded").count() == 1


def test_reminding_by_hand_once_a_day(clerk, filer, chess, send_out):
    row = row_of(send_out())
    address = reverse("staff:surveys:remind", args=[row.pk])
    assert clerk.post(address).status_code == 302
    assert clerk.post(address).status_code == 409
    row.refresh_from_db()
    answer(filer, row, q3="1", q4="no", version=row.version, send="1")
    assert "无须催报" in clerk.post(address).content.decode()


# ---- every month


@pytest.fixture
def monthly(chess, send_out):
    form = (Question("q1", "本月新增会员数", "integer", is_required=True),)
    return send_out(form=form, title="会员月报", repeat="monthly", repeat_until=D(2026, 8, 31), days_to_answer=10)


def test_a_monthly_form_opens_each_month_until_its_last_day(monthly, set_clock):
    assert monthly.rounds.get().period == "2026-06"
    assert rounds.run(D(2026, 6, 30)) == 0
    set_clock("2026-07-01")
    assert rounds.run(D(2026, 7, 1)) == 1
    assert rounds.run(D(2026, 7, 2)) == 0
    assert rounds.run(D(2026, 8, 31)) >= 1
    assert rounds.run(D(2026, 9, 1)) == 0
    assert sorted(monthly.rounds.values_list("period", flat=True)) == ["2026-06", "2026-07", "2026-08"]


def test_a_month_without_change_is_one_click(filer, monthly, set_clock):
    first = row_of(monthly)
    nothing_before = filer.post(reverse("org:surveys:repeat", args=[first.pk]))
    assert nothing_before.status_code == 409
    answer(filer, first, q1="3", version=1, send="1")
    set_clock("2026-07-01")
    rounds.run(D(2026, 7, 1))
    second = row_of(monthly)
    shown = filer.get(reverse("org:surveys:answer", args=[second.pk])).content.decode()
    assert "与上期相同，直接提交" in shown
    assert filer.post(reverse("org:surveys:repeat", args=[second.pk])).status_code == 302
    second.refresh_from_db()
    assert (second.state, second.is_unchanged, second.given.get().text) == ("answered", True, "3")
    assert SurveyAnswer.objects.filter(source="earlier").count() == 1


def test_who_left_the_register_is_not_asked_for_the_next_month(monthly, chess, set_clock):
    Organization.objects.filter(pk=chess.pk).update(status="cancelled")
    set_clock("2026-07-01")
    rounds.run(D(2026, 7, 1))
    assert monthly.rounds.order_by("-opens_on").first().recipients.count() == 0


def test_a_closed_monthly_form_opens_no_more(bureau, clerk, monthly, set_clock):
    clerk.post(reverse("staff:surveys:close", args=[monthly.pk]), {"comment": "完"})
    set_clock("2026-07-01")
    assert rounds.run(D(2026, 7, 1)) == 0
    with pytest.raises(WrongState):
        rounds.remind(row_of(monthly), actor=bureau.actor("registry_clerk", bureau.bureau))
