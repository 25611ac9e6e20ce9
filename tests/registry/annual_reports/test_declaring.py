"""Nobody files for an organization without the word of its legal representative, and her word is for one content."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from registry.annual_reports.actions import filling
from registry.annual_reports.models import ReportDeclaration, ReportSubmission
from tests.registry.annual_reports.conftest import SYSTEM
from tests.support.paper import PDF


def url(name, *args):
    return reverse(f"org:annual_reports:{name}", args=args)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def look(client, report) -> str:
    return client.get(url("check", report.pk)).content.decode()


def send(client, report, digest):
    return client.post(url("submit", report.pk), {"digest": digest, "declares": "on"})


def change(report, volunteers="12"):
    staff = report.sections.get(key="staff")
    filling.save_section(
        report, "staff", {**staff.answers, "volunteers": volunteers}, version=staff.version, actor=SYSTEM, confirm=True
    )


def full_digest(report) -> str:
    from registry.annual_reports.actions import filing

    return filing.digest(filing.content_of(report, filing.schema_of(report.form), filing.draft(report)))


def test_the_filer_asks_the_legal_representative_confirms_the_filer_sends(season, own):
    report = season.filled(own)
    she = season.filer(own, role="legal_representative", name="罗知秋")
    filer = season.filer(own, role="organization_filer")
    page = look(filer, report)
    assert "待法定代表人确认" in page
    assert 'name="declares"' not in page
    assert send(filer, report, full_digest(report)).status_code == 409
    filer.post(url("ask_declaration", report.pk), {"digest": value(page, "digest")})
    item = WorkItem.objects.open().get()
    assert (item.kind, item.role) == ("annual_reports.declare", "legal_representative")
    assert Notice.objects.filter(template="annual_reports.declaration_asked").exists()
    assert "已于" in look(filer, report)
    her_page = look(she, report)
    she.post(url("declare", report.pk), {"digest": value(her_page, "digest")})
    assert not WorkItem.objects.open().exists()
    page = look(filer, report)
    assert "罗知秋于" in page
    assert send(filer, report, full_digest(report)).status_code == 302
    sent = ReportSubmission.objects.get()
    assert sent.declaration.declared_by.name == "罗知秋"


def test_a_word_changed_after_her_look_voids_it(season, own):
    report = season.filled(own)
    she = season.filer(own, role="legal_representative")
    filer = season.filer(own, role="organization_filer")
    she.post(url("declare", report.pk), {"digest": value(look(she, report), "digest")})
    change(report)
    assert "待法定代表人确认" in look(filer, report)
    assert send(filer, report, full_digest(report)).status_code == 409
    change(report, "10")
    assert send(filer, report, full_digest(report)).status_code == 302, "the content she stood for, word for word"


def test_what_changed_while_she_read_is_not_declared_unseen(season, own):
    report = season.filled(own)
    she = season.filer(own, role="legal_representative")
    digest = value(look(she, report), "digest")
    change(report)
    answer = she.post(url("declare", report.pk), {"digest": digest})
    assert answer.status_code == 409
    assert not ReportDeclaration.objects.filter(declared_at__isnull=False).exists()


def test_her_own_sending_is_her_declaration(season, own):
    report = season.filled(own)
    she = season.filer(own, role="legal_representative", name="罗知秋")
    assert send(she, report, full_digest(report)).status_code == 302
    assert ReportSubmission.objects.get().declaration.declared_by.name == "罗知秋"


def test_a_filer_cannot_declare_in_her_place(season, own):
    report = season.filled(own)
    filer = season.filer(own, role="organization_filer")
    answer = filer.post(url("declare", report.pk), {"digest": value(look(filer, report), "declared")})
    assert answer.status_code == 409
    assert "只有法定代表人" in answer.content.decode()


def test_without_her_account_the_signed_page_counts_for_the_content_it_was_printed_from(season, own):
    report = season.filled(own)
    filer = season.filer(own, role="organization_filer")
    page = look(filer, report)
    assert "法定代表人还没有账号" in page
    printed = filer.get(url("declaration_page", report.pk)).content.decode()
    digest = value(page, "declared")
    assert digest[:8] in printed
    assert "草稿" not in printed

    def bring(seen):
        data = {"kind": "signed_declaration", "declared": seen, "file": SimpleUploadedFile("声明.pdf", PDF)}
        return filer.post(url("attach", report.pk), data, follow=True).content.decode()

    assert "请重新打印" in bring("0" * 64)
    assert 'name="declares"' in bring(digest)
    change(report)
    page = look(filer, report)
    assert "内容已修改，须重新签字" in page
    assert send(filer, report, full_digest(report)).status_code == 409
    change(report, "10")
    assert send(filer, report, full_digest(report)).status_code == 302
    kinds = [row["kind"] for row in ReportSubmission.objects.get().content["attachments"]]
    assert "signed_declaration" in kinds


def test_an_unfinished_report_is_not_put_before_her(season, own):
    report = season.begun(own)
    season.filer(own, role="legal_representative")
    filer = season.filer(own, role="organization_filer")
    digest = value(look(filer, report), "digest") if 'name="digest"' in look(filer, report) else ""
    answer = filer.post(url("ask_declaration", report.pk), {"digest": digest})
    assert answer.status_code == 409
    assert not WorkItem.objects.open().exists()
