"""The papers of the demo city: the same whether its years are lived at once or step by step."""

import datetime
from types import SimpleNamespace

import pytest

from config.demo import papers
from config.demo.accounts import SEEDER
from config.demo.world import Plan, Window
from core.departments.models import Department, Region
from core.history import acting
from registry.models import Certificate, CharterVersion, DuesStandard, Organization
from tests.support.bureau import undone

BEGIN, UNTIL = datetime.date(1900, 1, 1), datetime.date(2026, 4, 1)
STEPS = (BEGIN, datetime.date(2017, 1, 5), datetime.date(2020, 6, 3), datetime.date(2025, 3, 3), UNTIL)


class World(SimpleNamespace):
    """As much of the city as its papers ask for."""

    __hash__ = object.__hash__


def a_world(plan: Plan) -> World:
    region = Region.objects.get_or_create(code="379900000000", defaults={"name": "霁川市", "level": 1})[0]
    offices = {paper.approver for body in plan.bodies for paper in papers.papers_of(body)} - {""}
    found = {name: Department.objects.create(name=name, kind="civil_affairs", region=region) for name in offices}
    rows = Organization.objects.bulk_create(
        Organization(uscc=body.plan.uscc, name=body.plan.name, org_type=body.plan.org_type) for body in plan.bodies
    )
    ids = {body.plan.serial: row.pk for body, row in zip(plan.bodies, rows, strict=True)}
    return World(bodies=plan.bodies, departments=found, organization_ids=ids)


def lived(steps: tuple[datetime.date, ...]) -> list:
    """Everything on record afterwards, by credit code."""
    with undone(), acting(SEEDER):
        papers.planned.cache_clear()
        world = a_world(PLAN)
        for first, night in zip(steps, steps[1:], strict=False):
            papers.live(world, Window(first, night))
        found = [
            sorted(model.objects.values_list("organization__uscc", "valid_from", "valid_to", *columns))
            for model, columns in (
                (Certificate, ("printed_from", "printed_until", "issue_reason", "returned_on")),
                (CharterVersion, ("version_no", "has_party_clause")),
                (DuesStandard, ("adopted_on", "grades__name")),
            )
        ]
        shown = Organization.objects.values_list("uscc", "certificate_until", "has_party_clause")
        return [*found, sorted(shown, key=lambda row: row[0])]


PLAN = Plan("small")


@pytest.mark.django_db
def test_years_lived_at_once_and_step_by_step_leave_the_same_papers():
    at_once, in_steps = lived((BEGIN, UNTIL)), lived(STEPS)
    assert at_once == in_steps
    certificates, charters, dues, _ = at_once
    assert len(certificates) > len(PLAN.bodies)
    assert len(charters) > len(PLAN.bodies)
    assert dues
