"""补正通知书, phrases, and the party organ's part."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent
from core.worklist.models import WorkItem
from registry.annual_reports.states import State
from registry.report_reviews.actions import party
from registry.report_reviews.models import FixNotice, PartyOpinion, RemarkPhrase
from registry.report_reviews.states import PartyState
from tests.registry.report_reviews.test_decisions import changed, decide, url

D = datetime.date


def org_url(name, *args):
    return reverse(f"org:report_reviews:{name}", args=args)


def test_the_remarks_write_a_numbered_letter_that_the_organization_can_open(season, own, at_authority, clerk):
    remarks = {"remark__staff_total": "请核对总数", "remark__phone": "电话无法接通", "comment": "请尽快补正"}
    preview = clerk.post(url("preview", at_authority.pk), {"version": at_authority.version, **remarks})
    text = preview.content.decode()
    assert "草稿" in text
    assert "—工作人员总数：请核对总数" in text
    assert not FixNotice.objects.exists()
    decide(clerk, "return_for_fix", at_authority, **remarks)
    letter = FixNotice.objects.get()
    assert letter.document_no == "霁川市民政局年报补〔2026〕1号"
    assert [one["text"] for one in letter.remarks] == ["电话无法接通", "请核对总数"], "in the order of the form"
    filer = season.filer(own)
    page = filer.get(org_url("detail", at_authority.pk)).content.decode()
    assert letter.document_no in page
    paper = filer.get(org_url("fix_letter", letter.pk)).content.decode()
    assert "2026年6月10日" in paper
    assert "霁川市花木协会" in paper


def test_numbers_of_letters_are_counted_by_each_office_without_gaps(season, own, at_reviewer, officer, clerk):
    decide(officer, "return_from_first_review", at_reviewer, remark__phone="请更新")
    changed(at_reviewer, "basic", phone="0000-7654321")
    season.send(at_reviewer)
    decide(officer, "pass_first_review", at_reviewer)
    decide(clerk, "return_for_fix", at_reviewer, comment="请补充说明")
    numbers = list(FixNotice.objects.values_list("document_no", flat=True))
    assert numbers == ["霁川市商务局年报补〔2026〕1号", "霁川市民政局年报补〔2026〕1号"]


def test_a_remark_is_kept_and_used_again_by_its_number(season, at_authority, clerk):
    decide(clerk, "return_for_fix", at_authority, remark__phone="电话无法接通，请更新。", keep__phone="1")
    (phrase,) = RemarkPhrase.objects.all()
    season.send(at_authority)
    assert phrase.text in clerk.get(url("detail", at_authority.pk)).content.decode()
    decide(clerk, "return_for_fix", at_authority, remark__address="#1")
    assert FixNotice.objects.last().remarks[0]["text"] == "电话无法接通，请更新。"
    phrase.refresh_from_db()
    assert phrase.uses == 1


def test_phrases_are_ones_own(season, at_authority, clerk):
    clerk.post(url("add_phrase"), {"text": "请核对"})
    other = season.bureau.client("registry_clerk", season.bureau.bureau)
    assert "请核对" not in other.get(url("phrases")).content.decode()
    phrase = RemarkPhrase.objects.get()
    assert other.post(url("drop_phrase", phrase.pk)).status_code == 404
    assert clerk.post(url("drop_phrase", phrase.pk)).status_code == 302
    assert not RemarkPhrase.objects.exists()


# -- the party organ -------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(party_reviews, at_reviewer) -> PartyOpinion:
    return PartyOpinion.objects.get()


def give(client, opinion, **data):
    opinion.refresh_from_db()
    return client.post(url("give", opinion.pk), {"version": opinion.version, **data})


def test_the_organ_is_asked_beside_the_department_with_a_clock_of_its_own(season, asked, organ, officer):
    assert (asked.department, asked.due_on) == (season.bureau.party_committee, D(2026, 6, 17))
    page = organ.get(url("party", asked.pk)).content.decode()
    assert "专职工作人员中的党员数" in page
    assert "收入合计" not in page
    assert organ.get(url("detail", asked.submission.report_id)).url == url("party", asked.pk)
    record = organ.get(reverse("staff:annual_reports:detail", args=[asked.submission.report_id])).content.decode()
    assert "收入合计" not in record
    assert officer.get(url("party", asked.pk)).status_code == 403, "no other department reads it"


def test_its_remarks_go_with_the_authoritys_letter_and_to_no_other_department(
    season, own, asked, at_authority, organ, officer, clerk
):
    words = {"verdict": "comments", "remark__party_members_full_time": "与党组织掌握的人数不符"}
    assert give(organ, asked, **words).status_code == 302
    assert "与党组织掌握的人数不符" in clerk.get(url("detail", at_authority.pk)).content.decode()
    assert "与党组织掌握的人数不符" not in officer.get(url("detail", at_authority.pk)).content.decode()
    assert decide(clerk, "accept", at_authority).status_code == 409, "it is answered for or sent back"
    decide(clerk, "return_for_fix", at_authority, comment="请补正")
    letter = FixNotice.objects.get()
    assert letter.remarks[0]["text"] == "与党组织掌握的人数不符"
    assert "与党组织掌握的人数不符" not in officer.get(url("fix_letter", letter.pk)).content.decode()
    filer = season.filer(own)
    assert "与党组织掌握的人数不符" in filer.get(org_url("detail", at_authority.pk)).content.decode()
    assert filer.post(org_url("seen", asked.pk)).status_code == 302
    assert not WorkItem.objects.open().filter(kind=party.READ_ITEM).exists()


@pytest.mark.parametrize(("day", "state"), [("2026-06-17", PartyState.WAITING), ("2026-06-18", PartyState.SILENT)])
def test_silence_is_recorded_after_the_last_day_and_holds_nothing_up(set_clock, asked, clerk, day, state):
    set_clock(day)
    party.lapse_all()
    asked.refresh_from_db()
    assert asked.state == state


def test_a_late_opinion_is_still_taken(set_clock, asked, organ):
    set_clock("2026-06-18")
    party.lapse_all()
    assert give(organ, asked, verdict="no_comment").status_code == 302
    asked.refresh_from_db()
    assert asked.state == PartyState.GIVEN


def test_an_unchanged_part_is_not_asked_about_again(season, asked, at_authority, organ, clerk):
    give(organ, asked, verdict="no_comment")
    decide(clerk, "return_for_fix", at_authority, comment="请补正")
    changed(at_authority, "basic", phone="0000-7654321")
    season.send(at_authority)
    assert PartyOpinion.objects.count() == 1


def test_a_return_ends_waiting_and_the_next_round_asks_again(season, asked, at_authority, clerk):
    decide(clerk, "return_for_fix", at_authority, comment="请补正")
    asked.refresh_from_db()
    assert asked.state == PartyState.ENDED
    season.send(at_authority)
    assert PartyOpinion.objects.waiting().count() == 1


def test_comments_need_a_word_and_stay_with_the_organs_part(asked, organ):
    assert give(organ, asked, verdict="comments").status_code == 409
    assert give(organ, asked, verdict="comments", remark__phone="x").status_code == 409
    assert give(organ, asked, remark__party_members_full_time="x").status_code == 422


def test_another_organ_may_not_speak(season, asked):
    other = season.bureau.department("望澜区社会组织党委", "party_organ", season.bureau.wanglan)
    actor = season.bureau.actor("party_officer", other)
    with pytest.raises(NotCompetent):
        party.give(asked, actor=actor, version=asked.version, verdict="no_comment")


def test_accepting_does_not_wait_for_the_organ(asked, at_authority, clerk):
    assert decide(clerk, "accept", at_authority).status_code == 302
    at_authority.refresh_from_db()
    assert at_authority.state == State.ACCEPTED
