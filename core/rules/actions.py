"""The verbs of the rule book. The nightly run reads versions; people make them here, and only here.

One person proposes, the portal tries the proposal on history, another person activates it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from core import audit, clock, jobs, worklist
from core.access.actor import Actor
from core.forms.versions import check_version
from core.jobs.models import Job
from core.refusal import Refusal
from core.rules import notices, queries, trials
from core.rules.base import Rule, rule_of
from core.rules.models import LegalSource, RuleProposal, RuleTrial, RuleTrialConflict, RuleTrialDay, RuleVersion
from core.workflow.errors import NotPermitted, SamePerson, WrongState
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent, check_step, lock, log, perform

TO_DECIDE = "rules.decide"
PAGE = "staff:rules:proposal"
DECIDES = "registry_chief"


class NotTried(Refusal):
    """The proposal has no dry run of exactly these parameters."""


@dataclass(frozen=True)
class Content:
    """What a version says."""

    params: dict
    severity: str
    told: list[str]
    sources: list[LegalSource]
    valid_from: datetime.date
    note: str = field(default="")


@transaction.atomic
def propose(code: str, content: Content, *, actor: Actor) -> RuleProposal:
    """Raises NotPermitted, NotCompetent, WrongState (one open proposal a rule), Refusal for a day that has come."""
    _refuse_seat(actor, "rules.propose")
    if rule_of(code) is None:
        raise WrongState(f"没有规则{code}。")
    keeper = queries.keeper()
    if keeper is None:
        raise WrongState("尚未登记市级民政部门，不能修改规则。")
    proposal = RuleProposal(code=code, department=keeper, proposed_by_id=actor.user_id, proposed_at=clock.now())
    check_competent(proposal, actor=actor, label="修改监管规则")
    if RuleProposal.objects.filter(code=code, state="proposed").exists():
        raise WrongState("该规则已有待批准的新版本，请先办结。")
    _fill(proposal, content)
    proposal.save()
    proposal.sources.set(content.sources)
    log(proposal, "propose", actor=actor, comment=content.note)
    audit.record("rules.propose", actor=actor, subject=proposal, rule=code)
    return proposal


@transaction.atomic
def revise(proposal: RuleProposal, content: Content, *, actor: Actor, version: int | None) -> None:
    """Say it differently; other parameters need another trial. Raises what propose raises, and StaleVersion."""
    check_version(proposal, version)
    _refuse_seat(actor, "rules.propose")
    check_step(proposal, "withdraw", actor=actor)
    _fill(proposal, content)
    proposal.version += 1
    proposal.save()
    proposal.sources.set(content.sources)
    log(proposal, "revise", actor=actor, comment=content.note, from_state=proposal.state)
    audit.record("rules.revise", actor=actor, subject=proposal, rule=proposal.code)


def _fill(proposal: RuleProposal, content: Content) -> None:
    _refuse_past(content.valid_from)
    rule = rule_of(proposal.code)
    proposal.based_on = queries.version_of(proposal.code)
    known = proposal.based_on.params if proposal.based_on else (rule.default_params if rule else {})
    proposal.params = {**known, **content.params}
    proposal.severity, proposal.told = content.severity, content.told
    proposal.valid_from, proposal.note = content.valid_from, content.note


def ask_for_trial(proposal: RuleProposal, days: Sequence[datetime.date], *, actor: Actor) -> Job:
    """Try the proposal on these days, as a job; a second request while one runs gets the same one."""
    _refuse_trial(proposal, actor)
    days = sorted({day for day in days if day <= clock.today()})
    if not days or len(days) > trials.MOST_DAYS:
        raise Refusal(f"请选择1至{trials.MOST_DAYS}个不晚于今天的检查日期。")
    return jobs.enqueue(
        "rules.trial",
        {"proposal": proposal.pk, "days": [day.isoformat() for day in days]},
        actor=actor,
        unique_key=trial_key(proposal.pk),
        title=f"试算{proposal}",
    )


def trial_key(proposal_id: int) -> str:
    return f"rules.trial:{proposal_id}"


def _refuse_trial(proposal: RuleProposal, actor: Actor) -> None:
    if actor.read_only or not (actor.can("rules.propose") or actor.can("rules.activate")):
        raise NotPermitted("您的岗位不能试算规则，请联系规则提出人。")
    check_competent(proposal, actor=actor, label="试算监管规则")
    if proposal.state != "proposed":
        raise WrongState(f"当前状态为“{proposal.get_state_display()}”，不能试算。")


@transaction.atomic
def keep_trial(
    proposal: RuleProposal, digest: str, outcome: trials.Outcome, *, baseline: RuleVersion | None, actor: Actor
) -> RuleTrial:
    """What a trial of `digest` beside `baseline` came to. Raises WrongState when it has been decided meanwhile."""
    lock(proposal)
    if proposal.state != "proposed":
        raise WrongState("新版本已办结，试算结果没有保存。")
    trial = RuleTrial.objects.create(
        proposal=proposal,
        digest=digest,
        baseline=baseline,
        days=[one.day for one in outcome.days],
        asked_by_id=actor.user_id,
        made_at=clock.now(),
        **outcome.totals,
    )
    RuleTrialDay.objects.bulk_create(RuleTrialDay(trial=trial, **vars(one)) for one in outcome.days)
    RuleTrialConflict.objects.bulk_create(RuleTrialConflict(trial=trial, **vars(one)) for one in outcome.conflicts)
    log(proposal, "try", actor=actor, from_state=proposal.state)
    worklist.open_item(
        TO_DECIDE, subject=proposal, title=f"决定{proposal}是否启用", url_name=PAGE,
        department=proposal.department_id, role=DECIDES,
    )  # fmt: skip
    notices.tried(proposal, trial.pk)
    return trial


def trial_of(proposal: RuleProposal) -> RuleTrial | None:
    """The latest trial of exactly these parameters."""
    return proposal.trials.filter(digest=proposal.digest).first()


@transaction.atomic
def activate(proposal: RuleProposal, *, actor: Actor, comment: str = "") -> RuleVersion:
    """The version is in force from its first day; the earlier one ends the day before.

    Raises NotTried, SamePerson, NotCompetent, NotPermitted, WrongState, Refusal where the day has come meanwhile.
    """
    lock(proposal)
    check_step(proposal, "activate", actor=actor)
    _refuse_authors(proposal, actor)
    _refuse_past(proposal.valid_from)
    known = list(RuleVersion.objects.select_for_update().filter(code=proposal.code).order_by("number"))
    current = queries.version_of(proposal.code)
    trial = trial_of(proposal)
    if trial is None or (current.pk if current else None) != proposal.based_on_id:
        raise NotTried("该参数尚未在历史数据上与现行版本比较试算，不能启用。请先试算。")
    _end_earlier(known, proposal.valid_from)
    version = RuleVersion.objects.create(
        code=proposal.code,
        number=max((one.number for one in known), default=0) + 1,
        params=proposal.params,
        severity=proposal.severity,
        told=proposal.told,
        is_design=bool(known and known[-1].is_design),
        valid_from=proposal.valid_from,
        author_id=proposal.proposed_by_id,
        approver_id=actor.user_id,
        note=proposal.note,
    )
    version.sources.set(proposal.sources.all())
    _decide(proposal, "activate", actor, comment, trial=trial, became=version)
    audit.record("rules.activate", actor=actor, subject=proposal, rule=proposal.code, version=version.pk)
    notices.decided(proposal, "activated")
    return version


def _refuse_authors(proposal: RuleProposal, actor: Actor) -> None:
    """Before the version is written; perform asks the same once more."""
    wrote = TransitionLog.objects.of(proposal).filter(name__in=("propose", "revise"), user_id=actor.user_id)
    if actor.user_id == proposal.proposed_by_id or (actor.user_id is not None and wrote.exists()):
        raise SamePerson("“批准启用”须由另一人办理：您提出或修改过这个版本。")


def _end_earlier(known: list[RuleVersion], first_day: datetime.date) -> None:
    for one in known:
        if one.valid_from >= first_day:
            raise WrongState(f"第{one.number}版自{one.valid_from:%Y-%m-%d}启用，新版本的启用日期须晚于该日。")
        if one.valid_to is None or one.valid_to >= first_day:
            one.valid_to = first_day - datetime.timedelta(days=1)
            one.save(update_fields=["valid_to"])


@transaction.atomic
def refuse(proposal: RuleProposal, *, actor: Actor, comment: str) -> None:
    """Raises SamePerson, NotCompetent, NotPermitted, CommentRequired, WrongState."""
    _decide(proposal, "refuse", actor, comment)
    audit.record("rules.refuse", actor=actor, subject=proposal, rule=proposal.code)
    notices.decided(proposal, "refused")


def _decide(proposal: RuleProposal, step: str, actor: Actor, comment: str, **more) -> None:
    perform(proposal, step, actor=actor, comment=comment, decided_by_id=actor.user_id, decided_at=clock.now(), **more)
    worklist.close_items(proposal, TO_DECIDE, actor=actor)


@transaction.atomic
def withdraw(proposal: RuleProposal, *, actor: Actor, comment: str = "") -> None:
    """By the office that proposed it, before anybody decided."""
    perform(proposal, "withdraw", actor=actor, comment=comment)
    worklist.close_items(proposal, TO_DECIDE, actor=actor, cancelled=True)
    audit.record("rules.withdraw", actor=actor, subject=proposal, rule=proposal.code)


@transaction.atomic
def edit_source(source: LegalSource, *, actor: Actor, **values) -> None:
    """The wording and the dates of an article; `is_verified` says that they were compared with the original."""
    _refuse_seat(actor, "rules.edit_sources")
    lock(source)
    changed = [name for name, value in values.items() if getattr(source, name) != value]
    for name in changed:
        setattr(source, name, values[name])
    if changed:
        source.save(update_fields=changed)
        audit.record("rules.edit_sources", actor=actor, subject=source, source=source.code, changed=changed)


def _refuse_seat(actor: Actor, permission: str) -> None:
    if actor.read_only or not actor.can(permission):
        raise NotPermitted("您的岗位没有这项权限，请联系系统管理员调整岗位。")


def _refuse_past(first_day: datetime.date) -> None:
    if first_day <= clock.today():
        raise Refusal("启用日期须晚于今天：已经检查过的日子不再改动。")


def rule_or_refuse(code: str) -> Rule:
    rule = rule_of(code)
    if rule is None:
        raise WrongState(f"规则{code}已不在运行。")
    return rule
