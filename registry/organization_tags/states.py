from django.db import models


class TagTone(models.TextChoices):
    NEUTRAL = "neutral", "灰"
    INFO = "info", "蓝"
    OK = "ok", "绿"
    WARNING = "warning", "黄"
