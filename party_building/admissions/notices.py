"""Who has the next step. The list of work and the notice say that something waits, not for whom or what."""

from core import clock, worklist
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.admissions.models import Admission
from party_building.admissions.queries import Catalogue, Progress
from party_building.admissions.states import Decider

ITEM = "admissions.step"
STAFF_PAGE, ORG_PAGE = "staff:admissions:detail", "org:admissions:detail"

register(
    NoticeTemplate(code="admissions.waits", title="您有1条待办", url_name=STAFF_PAGE, url_ids=("admission",)),
    NoticeTemplate(code="admissions.own_waits", title="您有1条待办", url_name=ORG_PAGE, url_ids=("admission",)),
)


def remind(admission: Admission, catalogue: Catalogue | None = None) -> None:
    """Close what waited and open what can be done now; a step of a later day waits for the night of that day."""
    progress = Progress(admission, catalogue or Catalogue())
    step = progress.next_step
    if step is None or progress.earliest[0] > clock.today():
        worklist.close_items(admission, ITEM)
        return
    unit = admission.unit
    is_branchs = step.decider == Decider.BRANCH and unit.organization_id is not None
    owner = (
        {"organization": unit.organization_id, "role": "branch_secretary"}
        if is_branchs
        else {"department": unit.superior_id, "role": "party_officer"}
    )
    worklist.close_items(admission, ITEM)
    worklist.open_item(
        ITEM,
        subject=admission,
        title="有1件党务事项待办理",
        url_name=ORG_PAGE if is_branchs else STAFF_PAGE,
        due_on=progress.due_on,
        **owner,
    )
    notices.queue(
        f"admissions.waits:{admission.pk}:{step.code}:{admission.version}",
        template="admissions.own_waits" if is_branchs else "admissions.waits",
        recipients=[
            notices.to_organization(unit.organization_id) if is_branchs else notices.to_department(unit.superior_id)
        ],
        context_ids={"admission": admission.pk},
    )
