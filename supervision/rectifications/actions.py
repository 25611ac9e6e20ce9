"""The only writers of rectification orders; their letters go through supervision.letters."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import roll_forward
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision import signals
from supervision.letters import actions as letters
from supervision.letters import queries as letter_queries
from supervision.letters.models import Letter
from supervision.letters.states import LetterState, Outcome
from supervision.rectifications import notices
from supervision.rectifications.models import RectificationOrder, RectificationReport
from supervision.rectifications.states import ORDER, OrderState, Source
from supervision.risk_alerts.models import RiskAlert

KIND = "rectification_order"
RECTIFY_ITEM, VERIFY_ITEM = "rectifications.rectify", "rectifications.verify"
PORTAL = Actor.system("rectifications")
ONE_DAY = datetime.timedelta(days=1)
LEAST_WORDS = 10


def due_words(days: int) -> str:
    return f"收到本通知书之日起{days}日内"


@transaction.atomic
def order(
    *, actor: Actor, organization: Organization, source: str, ground: str, basis: str, demand: str,
    due_days: int | None = None, issuer: Department | None = None, alert: RiskAlert | None = None,
) -> RectificationOrder:  # fmt: skip
    """Draft the order with its letter; it takes effect when the letter is served.

    `due_days` defaults to the setting of today; `issuer` to the supervising authority. Raises NotPermitted,
    NotCompetent, Refusal.
    """
    require(actor, ORDER, "责令整改")
    check_competent(organization, actor=actor, label="责令整改")
    if alert is not None and alert.organization_id != organization.pk:
        raise Refusal("所选预警不是这个社会组织的。")
    days = due_days or letter_queries.period(letter_queries.RECTIFICATION_DAYS, clock.today())
    issuer = issuer or organization.supervising_authority
    values = {"facts": ground.strip(), "basis": basis.strip(), "demand": demand.strip(), "due": due_words(days)}
    letter = letters.draft(actor=actor, kind=KIND, issuer=issuer, organization=organization, values=values)
    made = RectificationOrder.objects.create(
        organization=organization, letter=letter, alert=alert, source=Source.ALERT if alert else source,
        ground=values["facts"], basis=values["basis"], demand=values["demand"], due_days=days,
        prepared_at=clock.now(),
    )  # fmt: skip
    log(made, "order", actor=actor)
    audit.record("rectifications.order", actor=actor, subject=made, organization=organization.pk)
    return made


def _of(letter: Letter) -> RectificationOrder | None:
    rows = RectificationOrder.objects.select_related("organization__supervising_authority", "letter")
    return rows.filter(letter=letter).first()


def signed(letter: Letter) -> None:
    """What was signed is the order. Raises Refusal where its period was changed in the letter alone."""
    found = _of(letter)
    if found is None:
        return
    lock(found)
    if letter.values.get("due") != due_words(found.due_days):
        raise Refusal(f"文书所写期限与整改登记（{due_words(found.due_days)}）不一致，请退回修改后再签发。")
    found.ground, found.basis = letter.values["facts"], letter.values["basis"]
    found.demand, found.ordered_on = letter.values["demand"], letter.signed_on
    found.version += 1
    found.save(update_fields=["ground", "basis", "demand", "ordered_on", "version"])


def served(letter: Letter) -> None:
    """The period runs from the day after service; a last day that is a rest day moves on."""
    found = _of(letter)
    if found is None:
        return
    due = roll_forward(letter.served_on + found.due_days * ONE_DAY)
    step = _step(found, "start", PORTAL, served_on=letter.served_on, due_on=due)
    _wait_for_report(found)
    notices.tell_body(found, "started", step)


def dropped(letter: Letter) -> None:
    found = _of(letter)
    if found is not None and found.state == OrderState.PREPARED:
        _step(found, "drop", PORTAL, cancelled_on=clock.today())


def _step(one: RectificationOrder, name: str, actor: Actor, comment: str = "", **changes) -> int:
    step = perform(one, name, actor=actor, comment=comment, **changes)
    audit.record(f"rectifications.{name}", actor=actor, subject=one, organization=one.organization_id)
    return step.pk


def _wait_for_report(one: RectificationOrder) -> None:
    worklist.open_item(
        RECTIFY_ITEM, subject=one, title="责令整改待完成", url_name="org:rectifications:detail",
        organization=one.organization_id, due_on=one.due_on,
    )  # fmt: skip


@transaction.atomic
def report(
    found: RectificationOrder, *, actor: Actor, text: str, files: Iterable[StoredFile] = ()
) -> RectificationReport:
    """What the organization did, with evidence. Late is accepted, and is late. Raises Refusal and as perform."""
    return _report(found, actor, "report", text, files)


@transaction.atomic
def take_in(
    found: RectificationOrder, *, actor: Actor, text: str, files: Iterable[StoredFile] = ()
) -> RectificationReport:
    """Brought on paper: the authority's clerk writes it down."""
    return _report(found, actor, "take_in", text, files)


def _report(found: RectificationOrder, actor: Actor, name: str, text: str, files) -> RectificationReport:
    if len(text.strip()) < LEAST_WORDS:
        raise Refusal(f"请写明整改情况，不少于{LEAST_WORDS}个字。")
    step = _step(found, name, actor)
    made = RectificationReport.objects.create(
        order=found, text=text.strip(), on=clock.today(), at=clock.now(), user_id=actor.user_id,
        is_on_paper=name == "take_in",
    )  # fmt: skip
    made.files.set(files)
    worklist.close_items(found, RECTIFY_ITEM, actor=actor)
    worklist.open_item(
        VERIFY_ITEM, subject=found, title=f"核实整改情况：{found.organization.name}",
        url_name="staff:rectifications:detail", department=found.competent_department_id,
    )  # fmt: skip
    notices.reported(found, step)
    return made


@transaction.atomic
def verify(found: RectificationOrder, *, actor: Actor, comment: str) -> None:
    """核实通过: ends the order and its letter, and tells the rules."""
    if not comment.strip():
        raise Refusal("请写明核实方式和结果。")
    step = _step(found, "verify", actor, comment, verified_on=clock.today())
    _answer(found, actor, passed=True, comment=comment)
    worklist.close_items(found, actor=actor)
    if found.letter.state == LetterState.SERVED:
        letters.close(found.letter, actor=PORTAL, outcome=Outcome.DONE, comment="整改已核实通过。")
    notices.tell_body(found, "verified", step)
    signals.rectification_verified.send(RectificationOrder, order=found)


@transaction.atomic
def send_back(found: RectificationOrder, *, actor: Actor, comment: str) -> None:
    """核实未通过: the same last day holds, past or not."""
    step = _step(found, "send_back", actor, comment)
    _answer(found, actor, passed=False, comment=comment)
    worklist.close_items(found, VERIFY_ITEM, actor=actor)
    _wait_for_report(found)
    notices.tell_body(found, "sent_back", step)


def _answer(found: RectificationOrder, actor: Actor, *, passed: bool, comment: str) -> None:
    waiting = found.reports.get(answered_on=None)
    waiting.passed, waiting.answer, waiting.answered_on = passed, comment.strip(), clock.today()
    waiting.answered_by_id = actor.user_id
    waiting.save(update_fields=["passed", "answer", "answered_on", "answered_by"])


@transaction.atomic
def extend(found: RectificationOrder, *, actor: Actor, due_on: datetime.date, comment: str) -> None:
    """Once, to a later working day, before or after the last day. Raises Refusal, CommentRequired."""
    lock(found)
    if found.is_extended:
        raise Refusal(f"整改期限只能延长一次，已由{found.first_due_on:%Y-%m-%d}延长至{found.due_on:%Y-%m-%d}。")
    if found.due_on and due_on <= found.due_on:
        raise Refusal(f"新的期限须晚于原期限（{found.due_on:%Y-%m-%d}）。")
    if due_on < clock.today():
        raise Refusal("新的期限不能早于今天。")
    step = _step(
        found, "extend", actor, comment, first_due_on=found.due_on, due_on=roll_forward(due_on),
        extended_on=clock.today(), extension_reason=comment.strip()[:300],
    )  # fmt: skip
    _wait_for_report(found)
    notices.tell_body(found, "extended", step)


@transaction.atomic
def cancel(found: RectificationOrder, *, actor: Actor, comment: str) -> None:
    """Issued by mistake or overtaken by events. Before its letter is served it ends with the letter."""
    lock(found)
    if found.state == OrderState.PREPARED:
        raise Refusal("通知书尚未送达，请在公文中撤回或者作废通知书。")
    step = _step(found, "cancel", actor, comment, cancelled_on=clock.today())
    worklist.close_items(found, actor=actor, cancelled=True)
    if found.letter.state == LetterState.SERVED:
        letters.close(found.letter, actor=PORTAL, outcome=Outcome.NOT_NEEDED, comment=comment)
    found.reports.filter(answered_on=None).update(
        passed=False, answer="整改已撤销。", answered_on=clock.today(), answered_by_id=actor.user_id
    )
    notices.tell_body(found, "cancelled", step)
    signals.rectification_verified.send(RectificationOrder, order=found)
