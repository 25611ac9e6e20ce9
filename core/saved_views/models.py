from urllib.parse import parse_qsl

from django.conf import settings
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
