from django.db import models

from core.workflow.machine import Machine, Transition


class ReportMode(models.TextChoices):
    INSPECTION = "inspection", "年度检查"
    REPORT_ONLY = "report_only", "年度报告"


class State(models.TextChoices):
    DRAFT = "draft", "填报中"
    SUBMITTED_FIRST_REVIEW = "submitted_first_review", "待初审"
    RETURNED = "returned", "退回补正"
    SUBMITTED_FINAL = "submitted_final", "已报送"
    ACCEPTED = "accepted", "已接收"
    EXAMINED = "examined", "拟定结论"
    CONCLUDED = "concluded", "已作结论"
    PUBLISHED = "published", "已公布"
    CORRECTING = "correcting", "更正中"


class WithoutSupervisor(models.TextChoices):
    """Who reviews first where an organization has no business supervisor (rules of the year)."""

    INDUSTRY_DEPARTMENT = "industry_department", "行业管理部门"
    PARTY_ORGAN = "party_organ", "党建工作机构"
    NOBODY = "nobody", "不经初审"


class Stage(models.TextChoices):
    """To whom a submission went."""

    FIRST_REVIEW = "first_review", "初审单位"
    FINAL = "final", "登记管理机关"


class OpinionKind(models.TextChoices):
    RETURNED = "returned", "退回补正"
    FIRST_REVIEW_PASSED = "first_review_passed", "初审通过"
    ACCEPTED = "accepted", "已接收"


class ConclusionValue(models.TextChoices):
    """How a year of inspection ends; made and kept by registry/report_reviews."""

    QUALIFIED = "qualified", "合格"
    BASICALLY_QUALIFIED = "basically_qualified", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


FILLING = (State.DRAFT, State.RETURNED, State.CORRECTING)
SENT = (State.SUBMITTED_FIRST_REVIEW, State.SUBMITTED_FINAL)  # with a reviewer who has not decided yet
TAKEN = (State.ACCEPTED, State.EXAMINED, State.CONCLUDED, State.PUBLISHED, State.CORRECTING)
ARRIVED = (State.SUBMITTED_FINAL, *TAKEN)  # at the registration authority, and not sent back

MACHINE = Machine(
    states=State,
    transitions=(
        Transition(
            "submit_for_first_review",
            (State.DRAFT, State.RETURNED),
            State.SUBMITTED_FIRST_REVIEW,
            "报送初审",
            "own_reports.submit",
            competent=True,
            tone="primary",
        ),
        # While a first reviewer is silent the organization may still file directly, with its reason.
        Transition(
            "submit",
            (*FILLING, State.SUBMITTED_FIRST_REVIEW),
            State.SUBMITTED_FINAL,
            "报送",
            "own_reports.submit",
            competent=True,
            tone="primary",
        ),
        # Until the first reviewer has looked: back to where it was sent from.
        Transition("withdraw", SENT, State.DRAFT, "撤回", "own_reports.submit", competent=True),
        Transition("withdraw_fix", SENT, State.RETURNED, "撤回", "own_reports.submit", competent=True),
        Transition("withdraw_correction", SENT, State.CORRECTING, "撤回", "own_reports.submit", competent=True),
        Transition(
            "pass_first_review",
            (State.SUBMITTED_FIRST_REVIEW,),
            State.SUBMITTED_FINAL,
            "初审通过",
            "annual_reports.first_review",
            tone="primary",
        ),
        Transition(
            "return_from_first_review",
            (State.SUBMITTED_FIRST_REVIEW,),
            State.RETURNED,
            "退回补正",
            "annual_reports.return_first",
            needs_comment=True,
        ),
        Transition(
            "return_for_fix",
            (State.SUBMITTED_FINAL, State.ACCEPTED),
            State.RETURNED,
            "退回补正",
            "annual_reports.return",
            needs_comment=True,
            competent=True,
        ),
        Transition(
            "accept",
            (State.SUBMITTED_FINAL,),
            State.ACCEPTED,
            "接收",
            "annual_reports.receive",
            competent=True,
            tone="primary",
        ),
        # Within a day, of what was accepted in bulk.
        Transition(
            "withdraw_acceptance",
            (State.ACCEPTED,),
            State.SUBMITTED_FINAL,
            "撤回接收",
            "annual_reports.receive",
            competent=True,
        ),
        Transition(
            "propose_conclusion",
            (State.ACCEPTED,),
            State.EXAMINED,
            "拟定结论",
            "annual_reports.examine",
            needs_comment=True,
            competent=True,
        ),
        Transition(
            "send_back_conclusion",
            (State.EXAMINED,),
            State.ACCEPTED,
            "退回重拟",
            "annual_reports.confirm_conclusion",
            needs_comment=True,
            competent=True,
        ),
        # 合格 and 基本合格: one person. 不合格 goes the way of the two steps around this one.
        Transition(
            "conclude",
            (State.ACCEPTED,),
            State.CONCLUDED,
            "作出结论",
            "annual_reports.examine",
            competent=True,
            tone="primary",
        ),
        Transition(
            "confirm_conclusion",
            (State.EXAMINED,),
            State.CONCLUDED,
            "审定结论",
            "annual_reports.confirm_conclusion",
            competent=True,
            not_by=("propose_conclusion",),
            tone="primary",
        ),
        Transition(
            "withdraw_conclusion",
            (State.CONCLUDED,),
            State.ACCEPTED,
            "撤回结论",
            "annual_reports.confirm_conclusion",
            needs_comment=True,
            competent=True,
        ),
        Transition(
            "publish",
            (State.ACCEPTED, State.CONCLUDED),
            State.PUBLISHED,
            "公布",
            "annual_reports.announce",
            competent=True,
        ),
        # A published report is never edited: a new version is filed beside it.
        Transition(
            "open_correction",
            (State.CONCLUDED, State.PUBLISHED),
            State.CORRECTING,
            "同意更正",
            "annual_reports.allow_correction",
            needs_comment=True,
            competent=True,
        ),
    ),
)
