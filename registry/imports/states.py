from django.db import models

from core.workflow.machine import Machine, Transition


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", "待对应列"
    MAPPED = "mapped", "检查中"
    CHECKED = "checked", "待导入"
    APPLYING = "applying", "导入中"
    APPLIED = "applied", "已导入"
    UNDOING = "undoing", "撤回中"
    UNDONE = "undone", "已撤回"
    FAILED = "failed", "未完成"
    DISCARDED = "discarded", "已放弃"


BUSY = (BatchState.MAPPED, BatchState.APPLYING, BatchState.UNDOING)
STATE_TONES = {
    BatchState.UPLOADED: "warning",
    BatchState.MAPPED: "info",
    BatchState.CHECKED: "warning",
    BatchState.APPLYING: "info",
    BatchState.APPLIED: "ok",
    BatchState.UNDOING: "info",
    BatchState.UNDONE: "neutral",
    BatchState.FAILED: "danger",
    BatchState.DISCARDED: "neutral",
}
_S = BatchState
_OPEN = (_S.UPLOADED, _S.CHECKED, _S.FAILED)

BATCH_MACHINE = Machine(
    states=BatchState,
    transitions=(
        Transition("map_columns", _OPEN, _S.MAPPED, "对应列", "imports.upload", competent=True),
        Transition("read_again", _OPEN, _S.UPLOADED, "重新读取", "imports.upload", competent=True),
        Transition("finish_check", (_S.MAPPED,), _S.CHECKED, "完成检查", "imports.upload", competent=True),
        Transition("apply", (_S.CHECKED,), _S.APPLYING, "导入", "imports.apply", competent=True),
        Transition("finish_apply", (_S.APPLYING,), _S.APPLIED, "完成导入", "imports.apply", competent=True),
        Transition("undo", (_S.APPLIED,), _S.UNDOING, "撤回", "imports.undo", needs_comment=True, competent=True),
        Transition("finish_undo", (_S.UNDOING,), _S.UNDONE, "完成撤回", "imports.undo", competent=True),
        Transition("fail_check", (_S.MAPPED,), _S.FAILED, "中止检查"),
        Transition("fail_apply", (_S.APPLYING,), _S.CHECKED, "退回待导入"),
        Transition("fail_undo", (_S.UNDOING,), _S.APPLIED, "退回已导入"),
        Transition("discard", _OPEN, _S.DISCARDED, "放弃", "imports.upload", competent=True),
    ),
)


class Mode(models.TextChoices):
    BOTH = "both", "新增和更新"
    UPDATE = "update", "仅更新已有的"


class Decision(models.TextChoices):
    CREATE = "create", "新增"
    UPDATE = "update", "更新"
    SKIP = "skip", "不导入"


class Outcome(models.TextChoices):
    WAITING = "", "未导入"
    CREATED = "created", "已新增"
    UPDATED = "updated", "已更新"
    UNCHANGED = "unchanged", "无变化"
    SKIPPED = "skipped", "未导入"
    REFUSED = "refused", "未能导入"
    UNDONE = "undone", "已撤回"
    KEPT = "kept", "未能撤回"
    PARTLY = "partly", "部分撤回"


class GapKind(models.TextChoices):
    REGION = "region", "地区"
    UNIT = "unit", "单位"
