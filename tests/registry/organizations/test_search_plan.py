"""At 12,000 organizations the search is answered by its indexes."""

import json
import random

import psycopg
import pytest
from django.db import connection

from registry.organizations import actions, queries
from registry.organizations.models import Organization
from tests.support.bureau import SETUP, Bureau
from tests.support.testbed import BED

pytestmark = pytest.mark.committed
WORDS = "茶业花木轻工机械物流商贸教育医疗科技农业文化体育志愿助学环保建筑纺织陶瓷印刷旅游"


@pytest.fixture
def full(committed_db):
    if not Organization.objects.exists():
        bureau, dice = Bureau(), random.Random(7)  # noqa: S311
        news = [
            bureau.new(
                f"霁川市{''.join(dice.sample(WORDS, 4))}第{n}协会",
                legacy_reg_no=f"霁民社证字第{n:06}号",
                org_code=f"{n:09}",
            )
            for n in range(12_000)
        ]
        actions.register_many(news, actor=SETUP, origin="test")
        owner = BED.home.addresses(committed_db)["DATABASE_OWNER_URL"]
        with psycopg.connect(owner, autocommit=True) as link:
            link.execute("analyze registry_organizationname")
            link.execute("analyze registry_organization")
    return Organization.objects.all()


def indexes(rows) -> set[str]:
    with connection.cursor() as cursor:
        sql, params = rows.query.sql_with_params()
        cursor.execute(f"explain (format json) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    found, waiting = set(), [plan[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        found.add(node.get("Index Name", ""))
        waiting += node.get("Plans", [])
    return found - {""}


@pytest.mark.parametrize(
    ("typed", "index"),
    [
        ("陶瓷", "organization_name_bigrams"),
        ("轻工机", "organization_name_bigrams"),
        ("茶业花木轻工", "organization_name_bigrams"),
        ("jcscy", "organization_name_initials"),
        ("chaye", "organization_name_initials"),
        ("chaye", "org_pinyin"),
        ("000000123", "org_org_code"),
        ("霁民社证字第000123号", "org_legacy_no"),
    ],
)
def test_each_kind_of_query_is_answered_by_its_index(full, typed, index):
    assert index in indexes(queries.bounded(full, queries.matching(full, typed)).order_by("pinyin", "pk")[:26])


def test_a_single_character_stops_at_the_bound(full):
    rows = queries.bounded(full, queries.matching(full, "霁"))
    assert rows.count() == queries.BOUND + 1
    assert queries.matching(full, "霁").count() == 12_000
