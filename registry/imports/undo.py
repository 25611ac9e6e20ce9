"""The way back: what nothing was built on goes; what changed since stays and is listed."""

from collections import defaultdict
from collections.abc import Callable

import pghistory.models

from core import audit, clock, history
from core.access.actor import Actor
from core.dated import actions as dated
from core.workflow.models import TransitionLog
from core.workflow.perform import lock, perform
from registry.imports.apply import PLAIN, typed
from registry.imports.fields import FIELD_LABELS
from registry.imports.matching import as_json
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import BatchState, Outcome
from registry.organizations import actions as organizations
from registry.organizations.facts import (
    FACT_MODELS,
    OrganizationAddress,
    OrganizationClass,
    OrganizationHeadcount,
    OrganizationName,
    Responsibility,
)
from registry.organizations.models import Organization

CHUNK = 500
# What the batch changed → the fact table, and its columns beside the keys of ImportRow.after.
_FACTS = {
    "name": (OrganizationName, [("name", "name")]),
    "region_id": (OrganizationAddress, [("region_id", "region_id")]),
    "business_supervisor_id": (Responsibility, [("department_id", "business_supervisor_id")]),
    "has_public_fundraising": (OrganizationClass, [("has_public_fundraising", "has_public_fundraising")]),
    "headcount": (
        OrganizationHeadcount,
        [("full_time_staff", "full_time_staff"), ("volunteers", "volunteers")],
    ),
}
Progress = Callable[[int, int, str], None]


def undo(batch: ImportBatch, *, actor: Actor, progress: Progress = lambda done, total, stage: None) -> dict:
    """Take back what the batch entered and changed, in the caller's transaction. Returns the counts by outcome.

    An organization the batch created goes only if no history event, no row pointing to it and no log line is of
    another origin; a changed field only while it still says what the batch wrote.
    """
    lock(batch)
    if batch.state != BatchState.UNDOING:
        return {}
    counts = {"undone": 0, "kept": 0, "partly": 0}
    created = list(batch.rows.filter(outcome=Outcome.CREATED, organization__isnull=False).order_by("line"))
    updated = list(batch.rows.filter(outcome=Outcome.UPDATED).order_by("line"))
    total = len(created) + len(updated)
    with history.acting(actor, origin=batch.origin):
        for start in range(0, len(created), CHUNK):
            progress(start, total, "撤回新增")
            _withdraw(batch, created[start : start + CHUNK], actor, counts)
        for number, row in enumerate(updated):
            if number % 50 == 0:
                progress(len(created) + number, total, "恢复修改")
            _restore(batch, row, actor, counts)
    perform(batch, "finish_undo", actor=actor, undone_at=clock.now())
    return counts


def _withdraw(batch: ImportBatch, rows: list[ImportRow], actor: Actor, counts: dict) -> None:
    ids = [row.organization_id for row in rows]
    list(Organization.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    built = built_on(ids, batch)
    free = [pk for pk in ids if pk not in built]
    if free:
        organizations.withdraw_many(free, actor=actor, origin=batch.origin)
    for row in rows:
        kept = built.get(row.organization_id)
        row.outcome = Outcome.KEPT if kept else Outcome.UNDONE
        row.outcome_note = f"没有撤回：{'、'.join(sorted(kept))}。"[:300] if kept else ""
        if not kept:
            row.organization_id = None
        counts["kept" if kept else "undone"] += 1
    ImportRow.objects.bulk_update(rows, ["outcome", "outcome_note", "organization"], batch_size=500)


def built_on(ids: list[int], batch: ImportBatch) -> dict[int, set[str]]:
    """Organization → what of another origin stands on it, in words. One query per table that points there."""
    built: dict[int, set[str]] = defaultdict(set)
    for relation in Organization._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        model, column = relation.related_model, relation.field.attname
        if issubclass(model, pghistory.models.Event):
            _foreign_events(model, column, ids, batch, built)
        elif model not in FACT_MODELS:
            rows = model._base_manager.filter(**{f"{column}__in": ids})
            if model is ImportRow:
                rows = rows.exclude(batch=batch)
            for pk in rows.order_by().values_list(column, flat=True).distinct():
                built[pk].add(f"已有{model._meta.verbose_name}")
    logs = TransitionLog.objects.filter(object_type=Organization._meta.label, object_id__in=ids)
    for pk in logs.values_list("object_id", flat=True).distinct():
        built[pk].add("已有办理记录")
    return built


def _foreign_events(model, column: str, ids: list[int], batch: ImportBatch, built: dict) -> None:
    """Facts and columns written since by anyone else; the batch marks its own events with its origin."""
    events = model._base_manager.filter(**{f"{column}__in": ids})
    own = events.filter(pgh_context__metadata__origin=batch.origin).values("pgh_id")
    for pk in events.exclude(pgh_id__in=own).order_by().values_list(column, flat=True).distinct():
        built[pk].add("登记信息后来又有修改")


def _restore(batch: ImportBatch, row: ImportRow, actor: Actor, counts: dict) -> None:
    left = _restored(row, actor)
    labels = "、".join(left)
    everything = len(left) == len([name for name in row.after if name != "facts"])
    row.outcome = Outcome.UNDONE if not left else Outcome.KEPT if everything else Outcome.PARTLY
    row.outcome_note = f"后来又有修改，没有恢复：{labels}。"[:300] if left else ""
    row.save(update_fields=["outcome", "outcome_note"])
    counts[str(row.outcome)] += 1


def _restored(row: ImportRow, actor: Actor) -> list[str]:
    """Puts back what still says what the batch wrote; labels of the rest."""
    organization = Organization.objects.get(pk=row.organization_id)
    if not actor.competent_for(organization):
        return [FIELD_LABELS[name] for name in row.changes]
    left, plain = [], {}
    for name in (n for n in row.after if n in PLAIN):
        if as_json(getattr(organization, name)) == row.after[name]:
            plain[name] = typed(name, row.before[name])
        else:
            left.append(FIELD_LABELS[name])
    if plain:
        organizations.edit(organization, actor=actor, version=organization.version, **plain)
    for name, fact_id in row.after.get("facts", {}).items():
        if not _fact_taken_back(row, name, fact_id, organization, actor):
            left.append(FIELD_LABELS[name])
    return left


def _fact_taken_back(row: ImportRow, name: str, fact_id: int, organization: Organization, actor: Actor) -> bool:
    """False when the fact was ended, corrected or removed since."""
    lock(organization)
    model, pairs = _FACTS[name]
    fact = model.objects.filter(pk=fact_id, organization=organization, valid_to=None).first()
    if fact is None or any(getattr(fact, column) != row.after[key] for column, key in pairs if key in row.after):
        return False
    dated.take_back(fact)
    Organization.objects.filter(pk=organization.pk).update(version=organization.version + 1)
    audit.record("imports.take_back", actor=actor, subject=organization, fact=fact_id, batch=row.batch_id)
    return True
