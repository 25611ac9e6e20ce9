"""The way back to good standing, as a search over plain values: who does what next, until nothing stands against it.

A situation is small enough that all of them can be walked through: tests do (no dead end), the nightly check asks the
real organizations. A move is a verb of the portal, a step of the registry or a day that comes by itself.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

ITSELF, OFFICE, TIME = "本组织", "监督管理机关", "期满"


@dataclass(frozen=True)
class Situation:
    """`status`: active, under (整改、停止活动), ending (清算、撤销、吊销), ended (注销).
    `abnormal`, `serious`: the way out of the stay ("" where it is not on the list): mended, spent, term, ended.
    `is_full`: the period that has to run before the stay may end has run. `undone`: reports or orders not done.
    `case`, `removal`: the state of what runs; `is_curable`: the fact of the case can be undone, and the case ends
    with it. `unrecorded`: the register publishes a listing nobody can work on.
    """

    status: str = "active"
    abnormal: str = ""
    serious: str = ""
    is_full: bool = False
    undone: bool = False
    case: str = ""
    is_curable: bool = False
    removal: str = ""
    unrecorded: bool = False
    paused: bool = False


class Place(Enum):
    """Where a move is made, as far as it has a page."""

    DUTIES = "duties"
    CASE = "case"
    STAY = "stay"
    REMOVAL = "removal"


@dataclass(frozen=True)
class Move:
    who: str
    title: str
    to: Situation
    place: Place | None = None


def is_good(at: Situation) -> bool:
    """On no list, under no procedure, nothing undone; an organization that has ended may be off the lists only."""
    clear = not (at.abnormal or at.serious or at.case or at.removal or at.unrecorded)
    return clear and (at.status == "ended" or (at.status == "active" and not at.undone))


def moves(at: Situation) -> Iterator[Move]:
    """What can be done next towards good standing."""
    yield from _duties(at)
    yield from _case(at)
    yield from _stay(at)
    yield from _removal(at)


def _duties(at: Situation) -> Iterator[Move]:
    if at.paused:
        yield Move(TIME, "暂缓期满，恢复办理", replace(at, paused=False))
    if at.unrecorded:
        yield Move(OFFICE, "补录登记信息中已有的列入", replace(at, unrecorded=False, abnormal=at.abnormal or "mended"))
    if at.undone and at.status != "ended":
        cured = _without_case(at) if at.is_curable else at
        words = "履行未完成的义务（报送年度工作报告、完成整改）"
        yield Move(ITSELF, words, replace(cured, undone=False), Place.DUTIES)
    if at.status == "under":
        yield Move(ITSELF, "完成整改并报告，经核查恢复正常状态", replace(at, status="active"))
    if at.serious == "ended" and at.status in ("active", "under"):
        yield Move(OFFICE, "登记撤销或者吊销决定，进入清算", replace(_without_case(at), status="ending"))
    if at.status == "ending":
        yield Move(ITSELF, "完成清算并办理注销登记", replace(_without_case(at), status="ended", undone=False))


def _without_case(at: Situation) -> Situation:
    return replace(at, case="", is_curable=False)


NEXT_OF_CASE = {
    "proposed": ("拟制并送达事先告知书", "notifying"),
    "notifying": ("告知书送达", "hearing"),
    "hearing": ("听取陈述申辩，期满后拟处理意见", "prepared"),
    "prepared": ("审定", "decided"),
    "decided": ("决定书签发", "listed"),
}


def _case(at: Situation) -> Iterator[Move]:
    """A case ends by itself with its fact; where the fact cannot be undone it ends in a decision and a stay."""
    if not at.case or at.paused:
        return
    title, target = NEXT_OF_CASE[at.case]
    if target == "listed":
        for after in _listed(at):
            yield Move(OFFICE, title, after, Place.CASE)
    else:
        yield Move(OFFICE, title, replace(at, case=target), Place.CASE)
    if at.case == "prepared":
        yield Move(OFFICE, "陈述申辩成立的，决定不予列入", _without_case(at), Place.CASE)


def _stay(at: Situation) -> Iterator[Move]:
    kind = at.serious or at.abnormal
    if not kind or at.removal:
        return
    if kind in ("spent", "term") and not at.is_full:
        yield Move(TIME, "规定期限届满，期间不再发生列入情形", replace(at, is_full=True))
    if may_apply(at):
        yield Move(ITSELF, "申请移出", replace(at, removal="applied"), Place.STAY)


def may_apply(at: Situation) -> bool:
    """As credit_removals.queries.way_out says it of a row."""
    kind = at.serious or at.abnormal
    if kind == "ended":
        return at.status == "ended"
    needs_period = kind in ("spent", "term")
    needs_duties = kind in ("mended", "term")
    return bool(kind) and (at.is_full or not needs_period) and not (at.undone and needs_duties)


def _removal(at: Situation) -> Iterator[Move]:
    if at.removal == "applied" and may_apply(at):
        yield Move(OFFICE, "核实移出申请", replace(at, removal="verified"), Place.REMOVAL)
    elif at.removal == "applied":
        yield Move(OFFICE, "核实未通过，送审定", replace(at, removal="doubted"), Place.REMOVAL)
    elif at.removal == "verified" and not may_apply(at):
        yield Move(OFFICE, "退回重新核实", replace(at, removal="applied"), Place.REMOVAL)
    elif at.removal == "verified":
        off = {"serious": ""} if at.serious else {"abnormal": ""}
        yield Move(OFFICE, "决定移出", replace(at, removal="", is_full=False, **off), Place.REMOVAL)
    elif at.removal == "doubted":
        yield Move(OFFICE, "审定，补正后重新申请", replace(at, removal=""), Place.REMOVAL)


def against(at: Situation) -> Iterator[Situation]:
    """What may befall an organization: new faults, steps of an office, time. Used to reach every situation."""
    active = at.status in ("active", "under")
    if active:
        yield replace(at, undone=True)
        yield replace(at, status="under")
    if at.status in ("active", "under"):
        yield replace(_without_case(at), status="ending")
    if at.status == "ending":
        yield replace(_without_case(at), serious="ended", abnormal="", removal="", unrecorded=False)
    if active and not at.case:
        yield replace(at, case="proposed", is_curable=at.undone)
        yield replace(at, case="proposed", is_curable=False)
    for state, (_, target) in NEXT_OF_CASE.items():
        if at.case == state and target != "listed":
            yield replace(at, case=target)
    if at.case == "decided":
        yield from _listed(at)
    if at.removal == "applied":
        yield replace(at, removal="doubted")
        yield replace(at, removal="verified")
    yield replace(at, paused=True)
    if not (at.abnormal or at.serious) and at.status != "ended":
        yield replace(at, unrecorded=True)


def _listed(at: Situation) -> Iterator[Situation]:
    """A stay begins, or begins anew; whoever enters the serious list leaves the abnormal one."""
    free = replace(_without_case(at), is_full=False, unrecorded=False)
    if at.serious:
        yield free
        return
    kinds = ("mended",) if at.is_curable or at.abnormal == "mended" else ("spent", "mended")
    for kind in kinds:
        yield replace(free, abnormal=kind)
    for kind in ("term", "ended"):
        yield replace(free, abnormal="", serious=kind, removal="")


def shortest(start: Situation) -> list[Move] | None:
    """The fewest moves to good standing; [] where it is there already, None where there is no way (our fault)."""
    if is_good(start):
        return []
    seen, queue = {start}, deque([(start, [])])
    while queue:
        at, path = queue.popleft()
        for move in moves(at):
            if move.to in seen:
                continue
            if is_good(move.to):
                return [*path, move]
            seen.add(move.to)
            queue.append((move.to, [*path, move]))
    return None


def reachable(start: Situation) -> set[Situation]:
    """Everything that can happen to an organization that begins in `start`."""
    seen, queue = {start}, deque([start])
    while queue:
        at = queue.popleft()
        for nearby in (*against(at), *(move.to for move in moves(at))):
            if nearby not in seen:
                seen.add(nearby)
                queue.append(nearby)
    return seen
