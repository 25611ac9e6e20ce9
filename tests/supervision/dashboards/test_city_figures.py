"""Every number that anybody of the demo city sees on home and overview, against the rows it opens."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core.departments.models import DepartmentSeat
from core.identity.models import User
from registry.org_accounts.models import OrganizationSeat
from tests.support.bureau import BACKEND
from tests.support.links import linked_numbers, rows_at, wrong_numbers

pytestmark = pytest.mark.city


def accounts() -> dict[str, User]:
    """One user per role, in the city's own order."""
    seats = [*DepartmentSeat.objects.current().order_by("pk"), *OrganizationSeat.objects.order_by("pk")]
    found = {}
    for seat in seats:
        found.setdefault(seat.role, seat.user)
    return found


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_every_role_has_a_home_page_whose_numbers_open_their_rows():
    people = accounts()
    assert {"registry_clerk", "department_officer", "bureau_leader", "street_officer", "party_officer"} <= set(people)
    checked = 0
    for role, user in people.items():
        client = signed_in(user)
        html = client.get(reverse("public:home")).content.decode()
        assert wrong_numbers(client, html) == [], role
        checked += len(linked_numbers(html))
    assert checked > 20


def test_the_leader_sees_each_district_with_its_rate_and_a_sentence_to_copy():
    html = signed_in(accounts()["bureau_leader"]).get(reverse("public:home")).content.decode()
    for text in ("各区县情况", "望澜区", "砚海区", "栎川区", "青砚县", "年报率", "数据截至2026年6月3日"):
        assert text in html, text
    assert "截至2026年6月3日，共有社会组织" in html


def test_the_overview_is_right_on_the_day_and_on_a_past_one():
    client = signed_in(accounts()["bureau_leader"])
    for as_of in ("", "2025-12-31"):
        html = client.get(reverse("staff:dashboards:overview"), {"as_of": as_of}).content.decode()
        assert len(linked_numbers(html)) > 40
        assert wrong_numbers(client, html) == []


def test_a_department_finds_its_overdue_organizations_and_nobody_elses():
    from core import clock
    from registry.annual_reports import queries
    from registry.annual_reports.models import ReportObligation

    user = accounts()["department_officer"]
    department = DepartmentSeat.objects.current().filter(user=user).first().department
    html = signed_in(user).get(reverse("public:home")).content.decode()
    overdue = queries.overdue(ReportObligation.objects.select_related("organization"), clock.today())
    own = {row.organization for row in overdue if row.organization.responsible_department_id == department.pk}
    others = {row.organization for row in overdue if department.pk not in _departments(row.organization)}
    assert others
    assert [one.name for one in others if one.name in html] == []
    assert own, "the city's departments have somebody overdue"
    assert sum(one.name in html for one in own) == min(len(own), 10)
    url, count = (
        re.search(r'href="([^"]+filing=overdue)">(?:全部|查看名单)', html)[1],
        re.search(r"未报（(\d+)份", html)[1],
    )
    assert rows_at(signed_in(user), url) == int(count)


def _departments(organization) -> tuple:
    return organization.business_supervisor_id, organization.industry_department_id
