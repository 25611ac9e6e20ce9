from django.db import models

from core.workflow.machine import Machine, Transition


class OrgRole(models.TextChoices):
    """Keys of config/roles.py with the audience "organization"."""

    FILER = "organization_filer", "填报人"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    BRANCH_SECRETARY = "branch_secretary", "党支部书记"
    INSTRUCTOR = "instructor", "党建指导员"
    REPORT_GUEST = "report_guest", "受邀填报人"


class OrgSeatState(models.TextChoices):
    ACTIVE = "active", "在用"
    ENDED = "ended", "已停用"


ORG_SEAT_MACHINE = Machine(
    states=OrgSeatState,
    transitions=(
        Transition(
            "remove",
            (OrgSeatState.ACTIVE,),
            OrgSeatState.ENDED,
            "移出本组织",
            "own_accounts.manage",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "revoke",
            (OrgSeatState.ACTIVE,),
            OrgSeatState.ENDED,
            "停用岗位",
            "org_accounts.revoke",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "dismiss", (OrgSeatState.ACTIVE,), OrgSeatState.ENDED, "取消邀请", "own_reports.submit", competent=True
        ),
        Transition("lapse", (OrgSeatState.ACTIVE,), OrgSeatState.ENDED, "到期", automatic=True),
    ),
)
