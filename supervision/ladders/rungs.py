"""The rungs of one ladder, read from what was done: date, letter, proof of service, and why the next is not open."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from core.access.actor import Actor
from core.notifications.models import Notice
from supervision.case_proposals.models import CaseProposal
from supervision.case_proposals.states import ProposalState
from supervision.credit_listings.findings import overdue_years, serious_on
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_listings.states import RUNNING, CaseState, EntryState
from supervision.credit_pauses.models import CreditPause, pause_on
from supervision.credit_terms.states import CreditList
from supervision.ladders.models import Ladder, LadderStep
from supervision.ladders.states import GROUNDS, RUNG_TONES, FactKind, LadderState, RungState, StepCode, Track
from supervision.letters.models import Letter
from supervision.letters.states import OUT
from supervision.penalties.models import Penalty
from supervision.penalties.states import PenaltyKind
from supervision.rectifications.models import RectificationOrder

REMINDERS = ("annual_reports.reminder", "risk_alerts.own")
PROPOSE = ("staff:credit_listings:create", "credit_listings.propose")  # the page, and who may
PROPOSE_CASE = ("staff:case_proposals:create", "case_proposals.propose")


@dataclass(frozen=True)
class Rung:
    """`text` is one sentence: what was done, or why it is not open yet. `proof` says how a letter arrived."""

    title: str
    state: RungState
    text: str
    on: datetime.date | None = None
    letter: str = ""
    proof: str = ""
    url: str = ""

    @property
    def badge(self) -> tuple[str, str]:
        return self.state.label, RUNG_TONES[self.state]


@dataclass(frozen=True)
class Facts:
    """What the rungs of one ladder read; fetched once."""

    ladder: Ladder
    day: datetime.date
    reminders: list[datetime.date]
    urgings: list[Letter]
    case: ListingCase | None
    entry: CreditEntry | None
    serious: ListingCase | None
    listed: CreditEntry | None
    order: RectificationOrder | None
    warning: Penalty | None
    proposal: CaseProposal | None
    pauses: dict[str, CreditPause | None]
    is_staff: bool
    acts: frozenset[str]  # what the reader may do about this organization

    @property
    def is_stopped(self) -> bool:
        return self.ladder.state == LadderState.STOPPED


def facts_of(ladder: Ladder, day: datetime.date, *, actor: Actor) -> Facts:
    is_staff = not actor.is_organization_side
    of, since = ladder.organization_id, ladder.began_on
    grounds = GROUNDS[FactKind(ladder.kind)]
    cases = ListingCase.objects.filter(organization=of, proposed_on__gte=since).select_related(
        "ground", "notice", "decision", "entry"
    )
    entries = CreditEntry.objects.filter(organization=of).select_related("ground").order_by("-listed_on", "-pk")
    letters = Letter.objects.filter(organization=of, state__in=OUT, signed_on__gte=since).select_related("kind")
    told = Notice.objects.filter(organization_key=of, template__in=REMINDERS).order_by("created_at")
    proposals = CaseProposal.objects.filter(organization=of, proposed_on__gte=since).order_by("-pk")
    orders = RectificationOrder.objects.filter(organization=of, letter__signed_on__gte=since).select_related("letter")
    warnings = Penalty.objects.standing().filter(organization=of, decided_on__gte=since)
    abnormal = entries.filter(list=CreditList.ABNORMAL, ground__code__in=grounds)
    return Facts(
        ladder=ladder, day=day, is_staff=is_staff,
        reminders=[moment.date() for moment in told.values_list("created_at", flat=True)],
        urgings=list(letters.filter(kind__code__in=("reminder", "report_urging")).order_by("signed_on")),
        case=cases.filter(ground__code__in=grounds).exclude(ground__code="SER-1").order_by("-pk").first(),
        entry=abnormal.filter(state=EntryState.LISTED).first(),
        serious=cases.filter(ground__code="SER-1").order_by("-pk").first(),
        listed=entries.filter(list=CreditList.SERIOUS, state=EntryState.LISTED).first(),
        order=orders.order_by("-pk").first(),
        warning=warnings.filter(items__kind=PenaltyKind.WARNING).order_by("-pk").first(),
        proposal=proposals.first() if is_staff else None,
        pauses={track: pause_on(of, track, day) for track in Track.values},
        acts=actor.permissions if is_staff and not actor.read_only and actor.competent_for(ladder) else frozenset(),
    )  # fmt: skip


def rungs(ladder: Ladder, track: str, day: datetime.date, facts: Facts) -> list[Rung]:
    """In the order of the step rows in force on `day`. The organization is not shown steps of a case there is not."""
    steps = LadderStep.objects.on(day).filter(track=track)
    if not facts.is_staff:
        steps = steps.exclude(code=StepCode.CASE)
    return [_READ[StepCode(step.code)](step, facts) for step in steps]


def _waits(step: LadderStep, facts: Facts, text: str, *, is_open: bool = False, url: str = "") -> Rung:
    """A rung that was not climbed: stopped and paused ladders say so instead of what is missing."""
    pause = facts.pauses[step.track]
    if facts.is_stopped:
        return Rung(
            step.title, RungState.LOCKED, f"{facts.ladder.stopped_on:%Y-%m-%d}已终止：{facts.ladder.stopped_because}"
        )
    if pause is not None:
        return Rung(step.title, RungState.LOCKED, f"暂缓至{pause.until_on:%Y-%m-%d}（含当日）：{pause.reason}")
    return Rung(step.title, RungState.OPEN if is_open else RungState.LOCKED, text, url=url)


def _opens(step: LadderStep, facts: Facts, text: str, page: str, permission: str) -> Rung:
    """A rung that can be climbed now; whoever may do it gets the page on which it is done."""
    url = reverse(page, args=[facts.ladder.organization_id]) if permission in facts.acts else ""
    return _waits(step, facts, text, is_open=facts.is_staff, url=url)


def _optional(step: LadderStep, facts: Facts, text: str, url: str = "") -> Rung:
    """A rung nobody has to climb."""
    if facts.is_stopped or facts.pauses[step.track] is not None:
        return _waits(step, facts, text)
    return Rung(step.title, RungState.OPEN if facts.is_staff else RungState.UNUSED, text, url=url)


def _case_url(case: ListingCase, facts: Facts) -> str:
    return reverse(f"{'staff' if facts.is_staff else 'org'}:credit_listings:detail", args=[case.pk])


def _remind(step: LadderStep, facts: Facts) -> Rung:
    if facts.reminders:
        text = f"已提醒{len(facts.reminders)}次，最近一次{facts.reminders[-1]:%Y-%m-%d}。"
        return Rung(step.title, RungState.DONE, text, on=facts.reminders[-1])
    return _optional(step, facts, "没有提醒记录；提醒不是后续步骤的前提。")


def _urge(step: LadderStep, facts: Facts) -> Rung:
    if not facts.urgings:
        return _optional(step, facts, "没有书面催报；催报不是列入的必经步骤。", _urging_page(facts))
    last = facts.urgings[-1]
    return Rung(step.title, RungState.DONE, "已书面催告。", on=last.signed_on, letter=last.number, proof=_proof(last))


def _urging_page(facts: Facts) -> str:
    """拟催报通知 with what is known filled in, for whoever may write it."""
    if facts.ladder.kind != FactKind.REPORT or facts.is_stopped or "letters.prepare" not in facts.acts:
        return ""
    years = overdue_years(facts.ladder.organization, facts.day)
    known = {"organization": facts.ladder.organization_id, **({"year": years[0]} if years else {})}
    return f"{reverse('staff:letters:create', args=['report_urging'])}?{urlencode(known)}"


def _ordering_page(facts: Facts) -> str:
    """拟定责令整改 of this organization, for whoever may."""
    if facts.is_stopped or "rectifications.order" not in facts.acts:
        return ""
    return f"{reverse('staff:rectifications:create')}?organization={facts.ladder.organization_id}"


def _proof(letter: Letter) -> str:
    if letter.served_on is None:
        return "尚未送达"
    return f"{letter.served_on:%Y-%m-%d}{letter.get_served_way_display()}"


def _notice(step: LadderStep, facts: Facts) -> Rung:
    case = facts.case
    if case is None or case.state == CaseState.WITHDRAWN:
        return _opens(step, facts, "还没有提出列入建议；由经办人核实后提出。", *PROPOSE)
    if case.state == CaseState.STOPPED and case.notice is None:
        return Rung(step.title, RungState.LOCKED, f"已终止：{case.ended_because}", url=_case_url(case, facts))
    if case.notice is None or not case.notice.number:
        if not facts.is_staff:
            return _waits(step, facts, "没有收到列入事先告知书。")
        return Rung(
            step.title,
            RungState.CURRENT,
            "告知书正在办理，签发并送达后开始计算陈述申辩期。",
            url=_case_url(case, facts),
        )
    if case.served_on is None and not facts.is_staff:
        return _waits(step, facts, "没有收到列入事先告知书。")
    state = RungState.DONE if case.served_on else RungState.CURRENT
    text = "已送达。" if case.served_on else "已签发，等待送达；无法送达的，公告期满视为送达。"
    return Rung(
        step.title, state, text, on=case.notice.signed_on, letter=case.notice.number, proof=_proof(case.notice),
        url=_case_url(case, facts),
    )  # fmt: skip


def _statement(step: LadderStep, facts: Facts) -> Rung:
    case = facts.case
    if case is None or case.served_on is None:
        return _waits(step, facts, "告知书送达之后才开始。")
    number = case.statements.count()
    said = f"收到{number}份材料。" if number else "没有收到材料。"
    if case.state == CaseState.HEARING and facts.day <= case.statement_due_on:
        text = f"截至{case.statement_due_on:%Y-%m-%d}（含当日）。{said}"
        return Rung(step.title, RungState.CURRENT, text, on=case.served_on, url=_case_url(case, facts))
    text = f"{case.statement_due_on:%Y-%m-%d}届满。{said}"
    return Rung(step.title, RungState.DONE, text, on=case.statement_due_on, url=_case_url(case, facts))


def _decision(step: LadderStep, facts: Facts) -> Rung:
    case, entry = facts.case, facts.entry
    if entry is not None:
        url = reverse("staff:credit_listings:entry", args=[entry.pk]) if facts.is_staff else ""
        text = f"已列入：{entry.ground.public_words}。"
        letter = case.decision if case is not None and case.entry_id == entry.pk else None
        proof = f"决定书{_proof(letter)}" if letter is not None else ""
        return Rung(step.title, RungState.DONE, text, entry.listed_on, entry.document, proof, url)
    if case is None or case.served_on is None:
        return _waits(step, facts, "须先告知并听取陈述申辩。")
    if case.state in (CaseState.NOT_LISTED, CaseState.LISTED):
        return Rung(
            step.title, RungState.DONE, f"{case.get_state_display()}。", case.decided_on, url=_case_url(case, facts)
        )
    if case.state not in RUNNING:
        return Rung(step.title, RungState.LOCKED, f"{case.get_state_display()}：{case.ended_because}")
    if facts.day <= case.statement_due_on:
        return _waits(step, facts, f"陈述申辩期截至{case.statement_due_on:%Y-%m-%d}（含当日），期满之后才能决定。")
    if not facts.is_staff:
        return Rung(step.title, RungState.CURRENT, "登记管理机关正在审查。")
    return Rung(step.title, RungState.CURRENT, f"{case.get_state_display()}。", url=_case_url(case, facts))


def _two_years(step: LadderStep, facts: Facts) -> Rung:
    entry = facts.entry
    if entry is None:
        return _waits(step, facts, "不在活动异常名录中。")
    full = serious_on(entry, facts.day)
    if facts.day >= full:
        return Rung(step.title, RungState.DONE, f"自{entry.effective_on:%Y-%m-%d}起算，已满期。", on=full)
    return Rung(
        step.title,
        RungState.CURRENT,
        f"自{entry.effective_on:%Y-%m-%d}起算，{full:%Y-%m-%d}满期；在此之前移出的，到此为止。",
    )


def _serious(step: LadderStep, facts: Facts) -> Rung:
    if facts.listed is not None:
        one = facts.listed
        return Rung(step.title, RungState.DONE, "已列入严重违法失信名单。", one.listed_on, one.document)
    if facts.serious is not None and (facts.is_staff or facts.serious.served_on):
        case = facts.serious
        words = case.get_state_display() if facts.is_staff else case.own_badge[0]
        return Rung(step.title, RungState.CURRENT, f"{words}。", case.proposed_on, url=_case_url(case, facts))
    if facts.entry is None:
        return _waits(step, facts, "不在活动异常名录中。")
    full = serious_on(facts.entry, facts.day)
    if facts.day < full:
        return _waits(step, facts, f"未满期（{full:%Y-%m-%d}满期）。")
    return _opens(step, facts, "已满期，由经办人核实后提出。", *PROPOSE)


def _order(step: LadderStep, facts: Facts) -> Rung:
    if facts.warning is not None:
        one = facts.warning
        url = reverse("staff:penalties:detail", args=[one.pk]) if facts.is_staff else ""
        return Rung(step.title, RungState.DONE, "已给予警告。", one.decided_on, one.number, url=url)
    order = facts.order
    if order is None or (not facts.is_staff and order.served_on is None):
        return _optional(step, facts, "没有责令改正文书，也没有警告。", _ordering_page(facts))
    due = f"，期限至{order.due_on:%Y-%m-%d}" if order.due_on else ""
    state = RungState.DONE if order.verified_on else RungState.CURRENT
    text = f"整改已于{order.verified_on:%Y-%m-%d}核查完成。" if order.verified_on else f"已责令改正{due}。"
    letter = order.letter
    return Rung(step.title, state, text, letter.signed_on, letter.number, _proof(letter))


def _proposal(step: LadderStep, facts: Facts) -> Rung:
    """A proposal is the office's own: the organization reads that there is no case, and nothing else."""
    if not facts.is_staff:
        return _optional(step, facts, "没有立案。")
    one = facts.proposal
    if one is None or one.state == ProposalState.WITHDRAWN:
        return _opens(step, facts, "还没有提出立案建议；由经办人附证据提出。", *PROPOSE_CASE)
    state = RungState.CURRENT if one.state == ProposalState.PROPOSED else RungState.DONE
    url = reverse("staff:case_proposals:detail", args=[one.pk])
    return Rung(step.title, state, f"{one.get_state_display()}。", one.decided_on or one.proposed_on, url=url)


def _coming(step: LadderStep, facts: Facts) -> Rung:
    return Rung(step.title, RungState.COMING, step.explained)


_READ: dict[StepCode, Callable[[LadderStep, Facts], Rung]] = {
    StepCode.REMIND: _remind,
    StepCode.URGE: _urge,
    StepCode.NOTICE: _notice,
    StepCode.STATEMENT: _statement,
    StepCode.DECISION: _decision,
    StepCode.TWO_YEARS: _two_years,
    StepCode.SERIOUS: _serious,
    StepCode.ORDER: _order,
    StepCode.PROPOSAL: _proposal,
    StepCode.CASE: _coming,
}
