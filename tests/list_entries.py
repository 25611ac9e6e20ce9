"""For every list: who reads it, how a row of hers and a row of somebody else's come to be, how many queries it costs.

A list that is missing here fails tests/test_every_list.py.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from core import audit, clock
from core.access.actor import Actor
from core.api_tokens.models import ApiToken
from core.api_tokens.states import TokenScope
from core.bulk_actions.models import BulkRun
from core.files import actions as files
from core.identity.models import MfaReset, User
from core.jobs.models import Job
from core.notifications.models import Delivery, Notice
from core.worklist import actions as worklist
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.annual_reports.actions import obligations
from registry.branches.models import BranchFiling, BranchOffice
from registry.handovers.models import RepresentativeChange
from registry.imports.models import ImportBatch
from registry.org_accounts.models import ActivationCode
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from tests.access_branches import a_membership, a_status_certificate
from tests.access_world import World

SYSTEM = Actor.system("every_list")
SOON = datetime.timedelta(days=3)


@dataclass(frozen=True)
class Entry:
    """`make(world, number, is_own)` makes one row and returns what the list must show of it; `is_own` False makes one
    out of the reader's scope (`has_scope`). `queries` is the cost of the page, whatever the number of rows;
    the three statements of the read-only transaction around every GET are not counted."""

    role: str
    refused: str  # a role that may not open it; "" where every account may
    make: Callable[[World, int, bool], str]
    queries: int
    has_scope: bool = True


def organization(world: World, number: int, is_own: bool):
    b = world.bureau
    if is_own:
        name, office, region = f"望澜区第{number}商会", b.wanglan_bureau, b.linli
    else:
        name, office, region = f"砚海区第{number}商会", b.yanhai_bureau, b.yanhu
    responsible = {"business_supervisor": b.commerce.pk if is_own else b.industry.pk}
    return b.register(name, authority=office, region_id=region.pk, responsibilities=responsible)


def an_organization(world, number, is_own):
    return organization(world, number, is_own).name


def a_report(world, number, is_own):
    name = an_organization(world, number, is_own)
    obligations.open_year(clock.today().year - 1, actor=world.system)
    return name


def an_alert(world, number, is_own):
    subject = organization(world, number, is_own)
    RiskAlert.objects.create(
        rule_code="AR-01", subject_organization=subject, organization=subject, period="2025", severity="M",
        evidence_digest=world.digest(str(number)), opened_on=clock.today(),
        **{f"{name}_id": getattr(subject, f"{name}_id") for name in SCOPE_COPIES},
    )  # fmt: skip
    return subject.name


def an_org_seat(world, number, is_own):
    subject = organization(world, number, is_own)
    world.org_seat(subject, "organization_filer", User.objects.create(username=f"filer{number}{is_own}", name="填报"))
    return subject.name


def a_code(world, number, is_own):
    subject = organization(world, number, is_own)
    ActivationCode.objects.create(
        organization=subject, role="organization_filer", prefix="WALK", digest="0" * 64,
        expires_at=clock.real_now() + SOON, issued_by=world.stranger,
    )  # fmt: skip
    return subject.name


def a_batch(world, number, is_own):
    office = world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau
    name = f"{'本区' if is_own else '外区'}名单{number}.csv"
    file = files.store(f"名称\n{name}".encode(), name=name, kind="import", permission="imports.view", actor=SYSTEM)
    ImportBatch.objects.create(
        file=file, department=office, registering_authority=office, header=["名称"], mapping=["name"], row_count=1,
        uploaded_by=world.stranger,
    )  # fmt: skip
    return name


def a_party_unit(world, number, is_own):
    b = world.bureau
    other = b.department("别处综合党委", "party_organ", b.yanhai)
    unit = PartyUnit.objects.create(
        name=f"{'本系统' if is_own else '外系统'}第{number}支部", level=UnitLevel.values[0], form=UnitForm.values[0],
        superior=b.party_committee if is_own else other, organization=organization(world, number, is_own),
        established_on=clock.today(),
    )  # fmt: skip
    return unit.name


def a_branch(world, number, is_own):
    name = f"{'本区' if is_own else '外区'}第{number}分会"
    BranchOffice.objects.create(
        organization=organization(world, number, is_own), kind="branch", name=name, established_on=clock.today()
    )
    return name


def a_branch_filing(world, number, is_own):
    name = f"{'本区' if is_own else '外区'}第{number}分会"
    BranchFiling.objects.create(
        organization=organization(world, number, is_own), act="establish", kind="branch", name=name,
        effective_on=clock.today(), state="submitted", submitted_at=clock.now(),
    )  # fmt: skip
    return name


def a_certificate(world, number, is_own):
    return a_status_certificate(organization(world, number, is_own), number + 100 * is_own).name


def a_member_enterprise(world, number, is_own):
    name = f"{'本区' if is_own else '外区'}第{number}号企业"
    return a_membership(organization(world, number, is_own), name).enterprise.name


def a_work_item(world, number, is_own):
    office = world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau
    title = f"{'本局' if is_own else '外局'}第{number}件"
    worklist.open_item(
        f"lists.kind{number}", subject=office, title=title, department=office, url_name="staff:jobs:list", url_args=[]
    )
    return title


def _person(world, is_own):
    return world.users["registry_clerk"] if is_own else world.stranger


def a_job(world, number, is_own):
    title = f"{'本人' if is_own else '旁人'}任务{number}"
    Job.objects.create(kind="walk", title=title, created_by=_person(world, is_own))
    return title


def a_run(world, number, is_own):
    title = f"{'本局' if is_own else '外局'}批量{number}"
    BulkRun.objects.create(
        list_name="staff:worklist:list", action="claim", title=title, permission="worklist.view", state="running",
        requested_by=_person(world, is_own), acted_by=_person(world, is_own),
        department=world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau,
    )  # fmt: skip
    return title


def a_representative_change(world, number, is_own):
    subject = organization(world, number, is_own)
    RepresentativeChange.objects.create(organization=subject, new_name="某人", document_no=f"望民社〔2026〕{number}号")
    return subject.name


def an_account(world, number, is_own):
    return User.objects.create(username=f"listed{number}", name=f"账号{number}").name


def a_seat(world, number, is_own):
    return world.bureau.seat("inspector", world.bureau.wanglan_bureau).user.name


def a_reset(world, number, is_own):
    reason = f"换手机{number}"
    MfaReset.objects.create(user=User.objects.create(username=f"reset{number}", name="甲"), reason=reason)
    return reason


def a_token(world, number, is_own):
    name = f"数据共享{number}"
    ApiToken.objects.create(
        name=name, department=world.bureau.bureau, prefix=f"tk{number:06}", digest="0" * 64,
        scopes=["organizations.view"], scope_kind=TokenScope.AUTHORITY, ip_ranges=["127.0.0.1/32"],
        expires_at=clock.real_now() + SOON,
    )  # fmt: skip
    return name


def an_audit_line(world, number, is_own):
    audit.record(f"walk.step{number}", actor=SYSTEM)
    return f"walk.step{number}"


def a_delivery(world, number, is_own):
    notice = Notice.objects.create(
        event_key=f"list:{number}", recipient_key=f"user:{world.stranger.pk}", user=world.stranger,
        template="jobs.done", context={"job": 0},
    )  # fmt: skip
    error = f"第{number}次没有发出"
    Delivery.objects.create(
        event_key=f"list:{number}", notice=notice, user=world.stranger, channel="email", state="failed", error=error
    )
    return error


ENTRIES: dict[str, Entry] = {
    "staff:accounts:list": Entry("system_admin", "registry_clerk", an_account, 10, has_scope=False),
    "staff:accounts:resets:list": Entry("security_admin", "registry_clerk", a_reset, 9, has_scope=False),
    "staff:seats:list": Entry("system_admin", "registry_clerk", a_seat, 9, has_scope=False),
    "staff:api_tokens:list": Entry("system_admin", "registry_clerk", a_token, 9, has_scope=False),
    "staff:audit:list": Entry("audit_admin", "registry_clerk", an_audit_line, 10, has_scope=False),
    "staff:deliveries:list": Entry("system_admin", "registry_clerk", a_delivery, 10, has_scope=False),
    "staff:jobs:list": Entry("registry_clerk", "", a_job, 10),
    "staff:bulk:list": Entry("registry_clerk", "", a_run, 10),
    "staff:worklist:list": Entry("registry_clerk", "system_admin", a_work_item, 10),
    "staff:organizations:list": Entry("registry_clerk", "system_admin", an_organization, 14),
    "staff:annual_reports:list": Entry("registry_clerk", "system_admin", a_report, 13),
    "staff:risk_alerts:list": Entry("registry_clerk", "system_admin", an_alert, 12),
    "staff:org_accounts:list": Entry("registry_clerk", "system_admin", an_org_seat, 10),
    "staff:org_accounts:codes": Entry("registry_clerk", "system_admin", a_code, 10),
    "staff:handovers:list": Entry("registry_clerk", "system_admin", a_representative_change, 10),
    "staff:branches:list": Entry("registry_clerk", "system_admin", a_branch, 10),
    "staff:branches:filings": Entry("registry_clerk", "system_admin", a_branch_filing, 10),
    "staff:status_certificates:list": Entry("registry_clerk", "system_admin", a_certificate, 10),
    "staff:members:list": Entry("registry_clerk", "system_admin", a_member_enterprise, 11),
    "staff:imports:list": Entry("registry_clerk", "system_admin", a_batch, 11),
    "staff:party_units:list": Entry("party_officer", "system_admin", a_party_unit, 10),
}
# Lists inside another page: no address of their own; the tests of that page look at their rows.
INSIDE_A_PAGE = {"RowsPage": "tests/supervision/dashboards", "RowList": "tests/core/bulk_actions", "_Page": "same",
                 "OwnMemberList": "tests/registry/members"}  # fmt: skip
