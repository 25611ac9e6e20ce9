import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.api_tokens.states import TONES, TokenScope, TokenState


class ApiTokenQuerySet(models.QuerySet):
    def approved(self):
        """A token over the whole register needs a second administrator; any other is good once issued."""
        return self.exclude(scope_kind=TokenScope.ALL, approved_at=None)

    def usable(self):
        return self.approved().filter(revoked_at=None, expires_at__gt=clock.real_now())

    def waiting(self):
        now = clock.real_now()
        return self.filter(scope_kind=TokenScope.ALL, approved_at=None, revoked_at=None, expires_at__gt=now)

    def ended(self):
        return self.filter(~Q(revoked_at=None) | Q(expires_at__lte=clock.real_now()))

    def expiring(self, days: int):
        """Usable now, and over within `days`."""
        return self.usable().filter(expires_at__lte=clock.real_now() + datetime.timedelta(days=days))

    def without_successor(self):
        return self.exclude(
            pk__in=self.model.objects.filter(revoked_at=None).exclude(replaces=None).values("replaces")
        )

    def unused(self, days: int):
        """Usable for at least so long, and not called in that time."""
        since = clock.real_now() - datetime.timedelta(days=days)
        return self.usable().filter(Q(use=None) | Q(use__at__lt=since), issued_at__lt=since)


@history.tracked
class ApiToken(models.Model):
    """Another system's key. Shown once, kept as a hash; good for some permissions, over some rows, from some
    addresses, for a time. `replaces` is the token it takes over from, which ends `overlap_days` after this one
    became good.
    """

    name = models.CharField("用途", max_length=100)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="api_tokens", verbose_name="使用单位"
    )
    prefix = models.CharField("前缀", max_length=8, unique=True, db_collation="C")
    digest = models.CharField(max_length=64, editable=False, db_collation="C")
    scopes = ArrayField(models.CharField(max_length=60), verbose_name="权限")
    scope_kind = models.CharField("数据范围", max_length=20, choices=TokenScope)
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="指定区划"
    )
    ip_ranges = ArrayField(models.CharField(max_length=50), verbose_name="来源地址", help_text="CIDR 地址段")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="签发人"
    )
    issued_at = models.DateTimeField("签发时间", default=clock.real_now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="批准人"
    )
    approved_at = models.DateTimeField("批准时间", null=True)
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("停用时间", null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="successors", verbose_name="接替的令牌"
    )
    overlap_days = models.PositiveSmallIntegerField("新旧并用天数", null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        constraints = [
            models.CheckConstraint(name="api_token_has_scopes", condition=~Q(scopes=[])),
            models.CheckConstraint(name="api_token_has_addresses", condition=~Q(ip_ranges=[])),
            models.CheckConstraint(name="api_token_scope_known", condition=Q(scope_kind__in=TokenScope.values)),
            models.CheckConstraint(
                name="api_token_region_iff_territory",
                condition=Q(scope_kind=TokenScope.TERRITORY, region__isnull=False)
                | (~Q(scope_kind=TokenScope.TERRITORY) & Q(region=None)),
                violation_error_message="数据范围为指定区划时须选择区划，其他范围不选。",
            ),
            models.CheckConstraint(
                name="api_token_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=F("issued_by")),
                violation_error_message="签发人不能批准自己签发的令牌。",
            ),
            models.CheckConstraint(
                name="api_token_approval_is_whole",
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.prefix}…）"

    @property
    def needs_approval(self) -> bool:
        return self.scope_kind == TokenScope.ALL

    @property
    def state(self) -> TokenState:
        if self.revoked_at is not None:
            return TokenState.REVOKED
        if self.expires_at <= clock.real_now():
            return TokenState.EXPIRED
        return TokenState.WAITING if self.needs_approval and self.approved_at is None else TokenState.ACTIVE

    def get_state_display(self) -> str:
        return self.state.label

    @property
    def state_tone(self) -> str:
        return TONES.get(self.state, "neutral")

    @property
    def is_usable(self) -> bool:
        return self.state == TokenState.ACTIVE

    def is_unused_since(self, since: datetime.datetime, last_use: "ApiTokenUse | None") -> bool:
        """As the queryset's `unused`, for one row."""
        return self.is_usable and self.issued_at < since and (last_use is None or last_use.at < since)

    @property
    def days_left(self) -> int:
        """Whole days until it expires; negative once it has."""
        return (self.expires_at - clock.real_now()).days

    @property
    def reach(self) -> str:
        """The scope in words."""
        return f"住所在{self.region.name}的" if self.region_id else self.get_scope_kind_display()


class ApiTokenUse(models.Model):
    """The latest call of a token and the running minute of its limit; apart from the token and its history."""

    token = models.OneToOneField(ApiToken, primary_key=True, on_delete=models.PROTECT, related_name="use")
    at = models.DateTimeField("最近使用")
    ip = models.GenericIPAddressField("来源")
    window_started_at = models.DateTimeField("计数起点")
    window_count = models.PositiveIntegerField("起点以来次数")

    class Meta:
        verbose_name = "令牌使用"


class ApiTokenDay(models.Model):
    """How often a token called on one day (Asia/Shanghai): answered, and turned away because it called too often."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="days")
    day = models.DateField("日期")
    calls = models.PositiveIntegerField("次数")
    refused = models.PositiveIntegerField("超限次数")

    class Meta:
        verbose_name = "令牌日用量"
        constraints = [models.UniqueConstraint(name="api_token_day_once", fields=["token", "day"])]
