from django.db import models


class FileKind(models.TextChoices):
    LOGO = "logo", "标识"
    MANUAL = "manual", "使用手册"
    TEMPLATE = "template", "模板"
    OTHER = "other", "其他"
