from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.access.scope import ScopedQuerySet, ScopeKind


class StoredFileQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.AUTHORITY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id",),
    }

    def visible_to(self, actor):
        """Files of the offices the seat reaches, and what the person uploaded herself."""
        reached = self.within(actor.scope)
        if actor.user_id is None:
            return reached
        return self.filter(Q(pk__in=reached.values("pk")) | Q(uploaded_by_id=actor.user_id))


class StoredFile(models.Model):
    """One uploaded or produced file. Rows of equal content share one blob; the row is never changed.

    `permission` is the code a seat needs to fetch it; `department` the office whose file it is.
    """

    class Scan(models.TextChoices):
        OFF = "off", "未查毒"
        CLEAN = "clean", "已查毒"

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True, db_collation="C")
    size = models.PositiveBigIntegerField("大小")
    name = models.CharField("文件名", max_length=120)
    content_type = models.CharField("类型", max_length=120)
    kind = models.CharField("用途", max_length=40)
    permission = models.CharField("所需权限", max_length=60)
    path = models.CharField("存放位置", max_length=120)
    scan = models.CharField("查毒", max_length=10, choices=Scan, default=Scan.OFF)
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="部门"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )
    created_at = models.DateTimeField("时间", default=clock.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "文件"
        constraints = [
            models.CheckConstraint(name="stored_file_scan_known", condition=Q(scan__in=["off", "clean"])),
        ]

    def __str__(self):
        return self.name
