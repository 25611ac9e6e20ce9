"""Verbs on branches. The organization files; its authority takes note, and only that changes the register."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated import actions as dated
from core.forms.versions import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from registry.branches import notices, rulebook
from registry.branches.models import BranchFiling, BranchOffice, BranchParticulars
from registry.branches.states import OPEN_FILINGS, WRITING, FilingAct, FilingState, Severity
from registry.organizations.models import Organization
from registry.organizations.states import FINAL_STATUSES

REVIEW, MEND = "branches.review", "branches.mend"
ONE_DAY = datetime.timedelta(days=1)


def findings_of(filing: BranchFiling) -> list[rulebook.Finding]:
    return rulebook.findings(
        filing.organization,
        act=filing.act,
        kind=filing.kind,
        values=filing.particulars,
        charter_basis=filing.charter_basis,
        day=filing.effective_on,
    )


@transaction.atomic
def draft(
    organization: Organization, *, actor: Actor, act: str, branch: BranchOffice | None = None, **values
) -> BranchFiling:
    """Begin a filing. `values` are the columns of BranchFiling; a branch has one open filing at a time.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, "own_branches.file", "填写分支机构备案")
    check_competent(organization, actor=actor, label="填写分支机构备案")
    filing = _new(organization, act, branch, values)
    log(filing, "draft", actor=actor)
    return filing


def _new(organization: Organization, act: str, branch: BranchOffice | None, values: dict) -> BranchFiling:
    lock(organization)
    if organization.status in FINAL_STATUSES and act != FilingAct.CLOSE:
        raise Refusal("该组织已注销，不能再设立或变更分支机构。")
    if branch is not None:
        lock(branch)
        if branch.is_closed:
            raise Refusal(f"“{branch.name}”已终止，不能再办理{FilingAct(act).label}备案。")
        if branch.filings.filter(state__in=OPEN_FILINGS).exists():
            raise Refusal(f"“{branch.name}”已有一份未办结的备案，请先办结或撤回。")
        values = {"kind": branch.kind, **values}
    filing = BranchFiling(organization=organization, branch=branch, act=act, **values)
    _check_dates(filing)
    filing.save(force_insert=True)
    return filing


def _check_dates(filing: BranchFiling) -> None:
    day, what = filing.effective_on, filing.get_act_display()
    if day > clock.today():
        raise Refusal(f"{what}日期不能晚于今天，请在{what}之后备案。")
    born = filing.organization.registered_on
    if born and day < born:
        raise Refusal(f"{what}日期{day:%Y-%m-%d}早于本组织成立登记日期{born:%Y-%m-%d}，请核对。")
    if filing.branch_id and day <= filing.branch.established_on:
        raise Refusal(f"{what}日期须晚于该分支机构的设立日期{filing.branch.established_on:%Y-%m-%d}。")


@transaction.atomic
def edit(filing: BranchFiling, *, actor: Actor, version: int | None, **values) -> None:
    """Raises NotPermitted, NotCompetent, WrongState once it was sent, StaleVersion, Refusal."""
    require(actor, "own_branches.file", "修改分支机构备案")
    check_competent(filing, actor=actor, label="修改分支机构备案")
    check_version(filing, version)
    if filing.state not in WRITING:
        raise WrongState(f"当前状态为“{filing.get_state_display()}”，不能修改。")
    for name, value in values.items():
        setattr(filing, name, value)
    _check_dates(filing)
    filing.version += 1
    filing.save(update_fields=[*values, "version"])


@transaction.atomic
def submit(filing: BranchFiling, *, actor: Actor) -> None:
    """Send it to the authority. Raises Refusal with the basis where the law forbids it, and what perform raises."""
    _refuse_forbidden(filing)
    office = filing.competent_department_id
    if office is None:
        raise Refusal("本组织的监督管理机关尚未明确，暂时不能提交。请与登记管理机关联系。")
    perform(filing, "submit", actor=actor, submitted_at=clock.now())
    worklist.close_items(filing, MEND, actor=actor)
    worklist.open_item(
        REVIEW,
        subject=filing,
        title=f"分支机构备案：{filing.organization.name}{filing.get_act_display()}{filing.name}",
        url_name="staff:branches:filing",
        department=office,
    )
    audit.record("branches.submit", actor=actor, subject=filing, organization=filing.organization_id)


def _refuse_forbidden(filing: BranchFiling) -> None:
    for finding in findings_of(filing):
        if finding.severity == Severity.REFUSE:
            raise Refusal(f"{finding.text}依据：{finding.source}。")


@transaction.atomic
def withdraw(filing: BranchFiling, *, actor: Actor) -> None:
    """The organization takes it back. Raises what perform raises."""
    perform(filing, "withdraw", actor=actor)
    worklist.close_items(filing, actor=actor, cancelled=True)
    audit.record("branches.withdraw", actor=actor, subject=filing, organization=filing.organization_id)


@transaction.atomic
def send_back(filing: BranchFiling, *, actor: Actor, comment: str) -> None:
    """With what to put right. Raises CommentRequired and what perform raises."""
    perform(filing, "send_back", actor=actor, comment=comment)
    worklist.close_items(filing, REVIEW, actor=actor)
    worklist.open_item(
        MEND,
        subject=filing,
        title=f"补正分支机构备案：{filing.name}",
        url_name="org:branches:filing",
        organization=filing.organization_id,
    )
    notices.returned(filing)
    audit.record("branches.send_back", actor=actor, subject=filing, organization=filing.organization_id)


@transaction.atomic
def note(filing: BranchFiling, *, actor: Actor, comment: str = "") -> BranchOffice:
    """备案: from here on the register says so, from the day the filing names.

    Where a finding asks for it, `comment` says why the authority takes note all the same.
    Raises CommentRequired, Refusal, FactRefused and what perform raises.
    """
    lock(filing)
    _refuse_forbidden(filing)
    doubts = [one for one in findings_of(filing) if one.severity == Severity.CONFIRM]
    if doubts and not comment.strip():
        raise CommentRequired(f"{doubts[0].text}确需备案的，请在意见中写明核实情况。")
    branch = _entered(filing)
    perform(
        filing, "note", actor=actor, comment=comment, branch=branch, noted_at=clock.now(), noted_by_id=actor.user_id
    )
    worklist.close_items(filing, actor=actor)
    notices.noted(filing)
    audit.record("branches.note", actor=actor, subject=filing, organization=filing.organization_id, branch=branch.pk)
    return branch


def _entered(filing: BranchFiling) -> BranchOffice:
    return {FilingAct.ESTABLISH: _establish, FilingAct.CHANGE: _change, FilingAct.CLOSE: _close}[filing.act](filing)


def _establish(filing: BranchFiling) -> BranchOffice:
    values = _dated_values(filing)
    if BranchOffice.objects.filter(organization=filing.organization_id, name=filing.name, closed_on=None).exists():
        raise Refusal(f"本组织已有名为“{filing.name}”的分支（代表）机构，不能重复设立。")
    branch = BranchOffice.objects.create(
        organization_id=filing.organization_id,
        kind=filing.kind,
        charter_basis=filing.charter_basis,
        decided_by=filing.decided_by,
        decided_on=filing.decided_on,
        document=filing.document,
        established_on=filing.effective_on,
        **values,
    )
    dated.set_fact(BranchParticulars, branch, values=values, valid_from=filing.effective_on, document=filing.document)
    return branch


def _change(filing: BranchFiling) -> BranchOffice:
    branch = _held(filing)
    values, day = _dated_values(filing), filing.effective_on
    same_day = branch.particulars.filter(valid_from=day).first()
    if same_day is not None:
        dated.correct_fact(same_day, values=values, document=filing.document)
    else:
        dated.set_fact(BranchParticulars, branch, values=values, valid_from=day, document=filing.document)
    branch.version += 1
    branch.save(update_fields=["version"])
    return branch


def _close(filing: BranchFiling) -> BranchOffice:
    branch = _held(filing)
    current = branch.particulars.order_by("-valid_from").first()
    if current is not None:
        dated.end_fact(current, last_day=filing.effective_on - ONE_DAY)
    branch.closed_on, branch.closing_document = filing.effective_on, filing.document
    branch.version += 1
    branch.save(update_fields=["closed_on", "closing_document", "version"])
    return branch


def _held(filing: BranchFiling) -> BranchOffice:
    branch = filing.branch
    lock(branch)
    if branch.is_closed:
        raise Refusal(f"“{branch.name}”已于{branch.closed_on:%Y-%m-%d}终止。")
    return branch


def _dated_values(filing: BranchFiling) -> dict:
    return {
        **filing.particulars,
        "regional_words": rulebook.regional_words(filing.name, filing.organization.name),
    }


@transaction.atomic
def record(
    organization: Organization,
    *,
    actor: Actor,
    act: str,
    branch: BranchOffice | None = None,
    comment: str = "",
    **values,
) -> BranchFiling:
    """Taken down at the counter from paper: filed and noted at once by the competent office.

    Raises as `note`.
    """
    require(actor, "branches.note", "登记分支机构备案")
    check_competent(organization, actor=actor, label="登记分支机构备案")
    filing = _new(organization, act, branch, {**values, "state": FilingState.SUBMITTED, "submitted_at": clock.now()})
    log(filing, "record", actor=actor)
    note(filing, actor=actor, comment=comment)
    return filing
