"""A3: a territory sees its own rows and no neighbour's, for every real division, however its code looks."""

import pytest
from django.db.models import Count

from core.access.scope import Scope, ScopeKind
from core.departments.models import Region
from registry.organizations import actions
from registry.organizations.models import Organization
from tests.support.bureau import SETUP


@pytest.fixture
def one_in_every_street(bureau):
    streets = list(Region.objects.current().filter(level=3).select_related("parent__parent").order_by("pk"))
    actions.register_many(
        [bureau.new(f"{street.name}第{street.pk}协会", region_id=street.pk) for street in streets],
        actor=SETUP,
        origin="test",
    )
    return streets


def test_no_street_sees_a_row_of_another_street(one_in_every_street):
    for street in one_in_every_street:
        seen = Organization.objects.within(Scope(ScopeKind.TERRITORY, (street.pk,), 3)).values_list(
            "street_id", flat=True
        )
        assert list(seen) == [street.pk], street.full_name


def test_every_district_and_city_sees_all_its_streets_and_nothing_else(one_in_every_street):
    for level, column in ((2, "parent"), (1, "parent__parent")):
        expected = dict(
            Region.objects.current().filter(level=3).values_list(column).annotate(n=Count("pk")).order_by()
        )
        for region_id, count in expected.items():
            seen = Organization.objects.within(Scope(ScopeKind.TERRITORY, (region_id,), level))
            assert seen.count() == count
            assert not seen.exclude(**{f"street__{column}": region_id}).exists()


@pytest.mark.parametrize("kind", [kind for kind in ScopeKind if kind != ScopeKind.ALL])
def test_a_scope_without_ids_sees_nothing(one_in_every_street, kind):
    assert not Organization.objects.within(Scope(kind, (), 3)).exists()
