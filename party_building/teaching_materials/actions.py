"""Verbs on teaching materials: acts of the organ that offers them."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.files import actions as files
from core.identity.actions import require
from core.workflow.errors import CommentRequired, Refusal, WrongState
from core.workflow.perform import check_competent, lock, log
from party_building.teaching_materials.models import TeachingMaterial
from party_building.teaching_materials.states import MaterialKind

EDIT = "teaching_materials.edit"
FILE_TYPES = ("docx", "pdf", "xlsx")


def _require(thing, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    check_competent(thing, actor=actor, label=what)


@transaction.atomic
def offer(
    *, actor: Actor, department: Department, kind: MaterialKind, topic: str, title: str, note: str = "",
    file: tuple[str, bytes] | None = None, link: str = "",
) -> TeachingMaterial:  # fmt: skip
    """上架. `file` is a name and its content. Raises NotPermitted, NotCompetent, Refusal, FileRefused."""
    material = TeachingMaterial(
        department=department, kind=kind, topic=topic.strip(), title=title.strip(), note=note.strip(), link=link,
        offered_on=clock.today(),
    )  # fmt: skip
    _require(material, actor, "上架教学资料")
    if file is None and not link:
        raise Refusal("请上传文件或填写链接。")
    if TeachingMaterial.objects.offered().filter(department=department, title=material.title).exists():
        raise Refusal(f"已有同名的教学资料“{material.title}”，请先下架旧的。")
    if file is not None:
        name, data = file
        material.file = files.store(
            data, name=name, kind="teaching_material", permission="teaching_materials.view", actor=actor,
            allowed=FILE_TYPES,
        )  # fmt: skip
    material.save(force_insert=True)
    log(material, "offer", actor=actor)
    audit.record("teaching_materials.offer", actor=actor, subject=material)
    return material


@transaction.atomic
def withdraw(material: TeachingMaterial, *, actor: Actor, reason: str) -> None:
    """下架. Raises as `offer`, CommentRequired, WrongState."""
    _require(material, actor, "下架教学资料")
    lock(material)
    if material.withdrawn_at is not None:
        raise WrongState("该资料已经下架。")
    if not reason.strip():
        raise CommentRequired("下架须写明原因。")
    material.withdrawn_at = clock.now()
    material.save(update_fields=["withdrawn_at"])
    log(material, "withdraw", actor=actor, comment=reason)
    audit.record("teaching_materials.withdraw", actor=actor, subject=material)
