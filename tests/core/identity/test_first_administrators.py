"""An empty installation gets its three administrators by one command, once."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.departments.models import DepartmentSeat, Region
from core.identity.models import User

PEOPLE = ("xitong:程越", "anquan:温宁", "shenji:夏朗")


@pytest.fixture
def home_city(db, settings):
    settings.HOME_CITY_CODE = Region.objects.filter(level=1).first().code


def _create(*people) -> str:
    out = io.StringIO()
    call_command("create_administrators", *(people or PEOPLE), stdout=out)
    return out.getvalue()


def test_three_persons_get_three_posts_and_a_code_that_opens_the_account(client, home_city):
    lines = _create().splitlines()
    assert sorted(DepartmentSeat.objects.current().values_list("role", flat=True)) == [
        "audit_admin",
        "security_admin",
        "system_admin",
    ]
    username, code = lines[0].split("\t")[1], lines[0].split("\t")[3]
    page = client.get(reverse("account_start"))
    names = list(page.context["form"].fields)
    password = "Chushi-2026-xitong"  # noqa: S105
    given = {"username": username, "code": code}
    answer = client.post(reverse("account_start"), {name: given.get(name, password) for name in names})
    assert answer.status_code == 302
    assert User.objects.get(username=username).check_password(password)


def test_a_second_call_is_refused(home_city):
    _create()
    with pytest.raises(CommandError, match="已有管理员"):
        _create("a:甲", "b:乙", "c:丙")


def test_one_person_cannot_be_all_three(home_city):
    with pytest.raises(CommandError, match="三个不同的人"):
        _create("a:甲", "a:甲", "a:甲")
    assert not DepartmentSeat.objects.exists()
