"""Own region and below, another office once it was handed on; who reported never leaves the line."""

import io

import pytest
from django.apps import apps
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.worklist.models import WorkItem
from supervision.risk_reports import actions

CANARY = "珊瑚色招牌七号"


@pytest.fixture
def reported(line):
    line.seats["chen"].user.name = "陈小满"
    line.seats["chen"].user.save(update_fields=["name"])
    return line.reported(what=CANARY, place=CANARY, body_name=CANARY)


def listed(line, who) -> str:
    return line.clients[who].get(reverse("staff:risk_reports:list")).content.decode()


@pytest.mark.parametrize(("who", "sees"), [
    ("chen", True), ("village", True), ("wu", True), ("he", True), ("wang", True),
    ("zhen", False), ("shen", False), ("sun", False), ("xu", False),
])  # fmt: skip
def test_the_list_and_the_page_show_the_own_region_and_below(line, reported, who, sees):
    assert (reported.number in listed(line, who)) is sees
    answer = line.clients[who].get(reverse("staff:risk_reports:detail", args=[reported.pk]))
    assert answer.status_code == (200 if sees else 404)


def test_the_reporter_keeps_sight_of_it_from_another_region(line, reported):
    moved = line.seats["chen"]
    moved.region = line.hebin
    moved.save(update_fields=["region"])
    assert line.clients["chen"].get(reverse("staff:risk_reports:detail", args=[reported.pk])).status_code == 200


@pytest.mark.parametrize("who", ["wu", "he", "wang"])
def test_the_line_reads_who_reported(line, reported, who):
    page = line.clients[who].get(reverse("staff:risk_reports:detail", args=[reported.pk])).content.decode()
    assert "陈小满" in page


@pytest.mark.parametrize("who", ["village", "sun"])
def test_nobody_else_does(line, reported, who):
    actions.hand_over(reported, actor=line.who("wu"), department=line.commerce, comment="请处理")
    page = line.clients[who].get(reverse("staff:risk_reports:detail", args=[reported.pk])).content.decode()
    assert CANARY in page
    assert "陈小满" not in page


def test_no_list_and_no_export_names_a_reporter(line, reported):
    assert "陈小满" not in listed(line, "wu")
    made = line.clients["wu"].post(reverse("staff:risk_reports:export"), {"columns": "all", "format": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue()))
    text = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert reported.number in text
    assert "陈小满" not in text


def test_no_notice_no_work_item_and_no_audit_line_tells_what_it_is_about(line, reported):
    actions.verify(reported, actor=line.who("wu"), comment=CANARY, severity="red")
    kept = [str(list(model.objects.values())) for model in (Notice, WorkItem, AuditEntry)]
    assert all(CANARY not in text and "陈小满" not in text for text in kept)


def test_nothing_public_speaks_of_it(client, line, reported):
    for name in ("public:landing", "public:disclosures:search", "public:illegal_orgs:list", "public:illegal_orgs:tip"):
        assert CANARY not in client.get(reverse(name)).content.decode()
    assert apps.get_model("supervision.RiskReport").objects.exists()


def test_the_list_costs_the_same_whatever_its_length(line, django_assert_max_num_queries):
    for _ in range(12):
        line.reported()
    with django_assert_max_num_queries(18):
        line.clients["he"].get(reverse("staff:risk_reports:list"))


def test_my_own_are_one_filter_away(line, reported):
    other = line.reported("village")
    page = line.clients["chen"].get(reverse("staff:risk_reports:list"), {"mine": "yes"}).content.decode()
    assert reported.number in page
    assert other.number not in page
