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


class Stage(models.TextChoices):
    """To whom a submission went."""

    FIRST_REVIEW = "first_review", "初审单位"
    FINAL = "final", "登记管理机关"


class OpinionKind(models.TextChoices):
    RETURNED = "returned", "退回补正"
    FIRST_REVIEW_PASSED = "first_review_passed", "初审通过"
    ACCEPTED = "accepted", "已接收"


FILLING = (State.DRAFT, State.RETURNED)

MACHINE = Machine(
    states=State,
    transitions=(
        Transition(
            "submit_for_first_review",
            FILLING,
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
            (State.SUBMITTED_FINAL,),
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
    ),
)
