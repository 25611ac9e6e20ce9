from django.db import models


class Channel(models.TextChoices):
    IN_APP = "in_app", "站内消息"
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class DeliveryState(models.TextChoices):
    PENDING = "pending", "待发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发出"
    FAILED = "failed", "未发出"
    SKIPPED = "skipped", "无联系方式"
    UNKNOWN = "unknown", "结果不明，须人工核对"


OUTSIDE = (Channel.EMAIL, Channel.SMS)
TONES = {
    DeliveryState.PENDING: "neutral",
    DeliveryState.SENDING: "info",
    DeliveryState.SENT: "ok",
    DeliveryState.FAILED: "danger",
    DeliveryState.SKIPPED: "neutral",
    DeliveryState.UNKNOWN: "warning",
}
