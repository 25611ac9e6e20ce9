"""Files of a report while it is being filled, and what of them is filed."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.files import actions as files
from core.files import inspection
from core.files.models import StoredFile
from core.files.types import safe_name
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.perform import check_competent, lock
from registry.annual_reports.attachment_kinds import FILE_TYPES, MOST_FILES, SIGNED_DECLARATION, kinds_of
from registry.annual_reports.models import AnnualReport, ReportAttachment
from registry.annual_reports.states import FILLING


def _may_change(report: AnnualReport, actor: Actor) -> None:
    """Raises NotPermitted, NotCompetent, WrongState."""
    if not actor.can("own_reports.fill"):
        raise NotPermitted("您的岗位没有“填报年度报告”的权限，请联系本单位法定代表人调整。")
    check_competent(report, actor=actor, label="填报年度报告")
    if report.state not in FILLING:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能增减附件。请刷新页面查看最新情况。")


def keep(name: str, data: bytes, *, actor: Actor) -> StoredFile:
    """Raises FileRefused or Suspicious with the sentence for the person; nothing is stored then."""
    inspection.check_size(data, safe_name(name))
    return files.store(
        data, name=name, kind="annual_report", permission="annual_reports.view", actor=actor, allowed=FILE_TYPES
    )


@transaction.atomic
def attach(
    report: AnnualReport, *, actor: Actor, kind: str, name: str, data: bytes, declared_digest: str = ""
) -> ReportAttachment:
    """One more file of a kind. Raises FileRefused or Suspicious with the sentence for the person, WrongState,
    NotPermitted. The same file twice under one kind stays one."""
    lock(report)
    _may_change(report, actor)
    known = {one.code for one in kinds_of(report.obligation.regime, report.organization)} | {SIGNED_DECLARATION}
    if kind not in known:
        raise Refusal("没有这一类附件。请刷新页面后重新上传。")
    stored = keep(name, data, actor=actor)
    same_kind = report.attachments.filter(kind=kind)
    twin = same_kind.filter(file__sha256=stored.sha256, declared_digest=declared_digest).first()
    if twin is not None:
        return twin
    if same_kind.count() >= MOST_FILES:
        raise Refusal(f"每一类附件最多{MOST_FILES}个文件。请先移除不需要的，或合并为一个文件。")
    attachment = ReportAttachment.objects.create(
        report=report,
        kind=kind,
        file=stored,
        declared_digest=declared_digest,
        added_at=clock.now(),
        added_by_id=actor.user_id,
    )
    audit.record("annual_reports.attach", actor=actor, subject=report, file=stored.pk, kind=kind)
    return attachment


@transaction.atomic
def detach(attachment: ReportAttachment, *, actor: Actor) -> None:
    """Out of the working copy; what was filed with an earlier submission stays. Raises as attach."""
    report = attachment.report
    lock(report)
    _may_change(report, actor)
    audit.record("annual_reports.detach", actor=actor, subject=report, file=attachment.file_id, kind=attachment.kind)
    attachment.delete()


def filed_with(report: AnnualReport) -> list[dict]:
    """What a submission says of its files: rows {kind, file, name, size, sha256}."""
    rows = report.attachments.select_related("file").order_by("pk")
    return [
        {
            "kind": row.kind,
            "file": row.file_id,
            "name": row.file.name,
            "size": row.file.size,
            "sha256": row.file.sha256,
        }
        for row in rows
    ]


def missing(report: AnnualReport, attached: list[dict]) -> list:
    """Kinds that must come with the report and have no file."""
    there = {row["kind"] for row in attached}
    kinds = kinds_of(report.obligation.regime, report.organization)
    return [kind for kind in kinds if kind.is_required and kind.code not in there]
