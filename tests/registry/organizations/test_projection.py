"""A1: facts are the truth, the organization's own columns only mirror them."""

import datetime
import re
from contextlib import suppress

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core import clock
from core.dated import actions as dated
from core.departments.models import Department, Region
from core.refusal import Refusal
from registry.certificates.models import Certificate
from registry.charters.models import CharterVersion
from registry.officers import actions as officer_actions
from registry.organizations import actions, past, queries
from registry.organizations.facts import OrganizationAddress, OrganizationStanding, OrganizationStatus, Responsibility
from registry.organizations.lists import OrganizationList
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Standing, Status
from registry.people.models import Person
from tests.support import officers
from tests.support.bureau import LONG_AGO, SETUP, undone

TODAY = datetime.date(2026, 6, 3)
DAYS = st.integers(-40, 40).map(lambda days: TODAY + datetime.timedelta(days=days))
LIVING = [Status.NORMAL, Status.RECTIFYING, Status.SUSPENDED]
SETTINGS = settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def projected(organization: Organization) -> dict:
    return Organization.objects.filter(pk=organization.pk).values(*past.COLUMNS).get()


def from_facts(organization: Organization, day: datetime.date) -> dict:
    row = Organization.objects.from_facts(day).get(pk=organization.pk)
    return {name: getattr(row, f"{past.PREFIX}{name}") for name in past.COLUMNS}


def _steps():
    return st.lists(
        st.one_of(
            st.tuples(
                st.just("rename"), DAYS, st.sampled_from(["霁川市茶业协会", "霁川市茶叶流通协会", "霁川市茶文化协会"])
            ),
            st.tuples(st.just("status"), DAYS, st.sampled_from(LIVING)),
            st.tuples(st.just("standing"), DAYS, st.sampled_from(list(Standing))),
            st.tuples(
                st.just("office"), DAYS, st.tuples(st.sampled_from(list(ResponsibilityKind)), st.integers(0, 3))
            ),
            st.tuples(st.just("address"), DAYS, st.integers(0, 4)),
            st.tuples(st.just("charity"), DAYS, st.booleans()),
            st.tuples(st.just("staff"), DAYS, st.integers(0, 9)),
            st.tuples(st.just("funds"), DAYS, st.integers(0, 3)),
            st.tuples(st.just("scope"), DAYS, st.sampled_from(["茶叶种植", "茶文化交流"])),
            st.tuples(st.just("federation"), DAYS, st.booleans()),
            st.tuples(st.just("charter"), DAYS, st.integers(0, 3)),
            st.tuples(st.just("certificate"), DAYS, st.integers(0, 3)),
            st.tuples(st.just("representative"), DAYS, st.integers(0, 2)),
            st.tuples(st.just("leave"), DAYS, st.none()),
            st.tuples(st.just("correct"), DAYS, st.integers(0, 3)),
            st.tuples(
                st.just("end"), DAYS, st.sampled_from([OrganizationStanding, OrganizationAddress, Responsibility])
            ),
        ),
        min_size=1,
        max_size=8,
    )


def seat_people(bureau):
    """Posts and three persons who may be appointed to them."""
    officers.load()
    bureau.persons = [officers.person(name) for name in ("陆知秋", "苏予安", "程青禾")]


def take(organization, bureau, step):
    verb, day, value = step
    offices = [bureau.bureau, bureau.commerce, bureau.industry, bureau.party_committee]
    places = [bureau.tinglan, bureau.zhenhe, bureau.yanhai, bureau.city, None]
    common = {"actor": SETUP, "valid_from": day}
    if verb == "office":
        kind, number = value
        actions.set_responsibility(organization, kind=kind, department_id=offices[number].pk, **common)
    elif verb == "address":
        place = places[value]
        actions.move_address(organization, region_id=place.pk if place else None, address=f"{value}号", **common)
    elif verb == "correct":
        fact = organization.responsibilities.order_by("valid_from")[:1].get()
        actions.correct(fact, actor=SETUP, values={"department_id": offices[value].pk}, reason="录入有误")
    elif verb == "representative":
        officers.appoint(organization, bureau.persons[value], since=day)
    elif verb == "leave":
        leave(organization, day)
    elif verb == "end":
        fact = value.objects.on(day).filter(organization=organization).first()
        if fact:
            dated.end_fact(fact, last_day=day)
    else:
        SIMPLE[verb](organization, value, common)


def _charter(organization, number, common):
    """Two clauses, held or not."""
    values = {"version_no": number + 1, "has_party_clause": bool(number & 1), "has_core_values_clause": number > 1}
    with transaction.atomic():
        dated.set_fact(CharterVersion, organization, values=values, valid_from=common["valid_from"])


def _certificate(organization, number, common):
    until = TODAY + datetime.timedelta(days=365 * number) if number else None
    values = {"printed_until": until, "issue_reason": "renewed"}
    dated.set_fact(Certificate, organization, values=values, valid_from=common["valid_from"])


def leave(organization, day):
    held = organization.officer_posts.on(day).select_related("kind", "organization").first()
    if held and held.valid_to != day:
        officer_actions.end_post(held, actor=SETUP, last_day=day)


SIMPLE = {
    "funds": lambda organization, value, common: actions.set_funds(
        organization, registered_funds_yuan=value * 10000, **common
    ),
    "scope": lambda organization, value, common: actions.set_scope(organization, business_scope=value, **common),
    "federation": lambda organization, value, common: actions.reclassify(organization, is_federation=value, **common),
    "charter": _charter,
    "certificate": _certificate,
    "rename": lambda organization, name, common: actions.rename(organization, name=name, **common),
    "status": lambda organization, status, common: actions.change_status(organization, status=status, **common),
    "standing": lambda organization, value, common: actions.change_standing(organization, standing=value, **common),
    "charity": lambda organization, value, common: actions.reclassify(organization, is_charity=value, **common),
    "staff": lambda organization, value, common: actions.note_headcount(organization, full_time_staff=value, **common),
}


@pytest.mark.django_db
@SETTINGS
@given(steps=_steps(), later=st.integers(0, 60))
def test_the_columns_say_what_the_facts_say_on_every_day_the_portal_reaches(bureau, set_clock, steps, later):
    with undone():
        set_clock(TODAY.isoformat())
        seat_people(bureau)
        organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk, address="1号")
        for step in steps:
            with suppress(dated.FactRefused, Refusal, IntegrityError):
                take(organization, bureau, step)
            assert projected(organization) == from_facts(organization, TODAY)
        set_clock((TODAY + datetime.timedelta(days=later)).isoformat())
        dated.flip(clock.today())
        assert projected(organization) == from_facts(organization, clock.today())


def test_a_change_dated_tomorrow_shows_tomorrow_without_any_write_but_the_flip(bureau, set_clock):
    set_clock("2026-06-03")
    organization = bureau.register("霁川市茶业协会")
    actions.rename(organization, actor=SETUP, name="霁川市茶文化协会", valid_from=datetime.date(2026, 6, 4))
    assert projected(organization)["name"] == "霁川市茶业协会"
    set_clock("2026-06-04")
    dated.flip(clock.today())
    assert projected(organization)["name"] == "霁川市茶文化协会"
    assert from_facts(organization, TODAY)["name"] == "霁川市茶业协会"


def test_a_past_day_reads_no_current_column(bureau, set_clock):
    set_clock("2026-06-03")
    organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    Organization.objects.filter(pk=organization.pk).update(
        name="被改坏的名称", status=Status.CANCELLED, district=bureau.yanhai, standing=Standing.SERIOUS
    )
    day = datetime.date(2020, 1, 1)
    [row] = queries.show_as_of(list(Organization.objects.as_of(day)), day)
    assert (row.name, row.status, row.district, row.standing) == (
        "霁川市茶业协会", Status.NORMAL, bureau.wanglan, Standing.CLEAR,
    )  # fmt: skip


def test_today_is_read_from_the_columns_and_costs_no_join(bureau):
    sql = str(Organization.objects.as_of(clock.today()).query)
    assert "JOIN" not in sql


def test_an_organization_is_absent_from_days_before_it_was_registered(bureau):
    bureau.register("霁川市茶业协会")
    assert not Organization.objects.as_of(LONG_AGO - datetime.timedelta(days=1)).exists()
    assert Organization.objects.as_of(LONG_AGO).count() == 1


def test_who_sees_an_organization_in_the_past_is_decided_by_who_answers_for_it_now(bureau):
    organization = bureau.register("霁川市茶业协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    actions.set_responsibility(
        organization,
        actor=SETUP,
        kind=ResponsibilityKind.BUSINESS,
        department_id=bureau.industry.pk,
        valid_from=datetime.date(2024, 1, 1),
    )
    before = datetime.date(2020, 1, 1)
    now_in_charge = bureau.actor("department_officer", bureau.industry)
    formerly = bureau.actor("department_officer", bureau.commerce)
    assert Organization.objects.visible_to(now_in_charge).as_of(before).count() == 1
    assert not Organization.objects.visible_to(formerly).as_of(before).exists()


def test_the_last_day_of_a_fact_still_counts(bureau):
    organization = bureau.register("霁川市茶业协会")
    fact = OrganizationStatus.objects.get(organization=organization)
    actions.change_status(organization, actor=SETUP, status=Status.SUSPENDED, valid_from=datetime.date(2024, 3, 1))
    fact.refresh_from_db()
    assert fact.valid_to == datetime.date(2024, 2, 29)
    assert from_facts(organization, datetime.date(2024, 2, 29))["status"] == Status.NORMAL
    assert from_facts(organization, datetime.date(2024, 3, 1))["status"] == Status.SUSPENDED


SPOILED = {
    models.CharField: "坏",
    models.TextField: "坏",
    models.BooleanField: True,
    models.PositiveIntegerField: 999_999,
    models.DecimalField: 999_999,
    models.DateField: datetime.date(2031, 1, 1),
}


def spoil(organization, bureau) -> None:
    """Every projected column says something that no fact says."""
    values = {}
    for name in past.COLUMNS:
        field = Organization._meta.get_field(name.removesuffix("_id"))
        if field.related_model is Region:
            values[name] = bureau.yanhu.pk
        elif field.related_model is Department:
            values[name] = bureau.tinglan_office.pk
        elif field.related_model is Person:
            values[name] = officers.person("坏").pk
        elif field.choices:
            values[name] = next(value for value, _ in field.choices if value != getattr(organization, name))
        else:
            values[name] = SPOILED[type(field)]
    Organization.objects.filter(pk=organization.pk).update(**values)


@pytest.mark.parametrize("where", ["detail", "list", "export"])
def test_no_byte_of_a_past_page_comes_from_a_current_column(bureau, set_clock, where):
    set_clock("2026-06-03")
    organization = bureau.register(
        "霁川市茶业协会",
        region_id=bureau.tinglan.pk,
        address="1号",
        business_scope="茶叶种植",
        registered_funds_yuan="30000",
        full_time_staff=3,
        responsibilities={"business_supervisor": bureau.commerce.pk},
    )
    organization.refresh_from_db()
    columns = ",".join(one.key for one in OrganizationList.columns)
    query = {"as_of": "2024-03-01", "cols": columns}
    args = [organization.pk] if where == "detail" else []
    address = reverse(f"staff:organizations:{where}", args=args)
    reader = bureau.client("auditor", bureau.bureau)

    def answer() -> str:
        if where == "export":
            day = datetime.date(2024, 3, 1)
            shown = queries.show_as_of(list(Organization.objects.as_of(day)), day)
            return str([[str(one.export_value(row)) for one in OrganizationList.columns] for row in shown])
        return re.sub(r"csrf[^>]*>", "", reader.get(address, query).content.decode())

    before = answer()
    assert "茶业协会" in before
    spoil(organization, bureau)
    assert answer() == before
