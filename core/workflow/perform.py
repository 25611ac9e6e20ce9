"""The one way a state changes: lock, check, write, log, in one transaction."""

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.workflow.errors import CommentRequired, NotCompetent, NotPermitted, SamePerson, WrongState
from core.workflow.machine import Transition
from core.workflow.models import TransitionLog


def lock(obj) -> None:
    """Hold the row until the transaction ends and bring `obj` up to date. Unsaved changes on `obj` are lost.

    NO KEY: rows that only refer to this one are not held up. Otherwise two commits could wait for each other, the one
    for the end of the audit chain, the other for its foreign key.
    """
    obj.refresh_from_db(from_queryset=type(obj)._base_manager.select_for_update(of=("self",), no_key=True))


def check_competent(obj, *, actor: Actor, label: str) -> None:
    """Raises NotCompetent, naming the office that does it. For verbs outside a machine; perform checks itself."""
    if not actor.competent_for(obj):
        raise NotCompetent(
            f"“{label}”由{obj.competent_department_name}办理。"
            f"您所在的{actor.department_name or '岗位'}可以查看，不能办理。"
        )


def check_step(obj, name: str, *, actor: Actor) -> None:
    """What perform would refuse whatever the comment and whoever holds the permission: competence, state.

    For a preview of many rows: writes nothing, locks nothing. Raises NotCompetent, WrongState.
    """
    _check_row(obj, obj.machine[name], actor)


def _check_row(obj, transition: Transition, actor: Actor) -> None:
    if transition.competent:
        check_competent(obj, actor=actor, label=transition.label)
    if obj.state not in transition.sources:
        raise WrongState(f"当前状态为“{obj.get_state_display()}”，不能{transition.label}。请刷新页面查看最新情况。")


def _check(obj, transition: Transition, actor: Actor, comment: str) -> None:
    is_held = not transition.permission or actor.can(transition.permission)
    if actor.read_only or not (actor.is_system if transition.automatic else is_held):
        raise NotPermitted(f"您的岗位没有“{transition.label}”的权限，请联系系统管理员调整岗位。")
    _check_row(obj, transition, actor)
    if transition.needs_comment and not comment.strip():
        raise CommentRequired(f"{transition.label}须填写意见。")
    if transition.not_by and actor.user_id is not None:
        earlier = TransitionLog.objects.of(obj).filter(name__in=transition.not_by, user_id=actor.user_id)
        if earlier.exists():
            raise SamePerson(f"“{transition.label}”须由另一人办理：您已办理过前一步骤。")


def barred(obj, actor: Actor) -> set[str]:
    """Steps that the two-person rule keeps from the actor, who did an earlier one. For a page that offers steps."""
    kept = {step.name: set(step.not_by) for step in obj.machine.transitions if step.not_by}
    if not kept or actor.user_id is None:
        return set()
    done = TransitionLog.objects.of(obj).filter(user_id=actor.user_id).values_list("name", flat=True)
    own = set(done)
    return {name for name, earlier in kept.items() if earlier & own}


@transaction.atomic
def perform(obj, name: str, *, actor: Actor, comment: str = "", **changes) -> TransitionLog:
    """Move `obj` along transition `name` of its `machine`.

    `changes` are the fields that go with the move (time stamps, reviewer). Row scope is the queryset's business;
    everything else is checked here, whether a page, the API, a job or an import calls.

    Raises NotPermitted, NotCompetent (naming the competent office), WrongState when another request got there
    first, CommentRequired, SamePerson. Nothing is written then.
    """
    transition = obj.machine[name]
    lock(obj)
    _check(obj, transition, actor, comment)
    from_state = obj.state
    for field, value in {**changes, "state": transition.target}.items():
        setattr(obj, field, value)
    touched = [*changes, "state"]
    if hasattr(obj, "version"):
        obj.version += 1
        touched.append("version")
    obj.save(update_fields=touched)
    return log(obj, name, actor=actor, comment=comment, from_state=from_state)


def log(obj, name: str, *, actor: Actor, comment: str = "", from_state: str = "") -> TransitionLog:
    """Write the line of a step; for the first step ("request", "open") of a row that was just created."""
    return TransitionLog.objects.create(
        object_type=obj._meta.label,
        object_id=obj.pk,
        name=name,
        from_state=from_state,
        to_state=getattr(obj, "state", ""),  # an account has no states, and acts about it are logged all the same
        comment=comment,
        user_id=actor.user_id,
        seat_key=actor.seat_key,
        department_id=actor.department_id,
        at=clock.now(),
    )
