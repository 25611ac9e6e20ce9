from django.db import models


class ActivityKind(models.TextChoices):
    SYMPOSIUM = "symposium", "座谈会"
    EXCHANGE = "exchange", "书记交流"
    TRAINING = "training", "培训辅导"
    RECEPTION = "reception", "接待咨询"
    SERVICE = "service", "服务活动"
    OTHER = "other", "其他"
