"""Every rate equals a statement of its own and the rows behind its link, on any day and for every grouping."""

import datetime
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.indicators.base import all_indicators, indicator
from core.indicators.grouping import NO_UNIT, by_unit, total, unit_names
from party_building.coverage.statistics import TOPIC
from party_building.models import CoverageLink, PartyCount, PartyUnit
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from party_building.party_limits.reference import load_limits
from party_building.party_units import actions
from party_building.party_units.queries import industry_committees
from party_building.party_units.states import CoverageKind, UnitForm, UnitKind, UnitLevel
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

DAY, LATER = datetime.date(2020, 7, 1), datetime.date(2023, 3, 1)


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def city(bureau):
    """Six: one with an own unit, two in a joint one, one with a functional one, one affiliated, one bare."""
    load_limits()
    party = {"party_superior": bureau.party_committee.pk, "business_supervisor": bureau.commerce.pk}
    bodies = {key: bureau.register(f"霁川市{key}协会", responsibilities=party) for key in "单联合功挂空"}
    own = actions.establish(
        actor=SETUP, name="单协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=DAY, organization=bodies["单"],
    )  # fmt: skip
    joint = unit(bureau, "联合党支部", UnitForm.JOINT, bodies["联"], bodies["合"])
    functional = unit(bureau, "功能型党支部", UnitForm.FUNCTIONAL, bodies["功"])
    unit(bureau, "挂靠党支部", UnitForm.AFFILIATED, bodies["挂"])
    for key, number in {"单": 4, "空": 3, "联": 1}.items():
        counts.count(bodies[key], actor=SETUP, since=DAY, source=CountSource.SURVEY, formal_full_time=number)
    unit(bureau, "市工信局行业党委", "", kind=UnitKind.INDUSTRY, level=UnitLevel.COMMITTEE)
    unit(bureau, "律师事务所党支部", UnitForm.STANDALONE, registered_by_civil_affairs=False)
    return {"bodies": bodies, "own": own, "joint": joint, "functional": functional}


def unit(bureau, name, form, *covers, **fields):
    said = {
        "name": name, "form": form, "level": UnitLevel.BRANCH, "superior": bureau.party_committee,
        "established_on": DAY, "covers": covers, "service_region": bureau.tinglan, **fields,
    }  # fmt: skip
    return actions.found(actions.NewUnit(**said), actor=SETUP)


def figure(code, day=LATER):
    found = total(indicator(code), EVERYTHING, as_of=day)
    return found.numerator, found.denominator


def test_the_figures_say_who_is_covered_by_what(city):
    assert figure("organization_coverage") == (3, 6)
    assert figure("work_coverage") == (3, 6)
    assert figure("standalone_rate") == (1, 6)
    assert figure("due_and_built") == (1, 2)
    assert figure("joint_units") == (1, None)
    assert figure("jointly_covered") == (2, None)
    assert figure("affiliated_organizations") == (1, None)
    assert figure("functional_organizations") == (1, None)


def test_organs_that_lead_and_law_firms_are_counted_nowhere(city):
    assert PartyUnit.objects.count() == 6
    assert figure("establishment_rate") == (4, 6)


def test_branches_under_a_general_branch_inherit_and_are_not_counted_again(bureau, city):
    own = city["own"]
    for ordinal in "一", "二":
        actions.establish(
            actor=SETUP, name=f"单协会第{ordinal}党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
            superior=bureau.party_committee, established_on=LATER, organization=city["bodies"]["单"], parent=own,
        )  # fmt: skip
    assert figure("establishment_rate") == (4, 6)
    assert CoverageLink.objects.on(LATER).get(organization=city["bodies"]["单"]).unit == own


INDEPENDENT = """
select count(*) filter (where own.organization_id is not null or joint.organization_id is not null), count(*)
from registry_organization o
join registry_organizationstatus s on s.organization_id = o.id and s.status in ('normal', 'rectifying', 'suspended')
 and daterange(s.valid_from, s.valid_to, '[]') @> %(day)s::date
left join party_building_coveragelink own on own.organization_id = o.id and own.kind = 'own'
 and daterange(own.valid_from, own.valid_to, '[]') @> %(day)s::date
left join party_building_coveragelink joint on joint.organization_id = o.id and joint.kind = 'joint'
 and daterange(joint.valid_from, joint.valid_to, '[]') @> %(day)s::date
"""


@pytest.mark.parametrize("day", [datetime.date(2020, 6, 30), DAY, LATER])
def test_organization_coverage_equals_a_statement_written_by_hand(city, day):
    with connection.cursor() as cursor:
        cursor.execute(INDEPENDENT, {"day": day})
        assert cursor.fetchone() == figure("organization_coverage", day)


@pytest.mark.parametrize("is_today", [True, False])
@pytest.mark.parametrize("unit_name", unit_names())
def test_the_parts_of_every_grouping_add_up_to_the_whole(city, unit_name, is_today):
    """Today by the projections, any other day by the facts; all indicators of the portal, not these alone."""
    day = clock.today() if is_today else LATER
    for one in all_indicators():
        parts = by_unit(one, EVERYTHING, unit_name, day)
        whole = total(one, EVERYTHING, as_of=day)
        assert sum(part.numerator for part in parts.values()) == whole.numerator, (one.code, unit_name)
        assert sum(part.denominator or 0 for part in parts.values()) == (whole.denominator or 0), (one.code, unit_name)


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_every_number_opens_exactly_its_rows(bureau, city, part):
    officer = bureau.client("party_officer", bureau.party_committee)
    for one in all_indicators(TOPIC):
        found = total(one, EVERYTHING, as_of=LATER)
        number = found.numerator if part == "numerator" else found.denominator
        if number is None:
            continue
        query = urlencode({"indicator": one.code, "part": part, "as_of": LATER.isoformat()})
        page = officer.get(f"{reverse('staff:dashboards:rows')}?{query}")
        assert page.status_code == 200, one.code
        assert len(names(page)) == number, one.code


def test_a_past_day_does_not_change_when_facts_of_a_later_day_are_entered(bureau, city):
    before = {one.code: figure(one.code, LATER) for one in all_indicators(TOPIC)}
    after = LATER + datetime.timedelta(days=1)
    unit(bureau, "空协会党支部", UnitForm.STANDALONE, city["bodies"]["空"], established_on=after)
    actions.dissolve(city["joint"], actor=SETUP, dissolved_on=after)
    counts.count(city["bodies"]["合"], actor=SETUP, since=after, source=CountSource.SURVEY, formal_full_time=9)
    assert {one.code: figure(one.code, LATER) for one in all_indicators(TOPIC)} == before
    assert figure("organization_coverage", after) == (2, 6)
    assert PartyCount.objects.on(after).filter(formal_full_time__gte=3).count() == 3


def test_the_page_shows_the_rates_of_a_day_and_of_a_past_one(bureau, city):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    page = clerk.get(reverse("staff:coverage:index")).content.decode()
    assert "50.0%" in page
    assert "怎样达到目标" not in page, "civil affairs reads coverage and plans nothing"
    past = clerk.get(reverse("staff:coverage:index"), {"as_of": "2020-06-30", "by": "party"}).content.decode()
    assert "50.0%" not in past
    assert "截至2020年6月30日" in past
    assert clerk.get(reverse("staff:coverage:target")).status_code == 403


def test_the_way_to_a_target_names_the_ready_first_and_counts_no_body_without_members(bureau, city):
    officer = bureau.client("party_officer", bureau.party_committee)
    url = reverse("staff:coverage:target")
    assert officer.get(url, {"percent": "0"}).status_code == 422
    page = officer.get(url, {"percent": "60"}).content.decode()
    assert "霁川市空协会" in page
    assert "应单独组建" in page
    assert "只靠组建达不到" not in page
    page = officer.get(url, {"percent": "100"}).content.decode()
    assert "只靠组建达不到这个目标" in page
    assert "霁川市挂协会" not in page


def test_an_industry_committee_fulfils_the_duty_of_its_department(bureau, city):
    committee = PartyUnit.objects.get(kind=UnitKind.INDUSTRY)
    actions.guide(committee, actor=SETUP, kind="business", department=bureau.industry, since=DAY)
    assert bureau.industry.pk in industry_committees([bureau.industry.pk], clock.today())
    assert industry_committees([bureau.industry.pk], DAY - datetime.timedelta(days=1)) == {}
    assert NO_UNIT not in industry_committees([bureau.commerce.pk], clock.today())


def test_the_form_of_coverage_cannot_be_two_at_once(city, bureau):
    body = city["bodies"]["单"]
    actions.cover(body, unit=city["joint"], kind=CoverageKind.JOINT, actor=SETUP, since=LATER)
    links = CoverageLink.objects.filter(organization=body).order_by("valid_from")
    assert [(link.kind, link.valid_to) for link in links] == [
        ("own", LATER - datetime.timedelta(days=1)),
        ("joint", None),
    ]
    actions.cover(body, unit=city["functional"], kind=CoverageKind.FUNCTIONAL, actor=SETUP, since=LATER)
    assert CoverageLink.objects.on(LATER).filter(organization=body).count() == 2
