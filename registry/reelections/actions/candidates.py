"""The list of candidates, while it is written. What the limits say is asked anew on every page and at every step."""

from typing import Any

from django.db import transaction

from core.access.actor import Actor
from core.forms import check_version
from core.refusal import Refusal
from core.workflow.perform import lock
from registry.officers.models import PostKind
from registry.people.models import Person
from registry.reelections.actions.voices import record, touch, writing
from registry.reelections.models import Candidate, Reelection
from registry.reelections.states import ReelectionKind

DETAILS = ("is_full_time", "is_paid", "cadre", "approval", "kinship", "accepted_reason")


@transaction.atomic
def add(reelection: Reelection, *, actor: Actor, person: Person, kind: PostKind, **details: Any) -> Candidate:
    """Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    writing(reelection, actor, "填报候选人")
    org_type = reelection.organization.org_type
    if reelection.kind == ReelectionKind.EXTENSION:
        raise Refusal("延期换届不填报候选人。")
    if org_type not in kind.org_types or not kind.is_active:
        raise Refusal(f"{reelection.organization.get_org_type_display()}不设“{kind.label}”，请核对职务。")
    if reelection.candidates.filter(person=person, kind=kind, is_removed=False).exists():
        raise Refusal(f"{person.name}已列入“{kind.label_in(org_type)}”的候选人。")
    made = Candidate.objects.create(reelection=reelection, person=person, kind=kind, **_tidy(details))
    touch(reelection)
    record(reelection, "add_candidate", actor, candidate=made.pk)
    return made


@transaction.atomic
def edit(candidate: Candidate, *, actor: Actor, version: int | None, **details: Any) -> None:
    """Another person or post is another candidate. Raises as `add`, StaleVersion."""
    writing(candidate.reelection, actor, "修改候选人")
    lock(candidate)
    check_version(candidate, version)
    changed = _tidy(details)
    for name, value in changed.items():
        setattr(candidate, name, value)
    candidate.outcome, candidate.version = "", candidate.version + 1
    candidate.save(update_fields=[*changed, "outcome", "version"])
    touch(candidate.reelection)
    record(candidate.reelection, "edit_candidate", actor, candidate=candidate.pk)


@transaction.atomic
def remove(candidate: Candidate, *, actor: Actor) -> None:
    """One that was reviewed stays on record and is taken off the list. Raises as `add`."""
    reelection = candidate.reelection
    writing(reelection, actor, "移除候选人")
    number = candidate.pk
    if candidate.reviews.exists():
        candidate.is_removed, candidate.version = True, candidate.version + 1
        candidate.save(update_fields=["is_removed", "version"])
    else:
        candidate.delete()
    touch(reelection)
    record(reelection, "remove_candidate", actor, candidate=number)


def _tidy(details: dict[str, Any]) -> dict[str, Any]:
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"no such detail: {', '.join(sorted(unknown))}")
    return {name: value.strip() if isinstance(value, str) else value for name, value in details.items()}
