"""Every number opens its rows; progress by district and office; how much an office has open."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from core.writeoff import actions as writeoff

pytestmark = pytest.mark.django_db


def page(name, *args) -> str:
    return reverse(f"staff:task_lists:{name}", args=args)


@pytest.fixture
def three(bureau, issued, set_clock):
    """Two offices of the city and a district: one done, one handed in, one late on 1 July."""
    task = issued(offices=[bureau.commerce, bureau.industry, bureau.wanglan_bureau])
    rows = {row.responsible_id: row for row in task.book.rows.all()}
    writeoff.apply(rows[bureau.commerce.pk], actor=bureau.actor("department_officer", bureau.commerce), comment="已办")
    writeoff.confirm(rows[bureau.commerce.pk], actor=bureau.actor("registry_chief", bureau.bureau))
    writeoff.apply(rows[bureau.industry.pk], actor=bureau.actor("department_officer", bureau.industry), comment="已办")
    set_clock("2026-07-01")
    return task


def numbers_of(html: str) -> list[tuple[int, str]]:
    found = re.findall(r'<a href="([^"]*/task-lists/rows/\?[^"]*)">(\d+)</a>', html)
    return [(int(number), address.replace("&amp;", "&")) for address, number in found]


def test_every_number_of_the_progress_page_opens_exactly_its_rows(three, clerk):
    html = clerk.get(page("progress")).content.decode()
    found = numbers_of(html)
    assert len(found) >= 10
    for number, address in found:
        listed = clerk.get(address).content.decode()
        assert listed.count('data-label="承办单位"') == number, address


def test_progress_agrees_with_sql_by_district(bureau, three, clerk):
    html = clerk.get(page("progress")).content.decode()
    districts = html.split("<h2>按区县</h2>")[1].split("<h2>按承办单位</h2>")[0]
    city = districts.split("市级单位")[1].split("</tr>")[0]
    assert "50.0%" in city
    line = districts.split("望澜区")[1].split("</tr>")[0]
    assert 'data-label="逾期"><a' in line.replace("\n", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(*) filter (where r.state = 'confirmed') from core_writeoffrow r "
            "join supervision_task t on t.book_id = r.write_off_list_id "
            "join core_department d on d.id = r.responsible_id where d.region_id = %s and r.state <> 'struck'",
            [bureau.city.pk],
        )
        assert cursor.fetchone() == (2, 1)


def test_the_paper_has_its_cut_off(three, clerk):
    paper = clerk.get(page("progress_sheet")).content.decode()
    assert "数据截至 2026-07-01" in paper
    assert "共 3 项，已办结 1 项，办结率 33.3%（只舍不入），逾期 2 项" in paper
    sheet = clerk.get(page("sheet", three.pk)).content.decode()
    assert "数据截至 2026-07-01" in sheet


def test_lists_of_mine_of_my_office_and_of_what_i_issued(bureau, three, clerk):
    officer = bureau.client("department_officer", bureau.industry)
    ours = officer.get(page("rows"), {"whose": "office"}).content.decode()
    assert bureau.industry.name in ours
    assert bureau.commerce.name not in ours.split("<tbody")[1]
    assert officer.get(page("rows"), {"whose": "issued"}).content.decode().count('data-label="承办单位"') == 0
    assert clerk.get(page("rows"), {"whose": "issued"}).content.decode().count('data-label="承办单位"') == 3


def test_my_tasks_are_those_with_my_name(bureau, issuer, order):
    from django.test import Client

    from supervision.task_lists import actions
    from tests.support.bureau import BACKEND

    seat = bureau.seat("department_officer", bureau.commerce)
    task = actions.draft(actor=issuer, department=bureau.bureau, order=order(lead_person=seat.user.name))
    actions.issue(task, actor=issuer)
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    assert "公布会费标准" in client.get(page("rows"), {"whose": "mine"}).content.decode()
    colleague = bureau.client("department_officer", bureau.commerce)
    rows = colleague.get(page("rows"), {"whose": "mine"}).content.decode()
    assert 'data-label="承办单位"' not in rows


def test_the_burden_of_an_office_counts_all_issuers_and_opens_only_ones_own(bureau, issued, clerk):
    issued()
    party = bureau.actor("party_officer", bureau.party_committee)
    issued(actor=party, department=bureau.party_committee)
    html = clerk.get(page("burden")).content.decode()
    line = html.split(bureau.commerce.name)[1].split("</tr>")[0]
    cells = re.findall(r'data-label="([^"]+)">(?:<a [^>]*>)?(\d+)', line)
    assert dict(cells) == {
        "在办事项": "2", "在办任务": "2", "下达单位数": "2", "14日内到期": "0", "本年接到任务": "2",
        "其中本单位下达": "1",
    }  # fmt: skip
    assert bureau.client("department_officer", bureau.commerce).get(page("burden")).status_code == 403


def test_the_export_has_the_rows_of_the_list(three, clerk):
    assert clerk.post(page("export_rows"), {"whose": "issued"}).status_code == 200
