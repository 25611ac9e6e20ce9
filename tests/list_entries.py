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
from core.writeoff.models import WriteOffList, WriteOffRow
from registry.annual_reports.actions import obligations
from registry.approvals.models import ApprovalPush
from registry.branches.models import BranchFiling, BranchOffice
from registry.handovers.models import RepresentativeChange
from registry.imports.models import ImportBatch
from registry.org_accounts.models import ActivationCode
from registry.organization_tags.models import Tag
from registry.responsibilities.models import CommitteeDuty, DepartmentTrade, LedgerRow, ResponsibilityLedger
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from tests import access_papers as papers
from tests import access_reports
from tests import list_campaigns as campaigns
from tests import list_credit as credit
from tests import list_letters as letters
from tests import list_party as party
from tests import list_risks as risks
from tests import list_tasks as tasks
from tests.access_branches import a_membership, a_status_certificate
from tests.access_reelections import a_chain
from tests.access_world import World
from tests.list_community import a_base, a_department, a_group, a_region, a_reorganization, a_town
from tests.list_reviews import a_conclusion, a_party_opinion, a_report_in_queue, organization
from tests.support import officers

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


def an_organization(world, number, is_own):
    return organization(world, number, is_own).name


def a_listed_certificate(world, number, is_own):
    subject = organization(world, number, is_own)
    papers.certificate_of(subject)
    return subject.name


def a_listed_charter(world, number, is_own):
    subject = organization(world, number, is_own)
    papers.charter_of(subject)
    return subject.name


def a_report_request(world: World, number: int, is_own: bool) -> str:
    owner = organization(world, number, is_own)
    access_reports.a_request(owner, world)
    return owner.name


def a_report(world, number, is_own):
    name = an_organization(world, number, is_own)
    obligations.open_year(clock.today().year - 1, actor=world.system)
    return name


def an_alert(world, number, is_own):
    subject = organization(world, number, is_own)
    RiskAlert.objects.create(
        rule_code="AR-01", subject_kind="organization", subject_id=subject.pk, organization=subject, period="2025",
        severity="M", evidence_digest=world.digest(str(number)), opened_on=clock.today(),
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


def a_post(world, number, is_own):
    officers.load()
    subject = organization(world, number, is_own)
    officers.appoint(subject, f"{'陆' if is_own else '温'}知秋", "chair")
    return subject.name


def a_holder(world, number, is_own):
    officers.load()
    name = f"{'陆予' if is_own else '温望'}{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'子丑寅卯'[number // 10 % 4]}"
    officers.appoint(organization(world, number, is_own), name, "chair")
    return name


def a_reelection(world, number, is_own):
    subject = organization(world, number, is_own)
    a_chain(subject)
    return subject.name


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


def a_tag(world, number, is_own):
    office = world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau
    return Tag.objects.create(department=office, label=f"{'本局' if is_own else '外局'}标签{number}").label


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


def a_push(world, number, is_own):
    name = f"{'本区' if is_own else '外区'}第{number}推送"
    b = world.bureau
    ApprovalPush.objects.create(
        kind="registration", source="api", external_no=f"LIST-{number}-{is_own}", approval_bureau=b.approval_bureau,
        civil_affairs=b.wanglan_bureau if is_own else b.yanhai_bureau, name=name, uscc="51379900TE5T00016G",
        document_no="文", decided_on=clock.today(), effective_on=clock.today(), payload={}, values={}, digest="0",
        state="received",
    )  # fmt: skip
    return name


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


def a_write_off_list(world, number, is_own):
    office = world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau
    title = f"{'本局' if is_own else '外局'}第{number}本台账"
    made = WriteOffList.objects.create(title=title, kind="list", department=office, due_on=clock.today())
    a_row_of(made, office, 1, title)
    return title


def a_row_of(book, office, number, subject):
    return WriteOffRow.objects.create(
        write_off_list=book, number=number, subject=subject, problem="未办", responsible=office, due_on=clock.today()
    )


def a_write_off_row(world, number, is_own):
    office = world.bureau.commerce if is_own else world.bureau.industry
    book, _ = WriteOffList.objects.get_or_create(
        title="事项台账", kind="list", department=world.bureau.bureau, due_on=clock.today()
    )
    subject = f"{'本局' if is_own else '外局'}第{number}项"
    a_row_of(book, office, number, subject)
    return subject


def _a_ledger(world, office, title):
    b = world.bureau
    organ = b.department("清单社会工作部", "party_organ", b.city)
    return ResponsibilityLedger.objects.create(
        title=title, department=office, partner=organ, effective_on=clock.today(), state="signed",
        document_no="清单", signed_on=clock.today(),
    )  # fmt: skip


def a_ledger(world, number, is_own):
    office = world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau
    return _a_ledger(world, office, f"{'本局' if is_own else '外局'}第{number}本责任台账").title


def a_ledger_row(world, number, is_own):
    b = world.bureau
    ledger = ResponsibilityLedger.objects.filter(title="清单台账").first() or _a_ledger(world, b.bureau, "清单台账")
    subject = organization(world, number, is_own)
    supervisor = b.commerce if is_own else b.industry
    LedgerRow.objects.create(
        ledger=ledger, organization=subject, supervisor=supervisor, answering=supervisor,
        party_department=b.party_committee, approval_department=supervisor,
        proposals=[{"department": supervisor.pk, "confidence": 0.9, "reasons": ["业务词"]}], confidence=0.9,
    )  # fmt: skip
    return subject.name


def a_duty(world, number, is_own):
    b = world.bureau
    name = f"{'本级' if is_own else '外级'}第{number}局"
    CommitteeDuty.objects.create(
        department=b.department(name, "government", b.wanglan if is_own else b.yanhai),
        office=b.wanglan_bureau if is_own else b.yanhai_bureau, organizations=5, threshold=5,
        reached_on=clock.today(), due_on=clock.today() + SOON,
    )  # fmt: skip
    return name


def a_trade(world, number, is_own):
    word = f"业务词{number}"
    DepartmentTrade.objects.create(department=world.bureau.commerce, word=word, valid_from=clock.today())
    return word


ENTRIES: dict[str, Entry] = {
    "staff:accounts:list": Entry("system_admin", "registry_clerk", an_account, 10, has_scope=False),
    "staff:accounts:resets:list": Entry("security_admin", "registry_clerk", a_reset, 9, has_scope=False),
    "staff:seats:list": Entry("system_admin", "registry_clerk", a_seat, 9, has_scope=False),
    "staff:departments:list": Entry("system_admin", "street_officer", a_department, 9, has_scope=False),
    "staff:regions:list": Entry("system_admin", "street_officer", a_region, 9, has_scope=False),
    "staff:reorganizations:list": Entry("system_admin", "street_officer", a_reorganization, 9, has_scope=False),
    "staff:api_tokens:list": Entry("system_admin", "registry_clerk", a_token, 9, has_scope=False),
    "staff:audit:list": Entry("audit_admin", "registry_clerk", an_audit_line, 10, has_scope=False),
    "staff:deliveries:list": Entry("system_admin", "registry_clerk", a_delivery, 10, has_scope=False),
    "staff:jobs:list": Entry("registry_clerk", "", a_job, 10),
    "staff:bulk:list": Entry("registry_clerk", "", a_run, 10),
    "staff:worklist:list": Entry("registry_clerk", "system_admin", a_work_item, 10),
    "staff:organization_tags:list": Entry("registry_clerk", "system_admin", a_tag, 10),
    "staff:organizations:list": Entry("registry_clerk", "system_admin", an_organization, 15),
    "staff:writeoff:list": Entry("registry_clerk", "system_admin", a_write_off_list, 10),
    "staff:writeoff:rows": Entry("department_officer", "system_admin", a_write_off_row, 12),
    "staff:responsibilities:list": Entry("registry_clerk", "system_admin", a_ledger, 10),
    "staff:responsibilities:rows": Entry("department_officer", "system_admin", a_ledger_row, 13),
    "staff:responsibilities:duties": Entry("registry_clerk", "system_admin", a_duty, 11),
    "staff:responsibilities:trades": Entry("registry_clerk", "department_officer", a_trade, 11, has_scope=False),
    "staff:report_requests:list": Entry("registry_clerk", "system_admin", a_report_request, 10),
    "staff:annual_reports:list": Entry("registry_clerk", "system_admin", a_report, 14),
    "staff:report_reviews:list": Entry("registry_clerk", "system_admin", a_report_in_queue, 13),
    "staff:report_reviews:conclusions": Entry("registry_clerk", "system_admin", a_conclusion, 11),
    "staff:report_reviews:opinions": Entry("registry_clerk", "system_admin", a_party_opinion, 11),
    "staff:risk_alerts:list": Entry("registry_clerk", "system_admin", an_alert, 13),
    "staff:org_accounts:list": Entry("registry_clerk", "system_admin", an_org_seat, 10),
    "staff:org_accounts:codes": Entry("registry_clerk", "system_admin", a_code, 10),
    "staff:handovers:list": Entry("registry_clerk", "system_admin", a_representative_change, 10),
    "staff:officers:list": Entry("registry_clerk", "system_admin", a_post, 15),
    "staff:people:list": Entry("registry_clerk", "department_officer", a_holder, 10),
    "staff:reelections:list": Entry("registry_clerk", "system_admin", a_reelection, 11),
    "staff:branches:list": Entry("registry_clerk", "system_admin", a_branch, 10),
    "staff:branches:filings": Entry("registry_clerk", "system_admin", a_branch_filing, 10),
    "staff:status_certificates:list": Entry("registry_clerk", "system_admin", a_certificate, 10),
    "staff:certificates:list": Entry("registry_clerk", "system_admin", a_listed_certificate, 10),
    "staff:charters:list": Entry("registry_clerk", "system_admin", a_listed_charter, 10),
    "staff:approvals:list": Entry("registry_clerk", "system_admin", a_push, 11),
    "staff:imports:list": Entry("registry_clerk", "party_officer", a_batch, 12),
    "staff:community_orgs:list": Entry("street_officer", "system_admin", a_group, 13),
    "staff:community_orgs:towns": Entry("registry_clerk", "system_admin", a_town, 10),
    "staff:incubation_bases:list": Entry("registry_clerk", "system_admin", a_base, 10),
    "staff:members:list": Entry("registry_clerk", "system_admin", a_member_enterprise, 11),
    **party.entries(Entry),
    **campaigns.entries(Entry),
    **letters.entries(Entry),
    **tasks.entries(Entry),
    **risks.entries(Entry),
    **credit.entries(Entry),
}
# Lists inside another page: no address of their own; the tests of that page look at their rows.
INSIDE_A_PAGE = {"RowsPage": "tests/supervision/dashboards", "RowList": "tests/core/bulk_actions", "_Page": "same",
                 "OwnMemberList": "tests/registry/members", "EditingList": "tests/registry/imports"}  # fmt: skip
