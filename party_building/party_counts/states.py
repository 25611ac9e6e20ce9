from django.db import models


class CountSource(models.TextChoices):
    SURVEY = "survey", "摸底"
    REPORT = "report", "年度报告"
    REGISTER = "register", "党员名册"
    MANUAL = "manual", "人工登记"
