"""From the audit to the register: notice, meeting, votes, and the new term by the verbs of the register itself."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import lock, log, perform
from registry.officers import actions as officers
from registry.officers.models import OfficerPost
from registry.officers.states import LEGAL_REPRESENTATIVE, LimitKind
from registry.organizations.states import OrgType
from registry.reelections import notices, queries
from registry.reelections.actions.voices import AUDIT_ITEM, ENTER_ITEM, MEET_ITEM, office, record, touch, voice
from registry.reelections.models import Candidate, Reelection
from registry.reelections.states import BEFORE_THE_MEETING, ReelectionState

ONE_DAY = datetime.timedelta(days=1)


# -- audit ------------------------------------------------------------------------------------------------------------


def _auditing(reelection: Reelection, what: str) -> None:
    lock(reelection)
    if reelection.is_extension or reelection.state not in (*BEFORE_THE_MEETING, ReelectionState.HELD):
        raise WrongState(f"当前状态为“{reelection.get_state_display()}”，不能{what}。")
    if reelection.audit_id:
        raise WrongState("审计已经登记。")


@transaction.atomic
def hand_in_audit(
    reelection: Reelection,
    *,
    actor: Actor,
    auditor: str,
    audited_on: datetime.date,
    audit_no: str = "",
    file: StoredFile | None = None,
) -> None:
    """The report of the auditors, at any time before the meeting. Raises NotPermitted, NotCompetent, Refusal."""
    voice(reelection, actor, "报送审计报告")
    _auditing(reelection, "报送审计报告")
    if reelection.term is None:
        raise Refusal("没有登记在期的届次，审计由登记管理机关在登记届期后登记。")
    if not reelection.term.valid_from <= audited_on <= clock.today():
        raise Refusal(f"报告日期应在本届开始（{reelection.term.valid_from:%Y-%m-%d}）之后、今天之前。")
    kept = file or reelection.audit_file
    touch(reelection, auditor=auditor.strip(), audit_no=audit_no.strip(), audited_on=audited_on, audit_file=kept)
    worklist.open_item(
        AUDIT_ITEM,
        subject=reelection,
        title=f"登记换届审计：{reelection.organization.name}",
        url_name="staff:reelections:detail",
        department=reelection.competent_department_id,
    )
    record(reelection, "hand_in_audit", actor)


@transaction.atomic
def record_audit(reelection: Reelection, *, actor: Actor) -> None:
    """Into the register, as it was handed in. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    office(reelection, actor, "登记审计")
    _auditing(reelection, "登记审计")
    if not reelection.audited_on:
        raise Refusal("审计报告尚未报送。")
    made = officers.record_audit(
        reelection.term, actor=actor, auditor=reelection.auditor, report_no=reelection.audit_no,
        reported_on=reelection.audited_on, file=reelection.audit_file,
    )  # fmt: skip
    touch(reelection, audit=made)
    log(reelection, "record_audit", actor=actor)
    worklist.close_items(reelection, AUDIT_ITEM, actor=actor)
    record(reelection, "record_audit", actor, audit=made.pk)


@transaction.atomic
def skip_audit(reelection: Reelection, *, actor: Actor, reason: str) -> None:
    """By the authority alone. Raises NotPermitted, NotCompetent, WrongState, Refusal without a reason."""
    office(reelection, actor, "免予审计")
    _auditing(reelection, "免予审计")
    if not reason.strip():
        raise Refusal("免予审计须写明理由。")
    touch(reelection, audit_skipped=reason.strip())
    log(reelection, "skip_audit", actor=actor, comment=reason.strip())
    worklist.close_items(reelection, AUDIT_ITEM, actor=actor)
    record(reelection, "skip_audit", actor)


def check_audit(reelection: Reelection, candidates: Sequence[Candidate]) -> None:
    """Raises Refusal with the article."""
    its = queries.numbers(reelection.organization)
    if queries.audit_misses(reelection, candidates, its):
        rule = queries.audit_asked(reelection, candidates, its)
        raise Refusal(f"{rule.title}，审计报告尚未登记。依据：{rule.basis}。")


# -- the meeting ------------------------------------------------------------------------------------------------------


@transaction.atomic
def notify(
    reelection: Reelection,
    *,
    actor: Actor,
    notified_on: datetime.date,
    meeting_on: datetime.date,
    meeting_place: str,
    reason: str = "",
) -> None:
    """The notice of the meeting. Shorter than the rule only by the authority, with a reason.

    Raises NotPermitted, NotCompetent, Refusal and what perform raises.
    """
    voice(reelection, actor, "登记会议通知")
    lock(reelection)
    check_audit(reelection, queries.candidates_of(reelection))
    if notified_on > clock.today():
        raise Refusal("通知日期不能晚于今天，请在发出通知后填写。")
    if meeting_on < notified_on:
        raise Refusal("会议日期不能早于通知日期。")
    rule = queries.numbers(reelection.organization).of(LimitKind.NOTICE)
    days = rule.params["days"] if rule else 10
    is_short = meeting_on < notified_on + days * ONE_DAY
    if is_short and (actor.is_organization_side or not reason.strip()):
        last = notified_on + days * ONE_DAY
        basis = f"依据：{rule.basis}。" if rule else ""
        raise Refusal(
            f"会议须提前{days}日通知，{notified_on:%m月%d日}通知的，会议不早于{last:%m月%d日}。"
            f"确需缩短的，由登记管理机关写明理由登记。{basis}"
        )
    perform(
        reelection, "notify", actor=actor, notified_on=notified_on, meeting_on=meeting_on, due_on=meeting_on,
        meeting_place=meeting_place.strip(), notice_skipped=reason.strip() if is_short else "",
    )  # fmt: skip
    worklist.close_items(reelection, MEET_ITEM, actor=actor)
    _wait_for_result(reelection)
    record(reelection, "notify", actor)


def _wait_for_result(reelection: Reelection) -> None:
    worklist.open_item(
        MEET_ITEM,
        subject=reelection,
        title=f"报送{reelection.get_kind_display()}会议结果",
        url_name="org:reelections:detail",
        organization=reelection.organization_id,
        due_on=reelection.due_on,
    )


@transaction.atomic
def report_result(
    reelection: Reelection,
    *,
    actor: Actor,
    held_on: datetime.date,
    total: int,
    present: int,
    votes: Mapping[int, int],
    resolution: str,
    term_years: int | None = None,
    file: StoredFile | None = None,
) -> None:
    """What the meeting decided, checked against quorum and votes. Raises Refusal with the rule, and as perform."""
    voice(reelection, actor, "报会议结果")
    lock(reelection)
    candidates = queries.candidates_of(reelection)
    _check_meeting(reelection, held_on, total, present)
    if set(votes) != {one.pk for one in candidates}:
        raise Refusal("请逐人填写赞成票数。")
    if over := next((one for one in candidates if votes[one.pk] > present), None):
        raise Refusal(f"{over.person.name}的赞成票数多于到会人数。")
    _count(reelection, candidates, votes, present=present, total=total)
    if reelection.is_term and not term_years:
        raise Refusal("请填写新一届的任期年限。")
    due = queries.numbers(reelection.organization).until("entry", clock.today())
    perform(
        reelection, "hold", actor=actor, held_on=held_on, total=total, present=present, resolution=resolution.strip(),
        term_years=term_years, due_on=due, resolution_file=file or reelection.resolution_file,
    )  # fmt: skip
    worklist.close_items(reelection, MEET_ITEM, actor=actor)
    worklist.open_item(
        ENTER_ITEM,
        subject=reelection,
        title=f"登记换届结果：{reelection.organization.name}",
        url_name="staff:reelections:detail",
        department=reelection.competent_department_id,
        due_on=due,
    )
    record(reelection, "report_result", actor)


def _check_meeting(reelection: Reelection, held_on: datetime.date, total: int, present: int) -> None:
    if held_on > clock.today():
        raise Refusal("开会日期不能晚于今天。")
    if reelection.meeting_on and held_on < reelection.meeting_on:
        raise Refusal(f"通知的会议日期为{reelection.meeting_on:%Y-%m-%d}，开会日期不能更早。")
    if present > total:
        raise Refusal("实到人数不能多于应到人数。")
    rule = queries.numbers(reelection.organization).of(LimitKind.QUORUM)
    needed = queries.needed_present(total, rule)
    if present < needed:
        basis = f"依据：{rule.basis}。" if rule else ""
        raise Refusal(f"应到{total}人，须有{needed}人到会，实到{present}人，会议不能举行，请另行召开。{basis}")


def _count(
    reelection: Reelection, candidates: Sequence[Candidate], votes: Mapping[int, int], *, present: int, total: int
) -> None:
    """Who is elected: enough votes, and of several for a post of one holder the one with the most."""
    rule = queries.numbers(reelection.organization).of(LimitKind.QUORUM)
    needed = queries.needed_votes(present, total, rule)
    for one in candidates:
        one.votes, one.is_elected = votes[one.pk], votes[one.pk] >= needed
    for code in {one.kind_id for one in candidates if one.kind.is_single}:
        _one_holder([one for one in candidates if one.kind_id == code and one.is_elected])
    elected = {one.kind_id for one in candidates if one.is_elected}
    expected = queries.EXPECTED[OrgType(reelection.organization.org_type)] if reelection.is_term else ()
    for one in candidates:
        if one.kind_id in expected and one.kind_id not in elected:
            raise Refusal(f"{one.label}没有人选获得{needed}票以上赞成票，请按章程重新选举后一并报送。")
    if not elected:
        raise Refusal("没有人选当选。本次不再调整的，请撤回。")
    Candidate.objects.bulk_update(candidates, ["votes", "is_elected"])


def _one_holder(enough: list[Candidate]) -> None:
    if len(enough) < 2:
        return
    enough.sort(key=lambda one: -(one.votes or 0))
    if enough[0].votes == enough[1].votes:
        raise Refusal(f"{enough[0].label}有两名人选票数相同，请按章程重新选举后报送。")
    for one in enough[1:]:
        one.is_elected = False


@transaction.atomic
def return_result(reelection: Reelection, *, actor: Actor, comment: str) -> None:
    """退回会议结果. Raises CommentRequired and what perform raises."""
    perform(reelection, "return_result", actor=actor, comment=comment, due_on=reelection.meeting_on)
    worklist.close_items(reelection, ENTER_ITEM, actor=actor)
    _wait_for_result(reelection)
    notices.tell(reelection, "result_returned")
    record(reelection, "return_result", actor)


# -- into the register ------------------------------------------------------------------------------------------------


@transaction.atomic
def enter(reelection: Reelection, *, actor: Actor, comment: str = "") -> None:
    """登记换届结果: term and posts from the day of the meeting. The legal representative follows with the change of
    registration (see filing.py). Raises Refusal, FactRefused and what perform raises.
    """
    lock(reelection)
    candidates = [one for one in queries.candidates_of(reelection) if one.is_elected]
    check_audit(reelection, candidates)
    days = queries.numbers(reelection.organization).number(LimitKind.FILING, "days", 30)
    perform(
        reelection, "enter", actor=actor, comment=comment, entered_on=clock.today(),
        due_on=reelection.held_on + days * ONE_DAY,
    )  # fmt: skip
    reason = comment.strip() or f"候选人经审核通过（{reelection.letter_number}）"
    stays = _stays(reelection, candidates)
    if reelection.is_term:
        term = officers.begin_term(
            reelection.organization, actor=actor, term_no=reelection.term_no, valid_from=reelection.held_on,
            term_years=reelection.term_years, document=reelection.resolution, stays=list(stays.values()),
            accepted_reason=reason,
        )  # fmt: skip
        reelection.new_term = term
        reelection.save(update_fields=["new_term"])
    for one in candidates:
        if one.kind_id != LEGAL_REPRESENTATIVE and one.pk not in stays:
            appoint(
                reelection, one, actor=actor, day=reelection.held_on, document=reelection.resolution, reason=reason
            )
    worklist.close_items(reelection, ENTER_ITEM, actor=actor)
    notices.tell(reelection, "entered")
    record(reelection, "enter", actor)


def _stays(reelection: Reelection, candidates: Sequence[Candidate]) -> dict[int, OfficerPost]:
    """By candidate the post that she holds already and goes on in."""
    posts = OfficerPost.objects.on(reelection.held_on).filter(organization=reelection.organization)
    held = {(post.person_id, post.kind_id): post for post in posts.select_related("kind", "person", "organization")}
    return {one.pk: held[one.person_id, one.kind_id] for one in candidates if (one.person_id, one.kind_id) in held}


def appoint(
    reelection: Reelection, one: Candidate, *, actor: Actor, day: datetime.date, document: str, reason: str
) -> None:
    officers.appoint(
        reelection.organization, actor=actor, person=one.person, kind=one.kind, valid_from=day,
        is_full_time=one.is_full_time, is_paid=one.is_paid, cadre=one.cadre, approval=one.approval, document=document,
        accepted_reason=one.accepted_reason or reason,
    )  # fmt: skip
