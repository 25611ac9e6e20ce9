"""拟稿: the text of the day filled with what the drafter says; who may write what to whom under which name."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.documents.wording import check_words
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, log
from registry.organizations.models import Organization
from supervision.letters import queries, texts
from supervision.letters.models import Countersign, Letter, LetterKind, LetterTemplate
from supervision.letters.states import DRAFTING, Addressees, LetterState

EDITED = ("issuer_name", "subject", "values", "reply_workdays")
MOST_COUNTERSIGNERS = 10


@transaction.atomic
def draft(
    *,
    actor: Actor,
    kind: str,
    issuer: Department,
    issuer_name: str = "",
    organization: Organization | None = None,
    department: Department | None = None,
    subject: str = "",
    values: Mapping[str, str] | None = None,
    reply_workdays: int | None = None,
    countersigners: Iterable[Department] = (),
) -> Letter:
    """A draft of the kind with that code, to one organization or one `department`.

    `values` fill the placeholders of the text that is in force today; without `reply_workdays` the kind's own hold.
    Raises NotPermitted, NotCompetent, Refusal (an unknown or a missing value is named).
    """
    require(actor, DRAFTING, "拟稿")
    today = clock.today()
    row = queries.kind_of(kind, today)
    made = Letter(
        kind=row, template=queries.template_of(row, issuer.pk, today), department=issuer,
        issuer_name=issuer_name or issuer.name, organization=organization, addressee=department,
        subject=subject.strip(), values=dict(values or {}),
        reply_workdays=(reply_workdays or row.reply_workdays) if row.asks_reply else None,
    )  # fmt: skip
    check_competent(made, actor=actor, label="拟稿")
    _check_addressee(made)
    _fill(made)
    made.save(force_insert=True)
    _set_countersigners(made, countersigners)
    log(made, "draft", actor=actor)
    audit.record("letters.prepare", actor=actor, subject=made, organization=made.organization_id, kind=kind)
    return made


def preview(kind: LetterKind, template: LetterTemplate, **fields) -> Letter:
    """An unsaved letter, to look at. Raises Refusal as `draft`."""
    made = Letter(kind=kind, template=template, **fields)
    _check_addressee(made)
    _fill(made)
    return made


def _check_addressee(one: Letter) -> None:
    kind, issuer = one.kind, one.department
    if (one.organization is None) == (one.addressee is None):
        raise Refusal("请选择一个主送的社会组织或者一个主送单位。")
    is_body = one.organization is not None
    if kind.addressees == (Addressees.DEPARTMENT if is_body else Addressees.ORGANIZATION):
        raise Refusal(f"“{kind.title}”发给{kind.get_addressees_display()}。")
    if issuer.kind not in kind.issuers:
        raise Refusal(f"{issuer.name}不制发“{kind.title}”；党建工作机构的文书在“通报督办约谈”中办理。")
    if one.issuer_name not in issuer.letter_names:
        raise Refusal(f"{issuer.name}不能以“{one.issuer_name}”的名义发文。")
    if is_body:
        _check_body(one)
    else:
        _check_office(one)


def _check_body(one: Letter) -> None:
    """A bureau writes to the bodies it supervises; where a kind is also the departments', to those of theirs."""
    body, allowed = one.organization, {one.organization.competent_department_id}
    if DepartmentKind.GOVERNMENT in one.kind.issuers:
        allowed |= {body.business_supervisor_id, body.industry_department_id}
    if one.department.pk not in allowed:
        raise NotCompetent(f"向“{body.name}”发“{one.kind.title}”由{body.competent_department_name}办理。")


def _check_office(one: Letter) -> None:
    """Practice: a bureau presses its peers only as the body it is the office of, never in its own name."""
    if one.addressee.pk == one.department.pk:
        raise Refusal("主送单位不能是发文单位自己。")
    if (
        one.kind.needs_plate
        and one.issuer_name == one.department.name
        and not _is_below(one.addressee, one.department)
    ):
        raise Refusal(
            f"对平级单位不以“{one.department.name}”名义发“{one.kind.title}”，请选用议事协调机构的名义"
            "（如联席会议办公室），或者由党建工作机构办理。"
        )


def _is_below(office: Department, above: Department) -> bool:
    parent = office.parent
    while parent is not None:
        if parent.pk == above.pk:
            return True
        parent = parent.parent
    return False


def _fill(one: Letter) -> None:
    labels = one.kind.labels
    unknown = set(one.values) - set(labels)
    if unknown:
        raise Refusal(f"“{one.kind.title}”没有填写项“{'、'.join(sorted(unknown))}”。")
    given = {**one.values, "recipient": one.recipient.name, "issuer": one.issuer_name, "kind": one.kind.title,
             "subject": one.subject, "reply_workdays": str(one.reply_workdays or "")}  # fmt: skip
    one.blocks = texts.fill(one.template.blocks, given, labels)
    one.title = texts.fill_line(one.template.title, given, labels)[:240]
    one.note = one.template.note
    check_words(one.title, *(block["text"] for block in one.blocks))


def _set_countersigners(one: Letter, offices: Iterable[Department]) -> None:
    chosen = {office.pk: office for office in offices}
    if len(chosen) > MOST_COUNTERSIGNERS:
        raise Refusal(f"会签单位最多{MOST_COUNTERSIGNERS}个。")
    if one.department_id in chosen or (one.addressee_id and one.addressee_id in chosen):
        raise Refusal("会签单位不能是发文单位或者主送单位。")
    one.countersigns.exclude(department__in=chosen).delete()
    known = set(one.countersigns.values_list("department_id", flat=True))
    for key, office in chosen.items():
        if key not in known:
            Countersign.objects.create(letter=one, department=office)


@transaction.atomic
def edit(letter: Letter, *, actor: Actor, version: int | None, countersigners=None, **values) -> None:
    """Of a draft; the text of today is filled anew. Raises NotPermitted, NotCompetent, WrongState, StaleVersion,
    Refusal."""
    require(actor, DRAFTING, "修改文稿")
    check_competent(letter, actor=actor, label="修改文稿")
    check_version(letter, version)
    if letter.state != LetterState.DRAFT:
        raise WrongState(f"文稿{letter.get_state_display()}，不能修改；需要修改的请先退回。")
    for name in EDITED:
        if name in values:
            value = values[name]
            setattr(letter, name, value.strip() if isinstance(value, str) else value)
    if letter.kind.asks_reply and not letter.reply_workdays:
        letter.reply_workdays = letter.kind.reply_workdays
    letter.template = queries.template_of(letter.kind, letter.department_id, clock.today())
    _check_addressee(letter)
    _fill(letter)
    letter.version += 1
    letter.save(update_fields=[*EDITED, "template", "title", "blocks", "note", "version"])
    if countersigners is not None:
        _set_countersigners(letter, countersigners)
    log(letter, "edit", actor=actor)
    audit.record("letters.edit", actor=actor, subject=letter, organization=letter.organization_id)
