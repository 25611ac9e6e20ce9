from django.db import models


class MaterialKind(models.TextChoices):
    TEMPLATE = "template", "实训模板"
    COURSE = "course", "课程"
    VIDEO = "video", "视频"
    RULES = "rules", "制度文件"


EVERY_LINE = ("party", "organization", "all")  # kinds of scope that read what any organ offers
