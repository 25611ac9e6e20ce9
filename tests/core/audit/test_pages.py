"""The audit administrator's pages."""

import io

import pytest
from python_calamine import CalamineWorkbook

from core import audit
from core.access.actor import Actor
from core.audit.models import AuditCheck, AuditEntry
from tests.support.offices import office, sat

pytestmark = pytest.mark.django_db
URL = "/staff/audit/"


@pytest.fixture
def admin():
    return sat(office(), "audit_admin")


@pytest.fixture
def lines():
    for number in range(30):
        audit.record("organizations.reveal", actor=Actor(user_id=1000 + number % 2), organization=number)
    audit.record("imports.apply", actor=Actor(user_id=1000), batch=3)


def test_the_log_is_filtered_by_action_actor_and_day(admin, lines, set_clock):
    _, client = admin
    assert "筛选后 1 条" in client.get(f"{URL}?action=imports").content.decode()
    assert "筛选后 15 条" in client.get(f"{URL}?user_id=1001").content.decode()
    assert "没有符合条件的记录" in client.get(f"{URL}?day_before=2001-01-01").content.decode()


def test_the_log_costs_few_queries(admin, lines, django_assert_max_num_queries):
    _, client = admin
    client.get(URL)
    with django_assert_max_num_queries(15):
        client.get(f"{URL}?at=last")


def test_the_page_says_what_the_last_verification_found(admin):
    _, client = admin
    assert "尚未做过完整性校验" in client.get(URL).content.decode()
    AuditCheck.objects.create(entries=5, anchors=1)
    assert "全部相符" in client.get(URL).content.decode()
    AuditCheck.objects.create(
        entries=5,
        anchors=1,
        findings=[{"kind": "deleted", "first_seq": 3, "last_seq": 4, "entry_id": None, "note": ""}],
    )
    assert "审计日志不完整" in client.get(URL).content.decode()
    assert "第3至4条被删除" in client.get(f"{URL}checks/").content.decode()


def test_verifying_now_shows_the_result(admin, settings, tmp_path):
    settings.AUDIT_ANCHORS = tmp_path / "none.jsonl"
    _, client = admin
    response = client.post(f"{URL}checks/now/", follow=True)
    assert "审计日志" in response.content.decode()
    assert AuditEntry.objects.filter(action="audit.verify").count() == 1


def test_an_export_is_itself_a_line_of_the_log(admin, lines):
    actor, client = admin
    response = client.post(f"{URL}export/?action=organizations")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == 31
    entry = AuditEntry.objects.get(action="audit.export")
    assert (entry.user_id, entry.detail) == (actor.user_id, {"rows": 30})


@pytest.mark.parametrize("role", ["registry_clerk", "system_admin", "security_admin", "bureau_leader"])
def test_nobody_else_reads_the_log(role):
    _, client = sat(office(), role)
    assert client.get(URL).status_code == 403


def test_the_auditor_reads_but_does_not_export():
    _, client = sat(office(), "auditor")
    text = client.get(URL).content.decode()
    assert "导出" not in text
    assert client.post(f"{URL}export/").status_code == 403
