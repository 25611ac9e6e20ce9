"""The weekly sheet from the template to the pushes: each wrong cell is named, a second upload changes nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Column, write_xlsx
from registry.approvals.fields import FIELD
from registry.approvals.models import ApprovalPush, PushAcceptance

pytestmark = pytest.mark.django_db
UPLOAD = "staff:approvals:upload"


@pytest.fixture
def clerk(bureau, client):
    """Of the approval bureau, signed in."""
    client.force_login(bureau.seat("approval_clerk", bureau.approval).user)
    return client


@pytest.fixture
def header(clerk):
    """As the template that the clerk downloads has it."""
    data = clerk.get(reverse("staff:approvals:template")).getvalue()
    return list(read_table(SimpleUploadedFile("模板.xlsx", data), max_rows=10).header)


@pytest.fixture
def upload(clerk, header):
    """Rows under the header of the template; the answer."""

    def upload(*rows, more=()):
        titles = [*header, *more]
        labels = {field.label: field.key for field in FIELD.values()}
        cells = [[row.get(labels.get(title, title), "") for title in titles] for row in rows]
        data = write_xlsx(cells, [Column(title) for title in titles], sheet="审批推送")
        return clerk.post(reverse(UPLOAD), {"file": SimpleUploadedFile("本周.xlsx", data)})

    return upload


@pytest.fixture
def other(payload):
    return payload(external_no="SP20260601002", name="霁川市喆思书画研究会", uscc="51379900TE5T00024B")


def cells(answer):
    """(line, column) of every cell that is named as wrong."""
    return [(one["line"], one["label"]) for one in answer.context["problems"]]


def test_the_template_has_every_field_and_an_example_that_reads_as_it_was_written(header):
    assert header == [field.label for field in FIELD.values()]


def test_a_sheet_of_the_template_becomes_pushes_for_the_three(upload, payload, bureau):
    answer = upload(payload())
    assert answer.status_code == 200
    assert "新推送" in answer.content.decode()
    push = ApprovalPush.objects.get()
    assert (push.source, push.file.name, push.approval_bureau) == ("spreadsheet", "本周.xlsx", bureau.approval)
    assert PushAcceptance.objects.filter(push=push, state="waiting").count() == 3


def test_every_wrong_cell_is_named_by_line_and_column_and_nothing_is_taken(upload, payload, other):
    wrong_day = payload(decided_on="2026年13月1日")
    wrong_twice = {**other, "uscc": "51379900TE5T00024X", "org_type": "合作社"}
    answer = upload(wrong_day, wrong_twice)
    assert answer.status_code == 422
    assert {(2, "决定日期"), (3, "统一社会信用代码"), (3, "组织类型")} <= set(cells(answer))
    page = answer.content.decode()
    assert "合作社" in page
    assert "第3行" in page
    assert not ApprovalPush.objects.exists()


def test_what_was_wrong_is_put_right_and_the_whole_sheet_comes_in(upload, payload, other):
    upload(payload(decided_on="2026-13-01"), other)
    assert upload(payload(), other).status_code == 200
    assert ApprovalPush.objects.count() == 2


def test_the_same_sheet_again_changes_nothing(upload, payload, other):
    upload(payload(), other)
    before = list(ApprovalPush.objects.order_by("pk").values())
    answer = upload(payload(), other)
    assert answer.status_code == 200
    assert answer.content.decode().count("此前已推送，内容相同") == 2
    assert list(ApprovalPush.objects.order_by("pk").values()) == before
    assert PushAcceptance.objects.count() == 6


def test_one_amended_row_among_the_same_ones_is_a_new_round_of_that_one_alone(upload, payload, other):
    upload(payload(), other)
    upload(payload(address="望澜区听澜街道水云路9号"), other)
    rounds = dict(ApprovalPush.objects.values_list("external_no", "round"))
    assert rounds == {"SP20260601001": 2, "SP20260601002": 1}


def test_a_column_nobody_knows_is_named_and_not_passed_over(upload, payload):
    answer = upload({**payload(), "联系人": "某人"}, more=("联系人",))
    assert answer.status_code == 422
    assert "不认识的列：联系人" in answer.content.decode()
    assert not ApprovalPush.objects.exists()


def test_a_file_that_is_no_sheet_says_so(clerk):
    answer = clerk.post(reverse(UPLOAD), {"file": SimpleUploadedFile("本周.xlsx", io.BytesIO(b"nothing").read())})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
