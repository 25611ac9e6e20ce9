"""The change feed: who follows its cursor misses nothing, whatever commits in which order."""

import datetime
import threading
import time

import pytest
from django.db import connection, transaction

from core.api_tokens.states import TokenScope
from core.identity.models import User
from registry.certificates import actions as certificates
from registry.changes import actions as changes
from registry.changes.models import RegisterChange, horizon
from registry.charters import actions as charters
from registry.officers import actions as officer_verbs
from registry.organizations import actions
from registry.organizations.states import Standing
from tests.support import officers
from tests.support.api import Caller, a_token
from tests.support.bureau import SETUP, Bureau

URL = "/api/v1/changes/"


def wait_until_settled():
    """The feed holds back what an open transaction could still precede; tests running beside this one have some."""
    mine = _own_number()
    give_up = time.monotonic() + 300
    while horizon() <= mine and time.monotonic() < give_up:
        time.sleep(0.05)


def entries(caller, cursor=None, size=500, *, settled=True):
    """Everything after the cursor, and the cursor to go on from."""
    if settled:
        wait_until_settled()
    found = []
    while True:
        answer = caller.get(URL, **({"cursor": cursor} if cursor else {}), size=size).json()
        found += [(row["organization_id"], row["kind"]) for row in answer["results"]]
        cursor = answer["cursor"]
        if not answer["has_more"]:
            return found, cursor


def a_bureau() -> Bureau:
    """Nothing is rolled back between these tests: people of an earlier one keep their names."""
    bureau = Bureau()
    bureau._serial = User.objects.count()
    return bureau


@pytest.mark.committed
def test_each_kind_of_change_leaves_its_line_and_no_value(committed_db, client):
    bureau = a_bureau()
    row = bureau.register("霁川市流水协会", region_id=bureau.tinglan.pk)
    caller = Caller(client, a_token(bureau))
    found, cursor = entries(caller)
    assert {kind for pk, kind in found if pk == row.pk} == {
        "entered", "name", "status", "class", "responsibility", "address"
    }  # fmt: skip
    day = {"valid_from": row.registered_on.replace(year=2020)}
    actions.rename(row, actor=SETUP, name="霁川市流水联合会", **day)
    actions.change_standing(row, actor=SETUP, standing=Standing.ABNORMAL, ground="不予公开的情形", **day)
    actions.edit(row, actor=SETUP, version=row.version, phone_public="12x-1")
    found, cursor = entries(caller, cursor)
    assert [kind for _, kind in dict.fromkeys(found)] == ["name", "standing", "items"]
    text = caller.get(URL).content.decode()
    assert "流水" not in text
    assert "情形" not in text
    assert entries(caller, cursor)[0] == []


@pytest.mark.committed
def test_officers_terms_certificates_and_charters_leave_their_lines(committed_db, client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    bureau = a_bureau()
    officers.load()
    row = bureau.register("霁川市换届协会")
    caller = Caller(client, a_token(bureau))
    _, cursor = entries(caller)

    def said():
        nonlocal cursor
        found, cursor = entries(caller, cursor)
        return {kind for pk, kind in found if pk == row.pk}

    officers.term(row, 1, "2024-01-10")
    assert said() == {"term"}
    post = officers.appoint(row, "流水生", since="2024-01-10")
    assert said() == {"officers"}
    officer_verbs.end_post(post, actor=SETUP, last_day=datetime.date(2024, 5, 1))
    assert said() == {"officers"}
    day = datetime.date(2024, 2, 1)
    certificates.issue(row, actor=SETUP, issued_on=day, printed_from=day, printed_until=None, issue_reason="first")
    assert said() == {"certificate"}
    charters.approve(
        row, actor=SETUP, approved_on=day, approved_by_id=bureau.bureau.pk, document="核准〔2024〕1号",
        has_party_clause=True, has_core_values_clause=True,
    )  # fmt: skip
    assert said() == {"charter"}
    assert "流水生" not in caller.get(URL).content.decode()


@pytest.mark.committed
def test_small_pages_show_every_entry_once_and_in_the_same_order(committed_db, client):
    bureau = a_bureau()
    for number in range(5):
        bureau.register(f"霁川市第{number}分页协会")
    caller = Caller(client, a_token(bureau))
    assert entries(caller, size=2)[0] == entries(caller)[0]


@pytest.mark.committed
def test_who_commits_late_is_not_missed(committed_db, client):
    """A transaction writes, another one writes and commits, the feed is read, and only then the first commits."""
    bureau = a_bureau()
    slow, quick = bureau.register("霁川市慢协会"), bureau.register("霁川市快协会")
    caller = Caller(client, a_token(bureau))
    _, cursor = entries(caller)
    wrote, may_commit = threading.Event(), threading.Event()

    def write_slowly():
        try:
            with transaction.atomic():
                RegisterChange.objects.create(transaction=_own_number(), organization=slow, kind="name")
                wrote.set()
                may_commit.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=write_slowly)
    thread.start()
    wrote.wait(20)
    actions.edit(quick, actor=SETUP, version=quick.version, phone_public="12x-2")
    early, cursor = entries(caller, cursor, settled=False)
    may_commit.set()
    thread.join()
    late, _ = entries(caller, cursor)
    assert sorted([*early, *late]) == sorted([(slow.pk, "name"), (quick.pk, "items")])
    assert (slow.pk, "name") in late


def _own_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


@pytest.mark.committed
def test_a_token_follows_what_it_may_see(committed_db, client):
    bureau = a_bureau()
    city = bureau.register("霁川市范围协会")
    district = bureau.register("望澜区范围协会", authority=bureau.wanglan_bureau)
    token = a_token(bureau, department=bureau.wanglan_bureau, scope_kind=TokenScope.AUTHORITY)
    seen = {pk for pk, _ in entries(Caller(client, token))[0]}
    assert district.pk in seen
    assert city.pk not in seen


@pytest.mark.committed
def test_from_now_on_nothing_of_before_is_answered(committed_db, client):
    bureau = a_bureau()
    row = bureau.register("霁川市从今协会")
    caller = Caller(client, a_token(bureau))
    wait_until_settled()
    answer = caller.get(URL, start="now").json()
    assert answer["results"] == []
    actions.edit(row, actor=SETUP, version=row.version, phone_public="12x-3")
    assert entries(caller, answer["cursor"])[0] == [(row.pk, "items")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"cursor": ""}, {"size": "0"}, {"start": "then"}, {"kind": "name"}]
)
def test_a_made_up_cursor_or_parameter_is_refused(client, query):
    assert Caller(client, a_token(Bureau())).get(URL, **query).status_code == 400


@pytest.mark.committed
def test_a_cursor_of_another_database_or_long_ago_says_to_begin_again(committed_db, client, monkeypatch, settings):
    bureau = a_bureau()
    caller = Caller(client, a_token(bureau))
    cursor = caller.get(URL, start="now").json()["cursor"]
    monkeypatch.setattr("registry.changes.api.cluster", lambda: 1)
    answer = caller.get(URL, cursor=cursor)
    assert answer.status_code == 400
    assert "start=now" in answer.json()["errors"]["cursor"][0]
    monkeypatch.undo()
    settings.API_TOKENS = {**settings.API_TOKENS, "feed_days": -1}
    assert "保留期限" in caller.get(URL, cursor=cursor).json()["errors"]["cursor"][0]


@pytest.mark.django_db
def test_old_entries_are_forgotten(settings):
    Bureau().register("霁川市旧账协会")
    assert changes.forget_old() == 0
    settings.API_TOKENS = {**settings.API_TOKENS, "feed_days": -1}
    assert changes.forget_old() > 0
    assert not RegisterChange.objects.exists()
