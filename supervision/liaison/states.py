from django.db import models

from core.workflow.machine import Machine, Transition

VIEW, LOG, KEEP, ANSWER = "liaison.view", "liaison.record", "liaison.keep", "liaison.answer"
EXPORT = "liaison.export"
OWN_VIEW, OWN_RAISE = "own_liaison.view", "own_liaison.raise"
ASSIGN_ITEM, ANSWER_ITEM, CONFIRM_ITEM = "liaison.assign", "liaison.answer", "liaison.confirm"


class LinkKind(models.TextChoices):
    LEADER = "leader", "领导联系"
    OFFICER = "officer", "联络员"


class ContactKind(models.TextChoices):
    CALL_IN = "call_in", "来电"
    CALL_OUT = "call_out", "去电"
    VISIT = "visit", "走访"
    MEETING = "meeting", "座谈"
    ONLINE = "online", "线上联系"


class NeedKind(models.TextChoices):
    THOUGHT = "thought", "所想"
    NEED = "need", "所需"
    HOPE = "hope", "所盼"
    PROBLEM = "problem", "问题"


class NeedState(models.TextChoices):
    RAISED = "raised", "待交办"
    ASSIGNED = "assigned", "待答复"
    ANSWERED = "answered", "待确认"
    SOLVED = "solved", "已解决"
    UNSOLVED = "unsolved", "已说明"


N = NeedState
OPEN_NEEDS = (N.RAISED, N.ASSIGNED, N.ANSWERED)
CLOSED_NEEDS = (N.SOLVED, N.UNSOLVED)
TONES = {N.RAISED: "warning", N.ASSIGNED: "warning", N.ANSWERED: "info", N.SOLVED: "ok", N.UNSOLVED: "neutral"}

# The keeping office assigns and decides; the answering office answers (its verb asks for that); the organization says
# whether it is solved. Who answered decides nothing.
NEED_MACHINE = Machine(
    states=NeedState,
    transitions=(
        Transition("assign", (N.RAISED,), N.ASSIGNED, "交办", KEEP, competent=True, tone="primary"),
        Transition("hand_back", (N.ASSIGNED,), N.RAISED, "退回交办单位", ANSWER, needs_comment=True),
        Transition("answer", (N.ASSIGNED,), N.ANSWERED, "答复", ANSWER, needs_comment=True, tone="primary"),
        Transition("confirm", (N.ANSWERED,), N.SOLVED, "确认已解决", OWN_RAISE, competent=True, tone="primary"),
        Transition("object", (N.ANSWERED,), N.ASSIGNED, "还没有解决", OWN_RAISE, needs_comment=True, competent=True),
        Transition(
            "decide", (N.ANSWERED,), N.SOLVED, "认定已解决", KEEP, needs_comment=True, competent=True,
            not_by=("answer",),
        ),
        Transition(
            "explain", (N.ANSWERED,), N.UNSOLVED, "认定已说明", KEEP, needs_comment=True, competent=True,
            not_by=("answer",),
        ),
        Transition(
            "ask_again", (N.ANSWERED,), N.ASSIGNED, "要求继续办理", KEEP, needs_comment=True, competent=True
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in NEED_MACHINE.transitions} | {"raise": "提出"}
