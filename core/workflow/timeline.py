"""The steps of a row as components/timeline.html draws them."""

from collections.abc import Mapping

from core.workflow.models import TransitionLog


def entries(obj, labels: Mapping[str, str], *, with_office: bool = False) -> list[dict]:
    """Latest first, one query. `labels` names the steps in words; a step without one keeps its name."""
    steps = TransitionLog.objects.of(obj).select_related("user", *(["department"] if with_office else []))
    return [_entry(step, labels, with_office) for step in steps]


def _entry(step: TransitionLog, labels: Mapping[str, str], with_office: bool) -> dict:
    office = step.department if with_office else None
    return {
        "title": labels.get(step.name, step.name),
        "at": step.at,
        "who": "，".join(str(part) for part in (office, step.user and step.user.name) if part),
        "text": step.comment,
        "tone": "",
        "url": "",
    }
