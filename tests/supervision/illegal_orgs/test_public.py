"""Anybody may tell, nobody is accused: names stand in public only after a decision and only while it is in force."""

import re

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from supervision.illegal_orgs import actions, receipts
from supervision.illegal_orgs.models import Lead, LeadContact
from tests.supervision.illegal_orgs.conftest import NAME

LIST, TIP, RESULT = (reverse(f"public:illegal_orgs:{name}") for name in ("list", "tip", "result"))
PHONE, CALLED = "12012345678", "珊瑚色的举报人"


@pytest.fixture
def tip(authority):
    return {
        "name": NAME, "region": authority.tinglan.pk, "place": "3号楼", "activity": "每周开会，收取会费三千元",
        "contact_name": CALLED, "contact_phone": PHONE,
    }  # fmt: skip


def shown(client, address, **query) -> str:
    return client.get(address, query).content.decode()


def test_a_name_is_public_from_the_decision_until_it_is_lifted(authority, client, set_clock):
    lead = authority.opened()
    actions.propose_ban(lead, actor=authority.who("he"), comment="拒不停止")
    actions.review_ban(lead, actor=authority.who("fa"), comment="事实清楚")
    assert NAME not in shown(client, LIST)
    actions.ban(lead, actor=authority.who("lin"), number="望民取字〔2026〕1号")
    text = shown(client, LIST)
    assert NAME in text
    assert "望民取字〔2026〕1号" in text
    set_clock("2026-06-10T09:00:00+08:00")
    actions.lift(lead, actor=authority.who("lin"), number="望民撤字〔2026〕1号", comment="复议撤销")
    assert NAME not in shown(client, LIST)


@pytest.mark.parametrize("verb", ["refute", "dissolve"])
def test_what_ended_otherwise_never_is(authority, client, verb):
    lead = authority.opened()
    getattr(actions, verb)(lead, actor=authority.who("he"), comment="说明")
    assert NAME not in shown(client, LIST)
    assert "没有列在这里的，不说明任何问题" in shown(client, LIST)


def test_anybody_tells_without_an_account_and_follows_it_by_a_code(authority, client, tip):
    answer = client.post(TIP, tip, follow=True)
    lead = Lead.objects.get()
    code = re.search(r"XS-\d+-[A-Z2-7]{10}", answer.content.decode()).group()
    assert (lead.origin, lead.department) == ("public", authority.wanglan_bureau)
    assert "正在核查是否在其他部门登记" in shown(client, RESULT, code=code)
    actions.refute(lead, actor=authority.who("he"), comment="查的是另一件事")
    text = shown(client, RESULT, code=code.lower().replace("-", " "))
    assert "没有发现所反映的情况" in text
    assert "查的是另一件事" not in text
    assert NAME not in text


def test_a_guessed_code_answers_nothing(authority, client, tip):
    client.post(TIP, tip)
    lead = Lead.objects.get()
    wrong = f"XS-{lead.pk}-AAAAAAAAAA"
    assert wrong != receipts.code_of(lead)
    assert "没有查到这个查询码" in shown(client, RESULT, code=wrong)


def test_only_leads_of_the_public_have_a_code(authority, client):
    assert receipts.find(receipts.code_of(authority.lead())) is None


def test_the_contact_is_encrypted_kept_apart_and_opened_with_a_reason(authority, client, tip):
    client.post(TIP, tip)
    lead = Lead.objects.get()
    stored = str(LeadContact.objects.values().get()) + str(Lead.objects.values().get())
    assert PHONE not in stored
    assert CALLED not in stored
    detail = reverse("staff:illegal_orgs:detail", args=[lead.pk])
    reveal = reverse("staff:illegal_orgs:reveal", args=[lead.pk])
    page = authority.clients["he"].get(detail).content.decode()
    assert PHONE not in page
    assert CALLED not in page
    assert PHONE not in authority.clients["he"].post(reveal, {"reason": " "}).content.decode()
    opened = authority.clients["he"].post(reveal, {"reason": "回访核实"}).content.decode()
    assert PHONE in opened
    assert CALLED in opened
    assert TransitionLog.objects.of(lead).get(name="reveal").comment == "回访核实"
    assert PHONE not in authority.clients["wang"].post(reveal, {"reason": "看看"}).content.decode()


def test_whoever_told_stands_in_no_notice_no_list_no_log(authority, client, tip):
    client.post(TIP, tip)
    kept = "".join(str(list(model.objects.values())) for model in (Notice, WorkItem, AuditEntry, TransitionLog))
    assert PHONE not in kept
    assert CALLED not in kept
    assert NAME not in kept
    listed = authority.clients["he"].get(reverse("staff:illegal_orgs:list")).content.decode()
    assert CALLED not in listed


def test_signed_in_or_not_a_tip_is_nobody_s(authority, tip):
    authority.clients["sun"].post(TIP, tip)
    lead = Lead.objects.get()
    assert set(TransitionLog.objects.of(lead).values_list("user", flat=True)) == {None}
    assert set(AuditEntry.objects.filter(action="illegal_orgs.receive").values_list("user_id", flat=True)) == {None}


def test_one_address_tells_five_times_an_hour(authority, client, tip):
    codes = [client.post(TIP, tip).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]
    assert Lead.objects.count() == 5


def test_personal_numbers_do_not_belong_into_the_words(authority, client, tip):
    answer = client.post(TIP, {**tip, "activity": f"联系人电话{PHONE}，快去查"})
    assert answer.status_code == 422
    assert not Lead.objects.exists()


def test_complaints_about_registered_bodies_are_sent_elsewhere(client, db):
    text = shown(client, TIP)
    assert "不受理对已登记社会组织的投诉举报" in text
    assert "本平台仅收录本市及区县登记的社会组织。全国登记信息请到“中国社会组织政务服务平台”核验。" in text


def test_the_public_search_without_a_hit_still_says_the_sentence_and_accuses_nobody(authority, client):
    text = shown(client, reverse("public:disclosures:search"), q=NAME)
    assert "本平台仅收录本市及区县登记的社会组织。全国登记信息请到“中国社会组织政务服务平台”核验。" in text
    assert "可能是未登记组织" not in text
