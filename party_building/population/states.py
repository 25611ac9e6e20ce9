from django.db import models


class Trade(models.TextChoices):
    LAW = "law", "律师行业"
    ACCOUNTING = "accounting", "会计师、税务师行业"
    ASSETS = "assets", "资产评估行业"
    OTHER = "other", "其他"
