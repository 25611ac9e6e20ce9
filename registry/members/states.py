from django.db import models


class MemberPost(models.TextChoices):
    MEMBER = "member", "会员单位"
    COUNCIL = "council", "理事单位"
    STANDING_COUNCIL = "standing_council", "常务理事单位"
    SUPERVISOR = "supervisor", "监事单位"
    VICE_PRESIDENT = "vice_president", "副会长单位"
    PRESIDENT = "president", "会长单位"


class ImportState(models.TextChoices):
    CHECKED = "checked", "待导入"
    APPLIED = "applied", "已导入"
    DISCARDED = "discarded", "已放弃"


TONES = {ImportState.CHECKED: "info", ImportState.APPLIED: "ok", ImportState.DISCARDED: "neutral"}
