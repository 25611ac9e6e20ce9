"""A lead is checked before anything is opened, by the county authority of the place of the act, by two at least."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, SamePerson
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from registry.organizations import actions as register
from supervision.illegal_orgs import actions, queries
from supervision.illegal_orgs.models import Lead
from tests.support.bureau import SETUP

D = datetime.date


def url(name, lead):
    return reverse(f"staff:illegal_orgs:{name}", args=[lead.pk])


def page(authority, who, lead) -> str:
    return authority.clients[who].get(url("detail", lead)).content.decode()


def fresh(lead) -> Lead:
    return Lead.objects.get(pk=lead.pk)


def test_a_lead_lies_with_the_district_of_the_act_whoever_recorded_it(authority):
    data = {
        "origin": "staff", "name": "某某联盟", "activity": "收费办班", "ground": "unregistered",
        "region": authority.yanhu.pk,
    }  # fmt: skip
    answer = authority.clients["he"].post(reverse("staff:illegal_orgs:create"), data)
    lead = Lead.objects.get()
    assert answer.url == reverse("staff:illegal_orgs:list")  # it is another district's: not even seen any more
    assert (lead.department, lead.check_due_on) == (authority.yanhai_bureau, D(2026, 6, 12))
    assert WorkItem.objects.open().of(lead).get().department == authority.yanhai_bureau
    assert authority.clients["he"].get(url("detail", lead)).status_code == 404


@pytest.mark.parametrize(("who", "sees"), [
    ("he", True), ("fa", True), ("lin", True), ("wang", True), ("shen", False), ("wu", None), ("sun", None),
])  # fmt: skip
def test_only_its_authority_and_the_bureau_above_see_it(authority, who, sees):
    lead = authority.lead()
    answer = authority.clients[who].get(url("detail", lead))
    assert answer.status_code == {True: 200, False: 404, None: 403}[sees]


def test_the_city_sees_and_does_not_act(authority):
    lead = authority.lead()
    authority.check_all(lead)
    officers = [authority.seats["wang"].user_id, authority.seats["chief"].user_id]
    answer = authority.clients["wang"].post(url("open", lead), {"officers": officers})
    assert answer.status_code == 422
    with pytest.raises(NotCompetent, match="由望澜区民政局办理"):
        actions.open_case(lead, actor=authority.who("wang"), officers=officers)
    for verb in ("refute", "dissolve", "propose_ban"):
        with pytest.raises(NotCompetent, match="望澜区民政局"):
            getattr(actions, verb)(lead, actor=authority.who("wang"), comment="办理")
    assert fresh(lead).state == "received"


def test_nothing_is_opened_before_every_register_was_asked(authority):
    lead = authority.lead()
    assert "还不能立案" in page(authority, "he", lead)
    officers = [authority.seats[name].user_id for name in ("he", "ji")]
    refused = authority.clients["he"].post(url("open", lead), {"officers": officers})
    assert "还没有核查：本市社会组织名录" in refused.content.decode()
    authority.check_all(lead)
    authority.clients["he"].post(url("open", lead), {"officers": officers, "papers": "LJ01、LJ02"})
    lead = fresh(lead)
    assert (lead.state, lead.opened_on, lead.handle_due_on) == ("opened", D(2026, 6, 3), D(2026, 8, 2))
    assert list(lead.officers.values_list("paper", flat=True)) == ["LJ01", "LJ02"]


def test_what_is_found_in_one_register_is_never_opened(authority):
    lead = authority.lead()
    authority.check_all(lead, market="found")
    refused = authority.clients["he"].post(
        url("open", lead), {"officers": [authority.seats[name].user_id for name in ("he", "ji")]}
    )
    assert "应按“登记在他处”办结" in refused.content.decode()
    authority.clients["he"].post(url("elsewhere", lead), {"comment": "是一家公司，代码已核对"})
    assert fresh(lead).state == "registered"


def test_registered_elsewhere_says_where(authority):
    lead = authority.lead()
    refused = authority.clients["he"].post(url("elsewhere", lead), {"comment": "应该登记过"})
    assert refused.status_code == 422
    tea = authority.register("霁川市茶业协会")
    authority.clients["wang"].post(url("elsewhere", lead), {"comment": "就是它", "organization": tea.name})
    assert fresh(lead).state == "received"  # the city does not act
    by_the_district = {"comment": "就是它", "organization": ""}
    authority.check_all(lead, national="found")
    authority.clients["he"].post(url("elsewhere", lead), by_the_district)
    assert fresh(lead).state == "registered"


@pytest.mark.parametrize("names", [("he",), ("he", "he"), ("he", "wang")])
def test_two_officers_of_the_office_at_least(authority, names):
    lead = authority.lead()
    authority.check_all(lead)
    with pytest.raises(Exception, match="办案人员"):
        actions.open_case(lead, actor=authority.who("he"), officers=[authority.seats[n].user_id for n in names])
    assert fresh(lead).state == "received"


def test_a_result_needs_words_and_a_later_one_replaces_it(authority):
    lead = authority.lead()
    kind = queries.checklist(lead)[1][0]
    refused = authority.clients["he"].post(url("note_check", lead), {"kind": kind.pk, "result": "found", "note": ""})
    assert refused.status_code == 422
    for result in ("not_found", "found"):
        given = {"kind": kind.pk, "result": result, "note": "再次查询"}
        authority.clients["he"].post(url("note_check", lead), given)
    assert lead.checks.get().result == "found"
    assert TransitionLog.objects.of(lead).filter(name="check").count() == 2


def test_our_own_register_answers_by_itself_former_names_included(authority):
    old = authority.register("霁川市霁商精英促进会")
    register.rename(old, actor=SETUP, name="霁川市青年商务促进会", valid_from=D(2020, 1, 1), document="更名")
    found = {(row.name, row.how) for row in queries.namesakes("环球霁商精英联盟会")}
    assert found == {("霁川市霁商精英促进会", "近似")}
    same = queries.namesakes("霁川市霁商精英促进会")[0]
    assert (same.how, same.note) == ("曾用名", "现名霁川市青年商务促进会")
    assert "霁川市霁商精英促进会" in page(authority, "he", authority.lead())


def test_dissolved_after_persuasion_needs_no_decision_and_names_nobody(authority, client):
    lead = authority.opened()
    authority.clients["he"].post(url("dissolve", lead), {"comment": "已退费、摘牌"})
    assert fresh(lead).state == "dissolved"
    assert lead.name not in client.get(reverse("public:illegal_orgs:list")).content.decode()


def test_a_ban_needs_a_review_a_further_person_and_a_number(authority):
    lead = authority.opened()
    actions.propose_ban(lead, actor=authority.who("he"), comment="拒不停止")
    assert authority.clients["he"].post(url("review_ban", lead), {"comment": "可以"}).status_code == 403
    assert authority.clients["lin"].post(url("decide", lead), {"number": "1号", "name": "某"}).status_code == 422
    authority.clients["fa"].post(url("review_ban", lead), {"comment": "事实清楚"})
    assert authority.clients["lin"].post(url("decide", lead), {"number": "", "name": "某"}).status_code == 422
    authority.clients["lin"].post(url("decide", lead), {"number": "望民取字〔2026〕1号", "name": lead.name})
    assert fresh(lead).state == "banned"
    assert lead.decision.department_name == "望澜区民政局"


def test_an_officer_of_the_case_neither_reviews_nor_decides(authority):
    lead = authority.lead()
    authority.check_all(lead)
    officers = [authority.seats[name].user_id for name in ("fa", "lin")]
    actions.open_case(lead, actor=authority.who("he"), officers=officers)
    actions.propose_ban(lead, actor=authority.who("ji"), comment="拒不停止")
    with pytest.raises(SamePerson):
        actions.review_ban(lead, actor=authority.who("fa"), comment="可以")


def test_a_number_is_used_once(authority):
    authority.banned()
    lead = authority.opened()
    actions.propose_ban(lead, actor=authority.who("he"), comment="拒不停止")
    actions.review_ban(lead, actor=authority.who("fa"), comment="事实清楚")
    with pytest.raises(Exception, match="同一文号"):
        actions.ban(lead, actor=authority.who("lin"), number="望民取字〔2026〕1号")


def test_a_lead_of_another_district_goes_there_with_a_clock_of_its_own(authority, set_clock):
    lead = authority.lead()
    set_clock("2026-06-10T09:00:00+08:00")
    authority.clients["he"].post(url("move", lead), {"region": authority.yanhu.pk, "comment": "活动在砚湖"})
    lead = fresh(lead)
    assert (lead.department, lead.check_due_on) == (authority.yanhai_bureau, D(2026, 6, 22))
    assert authority.clients["shen"].get(url("detail", lead)).status_code == 200


def test_a_lead_that_nobody_works_on_is_told_once_to_the_chief_and_to_the_city(authority):
    lead = authority.lead()
    assert actions.warn_of_overdue(D(2026, 6, 12)) == 0
    assert actions.warn_of_overdue(D(2026, 6, 13)) == 1
    assert actions.warn_of_overdue(D(2026, 6, 14)) == 0
    late = WorkItem.objects.open().of(lead, "illegal_orgs.late").get()
    assert (late.department, late.role) == (authority.wanglan_bureau, "registry_chief")
    told = Notice.objects.filter(template="illegal_orgs.late").values_list("department", flat=True)
    assert set(told) == {authority.wanglan_bureau.pk, authority.bureau.pk}


def test_handed_to_another_organ_by_name_and_number(authority):
    lead = authority.lead()
    refused = authority.clients["he"].post(url("transfer", lead), {"to": "", "number": "", "comment": "涉嫌诈骗"})
    assert refused.status_code == 422
    given = {"to": "望澜区公安分局", "number": "望民移〔2026〕3号", "comment": "涉嫌诈骗"}
    authority.clients["he"].post(url("transfer", lead), given)
    assert (fresh(lead).state, fresh(lead).transferred_to) == ("transferred", "望澜区公安分局")
