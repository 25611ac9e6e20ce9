from django.db import models

from party_building.party_units.states import UnitForm, UnitKind, UnitLevel

# Whose organization life is asked about: branches of social organizations. The members of a functional branch live
# theirs where they are registered.
LIVING = {"kind": UnitKind.OWN, "level": UnitLevel.BRANCH}
LIVING_ELSEWHERE = (UnitForm.FUNCTIONAL,)


class Per(models.TextChoices):
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "每年"


class AppliesIf(models.TextChoices):
    ALWAYS = "always", "所有党支部"
    HAS_COMMITTEE = "has_committee", "设支部委员会的"
    HAS_GROUPS = "has_groups", "划分党小组的"


class Due(models.TextChoices):
    """How a branch stands with one kind in one period."""

    DONE = "done", "已开展"
    LATE = "late", "未开展"
    OPEN = "open", "待开展"
    AHEAD = "ahead", "未到期"
    EXEMPT = "exempt", "不作要求"


DUE_TONES = {Due.DONE: "ok", Due.LATE: "warning", Due.OPEN: "info", Due.AHEAD: "neutral", Due.EXEMPT: "neutral"}


class FileKind(models.TextChoices):
    MINUTES = "minutes", "会议记录"
    SIGN_IN = "sign_in", "签到表"
    PHOTO = "photo", "照片"
    OTHER = "other", "其他材料"


class Grade(models.TextChoices):
    """民主评议党员: only how many members got each."""

    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"
