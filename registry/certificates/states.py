from django.db import models


class IssueReason(models.TextChoices):
    FIRST = "first", "首次发证"
    RENEWED = "renewed", "换发"
    REPLACED = "replaced", "补发"
