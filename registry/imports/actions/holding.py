"""Whose batch it is, and whether it may still be changed."""

from core.access.actor import Actor
from core.departments.models import Department
from core.workflow.errors import NotCompetent, NotPermitted, WrongState
from core.workflow.perform import lock
from registry.imports.kind import ImportKind, open_to
from registry.imports.models import ImportBatch
from registry.imports.states import BatchState


def office(actor: Actor) -> Department:
    if actor.department_id is None:
        raise NotCompetent("名单导入由登记管理机关的岗位办理。")
    return Department.objects.select_related("region").get(pk=actor.department_id)


def may_bring(kind: ImportKind, actor: Actor) -> None:
    if kind not in open_to(actor):
        raise NotPermitted(f"您的岗位不能导入{kind.label}名单，请由有权限的岗位办理。")


def hold(batch: ImportBatch, actor: Actor) -> None:
    """Take the batch for a decision about its rows."""
    lock(batch)
    if not actor.competent_for(batch):
        raise NotCompetent(f"该批次由{batch.competent_department_name}办理，您可以查看，不能办理。")
    if batch.state != BatchState.CHECKED:
        raise WrongState(f"当前状态为“{batch.get_state_display()}”，不能修改。请刷新页面查看最新情况。")
