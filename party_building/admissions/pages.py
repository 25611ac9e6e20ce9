"""What both sides show of one admission."""

from core.access.actor import Actor
from core.workflow import timeline
from party_building.admissions.models import Admission
from party_building.admissions.queries import Catalogue, Progress
from party_building.admissions.states import LOG, OPEN, Stage


def context_of(admission: Admission, actor: Actor) -> dict:
    """Steps by stage with their days; the next one with the first possible day, why, and by when."""
    catalogue = Catalogue()
    progress = Progress(admission, catalogue)
    records = {row.step.code: row for row in admission.records.filter(is_void=False).select_related("step")}
    following = progress.next_step
    stages = []
    for stage in Stage:
        steps = [
            {"step": step, "record": records.get(step.code), "is_next": step == following}
            for step in catalogue.steps
            if step.stage == stage
        ]
        done = sum(1 for one in steps if one["record"])
        stages.append({"label": stage.label, "number": stage.value, "steps": steps, "done": done})
    first, why = progress.earliest
    return {
        "admission": admission,
        "stages": stages,
        "next_step": following,
        "first_day": first,
        "why": why,
        "due_on": progress.due_on,
        "progress": progress,
        "contacts": admission.contacts.filter(valid_to=None).select_related("member__person"),
        "notes": admission.notes.select_related("recorded_by"),
        "prolonged_words": f"预备期延长至{admission.prolonged_until:%Y-%m-%d}。" if admission.prolonged_until else "",
        "is_open": admission.state in OPEN,
        "entries": timeline.entries(admission, LOG, with_office=actor.is_staff_side),
    }
