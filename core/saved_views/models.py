from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from core import clock


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own and what was shared with the seat's office. A view holds filters, never rows: what it shows is
        decided by the scope of who opens it."""
        mine = Q(owner_id=actor.user_id)
        return self.filter(mine | Q(shared_with_id=actor.department_id) if actor.department_id else mine)

    def owned_by(self, actor):
        return self.filter(owner_id=actor.user_id)

    def open_to(self, actor):
        """Visible, or subscribed to while it was: who is told why nothing comes any more can end it."""
        told = ViewSubscription.objects.filter(user_id=actor.user_id).values("view")
        return self.visible_to(actor) | self.filter(pk__in=told)


class SavedView(models.Model):
    """`list_name` is the URL name of a list, `query` its query string without a position."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="保存人"
    )
    list_name = models.CharField("清单", max_length=80)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=2000, blank=True)
    shared_with = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="共享给"
    )
    is_default = models.BooleanField("默认视图", default=False)
    created_at = models.DateTimeField("保存时间", default=clock.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "视图"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="saved_view_name_once",
                fields=["owner", "list_name", "name"],
                violation_error_message="您已有同名的视图，请换一个名称，或更新原视图。",
            ),
            models.UniqueConstraint(
                name="saved_view_one_default", fields=["owner", "list_name"], condition=Q(is_default=True)
            ),
        ]
        indexes = [models.Index(fields=["shared_with", "list_name"], name="saved_view_shared")]

    def __str__(self):
        return self.name

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query)

    @property
    def keys(self) -> set[str]:
        return {key for key, _ in parse_qsl(self.query)}

    @property
    def url(self) -> str:
        return f"{reverse(self.list_name)}?{self.query}{'&' if self.query else ''}view={self.pk}"


class Frequency(models.TextChoices):
    DAILY = "daily", "每天"
    WEEKLY = "weekly", "每周"

    @property
    def days(self) -> int:
        return 1 if self == Frequency.DAILY else 7


class SubscriptionQuerySet(models.QuerySet):
    def owned_by(self, actor):
        return self.filter(user_id=actor.user_id)


class ViewSubscription(models.Model):
    """A person is told when rows come into a view or leave it, in the scope of the seat she subscribed from.

    `members` are the row ids of the last comparison, empty while there was none (`compared_on`). `trouble` says in a
    sentence why the last night could not compare; the members stay as they were.
    """

    view = models.ForeignKey(SavedView, on_delete=models.PROTECT, related_name="subscriptions", verbose_name="视图")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="订阅人"
    )
    seat_key = models.CharField("岗位", max_length=60)
    frequency = models.CharField("频率", max_length=10, choices=Frequency, default=Frequency.DAILY)
    members = ArrayField(models.BigIntegerField(), default=list, verbose_name="上次的记录")
    compared_on = models.DateField("上次比对", null=True)
    trouble = models.CharField("未能比对的原因", max_length=200, blank=True)
    created_at = models.DateTimeField("订阅时间", default=clock.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "视图订阅"
        constraints = [
            models.UniqueConstraint(
                name="view_subscription_once",
                fields=["view", "user"],
                violation_error_message="您已订阅这个视图。",
            ),
            models.CheckConstraint(
                name="view_subscription_frequency_known", condition=Q(frequency__in=Frequency.values)
            ),
        ]

    def __str__(self):
        return f"订阅{self.pk}"


class MembershipChange(models.Model):
    """Which rows came and left between two comparisons: ids only. What the reader sees of them her scope decides."""

    subscription = models.ForeignKey(ViewSubscription, on_delete=models.PROTECT, related_name="changes")
    since = models.DateField("上次比对")
    found_on = models.DateField("比对日期")
    arrived = ArrayField(models.BigIntegerField(), default=list, verbose_name="新增")
    left = ArrayField(models.BigIntegerField(), default=list, verbose_name="移出")

    class Meta:
        verbose_name = "视图变化"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="membership_change_once_a_day", fields=["subscription", "found_on"]),
            models.CheckConstraint(name="membership_change_forward", condition=Q(since__lt=models.F("found_on"))),
            models.CheckConstraint(name="membership_change_not_empty", condition=~Q(arrived=[]) | ~Q(left=[])),
        ]
        indexes = [models.Index(fields=["found_on"], name="membership_change_found_on")]

    def __str__(self):
        return f"视图变化{self.pk}"
