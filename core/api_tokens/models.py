from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core import clock, history


class ApiTokenQuerySet(models.QuerySet):
    def usable(self):
        return self.filter(revoked_at=None, expires_at__gt=clock.real_now())


@history.tracked
class ApiToken(models.Model):
    """Another system's key. Shown once, kept as a hash; good for some permissions, from some addresses, for a time."""

    name = models.CharField("用途", max_length=100)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="api_tokens", verbose_name="使用单位"
    )
    prefix = models.CharField("前缀", max_length=8, unique=True, db_collation="C")
    digest = models.CharField(max_length=64, editable=False, db_collation="C")
    scopes = ArrayField(models.CharField(max_length=60), verbose_name="权限")
    ip_ranges = ArrayField(models.CharField(max_length=50), verbose_name="来源地址", help_text="CIDR 地址段")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="签发人"
    )
    issued_at = models.DateTimeField("签发时间", default=clock.real_now)
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("停用时间", null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        constraints = [
            models.CheckConstraint(name="api_token_has_scopes", condition=~Q(scopes=[])),
            models.CheckConstraint(name="api_token_has_addresses", condition=~Q(ip_ranges=[])),
        ]

    def __str__(self):
        return f"{self.name}（{self.prefix}…）"

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.real_now()


class ApiTokenUse(models.Model):
    """When a token was last used, at most once a minute; apart from the token, whose history stays short."""

    token = models.OneToOneField(ApiToken, primary_key=True, on_delete=models.PROTECT, related_name="use")
    at = models.DateTimeField("最近使用")
    ip = models.GenericIPAddressField("来源")

    class Meta:
        verbose_name = "令牌使用"
