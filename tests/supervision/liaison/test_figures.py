"""Figures of visits and liaison by every unit and on any day, each with its rows."""

import datetime

import pytest
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.indicators.base import indicator
from core.indicators.grouping import by_unit, total, unit_names
from supervision.liaison import actions, tables
from supervision.supervision_visits import actions as visits
from supervision.supervision_visits import tables as visit_tables

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 3)
ROWS = {
    "liaison_contacts": "霁川市茶业协会", "liaison_visited_organizations": "霁川市茶业协会",
    "liaison_needs_solved": "需要场地", "supervision_visits": "supervision走访", "supervised_offices": "霁川市商务局",
    "guidance_visits": "guidance走访", "guided_organizations": "霁川市茶业协会",
    "guidance_unit_visits": "霁川市茶业协会",
}  # fmt: skip
CODES = (*tables.FIGURES, *visit_tables.FIGURES)


@pytest.fixture
def busy(bureau, keeper, tea):
    actions.log_contact(tea, actor=keeper, kind="visit", topic="走访")
    actions.raise_need(tea, actor=keeper, kind="need", words="需要场地")
    for kind, whom in (("supervision", {"offices": [bureau.commerce]}), ("guidance", {"organizations": [tea]})):
        visit = visits.plan(
            actor=keeper, department=bureau.bureau, kind=kind, title=f"{kind}走访", aim="规范", planned_on=DAY,
            members=(("苏某", ""), ("周某", "")), **whom,
        )  # fmt: skip
        visits.hold(visit, actor=keeper, held_on=DAY)
        visits.record(visit.units.get(), actor=keeper, outcome="none", findings="良好", persons=2)


@pytest.mark.parametrize("code", CODES)
def test_a_figure_adds_up_by_every_unit_today_and_on_a_past_day(busy, code):
    one = indicator(code)
    for day in (DAY, datetime.date(2026, 6, 2)):
        whole = total(one, EVERYTHING, as_of=day)
        for name in unit_names():
            found = by_unit(one, EVERYTHING, name, day).values()
            assert sum(figure.numerator for figure in found) == whole.numerator, name


@pytest.mark.parametrize("code", CODES)
def test_a_figure_opens_its_rows(busy, clerk, code):
    asked = {"indicator": code, "as_of": DAY.isoformat()}
    if code == "liaison_needs_solved":
        asked["part"] = "denominator"
    text = clerk.get(reverse("staff:dashboards:rows"), asked).content.decode()
    assert ROWS[code] in text
