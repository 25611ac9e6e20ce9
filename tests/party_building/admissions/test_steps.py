"""From applicant to full member: one step at a time, early ones refused with the reason and the first possible day."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, WrongState
from core.worklist.models import WorkItem
from party_building.admissions import actions
from party_building.admissions.models import Admission, AdmissionStep
from party_building.admissions.queries import Catalogue, Progress
from party_building.party_members.models import PartyMember
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def post(client, side, admission, code, done_on, **more):
    url = reverse(f"{side}:admissions:step", args=[admission.pk])
    return client.post(url, {"step": code, "done_on": done_on, "document": "", "note": "", **more})


def test_the_catalogue_has_five_stages_and_twenty_five_unverified_steps():
    assert AdmissionStep.objects.count() == 25
    assert set(AdmissionStep.objects.values_list("stage", flat=True)) == {1, 2, 3, 4, 5}
    assert not AdmissionStep.objects.filter(is_verified=True).exists()


def test_a_secretary_enters_an_application_on_her_phone(secretary, branch):
    said = {
        "name": "温望舒", "birth_on": "1995-05-04", "gender": "", "id_number": "", "unit": branch.pk,
        "organization": "霁川市茶业协会", "position": "head", "applied_on": "2026-06-01",
    }  # fmt: skip
    answer = secretary.post(reverse("org:admissions:create"), said)
    assert answer.status_code == 302, answer.content.decode()
    admission = Admission.objects.get()
    assert (admission.state, admission.position, admission.unit) == ("applicant", "head", branch)
    page = secretary.get(answer.url).content.decode()
    assert "下一步：党组织派人谈话" in page
    assert "2026-07-01" in page


def test_the_age_counts_on_the_day_of_the_application(adult, branch):
    young = adult("江小舟", "2008-06-02")
    with pytest.raises(actions.TooEarly, match=r"2008-06-02出生，满18周岁后（2026-06-02起）方可递交入党申请书"):
        actions.apply(young, actor=SETUP, unit=branch, applied_on=D(2026, 6, 1), position="other")
    assert not Admission.objects.exists()
    actions.apply(young, actor=SETUP, unit=branch, applied_on=D(2026, 6, 2), position="other")


@pytest.mark.parametrize(("day", "is_early"), [("2026-01-09", True), ("2026-01-10", False), ("2026-01-11", False)])
def test_an_activist_is_no_object_before_a_year_is_over(secretary, applied, advance, day, is_early):
    admission = advance(applied(), "education", activist=D(2025, 1, 10))
    answer = post(secretary, "org", admission, "object", day)
    admission.refresh_from_db()
    if is_early:
        assert answer.status_code == 422
        said = "列为积极分子2025-01-10，满一年后（2026-01-10起）方可列为发展对象"
        assert said in answer.content.decode()
        assert admission.state == "activist"
    else:
        assert answer.status_code == 302, answer.content.decode()
        assert (admission.state, admission.object_on) == ("object", D.fromisoformat(day))


def test_a_year_from_the_twenty_ninth_of_february_ends_with_the_month(applied, advance):
    admission = advance(applied(), "education", activist=D(2024, 2, 29))
    assert Progress(admission, Catalogue()).earliest[0] == D(2025, 2, 28)


def test_the_page_says_why_not_yet_and_from_when(secretary, applied, advance):
    admission = advance(applied(), "education", activist=D(2026, 1, 10))
    page = secretary.get(reverse("org:admissions:detail", args=[admission.pk])).content.decode()
    assert "列为积极分子2026-01-10，满一年后（2027-01-10起）方可列为发展对象" in page
    listed = secretary.get(reverse("org:admissions:list")).content.decode()
    assert "2027-01-10" in listed


def test_steps_are_taken_in_order(secretary, applied):
    admission = applied()
    answer = post(secretary, "org", admission, "activist", "2026-06-01")
    assert answer.status_code == 422
    assert "下一步是“党组织派人谈话”" in answer.content.decode()
    with pytest.raises(WrongState):
        actions.record(admission, actor=SETUP, step="object", done_on=D(2026, 6, 1))


def test_no_step_lies_before_the_last_one_or_in_the_future(secretary, applied):
    admission = applied(on=D(2026, 5, 20))
    assert "不能更早" in post(secretary, "org", admission, "first_talk", "2026-05-19").content.decode()
    assert "不能晚于今天" in post(secretary, "org", admission, "first_talk", "2026-06-04").content.decode()


def test_what_is_late_needs_its_reason(secretary, applied):
    admission = applied(on=D(2026, 4, 1))
    late = post(secretary, "org", admission, "first_talk", "2026-05-02")
    assert late.status_code == 422
    assert "一般应在一个月内（2026-05-01前）" in late.content.decode()
    assert post(secretary, "org", admission, "first_talk", "2026-05-02", note="书记出差").status_code == 302


def test_the_superior_takes_its_own_steps_and_the_branch_not(desk, secretary, applied, advance):
    admission = advance(applied(), "activist")
    refused = post(secretary, "org", admission, "activist_filed", "2026-06-01")
    assert refused.status_code == 422
    assert "霁川市社会组织综合党委" in refused.content.decode()
    item = WorkItem.objects.open().get()
    assert item.department == admission.unit.superior
    assert post(desk, "staff", admission, "activist_filed", "2026-06-01").status_code == 302
    item = WorkItem.objects.open().get()
    assert (item.organization_key, item.role) == (admission.unit.organization_id, "branch_secretary")


def test_another_organ_neither_sees_nor_decides(bureau, other_organ, applied, advance):
    admission = advance(applied(), "activist")
    stranger = bureau.client("party_officer", other_organ)
    assert stranger.get(reverse("staff:admissions:detail", args=[admission.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.record(
            admission, actor=bureau.actor("party_officer", other_organ), step="activist_filed",
            done_on=D(2026, 6, 1),
        )  # fmt: skip


def test_contacts_are_one_or_two_formal_members(secretary, applied, advance, two):
    admission = advance(applied(), "activist_filed")
    none = post(secretary, "org", admission, "contacts", "2026-06-01")
    assert "培养联系人须为一至两名正式党员" in none.content.decode()
    assert post(secretary, "org", admission, "contacts", "2026-06-01", named=[two[0].pk]).status_code == 302
    page = secretary.get(reverse("org:admissions:detail", args=[admission.pk])).content.decode()
    assert "培养联系人：夏清越" in page


def test_sponsors_are_two(secretary, applied, advance, two):
    admission = advance(applied(), "object_filed")
    one = post(secretary, "org", admission, "sponsors", "2026-06-01", named=[two[0].pk])
    assert "入党介绍人须为两名正式党员" in one.content.decode()


def test_the_approval_makes_a_probationary_member_since_the_branch_meeting(desk, applied, advance, branch):
    admission = advance(applied(), "superior_talk", acceptance=D(2025, 4, 1))
    assert not PartyMember.objects.filter(person=admission.person).exists()
    answer = post(desk, "staff", admission, "approval", "2025-06-20", document="霁社党〔2025〕9号")
    assert answer.status_code == 302, answer.content.decode()
    member = PartyMember.objects.get(person=admission.person)
    assert (member.standing, member.unit, member.joined_on) == ("probationary", branch, D(2025, 4, 1))
    assert member.standings.get().valid_from == D(2025, 4, 1)


@pytest.mark.parametrize(("day", "is_early"), [("2026-03-31", True), ("2026-04-01", False)])
def test_confirmation_needs_a_whole_year_of_probation(secretary, applied, advance, day, is_early):
    admission = advance(applied(), "asking", acceptance=D(2025, 4, 1))
    answer = post(secretary, "org", admission, "confirmation", day)
    assert answer.status_code == (422 if is_early else 302)
    if is_early:
        said = "支部大会通过接收2025-04-01，满一年后（2026-04-01起）方可讨论转正"
        assert said in answer.content.decode()


def test_the_whole_way_ends_with_a_formal_member(applied, advance):
    admission = advance(applied(), "archived", acceptance=D(2025, 4, 1), confirmation=D(2026, 4, 8))
    assert (admission.state, admission.confirmed_on) == ("full", D(2026, 4, 8))
    member = PartyMember.objects.get(person=admission.person)
    assert (member.standing, member.confirmed_on) == ("formal", D(2026, 4, 8))
    spans = list(member.standings.order_by("valid_from").values_list("standing", "valid_from", "valid_to"))
    assert spans == [("probationary", D(2025, 4, 1), D(2026, 4, 7)), ("formal", D(2026, 4, 8), None)]
    assert Progress(admission, Catalogue()).next_step is None
    assert not WorkItem.objects.open().exists()


def test_who_waits_is_reminded_on_the_first_day_without_a_name(applied, advance, set_clock):
    admission = advance(applied(), "education", activist=D(2025, 7, 1))
    assert not WorkItem.objects.open().exists()
    actions.remind_all()
    assert not WorkItem.objects.open().exists()
    set_clock("2026-07-01")
    actions.remind_all()
    actions.remind_all()
    item = WorkItem.objects.open().get()
    assert admission.person.name not in item.title
    waiting = Notice.objects.filter(template="admissions.own_waits", context__admission=admission.pk)
    assert waiting.latest("pk").organization_key == admission.unit.organization_id


def test_quarterly_notes_are_one_line(secretary, applied, advance):
    admission = advance(applied(), "education")
    url = reverse("org:admissions:note", args=[admission.pk])
    said = {"kind": "quarterly", "noted_on": "2026-06-01", "text": "参加主题党日，学习认真。"}
    assert secretary.post(url, said).status_code == 302
    page = secretary.get(reverse("org:admissions:detail", args=[admission.pk])).content.decode()
    assert "参加主题党日，学习认真。" in page
    assert secretary.post(url, {**said, "noted_on": "2020-01-01"}).status_code == 422


def test_registry_posts_and_filers_have_no_page_of_it(bureau, tea, sit, enter, applied):
    admission = applied()
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert clerk.get(reverse("staff:admissions:list")).status_code == 403
    assert clerk.get(reverse("staff:admissions:detail", args=[admission.pk])).status_code == 403
    filer = enter(sit(tea, "organization_filer"))
    assert filer.get(reverse("org:admissions:list")).status_code == 403


def test_nobody_is_on_the_way_twice(applied, branch):
    admission = applied()
    with pytest.raises(Exception, match="正在进行"):
        actions.apply(admission.person, actor=SETUP, unit=branch, applied_on=D(2026, 6, 1), position="other")
