from django.db import models
from django.db.models import Q

from core import clock
from core.access.scope import ScopeKind


class AuditEntryQuerySet(models.QuerySet):
    def sealed(self):
        """Entries that have their place in the chain; only those of the running transaction have none yet."""
        return self.exclude(seq=None)

    def visible_to(self, actor):
        """The log is read as a whole, by the seats that hold audit.view."""
        return self.all() if actor.can("audit.view") or actor.scope.kind == ScopeKind.ALL else self.none()

    def of(self, obj):
        return self.filter(object_type=obj._meta.label, object_id=obj.pk)


class AuditEntry(models.Model):
    """One act. Ids only, never a name or a number, so that forgetting a person leaves the log whole.

    `seq`, `prev_hash` and `hash` are set by a deferred constraint trigger at COMMIT; the application cannot write
    them, and nobody can change or delete a row (core/migrations/0003_audit_chain.py).
    """

    seq = models.BigIntegerField("序号", null=True, unique=True, editable=False)
    at = models.DateTimeField("时间", default=clock.now)
    recorded_at = models.DateTimeField("记录时间", default=clock.real_now)
    user_id = models.BigIntegerField("账号", null=True)
    seat_key = models.CharField("岗位", max_length=60, blank=True)
    department_id = models.BigIntegerField("部门", null=True)
    action = models.CharField("动作", max_length=80)
    object_type = models.CharField("对象类型", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True)
    outcome = models.CharField("结果", max_length=20, default="ok")
    ip = models.CharField("地址", max_length=45, blank=True)
    request_id = models.CharField("请求编号", max_length=64, blank=True)
    detail = models.JSONField("细节", default=dict)
    prev_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        indexes = [
            models.Index(fields=["at", "id"], name="audit_at"),
            models.Index(fields=["user_id", "id"], name="audit_user"),
            models.Index(fields=["object_type", "object_id", "id"], name="audit_object"),
            models.Index(fields=["action", "id"], name="audit_action"),
            models.Index(fields=["id"], condition=Q(seq=None), name="audit_unsealed"),
        ]

    def __str__(self):
        return f"{self.seq} {self.action}"


class AuditHead(models.Model):
    """The end of the chain: one row, locked only while a transaction commits."""

    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_head_is_one", condition=Q(id=1))]


class AuditCheck(models.Model):
    """One run of verify_audit, for the page."""

    at = models.DateTimeField("时间", default=clock.real_now)
    entries = models.BigIntegerField("记录数")
    anchors = models.BigIntegerField("锚点数")
    findings = models.JSONField("发现", default=list)

    class Meta:
        verbose_name = "审计校验"

    @property
    def is_whole(self) -> bool:
        return not self.findings
