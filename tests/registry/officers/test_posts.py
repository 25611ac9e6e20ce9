"""Who holds which post since when: entered, warned about, ended, corrected."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.workflow.errors import NotCompetent
from registry.officers import actions
from registry.officers.models import OfficerPost
from registry.organizations import writes
from registry.organizations.facts import FactCorrection
from registry.organizations.models import Organization
from registry.people.models import Person
from tests.support import officers
from tests.support.bureau import SETUP

TAB = "staff:officers:of_organization"


def filled(**changes):
    given = {
        "kind": "chair",
        "name": "张喆",
        "id_type": "resident_id",
        "id_number": officers.id_number("1975-03-08"),
        "valid_from": "2024-05-10",
        "document": "第三届第一次会员大会决议",
    }
    return {**given, **changes}


def appoint_url(organization):
    return reverse("staff:officers:appoint", args=[organization.pk])


def test_a_post_is_entered_with_the_person_and_shown_on_the_tab(clerk, tea):
    answer = clerk.post(appoint_url(tea), filled())
    assert answer.status_code == 302, answer.content.decode()
    page = clerk.get(reverse(TAB, args=[tea.pk])).content.decode()
    assert "张喆" in page
    assert "会长" in page
    assert "2024-05-10" in page
    post = OfficerPost.objects.get(organization=tea)
    assert (post.person.birth_on, post.person.gender) == (datetime.date(1975, 3, 8), "male")


def test_the_history_of_the_organization_says_who_was_given_which_post(clerk, tea):
    clerk.post(appoint_url(tea), filled())
    (entry,) = [entry for entry in writes.entries(tea) if entry.what == OfficerPost._meta.verbose_name]
    said = {label: after for label, _, after in entry.words}
    assert "张喆" in said.values()
    assert any("会长" in word for word in said.values())
    assert "slot" not in said


def test_a_post_appears_as_it_is_called_in_the_type_of_organization(clerk, bureau):
    fund = bureau.register("霁川市青禾基金会", org_type="3")
    clerk.post(appoint_url(fund), filled())
    assert "理事长" in clerk.get(reverse(TAB, args=[fund.pk])).content.decode()


@pytest.mark.parametrize("name", ["𠮷田喆", "阿依古丽·买买提"])
def test_rare_characters_are_kept(clerk, tea, name):
    assert clerk.post(appoint_url(tea), filled(name=name)).status_code == 302
    assert name in clerk.get(reverse(TAB, args=[tea.pk])).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id_number": "379902197503080011"}, "校验码不符"),
        ({"id_number": ""}, "请填写证件号码"),
        ({"id_number": "37990219"}, "应为18位"),
        ({"kind": "executive"}, "职务"),
        ({"valid_from": "2014-12-31"}, "不能早于成立登记日期2015-01-01"),
        ({"kind": "council_member"}, "不收集证件号码"),
        ({"name": ""}, "姓名"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason_and_nothing_is_written(clerk, tea, changes, sentence):
    answer = clerk.post(appoint_url(tea), filled(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not OfficerPost.objects.exists()
    assert not Person.objects.exists()


def test_a_limit_is_said_first_and_confirmed_with_a_reason(clerk, tea):
    old = filled(id_number=officers.id_number("1950-01-01"))
    asked = clerk.post(appoint_url(tea), old)
    assert asked.status_code == 422
    assert "已74周岁，超过70周岁" in asked.content.decode()
    assert "条文待核" in asked.content.decode()
    assert not OfficerPost.objects.exists()
    assert clerk.post(appoint_url(tea), {**old, "accepted_reason": "经业务主管单位同意"}).status_code == 302
    post = OfficerPost.objects.get()
    assert post.accepted_reason == "经业务主管单位同意"
    assert AuditEntry.objects.get(action="officers.appoint").detail["limits"] == ["age-on-appointment"]


def test_a_minor_is_not_registered_whatever_the_reason(clerk, tea):
    child = filled(id_number=officers.id_number("2010-01-01"), accepted_reason="家族传承")
    answer = clerk.post(appoint_url(tea), child)
    assert answer.status_code == 422
    assert "未满18周岁" in answer.content.decode()
    assert not OfficerPost.objects.exists()


def test_the_successor_ends_the_predecessor_the_day_before(tea):
    first = officers.appoint(tea, "陆知秋", "chair", "2020-05-20")
    officers.appoint(tea, "苏予安", "chair", "2024-05-10")
    first.refresh_from_db()
    assert first.valid_to == datetime.date(2024, 5, 9)


def test_posts_of_several_holders_stand_side_by_side(tea):
    officers.appoint(tea, "陆知秋", "vice_chair", "2020-05-20")
    officers.appoint(tea, "苏予安", "vice_chair", "2020-05-20")
    assert OfficerPost.objects.on(datetime.date(2026, 6, 3)).filter(kind="vice_chair").count() == 2


def test_the_same_post_twice_at_once_is_refused(tea):
    who = officers.person("陆知秋")
    officers.appoint(tea, who, "vice_chair", "2020-05-20")
    with pytest.raises(actions.Refusal, match="已在任该职务"):
        officers.appoint(tea, who, "vice_chair", "2023-01-01")


def test_the_same_number_is_the_same_person_in_another_organization(bureau, tea, clerk):
    number = officers.id_number("1975-03-08")
    clerk.post(appoint_url(tea), filled(id_number=number))
    other = bureau.register("霁川市围棋协会")
    clerk.post(appoint_url(other), filled(id_number=number.lower()))
    assert Person.objects.count() == 1


def test_a_number_under_another_name_is_refused_without_saying_whose_it_is(bureau, tea, clerk):
    number = officers.id_number("1975-03-08")
    officers.person("不可外露", id_number=number)
    answer = clerk.post(appoint_url(tea), filled(id_number=number))
    assert answer.status_code == 422
    assert "另一姓名下" in answer.content.decode()
    assert "不可外露" not in answer.content.decode()


def test_only_the_supervising_authority_acts_and_the_refusal_names_it(bureau, tea):
    """The city looks into its districts and does not act there."""
    there = bureau.register("望澜区茶业协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    city = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        officers.appoint(there, "陆知秋", "chair", actor=city)
    page = bureau.client("registry_clerk", bureau.bureau).get(reverse(TAB, args=[there.pk])).content.decode()
    assert "登记任职" not in page


def test_leaving_names_the_last_day_and_the_reason(clerk, tea):
    post = officers.appoint(tea, "陆知秋", "chair", "2020-05-20")
    url = reverse("staff:officers:end", args=[post.pk])
    assert clerk.post(url, {"last_day": "2026-05-31", "reason": "辞去职务"}).status_code == 302
    page = clerk.get(reverse(TAB, args=[tea.pk])).content.decode()
    assert "历任（1）" in page
    assert "辞去职务" in page
    assert "早于" in clerk.post(url, {"last_day": "2019-01-01", "reason": "有误"}).content.decode()


def test_a_correction_keeps_before_after_and_reason_without_what_is_for_the_office_only(clerk, tea):
    post = officers.appoint(tea, "陆知秋", "chair", "2020-05-20", cadre="retired_cadre", approval="干审字9号")
    url = reverse("staff:officers:correct", args=[post.pk])
    data = {"valid_from": "2020-05-02", "valid_to": "", "cadre": "", "document": "决议", "reason": "录入时看错日期"}
    assert clerk.post(url, data).status_code == 302
    kept = FactCorrection.objects.get()
    assert "2020-05-20" in str(kept.before)
    assert "2020-05-02" in str(kept.after)
    assert "干审字" not in str(kept.before) + str(kept.after)
    page = clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    assert "录入时看错日期" in page
    assert "陆知秋任会长" in page


def test_the_tab_shows_who_was_in_office_on_a_past_day(clerk, tea):
    officers.appoint(tea, "陆知秋", "chair", "2016-05-20")
    officers.appoint(tea, "苏予安", "chair", "2024-05-10")
    page = clerk.get(reverse(TAB, args=[tea.pk]), {"as_of": "2020-01-01"}).content.decode()
    assert "陆知秋" in page
    assert "苏予安" not in page
    assert "登记任职" not in page


# -- the legal representative is a registered item --------------------------------------------------------------------


def test_the_legal_representative_stands_on_the_organization_page_and_in_a_past_list(bureau, clerk, tea):
    officers.appoint(tea, "陆知秋", since="2016-01-01")
    officers.appoint(tea, "苏予安", since="2024-01-01")
    assert "苏予安" in clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    before = {"cols": "name,legal_representative", "as_of": "2020-06-01"}
    page = clerk.get(reverse("staff:organizations:list"), before).content.decode()
    assert "陆知秋" in page
    assert "苏予安" not in page


def test_the_public_page_names_the_legal_representative_and_nothing_else_does(client, tea):
    officers.appoint(tea, "陆知秋", since="2016-01-01")
    page = client.get(reverse("public:disclosures:organization", args=[f"id-{tea.pk}"])).content.decode()
    assert "法定代表人" in page
    assert "陆知秋" in page
    found = client.get(reverse("public:disclosures:search"), {"q": "茶业"}).content.decode()
    assert "茶业协会" in found
    assert "陆知秋" not in found


def test_many_at_once_leave_the_same_facts_and_the_same_column(bureau, tea):
    who = officers.person("陆知秋")
    post = OfficerPost(
        organization_id=tea.pk, kind_id="legal_representative", slot=0, person_id=who.pk,
        valid_from=datetime.date(2020, 1, 1),
    )  # fmt: skip
    actions.record_many([post], actor=SETUP, origin="test")
    assert Organization.objects.get(pk=tea.pk).legal_representative_id == who.pk
    assert Organization.objects.from_facts(datetime.date(2021, 1, 1)).get().then_legal_representative_id == who.pk
