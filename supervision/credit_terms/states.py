from django.db import models


class CreditList(models.TextChoices):
    ABNORMAL = "abnormal", "活动异常名录"
    SERIOUS = "serious", "严重违法失信名单"


class Check(models.TextChoices):
    """How it is asked, at each rung, whether the fact is still there."""

    REPORT = "report", "年度报告义务"
    PARTY = "party", "党建工作机构意见"
    RECTIFICATION = "rectification", "责令改正文书"
    PENALTY = "penalty", "行政处罚"
    REPEATED = "repeated", "三年内两次处罚"
    TWO_YEARS = "two_years", "在活动异常名录满期"
    HAND = "hand", "经办人核实"


class Exit(models.TextChoices):
    """What has to happen before the list may be left."""

    MENDED = "mended", "履行义务、改正后申请移出"
    SPENT = "spent", "没有可改正事项，满规定月数移出"
    TERM = "term", "满规定年数、未再发生列入情形，申请移出"
    ENDED = "ended", "办理注销登记后移出"


class PeriodCode(models.TextChoices):
    STATEMENT = "statement_workdays", "陈述申辩期限（工作日，自告知书送达次日起）"
    DECISION = "decision_workdays", "陈述申辩期满后作出决定的期限（工作日）"
    ENTRY = "entry_workdays", "信用信息归集期限（工作日，自信息形成次日起）"
    REMOVAL = "removal_workdays", "核实通过后移出的期限（工作日）"
    VERIFYING = "verifying_workdays", "移出申请核实期限（工作日）"
    OBJECTION = "objection_workdays", "异议处理期限（工作日）"
    SPENT = "spent_months", "没有可改正事项的移出期限（月）"
    SERIOUS_AFTER = "serious_after_years", "活动异常名录满期转严重违法失信名单（年）"
    SERIOUS_TERM = "serious_term_years", "严重违法失信名单期限（年）"
    REPEATED = "repeated_years", "两次处罚的计算期间（年）"
    SMALL_FINE = "small_fine_yuan", "罚款数额界限（元，不足此数的为较小）"


SET = "credit_listings.decide"  # who decides on a list also sets the words and numbers it rests on
