"""Numbers of persons: stored closed, shown masked, looked at for a reason and on record, found without standing in
an address."""

import re

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.workflow.models import TransitionLog
from registry.people import actions
from registry.people.models import Person
from tests.privacy.test_canaries import everything_of
from tests.support import officers

REASON = "核对换届备案材料"


@pytest.fixture
def chair(tea):
    number = officers.id_number("1975-03-08")
    person = officers.person("陆知秋", id_number=number, phone="12655551234")
    officers.appoint(tea, person, "chair", "2020-05-20")
    person.number = number
    return person


def reveal_url(person, number="id_number"):
    return reverse("staff:people:reveal", args=[person.pk, number])


def detail(person):
    return reverse("staff:people:detail", args=[person.pk])


def test_the_page_shows_masked_numbers_only(clerk, chair):
    page = clerk.get(detail(chair)).content.decode()
    assert chair.number not in page
    assert "12655551234" not in page
    assert chair.id_number_masked in page
    assert "126****1234" in page


def test_a_look_shows_the_number_once_and_leaves_one_line_and_the_reason(clerk, chair):
    answer = clerk.post(reveal_url(chair), {"reason": REASON})
    assert chair.number in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    entry = AuditEntry.objects.get(action="people.reveal")
    assert (entry.object_id, entry.detail) == (chair.pk, {"number": "id_number"})
    page = clerk.get(detail(chair)).content.decode()
    assert chair.number not in page
    assert REASON in page
    assert "霁川市民政局" in page


def test_a_look_needs_a_reason(clerk, chair):
    answer = clerk.post(reveal_url(chair), {"reason": " "}, follow=True)
    assert "请写明查看原因" in answer.content.decode()
    assert chair.number not in answer.content.decode()
    assert not AuditEntry.objects.filter(action="people.reveal").exists()


def test_looks_of_a_day_are_counted_and_end_at_the_quota(clerk, chair, settings, set_clock):
    settings.PEOPLE_REVEALS_A_DAY = 2
    for number in ("id_number", "phone"):
        clerk.post(reveal_url(chair, number), {"reason": REASON})
    refused = clerk.post(reveal_url(chair), {"reason": REASON}, follow=True).content.decode()
    assert "达到每日上限" in refused
    assert chair.number not in refused
    set_clock("2026-06-04")
    assert chair.number in clerk.post(reveal_url(chair), {"reason": REASON}).content.decode()


def test_seeing_a_person_is_not_looking_at_her_number(bureau):
    """The city looks into its districts; the number is the district's to look at."""
    there = bureau.register("望澜区茶业协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    post = officers.appoint(there, "苏予安", "chair", "2020-05-20")
    city = bureau.client("registry_clerk", bureau.bureau)
    assert city.get(detail(post.person)).status_code == 200
    answer = city.post(reveal_url(post.person), {"reason": REASON}, follow=True).content.decode()
    assert "由望澜区民政局办理" in answer
    assert not TransitionLog.objects.of(post.person).exists()


def test_a_person_is_seen_with_the_posts_that_may_be_seen_and_no_word_of_others(bureau, tea, chair):
    elsewhere = bureau.register("砚海区渔业协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    officers.appoint(elsewhere, chair, "vice_chair", "2021-01-01")
    city = bureau.client("registry_clerk", bureau.bureau).get(detail(chair)).content.decode()
    assert "茶业协会" in city
    assert "渔业协会" in city
    district = bureau.client("registry_clerk", bureau.yanhai_bureau).get(detail(chair)).content.decode()
    assert "渔业协会" in district
    assert "茶业协会" not in district
    assert bureau.client("registry_clerk", bureau.wanglan_bureau).get(detail(chair)).status_code == 404


@pytest.mark.parametrize("typed", ["number", "lower", "spaced", "phone"])
def test_a_number_finds_the_person_and_stands_in_no_address(clerk, chair, typed):
    number = {
        "number": chair.number,
        "lower": chair.number.lower(),
        "spaced": f"{chair.number[:6]} {chair.number[6:]}",
        "phone": "126-5555-1234",
    }[typed]
    answer = clerk.post(reverse("staff:people:find"), {"number": number})
    assert answer.status_code == 302
    assert not re.search(r"\d{11}", answer.url)
    page = clerk.get(answer.url).content.decode()
    assert "陆知秋" in page
    assert "已按号码查找" in page
    assert chair.number not in page


@pytest.mark.parametrize("token", ["", "forged", "379902197503080011"])
def test_a_forged_word_for_a_number_finds_nobody(clerk, chair, token):
    page = clerk.get(reverse("staff:people:list"), {"number": token or "x"}).content.decode()
    assert "陆知秋" not in page


def test_a_number_of_another_scope_finds_nobody(bureau, chair):
    district = bureau.client("registry_clerk", bureau.yanhai_bureau)
    answer = district.post(reverse("staff:people:find"), {"number": chair.number})
    assert "陆知秋" not in district.get(answer.url).content.decode()


def test_no_list_export_or_log_holds_the_number(clerk, chair, tea, caplog):
    pages = [
        clerk.get(reverse("staff:people:list")),
        clerk.get(reverse("staff:officers:list"), {"cols": "person,id_number,phone,age"}),
        clerk.get(reverse("staff:officers:of_organization", args=[tea.pk])),
        clerk.get(reverse("staff:people:edit", args=[chair.pk])),
        clerk.post(reverse("staff:officers:export")),
    ]
    clerk.post(reveal_url(chair), {"reason": REASON})
    for answer in pages:
        assert answer.status_code == 200
        told = everything_of(answer)
        assert "陆知秋" in told
        assert chair.number not in told
        assert "12655551234" not in told
    assert chair.number not in caplog.text
    assert "12655551234" not in caplog.text


def test_a_correction_leaves_an_empty_number_as_it_is(clerk, chair):
    url = reverse("staff:people:edit", args=[chair.pk])
    data = {"name": "陆之秋", "id_type": "resident_id", "version": chair.version}
    assert clerk.post(url, data).status_code == 302
    now = Person.objects.get(pk=chair.pk)
    assert (now.name, now.id_number.reveal(), now.birth_on) == ("陆之秋", chair.number, chair.birth_on)
    stale = clerk.post(url, {**data, "name": "陆又秋"})
    assert stale.status_code == 409


def test_a_number_of_somebody_else_is_refused(clerk, chair, tea):
    other = officers.id_number("1980-01-01")
    officers.appoint(tea, officers.person("苏予安", id_number=other), "vice_chair")
    data = {"name": "陆知秋", "id_type": "resident_id", "id_number": other, "version": chair.version}
    answer = clerk.post(reverse("staff:people:edit", args=[chair.pk]), data)
    assert answer.status_code == 422
    assert "已登记在另一人名下" in answer.content.decode()


def test_the_day_a_look_is_older_than_a_year_it_leaves_the_page(clerk, chair, set_clock):
    actions.reveal(chair, "phone", actor=officers.SETUP, reason=REASON)
    set_clock("2027-06-05")
    assert "没有人查看过" in clerk.get(detail(chair)).content.decode()
