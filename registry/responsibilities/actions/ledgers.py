"""A ledger from its opening to the joint document. Each step is the office's own; two organs sign."""

import datetime

from django.conf import settings
from django.db import transaction

from core import audit, clock, jobs
from core.access.actor import Actor
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotCompetent
from core.workflow.perform import lock, log, perform
from core.worklist import actions as worklist
from core.writeoff import actions as writeoff
from core.writeoff import feeding
from core.writeoff.models import WriteOffList
from registry.organizations.models import Organization
from registry.responsibilities import notices
from registry.responsibilities.comparing import Departments, compare
from registry.responsibilities.learning import as_json, case_of, scorer_for
from registry.responsibilities.models import LedgerRow, LedgerSignature, ResponsibilityLedger
from registry.responsibilities.states import DISPUTED, LedgerState, RowState

GAPS = "responsibility_gaps"
GAPS_DAYS = 90  # how long the office gives itself; each list may be given another day


@transaction.atomic
def open_ledger(
    *,
    actor: Actor,
    department: Department,
    partner: Department,
    title: str,
    effective_on: datetime.date,
    template: ResponsibilityLedger | None = None,
) -> ResponsibilityLedger:
    """A new ledger with a row for each organization the office supervises, and its list of gaps.

    Raises NotPermitted, NotCompetent, Refusal while another one of the office is not signed.
    """
    require(actor, "ledgers.edit", "建立责任台账")
    if not actor.is_system and actor.department_id != department.pk:
        raise NotCompetent(f"“建立责任台账”由{department.name}办理。")
    if partner.pk == department.pk:
        raise Refusal("会签机关不能与制定机关相同，请选择两新工委、社会工作部或组织部门。")
    lock(department)
    if ResponsibilityLedger.objects.filter(department=department).exclude(state=LedgerState.SIGNED).exists():
        raise Refusal("本机关已有一本尚未签发的责任台账，请先办结。")
    ledger = ResponsibilityLedger.objects.create(
        department=department, partner=partner, title=title.strip(), effective_on=effective_on, template=template
    )
    log(ledger, "open", actor=actor)
    rows = _rows(ledger)
    _open_gaps(ledger, actor)
    audit.record("ledgers.open", actor=actor, subject=ledger, rows=rows)
    return ledger


def _rows(ledger: ResponsibilityLedger) -> int:
    """What the register and the proposals say today. Rows that are known in full begin as proposed."""
    above = ledger.template.department if ledger.template else None
    scorer, departments = scorer_for(ledger.department, above=above), Departments()
    bodies = Organization.objects.active().filter(supervising_authority=ledger.department).order_by("pinyin", "pk")
    made = []
    for body in bodies.iterator(chunk_size=2000):
        row = LedgerRow(
            ledger=ledger,
            organization=body,
            supervisor_id=body.business_supervisor_id,
            industry_department_id=None if body.business_supervisor_id else body.industry_department_id,
            party_department_id=body.party_superior_id or ledger.partner_id,
        )
        if row.supervisor_id is None:
            ranked = scorer.rank(case_of(body))
            row.proposals = as_json(ranked)
            row.confidence = ranked[0].confidence if ranked else 0.0
        if row.supervisor_id or row.industry_department_id:
            row.confidence, row.state = 1.0, RowState.PROPOSED
        row.answering_id = row.supervisor_id or row.industry_department_id
        compare(row, departments)
        made.append(row)
    LedgerRow.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _open_gaps(ledger: ResponsibilityLedger, actor: Actor) -> None:
    """One list an office, whatever its ledgers: it follows the latest, so that it shrinks from year to year."""
    book = WriteOffList.objects.filter(source=GAPS, department=ledger.department).first()
    if book is None:
        book = writeoff.open_list(
            actor=Actor.system(GAPS),
            department=ledger.department,
            second_department=ledger.partner,
            title=f"{ledger.department.name}责任缺口清账销号台账",
            kind=GAPS,
            basis=ledger.title,
            due_on=clock.today() + datetime.timedelta(days=GAPS_DAYS),
            source=GAPS,
        )
    book.source_args = {"ledger": ledger.pk}
    book.save(update_fields=["source_args"])
    feeding.feed(book, actor=Actor.system(GAPS))


def refeed(ledger: ResponsibilityLedger) -> None:
    """The list of gaps follows every step that closes one."""
    for book in WriteOffList.objects.filter(source=GAPS, source_args__ledger=ledger.pk):
        feeding.feed(book, actor=Actor.system(GAPS))


def _held(ledger: ResponsibilityLedger, label: str, *states: str) -> None:
    lock(ledger)
    if ledger.state not in states:
        raise Refusal(f"台账处于“{ledger.get_state_display()}”，不能{label}。")


@transaction.atomic
def consult(ledger: ResponsibilityLedger, *, actor: Actor) -> int:
    """Ask every department about the rows that the clerk has confirmed; returns how many departments.

    Raises NotPermitted, NotCompetent, WrongState, Refusal when nothing is confirmed.
    """
    perform(ledger, "consult", actor=actor)
    rows = list(ledger.rows.filter(state=RowState.PROPOSED).with_links())
    if not rows:
        raise Refusal("还没有已拟定的事项，请先确认归口。")
    return send_rows(rows, actor)


def send_rows(rows: list[LedgerRow], actor: Actor) -> int:
    """The rows go to who answers for them: one work item and one notice an office."""
    due = add_workdays(clock.today(), settings.LEDGER_ANSWER_WORKDAYS)
    for row in rows:
        row.answering_id = row.supervisor_id or row.industry_department_id or row.party_department_id
        perform(row, "send", actor=actor, answering_id=row.answering_id, answer_by=due)
    asked = {row.answering_id for row in rows}
    for office in sorted(asked):
        notices.asked(rows[0].ledger, office, due)
    return len(asked)


@transaction.atomic
def arbitrate(ledger: ResponsibilityLedger, *, actor: Actor) -> int:
    """The time to answer is over: silence is recorded as 未答复 and goes to the arbiter with what is contested."""
    perform(ledger, "arbitrate", actor=actor)
    silent = ledger.rows.filter(state=RowState.CONSULTED).with_links()
    early = silent.filter(answer_by__gte=clock.today()).order_by("-answer_by").first()
    if early is not None:
        raise Refusal(f"答复期限到{early.answer_by:%Y-%m-%d}（含当日），还有部门没有答复，到期后再转裁定。")
    for row in silent:
        perform(row, "lapse", actor=Actor.system("ledgers"))
    disputed = ledger.rows.filter(state__in=DISPUTED).count()
    if disputed:
        worklist.open_item(
            "ledgers.decide",
            subject=ledger,
            title=f"裁定归口争议：{ledger.title}，{disputed}项",
            url_name="staff:responsibilities:detail",
            department=ledger.department_id,
            role="registry_chief",
        )
    refeed(ledger)
    return disputed


@transaction.atomic
def present(ledger: ResponsibilityLedger, *, actor: Actor) -> None:
    """To the two organs. Raises Refusal, with the number of rows that nobody has settled."""
    perform(ledger, "present", actor=actor)
    left = ledger.rows.exclude(state__in=[RowState.ACCEPTED, RowState.DECIDED]).exclude(state=RowState.UNASSIGNED)
    if number := left.count():
        raise Refusal(f"还有{number}项没有接受或裁定，不能送会签。")
    worklist.close_items(ledger, "ledgers.decide", actor=actor)
    for leads, office in ((True, ledger.department_id), (False, ledger.partner_id)):
        worklist.open_item(
            "ledgers.sign" if leads else "ledgers.sign_partner",
            subject=ledger,
            title=f"会签责任台账：{ledger.title}",
            url_name="staff:responsibilities:detail",
            department=office,
        )


@transaction.atomic
def sign(ledger: ResponsibilityLedger, *, actor: Actor) -> LedgerSignature:
    """One signature an organ, by a seat of it. Raises NotPermitted, NotCompetent, Refusal when it has signed."""
    require(actor, "ledgers.sign", "会签")
    _held(ledger, "会签", LedgerState.SIGNING)
    if actor.department_id not in ledger.organs:
        raise NotCompetent(f"“会签”由{ledger.department.name}和{ledger.partner.name}办理。")
    if ledger.signatures.filter(department_id=actor.department_id).exists():
        raise Refusal("本机关已会签，无需再签。")
    signature = LedgerSignature.objects.create(
        ledger=ledger, department_id=actor.department_id, user_id=actor.user_id, at=clock.now()
    )
    log(ledger, "sign", actor=actor)
    kind = "ledgers.sign" if actor.department_id == ledger.department_id else "ledgers.sign_partner"
    worklist.close_items(ledger, kind, actor=actor)
    audit.record("ledgers.sign", actor=actor, subject=ledger)
    return signature


@transaction.atomic
def recall(ledger: ResponsibilityLedger, *, actor: Actor, comment: str) -> None:
    """An organ will not sign it as it is: back to the arbiter, and signatures given are void."""
    lock(ledger)
    if not actor.is_system and actor.department_id not in ledger.organs:
        raise NotCompetent(f"“退回修改”由{ledger.department.name}和{ledger.partner.name}办理。")
    perform(ledger, "recall", actor=actor, comment=comment)
    ledger.signatures.all().delete()
    worklist.close_items(ledger, actor=actor, cancelled=True)


@transaction.atomic
def give_number(ledger: ResponsibilityLedger, *, actor: Actor, document_no: str, signed_on: datetime.date) -> None:
    """签发: both have signed, the joint document has its number. What it says is written by `publish`.

    Raises NotPermitted, NotCompetent, WrongState, Refusal naming the organ that has not signed.
    """
    lock(ledger)
    missing = set(ledger.organs) - set(ledger.signatures.values_list("department_id", flat=True))
    if ledger.state == LedgerState.SIGNING and missing:
        office = ledger.department if ledger.department_id in missing else ledger.partner
        raise Refusal(f"{office.name}尚未会签，不能签发。")
    if not document_no.strip():
        raise Refusal("签发须填写文号。")
    perform(ledger, "issue", actor=actor, document_no=document_no.strip(), signed_on=signed_on)
    audit.record("ledgers.issue", actor=actor, subject=ledger, signed_on=signed_on)


@transaction.atomic
def issue(ledger: ResponsibilityLedger, *, actor: Actor, document_no: str, signed_on: datetime.date) -> None:
    """`give_number`, and the one job that writes the register. Raises the same."""
    give_number(ledger, actor=actor, document_no=document_no, signed_on=signed_on)
    jobs.enqueue(
        "responsibilities.publish",
        {"ledger": ledger.pk},
        actor=actor,
        unique_key=f"responsibilities.publish:{ledger.pk}",
        title=f"写入责任单位：{ledger.title}"[:120],
    )
