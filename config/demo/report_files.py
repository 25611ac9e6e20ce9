"""The files of the city's reports: one sheet of each kind, shared by all who hand it in."""

import io
from functools import lru_cache

import pikepdf

from core.access.actor import Actor
from core.documents import pdf, renderers
from core.documents.letters import Letter
from core.files import actions as files
from core.files.models import StoredFile
from registry.annual_reports.actions import attaching, filing
from registry.annual_reports.attachment_kinds import SIGNED_DECLARATION, Kind, kinds_of
from registry.models import AnnualReport
from registry.report_forms.schema import schema_of


@lru_cache(maxsize=8)
def sheet(title: str) -> bytes:
    """A page that says what it stands for; blank where this machine cannot set Chinese text."""
    if pdf.is_available():
        words = "演示用文件，内容为虚构。"
        return renderers.letter_pdf(Letter(title=title, body=(words,), is_numbered=False))
    document, written = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(written)
    return written.getvalue()


def owed(report: AnnualReport) -> list[Kind]:
    kinds = kinds_of(report.obligation.regime, report.organization)
    return [kind for kind in kinds if kind.is_required]


def filed_with(report: AnnualReport, actor: Actor) -> list[dict]:
    """What a report written in bulk was sent with, as attaching.filed_with says it."""
    rows = [(kind.code, _stored(kind.title, actor)) for kind in owed(report)]
    return [
        {"kind": code, "file": file.pk, "name": file.name, "size": file.size, "sha256": file.sha256}
        for code, file in rows
    ]


_kept: dict[str, StoredFile] = {}


def forget() -> None:
    """At the beginning of a window: another window may have another database."""
    _kept.clear()


def _stored(title: str, actor: Actor) -> StoredFile:
    if title not in _kept:
        _kept[title] = files.store(
            sheet(title), name=f"{title}.pdf", kind="annual_report", permission="annual_reports.view", actor=actor,
            allowed=("pdf",),
        )  # fmt: skip
    return _kept[title]


def hand_in(report: AnnualReport, actor: Actor) -> None:
    """What must come, and the page her hand has signed: the cast's legal representatives have no accounts."""
    for kind in attaching.missing(report, attaching.filed_with(report)):
        attaching.attach(report, actor=actor, kind=kind.code, name=f"{kind.title}.pdf", data=sheet(kind.title))
    content = filing.content_of(report, schema_of(report.form), filing.draft(report))
    attaching.attach(
        report, actor=actor, kind=SIGNED_DECLARATION, name="法定代表人声明页.pdf", data=sheet("法定代表人声明"),
        declared_digest=filing.declared_digest(content),
    )  # fmt: skip
