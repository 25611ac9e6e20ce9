"""A letter to an office is drafted by one person, signed by another, answered by the addressee and then closed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.clock import today
from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, StaleVersion, WrongState
from core.worklist.models import WorkItem
from party_building.follow_ups import actions, documents
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.statistics import SupervisionLetters, TalksHeld
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def colleague(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def officer(bureau):
    return bureau.client("department_officer", bureau.commerce)


def page(client, found):
    return client.get(reverse("staff:follow_ups:detail", args=[found.pk]))


def post(client, step, found, **data):
    return client.post(reverse(f"staff:follow_ups:{step}", args=[found.pk]), data)


def test_from_a_write_off_row_to_a_closed_letter(party, colleague, officer, row, bureau):
    text = party.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    assert "拟督办函" in text
    address = f"{reverse('staff:follow_ups:create')}?kind=supervision&row={row.pk}"
    form = party.get(address).context["form"]
    assert form.initial["addressee"] == bureau.commerce
    assert "应建未建" in form.initial["body"]
    assert "10个工作日" in form.initial["body"]
    data = {**form.initial, "addressee": bureau.commerce.pk, "issuer_name": bureau.party_committee.name}
    answer = party.post(address, {key: value for key, value in data.items() if value is not None})
    found = FollowUp.objects.get()
    assert answer.url == reverse("staff:follow_ups:detail", args=[found.pk])
    assert found.row == row
    post(party, "submit", found)
    post(colleague, "check", found)
    assert page(officer, found).status_code == 404
    assert post(colleague, "sign", found, number="").status_code == 302
    assert page(officer, found).status_code == 404
    post(party, "serve", found, served_on="2026-06-03", delivery="oa")
    found.refresh_from_db()
    assert found.number == "霁川市社会组织综合党委督办〔2026〕1号"
    assert str(found.reply_due_on) == "2026-06-17"
    seen = page(officer, found)
    assert "拟稿" not in seen.content.decode()
    pdf = SimpleUploadedFile("组建方案.pdf", PDF, content_type="application/pdf")
    assert post(officer, "reply", found, text="6月底前完成组建。", document=pdf).status_code == 302
    text = page(party, found).content.decode()
    assert "6月底前完成组建。" in text
    assert "组建方案.pdf" in text
    assert post(party, "close", found, comment="按期组建后销号").status_code == 302
    found.refresh_from_db()
    assert (found.state, found.closed_on) == ("closed", today())
    assert not WorkItem.objects.open().exists()


def test_whoever_drafted_or_edited_does_not_sign(draft, drafter, signer, bureau):
    made = draft()
    actions.edit(made, actor=signer, version=made.version, body="请抓紧研究办理。")
    actions.submit(made, actor=drafter)
    actions.check(made, actor=drafter)
    for person in (drafter, signer):
        with pytest.raises(SamePerson):
            actions.sign(made, actor=person)
    actions.sign(made, actor=bureau.actor("party_officer", bureau.party_committee))
    assert made.state == "signed"


def test_numbers_run_without_gaps_by_name_kind_and_year(signed, draft, drafter, signer):
    numbers = [signed(subject=f"第{n}件").number for n in (1, 2)]
    other_name = signed(issuer_name="中共霁川市委社会组织工作委员会").number
    circular = signed(kind="circular", reply_workdays=None).number
    assert [number[-10:] for number in (*numbers, other_name, circular)] == [
        "督办〔2026〕1号", "督办〔2026〕2号", "督办〔2026〕1号", "通报〔2026〕1号",
    ]  # fmt: skip
    failed = draft()
    actions.submit(failed, actor=drafter)
    actions.check(failed, actor=signer)
    with pytest.raises(SamePerson), transaction.atomic():
        actions.sign(failed, actor=drafter)
    assert signed(subject="第3件").number.endswith("〔2026〕3号")


def test_a_number_given_by_the_office_automation_is_kept_and_passed_over(signed):
    given = signed(number="霁川市社会组织综合党委督办〔2026〕1号")
    assert given.number.endswith("1号")
    assert signed().number.endswith("2号")
    with pytest.raises(Refusal, match="同一文号"):
        signed(number=given.number)


def test_an_organ_writes_only_under_names_of_its_own(draft):
    with pytest.raises(Refusal, match="名义发文"):
        draft(issuer_name="霁川市民政局")


@pytest.mark.parametrize("word", ["末位", "通报批评"])
def test_words_that_shame_are_refused_on_the_page(party, bureau, word):
    data = {"kind": "circular", "issuer_name": bureau.party_committee.name, "addressee": bureau.commerce.pk,
            "subject": "上半年进展", "body": f"对{word}单位……"}  # fmt: skip
    answer = party.post(reverse("staff:follow_ups:create"), data)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_a_letter_is_withdrawn_only_before_it_is_signed(draft, signed, drafter):
    made = draft()
    actions.submit(made, actor=drafter)
    actions.withdraw(made, actor=drafter, comment="已协调解决")
    assert made.state == "withdrawn"
    with pytest.raises(WrongState):
        actions.withdraw(signed(), actor=drafter, comment="写错了")


def test_what_was_handed_in_is_changed_only_after_it_came_back(draft, drafter, signer):
    made = draft()
    actions.submit(made, actor=drafter)
    with pytest.raises(WrongState, match="先退回"):
        actions.edit(made, actor=drafter, version=made.version, body="别的")
    actions.send_back(made, actor=signer, comment="补充依据")
    with pytest.raises(StaleVersion):
        actions.edit(made, actor=drafter, version=made.version - 1, body="别的")
    actions.edit(made, actor=drafter, version=made.version, body="依据文件，请研究办理。")
    assert made.body.startswith("依据")


def test_only_the_addressee_replies_and_nothing_is_closed_before(served, drafter, bureau):
    made = served()
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.reply(made, actor=drafter, text="代为回复")
    with pytest.raises(WrongState, match="尚未回复"):
        actions.close(made, actor=drafter, comment="办结")
    officer = bureau.actor("department_officer", bureau.commerce)
    actions.reply(made, actor=officer, text="正在筹备。")
    actions.ask_again(made, actor=drafter, comment="请写明完成时间")
    actions.reply(made, actor=officer, text="7月1日前成立。")
    assert made.replies.count() == 2


@pytest.mark.parametrize(("day", "is_overdue"), [("2026-06-17", False), ("2026-06-18", True)])
def test_a_reply_is_overdue_from_the_day_after_its_last_one(served, party, set_clock, day, is_overdue):
    made = served()
    set_clock(day)
    made.refresh_from_db()
    assert made.is_overdue == is_overdue
    rows = party.get(reverse("staff:follow_ups:list") + "?overdue=yes").content.decode()
    assert (made.subject in rows) == is_overdue


def test_a_circular_that_asks_for_no_reply_is_closed_without_one(served, drafter):
    made = served(kind="circular", reply_workdays=None)
    assert made.reply_due_on is None
    actions.close(made, actor=drafter, comment="已知悉")
    assert made.state == "closed"


def test_a_talk_is_held_with_posts_and_minutes(served, party, drafter):
    made = served(kind="talk", reply_workdays=None, talk_on="2026-06-05", talk_place="综合党委会议室")
    with pytest.raises(WrongState, match="没有记录"):
        actions.close(made, actor=drafter, comment="办结")
    data = {"talk_on": "2026-06-03", "talk_place": "综合党委会议室", "attendees": "", "minutes": "商定措施"}
    assert post(party, "hold", made, **data).status_code == 422
    assert post(party, "hold", made, **{**data, "attendees": "市商务局分管副局长"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "held"
    assert "市商务局分管副局长" in page(party, made).content.decode()
    actions.close(made, actor=drafter, comment="措施已明确")


def test_figures_count_letters_of_the_year_and_talks_that_were_held(served, draft, drafter, set_clock, bureau):
    served()
    draft(subject="还是草稿")
    talk = served(kind="talk", reply_workdays=None)
    letters, talks = SupervisionLetters(), TalksHeld()
    assert letters.numerator(EVERYTHING, today()).count() == 1
    assert talks.numerator(EVERYTHING, today()).count() == 0
    actions.hold(talk, actor=drafter, talk_on=today(), talk_place="会议室", attendees="分管副局长", minutes="商定")
    assert talks.numerator(EVERYTHING, today()).count() == 1
    set_clock("2027-01-01")
    assert letters.numerator(EVERYTHING, today()).count() == 0


def test_the_letter_is_read_printed_and_taken_as_a_file(served, officer, draft, party):
    made = served()
    address = reverse("staff:follow_ups:letter", args=[made.pk])
    text = officer.get(address).content.decode()
    assert "关于设立行业党委的督办函" in text
    assert "霁川市社会组织综合党委督办〔2026〕1号" in text
    file = officer.get(reverse("staff:follow_ups:letter_file", args=[made.pk, "docx"]))
    assert file.content[:2] == b"PK"
    assert documents.letter(draft()).is_draft


def test_no_notice_names_the_matter(served):
    served()
    notice = Notice.objects.filter(template="follow_ups.served").first()
    assert notice is not None
    assert "行业党委" not in str(notice.context)


def test_another_department_and_the_registry_see_nothing(served, bureau, party):
    made = served()
    for role, office in (("department_officer", bureau.industry), ("registry_clerk", bureau.bureau)):
        assert page(bureau.client(role, office), made).status_code in (403, 404)
    elsewhere = bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai)
    assert page(bureau.client("party_officer", elsewhere), made).status_code == 404


def test_the_row_offers_no_letter_to_an_office_that_does_not_lead(row, officer, bureau):
    text = officer.get(reverse("staff:writeoff:row", args=[row.pk])).content.decode()
    assert "拟督办函" not in text


def test_the_database_refuses_a_signed_letter_without_a_number(draft):
    made = draft()
    with pytest.raises(IntegrityError, match="follow_up_signed_has_number"), transaction.atomic():
        FollowUp.objects.filter(pk=made.pk).update(state="signed")


def test_steps_of_another_organ_are_refused_with_the_name_of_the_right_one(draft, bureau):
    made = draft()
    other = bureau.actor("party_officer", bureau.department("青砚县委社会工作部", "party_organ", bureau.city))
    for verb, more in (
        (actions.submit, {}),
        (actions.withdraw, {"comment": "无关"}),
        (actions.edit, {"version": made.version, "body": "改"}),
    ):
        with pytest.raises(NotCompetent, match="综合党委"):
            verb(made, actor=other, **more)
    assert FollowUp.objects.get(pk=made.pk).state == "draft"
