"""Many at once is the same as one verb after another."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from core.audit.models import AuditEntry
from core.dated import actions as dated
from core.workflow.errors import NotCompetent, NotPermitted
from registry.organizations import actions, intake
from registry.organizations.facts import (
    FACT_MODELS,
    OrganizationAddress,
    OrganizationName,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization
from registry.organizations.states import Standing
from tests.registry.organizations.test_projection import SETTINGS, TODAY, from_facts, projected
from tests.support.bureau import SETUP, undone

GOOD_CODE = "51370300TE5T000162"


def facts_of(organization) -> set:
    found = set()
    for model in FACT_MODELS:
        fields = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "organization")]
        for row in model.objects.filter(organization=organization).values_list(*fields):
            found.add((model.__name__, *row))
    return found


def one_by_one(new: actions.NewOrganization) -> Organization:
    """What the kernel's own verbs write for the same input."""
    organization = Organization.objects.create(**intake.columns(new))
    for move in [*intake.opening(new), *new.moves]:
        if move.values is None:
            fact = move.model.objects.on(move.valid_from).filter(organization=organization, **move.key).first()
            if fact:
                dated.end_fact(fact, last_day=move.valid_from - dated.ONE_DAY)
        else:
            dated.set_fact(
                move.model, organization, values=move.values, valid_from=move.valid_from, key=move.key,
                document=move.document,
            )  # fmt: skip
    return organization


def _later(first: datetime.date):
    return st.lists(st.integers(1, 4500), min_size=0, max_size=6, unique=True).map(
        lambda days: [first + datetime.timedelta(days=day) for day in sorted(days)]
    )


def _move(day: datetime.date, bureau, places):
    supervisor = {"kind": "business_supervisor"}
    offices = [bureau.bureau.pk, bureau.commerce.pk, bureau.industry.pk]
    said = st.one_of(
        st.tuples(
            st.just(OrganizationStatus), st.sampled_from([{"status": "suspended"}, {"status": "normal"}]), st.just({})
        ),
        st.tuples(
            st.just(Responsibility),
            st.one_of(st.none(), st.sampled_from(offices).map(lambda pk: {"department_id": pk})),
            st.just(supervisor),
        ),
        st.tuples(
            st.just(OrganizationAddress),
            st.sampled_from(places).map(lambda pk: {"region_id": pk, "address": "新址"}),
            st.just({}),
        ),
        st.tuples(
            st.just(OrganizationStanding),
            st.sampled_from(Standing.values).map(lambda value: {"standing": value, "ground": ""}),
            st.just({}),
        ),
    )
    return said.map(lambda one: actions.Move(one[0], day, one[1], one[2]))


@pytest.mark.django_db
@SETTINGS
@given(data=st.data())
def test_what_is_registered_in_bulk_equals_what_the_verbs_write_one_by_one(bureau, set_clock, data):
    with undone():
        set_clock(TODAY.isoformat())
        first = data.draw(st.dates(datetime.date(2014, 1, 1), datetime.date(2026, 6, 1)))
        places = [bureau.tinglan.pk, bureau.yanhai.pk, None]
        moves = tuple(data.draw(_move(day, bureau, places)) for day in data.draw(_later(first)))
        formerly = actions.FormerName("霁川市茶业协会")
        new = bureau.new(
            "霁川市茶文化协会",
            registered_on=first,
            region_id=data.draw(st.sampled_from(places)),
            former_names=data.draw(st.sampled_from([(), (formerly,), (replace(formerly, until=first),)])),
            full_time_staff=data.draw(st.sampled_from([None, 3])),
            moves=moves,
        )
        in_bulk, singly = actions.register_many([new], actor=SETUP, origin="test")[0], one_by_one(new)
        assert projected(in_bulk) == projected(singly)
        assert facts_of(in_bulk) == facts_of(singly)
        if first <= TODAY:
            assert projected(in_bulk) == from_facts(in_bulk, TODAY)


def test_a_thousand_organizations_take_a_few_statements(bureau):
    news = [bureau.new(f"霁川市第{n}研究会", region_id=bureau.tinglan.pk, full_time_staff=n) for n in range(1000)]
    with CaptureQueriesContext(connection) as queries:
        rows = actions.register_many(news, actor=SETUP, origin="import:1", document="登记名单")
    assert len(rows) == 1000
    assert len(queries) <= 40  # a fixed handful for each table: COPY brings its savepoint and its actor
    assert OrganizationName.objects.filter(document="登记名单").count() == 1000


def test_every_history_event_of_a_bulk_entry_carries_its_actor_and_origin(bureau):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    actions.register_many([bureau.new("霁川市茶业协会")], actor=clerk, origin="import:7")
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.metadata->>'user', c.metadata->>'origin' from registry_organizationevent e"
            " left join pghistory_context c on c.id = e.pgh_context_id"
        )
        assert cursor.fetchall() == [(str(clerk.user_id), "import:7")]


def test_a_credit_code_that_is_taken_stops_the_whole_batch_and_names_it(bureau):
    bureau.register("霁川市茶业协会", uscc=GOOD_CODE)
    with pytest.raises(actions.AlreadyRegistered, match=GOOD_CODE):
        actions.register_many(
            [bureau.new("霁川市花木协会"), bureau.new("霁川市陶塑协会", uscc=GOOD_CODE)],
            actor=SETUP,
            origin="import:1",
        )
    assert Organization.objects.count() == 1


def test_the_same_credit_code_twice_in_one_batch_is_refused(bureau):
    with pytest.raises(actions.AlreadyRegistered, match=GOOD_CODE):
        actions.register_many(
            [bureau.new("霁川市花木协会", uscc=GOOD_CODE), bureau.new("霁川市陶塑协会", uscc=GOOD_CODE)],
            actor=SETUP, origin="import:1",
        )  # fmt: skip


def test_a_failing_credit_code_needs_a_reason(bureau):
    broken = GOOD_CODE[:-1] + "3"
    with pytest.raises(actions.CodeRefused, match="校验"):
        bureau.register("霁川市茶业协会", uscc=broken)
    assert bureau.register("霁川市茶业协会", uscc=broken, uscc_override_reason="证书原件如此").uscc == broken


def test_a_city_clerk_cannot_register_what_a_district_supervises(bureau):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(NotCompetent, match="监督管理机关不是霁川市民政局"):
        actions.register(bureau.new("望澜区茶业协会", authority=bureau.wanglan_bureau), actor=clerk)
    assert not Organization.objects.exists()


def test_a_seat_without_the_permission_registers_nothing(bureau):
    with pytest.raises(NotPermitted, match="登记社会组织"):
        actions.register(bureau.new("霁川市茶业协会"), actor=bureau.actor("bureau_leader", bureau.bureau))


def test_a_former_name_without_a_date_is_kept_and_shown_on_no_past_day_of_the_register(bureau):
    new = bureau.new("霁川市茶文化协会", former_names=(actions.FormerName("霁川市茶业协会"),))
    organization = actions.register(new, actor=SETUP)
    former, current = organization.names.order_by("valid_from")
    assert (former.name, former.document) == ("霁川市茶业协会", intake.DATE_UNKNOWN)
    assert former.valid_to == current.valid_from - dated.ONE_DAY
    assert from_facts(organization, new.registered_on)["name"] == "霁川市茶文化协会"


def test_an_import_is_taken_back_whole_and_its_history_stays(bureau):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    rows = actions.register_many(
        [bureau.new("霁川市茶业协会", region_id=bureau.tinglan.pk)], actor=clerk, origin="import:3"
    )
    actions.withdraw_many([row.pk for row in rows], actor=clerk, origin="import:3")
    assert not Organization.objects.exists()
    assert not OrganizationName.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_organizationnameevent where name = '霁川市茶业协会'")
        assert cursor.fetchone()[0] == 2
    assert AuditEntry.objects.filter(action="organizations.withdraw").count() == 1


def test_names_are_written_one_way(bureau):
    assert bureau.register(" 霁川市　茶业协会(筹) ").name == "霁川市茶业协会（筹）"


def test_the_region_levels_above_the_address_are_filled(bureau):
    organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    organization.refresh_from_db()
    assert (organization.city, organization.district, organization.street) == (
        bureau.city, bureau.wanglan, bureau.tinglan,
    )  # fmt: skip
    assert organization.community is None
