"""The pages of a ledger, through the front door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.jobs.models import Job
from registry.responsibilities import actions
from registry.responsibilities.models import DepartmentTrade, LedgerRow, ResponsibilityLedger
from tests.registry.responsibilities.conftest import row_of, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def commerce(bureau):
    return bureau.client("department_officer", bureau.commerce)


def url(name, *args):
    return reverse(f"staff:responsibilities:{name}", args=args)


def text(answer):
    return answer.content.decode()


def test_a_clerk_opens_a_ledger_loads_the_raw_list_and_sees_every_unmatched_line(desk, bureau, dining, cold_chain):
    data = {"title": "责任台账", "partner": bureau.party_committee.pk, "effective_on": "2026-07-01"}
    answer = desk.post(url("create"), data)
    ledger = ResponsibilityLedger.objects.get()
    assert answer.url == url("detail", ledger.pk)
    raw = workbook(("名称", "批复单位"), (dining.name, "霁川市商务局"), ("霁川市𠮷祥会", "霁川市商务局"))
    upload = SimpleUploadedFile("清单.xlsx", raw)
    page = text(desk.post(url("approvals", ledger.pk), {"file": upload}, follow=True))
    assert "读入2行，对应1家，未对应1行" in page
    assert "霁川市𠮷祥会" in page
    assert "没有名称或信用代码相同" in page


def test_a_file_without_the_columns_is_refused_on_the_page(desk, open_ledger, dining):
    ledger = open_ledger()
    answer = desk.post(url("approvals", ledger.pk), {"file": SimpleUploadedFile("清单.csv", "甲,乙\n1,2\n".encode())})
    assert answer.status_code == 422
    assert "没有找到需要的列" in text(answer)


def test_the_row_says_why_and_the_form_begins_with_the_likeliest(desk, open_ledger, cold_chain, register, bureau):
    DepartmentTrade.objects.create(department=bureau.commerce, word="物流", weight=5, valid_from="2025-01-01")
    open_ledger()
    page = desk.get(url("row", row_of(cold_chain).pk))
    assert "名称含业务词“物流”" in text(page)
    assert page.context["assign_form"].initial["industry_department"] == bureau.commerce.pk
    data = {"industry_department": bureau.commerce.pk, "party_department": bureau.party_committee.pk}
    desk.post(url("assign", row_of(cold_chain).pk), data)
    assert row_of(cold_chain).state == "proposed"


def test_a_department_answers_on_its_page_and_never_without_grounds(commerce, assigned, cold_chain, dining):
    home = text(commerce.get("/home/"))
    assert "2家社会组织拟归口本单位" in home
    row = row_of(cold_chain)
    answer = commerce.post(url("contest", row.pk), {"comment": ""})
    assert (answer.status_code, "提出异议须写明理由" in text(answer)) == (422, True)
    commerce.post(url("contest", row.pk), {"comment": "三定未列"})
    commerce.post(url("accept", row_of(dining).pk))
    assert set(LedgerRow.objects.values_list("state", flat=True)) == {"contested", "accepted"}


def test_many_rows_are_accepted_at_once_after_a_preview(commerce, assigned, cold_chain, dining):
    rows = list(LedgerRow.objects.values_list("pk", flat=True))
    preview = commerce.post(
        reverse("staff:bulk:preview"),
        {"list": "staff:responsibilities:rows", "query": "", "range": "picked", "pk": rows, "action": "accept"},
    )
    assert (preview.context["fit"], preview.context["unfit"]) == (2, 0)


def test_unsure_rows_are_not_confirmed_in_bulk_and_the_preview_says_so(desk, open_ledger, register):
    body = register("霁川市若水联谊会")
    open_ledger()
    preview = desk.post(
        reverse("staff:bulk:preview"),
        {
            "list": "staff:responsibilities:rows", "query": "", "range": "picked", "pk": [row_of(body).pk],
            "action": "confirm",
        },
    )  # fmt: skip
    assert preview.context["fit"] == 0
    assert "系统没有把握" in text(preview)


def test_signed_in_two_chairs_issued_in_one_and_printed(desk, commerce, assigned, cold_chain, dining, bureau, officer):
    for body in (cold_chain, dining):
        actions.accept(row_of(body), actor=officer)
    desk.post(url("present", assigned.pk))
    chief = bureau.client("registry_chief", bureau.bureau)
    organ = bureau.client("party_officer", bureau.party_committee)
    for client in (chief, organ):
        assert ">会签</button>" in text(client.get(url("detail", assigned.pk)))
        client.post(url("sign", assigned.pk))
    assert ">会签</button>" not in text(chief.get(url("detail", assigned.pk)))
    answer = chief.post(url("issue", assigned.pk), {"document_no": "霁民发〔2026〕30号", "signed_on": "2026-06-04"})
    assert (answer.status_code, "签发日期不能晚于今天" in text(answer)) == (422, True)
    chief.post(url("issue", assigned.pk), {"document_no": "霁民发〔2026〕30号", "signed_on": "2026-06-03"})
    assert Job.objects.get(kind="responsibilities.publish").title.startswith("写入责任单位")
    sheet = text(chief.get(url("sheet", assigned.pk)))
    assert "霁民发〔2026〕30号" in sheet
    assert sheet.index("霁川市商务局（2 家）") < sheet.index(dining.name)
    assert cold_chain.name in text(commerce.get(url("sheet", assigned.pk)))


def test_words_of_a_department_are_added_and_ended_by_its_own_level(desk, bureau):
    data = {"department": bureau.commerce.pk, "word": "冷链", "weight": 4, "valid_from": "2026-06-03"}
    assert desk.post(url("add_trade"), data).status_code == 302
    trade = DepartmentTrade.objects.get()
    other = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert other.post(url("end_trade", trade.pk)).status_code in (403, 409)
    desk.post(url("end_trade", trade.pk))
    trade.refresh_from_db()
    assert str(trade.valid_to) == "2026-06-03"
