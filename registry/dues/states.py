from django.db import models


class Meeting(models.TextChoices):
    ASSEMBLY = "assembly", "会员大会"
    DELEGATES = "delegates", "会员代表大会"
