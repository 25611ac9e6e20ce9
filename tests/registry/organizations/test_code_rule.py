"""DQ-01: what is wrong with a credit code. The database and the code say the same of every code."""

import datetime
import random

import pytest
from django.db import connection

from registry.identifiers import uscc
from registry.organizations import actions
from registry.organizations.facts import OrganizationClass
from registry.organizations.models import Organization
from registry.organizations.rules import CodeDoubtful
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support import officers
from tests.support.bureau import SETUP, Bureau
from tests.support.findings import bodies, found

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 3)
GOOD = "51370300TE5T000162"
NAMES = {
    "uscc.length": "length", "uscc.alphabet": "alphabet", "uscc.check": "check", "uscc.inner_check": "inner_check",
    "uscc.department": "department",
}  # fmt: skip


@pytest.fixture
def body(db):
    return Bureau().register("霁川市茶业协会")


def give(body, code: str, **more) -> None:
    Organization.objects.filter(pk=body.pk).update(uscc=code, **more)


def said_by_the_database(codes: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select uscc_faults(c) from unnest(%s::text[]) with ordinality as t(c, n) order by n", [codes])
        return [row[0] for row in cursor.fetchall()]


def test_the_database_says_of_every_code_what_the_check_says(db):
    dice, codes = random.Random("codes"), [GOOD, "513100005017789000", "5137030", "51370300TE5T00016O"]
    for _ in range(300):
        place, letter = dice.randrange(18), dice.choice("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        codes.append(GOOD[:place] + letter + GOOD[place + 1 :])
    for code, its in zip(codes, said_by_the_database(codes), strict=True):
        issues = {issue.code for issue in uscc.check(code, known_region=lambda _: True)}
        if "uscc.damaged" in issues:
            assert its, code
            continue
        assert set(filter(None, its.split(","))) == {NAMES[one] for one in issues if one in NAMES}, code


def test_a_good_code_is_not_found_and_a_failing_one_is_unless_somebody_gave_a_reason(body):
    give(body, GOOD)
    assert bodies(CodeDoubtful, DAY) == set()
    give(body, GOOD[:-1] + "3")
    assert "校验码" in found(CodeDoubtful, DAY)[0]["evidence"]["code_doubts"]
    give(body, GOOD[:-1] + "3", uscc_override_reason="已核对证书原件")
    assert bodies(CodeDoubtful, DAY) == set()
    give(body, GOOD[:-1], uscc_override_reason="已核对证书原件")
    assert bodies(CodeDoubtful, DAY) == {body.pk}


def test_the_type_of_the_day_is_compared_with_the_second_character(body):
    give(body, GOOD)
    first = OrganizationClass.objects.get(organization=body)
    OrganizationClass.objects.filter(pk=first.pk).update(valid_to=DAY - datetime.timedelta(days=1))
    OrganizationClass.objects.create(organization=body, org_type="2", valid_from=DAY)
    assert bodies(CodeDoubtful, DAY - datetime.timedelta(days=1)) == set()
    assert "组织类型" in found(CodeDoubtful, DAY)[0]["evidence"]["code_doubts"]


@pytest.mark.parametrize(("region", "is_found"), [("999999", True), ("310230", False), ("100000", False)])
def test_a_region_that_never_was_is_found_and_one_that_was_abolished_is_not(body, region, is_found):
    first = f"51{region}TE5T00016"
    give(body, first + uscc.check_character(first))
    assert bodies(CodeDoubtful, DAY) == ({body.pk} if is_found else set())


def test_two_bodies_with_one_subject_code_are_both_found(body):
    other = Bureau().register("霁川市棋类协会")
    give(body, GOOD)
    first = "51370303TE5T00016"
    give(other, first + uscc.check_character(first))
    assert bodies(CodeDoubtful, DAY) == {body.pk, other.pk}
    assert "另一社会组织" in found(CodeDoubtful, DAY)[0]["evidence"]["code_doubts"]


def test_correcting_the_code_settles_the_alert_at_once(body, set_clock):
    set_clock("2026-06-03")
    officers.load()
    give(body, GOOD[:-1] + "3")
    sweep.run(codes=["DQ-01"])
    assert RiskAlert.objects.open().exists()
    body.refresh_from_db()
    actions.edit(body, actor=SETUP, version=body.version, uscc=GOOD)
    assert not RiskAlert.objects.open().exists()


def test_the_night_reads_failing_codes_from_their_index(body):
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain select id from registry_organization where uscc <> '' and uscc_faults(uscc) > ''")
        assert "organization_uscc_fails" in "".join(row[0] for row in cursor.fetchall())
