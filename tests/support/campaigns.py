"""A campaign by its verbs, up to any point of its life."""

import datetime

from core.access.actor import Actor
from supervision.campaigns.actions import drawing, targets
from supervision.campaigns.models import Campaign, CampaignKind, CampaignTarget
from tests.support.bureau import Bureau

D = datetime.date
LISTED = D(2026, 4, 1)
VALUES = {
    "title": "涉企收费清理",
    "document": "霁民发〔2026〕6号",
    "starts_on": D(2026, 4, 1),
    "ends_on": D(2026, 9, 30),
    "self_check_due_on": D(2026, 6, 10),
}


def a_draft(bureau: Bureau, clerk: Actor, *, kind: str = "industry_fees", **values) -> Campaign:
    department = values.pop("department", bureau.bureau)
    found = CampaignKind.objects.get(code=kind)
    return drawing.open_campaign(actor=clerk, department=department, kind=found, **{**VALUES, **values})


def running(bureau: Bureau, *, criteria: str = "", as_of: D = LISTED, **values) -> Campaign:
    """Drawn up by one, frozen by another, of the city's office unless `department` says otherwise."""
    office = values.get("department", bureau.bureau)
    clerk, chief = bureau.actor("registry_clerk", office), bureau.actor("registry_chief", office)
    made = a_draft(bureau, clerk, **values)
    drawing.set_criteria(made, actor=clerk, criteria=criteria, as_of=as_of)
    drawing.submit(made, actor=clerk)
    drawing.freeze(made, actor=chief)
    return made


def sign_off(bureau: Bureau, target: CampaignTarget, outcome, note: str = "合格", document: str = "") -> None:
    """Proposed by the clerk of the target's authority, confirmed by its chief."""
    office = target.organization.supervising_authority
    targets.propose(
        target, actor=bureau.actor("registry_clerk", office), outcome=outcome, note=note, document=document
    )
    targets.sign_off(target, actor=bureau.actor("registry_chief", office))


def target_of(campaign: Campaign, organization) -> CampaignTarget:
    rows = CampaignTarget.objects.select_related("campaign__department", "organization__supervising_authority")
    return rows.get(campaign=campaign, organization=organization)
