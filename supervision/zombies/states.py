from django.db import models


class Flag(models.TextChoices):
    """The four criteria of the clean-up. Each is a clue with its evidence; on the spot it is found out."""

    UNREPORTED = "unreported", "连续两年未报送年度报告"
    NEVER_ACTIVE = "never_active", "领取证书满一年无活动记录"
    INACTIVE = "inactive", "长期无活动记录"
    UNREACHABLE = "unreachable", "两次挂号信退回"
