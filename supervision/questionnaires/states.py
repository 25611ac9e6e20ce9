from django.db import models


class QuestionKind(models.TextChoices):
    TEXT = "text", "一行文字"
    LONG_TEXT = "long_text", "多行文字"
    INTEGER = "integer", "整数"
    MONEY = "money_yuan", "金额（元）"
    DATE = "date", "日期"
    CHOICE = "choice", "单选"
    YES_NO = "bool", "是或否"
    FILE = "file", "附件"


class Use(models.TextChoices):
    """What becomes of a field that the portal knows."""

    SHOWN = "shown", "只读带出"
    CONFIRMED = "confirmed", "带出后可更正"


class Source(models.TextChoices):
    """Where an answer comes from; kept beside it with its day."""

    KNOWN = "known", "平台已有"
    EARLIER = "earlier", "以前填报"
    GIVEN = "given", "本次填写"
