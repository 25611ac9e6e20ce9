"""The only writers of tags. Whoever sees an organization may mark it for the own office: it decides nothing."""

from django.conf import settings
from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import lock
from registry.organization_tags.models import OrganizationTag, Tag
from registry.organizations.models import Organization

PERMISSION = "organization_tags.use"


class Judging(Refusal):
    """A tag that says what only a decision may say."""


def _check_word(label: str) -> None:
    found = next((word for word in settings.TAG_WORDS_REFUSED if word in label), "")
    if found:
        raise Judging(f"标签中不能使用“{found}”：没有决定文书的结论不写成标签。请写要做的事，例如“待走访”“重点联系”。")


def check_use(organization: Organization | None, actor: Actor) -> None:
    """Raises NotPermitted."""
    if actor.read_only or not actor.can(PERMISSION):
        raise NotPermitted("您的岗位没有“使用标签”的权限，请联系系统管理员调整岗位。")
    if actor.department_id is None:
        raise NotPermitted("您的岗位没有所属单位，不能使用标签。")


@transaction.atomic
def create(*, actor: Actor, label: str, tone: str) -> Tag:
    """Raises NotPermitted, Judging, or ValidationError where the office has the word already."""
    check_use(None, actor)
    _check_word(label)
    tag = Tag(department_id=actor.department_id, label=label.strip(), tone=tone, created_by_id=actor.user_id)
    tag.full_clean()
    tag.save(force_insert=True)
    audit.record("organization_tags.create", actor=actor, subject=tag)
    return tag


@transaction.atomic
def change(tag: Tag, *, actor: Actor, label: str, tone: str, is_retired: bool) -> None:
    """Everywhere it stands. Raises what create raises."""
    check_use(None, actor)
    _check_word(label)
    lock(tag)
    tag.label, tag.tone = label.strip(), tone
    if is_retired != bool(tag.retired_on):
        tag.retired_on = clock.today() if is_retired else None
    tag.full_clean()
    tag.save(update_fields=["label", "tone", "retired_on"])
    audit.record("organization_tags.change", actor=actor, subject=tag)


def _own(tag_id: int, actor: Actor) -> Tag:
    tag = Tag.objects.visible_to(actor).in_use().filter(pk=tag_id).first()
    if tag is None:
        raise WrongState("这个标签已停用，或者不属于您的单位。")
    return tag


@transaction.atomic
def put(organization: Organization, *, actor: Actor, tag_id: int) -> None:
    """Raises NotPermitted, WrongState where it stands there already."""
    check_use(organization, actor)
    tag = _own(tag_id, actor)
    lock(organization)
    _, is_new = OrganizationTag.objects.get_or_create(
        organization=organization, tag=tag, defaults={"put_by_id": actor.user_id}
    )
    if not is_new:
        raise WrongState(f"已有标签“{tag.label}”。")
    audit.record("organization_tags.put", actor=actor, subject=organization, tag=tag.pk)


@transaction.atomic
def take(organization: Organization, *, actor: Actor, tag_id: int) -> None:
    """Raises NotPermitted, WrongState where it does not stand there."""
    check_use(organization, actor)
    tag = _own(tag_id, actor)
    lock(organization)
    taken, _ = OrganizationTag.objects.filter(organization=organization, tag=tag).delete()
    if not taken:
        raise WrongState(f"没有标签“{tag.label}”。")
    audit.record("organization_tags.take", actor=actor, subject=organization, tag=tag.pk)


@transaction.atomic
def set_all(organization: Organization, *, actor: Actor, tag_ids: set[int]) -> None:
    """Of the office's own tags exactly these. Raises NotPermitted, WrongState."""
    check_use(organization, actor)
    lock(organization)
    own = OrganizationTag.objects.filter(organization=organization, tag__in=Tag.objects.visible_to(actor).in_use())
    stand = set(own.values_list("tag", flat=True))
    for tag_id in tag_ids - stand:
        put(organization, actor=actor, tag_id=tag_id)
    for tag_id in stand - tag_ids:
        take(organization, actor=actor, tag_id=tag_id)
