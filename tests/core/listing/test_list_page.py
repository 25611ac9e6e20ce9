"""A list page as its reader meets it."""

import io
import re

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from core.audit.models import AuditEntry
from core.departments.models import Department
from core.exports import actions as exports
from core.jobs import runner
from core.jobs.models import Job
from tests.core.listing.lists import Offices

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.listing.lists")]
URL = "/offices/"


def names(response):
    return re.findall(r'class="row-title"><a href="[^"]*">([^<]*)', response.content.decode())


def link(response, label):
    found = re.search(rf'href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?{label}', response.content.decode())
    return found[1].replace("&amp;", "&") if found else None


def sheet(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_pages_are_walked_by_their_links(client, clerk, offices):
    seen, url = [], f"{URL}?sort=-founded"
    while url:
        response = client.get(url)
        seen += names(response)
        url = link(response, "下一页")
    assert sorted(seen) == sorted(row.name for row in offices)


def test_the_last_page_costs_as_many_queries_as_the_first(client, clerk, offices, django_assert_max_num_queries):
    counted = []
    for url in (URL, f"{URL}?at=last"):
        client.get(url)
        with django_assert_max_num_queries(15) as caught:
            client.get(url)
        counted.append(len(caught))
    assert counted[0] == counted[1]


def test_filters_show_as_chips_that_take_themselves_away(client, clerk, offices):
    response = client.get(f"{URL}?q=甲&kind=street&kind=government&founded_after=2001-01-01&sort=-name")
    text = response.content.decode()
    chips = re.findall(r'class="chip">([^<]+)<a href="([^"]+)"', text)
    assert [label for label, _ in chips] == [
        "名称：甲", "类别：镇(街道)", "类别：党政部门", "成立日期：2001-01-01 至 不限",
    ]  # fmt: skip
    kept = dict(chips)["类别：镇(街道)"]
    assert "kind=government" in kept
    assert "kind=street" not in kept
    assert "sort=-name" in kept
    assert all("甲" in name for name in names(response))


def test_the_summary_counts_what_is_found_and_what_there_is(client, clerk, offices):
    text = client.get(f"{URL}?q=表甲").content.decode()
    expected = sum(row.name.startswith("表甲") for row in offices)
    assert f"筛选后 {expected} 个，共 60 个" in text


def test_a_count_beyond_the_cap_says_more_than(client, clerk, offices, monkeypatch):
    monkeypatch.setattr(Offices, "count_cap", 50)
    assert "共 50+ 个" in client.get(URL).content.decode()


def test_changing_a_filter_or_the_sort_begins_at_the_first_page(client, clerk, offices):
    second = client.get(link(client.get(URL), "下一页")).content.decode()
    assert "at=" not in re.search(r'<th[^>]*><a [^>]*?href="([^"]+)"', second)[1]
    assert 'name="at"' not in second


def test_nothing_yet_and_nothing_found_are_told_apart(client, clerk):
    assert "还没有部门" in client.get(URL).content.decode()
    text = client.get(f"{URL}?q=没有这个").content.decode()
    assert "没有符合条件的记录" in text
    assert "清除筛选" in text


def test_htmx_gets_the_rows_alone_and_the_clean_address(client, clerk, offices):
    whole = client.get(f"{URL}?q=甲&kind=")
    piece = client.get(f"{URL}?q=甲&kind=", headers={"HX-Request": "true", "HX-Target": "rows"})
    assert names(piece) == names(whole)
    assert b"<html" not in piece.content
    assert piece["HX-Push-Url"] == f"{URL}?q=%E7%94%B2"


def test_an_invalid_filter_is_said_and_not_silently_dropped(client, clerk, offices):
    text = client.get(f"{URL}?kind=nonsense").content.decode()
    assert "有筛选条件填写有误" in text


def test_an_unknown_sort_or_size_falls_back(client, clerk, offices):
    response = client.get(f"{URL}?sort=password&size=100000")
    assert len(names(response)) == 25


def test_a_column_that_needs_a_permission_is_hidden_from_others(client, clerk, offices):
    assert "电话" not in client.get(URL).content.decode()


def test_names_are_escaped(client, clerk, offices):
    Department.objects.filter(pk=offices[0].pk).update(name="表<script>alert(1)</script>")
    assert b"<script>alert" not in client.get(f"{URL}?q=script").content


def test_the_export_has_the_rows_of_the_page_in_its_order_and_leaves_an_audit_line(client, clerk, offices):
    response = client.post("/offices/export/?q=甲&sort=-name")
    table = sheet(response.content)
    assert table[0] == ["名称", "类别", "成立日期", "编号"]
    assert [row[0] for row in table[1:]] == sorted((o.name for o in offices if "甲" in o.name), reverse=True)
    entry = AuditEntry.objects.get(action="organizations.export")
    assert (entry.user_id, entry.detail["rows"]) == (clerk.user_id, len(table) - 1)


def test_an_export_by_get_is_refused(client, clerk):
    assert client.get("/offices/export/").status_code == 405


def test_a_long_export_becomes_a_job_with_the_same_rows(client, clerk, offices, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(exports, "AT_ONCE", 10)
    response = client.post("/offices/export/?q=表")
    job = Job.objects.get()
    assert response["Location"] == f"/staff/jobs/{job.pk}/"
    runner.run(job.pk, job.attempt)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"rows": 60})
    from core.files.actions import read

    assert len(sheet(read(job.files.get().file))) == 61


def test_a_seat_without_the_permission_gets_no_button_and_no_export(client, offices):
    from tests.core.listing.conftest import actor_user
    from tests.support.offices import office, seat

    client.force_login(
        actor_user(seat(office(), "grid_officer")), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "导出" not in client.get(URL).content.decode()
    assert client.post("/offices/export/").status_code == 403


def test_the_export_job_runs_nothing_but_list_pages():
    request = RequestFactory().get("/")
    assert request
    with pytest.raises(ValueError, match="not a list page"):
        exports.run(None, page="subprocess.Popen", given={}, query="")
