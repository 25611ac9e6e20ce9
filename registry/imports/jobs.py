"""The workbench's work that takes longer than a second."""

from django.db import transaction

from core.jobs import Cancelled, LostJob, RunningJob, job_kind
from registry.imports import actions, apply, undo
from registry.imports.models import ImportBatch


def _batch(pk: int) -> ImportBatch:
    batches = ImportBatch.objects.select_related("file", "department__region", "registering_authority__region")
    return batches.get(pk=pk)


def _run(job: RunningJob, batch: int, work, title: str) -> dict | None:
    """One fenced transaction; when it fails, the batch goes back to where the clerk can act."""
    try:
        with job.applying():
            counts = work(_batch(batch), actor=job.actor, progress=job.progress)
    except (LostJob, Cancelled):
        raise
    except Exception:
        with transaction.atomic():
            actions.back(_batch(batch), actor=job.actor)
        raise
    if counts:
        job.log(f"{title}：" + "，".join(f"{_WORDS[name]}{number}行" for name, number in counts.items()) + "。")
    return counts


_WORDS = {
    "created": "新增",
    "updated": "更新",
    "unchanged": "无变化",
    "refused": "未能导入",
    "undone": "撤回",
    "kept": "未能撤回",
    "partly": "部分撤回",
}


@job_kind("imports.check", title="检查导入名单", permission="imports.view")
def check(job: RunningJob, batch: int):
    return _run(job, batch, actions.run_check, "检查")


@job_kind("imports.apply", title="导入名单", permission="imports.view")
def apply_batch(job: RunningJob, batch: int):
    return _run(job, batch, apply.apply, "导入")


@job_kind("imports.undo", title="撤回导入", permission="imports.view")
def undo_batch(job: RunningJob, batch: int):
    return _run(job, batch, undo.undo, "撤回")
