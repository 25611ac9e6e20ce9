"""拟稿, 核稿, 会签, 签发, 用印 through the pages: each step by whom it belongs to, each refusal with its sentence."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.notifications.models import Notice
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, NotPermitted, SamePerson, StaleVersion, WrongState
from core.worklist.models import WorkItem
from supervision.letters import actions, documents
from supervision.letters.models import Letter
from tests.supervision.letters.conftest import FACTS, PLATE

pytestmark = pytest.mark.django_db


def page(client, found):
    return client.get(reverse("staff:letters:detail", args=[found.pk]))


def post(client, step, found, **data):
    return client.post(reverse(f"staff:letters:{step}", args=[found.pk]), data)


def form_data(world, **more):
    values = {f"value_{name}": value for name, value in FACTS["listing_notice"].items()}
    return {"issuer_name": world.bureau.name, "organization": world.body.name, **values, **more}


def test_a_letter_goes_from_the_form_to_the_seal(world, clerk, chief):
    address = reverse("staff:letters:create", args=["listing_notice"])
    preview = clerk.post(address, form_data(world, preview="1"))
    assert preview.status_code == 200
    assert "列入活动异常名录事先告知书" in preview.content.decode()
    assert not Letter.objects.exists()
    assert clerk.post(address, form_data(world)).status_code == 302
    found = Letter.objects.get()
    assert post(clerk, "submit", found).status_code == 302
    assert post(chief, "check", found).status_code == 302
    assert post(chief, "sign", found, number="").status_code == 302
    assert post(clerk, "seal", found).status_code == 302
    found.refresh_from_db()
    assert found.state == "sealed"
    assert found.number == "霁川市民政局列告〔2026〕1号"
    text = page(clerk, found).content.decode()
    assert "未按规定报送2025年度工作报告。" in text
    assert "10个工作日内" in text


def test_the_form_names_what_is_not_filled_in(world, clerk):
    address = reverse("staff:letters:create", args=["listing_notice"])
    answer = clerk.post(address, form_data(world, value_facts=" "))
    assert answer.status_code == 422
    assert "value_facts" in answer.context["form"].errors


def test_a_verb_refuses_a_missing_and_an_unknown_value_by_name(world):
    with pytest.raises(Refusal, match="还没有填写：事实和理由"):
        world.draft(values={**FACTS["listing_notice"], "facts": " "})
    with pytest.raises(Refusal, match="没有填写项“reason”"):
        world.draft(values={**FACTS["listing_notice"], "reason": "多余"})
    assert not Letter.objects.exists()


def test_who_wrote_neither_checks_nor_signs(world):
    made = world.draft()
    actions.submit(made, actor=world.clerk)
    with pytest.raises(SamePerson):
        actions.check(made, actor=world.clerk)
    actions.send_back(made, actor=world.chief, comment="补充依据")
    values = {**FACTS["listing_notice"], "basis": "办法第十一条第一项"}
    actions.edit(made, actor=world.chief, version=made.version, values=values)
    actions.submit(made, actor=world.clerk)
    with pytest.raises(SamePerson):
        actions.check(made, actor=world.chief)
    third = world.actor("registry_chief", world.bureau)
    actions.check(made, actor=third)
    with pytest.raises(SamePerson):
        actions.sign(made, actor=world.chief)
    actions.sign(made, actor=third)
    assert made.state == "signed"


def test_a_clerk_has_no_permission_to_sign(world):
    made = world.draft()
    actions.submit(made, actor=world.clerk)
    other = world.actor("registry_clerk", world.bureau)
    actions.check(made, actor=other)
    with pytest.raises(NotPermitted):
        actions.sign(made, actor=other)


def test_a_leader_signs_and_does_not_draft(world):
    made = world.draft()
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    leader = world.actor("bureau_leader", world.bureau)
    actions.sign(made, actor=leader)
    assert made.state == "signed"
    with pytest.raises(NotPermitted):
        world.draft(actor=leader)


def test_what_was_handed_in_is_changed_only_after_it_came_back(world):
    made = world.draft()
    actions.submit(made, actor=world.clerk)
    with pytest.raises(WrongState, match="先退回"):
        actions.edit(made, actor=world.clerk, version=made.version, values=FACTS["listing_notice"])
    with pytest.raises(CommentRequired):
        actions.send_back(made, actor=world.chief, comment=" ")
    actions.send_back(made, actor=world.chief, comment="改写事实")
    with pytest.raises(StaleVersion):
        actions.edit(made, actor=world.clerk, version=made.version - 1, values=FACTS["listing_notice"])


def test_the_edit_page_fills_the_text_anew(world, clerk):
    made = world.draft()
    answer = clerk.get(reverse("staff:letters:edit", args=[made.pk]))
    assert "未按规定报送2025年度工作报告。" in answer.content.decode()
    data = {**form_data(world), "value_facts": "连续两年未报送年度工作报告。", "version": made.version}
    assert post(clerk, "edit", made, **data).status_code == 302
    made.refresh_from_db()
    assert "连续两年未报送年度工作报告。" in [block["text"] for block in made.blocks]
    stale = post(clerk, "edit", made, **{**data, "version": 1})
    assert stale.status_code == 409


def test_offices_that_are_asked_agree_before_the_signature(world, officer):
    made = world.draft(countersigners=[world.commerce, world.industry])
    actions.submit(made, actor=world.clerk)
    assert page(officer, made).status_code == 404
    actions.check(made, actor=world.chief)
    assert made.state == "countersigning"
    text = page(officer, made).content.decode()
    assert "会签" in text
    assert "办理过程" not in text
    assert WorkItem.objects.open().filter(department=world.commerce, kind="letters.countersign").exists()
    with pytest.raises(WrongState):
        actions.sign(made, actor=world.chief)
    assert post(officer, "countersign", made, opinion="agree").status_code == 302
    made.refresh_from_db()
    assert made.state == "countersigning"
    actions.countersign(made, actor=world.actor("department_officer", world.industry), opinion="agree")
    assert made.state == "signing"


def test_an_objection_keeps_it_until_somebody_says_how_it_is_settled(world, officer):
    made = world.draft(countersigners=[world.commerce])
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    assert post(officer, "countersign", made, opinion="object", comment="").status_code == 422
    assert post(officer, "countersign", made, opinion="object", comment="事实需核实").status_code == 302
    made.refresh_from_db()
    assert made.state == "countersigning"
    with pytest.raises(CommentRequired):
        actions.go_on(made, actor=world.chief, comment="")
    actions.go_on(made, actor=world.chief, comment="已补充证据并与商务局沟通一致")
    assert made.state == "signing"


def test_an_office_that_was_not_asked_does_not_countersign(world):
    made = world.draft(countersigners=[world.commerce])
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    with pytest.raises(NotCompetent, match="不是这件公文的会签单位"):
        actions.countersign(made, actor=world.actor("department_officer", world.industry), opinion="agree")


def test_sent_back_from_countersigning_everybody_is_asked_again(world):
    made = world.draft(countersigners=[world.commerce])
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    actions.countersign(
        made, actor=world.actor("department_officer", world.commerce), opinion="remarks", comment="改一处"
    )
    actions.send_back(made, actor=world.chief, comment="按商务局意见修改")
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    assert made.countersigns.get().opinion == ""
    assert made.state == "countersigning"


def test_a_letter_is_withdrawn_before_and_voided_after_its_signature(world, chief):
    made = world.draft()
    actions.submit(made, actor=world.clerk)
    actions.withdraw(made, actor=world.clerk, comment="已经补报")
    assert made.state == "withdrawn"
    signed = world.signed()
    with pytest.raises(WrongState):
        actions.withdraw(signed, actor=world.clerk, comment="写错了")
    assert post(chief, "void", signed, comment="当事人已补报").status_code == 302
    signed.refresh_from_db()
    assert (signed.state, signed.number) == ("voided", "霁川市民政局列告〔2026〕1号")
    assert world.signed().number.endswith("2号")
    served = world.served()
    with pytest.raises(WrongState):
        actions.void(served, actor=world.chief, comment="来不及了")


def test_only_the_issuing_office_acts_and_the_refusal_names_it(world):
    made = world.draft()
    stranger = world.actor("registry_clerk", world.wanglan_bureau)
    for verb, more in ((actions.submit, {}), (actions.withdraw, {"comment": "无关"})):
        with pytest.raises(NotCompetent, match="霁川市民政局"):
            verb(made, actor=stranger, **more)


def test_a_bureau_writes_to_the_bodies_it_supervises(world):
    district = world.register("望澜区茶叶协会", authority=world.wanglan_bureau)
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        world.draft(organization=district)


def test_a_department_urges_its_own_bodies_in_its_own_name(world):
    officer = world.actor("department_officer", world.commerce)
    made = world.draft("reminder", actor=officer, issuer=world.commerce)
    assert made.issuer_name == "霁川市商务局"
    with pytest.raises(NotCompetent):
        world.draft("reminder", actor=officer, issuer=world.commerce, organization=world.other_body)
    with pytest.raises(Refusal, match="不制发"):
        world.draft("listing_notice", actor=officer, issuer=world.commerce)


def test_a_bureau_presses_its_peers_only_under_a_plate_it_carries(world):
    with pytest.raises(Refusal, match="议事协调机构"):
        world.draft("urging", issuer_name=world.bureau.name)
    assert world.draft("urging", issuer_name=PLATE).issuer_name == PLATE
    below = world.draft("urging", issuer_name=world.bureau.name, department=world.wanglan_bureau)
    assert below.issuer_name == "霁川市民政局"
    with pytest.raises(Refusal, match="不能以“霁川市商务局”的名义"):
        world.draft("urging", issuer_name="霁川市商务局")


@pytest.mark.parametrize("word", ["末位", "通报批评"])
def test_words_that_shame_are_refused(world, word):
    with pytest.raises(Refusal, match=word):
        world.draft("circular", values={"facts": f"对{word}单位……"})


def test_a_consultation_is_never_called_by_the_word_of_discipline(world, officer):
    made = world.served("consultation")
    text = page(officer, made).content.decode()
    assert "征询意见函" in text
    assert "函询" not in text


def test_no_notice_names_the_body_or_the_matter(world):
    world.served()
    for notice in Notice.objects.filter(template__startswith="letters."):
        assert set(notice.context) <= {"letter"}


def test_the_letter_is_printed_and_taken_as_files(world, clerk):
    made = world.signed()
    text = clerk.get(reverse("staff:letters:letter", args=[made.pk])).content.decode()
    assert "霁川市民政局列告〔2026〕1号" in text
    file = clerk.get(reverse("staff:letters:letter_file", args=[made.pk, "docx"]))
    assert file.content[:2] == b"PK"
    pdf = clerk.get(reverse("staff:letters:letter_file", args=[made.pk, "pdf"]))
    assert pdf.content[:4] == b"%PDF"
    assert documents.letter(world.draft()).is_draft


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "signed"}, "letter_signed_has_number"),
        ({"addressee": "commerce"}, "letter_to_one"),
        ({"state": "closed", "number": "甲1号", "signed_on": "2026-06-03", "served_on": "2026-06-03",
          "served_way": "direct"}, "letter_closed_has_outcome"),
    ],
)  # fmt: skip
def test_the_database_keeps_what_a_letter_promises(world, change, name):
    made = world.draft()
    if "addressee" in change:
        change = {"addressee": world.commerce}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Letter.objects.filter(pk=made.pk).update(**change)
