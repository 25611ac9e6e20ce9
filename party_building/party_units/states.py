from django.db import models


class UnitLevel(models.TextChoices):
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"


class UnitForm(models.TextChoices):
    """How a unit was set up (组建方式)."""

    STANDALONE = "standalone", "单独组建"
    JOINT = "joint", "联合组建"
    AFFILIATED = "affiliated", "挂靠组建"
    FUNCTIONAL = "functional", "功能型"
