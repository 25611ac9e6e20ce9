"""The same person found twice: shown side by side, merged in one act, or told apart."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.workflow.errors import NotCompetent
from registry.officers.models import OfficerPost
from registry.organizations.models import Organization
from registry.people import actions, merging, queries
from registry.people.models import Person
from tests.support import officers

D = datetime.date


@pytest.fixture
def chief(bureau):
    return bureau.client("registry_chief", bureau.bureau)


@pytest.fixture
def twins(bureau, tea):
    """One row with a document and a post, one without a document, from another organization."""
    chess = bureau.register("霁川市围棋协会")
    first = officers.person("陆知秋", born="1975-03-08")
    officers.appoint(tea, first, "chair", "2020-05-20")
    second = officers.person("陆知秋", id_number="", birth_on=D(1975, 3, 8), phone="12655551234")
    officers.appoint(chess, second, "legal_representative", "2021-01-01")
    return first, second


def merge_url(kept, lost):
    return reverse("staff:people:merge", args=[kept.pk, lost.pk])


def seen(kept, lost):
    return merging.preview(kept, lost).digest


def test_candidates_are_listed_with_what_they_agree_in(chief, twins):
    page = chief.get(reverse("staff:people:duplicates")).content.decode()
    assert "姓名、出生日期相同" in page


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"birth_on": D(1975, 3, 8), "id_number": ""}, "姓名、出生日期相同"),
        ({"phone": "126 5555 0001", "id_number": "H01234567", "id_type": "passport"}, "姓名、联系电话相同"),
        ({"id_type": "residence_permit", "id_number": "379902197503080010"}, "证件号码相同，证件类型不同"),
        ({"id_number": ""}, ""),
        ({"birth_on": D(1975, 3, 8), "id_number": officers.id_number("1975-03-08", 7)}, ""),
    ],
)
def test_two_rows_are_candidates_for_a_reason(bureau, tea, other, reason):
    first = officers.person("陆知秋", id_number="379902197503080010", phone="12655550001")
    second = officers.person("陆知秋", **other)
    for person in (first, second):
        officers.appoint(tea, person, "vice_chair")
    found = queries.pairs(bureau.actor("registry_clerk", bureau.bureau))
    assert [pair.reasons for pair in found] == ([(reason,)] if reason else [])


def test_nobody_is_a_candidate_with_somebody_whom_the_reader_may_not_see(bureau, tea):
    there = bureau.register("砚海区渔业协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    officers.appoint(tea, officers.person("陆知秋", born="1975-03-08"), "chair")
    twin = officers.person("陆知秋", id_number="", birth_on=D(1975, 3, 8))
    officers.appoint(there, twin, "chair")
    assert queries.pairs(bureau.actor("registry_clerk", bureau.yanhai_bureau)) == []
    assert len(queries.pairs(bureau.actor("registry_clerk", bureau.bureau))) == 1


def test_the_preview_says_which_value_wins_and_which_posts_move_and_writes_nothing(chief, twins):
    first, second = twins
    page = chief.get(merge_url(first, second)).content.decode()
    assert "用并入的记录补充" in page
    assert "围棋协会" in page
    assert "转移" in page
    assert not Person.objects.exclude(merged_into=None).exists()


def test_a_merge_moves_posts_fills_gaps_and_leaves_a_redirect(chief, twins):
    first, second = twins
    answer = chief.post(merge_url(first, second), {"seen": seen(first, second), "reason": "核对身份证原件"})
    assert answer.status_code == 302, answer.content.decode()
    kept = Person.objects.get(pk=first.pk)
    assert kept.phone.reveal() == "12655551234"
    assert kept.posts.count() == 2
    assert Organization.objects.get(name="霁川市围棋协会").legal_representative_id == first.pk
    gone = chief.get(reverse("staff:people:detail", args=[second.pk]))
    assert gone.url == reverse("staff:people:detail", args=[first.pk])
    entry = AuditEntry.objects.get(action="people.merge")
    assert (entry.object_id, entry.detail["merged"]) == (first.pk, second.pk)


def test_the_same_post_with_overlapping_days_becomes_one(chief, tea, twins):
    first, second = twins
    officers.appoint(tea, second, "vice_chair", "2018-01-01")
    officers.appoint(tea, first, "vice_chair", "2020-05-20")
    assert "合为一条" in chief.get(merge_url(first, second)).content.decode()
    chief.post(merge_url(first, second), {"seen": seen(first, second), "reason": "核对身份证原件"})
    post = OfficerPost.objects.get(kind="vice_chair")
    assert (post.person_id, post.valid_from, post.valid_to) == (first.pk, D(2018, 1, 1), None)


def test_what_changed_since_the_preview_is_looked_at_again(chief, tea, twins):
    first, second = twins
    before = seen(first, second)
    officers.appoint(tea, second, "vice_chair", "2018-01-01")
    answer = chief.post(merge_url(first, second), {"seen": before, "reason": "核对身份证原件"})
    assert answer.status_code == 422
    assert "预览之后" in answer.content.decode()
    assert not Person.objects.exclude(merged_into=None).exists()


def test_two_numbers_of_one_kind_are_two_persons(chief, tea):
    first, second = (officers.person("陆知秋", born="1975-03-08") for _ in range(2))
    for person in (first, second):
        officers.appoint(tea, person, "vice_chair")
    page = chief.get(merge_url(first, second)).content.decode()
    assert "不是同一人，不能合并" in page
    refused = chief.post(merge_url(first, second), {"seen": seen(first, second), "reason": "同名"})
    assert refused.status_code == 422


def test_without_the_same_number_the_other_authority_has_its_say(bureau, tea, twins):
    first, second = twins
    there = bureau.register("砚海区渔业协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    officers.appoint(there, second, "chair")
    chief = bureau.actor("registry_chief", bureau.bureau)
    with pytest.raises(NotCompetent, match="砚海区民政局"):
        actions.merge(first, second, actor=chief, seen=seen(first, second), reason="同名同生日")


def test_a_clerk_compares_and_does_not_merge(clerk, twins):
    first, second = twins
    assert "合并由本单位负责人办理" in clerk.get(merge_url(first, second)).content.decode()
    refused = clerk.post(merge_url(first, second), {"seen": seen(first, second), "reason": "同一人"})
    assert refused.status_code == 422


def test_told_apart_they_leave_the_list(clerk, bureau, twins):
    first, second = twins
    url = reverse("staff:people:distinguish", args=[second.pk, first.pk])
    assert clerk.post(url, {"comment": "籍贯、照片不同"}).status_code == 302
    assert queries.pairs(bureau.actor("registry_clerk", bureau.bureau)) == []
