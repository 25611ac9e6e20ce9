"""范文: written anew as a version by one person, put in force by another; what is in force is never changed."""

import datetime

from django.db import transaction
from django.db.models import Max

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.documents.wording import check_words
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from supervision.letters import queries, texts
from supervision.letters.models import LetterKind, LetterTemplate
from supervision.letters.states import EDIT_TEMPLATES, TemplateState

ITEM = "letters.template"
ONE_DAY = datetime.timedelta(days=1)
WRITTEN = ("title", "blocks", "note", "source")


@transaction.atomic
def start(kind: LetterKind, *, actor: Actor, department: Department) -> LetterTemplate:
    """A new version of the office's own text, begun with the words in force. Raises NotPermitted, NotCompetent,
    Refusal while another one is being written."""
    require(actor, EDIT_TEMPLATES, "起草范文")
    lock(department)
    open_ones = LetterTemplate.objects.filter(kind=kind, department=department)
    if open_ones.filter(state__in=(TemplateState.DRAFT, TemplateState.PROPOSED)).exists():
        raise Refusal(f"“{kind.title}”的新范文正在起草，请先启用或者放弃。")
    current = queries.template_of(kind, department.pk, clock.today())
    last = open_ones.aggregate(last=Max("number"))["last"] or 0
    made = LetterTemplate(
        kind=kind, department=department, number=last + 1, title=current.title, blocks=current.blocks,
        note=current.note, source=current.source, changed_at=clock.now(),
    )  # fmt: skip
    check_competent(made, actor=actor, label="起草范文")
    made.save(force_insert=True)
    log(made, "draft", actor=actor)
    audit.record("letters.start_template", actor=actor, subject=made, kind=kind.code)
    return made


@transaction.atomic
def edit(template: LetterTemplate, *, actor: Actor, version: int | None, **values) -> None:
    """Raises NotPermitted, NotCompetent, WrongState, StaleVersion, Refusal that names the place."""
    require(actor, EDIT_TEMPLATES, "修改范文")
    check_competent(template, actor=actor, label="修改范文")
    check_version(template, version)
    if template.state != TemplateState.DRAFT:
        raise WrongState(f"范文{template.get_state_display()}，不能修改。")
    for name in WRITTEN:
        if name in values:
            setattr(template, name, values[name])
    check(template)
    template.version += 1
    template.changed_at = clock.now()
    template.save(update_fields=[*WRITTEN, "version", "changed_at"])
    log(template, "edit", actor=actor)
    audit.record("letters.edit_template", actor=actor, subject=template)


def check(template: LetterTemplate) -> None:
    """Unknown placeholders, unpaired braces, words no letter says. Raises Refusal."""
    texts.check(template.blocks, template.kind.labels, title=template.title)
    check_words(template.title, *(block["text"] for block in template.blocks))


@transaction.atomic
def propose(template: LetterTemplate, *, actor: Actor) -> None:
    lock(template)
    check(template)
    perform(template, "propose", actor=actor)
    worklist.open_item(
        ITEM, subject=template, title="公文范文待启用", url_name="staff:letters:template",
        department=template.department_id,
    )  # fmt: skip
    audit.record("letters.propose_template", actor=actor, subject=template)


@transaction.atomic
def send_back(template: LetterTemplate, *, actor: Actor, comment: str) -> None:
    perform(template, "send_back", actor=actor, comment=comment)
    worklist.close_items(template, actor=actor)


@transaction.atomic
def discard(template: LetterTemplate, *, actor: Actor) -> None:
    perform(template, "discard", actor=actor)
    worklist.close_items(template, actor=actor, cancelled=True)


@transaction.atomic
def put_in_force(
    template: LetterTemplate, *, actor: Actor, valid_from: datetime.date, is_verified: bool = False
) -> None:
    """By another person, from today or a later day; the version before it ends on the day before.

    Raises SamePerson and what perform raises, Refusal where a later version is already set.
    """
    lock(template)
    if valid_from < clock.today():
        raise Refusal("启用日期不能早于今天：已经发出的公文用的是当时的范文。")
    others = LetterTemplate.objects.active().filter(kind=template.kind, department=template.department)
    if others.filter(valid_from__gte=valid_from).exists():
        raise Refusal("已有同日或者更晚启用的范文，请改用更晚的日期。")
    for one in others.on(valid_from).select_for_update(of=("self",), no_key=True):
        one.valid_to = valid_from - ONE_DAY
        one.version += 1
        one.save(update_fields=["valid_to", "version"])
    perform(template, "put_in_force", actor=actor, valid_from=valid_from, is_verified=is_verified)
    worklist.close_items(template, actor=actor)
    audit.record("letters.put_template_in_force", actor=actor, subject=template, valid_from=valid_from.isoformat())
