"""Files of a report: which are owed, how they come and go, what stays for ever, who opens them."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.audit.models import AuditEntry
from registry.annual_reports import attachment_kinds
from registry.annual_reports.actions import attaching, filing
from registry.annual_reports.models import ReportAttachment, ReportingRegime
from registry.organizations.states import OrgType
from tests.support.paper import PDF, blank_pdf, blank_picture


def url(name, *args, side="org"):
    return reverse(f"{side}:annual_reports:{name}", args=args)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def upload(name="财务会计报告.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def put(client, report, kind="financial_report", **given):
    return client.post(url("attach", report.pk), {"kind": kind, "file": upload(**given)})


def test_which_files_are_owed_follows_from_the_year_and_the_organization(season, own):
    regime = ReportingRegime.objects.get(year=2025, org_type=OrgType.ASSOCIATION)

    def owed(**flags):
        for name, value in flags.items():
            setattr(own, name, value)
        return [kind.code for kind in attachment_kinds.kinds_of(regime, own) if kind.is_required]

    assert owed() == ["financial_report"]
    assert owed(has_public_fundraising=True) == ["financial_report", "audit_report"]
    assert owed(has_public_fundraising=False, is_industry_association=True) == ["financial_report", "audit_report"]
    foundation = ReportingRegime.objects.get(year=2025, org_type=OrgType.FOUNDATION)
    assert [row["required"] for row in foundation.attachments][:2] == ["always", "always"]
    assert ReportingRegime.objects.get(year=2023, org_type=OrgType.ASSOCIATION).attachments == []


def test_a_missing_file_stands_against_sending_with_a_link_and_its_upload_settles_it(season, own):
    report, client = season.filled(own), season.filer(own)
    report.attachments.all().delete()
    page = client.get(url("check", report.pk)).content.decode()
    assert "请上传“财务会计报告”" in page
    assert "#kind-financial_report" in page
    assert 'name="declares"' not in page
    assert "附件 0/1" in client.get(url("detail", report.pk)).content.decode()
    with pytest.raises(filing.NotComplete, match="请上传“财务会计报告”"):
        season.send(report)
    assert put(client, report).status_code == 302
    assert "附件 1/1" in client.get(url("detail", report.pk)).content.decode()
    assert 'name="declares"' in client.get(url("check", report.pk)).content.decode()


def test_what_was_filed_names_its_files_by_size_and_hash_and_keeps_them(season, own):
    report, client = season.filled(own), season.filer(own)
    report.attachments.all().delete()
    put(client, report)
    before = filing.digest(filing.content_of(report, filing.schema_of(report.form), filing.draft(report)))
    put(client, report, kind="other", name="说明.png", data=blank_picture())
    sent = season.send(report)
    assert sent.content_hash != before, "files are part of what is filed"
    first, second = sent.content["attachments"]
    assert (first["name"], first["size"], second["kind"]) == ("财务会计报告.pdf", len(PDF), "other")
    refused = client.post(url("detach", report.pk, report.attachments.first().pk))
    assert refused.status_code == 409
    report.attachments.all().delete()
    fetched = client.post(url("fetch_file", report.pk, first["file"]))
    assert b"".join(client.get(fetched.url).streaming_content) == PDF


def test_files_are_replaced_before_sending_and_the_same_one_counts_once(season, own):
    report, client = season.begun(own), season.filer(own)
    put(client, report)
    put(client, report)
    row = ReportAttachment.objects.get()
    page = client.get(url("attachments", report.pk)).content.decode()
    assert "财务会计报告.pdf" in page
    client.post(url("detach", report.pk, row.pk))
    assert "财务会计报告.pdf" not in client.get(url("attachments", report.pk)).content.decode().split("已移除")[-1]
    for number in range(attachment_kinds.MOST_FILES):
        put(client, report, data=blank_pdf(number + 2))
    full = put(client, report, data=blank_pdf(9))
    assert full.status_code == 422
    assert "最多5个文件" in full.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("报告.exe", b"MZ\x90\x00", "不接收这种文件"),
        ("报告.pdf", b"%PDF-1.4 rubbish", "“报告.pdf”已损坏"),
        ("报告.pdf", blank_picture(), "内容却是“.png”"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_at_its_place_in_plain_words(season, own, name, data, sentence):
    report, client = season.begun(own), season.filer(own)
    answer = put(client, report, name=name, data=data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ReportAttachment.objects.exists()
    assert put(client, report, kind="nonsense").status_code == 422


def test_reviewers_open_what_was_filed_as_pictures_and_nothing_of_the_draft(season, own):
    report, client = season.filled(own), season.filer(own)
    report.attachments.all().delete()
    put(client, report)
    sent = season.send(report)
    file = sent.content["attachments"][0]["file"]
    officer = season.bureau.client("department_officer", season.bureau.commerce)
    page = officer.get(url("detail", report.pk, side="staff")).content.decode()
    assert "财务会计报告：财务会计报告.pdf" in page
    looked = officer.post(url("preview", report.pk, file, side="staff"))
    assert AuditEntry.objects.filter(action="files.preview").exists()
    picture = looked.content.decode().split('<figure><img src="data:image/png;base64,')[1].split('"')[0]
    assert base64.b64decode(picture)[:8] == b"\x89PNG\r\n\x1a\n"
    stranger = season.bureau.client("department_officer", season.bureau.industry)
    assert stranger.post(url("preview", report.pk, file, side="staff")).status_code == 404
    fetched = officer.post(url("fetch_file", report.pk, file, side="staff"))
    assert b"".join(officer.get(fetched.url).streaming_content) == PDF


def test_files_of_a_draft_and_of_others_are_not_reached(season, own):
    report, client = season.begun(own), season.filer(own)
    put(client, report)
    file = ReportAttachment.objects.get().file_id
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    assert clerk.post(url("fetch_file", report.pk, file, side="staff")).status_code == 404
    other = season.association("霁川市盆景协会")
    season.open()
    foreign = season.begun(other)
    assert client.post(url("fetch_file", foreign.pk, file)).status_code == 404
    assert put(client, foreign).status_code == 404
    theirs = season.filer(other)
    assert theirs.post(url("fetch_file", foreign.pk, file)).status_code == 404
    assert theirs.post(url("detach", foreign.pk, ReportAttachment.objects.get().pk)).status_code == 404


def test_a_correction_asked_for_later_takes_the_files_along(season, own):
    sent = season.submitted(own)
    report = sent.report
    assert attaching.filed_with(report)
    assert report.attachments.count() == len(sent.content["attachments"])
