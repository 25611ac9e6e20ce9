"""The year of a filed group: calls, confirmation, activities, proof, growth into registration."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.audit.models import AuditEntry
from core.indicators.grouping import NO_UNIT, by_unit, total
from core.refusal import Refusal
from core.workflow.models import TransitionLog
from registry.community_orgs import actions, queries
from registry.community_orgs.models import CommunityActivity, CommunityOrganization, RegistrationCondition
from registry.community_orgs.statistics import FederationCoverage

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def client(bureau):
    return bureau.client("street_officer", bureau.zhenhe_office)


def test_dial_edit_next_walks_through_the_filtered_list(client, street, tell, choir):
    for name in ("太极队", "晨跑队"):
        actions.file_many([tell(name, filed_on=D(2025, 4, 1))], actor=street)
    address = reverse("staff:community_orgs:next")
    seen = []
    for result in ("active", "no_answer", "stopped"):
        row = client.get(address).context["row"]
        seen.append(row.name)
        data = {"result": result, "members": "15", "head_name": "", "head_phone": ""}
        assert client.post(reverse("staff:community_orgs:call", args=[row.pk]), data).url == address
    assert len(set(seen)) == 3
    assert client.get(address).context["row"] is None
    first = CommunityOrganization.objects.get(name=seen[0])
    assert (first.confirmed_on, first.members_count, first.is_confirmed) == (D(2026, 6, 3), 15, True)


def test_who_was_not_reached_comes_again_another_day_and_the_filter_is_kept(client, choir, set_clock):
    call = reverse("staff:community_orgs:call", args=[choir.pk])
    answer = client.post(f"{call}?kind={choir.kind_id}", {"result": "no_answer"})
    assert answer.url.endswith(f"?kind={choir.kind_id}")
    assert client.get(answer.url).context["row"] is None
    set_clock("2026-06-04")
    assert client.get(answer.url).context["row"] == choir
    assert client.get(reverse("staff:community_orgs:next"), {"q": "别的"}).context["row"] is None


def test_the_telephone_is_shown_once_with_a_reason_and_the_look_is_kept(client, choir, bureau):
    address = reverse("staff:community_orgs:reveal", args=[choir.pk])
    assert client.post(address, {"reason": " "}).status_code == 409
    answer = client.post(address, {"reason": "电话核实"})
    assert "12012341234" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert TransitionLog.objects.get(name="reveal").comment == "电话核实"
    assert AuditEntry.objects.filter(action="community_orgs.reveal").count() == 1
    clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert clerk.post(address, {"reason": "看看"}).status_code == 403


def test_confirming_is_once_a_year(street, choir, set_clock):
    actions.confirm(choir, actor=street)
    with pytest.raises(Refusal, match="已经确认过"):
        actions.confirm(choir, actor=street)
    set_clock("2027-01-04")
    actions.confirm(choir, actor=street)
    assert choir.confirmed_on == D(2027, 1, 4)


def test_an_activity_is_logged_by_street_or_village_and_only_while_filed(client, choir, bureau):
    address = reverse("staff:community_orgs:note_activity", args=[choir.pk])
    line = {"held_on": "2026-05-01", "topic": "culture", "title": "广场合唱", "people_served": "120"}
    assert client.post(address, line).status_code == 302
    village = bureau.client("community_officer", bureau.zhenhe_office, bureau.zhenhe_community)
    assert village.post(address, line).status_code == 302
    assert client.post(address, {**line, "held_on": "2024-01-01"}).status_code == 422
    assert client.post(address, {**line, "held_on": "2026-06-04"}).status_code == 422
    assert CommunityActivity.objects.count() == 2


def test_the_printed_proof_leads_to_a_public_page_without_persons(client, choir, street):
    sheet = client.get(reverse("staff:community_orgs:certificate", args=[choir.pk])).content.decode()
    assert choir.filing_no in sheet
    public = reverse("public:community_orgs:verify", args=[choir.public_key])
    assert public in sheet
    page = type(client)().get(public).content.decode()
    for said in (choir.name, choir.purpose, "枕河街道", "备案有效"):
        assert said in page
    for hidden in ("张喆", "120****1234", "成员", choir.filing_no):
        assert hidden not in page
    actions.close(choir, actor=street, reason="停止活动")
    assert "备案已注销" in type(client)().get(public).content.decode()
    assert client.get(reverse("staff:community_orgs:certificate", args=[choir.pk])).status_code == 409


def test_the_public_list_of_a_street_has_names_and_purposes_only(client, choir, bureau):
    page = type(client)().get(reverse("public:community_orgs:list"), {"street": bureau.zhenhe.code}).content.decode()
    assert choir.name in page
    assert choir.purpose in page
    assert "张喆" not in page
    assert choir.filing_no not in page
    elsewhere = type(client)().get(reverse("public:community_orgs:list"), {"street": bureau.tinglan.code})
    assert choir.name not in elsewhere.content.decode()


@pytest.mark.parametrize(
    ("individual", "unit", "funds", "is_ready"),
    [(49, 0, 30_000, False), (50, 0, 30_000, True), (50, 0, 29_999, False), (0, 30, 30_000, True),
     (0, 29, 30_000, False), (40, 10, 30_000, True), (40, 9, 30_000, False), (62, 0, None, False)],
)  # fmt: skip
def test_ready_to_register_means_members_and_funds(street, tell, individual, unit, funds, is_ready):
    told = {"individual_members": individual, "unit_members": unit, "funds_yuan": funds and Decimal(funds)}
    row = actions.file_many([tell(**told)], actor=street)[0]
    listed = CommunityOrganization.objects.filter(queries.countable(clock.today()))
    assert listed.exists() == is_ready
    assert queries.is_ready(row) == is_ready


def test_a_condition_is_a_row_and_a_changed_threshold_changes_the_list(street, tell):
    row = actions.file_many([tell(individual_members=45, funds_yuan=Decimal(50_000))], actor=street)[0]
    assert not queries.is_ready(row)
    RegistrationCondition.objects.filter(measure="individual_members").update(threshold=40)
    assert queries.is_ready(row)


def test_growing_into_registration_ends_the_filing_and_both_pages_tell_it(client, street, choir, bureau):
    body = bureau.register(
        "望澜区枕河合唱协会", authority=bureau.wanglan_bureau, region_id=bureau.zhenhe.pk, registered_on=D(2026, 5, 20)
    )
    assert client.post(
        reverse("staff:community_orgs:promote", args=[choir.pk]), {"organization": body.name}
    ).status_code == 302  # fmt: skip
    choir.refresh_from_db()
    assert (choir.state, choir.closed_on, choir.registered_as) == ("promoted", D(2026, 5, 20), body)
    assert body.name in client.get(reverse("staff:community_orgs:detail", args=[choir.pk])).content.decode()
    page = client.get(reverse("staff:organizations:detail", args=[body.pk])).content.decode()
    assert choir.filing_no in page
    with pytest.raises(Refusal, match="不能再"):
        actions.contact(choir, actor=street, result="active")


def test_an_organization_grows_from_one_group_only(street, tell, choir, bureau):
    body = bureau.register("望澜区枕河合唱协会", authority=bureau.wanglan_bureau, region_id=bureau.zhenhe.pk)
    other = actions.file_many([tell("晨跑队")], actor=street)[0]
    actions.promote(choir, actor=street, organization=body)
    with pytest.raises(Refusal, match="枕河社区邻里合唱队"):
        actions.promote(other, actor=street, organization=body)


def test_coverage_counts_towns_with_a_standing_federation(bureau, street, choir):
    federation = bureau.register(
        "枕河街道社区社会组织联合会", authority=bureau.wanglan_bureau, region_id=bureau.zhenhe.pk, is_federation=True,
        registered_on=D(2026, 1, 5),
    )  # fmt: skip
    bureau.register("听澜街道商会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    coverage = FederationCoverage()
    assert total(coverage, EVERYTHING, as_of=clock.today()).numerator == 1
    assert total(coverage, EVERYTHING, as_of=clock.today()).denominator == 3
    assert total(coverage, EVERYTHING, as_of=D(2026, 1, 4)).numerator == 0
    found = by_unit(coverage, EVERYTHING, "district", clock.today())
    assert (found[bureau.wanglan.pk].numerator, found[bureau.wanglan.pk].denominator) == (1, 2)
    assert list(by_unit(coverage, EVERYTHING, "responsible", clock.today())) == [NO_UNIT]
    scope = bureau.actor("registry_clerk", bureau.yanhai_bureau).scope
    assert total(coverage, scope, as_of=clock.today()).denominator == 1
    client = bureau.client("bureau_leader", bureau.bureau)
    rows = client.get(
        reverse("staff:dashboards:rows"), {"indicator": coverage.code, "part": "numerator", "as_of": "2026-06-03"}
    ).content.decode()
    assert "枕河街道" in rows
    assert "听澜街道" not in rows
    actions.join(choir, actor=street, federation=federation)
    listed = client.get(reverse("staff:community_orgs:list"), {"federation": federation.pk}).content.decode()
    assert choir.name in listed
    towns = client.get(reverse("staff:community_orgs:towns"), {"covered": "no"}).content.decode()
    assert "听澜街道" in towns
    assert "枕河街道" not in towns


def test_only_a_federation_takes_groups(bureau, street, choir):
    chamber = bureau.register("枕河街道商会", authority=bureau.wanglan_bureau, region_id=bureau.zhenhe.pk)
    with pytest.raises(Refusal, match="不是社区社会组织联合会"):
        actions.join(choir, actor=street, federation=chamber)
