"""`manage.py where`: from an address to view, guard, template and tests."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def where(address, *options) -> str:
    out = io.StringIO()
    call_command("where", address, *options, stdout=out)
    return out.getvalue()


def test_it_finds_the_real_function_behind_its_decorators():
    found = json.loads(where("/staff/seats/7/grant/", "--json"))
    assert found["name"] == "staff:seats:grant"
    assert found["view"].startswith("core/departments/staff_views.py:")
    assert found["guard"] == "staff(seats.grant)"
    assert "tests/core/departments/test_seat_pages.py" in found["tests"]


def test_it_finds_the_template_whether_the_view_or_its_helper_names_it():
    assert json.loads(where("/staff/seats/", "--json"))["templates"] == ["core/departments/staff_list.html"]
    assert "core/departments/staff_detail.html" in json.loads(where("/staff/seats/7/", "--json"))["templates"]


def test_without_json_it_prints_lines_for_people():
    lines = where("/staff/organizations/").splitlines()
    assert any(line.startswith("view") and "registry/organizations/staff_views.py:" in line for line in lines)
    assert any(line.startswith("guard") and "staff(organizations.view)" in line for line in lines)


def test_an_address_that_nothing_answers_is_said():
    with pytest.raises(CommandError, match="nothing answers"):
        where("/staff/nowhere/")
