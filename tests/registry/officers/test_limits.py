"""The limits of office: each at its boundary, and the same posts found by the list as the page warns about."""

import datetime
import random
from contextlib import suppress

import pytest
from django.urls import reverse

from core.refusal import Refusal
from registry.officers import limits, queries
from registry.officers.models import OfficerPost, TenureLimit
from registry.officers.states import Cadre, LimitKind
from registry.organizations import actions as register
from registry.organizations.states import Status
from registry.people.states import IdType
from tests.support import officers
from tests.support.bureau import SETUP, undone

TODAY = datetime.date(2026, 6, 3)


@pytest.fixture
def fund(bureau):
    return bureau.register("霁川市青禾基金会", org_type="3")


def words(organization, day=TODAY):
    posts = queries.with_hints(queries.posts_of(organization, day), day, SETUP)
    return sorted({hint.word for post in posts for hint in post.hints})


def texts(organization):
    posts = queries.with_hints(queries.posts_of(organization, TODAY), TODAY, SETUP)
    return "".join(hint.text for post in posts for hint in post.hints)


@pytest.mark.parametrize(
    ("born", "warned"), [("1955-06-04", False), ("1955-06-03", True), ("1955-06-02", True), ("", False)]
)
def test_seventy_is_still_in_time_and_the_seventy_first_birthday_is_not(tea, born, warned):
    more = {"born": born} if born else {"id_type": "passport", "id_number": "E1234567"}
    officers.appoint(tea, officers.person("陆知秋", **more), "chair", "2020-01-01")
    assert ("超龄" in words(tea)) == warned


@pytest.mark.parametrize(("terms", "warned"), [((1, 2), False), ((1, 2, 3), True), ((1, 3), False), ((2, 3, 4), True)])
def test_a_third_term_in_a_row_is_one_too_many(tea, terms, warned):
    who, other = officers.person("陆知秋"), officers.person("苏予安")
    for number in range(1, max(terms) + 1):
        since = f"{2015 + 2 * number}-01-01"
        officers.term(tea, number, since, years=3)
        officers.appoint(tea, who if number in terms else other, "secretary_general", since)
    assert ("超过连任届数" in words(tea)) == warned


def test_a_part_of_a_term_counts_as_one(tea):
    who = officers.person("陆知秋")
    for number, since in ((1, "2019-12-31"), (2, "2021-01-01"), (3, "2025-01-01")):
        officers.term(tea, number, {1: "2017-01-01"}.get(number, since))
        officers.appoint(tea, who, "chair", since)
    assert "连续第3届" in texts(tea)


def test_one_legal_representative_of_two_associations_is_named_on_both(bureau, tea):
    """OF-03. The other one is a registered item: it is named to whoever may not see that organization."""
    who = officers.person("许望舒")
    there = bureau.register("砚海区展览协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    school = bureau.register("霁川市知行学校", org_type="2")
    for organization in (tea, there, school):
        officers.appoint(organization, who)
    assert words(tea) == words(there) == ["兼任法定代表人"]
    assert words(school) == []
    district = bureau.client("registry_clerk", bureau.yanhai_bureau)
    page = district.get(reverse("staff:officers:of_organization", args=[there.pk])).content.decode()
    assert "“霁川市茶业协会”法定代表人" in page


def test_an_organization_that_has_ended_counts_no_more(bureau, tea):
    who = officers.person("许望舒")
    gone = bureau.register("霁川市旧时协会")
    for organization in (tea, gone):
        officers.appoint(organization, who)
    register.change_status(
        gone, actor=SETUP, status=Status.CANCELLED, valid_from=datetime.date(2026, 6, 1), document="准予注销登记决定书"
    )
    assert words(tea) == []
    assert words(tea, datetime.date(2026, 5, 31)) == ["兼任法定代表人"]


def test_the_legal_representative_of_a_foundation_is_its_chair_and_nobody_elses(bureau, fund, tea):
    who = officers.person("陆知秋")
    officers.appoint(fund, who)
    assert words(fund) == ["未任规定职务"]
    officers.appoint(fund, who, "chair")
    assert words(fund) == []
    officers.appoint(tea, who)
    assert "兼任法定代表人" in words(fund)
    assert words(tea) == []


def test_a_serving_official_may_not_lead_a_foundation_and_needs_a_paper_elsewhere(fund, tea):
    who = officers.person("陆知秋")
    officers.appoint(fund, who, "vice_chair", cadre=Cadre.SERVING_OFFICIAL, approval="批复")
    assert "不得兼任" in texts(fund)
    officers.appoint(tea, who, "vice_chair", cadre=Cadre.SERVING_OFFICIAL, approval="批复")
    assert texts(tea) == ""
    officers.appoint(tea, "苏予安", "vice_chair", cadre=Cadre.SERVING_OFFICIAL, is_paid=True)
    assert "批准文书" in texts(tea)
    assert "不得领取报酬" in texts(tea)


def test_a_supervisor_does_not_sit_on_the_council(tea):
    who = officers.person("陆知秋")
    officers.appoint(tea, who, "supervisor")
    officers.appoint(tea, who, "council_member")
    assert words(tea) == ["兼任不相容职务"]


def test_a_limit_that_is_changed_holds_from_its_day(tea):
    officers.appoint(tea, officers.person("陆知秋", "1958-01-01"), "chair", "2020-01-01")
    old = TenureLimit.objects.get(code="age-on-appointment")
    old.valid_to = datetime.date(2025, 12, 31)
    old.save()
    row = {name: getattr(old, name) for name in ("code", "kind", "title", "org_types", "posts", "note")}
    TenureLimit.objects.create(**row, params={"max_age_inclusive": 65}, valid_from=datetime.date(2026, 1, 1))
    assert words(tea, datetime.date(2025, 12, 31)) == []
    assert words(tea) == ["超龄"]


def _crowd(bureau, dice):
    """Few persons in many posts of few organizations: every limit is met by somebody."""
    kinds = {
        "1": ["legal_representative", "chair", "vice_chair", "secretary_general", "supervisor", "council_member"],
        "2": ["legal_representative", "chair", "executive", "vice_chair"],
        "3": ["legal_representative", "chair", "vice_chair", "secretary_general"],
    }
    people = [officers.person(f"人{n}", f"{dice.choice((1945, 1948, 1955, 1956, 1990))}-06-03") for n in range(8)]
    people.append(officers.person("外", id_type=IdType.PASSPORT, id_number="E7654321"))
    for number in range(7):
        org_type, before = "31"[number] if number < 2 else dice.choice("1123"), {}
        organization = bureau.register(f"霁川市第{number}会", org_type=org_type)
        for term in range(1, 5):
            since = f"{2013 + 3 * term}-0{dice.randrange(1, 6)}-01"
            officers.term(organization, term, since, years=3)
            for kind in kinds[org_type]:
                if dice.random() < 0.8:
                    more = {"cadre": dice.choice(["", "", *Cadre.values]), "is_paid": dice.random() < 0.4}
                    more["approval"] = dice.choice(["", "批复"])
                    before[kind] = before[kind] if kind in before and dice.random() < 0.6 else dice.choice(people)
                    with suppress(Refusal):  # she holds it already
                        officers.appoint(organization, before[kind], kind, since, **more)
        if dice.random() < 0.2:
            day = datetime.date(2026, 1, 1)
            register.change_status(
                organization, actor=SETUP, status=Status.CANCELLED, valid_from=day, document="准予注销登记决定书"
            )


def _met(day) -> set[str]:
    """Kinds of limits that somebody does not fit on `day`; page and list name the same posts."""
    posts, met = OfficerPost.objects.on(day).select_related("kind", "person", "term", "organization"), set()
    warned = queries.with_hints(list(posts), day, SETUP)
    for kind in limits.KINDS:
        said = {post.pk for post in warned if any(hint.limit.kind == kind for hint in post.hints)}
        found = limits.find(posts, queries.limits_on(day), day, (kind,))
        assert set(found.values_list("pk", flat=True)) == said, (kind, day)
        met |= {kind} if said else set()
    return met


def test_the_list_finds_the_posts_that_the_page_warns_about(bureau):
    met = set()
    for seed in range(3):
        with undone():
            _crowd(bureau, random.Random(seed))
            met |= _met(TODAY) | _met(datetime.date(2021, 7, 1))
    assert met >= set(limits.KINDS) - {LimitKind.MIN_AGE}


def test_the_roster_filters_by_hint_age_post_and_term(clerk, bureau, tea):
    other = bureau.register("霁川市围棋协会")
    officers.term(tea, 1, "2020-05-20")
    officers.appoint(tea, officers.person("陆知秋", "1950-01-01"), "chair", "2020-05-20")
    officers.appoint(other, officers.person("苏予安", "1990-01-01"), "chair", "2020-05-20")
    roster = reverse("staff:officers:list")
    for query in ({"hint": "any"}, {"hint": "max_age"}, {"age_over": 70}, {"term_state": "overdue"}, {"q": "茶业"}):
        page = clerk.get(roster, query).content.decode()
        assert "陆知秋" in page, query
        assert "苏予安" not in page, query
    assert "超龄" in clerk.get(roster).content.decode()
    past = clerk.get(roster, {"as_of": "2020-05-19"}).content.decode()
    assert "陆知秋" not in past


def test_the_page_of_limits_names_each_basis_and_what_was_not_compared(clerk):
    page = clerk.get(reverse("staff:officers:limits")).content.decode()
    assert "《基金会管理条例》第二十三条（条文待核）" in page
    assert "不超过70周岁（满70周岁仍可任职）" in page
    assert "不能登记" in page
