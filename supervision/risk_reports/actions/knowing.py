"""What becomes known of a report without moving it: which body, how grave, what it belongs to, what was added."""

from django.db import transaction

from core import audit, worklist
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, lock, log
from registry.organizations.models import Organization
from supervision.risk_reports import notices, photos, queries
from supervision.risk_reports.actions.steps import ITEM
from supervision.risk_reports.models import RiskNote, RiskReport
from supervision.risk_reports.states import ANSWER, JUDGE, OPEN, OVER, VIEW, About, Colour


def _hold(report: RiskReport, actor: Actor, what: str) -> None:
    require(actor, JUDGE, what)
    lock(report)
    check_competent(report, actor=actor, label=what)
    if report.state not in OPEN:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能{what}。")


def _keep(report: RiskReport, name: str, actor: Actor, comment: str, **changes) -> None:
    for field, value in changes.items():
        setattr(report, field, value)
    report.version += 1
    report.save(update_fields=[*changes, "version"])
    log(report, name, actor=actor, comment=comment, from_state=report.state)
    audit.record(f"risk_reports.{name}", actor=actor, subject=report)


@transaction.atomic
def identify(
    report: RiskReport, *, actor: Actor, organization: Organization | None = None, body_name: str = ""
) -> None:
    """Which body it is: one of the register, or a name that stands in none. Raises as perform, Refusal."""
    _hold(report, actor, "核对涉及组织")
    if organization is None and not body_name.strip():
        raise Refusal("请选择社会组织，或者写明不在名录中的名称。")
    about = About.REGISTERED if organization else About.UNLISTED
    told = organization.name if organization else f"不在名录中：{body_name.strip()}"
    _keep(
        report, "identify", actor, told, about=about, organization=organization,
        body_name=body_name.strip() or report.body_name,
    )  # fmt: skip


@transaction.atomic
def grade(report: RiskReport, *, actor: Actor, severity: str) -> None:
    _hold(report, actor, "评定等级")
    if severity not in Colour.values:
        raise Refusal("请评定等级。")
    _keep(report, "grade", actor, str(Colour(severity).label), severity=severity)


@transaction.atomic
def tie(report: RiskReport, *, actor: Actor, main: RiskReport) -> None:
    """Make `report` part of the matter of `main`. Both keep their clocks; from now on one step moves both.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    first, second = sorted((report, main), key=lambda one: one.pk)
    lock(first)
    lock(second)
    _hold(report, actor, "并案")
    root = main.main if main.main_id else main
    if root.pk == report.pk or report.main_id == root.pk:
        raise Refusal("这两条已经是同一事项。")
    if root.state not in OPEN or root.office_id != report.office_id:
        raise Refusal(f"只能并入同在{report.office.name}办理、尚未办结的事项。")
    report.tied.update(main=root)
    _keep(report, "tie", actor, f"并入{root.number}", main=root)


@transaction.atomic
def untie(report: RiskReport, *, actor: Actor) -> None:
    _hold(report, actor, "解除并案")
    if report.main_id is None:
        raise Refusal("这条没有并入其他事项。")
    _keep(report, "untie", actor, f"从{report.main.number}分出", main=None)


@transaction.atomic
def add_note(report: RiskReport, *, actor: Actor, text: str, photo: tuple[bytes, str] | None = None) -> RiskNote:
    """补充 by the reporter, or a word of the office. After the end it lies on the desk that ended it.

    Raises NotPermitted, NotCompetent, Refusal, FileRefused.
    """
    require(actor, VIEW, "补充情况")
    lock(report)
    is_own = report.reporter_id is not None and report.reporter_id == actor.user_id
    if not is_own and not holds(report, actor):
        raise NotCompetent(f"补充情况由报送人或者{report.office.name}填写。")
    if not text.strip():
        raise Refusal("请写明补充的情况。")
    stored = photos.keep(photo[0], name=photo[1], actor=actor) if photo else None
    note = RiskNote.objects.create(
        report=report, text=text.strip(), file=stored, is_from_reporter=is_own, user_id=actor.user_id,
        department_id=actor.department_id,
    )  # fmt: skip
    if is_own:
        notices.added(report, note.pk)
        if report.state in OVER:
            worklist.open_item(
                ITEM, subject=report, title="已办结的风险报送有补充", url_name="staff:risk_reports:detail",
                department=report.office_id,
            )  # fmt: skip
    elif report.state in OVER:
        worklist.close_items(report, ITEM, actor=actor)
    audit.record("risk_reports.add_note", actor=actor, subject=report, note=note.pk)
    return note


def holds(report: RiskReport, actor: Actor) -> bool:
    """Whether the seat works on it for the office where it lies; a grid officer may sit in that office too."""
    return actor.competent_for(report) and (actor.can(JUDGE) or actor.can(ANSWER))


def may_tie(report: RiskReport, actor: Actor) -> list[RiskReport]:
    """Those of the likely same matter that lie at the same office and are open."""
    return [row for row in queries.alike(report, actor) if row.office_id == report.office_id and row.state in OPEN]
