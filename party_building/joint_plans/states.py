from django.db import models


class GroupKind(models.TextChoices):
    NEW = "new", "新建联合党支部"
    SPLIT = "split", "拆分现有联合党支部"


class GroupState(models.TextChoices):
    PROPOSED = "proposed", "建议"
    STRUCK = "struck", "不采用"
    OPENED = "opened", "已发起请示"


TONES = {GroupState.PROPOSED: "info", GroupState.STRUCK: "neutral", GroupState.OPENED: "ok"}
