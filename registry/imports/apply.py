"""Entering a checked list: new organizations by the thousand, changes verb by verb with a savepoint each."""

from collections.abc import Callable

from django.db import connection, transaction

from core import clock, history
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import lock, perform
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.matching import Register, match
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import BatchState, Decision, Outcome
from registry.organizations import actions as organizations
from registry.organizations.facts import OrganizationHeadcount
from registry.organizations.models import Organization
from registry.organizations.states import RegistrationLevel, ResponsibilityKind, SupervisionMode

CHUNK = 1000
_LEVELS = {0: RegistrationLevel.PROVINCE, 1: RegistrationLevel.CITY, 2: RegistrationLevel.DISTRICT}
PLAIN = ("uscc", "org_code", "legacy_reg_no", "registered_on", "registered_funds_yuan", "business_scope",
          "phone_public")  # fmt: skip
COUNTS = ("full_time_staff", "volunteers")
Progress = Callable[[int, int, str], None]


class RegisterMoved(Refusal):
    """The register changed since the check; nothing was entered."""


def apply(batch: ImportBatch, *, actor: Actor, progress: Progress = lambda done, total, stage: None) -> dict:
    """Enter every row that nothing holds up; all of it in the caller's transaction. Returns the counts by outcome.

    Raises RegisterMoved when a row would now be matched or changed otherwise than the preview showed.
    """
    lock(batch)
    if batch.state != BatchState.APPLYING:
        return {}
    rows = list(batch.rows.ready().order_by("line"))
    progress(0, len(rows), "与登记簿核对")
    _refuse_moved(batch, rows)
    counts = {"created": 0, "updated": 0, "unchanged": 0, "refused": 0}
    with history.acting(actor, origin=batch.origin):
        _create(batch, [row for row in rows if row.decision == Decision.CREATE], actor, counts, progress, len(rows))
        _update(batch, [row for row in rows if row.decision == Decision.UPDATE], actor, counts, progress, len(rows))
    ImportRow.objects.filter(batch=batch, outcome=Outcome.WAITING).update(outcome=Outcome.SKIPPED)
    perform(batch, "finish_apply", actor=actor, applied_at=clock.now())
    return counts


def _refuse_moved(batch: ImportBatch, rows: list[ImportRow]) -> None:
    """Match once more, on what the check read; the preview the clerk agreed to must still be true."""
    drafts = [Draft(row.line, [], [], values=row.values) for row in rows]
    match(drafts, Register.of(drafts, clock.today()), department_id=batch.department_id)
    moved = [
        row.line
        for row, draft in zip(rows, drafts, strict=True)
        if (row.organization_id, row.changes) != (draft.organization_id, draft.changes)
    ]
    if moved:
        named = "、".join(f"第{line}行" for line in moved[:5])
        more = f"等{len(moved)}行" if len(moved) > 5 else ""
        raise RegisterMoved(f"检查之后登记簿有变动（涉及{named}{more}），没有导入任何一行。请点“重新检查”后再导入。")


def _create(batch, rows, actor, counts, progress, total) -> None:
    level = _LEVELS.get(batch.registering_authority.region.level, "")
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        progress(start, total, "新增组织")
        entered = organizations.register_many(
            [_new(batch, row, level) for row in part], actor=actor, document=source_of(batch), origin=batch.origin
        )
        _note_created([row.pk for row in part], [organization.pk for organization in entered])
        counts["created"] += len(part)


def source_of(batch: ImportBatch) -> str:
    return (batch.source or f"名单导入：{batch.file.name}")[:200]


def _new(batch: ImportBatch, row: ImportRow, level: str) -> organizations.NewOrganization:
    held = row.values
    registered_on = day_of(held.get("registered_on") or "")
    first = registered_on or batch.list_date or clock.today()
    responsibilities = {
        ResponsibilityKind.REGISTERING: batch.registering_authority_id,
        ResponsibilityKind.SUPERVISING: batch.department_id,
    }
    if held.get("business_supervisor_id"):
        responsibilities[ResponsibilityKind.BUSINESS] = held["business_supervisor_id"]
    former = ()
    if held.get("former_name"):
        until = batch.list_date if batch.list_date and first < batch.list_date < clock.today() else None
        former = (organizations.FormerName(held["former_name"], until),)
    plain = {name: held.get(name) or "" for name in PLAIN if name not in ("registered_on", "registered_funds_yuan")}
    return organizations.NewOrganization(
        name=held["name"],
        org_type=held["org_type"],
        **plain,
        uscc_override_reason=_code_reason(batch, row),
        registered_on=registered_on,
        registered_funds_yuan=held.get("registered_funds_yuan") or None,
        has_public_fundraising=bool(held.get("has_public_fundraising")),
        registration_level=level,
        supervision_mode=SupervisionMode.DUAL if held.get("business_supervisor") else "",
        region_id=held.get("region_id"),
        address=held.get("address") or "",
        responsibilities=responsibilities,
        facts_from=first,
        former_names=former,
        **{name: held.get(name) for name in COUNTS},
    )


def _code_reason(batch: ImportBatch, row: ImportRow) -> str:
    reasons = {**batch.overrides, **row.overrides}
    given = [reasons[code] for code in row.issue_codes if code.startswith("uscc.") and code in reasons]
    return "；".join(dict.fromkeys(given))[:200]


def _note_created(row_ids: list[int], organization_ids: list[int]) -> None:
    """One statement for a chunk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_importrow r set organization_id = v.organization, outcome = %s "
            "from unnest(%s::bigint[], %s::bigint[]) v(id, organization) where r.id = v.id",
            [str(Outcome.CREATED), row_ids, organization_ids],
        )


def _update(batch, rows, actor, counts, progress, total) -> None:
    changed = [row for row in rows if row.changes]
    same = [row.pk for row in rows if not row.changes]
    ImportRow.objects.filter(pk__in=same).update(outcome=Outcome.UNCHANGED)
    counts["unchanged"] = len(same)
    for number, row in enumerate(changed):
        if number % 50 == 0:
            progress(total - len(changed) + number, total, "更新组织")
        try:
            with transaction.atomic():
                _change(batch, row, actor)
            row.outcome = Outcome.UPDATED
            counts["updated"] += 1
        except Refusal as refusal:
            row.before, row.after = {}, {}
            row.outcome, row.outcome_note = Outcome.REFUSED, str(refusal)[:300]
            counts["refused"] += 1
    ImportRow.objects.bulk_update(changed, ["outcome", "outcome_note", "before", "after"], batch_size=500)


def _change(batch: ImportBatch, row: ImportRow, actor: Actor) -> None:
    """The changes of the preview, each by its verb; what it was and what it became stays with the row."""
    organization = Organization.objects.get(pk=row.organization_id)
    row.before = {name: old for name, (old, _) in row.changes.items()}
    row.after = {name: new for name, (_, new) in row.changes.items()}
    plain = {name: typed(name, new) for name, (_, new) in row.changes.items() if name in PLAIN}
    if "uscc" in plain and (reason := _code_reason(batch, row)):
        plain["uscc_override_reason"] = reason
    if plain:
        organizations.edit(organization, actor=actor, version=organization.version, **plain)
    facts = _change_facts(batch, row, organization, actor)
    if facts:
        row.after["facts"] = {name: fact.pk for name, fact in facts.items()}


def _change_facts(batch: ImportBatch, row: ImportRow, organization: Organization, actor: Actor) -> dict:
    new = {name: value for name, (_, value) in row.changes.items()}
    common = {"actor": actor, "valid_from": batch.list_date or clock.today(), "document": source_of(batch)}
    facts = {}
    if "name" in new:
        facts["name"] = organizations.rename(organization, name=new["name"], **common)
    if "region_id" in new:
        address = row.values.get("address") or organization.address
        facts["region_id"] = organizations.move_address(
            organization, region_id=new["region_id"], address=address, **common
        )
    if "business_supervisor_id" in new:
        facts["business_supervisor_id"] = organizations.set_responsibility(
            organization,
            kind=ResponsibilityKind.BUSINESS,
            department_id=new["business_supervisor_id"],
            **common,
        )
    if "has_public_fundraising" in new:
        facts["has_public_fundraising"] = organizations.reclassify(
            organization, has_public_fundraising=new["has_public_fundraising"], **common
        )
    if any(name in new for name in COUNTS):
        counts = {**_counts_on(organization, common["valid_from"]), **{n: new[n] for n in COUNTS if n in new}}
        facts["headcount"] = organizations.note_headcount(organization, **counts, **common)
    return facts


def _counts_on(organization: Organization, day) -> dict:
    """A list speaks of two counts; the others stay as they were."""
    fact = OrganizationHeadcount.objects.on(day).filter(organization=organization).first()
    return {name: getattr(fact, name) for name in OrganizationHeadcount.value_fields} if fact else {}


def typed(name: str, value):
    """A plain column from what jsonb holds."""
    if name == "registered_on":
        return day_of(value)
    return (value or None) if name == "registered_funds_yuan" else value
