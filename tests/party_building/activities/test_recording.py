"""A branch secretary records an event on one screen; the organ above may, others may not; joint ones count once."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.workflow.errors import NotCompetent, NotPermitted, Refusal, StaleVersion
from party_building.activities import actions
from party_building.activities.models import Activity, ActivityFile, Appraisal
from party_building.party_units import actions as units
from tests.support.bureau import SETUP
from tests.support.paper import PDF

D = datetime.date
HOME = reverse("org:activities:list")


def posted(kind, **fields) -> dict:
    return {"kind": kind("theme_day").pk, "held_on": "2026-06-02", "topic": "重温入党誓词", **fields}


def record(line, kind, unit=None, code="theme_day", **fields):
    given = {"held_on": D(2026, 6, 2), "topic": "重温入党誓词", **fields}
    return actions.record(unit or line.branch, actor=given.pop("actor", SETUP), kind=kind(code), **given)


def test_three_answers_are_enough_and_the_gap_closes(line, kind):
    secretary = line.org_client(line.tea)
    page = secretary.get(HOME).content.decode()
    assert "霁川市茶业协会党支部" in page
    assert "6月待开展" in page
    assert f'value="{kind("theme_day").pk}" selected' in page
    assert 'value="2026-06-03"' in page
    answer = secretary.post(HOME, posted(kind, unit=line.branch.pk), follow=True).content.decode()
    assert "已记录：主题党日 06月02日 重温入党誓词" in answer
    assert "6月待开展" not in answer
    activity = Activity.objects.get()
    assert (activity.unit, activity.present, activity.place) == (line.branch, None, "")


def test_the_form_begins_with_what_was_recorded_last_unless_a_link_asks_for_more(line, kind):
    record(line, kind, code="party_lesson")
    secretary = line.org_client(line.tea)
    assert f'value="{kind("party_lesson").pk}" selected' in secretary.get(HOME).content.decode()
    asked = secretary.get(HOME, {"kind": "general_meeting"}).content.decode()
    assert f'value="{kind("general_meeting").pk}" selected' in asked


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"topic": ""}, "主题"),
        ({"held_on": "2026-06-04"}, "不能晚于今天（2026-06-03）"),
        ({"held_on": "2020-06-30"}, "尚未成立或已经撤销"),
        ({"joint": "没有的党支部"}, "没有找到“没有的党支部”"),
        ({"joint": "霁川市茶业协会党支部"}, "不包括本支部"),
        ({"present": "0"}, "1"),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence_and_nothing_is_recorded(line, kind, fields, sentence):
    answer = line.org_client(line.tea).post(HOME, posted(kind, **fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_secretary_reaches_the_joint_branch_from_a_covered_organization_and_no_other_branch(line, kind):
    secretary = line.org_client(line.chess)
    assert "听澜街道第一联合党支部" in secretary.get(HOME).content.decode()
    secretary.post(HOME, posted(kind))
    assert Activity.objects.get().unit == line.joint
    foreign = record(line, kind)
    for name in ("detail", "edit"):
        assert secretary.get(reverse(f"org:activities:{name}", args=[foreign.pk])).status_code == 404
    assert secretary.get(reverse("org:activities:calendar", args=[line.branch.pk])).status_code == 404
    with pytest.raises(NotCompetent):
        record(line, kind, topic="另一次", actor=line.secretary(line.chess))


def test_a_unit_named_in_the_post_that_is_not_hers_is_not_written_to(line, kind):
    line.org_client(line.tea).post(HOME, posted(kind, unit=line.joint.pk))
    assert not Activity.objects.filter(unit=line.joint).exists()


def test_an_organization_without_a_branch_is_told_so(line):
    bare = line.register("霁川市陶塑协会")
    assert "还没有党组织覆盖" in line.org_client(bare).get(HOME).content.decode()


@pytest.mark.parametrize("role", ["organization_filer", "legal_representative", "instructor"])
def test_other_people_of_the_organization_do_not_see_its_party_life(line, role):
    assert line.org_client(line.tea, role).get(HOME).status_code == 403


def test_a_registry_clerk_and_the_leaders_see_nothing_of_it(line, kind):
    activity = record(line, kind)
    for role in ("registry_clerk", "registry_chief", "bureau_leader", "auditor"):
        client = line.client(role, line.bureau)
        assert client.get(reverse("staff:activities:list")).status_code == 403
        assert client.get(reverse("staff:activities:detail", args=[activity.pk])).status_code == 403
        assert client.get(reverse("staff:activities:calendar", args=[line.branch.pk])).status_code == 403


def test_the_organ_above_sees_and_records_and_another_line_does_not(line, kind):
    activity = record(line, kind)
    officer, other = line.officer_client(), line.officer_client(line.other_organ)
    assert "重温入党誓词" in officer.get(reverse("staff:activities:list")).content.decode()
    assert "重温入党誓词" not in other.get(reverse("staff:activities:list")).content.decode()
    assert other.get(reverse("staff:activities:detail", args=[activity.pk])).status_code == 404
    new = reverse("staff:activities:record", args=[line.branch.pk])
    assert officer.post(new, posted(kind, topic="上级代为记录")).status_code == 302
    assert other.post(new, posted(kind)).status_code == 404
    with pytest.raises(NotPermitted):
        record(line, kind, topic="登记机关", actor=line.actor("registry_clerk", line.bureau))


def test_a_joint_activity_is_one_row_and_closes_the_gap_of_both_branches(line, kind):
    secretary, partner = line.org_client(line.tea), line.org_client(line.qin)
    secretary.post(HOME, posted(kind, joint="听澜街道第一联合党支部"))
    activity = Activity.objects.get()
    assert list(activity.units.all()) == [line.joint]
    page = partner.get(HOME).content.decode()
    assert "重温入党誓词" in page
    assert "6月待开展" not in page
    listed = line.officer_client().get(reverse("staff:activities:list")).content.decode()
    assert "共 1 次" in listed
    again = partner.post(HOME, posted(kind, topic="我们也记一次"))
    assert again.status_code == 422
    assert "联合活动只记一次" in again.content.decode()


def test_a_branch_that_was_named_and_did_not_take_part_says_so(line, kind):
    activity = record(line, kind, joint=[line.joint])
    partner = line.org_client(line.qin)
    leave = reverse("org:activities:leave", args=[activity.pk, line.joint.pk])
    assert "本支部未参加" in partner.get(reverse("org:activities:detail", args=[activity.pk])).content.decode()
    partner.post(leave, {"comment": ""})
    assert activity.joint_units.exists()
    assert partner.post(leave, {"comment": "当日未参加"}).status_code == 302
    assert not activity.joint_units.exists()
    assert "6月待开展" in partner.get(HOME).content.decode()


def test_a_partner_cannot_correct_or_withdraw_what_the_host_recorded(line, kind):
    activity = record(line, kind, joint=[line.joint])
    secretary = line.secretary(line.qin)
    with pytest.raises(NotCompetent, match="霁川市茶业协会党支部"):
        actions.withdraw(activity, actor=secretary, reason="不是我们的")


def test_a_correction_needs_a_reason_and_the_version_seen(line, kind):
    activity = record(line, kind)
    secretary = line.org_client(line.tea)
    edit = reverse("org:activities:edit", args=[activity.pk])
    changed = posted(kind, topic="参观纪念馆", version=1)
    assert secretary.post(edit, changed).status_code == 422
    assert secretary.post(edit, {**changed, "reason": "主题写错"}).status_code == 302
    activity.refresh_from_db()
    assert (activity.topic, activity.version) == ("参观纪念馆", 2)
    late = secretary.post(edit, {**changed, "topic": "第三个", "reason": "再改"})
    assert late.status_code == 409
    assert "参观纪念馆" in late.content.decode()
    with pytest.raises(StaleVersion):
        actions.correct(activity, actor=line.secretary(line.tea), version=1, reason="旧页面", joint=[], topic="旧")


def test_a_withdrawn_line_counts_no_more_and_stays_on_record(line, kind):
    activity = record(line, kind)
    secretary = line.org_client(line.tea)
    withdraw = reverse("org:activities:withdraw", args=[activity.pk])
    assert secretary.post(withdraw, {"comment": ""}).status_code in (302, 409)
    assert secretary.post(withdraw, {"comment": "重复记录"}, follow=True).status_code == 200
    assert "6月待开展" in secretary.get(HOME).content.decode()
    page = secretary.get(reverse("org:activities:detail", args=[activity.pk])).content.decode()
    assert "重复记录" in page
    record(line, kind)
    listed = line.officer_client().get(reverse("staff:activities:list"), {"state": "withdrawn"}).content.decode()
    assert "共 1 次" in listed or "筛选后 1 次" in listed


def test_the_same_event_is_not_recorded_twice(line, kind):
    record(line, kind)
    with pytest.raises(Refusal, match="已经记录过"):
        record(line, kind)


def test_nothing_is_recorded_for_a_branch_after_it_was_dissolved(line, kind):
    units.dissolve(line.branch, actor=SETUP, dissolved_on=D(2026, 5, 20))
    with pytest.raises(Refusal, match="已经撤销"):
        record(line, kind, held_on=D(2026, 5, 20))
    record(line, kind, held_on=D(2026, 5, 19))


def test_papers_may_be_kept_and_are_fetched_by_branch_and_organ_only(line, kind):
    activity = record(line, kind)
    secretary = line.org_client(line.tea)
    picture = SimpleUploadedFile("签到.pdf", PDF, content_type="application/pdf")
    attach = reverse("org:activities:attach", args=[activity.pk])
    assert secretary.post(attach, {"kind": "sign_in", "file": picture}).status_code == 302
    kept = ActivityFile.objects.get()
    fetched = line.officer_client().post(reverse("staff:activities:fetch", args=[kept.pk]), follow=True)
    assert b"".join(fetched.streaming_content).startswith(b"%PDF-")
    elsewhere = line.org_client(line.qin)
    assert elsewhere.post(reverse("org:activities:fetch", args=[kept.pk])).status_code == 404
    other = line.officer_client(line.other_organ)
    assert other.post(reverse("staff:activities:fetch", args=[kept.pk])).status_code == 404
    secretary.post(reverse("org:activities:remove_file", args=[kept.pk]))
    page = secretary.get(reverse("org:activities:detail", args=[activity.pk])).content.decode()
    assert "没有材料" in page


def test_an_appraisal_holds_counts_and_no_names(line):
    secretary = line.org_client(line.tea)
    address = reverse("org:activities:appraisal", args=[line.branch.pk, 2025])
    counts = {"excellent": "3", "qualified": "7", "basic": "1", "unqualified": "0", "absent": "1"}
    empty = secretary.post(address, dict.fromkeys(counts, "0"))
    assert empty.status_code == 422
    assert secretary.post(address, counts).status_code == 302
    page = secretary.get(reverse("org:activities:calendar", args=[line.branch.pk])).content.decode()
    assert "参加 11 人，优秀 3、合格 7、基本合格 1、不合格 0，未参加 1 人" in page
    assert secretary.post(address, {**counts, "qualified": "8", "version": "1"}).status_code == 302
    assert secretary.post(address, {**counts, "qualified": "9", "version": "1"}).status_code == 409
    assert Appraisal.objects.get().qualified == 8
    text_columns = [f.name for f in Appraisal._meta.fields if f.get_internal_type() in ("CharField", "TextField")]
    assert text_columns == []
