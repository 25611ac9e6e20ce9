from django.db import models

# Posts that code knows by name; every other post is a row of PostKind alone.
LEGAL_REPRESENTATIVE = "legal_representative"
CHAIR = "chair"
SECRETARY_GENERAL = "secretary_general"


class Cadre(models.TextChoices):
    """Of the person when she took the post; for the registration offices only, never public."""

    NONE = "", "否"
    RETIRED_CADRE = "retired_cadre", "退（离）休领导干部"
    SERVING_OFFICIAL = "serving_official", "现职公务人员"


class TermState(models.TextChoices):
    """Where a council stands on a day; computed, never stored."""

    CURRENT = "current", "届内"
    ENDING = "ending", "临近届满"
    EXTENDED = "extended", "延期中"
    OVERDUE = "overdue", "超期未换届"
    NONE = "none", "无届期记录"


class LimitKind(models.TextChoices):
    """Each kind is one function of registry/officers/limits.py; a row gives it posts, types and numbers."""

    ONE_REPRESENTATION = "one_representation", "不得兼任其他组织法定代表人"
    ALSO_HOLDS = "also_holds", "须同时担任的职务"
    MIN_AGE = "min_age", "最低年龄"
    MAX_AGE = "max_age", "最高任职年龄"
    MAX_TERMS = "max_terms", "连续任职届数"
    INCOMPATIBLE = "incompatible", "不得兼任的职务"
    RETIRED_CADRE = "retired_cadre", "退（离）休领导干部兼职"
    SERVING_OFFICIAL = "serving_official", "现职公务人员兼职"
    MAINLAND = "mainland", "内地居民"
    TERM_LENGTH = "term_length", "每届任期"
    EXTENSION = "extension", "延期换届"
    PREPARATION = "preparation", "换届准备"
    KINSHIP = "kinship", "近亲属回避"
    AUDIT = "audit", "换届（变更法定代表人）审计"
    NOTICE = "notice", "会议通知"
    QUORUM = "quorum", "到会和表决"
    CLOCK = "clock", "办理时限"
    FILING = "filing", "换届结果备案"
    APPLICATION = "application", "延期申请"
