"""The chain and its anchors: every way of lying to the log is named."""

import json
import threading
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core import audit
from core.access.actor import Actor
from core.audit import anchors
from core.audit.models import AuditEntry
from core.audit.verify import verify
from script.local.places import with_database
from tests.support.audit import seal
from tests.support.testbed import BED

CLERK = Actor(user_id=7, seat_key="department:3", department_id=2, audience="staff")
LAWLESS = "alter table core_auditentry disable trigger all; {} ; alter table core_auditentry enable trigger all"


@pytest.fixture(autouse=True)
def anchor_file(settings, tmp_path):
    settings.AUDIT_ANCHORS = tmp_path / "anchors.jsonl"
    return Path(settings.AUDIT_ANCHORS)


def write(count=1, action="organizations.reveal"):
    for number in range(count):
        audit.record(action, actor=CLERK, organization=number)


def superuser(sql):
    """What somebody with the database's own keys could do."""
    url = with_database(BED.home.addresses()["DATABASE_OWNER_URL"], connection.settings_dict["NAME"])
    with psycopg.connect(url.replace("portal_owner@", "postgres@"), autocommit=True) as server:
        server.execute(sql)


@pytest.fixture
def chain(committed_db):
    """Ten entries of this test alone, anchored after the fifth and the eighth."""
    superuser(LAWLESS.format("truncate core_auditentry; update core_audithead set seq = 0, hash = ''"))
    for round_of in (5, 3):
        write(round_of)
        assert anchors.append()
    write(2)


def kinds(check):
    return {(f["kind"], f["first_seq"], f["last_seq"]) for f in check.findings}


def recompute(first=1):
    superuser(
        LAWLESS.format(
            f"""do $$ declare e core_auditentry; previous text := coalesce(
                  (select hash from core_auditentry where seq = {first - 1}), '');
                begin for e in select * from core_auditentry where seq >= {first} order by seq loop
                  e.prev_hash := previous;
                  e.hash := encode(sha256(convert_to(core_audit_text(e), 'UTF8')), 'hex');
                  update core_auditentry set prev_hash = e.prev_hash, hash = e.hash where id = e.id;
                  previous := e.hash; end loop;
                update core_audithead set hash = previous,
                  seq = coalesce((select max(seq) from core_auditentry), 0); end $$"""
        )
    )


@pytest.mark.django_db
def test_entries_get_their_place_in_the_chain_when_the_transaction_ends():
    first = audit.record("imports.apply", actor=CLERK, batch=4)
    assert AuditEntry.objects.get(pk=first.pk).seq is None
    seal()
    first.refresh_from_db()
    assert first.seq is not None
    assert len(first.hash) == 64


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["王珂", "张三 已核对", "110101199003078888", "13800001234", {"a": 1}])
def test_a_name_or_a_number_cannot_be_written_into_an_entry(value):
    with pytest.raises(ValueError, match="must be an id"):
        audit.record("organizations.reveal", actor=CLERK, who=value)


@pytest.mark.django_db
def test_the_application_cannot_forge_the_place_of_an_entry():
    forged = AuditEntry.objects.create(action="x.y", seq=1, hash="0" * 64, prev_hash="f" * 64)
    seal()
    forged.refresh_from_db()
    assert forged.hash != "0" * 64


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["update core_auditentry set action = 'x'", "delete from core_auditentry"])
def test_the_application_may_not_change_or_delete_entries(sql):
    write()
    seal()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_owner_who_leaves_the_triggers_on_is_refused_too(chain):
    for sql in ("update core_auditentry set user_id = 1", "delete from core_auditentry", "truncate core_auditentry"):
        with pytest.raises(psycopg.Error, match="audit"):
            superuser(sql)


def test_a_whole_chain_verifies_and_the_command_says_so(chain, capsys):
    call_command("verify_audit", "--json")
    report = json.loads(capsys.readouterr().out)
    assert report == {"ok": True, "entries": 10, "anchors": 2, "findings": []}


def test_an_edited_entry_is_named(chain):
    superuser(LAWLESS.format("update core_auditentry set user_id = 99 where seq = 4"))
    assert kinds(verify()) == {("altered", 4, 4)}


def test_an_edited_detail_is_named(chain):
    superuser(LAWLESS.format("update core_auditentry set detail = '{\"organization\": 77}' where seq = 10"))
    assert kinds(verify()) == {("altered", 10, 10)}


def test_an_entry_edited_with_a_fresh_hash_of_its_own_betrays_itself_at_the_next_one(chain):
    superuser(
        LAWLESS.format(
            "update core_auditentry e set user_id = 99 where seq = 6;"
            "update core_auditentry e set hash = encode(sha256(convert_to(core_audit_text(e), 'UTF8')), 'hex')"
            " where seq = 6"
        )
    )
    assert ("altered", 7, 7) in kinds(verify())


def test_entries_deleted_from_the_middle_are_named(chain):
    superuser(LAWLESS.format("delete from core_auditentry where seq in (3, 4, 7)"))
    assert kinds(verify()) == {("deleted", 3, 4), ("deleted", 7, 7)}


def test_a_deleted_tail_is_named_by_the_head(chain):
    superuser(LAWLESS.format("delete from core_auditentry where seq > 8"))
    assert kinds(verify()) == {("tail_lost", 9, 10)}


def test_a_tail_deleted_together_with_its_head_is_named_by_the_anchors(chain):
    superuser(
        LAWLESS.format(
            "delete from core_auditentry where seq > 6; update core_audithead set seq = 6,"
            " hash = (select hash from core_auditentry where seq = 6)"
        )
    )
    assert kinds(verify()) == {("tail_lost", 7, 8)}


def test_a_chain_recomputed_by_a_superuser_contradicts_the_anchors(chain):
    superuser(LAWLESS.format("update core_auditentry set user_id = 99 where seq = 7"))
    recompute(first=7)
    assert kinds(verify()) == {("rewritten", 6, 8)}


def test_a_chain_recomputed_from_its_first_entry_names_everything_up_to_the_last_anchor(chain):
    superuser(LAWLESS.format("update core_auditentry set user_id = 99 where seq = 1"))
    recompute()
    assert kinds(verify()) == {("rewritten", 1, 5), ("rewritten", 6, 8)}


def test_an_entry_slipped_in_without_the_chain_is_named(chain):
    superuser(
        LAWLESS.format(
            "insert into core_auditentry (at, recorded_at, seat_key, action, object_type, outcome, ip, request_id,"
            " detail, prev_hash, hash) values (now(), now(), '', 'x.y', '', 'ok', '', '', '{}', '', '')"
        )
    )
    assert ("unsealed", 0, 0) in kinds(verify())


def test_anchors_cannot_be_edited_taken_out_or_removed(chain, anchor_file):
    lines = anchor_file.read_text().splitlines()
    edited = json.loads(lines[0]) | {"count": 4}
    anchor_file.write_text("\n".join([json.dumps(edited), lines[1]]) + "\n")
    assert ("anchor_bad", 4, 4) in kinds(verify())
    anchor_file.write_text(lines[1] + "\n")
    assert ("anchor_bad", 8, 8) in kinds(verify())
    anchor_file.unlink()
    assert kinds(verify()) == {("anchors_missing", 0, 0)}


def test_the_command_ends_with_one_when_something_is_broken(chain, capsys):
    superuser(LAWLESS.format("delete from core_auditentry where seq = 2"))
    with pytest.raises(CommandError) as stopped:
        call_command("verify_audit")
    assert stopped.value.returncode == 1
    assert "第2条被删除" in capsys.readouterr().out


def test_the_minute_adds_no_line_while_nothing_happened(chain, anchor_file):
    assert anchors.append()
    assert not anchors.append()
    assert len(anchor_file.read_text().splitlines()) == 3


def test_many_entries_of_one_transaction_are_sealed_in_their_order(chain):
    with transaction.atomic():
        write(200)
    check = verify()
    assert (check.findings, check.entries) == ([], 210)
    assert list(
        AuditEntry.objects.filter(seq__gt=10).order_by("seq").values_list("detail__organization", flat=True)
    ) == [*range(200)]


def test_transactions_that_commit_side_by_side_make_one_unbroken_chain(chain):
    barrier = threading.Barrier(6)

    def work():
        barrier.wait()
        try:
            for _ in range(15):
                with transaction.atomic():
                    write(2)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check = verify()
    assert check.findings == []
    assert check.entries == 10 + 6 * 15 * 2
