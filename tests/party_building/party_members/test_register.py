"""The register belongs to the party line and to the branch: seen there, logged, and nowhere else."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.workflow.errors import NotCompetent, Refusal
from party_building.party_members import actions, merging
from party_building.party_members.models import PartyMember, VanguardPost
from party_building.party_units.states import UnitForm
from tests.party_building.party_members.conftest import found
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
LIST = reverse("staff:party_members:list")
D = datetime.date


def page(client, url, **query) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def lines(**changes) -> dict:
    """What the form posts; `changes` of the first line."""
    first = {
        "name": "陆予安", "id_number": "", "standing": "formal", "joined_on": "2012-06-30",
        "confirmed_on": "2013-06-30", "kind": "unit", "unit": "", "place": "", "since": "2021-03-01",
        "organization": "霁川市茶业协会", "is_full_time": "on", "position": "秘书长",
    }  # fmt: skip
    return {f"0-{key}": value for key, value in {**first, **changes}.items()}


def test_an_officer_enters_a_member_and_finds_her_in_the_list(desk, branch):
    answer = desk.post(reverse("staff:party_members:create"), lines(unit=branch.pk))
    assert answer.status_code == 302, answer.content.decode()
    member = PartyMember.objects.get()
    assert (member.standing, member.unit, member.is_full_time) == ("formal", branch, True)
    text = page(desk, LIST)
    assert "陆予安" in text
    assert "霁川市茶业协会党支部" in text
    assert "秘书长" in page(desk, reverse("staff:party_members:detail", args=[member.pk]))


def test_one_wrong_line_keeps_all_from_being_entered(desk, branch):
    second = {key.replace("0-", "1-"): value for key, value in lines(name="江云舟", organization="没有这家").items()}
    answer = desk.post(reverse("staff:party_members:create"), {**lines(unit=branch.pk), **second, "1-unit": branch.pk})
    assert answer.status_code == 422
    assert "没有找到该社会组织" in answer.content.decode()
    assert not PartyMember.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": ""}, "请选择所在党支部"),
        ({"standing": "probationary"}, "预备党员没有转正日期"),
        ({"confirmed_on": "2010-01-01"}, "转正日期不能早于入党日期"),
        ({"id_number": "379902199005041234"}, "校验码"),
        ({"kind": "home", "organization": "", "unit": ""}, "须填写工作单位"),
    ],
)
def test_what_is_wrong_is_said_on_its_line(desk, branch, changes, words):
    answer = desk.post(reverse("staff:party_members:create"), lines(**{"unit": branch.pk, **changes}))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_nobody_is_in_the_register_twice(enrolled):
    member = enrolled()
    with pytest.raises(Refusal, match="已在党员名册中"):
        actions.enroll(
            actions.NewMember(
                name="温望舒", standing="formal", since=D(2024, 1, 1), unit=member.unit, organization=None
            ),
            actor=SETUP,
            person=member.person,
        )


def test_every_look_at_names_is_a_line_of_the_log(desk, enrolled):
    member = enrolled()
    page(desk, LIST)
    page(desk, reverse("staff:party_members:detail", args=[member.pk]))
    seen = AuditEntry.objects.filter(action__startswith="party_members.view").order_by("pk")
    assert [(entry.action, entry.object_id) for entry in seen] == [
        ("party_members.view_list", None),
        ("party_members.view_member", member.pk),
    ]
    assert all(entry.user_id for entry in seen)


def test_a_refused_look_leaves_the_refusal_alone_in_the_log(bureau, other_organ, enrolled):
    stranger = bureau.client("party_officer", other_organ)
    assert stranger.get(reverse("staff:party_members:detail", args=[enrolled().pk])).status_code == 404
    assert not AuditEntry.objects.filter(action="party_members.view_member").exists()


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("registry_clerk", "bureau"),
        ("registry_chief", "bureau"),
        ("bureau_leader", "bureau"),
        ("department_officer", "commerce"),
        ("street_officer", "tinglan_office"),
    ],
)
def test_ordinary_registry_posts_have_no_page_of_it(bureau, enrolled, role, office):
    member = enrolled()
    client = bureau.client(role, getattr(bureau, office))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("staff:party_members:detail", args=[member.pk])).status_code == 403
    assert client.get(reverse("staff:party_members:counts")).status_code == 403


def test_the_auditor_reads_and_enters_nothing(bureau, enrolled):
    auditor = bureau.client("auditor", bureau.bureau)
    assert enrolled().person.name in page(auditor, LIST)
    assert auditor.post(reverse("staff:party_members:create"), lines()).status_code == 403


def test_members_of_another_line_are_neither_seen_nor_touched(bureau, other_organ, enrolled):
    member = enrolled()
    assert member.person.name not in page(bureau.client("party_officer", other_organ), LIST)
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.employ(
            member, actor=bureau.actor("party_officer", other_organ), organization=None, since=D(2026, 1, 1)
        )


def test_the_secretary_sees_her_branch_and_the_filer_nothing(tea, enrolled, district_branch, sit, enter):
    enrolled("温望舒")
    actions.enroll(
        actions.NewMember(name="夏青禾", standing="formal", since=D(2022, 1, 1), unit=district_branch), actor=SETUP
    )
    text = page(enter(sit(tea, "branch_secretary")), reverse("org:party_members:list"))
    assert "温望舒" in text
    assert "夏青禾" not in text
    assert enter(sit(tea, "organization_filer")).get(reverse("org:party_members:list")).status_code == 403
    assert AuditEntry.objects.filter(action="party_members.view_list").count() == 1


def test_a_member_whose_membership_is_elsewhere_takes_part_in_a_functional_unit(bureau, desk, tea):
    unit = found(bureau, "茶产业功能型党支部", form=UnitForm.FUNCTIONAL, organization=tea)
    said = lines(kind="home", place="听澜社区党委", unit="")
    assert desk.post(reverse("staff:party_members:create"), said).status_code == 302
    member = PartyMember.objects.get()
    url = reverse("staff:party_members:change", args=[member.pk, "participation"])
    answer = desk.post(url, {"unit": unit.pk, "is_mobile": "on", "since": "2026-05-01"})
    assert answer.status_code == 302
    text = page(desk, reverse("staff:party_members:detail", args=[member.pk]))
    assert "流动党员" in text
    assert "听澜社区党委" in text
    member.refresh_from_db()
    assert member.unit is None


def test_a_number_is_masked_and_shown_once_for_a_reason(desk, enrolled):
    member = enrolled()
    member.person.phone = "12012345678"
    member.person.save()
    url = reverse("staff:party_members:reveal", args=[member.pk, "phone"])
    masked = page(desk, reverse("staff:party_members:detail", args=[member.pk]))
    assert "12012345678" not in masked
    assert desk.post(url, {"reason": ""}).status_code == 302
    shown = desk.post(url, {"reason": "核对转接材料"})
    assert "12012345678" in shown.content.decode()
    assert AuditEntry.objects.filter(action="people.reveal").count() == 1
    assert "核对转接材料" in page(desk, reverse("staff:party_members:detail", args=[member.pk]))


def test_posts_of_honour_have_a_term_and_are_listed(desk, enrolled, branch):
    member = enrolled()
    url = reverse("staff:party_members:change", args=[member.pk, "vanguard"])
    said = {"kind": "model", "name": "前台服务示范岗", "unit": branch.pk, "since": "2026-01-01", "until": "2026-12-31"}
    assert desk.post(url, said).status_code == 302
    assert VanguardPost.objects.on(D(2026, 12, 31)).count() == 1
    assert VanguardPost.objects.on(D(2027, 1, 1)).count() == 0
    assert "前台服务示范岗" in page(desk, reverse("staff:party_members:vanguard"), current="true")
    assert desk.post(url, {**said, "until": "2025-01-01"}).status_code == 422


def test_who_is_a_member_no_more_stays_with_a_mark(desk, enrolled):
    member = enrolled()
    url = reverse("staff:party_members:change", args=[member.pk, "end"])
    assert desk.post(url, {"last_day": "2026-06-01", "document": "关于除名的决定"}).status_code == 302
    assert "温望舒" not in page(desk, LIST, standing="formal")
    assert "温望舒" in page(desk, LIST, standing="none")


def test_where_names_are_kept_elsewhere_only_counts_are_left(desk, enrolled, settings, tea, sit, enter):
    member = enrolled()
    settings.PARTY_REGISTER_NAMED = False
    assert desk.get(LIST).url == reverse("staff:party_members:counts")
    assert desk.get(reverse("staff:party_members:detail", args=[member.pk])).status_code == 404
    assert enter(sit(tea, "branch_secretary")).get(reverse("org:party_members:list")).status_code == 404
    text = page(desk, reverse("staff:party_members:counts"))
    assert tea.name in text
    assert "温望舒" not in text


def test_the_export_is_logged_and_needs_its_permission(bureau, desk, enrolled):
    enrolled()
    assert desk.post(reverse("staff:party_members:export")).status_code == 200
    assert AuditEntry.objects.filter(action="party_members.export").count() == 1
    assert bureau.client("auditor", bureau.bureau).post(reverse("staff:party_members:export")).status_code == 403


def test_a_member_goes_with_her_person_when_two_rows_are_merged(enrolled, adult):
    member, other = enrolled(), adult("温望舒")
    merging.follow(other, member.person)
    member.refresh_from_db()
    assert member.person == other
    twin = enrolled("江云舟")
    merging.follow(twin.person, other)
    member.refresh_from_db()
    assert member.person == other
